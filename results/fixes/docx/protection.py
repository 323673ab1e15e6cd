"""Whether a Word document may be changed at all, as its author said.

Rules kept here:
- A protection that allows tracked changes allows what we write. Under any other, the editor could
  neither accept nor reject it: the letter is refused, and nothing of the protection is touched.
- A signature says that the file is as it was: whoever wants it changed has to take it off.
- "Read-only recommended" is a recommendation; a password for changes is none.

Reference: ECMA-376-1, 17.15.1.29 (documentProtection) and 17.15.1.93 (writeProtection);
ECMA-376-2, 12 (digital signatures).
"""

from __future__ import annotations

from ..model import FixRefused
from .parts import Parts

_YES = frozenset({"1", "true", "on"})
_HARMLESS = frozenset({"none", "trackedChanges"})
_PASSWORD = ("hash", "hashValue", "password")


def refuse_protected(parts: Parts) -> None:
    """Raise FixRefused where the document says that it is not to be changed."""
    if parts.related("", "origin") is not None:
        raise FixRefused("is signed: a change would break the signature")
    part = parts.related(parts.main, "settings")
    settings = None if part is None else parts.xml(part)
    if settings is None:
        return
    tag = parts.names.tag
    for each in settings.iter(tag("documentProtection")):
        if each.get(tag("enforcement")) in _YES and each.get(tag("edit")) not in _HARMLESS:
            raise FixRefused("is protected against changes; lift the protection in Word first")
    for each in settings.iter(tag("writeProtection")):
        if any(each.get(tag(name)) for name in _PASSWORD):
            raise FixRefused("may be changed with a password only")
