"""Scholars' notes where the Bluebook's readers are led astray ("Name, *Title*, Paris, Ex, 1975").

Rules kept here:
- What those readers made of it decides: where they found no citation, no date, or a place, a
  publisher or a thesis as the container, the words behind the title are read as a list's are.
- Prose is refused: few long words behind a title are in lower case.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationForm, CitationType, DateValue, Name, Span
from citations.values import value

from ...late import late_regex
from .. import authors
from ..desk import Desk
from ..draft import Draft, Stretch
from ..openings import Opening
from ..organisations import THINGS, folded, is_organisation
from ..secondary import titles
from ..secondary.outlets import is_known
from ..secondary.titles import Title
from . import entries, namelists, publishers, segments
from .heads import Opened, Style, body, is_placed, may_open, says
from .segments import Sort

_YEAR = re.compile(r"(?<!\d)(?<!\D/)(?:1[5-9]|20)\d\d(?!\d)")
_LED = late_regex(r"(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m)\b:?\s|.{0,30}\d{1,4}\s?[(:/.]")
_IN_TITLE = late_regex(r"[,.;]\s(?:[Ii]n|[Dd]ans):?\s[^\W\d_a-z]")
_MARK = late_regex(r"\s?[,:]\s{1,3}(?=\S)")
_FAMILIES = late_regex(
    r"(?P<who>[^\W\d_a-z][\w’'-]{2,20}(?:\s?/\s?[^\W\d_a-z][\w’'-]{2,20}){0,4}),"
    r"\s(?=[^\W\d_a-z]\w*(?:\s[^\s.,]+){2})"
)
"""Families and no given names, as German lawyers have them: "Rohde/Klein, A Long Title"."""
_FAMILY = r"[^\W\d_a-z][\w’'-]{2,20}"
_AUTHOR_YEAR = late_regex(
    rf"(?P<who>{_FAMILY}(?:(?:,\s|\s?/\s?|,?\s(?:and|&|und|et|y)\s){_FAMILY}){{0,4}}(?:\set\sal\.?)?)"
    r"(?:\s\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)(?:[,:]\s?(?:at\s|pp?\.\s?|S\.\s?)?(?P<page>\d{1,4}(?:[–-]\d{1,4})?))?)\.?"
)
_PLAIN_YEAR = late_regex(
    rf"\(?(?P<who>{_FAMILY}(?:(?:,\s|\s?[/–]\s?|,?\s(?:and|&|und|et|y)\s){_FAMILY}){{0,4}}(?:\set\sal\.?)?)"
    r",?\s(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
    r"(?:[,:]\s?(?:at\s|pp?\.\s?|S\.\s?)?(?P<page>\d{1,4}(?:[–-]\d{1,4})?))?\)?[.,]{0,2}"
)
"""The same without parentheses around the year: "Roe and Doe 1999, 12", "(Roe, 1999)"."""
_NO_FAMILY_WORDS = """
agenda annual appendix april article august autumn chapter december fall february figure fiscal
january july june march may november october september spring summer table title vision volume
winter
"""
_NO_FAMILY = frozenset(_NO_FAMILY_WORDS.split()) | THINGS
"""What stands before a year and is nobody's name: "Spring 2019", "Annual Report 2019"."""
_NO_TITLE = late_regex(r"[\d,.;:\s–-]+$|(?:In|Dans)\s?:\s|https?:|(?:Available|Retrieved)\b")
"""Left over where the words before them were read as a sentence of their own."""
_JOINED = late_regex(r",\s(?:(?:and|&)\s)?|\s?[/–]\s?|\s(?:and|&|und|et|y)\s")
_ET_AL = late_regex(r"\set\sal\.?$")
_GOES_ON = late_regex(
    r"(?:[.?!”\"’\s\ue002]){1,4}(?:[^\W\d_a-z]|[“«\ue003])[^\n;]{3,250}?"
    r"(?:[,(]\s?|:\s|[\ue003.]\s)(?:[^\W\d_a-z][^,.;()]{1,60},?\s)?\(?(?:1[5-9]|20)\d\d(?=[),.:;\s]|$)"
    r"|[^\n;]{3,250}?\(\ue001"
)
"""What leads to an imprint's year."""
_OTHERS = frozenset(
    (CitationType.CASE, CitationType.PRESS_RELEASE, CitationType.SPEECH, CitationType.REGULATION)
)
"""Kinds that are told by words which no list of references has."""
_AHEAD = 300
"""Characters behind a title in which a year stands."""
_LEADS_IN = late_regex(r"[,.;]?\s(?:[Ii]n|[Dd]ans):?$")
_YEARLY = 4
"""Characters of an ISO date that is a year alone."""
_WORDS = 4
"""Few names have more; "A Bookstore's Last Chapter" looks like one."""
_SHORTEST = 20
"""Characters that a name and a title have at least."""
_NAMES = 200
"""No list of names before a mark is longer."""
_TITLE = 500
"""No authors and title are longer."""
_INITIALS = 3
"""Families in capitals are longer."""
_LONG = 3
"""Shorter words in lower case are articles and prepositions."""


