"""Presidential documents: the Daily and Weekly Compilation, the Public Papers.

Rules kept here:
- The compilation is the container; a DCPD number becomes govinfo's package identifier.
- "Remarks by President …" is a title: the office speaks, no author is named.
"""

from __future__ import annotations

from dataclasses import replace

from citations.model import CitationType, Name, Span

from ...late import late_regex
from .. import authors, tails
from ..draft import Draft, Progress, Stretch
from ..secondary import sources as secondary
from ..secondary import titles

HINTS = frozenset(("DCPD", "Pres", "PRES", "Papers", "PAPERS"))
_CONTAINER = late_regex(
    r"(?P<container>(?:Daily|Weekly|DAILY|WEEKLY)\s(?:Comp\.|Compilation|COMP\.)\s(?:of\s)?"
    r"(?:Pres\.|Presidential|PRES\.)\s(?:Docs?\.|Documents|DOCS?\.)"
    r"|Pub(?:lic|\.)\sPapers(?:\sof\sthe\sPresidents)?|PUB\.\sPAPERS)"
)
_VOLUME = late_regex(r"(?P<volume>\d{1,4})\s$")
_PAGE = late_regex(r"\s(?P<page>\d{1,6})(?=[\s,(.]|$)(?:,\s(?:at\s)?(?P<pin>\d{1,6}(?:[–-]\d+)?))?")
_DCPD = late_regex(r",?\s(?=(?:(?:19|20)\d\d\s)?DCPD)")


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one presidential document; None where no compilation is named."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    if not desk.holds(HINTS, stretch.start, stretch.end):
        return None
    found = _CONTAINER.search(text, stretch.start, stretch.end)
    number = _DCPD.search(text, stretch.start, stretch.end)
    if found is None and number is None:
        return None
    opening = stretch.opening
    cut = found.start() if found is not None else number.start() if number is not None else 0
    volume = _VOLUME.search(text, max(opening.body, cut - 6), cut) if found is not None else None
    if cut <= opening.body:
        return None
    end = volume.start() if volume is not None else cut
    names, title, title_at = _title(stretch, opening.body, end)
    tail = tails.read(desk, found.end() if found is not None else cut, stretch.end)
    if tail.prose or not title:
        return None
    page = _PAGE.match(text, found.end(), stretch.end) if found is not None else None
    return replace(
        stretch.whole(CitationType.PRESIDENTIAL_DOCUMENT, tail),
        authors=names,
        title=title,
        container=found["container"] if found is not None else None,
        volume=volume["volume"] if volume is not None else None,
        first_page=page["page"] if page is not None else None,
        pincite=page["pin"] if page is not None else None,
        identifiers=secondary.named(stretch, opening.body, tail.urls),
        marked=title_at is not None,
        title_at=title_at,
    )


def _title(stretch: Stretch, start: int, end: int) -> tuple[tuple[Name, ...], str, Span | None]:
    """Author (where a person is named first) and title."""
    text = stretch.desk.sheet.text
    marked = titles.find(stretch.desk, start, end)
    if marked is not None:
        names = authors.read(text[start : marked.at.start]).names
        return names, marked.words, marked.at if marked.quoted else None
    words = " ".join(text[start:end].split()).strip(" ,")
    head, comma, rest = words.partition(", ")
    if comma and authors.are_persons(head):
        return authors.read(head).names, rest, None
    return (), words, None
