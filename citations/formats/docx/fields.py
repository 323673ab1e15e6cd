"""Fields: what Word computes between w:fldChar begin, separate and end.

Rules kept here:
- The code of a field is never shown, its result is.
- A field that is still in its code when the paragraph ends is taken for broken, and its result is
  taken to begin: no text of the letter is lost to a missing mark.
- Each step costs the same, however deep fields nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from .pieces import Target

LONGEST_CODE: Final = 16_384
"""Characters of a field code that are kept; Zotero's codes run to many more, and none is a link."""

# A quotation that is never closed runs to the end, so no token is tried twice.
_TOKEN: Final = re.compile(
    r'"((?:[^"\\]|\\.?)*)(?:"|\Z)|“([^”]*)(?:”|\Z)|(\\[A-Za-z])|([^\s"“]+)', re.DOTALL
)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class _Field:
    outer: _Field | None
    """The field whose code this one stands in."""
    link: Target | None
    code: list[str] = field(default_factory=list)
    length: int = 0
    in_code: bool = True
    bookmark: str | None = None


class Fields:
    """The open fields of one story, innermost last."""

    def __init__(self) -> None:
        self.open: list[_Field] = []
        """Most text stands in none."""
        self._coding: list[_Field] = []

    @property
    def hidden(self) -> bool:
        """Text that comes now belongs to a code."""
        return bool(self._coding)

    @property
    def link(self) -> Target | None:
        """The link of the innermost HYPERLINK field."""
        return self.open[-1].link if self.open else None

    @property
    def bookmark(self) -> str | None:
        """The bookmark whose note number the innermost NOTEREF field shows."""
        return self.open[-1].bookmark if self.open else None

    def begin(self) -> None:
        """A w:fldChar of type begin."""
        outer = self._coding[-1] if self._coding else None
        self.open.append(_Field(outer, self.link))
        self._coding.append(self.open[-1])

    def code(self, text: str) -> None:
        """A w:instrText, or the result of a field inside a code."""
        if not self.open:
            return
        to = self.open[-1] if self.open[-1].in_code else self.open[-1].outer
        if to is not None and to.length < LONGEST_CODE:
            to.code.append(text[: LONGEST_CODE - to.length])
            to.length += len(text)

    def separate(self) -> None:
        """A w:fldChar of type separate: the result begins."""
        if self.open and self.open[-1].in_code:
            _close_code(self._coding.pop())

    def end(self) -> None:
        """A w:fldChar of type end."""
        if self.open and self.open.pop().in_code:
            self._coding.pop()

    def paragraph_ends(self) -> None:
        """What is still code now was never closed."""
        while self._coding:
            _close_code(self._coding.pop())


def _close_code(of: _Field) -> None:
    of.in_code = False
    code = "".join(of.code).lstrip()
    if not code[:9].upper().startswith(("HYPERLINK", "NOTEREF", "FTNREF")):
        return
    url = hyperlink_target(code)
    if url:
        of.link = Target(url)
    of.bookmark = note_bookmark(code)


def hyperlink_target(code: str) -> str | None:
    r"""The URL of a `HYPERLINK "url" \l "fragment"` code; None for other codes and bookmarks."""
    words = _words(code)
    if not words or words[0].upper() != "HYPERLINK":
        return None
    url = fragment = None
    at = 1
    while at < len(words):
        word = words[at]
        if word in ("\\l", "\\o", "\\t"):
            if word == "\\l" and at + 1 < len(words):
                fragment = words[at + 1]
            at += 1
        elif not word.startswith("\\") and url is None:
            url = word
        at += 1
    if not url:
        return None
    return f"{url}#{fragment}" if fragment else url


def note_bookmark(code: str) -> str | None:
    """The bookmark of a `NOTEREF bookmark` code; None for other codes."""
    words = _words(code)
    if len(words) > 1 and words[0].upper() in ("NOTEREF", "FTNREF"):
        return words[1]
    return None


def _words(code: str) -> list[str]:
    found = []
    for match in _TOKEN.finditer(code):
        quoted, curly, switch, bare = match.groups()
        if quoted is not None:
            found.append(_ESCAPED.sub(r"\1", quoted))
        else:
            found.append(switch or curly or bare or "")
    return found