def marked(stretch: Stretch, opening: Opening, title: Title, draft: Draft | None) -> Draft | None:
    """A better reading of what stands behind a marked title; `draft` where there is none."""
    desk = stretch.desk
    if title.at.start == opening.body and "/" in title.words:
        return _signed(stretch, opening, title) or draft
    contained = _contained(stretch, opening, title)
    if contained is not None:
        return contained
    if not _doubts(draft, stretch) or not _dated(desk, title.at.end, stretch.end):
        return draft
    words = desk.sheet.text[opening.body : title.at.start]
    names = namelists.whole(words) if "/" in words or words.rstrip().endswith(".") else ()
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
    read = entries.draft_of(stretch, opened, parsed)
    if draft is None or draft.pincite is None or not found.chapter:
        return read
    return replace(read, first_page=draft.first_page, pincite=draft.pincite)  # a note's cited pages


def _signed(stretch: Stretch, opening: Opening, title: Title) -> Draft | None:
    """German lawyers' form, whose italics are the authors: "*Rohde*/*Klein*, Title, 2012"."""
    found = _head(stretch.desk.sheet.text, title.at.start, stretch.end)
    if found is None or found.title - title.at.end > len(", ") or not found.names:
        return None
    opened = Opened(found.names, None, found.title, Style.LISTED, proved=False)
    parsed = entries.parse(stretch.desk, opened, stretch.end)
    return entries.draft_of(stretch, opened, parsed) if parsed is not None else None


def _contained(stretch: Stretch, opening: Opening, title: Title) -> Draft | None:
    """What stands in marked words ("Jane Roe, The Tide, in «Ex Review», 12 (1999)").

    None where the marked words are the title.
    """
    desk, start = stretch.desk, opening.body
    if title.at.start - start < _SHORTEST:
        return None
    before = desk.sheet.text[max(start, title.at.start - _SHORTEST) : title.at.start].rstrip()
    if not (_LEADS_IN.search(before) or _is_container(title.words)):
        return None
    found = _head(desk.sheet.text, start, title.at.start)
    words = desk.sheet.text[found.title : title.at.start].rstrip() if found is not None else ""
    led = _LEADS_IN.search(words)
    if found is None or " " not in words:
        return None
    bare = words[: led.start()] if led else words.rstrip(" ,.")
    lower = any(word.islower() and len(word) > _LONG for word in bare.split())
    if not led and not lower and (is_organisation(bare) or authors.is_number(bare)):
        return None
    if not led and len(bare.split()) < _WORDS and authors.are_persons(bare):
        return None
    opened = Opened(found.names, None, found.title)
    parsed = entries.parse(desk, opened, stretch.end)
    if parsed is None or (parsed[1].date is None and parsed[2].date is None):
        return None
    at, marks = parsed[0], titles.Title(parsed[0].at, bare.rstrip(" ,.:"), True)
    known = parsed[1].container is not None
    container = replace(parsed[1], container=title.words) if not known else parsed[1]
    return entries.draft_of(stretch, opened, (marks if led else at, container, parsed[2]))


