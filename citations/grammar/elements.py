"""What follows the title in an entry of a reference list.

Rules kept here:
- A journal has a volume, a chapter stands "In" a book or in one that somebody edited, a newspaper
  has a date; after an italic title comes the publisher.
"""

from __future__ import annotations

import re

from citations import dates
from citations.model import DateValue
from citations.values import value

_JOURNAL = re.compile(
    r"(?P<container>[^\W\d_][^\d]{1,119}?),?\s(?:vol\.\s?)?(?P<volume>\d{1,4})(?![\d-])"
    r"(?:\s?\([^()]{1,20}\))?(?:,?\s(?:no\.|nos\.|issue)\s?[\d–/-]{1,9})?"
    r"(?:,?\s\([^()]{4,20}\))?"
    r"(?:[,:]\s(?:(?:[A-Z][a-z]{2,9}\.?\s)?(?P<year>(?:1[89]|20)\d\d),\s)?"
    r"(?:pp?\.\s?)?(?P<page>[A-Za-z]?\d{1,8}))?"
)
_PLACE = re.compile(r"(?:[^:.]|(?<=[A-Z])\.){2,40}:\s(?=[A-Z])")
_IN_STATE = re.compile(r"[A-Z][\w. ]{2,30},\s[A-Z]{2}:\s(?=[A-Z])")
_NEXT_WORD = re.compile(r"\s([^\W\d_]{3,9})")
_VERSION = re.compile(r"[(\[][^()\[\]]{1,60}[)\]][.,]?\s?")
_CHAPTER = re.compile(
    r"In:?\s(?:.{1,120}?\([Ee]ds?\.\),?\s|.{1,120}?,\s[Ee]ds?\.,?\s)?(?P<book>[^()]{2,200}?)"
    r"(?:\s\((?:[^()]{0,30},\s)?(?:pp?\.\s)?(?P<page>[A-Za-z]?\d{1,6})(?:[–-]\d{1,6})?\))?"
    r"(?:[.,]\s(?P<publisher>[A-Z].{1,100}))?$"
)
_EDITED = re.compile(r",\s(?:edited by|ed\. by|eds?\.)\s")
_EDITION = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th|d)|[Rr]ev(?:ised|\.))\s[Ee]d(?:ition|n|\.)?,?\s?")
_PAGES = re.compile(r"\bpp?\.\s(?P<page>[A-Za-z]?\d{1,6})")
_PUBLISHER = re.compile(r"\b(?:Press|Publish\w{2,5}|Books|Verlag)\b")
_SHEET = re.compile(r",\s(?P<page>[A-Z]?\d{1,4})(?:[–-][A-Z]?\d{1,4})?\.?$")
"""The page of a newspaper: "*The Harbour Post*, A2"."""
_NETWORKS = frozenset(
    ("twitter", "x", "facebook", "instagram", "youtube", "vimeo", "tiktok", "linkedin", "bluesky")
)
_YEAR = re.compile(r"(?<![\d–-])(?:1[5-9]|20)\d\d(?![\d–-])")


@value
class Elements:
    """The parts after the title."""

    container: str | None = None
    volume: str | None = None
    first_page: str | None = None
    date: DateValue | None = None
    publisher: str | None = None
    chapter: bool = False
    pincite: str | None = None
    accessed: DateValue | None = None


def read(rest: str, italic: bool) -> Elements:
    """Read the words between title and URL; `italic`: the title is a book's."""
    rest = _EDITION.sub("", _VERSION.sub("", rest, count=1) if rest[:1] in "([" else rest, count=1)
    if not rest:
        return Elements()
    chapter = _CHAPTER.match(rest)
    if chapter is not None:
        return Elements(
            container=chapter["book"].strip(" ,."),
            first_page=chapter["page"],
            publisher=_without_place(chapter["publisher"] or "") or None,
            chapter=True,
        )
    journal = _JOURNAL.match(rest)
    if journal is not None and _is_journal(journal):
        year = journal["year"] or _year_in(rest)
        return Elements(
            container=journal["container"].strip(" ,"),
            volume=journal["volume"],
            first_page=journal["page"],
            date=DateValue(year, year) if year else None,
        )
    return _dated(rest, italic)


def _dated(rest: str, italic: bool) -> Elements:
    """A newspaper, a site, an edited book, or a publisher."""
    found = max(dates.find(rest), key=lambda date: date.span, default=None)
    if found is not None:
        date: DateValue | None = found.value
        words = rest[: found.span.start]
    else:
        year = _year_in(rest)
        date = DateValue(year, year) if year else None
        words = rest[: rest.index(year)] if year else rest
    place = _PLACE.match(words) if italic else _IN_STATE.match(words)
    if place is not None:
        italic = True
        words = words[place.end() :]
    name = re.split(r"[,.]\s|\.$", words.strip(" ,.(") + " ")[0].strip(" ,.") or None
    if name and name.casefold() in _NETWORKS:
        return Elements(container=name, date=date)
    if italic or (found is None and name and _PUBLISHER.search(name)):
        return Elements(date=date, publisher=_without_place(name) if name else None)
    pages = _PAGES.search(rest) or _SHEET.search(rest)
    edited = _EDITED.search(words) is not None
    return Elements(
        container=name,
        first_page=pages["page"] if pages else None,
        date=date,
        publisher=_last(words) if edited else None,
        chapter=edited,
    )


def _last(words: str) -> str | None:
    """The publisher of an edited book: the last part before the year."""
    parts = [part.strip(" .") for part in words.split(", ") if part.strip(" .,")]
    return _without_place(parts[-1]) if len(parts) > 2 else None


def _is_journal(found: re.Match[str]) -> bool:
    """False where a publisher's year or a newspaper's day was read as a volume."""
    last = found["container"].strip(" ,").rsplit(maxsplit=1)[-1].rstrip(".").casefold()
    after = _NEXT_WORD.match(found.string, found.end("volume"))
    if last in dates.MONTHS or (after is not None and after[1].casefold() in dates.MONTHS):
        return False
    return int(found["volume"]) < 1500 and not found["container"].endswith(("(pp.", "pp."))


def _year_in(rest: str) -> str | None:
    found = _YEAR.search(rest)
    return found.group() if found else None


def _without_place(words: str) -> str:
    place = _PLACE.match(words)
    return (words[place.end() :] if place else words).strip(" .,")
