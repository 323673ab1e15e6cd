"""The archive's copies of the page are captures of an error.

The archive was asked for the copies nearest to the cited date, and they were opened: each is a "not
found" page, a server's error, an empty page, a bot wall or a login page, kept with a date like any
other capture. No archive that was asked has a better one.

Why it matters: the index of the archive lists such captures as copies. Whoever cites one without
opening it cites an error page.

How to mend: look for captures from before the date in other archives. If the page still stands,
save it now and cite that copy.

Reference: RFC 7089; the Internet Archive's CDX server ("statuscode").
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import SnapshotVerdict

from ...model import Dossier, Finding, Severity
from ..rule import Rule
from .bad_copies import examples, told


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source whose copies show nothing but errors."""
    return told(RULE, dossier, SnapshotVerdict.ERROR_CAPTURE, "is a capture of an error page")


RULE = Rule(
    code="PC308",
    slug="copy-of-error",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: examples(SnapshotVerdict.ERROR_CAPTURE),
    look=look,
)