def _is_container(words: str) -> bool:
    return publishers.is_journal(words) or is_known(words)


def unmarked(stretch: Stretch, opening: Opening, draft: Draft | None) -> Draft | None:
    """A better reading of names and a title that nothing marks; `draft` where there is none."""
    desk = stretch.desk
    if draft is not None and not draft.marked and _NO_TITLE.match(draft.title or ""):
        draft = None
    if not _doubts(draft, stretch) or not _dated(desk, opening.body, stretch.end):
        return draft
    short = _AUTHOR_YEAR.fullmatch(desk.sheet.text, opening.body, stretch.end)
    if short is None and desk.context.note is not None:
        short = _PLAIN_YEAR.fullmatch(desk.sheet.text, opening.body, stretch.end)
        families = _JOINED.split(short["who"]) if short is not None else []
        if any(folded(family) in _NO_FAMILY for family in families):
            short = None
    if short is not None:
        return _author_and_year(stretch, opening, short)
    found = _head(desk.sheet.text, opening.body, stretch.end, bodies=draft is None)
    if found is None or says(desk.masked, found.title, stretch.end):
        return draft
    for style in (Style.LISTED, Style.POINTED):
        opened = Opened(found.names, None, found.title, style, proved=False)
        parsed = entries.parse(desk, opened, stretch.end)
        if parsed is None or _is_prose(desk, parsed[0].at.end, stretch.end):
            continue
        if found.names[0].literal and len(parsed[0].words.split()) < _LONG:
            continue  # "Ex University Press, Harbour, 1996" is an imprint
        if parsed[1].date is not None or parsed[2].date is not None:
            return entries.draft_of(stretch, opened, parsed)
        if not found.colon:
            break
    return draft


def unfinished(desk: Desk, start: int, period: int, end: int) -> bool:
    """True where a period stands between names and the year of what they wrote.

    ("Jeanne Roux, Le quai. Une histoire, Paris 1975": the title goes on.)
    """
    text = desk.sheet.text
    if period - start > _TITLE:
        return False
    near = min(period, start + _NAMES)
    if (
        not text[start].isupper()
        or max(text.find(",", start, near), text.find(":", start, near)) < 0
    ):
        return False
    if _YEAR.search(text, start, period) is not None:
        return False
    if _YEAR.search(text, period, min(end, period + _AHEAD)) is None:
        return False
    found = _GOES_ON.match(desk.masked, period, min(end, period + _AHEAD))
    if found is None or says(desk.masked, period, found.end()):
        return False
    return _head(text, start, period) is not None


def _author_and_year(stretch: Stretch, opening: Opening, found: re.Match[str]) -> Draft | None:
    """Scholars' short form, whose list stands elsewhere: "Roe and Doe (1999), p. 12"."""
    who = _JOINED.split(_ET_AL.sub("", found["who"]))
    literal = len(who) == 1 and is_organisation(found["who"])
    names = (Name(literal=found["who"]),) if literal else tuple(map(_family, who))
    return Draft(
        at=Span(opening.start, stretch.end),
        form=CitationForm.SHORT,
        type=CitationType.DOCUMENT,
        signal=opening.signal,
        authors=names,
        date=DateValue(found["year"], found["year"]),
        pincite=found["page"],
    )


