"""Notes that are links there and back: `[1](#_ftn1)` … `[1](#_ftnref1)`, or `[](#_ftn1)1`.

Rules kept here:
- So converters leave Word's and Substack's notes, the latter also with the page's whole address.
- Only a file that has links back is looked at: a single `#footnote-3` is a place in some page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from citations.model import Span

_NAMES = r"#(?:user-content-)?_?(?:ftn|fn|footnote|endnote|edn)"
_NOTE_PLACE: Final = re.compile(rf"{_NAMES}(?:ref|-anchor|-ref)?(?:\d|[-:_]\w)", re.IGNORECASE)
_WAY_BACK: Final = re.compile(rf"{_NAMES}(?:ref|-anchor|-ref)(?:\d|[-:_]\w)", re.IGNORECASE)
_NOTE_LABEL: Final = re.compile(r"\[\\?[\[(【]?(?P<number>\d{1,4})\\?[\])】]?\]\(")
_NUMBER: Final = re.compile(r"\d{1,4}(?!\d)")


def has_linked_notes(text: str) -> bool:
    """True for a file with links back from its notes, as Word and Substack name them."""
    return "#" in text and _WAY_BACK.search(text) is not None


def linked_number(text: str, target: str, at: Span) -> tuple[str, int] | None:
    """The number that such a link shows or that stands close behind it, and where that ends."""
    if _NOTE_PLACE.search(target) is None:
        return None
    if text.startswith("[]", at.start):
        behind = _NUMBER.match(text, at.end)
        return (behind[0], behind.end()) if behind is not None else None
    label = _NOTE_LABEL.match(text, at.start, at.end)
    return (label["number"], at.end) if label is not None else None
