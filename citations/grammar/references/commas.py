"""Where a title ends that nothing but a comma parts from the rest ("A Title, A Journal, 27, 259").

Rules kept here:
- The rest is known by what only a container, a publisher or a number can be; where nothing tells,
  nothing is read.
"""

from __future__ import annotations

from ...late import late_regex
from . import publishers
from .segments import LOCATORS, Segment, Sort, abbreviates, cut

_VOLUME_FIRST = late_regex(r"\d{1,4}\s[^\W\d_a-z]")
_IN_BOOK = late_regex(r"[Ii]n:?\s\S")
_EDITED_BY = late_regex(r"(?:[Ee]d(?:s|ited by|ited|\.)|[Hh]rsg|dir\.|a cura)")
_JOINS = ("and ", "& ", "or ", "und ", "et ")
_SIGNED_OFF = 2
"""The year's place behind a title and one more part."""
_TITLE_WORDS = 4
"""A shorter title may have a comma of its own ("Love, Death, 2001")."""
_HOUSE_WORDS = 5
"""No publisher that nothing else tells has more."""
_SMALL = frozenset(("and", "&", "of", "for", "the", "de", "la", "du"))
_DAY = 10
"""Characters of an ISO date with its day: newspapers have those."""
_MOST = 500
"""Characters that are looked at."""


def title_end(text: str, *, running: bool) -> int:
    """Where a title ends that a comma parts from the rest ("Title, Journal, 27, 259"); 0 where
    nothing tells.

    `running`: the names stand as in running citations ("J. Roe, Title, 57 Ex. L. Rev. 937 (2014)"),
    which others read; only what they never have (a year without parentheses) is taken.
    """
    segments = cut(text[:_MOST])
    at = _behind_title(segments)
    if not 0 < at < len(segments) or _VOLUME_FIRST.match(segments[at].text):
        return 0
    if running and not _is_list(segments[at:]):
        return 0
    return segments[at - 1].end


def _is_list(rest: list[Segment]) -> bool:
    """True for parts that only lists of references have."""
    year = next((s for s in rest if s.date is not None), None)
    if year is None or len(year.date.iso if year.date else "") >= _DAY:
        return False
    behind = next((s for s in rest if s.sort is not Sort.WORDS), year)
    return (behind.sort in LOCATORS and behind is not rest[0]) or not year.inside


def _behind_title(segments: list[Segment]) -> int:
    """Index of the first segment that is none of the title; 0 where that is not known."""
    for index, segment in enumerate(segments):
        if index and segment.sort is Sort.WORDS and _IN_BOOK.match(segment.text):
            return index
        if index and segment.sort in (Sort.IMPRINT, Sort.GENRE, Sort.EDITION, Sort.HAND):
            return index
        if index and segment.sort is Sort.EDITED and _EDITED_BY.match(segment.text):
            return index
        if _is_last_place(segments, index):
            near = segments[index - 1]
            housed = index > 1 and near.before == "," and near.sort is Sort.WORDS
            return index - 1 if housed else index  # "A Title. A subtitle, Paris 1975"
        if index and segment.sort is Sort.WORDS and (
            publishers.is_conference(segment.text)
            or (segment.before in ",(" and _is_house(segments, index))
        ):  # fmt: skip
            town = segments[index - 1]  # "Harbour, University of Harbour, 2016"
            return index - (index > 1 and town.sort is Sort.WORDS and town.text in segment.text)
        if _is_in_title(segments, index):
            continue
        if segment.sort in LOCATORS or segment.date is not None:
            return _before_number(segments, index)
    return 0


def _is_in_title(segments: list[Segment], index: int) -> bool:
    """True for the year in "A Report on the Harbours 2014, Paris: Ex": no mark is before it."""
    segment = segments[index]
    if segment.date is None or segment.before or segment.inside or index + 1 >= len(segments):
        return False
    return index == 1 and segments[index + 1].before == "," and " " in segments[0].text


def _is_last_place(segments: list[Segment], index: int) -> bool:
    """True for the place in "A Title, Ex, Paris, 1988" and "A Title, Reading, MA 1988": a
    publisher may stand before it."""
    segment = segments[index]
    after = index + 1
    state = after < len(segments) and publishers.is_region(segments[after].text)
    near = segments[after + state] if after + state < len(segments) else None
    return (
        index > 0
        and segment.sort is Sort.WORDS
        and segment.before == ","
        and (state or publishers.is_place(segment.text))
        and near is not None
        and near.date is not None
        and len(near.date.iso) < _DAY
        and not near.inside
    )


def _is_house(segments: list[Segment], index: int) -> bool:
    """True for a publisher, and for the place that one stands behind."""
    segment = segments[index]
    if publishers.is_journal(segment.text):
        return False
    if publishers.is_publisher(segment.text):
        return True
    near = segments[index + 1] if index + 1 < len(segments) else None
    return publishers.is_place(segment.text) and near is not None and near.sort is Sort.WORDS


def _before_number(segments: list[Segment], index: int) -> int:
    """The container before the first number; the number itself where the title alone is left."""
    numbered = any(s.sort in (*LOCATORS, Sort.PAGES) for s in segments[index:])
    last = segments[index - 1] if index else None
    if last is None:
        return 0
    if last.text.startswith(_JOINS) and last.sort is Sort.WORDS and not numbered:
        return index  # "Power, Prosperity, and Poverty, 2012"
    if index == 1:
        near = segments[index]
        alone = near.text[0].isalpha() or near.inside or not numbered
        return index if alone and (near.before or near.inside) else 0
    if last.inside and not segments[index].inside and publishers.is_place_alone(last.text):
        while index > 1 and segments[index - 1].inside:
            index -= 1
        return index  # "A Title, (Ex, London), 2006"
    if segments[index].inside and not numbered:
        while index > 1 and segments[index - 1].inside:
            index -= 1
        return index  # "A Title (London, 1966)"
    day = segments[index].date
    if numbered or (day is not None and len(day.iso) >= _DAY) or publishers.is_journal(last.text):
        start = index - 1
        while start > 1 and abbreviates(segments[start - 1], segments[start]):
            start -= 1
        return start
    return index - 1 if _is_signed_off(segments, index) else 0


def _is_signed_off(segments: list[Segment], index: int) -> bool:
    """True for "A Title of Words, Ex Press, 2016" and nothing else: one part, then the year."""
    if index != _SIGNED_OFF or len(segments) > index + 1 or segments[index].before != ",":
        return False
    title, house = (segment.text for segment in segments[:index])
    words = house.split()
    named = all(word[0].isupper() or word in _SMALL for word in words)
    told = ":" in title or len(title.split()) >= _TITLE_WORDS
    return told and named and len(words) <= _HOUSE_WORDS and not house.startswith(_JOINS)