_BODY = late_regex(
    r"(?P<who>(?:U\.\s?[SN]\.\s|[^\W\d_a-z])[^,.;:()\d]{2,90}),\s(?=[^\W\d_a-z][^,]{8})"
)
"""An organisation before the comma that leads to what it published."""
_IMPRINTED = late_regex(
    r",\s(?P<place>[^\W\d_a-z][\w .’'-]{2,30}(?:,\s[A-Z][\w. ]{1,14})?)\s?:\s[^\W\d_a-z]"
)
"""A place and its publisher in what was read as a title: "A Title, New York, NY: Ex Press"."""


@value
class _Head:
    """Names before a title that a comma or a colon parts from them."""

    names: tuple[Name, ...]
    title: int
    colon: bool


def _head(text: str, start: int, end: int, *, bodies: bool = False) -> _Head | None:
    """Read the names that lead; None where they do not, or where no title follows.

    `bodies`: an organisation may lead, too.
    """
    listed = namelists.head(text, start, end)
    families = _FAMILIES.match(text, start, end) if listed is None or "/" in text else None
    if families is not None and not is_organisation(families["who"]):
        names: tuple[Name, ...] = tuple(map(_family, families["who"].split("/")))
        at = families.end("who")
    elif listed is not None:
        names, at = listed.names, listed.end
    else:
        found = _BODY.match(text, start, end) if bodies else None
        names = body(found["who"]) if found is not None and is_organisation(found["who"]) else ()
        if found is None or not names:
            return None
        at = found.end("who")
    mark = _MARK.match(text, at, end)
    if mark is None or not may_open(text, mark.end()):
        return None
    if ":" in mark.group() and listed is not None and is_placed(names[0], listed.initialled):
        return None
    return _Head(names, mark.end(), ":" in mark.group())


def _family(name: str) -> Name:
    return Name(family=name.strip())


def _doubts(draft: Draft | None, stretch: Stretch) -> bool:
    """True where the Bluebook's readers were led astray."""
    if draft is None or (draft.date is None and draft.accessed is None):
        return True
    if not draft.marked and not draft.authors and draft.container is None and draft.url is None:
        return True
    if draft.type in _OTHERS or draft.date is None:
        return False
    if any(_is_reversed(name) for name in draft.authors):
        return True
    if draft.title is not None and (_IN_TITLE.search(draft.title) or _is_imprinted(draft.title)):
        return True
    container = draft.container
    if container is None:
        return False
    sort, _ = segments.told(container)
    if draft.url is None and f"{draft.date.raw})" not in stretch.text:
        yearly = len(draft.date.iso) == _YEARLY and draft.volume is None
        if draft.type is CitationType.CHAPTER and draft.publisher is None:
            return True  # "in *The Book*, Ex Press, Harbour, 1999"
        housed = publishers.is_publisher(container) or sort is Sort.IMPRINT
        housed = housed or (yearly and is_organisation(container) and not _is_container(container))
    else:
        housed = False  # "N.Y. TIMES: CITY ROOM (Jan. 5, 2018)"
    return (
        housed
        or publishers.is_place(container)
        or sort is Sort.GENRE
        or _LED.match(container) is not None
        or container[0].isdigit()
    )


def _is_imprinted(title: str) -> bool:
    found = _IMPRINTED.search(title)
    return found is not None and any(map(publishers.is_place, found["place"].split(", ")))


def _is_reversed(name: Name) -> bool:
    """True for "Roe JA" read as a given name and a family: initials are no family."""
    family, given = name.family or "", name.given or ""
    return family.isupper() and len(family) <= _INITIALS and not given.isupper()


def _dated(desk: Desk, start: int, end: int) -> bool:
    return _YEAR.search(desk.sheet.text, start, min(end, start + _AHEAD)) is not None


def _is_prose(desk: Desk, start: int, end: int) -> bool:
    """True where words go on behind a title as sentences do."""
    words = [word.strip(".,;:()") for word in desk.masked[start : min(end, start + _AHEAD)].split()]
    long = [word for word in words if len(word) > _LONG and word[0].isalpha()]
    return len(long) > _LONG and sum(word[0].islower() for word in long) * 3 > len(long) * 2
