"""Heads of the styles that are known by name: APA, Harvard, Chicago, MLA, Vancouver and its like.

Rules kept here:
- Each style is recognised by what it prints between the names and the title; all others are read
  by `heads.listed`, which takes any list of names.
- The head is sought within a bounded window; a paragraph of prose costs one look.
"""

from __future__ import annotations

import re

from citations.model import DateValue, Name

from ...late import late_regex
from .. import authors
from ..desk import BRACKETED, ITALIC, QUOTED, Desk
from ..organisations import is_organisation
from . import namelists, vancouver
from .heads import YEAR_IN, Opened, Style, apa_date, body, group, may_open

_WINDOW = 400
_TITLE_MARK = late_regex(rf"[\"“«][{QUOTED}{ITALIC}]|{ITALIC}")
_ROLES = late_regex(
    r"\s[\[(](?:@[^()\[\]]{1,40}|(?:[A-Z][a-z]{1,10}\s)?(?:Hosts?|Producers?|Directors?|Writers?"
    r"|Eds?\.|Comps?\.|Trans\.|Speakers?|Presenters?|Narrators?|Interviewers?)(?:\s&\s[A-Z][a-z]{1,12})?)[\])]"
)
"""A handle or a part in a production, behind a name: "Roe, J. (Host)"."""
_PARENTHESES = 4
"""The date stands in the first of so many parentheses."""
_INITIALS = late_regex(r",\s?(?:[^\W\d_]\.[\s-]?){1,4}")
_PLACED = late_regex(
    r"(?P<who>[A-Z][\w’'-]{1,30},\s[^.:;]{2,80}?(?:\s[A-Z])?)\.\s(?P<title>[A-Z][^.:;]{3,150})\.\s"
    r"[A-Z][\w, ]{2,30}:\s[A-Z][^,.;:]{2,60},\s(?:1[5-9]|20)\d\d"
)
_BARE = late_regex(r"\s(?:[^\W\d_a-z]\.?){1,4}$")
_YEAR_ALONE = late_regex(r"\.\s(?:((?:1[5-9]|20)\d\d)[a-z]?|n\.\s?d)\.\s{1,3}")

_FAMILY = r"[^\W\d_a-z][\w’'-]{2,20}"
_FAMILIES = late_regex(
    rf"{_FAMILY}(?:(?:\s?/\s?|\s(?:and|&|und|et)\s){_FAMILY}){{0,3}}"
    rf"|{_FAMILY}(?:,\s{_FAMILY}){{1,6}},?\s(?:and|&|und|et)\s{_FAMILY}"
)
"""Families without given names: "Rohde and Klein (2004), Title"."""
_JOINT = late_regex(r"\s?/\s?|,?\s(?:and|&|und|et)\s|,\s")
_ENDING = frozenset(",:.")
_POINTED = frozenset((". ", ".\n", ".\t"))
_NUMBERLESS = late_regex(r"\D+")
"""A journal has numbers before its year: "Ex Research 106, no. 5 (2016): 133"."""
_ALONE = late_regex(r"[^\d,;:]{4,100}")
_BODY_YEAR = late_regex(
    # One run up to the first digit or mark tells most others at once.
    r"(?=[A-Z][^,.;:()\d\ue000-\ue003]{2,102}+[,.]?\s?[12])"
    r"(?P<who>[A-Z][^,.;:()\d\ue000-\ue003]{2,100}?)[,.]?\s(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
    r"(?P<mark>[.,])\s{1,3}(?=\S)"
)


def opening(desk: Desk, start: int, end: int) -> Opened | None:
    """The head of an entry in one of these styles; None where none stands at `start`."""
    masked = desk.masked
    end = min(end, start + _WINDOW)
    if start >= end:
        return None
    led = masked[start].isupper() or masked[start] in '“"' + ITALIC
    if not led and not authors.opens_with_particle(masked, start):
        return None
    if not desk.marks(start, end):
        return (
            _year_head(desk, start, end)
            or _body_head(desk, start, end)
            or _bare_head(desk, start, end)
            or _placed_head(desk, start, end)
        )
    return (
        _dated_head(desk, start, end)
        or _year_head(desk, start, end)
        or _body_head(desk, start, end)
        or _titled_head(desk, start, end)
        or _bare_head(desk, start, end)
    )


def _dated_head(desk: Desk, start: int, end: int) -> Opened | None:
    """APA and Harvard: "Roe, J. A., & Doe, J. (2018). Title." """
    text = desk.sheet.text
    found = _year_in_parentheses(desk.masked, text, start, end)
    if found is None or _TITLE_MARK.search(desk.masked, start, found.start() - 1):
        return None
    following = found.end() + 1
    after, at = text[following : following + 2], _skip(text, following, end)
    who = _ROLES.sub("", text[start : found.start() - 1]).strip().replace("..", ".")
    names = _signed(who) or _signed_before(who, after, text[at : at + 1])
    if not names or not text[following:end].strip(" .,"):
        return None
    if after not in _POINTED and not may_open(text, at):
        return None  # "Roe, J. (2001) argues the opposite"
    style = Style.LISTED if after == ", " else Style.POINTED
    return Opened(names, apa_date(found.group(), found), at, style)


