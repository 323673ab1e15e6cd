"""In which style a letter cites, and what a copy looks like in it.

Rules kept here:
- The citation's own words decide first, then the letter's, then where the link stands: a footnote
  without any sign is taken for the Bluebook's, as is the running text.
- Every look at the text is linear and bounded.

References: The Bluebook, 22nd ed., rule 18.2.1(d); Publication Manual of the APA, 7th ed., 9.16 and
9.34; MLA Handbook, 9th ed., 5.96; Chicago Manual of Style, 18th ed., 14.104 (archived sources).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from citations.model import Document, Note, Span


class Style(StrEnum):
    """How a citation in prose shows a copy."""

    BLUEBOOK = "bluebook"
    """`URL [COPY]`"""
    CHICAGO = "chicago"
    """`URL, archived March 4, 2018, at COPY`"""
    REPLACING = "replacing"
    """APA and MLA: the copy's address stands where the URL stood."""


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_SIGNS: Mapping[Style, re.Pattern[str]] = {
    Style.CHICAGO: re.compile(
        rf"[Aa]rchived {_MONTH} \d{{1,2}}, \d{{4}},? at\b|[Aa]ccessed {_MONTH} \d{{1,2}}, \d{{4}}"
    ),
    Style.REPLACING: re.compile(
        rf"\bRetrieved (?:{_MONTH} \d{{1,2}}, \d{{4}}, )?from\b|\(\d{{4}}, {_MONTH} \d{{1,2}}\)\."
        rf"|\(n\.d\.\)\.|\bAccessed \d{{1,2}} {_MONTH} \d{{4}}"
    ),
    Style.BLUEBOOK: re.compile(
        r"\[<?https?://(?:perma\.cc|web\.archive\.org)/|\(last (?:visited|accessed|updated)\b"
        r"|\bsupra note \d|\b[Ii]d\. at \d|\(\d{4}\), <?https?://"
    ),
}
_AROUND = 600
"""Characters of a paragraph that are looked at on either side of a link."""
_MOST_WORDS = 10_000
_MOST_TEXT = 2_000_000
"""Characters of a letter that are searched for signs."""


class Manner:
    """The style of one letter, citation by citation."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        counts = {
            style: sum(1 for _ in sign.finditer(document.text, 0, _MOST_TEXT))
            for style, sign in _SIGNS.items()
        }
        best = max(counts, key=lambda style: (counts[style], style is Style.BLUEBOOK))
        self._usual = best if counts[best] else Style.BLUEBOOK

    def style(self, note: Note | None, at: Span) -> Style:
        """The style of the citation around a link."""
        words = self._paragraph(at) if note is None else self._note(note, at)
        signs = {style: len(sign.findall(words)) for style, sign in _SIGNS.items()}
        best = max(signs, key=lambda style: (signs[style], style is self._usual))
        return best if signs[best] else self._usual

    def _paragraph(self, at: Span) -> str:
        start, end = max(0, at.start - _AROUND), at.end + _AROUND
        before = self._text[start : at.start].rpartition("\n\n")[2]
        return before + self._text[at.start : end].partition("\n\n")[0]

    def _note(self, note: Note, at: Span) -> str:
        start = max(note.span.start, at.start - _AROUND)
        return self._text[start : max(at.end, min(note.span.end, at.end + _AROUND))]


def style_of(words: str) -> Style:
    """The style that a citation's own words show."""
    signs = {style: len(sign.findall(words[:_MOST_WORDS])) for style, sign in _SIGNS.items()}
    return max(signs, key=lambda style: (signs[style], style is Style.BLUEBOOK))


def printed(day: date) -> str:
    """A date as the Chicago style prints it: March 4, 2018."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
