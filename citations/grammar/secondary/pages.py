"""First page and cited pages of a secondary source, wherever a note prints them.

Rules kept here:
- Pages that an article prints once, behind its date or its volume, are the article's where they are
  a range (scholars' notes, Chicago's among them); one page, or a few, are what is cited.
- The pages of a chapter behind its book are the cited ones.
"""

from __future__ import annotations

from ...late import late_regex
from . import middles

_NARROW = 4
"""A range of fewer pages is what is cited, not the article."""
_RANGE = late_regex(r"((?:[A-Za-z]-?)?\d{1,6}|[ivxlc]{1,7})[–—‑−-]([A-Za-z]?\d{1,6}|[ivxlc]{1,7})")
_BEHIND = late_regex(r"(?:,\s(?:manuscript\s|slip\sop\.\s)?|\s(?=at\s|\d|para|¶|\[\d))")


def printed(
    middle: middles.Middle, slipped: str | None, after: str, *, quoted: bool
) -> tuple[str | None, str | None]:
    """First page and pincite.

    `slipped`: the page inside the title's italics; `after`: what follows the date's parenthesis;
    `quoted`: the title is an article's or a chapter's.
    """
    pincite = middle.pincite or slipped or middles.after_colon(after) or _after_date(after)
    first_page = middle.first_page
    named = middle.volume is not None or (middle.container is not None and quoted)
    if middle.chapter or not named or first_page is not None or pincite is None:
        return first_page, pincite
    found = _RANGE.fullmatch(pincite)
    before = middle.pincite is not None and middle.volume is not None and middle.date is None
    if found is None or (_is_narrow(*found.groups()) and not before):
        return None, pincite
    return found[1], None  # "Ex Letters 59, 521–524 (1987)"


def _is_narrow(first: str, last: str) -> bool:
    """True for "310–11": the last page may leave out the digits that it shares."""
    if not (first.isdigit() and last.isdigit()):
        return False
    whole = first[: max(0, len(first) - len(last))] + last
    return 0 <= int(whole) - int(first) < _NARROW


def _after_date(after: str) -> str | None:
    """The page in "(New York: Norton, 2018), 45." or "(2018) at 45"."""
    found = _BEHIND.match(after)
    if found is None:
        return None
    pin = middles.PINCITE.match(after, found.end())
    return pin["pin"].rstrip(".") if pin is not None else None