def _year_in_parentheses(masked: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """The words of the first parentheses that hold a year."""
    close = start
    for _ in range(_PARENTHESES):
        paren = masked.find("(", close, end)
        if paren < 0 or not masked.startswith(BRACKETED, paren + 1):
            return None
        close = masked.find(")", paren, end)
        if close < 0:
            return None
        year = YEAR_IN.fullmatch(text, paren + 1, close)
        if year is not None:
            return year
    return None


def _signed(who: str) -> tuple[Name, ...]:
    """Names with initials: nothing else looks like them."""
    names: tuple[Name, ...] = ()
    if _INITIALS.search(who):
        names = namelists.whole(who) or authors.inverted(who)
    return names or (namelists.whole(who) if _BARE.search(who) else ())


def _signed_before(who: str, after: str, head: str) -> tuple[Name, ...]:
    """Other names, as far as the two characters behind the year and the title's first allow."""
    if after in _POINTED:
        names = (namelists.whole(who) or authors.inverted(who)) if "," in who else ()
        names = names or group(who)
    else:
        names = _body_before(who, after, head)
    if not names and after[:1] in _ENDING and _FAMILIES.fullmatch(who):
        names = tuple(Name(family=family) for family in _JOINT.split(who))
    return names


def _body_before(who: str, after: str, head: str) -> tuple[Name, ...]:
    """An organisation behind whose year no period stands."""
    names: tuple[Name, ...] = ()
    if head not in ("(", "[") and _ALONE.fullmatch(who) and is_organisation(who):
        names = body(who)
    if names or not after.startswith(":") or not _NUMBERLESS.fullmatch(who):
        return names
    # "Ministry of Ports, Tides and Sea (2012): Title"
    return (Name(literal=who),) if is_organisation(who.partition(",")[0]) else ()


def _year_head(desk: Desk, start: int, end: int) -> Opened | None:
    """Chicago's author-date: "Roe, Jane. 2018. “Title.” Journal"."""
    found = _YEAR_ALONE.search(desk.masked, start, end)
    if found is None or _TITLE_MARK.search(desk.masked, start, found.start()):
        return None
    text = desk.sheet.text
    who = text[start : found.start() + 1]
    names = namelists.whole(who)
    names = names or (authors.inverted(who.rstrip(".")) if "," in who else ()) or body(who)
    if not names or not may_open(text, found.end()):
        return None
    date = DateValue(found[1], found[1]) if found[1] else None  # "Roe, Jane. n.d. “Title.” Journal"
    return Opened(names, date, found.end())


def _body_head(desk: Desk, start: int, end: int) -> Opened | None:
    """An organisation and a year without parentheses: "World Forum, 2011, Title"."""
    found = _BODY_YEAR.match(desk.masked, start, end)
    if found is None or not is_organisation(found["who"]):
        return None
    names = body(found["who"])
    if not names or not may_open(desk.sheet.text, found.end()):
        return None
    style = Style.LISTED if found["mark"] == "," else Style.POINTED
    return Opened(names, DateValue(found["year"], found["year"]), found.end(), style)


def _titled_head(desk: Desk, start: int, end: int) -> Opened | None:
    """MLA and Chicago's bibliography: "Roe, Jane, and John Doe. “Title.” Container"."""
    text, masked = desk.sheet.text, desk.masked
    group = next((group for group in desk.groups_in(start, end) if group.quoted), None)
    italic = next(desk.titles_in(start, end), None)
    if italic is not None and (group is None or italic.start <= group.start):
        at, close = italic.start, italic.end
        ended = text[close - 1] in ".?!" or text[close : close + 1] == "."
    elif group is not None:
        at = group.start
        ended = text[group.end - 2] in ".?!’'" and _follows(text, masked, group.end)
    else:
        return None
    who = text[start:at].strip()
    if who.startswith(("In ", "In: ")):
        return None  # the editors of a book, behind a chapter's title
    if ended and not who and group is not None and at == group.start:
        # MLA without an author: the container follows in italics.
        after = masked[group.end : group.end + 2].strip()
        return Opened((), None, at) if after[:1] == ITALIC else None
    if not ended or not who.endswith((".", "?")):
        return None
    names = namelists.whole(who) if _BARE.search(who) else ()  # "Roe J. *Title*."
    names = names or (authors.inverted(who.rstrip(".")) if "," in who else ())
    names = names or body(who)
    return Opened(names, None, at) if names else None


def _bare_head(desk: Desk, start: int, end: int) -> Opened | None:
    """AMA and Vancouver: "Roe JA, Doe K, et al. Title. Ex J Med. 2017;174:169-178"."""
    found = vancouver.head(desk.sheet.text, desk.masked, start, end)
    if found is None:
        return None
    names = found.names
    if found.body is not None and is_organisation(found.body):
        names = body(found.body)
    if found.inverted is not None:
        names = authors.inverted(found.inverted)
    return Opened(names, found.date, found.title, style=Style.BARE) if names else None


def _placed_head(desk: Desk, start: int, end: int) -> Opened | None:
    """Chicago's bibliography without italics: "Doe, John. The Road. Chicago: Ex Press, 2005"."""
    if desk.masked.find(": ", start, end) < 0:
        return None
    found = _PLACED.match(desk.masked, start, end)
    names = authors.inverted(found["who"]) if found is not None else ()
    return Opened(names, None, found.start("title")) if found is not None and names else None


def _follows(text: str, masked: str, end: int) -> bool:
    """True when a container or publisher can follow the quoted title."""
    rest = text[end : end + 3].strip()
    return bool(rest) and (rest[0].isupper() or masked[end : end + 2].strip()[:1] == ITALIC)


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " .,:–—\n\t":
        start += 1
    return start
