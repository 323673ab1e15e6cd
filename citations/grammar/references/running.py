"""Scholars' notes where the Bluebook's readers are led astray ("Name, *Title*, Paris, Ex, 1975").

Rules kept here:
- What those readers made of it decides: where they found no citation, no date, or a place, a
  publisher or a thesis as the container, the words behind the title are read as a list's are.
- Prose is refused: few long words behind a title are in lower case.
"""

from __future__ import annotations

import re

from citations.model import CitationType

from .. import authors
from ..desk import Desk
from ..draft import Draft, Stretch
from ..openings import Opening
from ..titles import Title
from . import entries, namelists, publishers, segments
from .heads import Opened, Style, may_open
from .segments import Sort

_YEAR = re.compile(r"(?<![\d/])(?:1[5-9]|20)\d\d(?!\d)")
_LED = re.compile(r"(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m)\b:?\s|.{0,30}\d{1,4}\s?[(:/.]")
_IN_TITLE = re.compile(r"[,.;]\s(?:[Ii]n|[Dd]ans):?\s[^\W\d_a-z]")
_MARK = re.compile(r"\s?[,:]\s{1,3}(?=\S)")
_OTHERS = frozenset(
    (CitationType.CASE, CitationType.PRESS_RELEASE, CitationType.SPEECH, CitationType.REGULATION)
)
"""Kinds that are told by words which no list of references has."""
_AHEAD = 300
"""Characters behind a title in which a year stands."""
_LONG = 3
"""Shorter words in lower case are articles and prepositions."""


def marked(stretch: Stretch, opening: Opening, title: Title, draft: Draft | None) -> Draft | None:
    """A better reading of what stands behind a marked title; `draft` where there is none."""
    desk = stretch.desk
    if not _doubts(draft, stretch) or not _dated(desk, title.at.end, stretch.end):
        return draft
    words = desk.sheet.text[opening.body : title.at.start]
    names = namelists.whole(words) if "/" in words else ()
    if not names:
        head = authors.read(words)
        names = head.names if head.sure else ()
    if not names:
        return draft
    opened = Opened(names, None, title.at.start, running=True)
    parsed = entries.parse(desk, opened, stretch.end)
    if parsed is None or _is_prose(desk, title.at.end, stretch.end):
        return draft
    found = parsed[1]
    if found.date is None and parsed[2].date is None:
        return draft
    return entries.draft_of(stretch, opened, parsed)


def unmarked(stretch: Stretch, opening: Opening, draft: Draft | None) -> Draft | None:
    """A better reading of names and a title that nothing marks; `draft` where there is none."""
    desk, start = stretch.desk, opening.body
    if not _doubts(draft, stretch) or not _dated(desk, start, stretch.end):
        return draft
    text = desk.sheet.text
    names = namelists.head(text, start, stretch.end)
    mark = _MARK.match(text, names.end, stretch.end) if names is not None else None
    if names is None or mark is None or not may_open(text, mark.end()):
        return draft
    listed = mark.group().lstrip()[0] == ","
    style = Style.LISTED if listed else Style.POINTED
    opened = Opened(names.names, None, mark.end(), style, proved=False)
    parsed = entries.parse(desk, opened, stretch.end)
    if parsed is None or (parsed[1].date is None and parsed[2].date is None):
        return draft
    if _is_prose(desk, mark.end(), stretch.end):
        return draft
    return entries.draft_of(stretch, opened, parsed)


def _doubts(draft: Draft | None, stretch: Stretch) -> bool:
    """True where the Bluebook's readers were led astray."""
    if draft is None or (draft.date is None and draft.accessed is None):
        return True
    if draft.type in _OTHERS or draft.date is None:
        return False
    if draft.title is not None and _IN_TITLE.search(draft.title) is not None:
        return True
    container = draft.container
    if container is None:
        return False
    sort, _ = segments.told(container)
    if draft.url is None and f"{draft.date.raw})" not in stretch.text:
        housed = publishers.is_publisher(container) or sort is Sort.IMPRINT
    else:
        housed = False  # "N.Y. TIMES: CITY ROOM (Jan. 5, 2018)"
    return (
        housed
        or publishers.is_place(container)
        or sort is Sort.GENRE
        or _LED.match(container) is not None
        or container[0].isdigit()
    )


def _dated(desk: Desk, start: int, end: int) -> bool:
    return _YEAR.search(desk.sheet.text, start, min(end, start + _AHEAD)) is not None


def _is_prose(desk: Desk, start: int, end: int) -> bool:
    """True where words go on behind a title as sentences do."""
    words = [word.strip(".,;:()") for word in desk.masked[start : min(end, start + _AHEAD)].split()]
    long = [word for word in words if len(word) > _LONG and word[0].isalpha()]
    return sum(word[0].islower() for word in long) * 2 > len(long)
