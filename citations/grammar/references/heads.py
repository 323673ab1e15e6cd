"""Heads of references in any style: names, and the date or the mark that ends them.

Rules kept here:
- Names alone prove nothing: where no date follows them, the caller looks for one behind the title.
- A name without initials opens a reference only before a mark; no title begins with a pronoun.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from citations import dates
from citations.model import DateValue, Name
from citations.values import value

from ...late import late_regex
from .. import authors
from ..abbreviations import STARTERS, ends_sentence
from ..desk import ITALIC, QUOTED, Desk
from ..organisations import is_organisation
from . import namelists, publishers

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
YEAR_IN = re.compile(
    r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:,\s.{3,30})?|(?P<none>n\.\s?d\.|in press)", re.IGNORECASE
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|ust|ember|tember|ober|\.)?(?![^\W\d_])"
)
_DAY = rf"(?:(?:\d{{1,2}}\s)?{_MONTH}\s)?"
_MONTH_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}|{_MONTH}(?=[.,:]))(?!\d)"
_DATED = late_regex(
    rf"[,.:]?\s?(?P<open>[(\[])(?P<raw>{_YEAR}(?:[,;]\s[^()\[\]]{{3,30}}|/\d{{2,4}}|[–-]\d{{2,4}})?"
    r"|[^()\[\]\d]{3,20}\s(?P<late>(?:1[5-9]|20)\d\d))[)\]](?P<mark>\s?[.,:;])?\s{1,3}(?=\S)"
    rf"|[,.:]?\s(?P<bare>{_DAY}{_YEAR.replace('year', 'alone')}(?:[–-]\d{{2,4}})?"
    rf"(?:,?\s{_MONTH_DAY})?)(?P<point>[.,:;](?:\s?[–—-](?=\s))?)?\s{{1,3}}(?=\S)"
)
"""The year behind names, in parentheses or not, with its day: "2007, 11 March"."""
_MARK = late_regex(r"\s?(?P<mark>[.,:])\s{1,3}(?=\S)")
_LEAD = late_regex(
    r"(?:[^\W\d_]\.|(?:(?:[vV][ao]n|[dD][aeiou]|[dD]e[lnr]|[dD][ao]s|[lL][aeo]s?|[tT]e[nr]|[aA]l|[zZ]u[mr]?)\s)"
    r"|[^\W\d_][\w’'-]{1,30}(?=,[^\W\d_]\.|[,:.]?\s(?:[^\W\d_a-zß-öø-ÿ]|(?:v[ao]n|d[aeiou]|de[lnr]|d[ao]s|y|e)\s)))"
)
"""What every list of names begins with: an initial, a particle, or two names."""
_NAME = r"[A-Z][a-z]{1,20}\s[A-Z][a-z]{1,20}"
_RUNNING = late_regex(rf"{_NAME}(?:\s(?:&|and)\s{_NAME})?,\s(?:{ITALIC}|[“\"‘]{QUOTED})")
"""Full names, a comma and a marked title, as most notes have them: no list of a reference's."""
_GOES_ON = late_regex(r"(?:[A-Z][\w’'-]{0,30}\s){1,3}(?:ET AL|et al)\.,\s")
"""A family name behind given ones, and others: the names are a running citation's."""
_INITIALS = 4
"""Bare initials have no more letters; more are an abbreviated word: "HARBOR RSCH. CTR."."""
_UNJOINED = late_regex(
    r"[^\W\d_][^\W\d_A-Z][\w’'-]*(?:\s(?:[^\W\d_]\.|[^\W\d_][\w’'-]*)){0,3}\s[^\W\d_][^\W\d_A-Z][\w’'-]*,\s"
    r"(?![^\W\d_]\.|[^\W\d_][\w’'-]+\.\s)"
)
_BODY = late_regex(
    rf"(?P<who>(?:U\.\s?[SN]\.\s|[^\W\d_a-z])[^,.;:()\d\ue000-\ue003]{{2,90}})(?P<mark>[.:])\s{{1,3}}(?=[^\W_]|[“\"«{ITALIC}])"
)
_MARKED = frozenset(f'“"«{ITALIC}')
_LEADING = 60
"""Characters that lead from a title to its URL."""
_JOINED = 250
"""Characters in which several names are joined."""
_ANY_YEAR = late_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SPACE = late_regex(r"\s{1,3}(?=\S)")
_TO_LINK = late_regex(
    r"(?:\W|(?:Internet|URL|EB|OL|WWW|[Oo]nline|[Aa]vailable|[Rr]etrieved|[Aa]ccessed|[Dd]isponible"
    r"|[Dd]isponível|[Vv]erfügbar|Dostupné|[Ff]rom|[Aa]t|at|sur|à|em|en|unter|na|in|n\.\s?d|s\.\s?[da])\b){0,24}"
)
"""What stands between a title and its URL, where no date does."""
_SAYS = late_regex(
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|that|which|who|they|it|says|said)\s"
)
"""Words that sentences have and titles hardly ever."""
_QUOTE = late_regex(rf"\s(?=[\"“«„‘'][^\W_{QUOTED}]?)")
_OPENING = frozenset("\"“«„‘'*[(")
_PRONOUN = late_regex(
    r"(?:He|She|They|It|I|We|You|This|That|These|Those|His|Her|Their|Our)\b"
    r"(?!\s[^\W\d_a-zß-öø-ÿ]\w+\s[^\W\d_a-zß-öø-ÿ])|(?:See|Id|Ibid|Supra)\b"
)
"""What opens a sentence, and a title only in capitals: "Our Harbour Future"."""


class Style(Enum):
    """What parts the elements of an entry."""

    POINTED = auto()
    """Periods: "Roe, J. Title. Journal"."""
    LISTED = auto()
    """Commas: "Roe, J., Title, Journal"."""
    BARE = auto()
    """Vancouver's form."""


@value
class Opened:
    """An entry's head: who, when (where the date stands first), and where its title begins."""

    names: tuple[Name, ...]
    date: DateValue | None
    title: int
    """Where it stands."""
    style: Style = Style.POINTED
    proved: bool = True
    """False where only a date behind the title tells an entry from prose."""
    running: bool = False
    """The names stand in their natural order, as they do in running citations."""

    @property
    def bare(self) -> bool:
        """True in Vancouver's form."""
        return self.style is Style.BARE

    @property
    def initialled(self) -> bool:
        """True for "Roe JA. A Title, Harbour, MA: Ex Press": no running citation begins so."""
        if not self.names or self.running:
            return False
        family, given = self.names[0].family or "", self.names[0].given or ""
        return not family.isupper() and given.replace(".", "").replace(" ", "").isupper()


def listed(desk: Desk, start: int, end: int) -> Opened | None:
    """Read names and what ends them; None where no entry can begin."""
    text = desk.sheet.text
    if not _may_list(desk, start, end):
        return None
    found = namelists.head(text, start, end)
    if found is None:
        return None
    opened = _dated(text, found, end)
    if opened is not None:
        return opened
    quoted = _QUOTE.match(desk.masked, found.end, end) if found.strong else None
    if quoted is not None:
        return Opened(found.names, None, quoted.end(), Style.POINTED, proved=False)
    return _ended(text, found, end)


def _may_list(desk: Desk, start: int, end: int) -> bool:
    """False where no list begins, or nothing dates or leads to what it would be of."""
    text = desk.sheet.text
    if _RUNNING.match(desk.masked, start, end) is not None:
        return False
    lead = _LEAD.match(text, start, end)
    if lead is None or lead.group().casefold() in STARTERS:
        return False
    if not (_ANY_YEAR.search(text, start, end) or desk.is_linked(start, end)):
        return False
    return not _runs(text, start, end)


def _dated(text: str, found: namelists.NameList, end: int) -> Opened | None:
    """Names that a year ends; weak ones only in parentheses before a mark."""
    dated = _DATED.match(text, found.end, end)
    if dated is None or not may_open(text, dated.end()):
        return None
    mark = (dated["mark"] or dated["point"] or "").strip()[:1]
    if not found.strong and not (mark and dated["open"]):
        return None
    style = Style.LISTED if mark == "," else Style.POINTED
    return Opened(found.names, _date(dated), dated.end(), style)


def _ended(text: str, found: namelists.NameList, end: int) -> Opened | None:
    """Names that only a mark ends; a date behind the title has to prove them."""
    ending = _MARK.match(text, found.end, end) or (
        _SPACE.match(text, found.end, end) if text[found.end - 1] == "." else None
    )
    if ending is None:
        return None
    mark, title = ending.group().strip(), ending.end()
    if _GOES_ON.match(text, title, end) is not None:
        return None  # "IDA B. ROE ET AL., A TITLE"
    coloned = mark == ":"
    if not may_open(text, title) and not (found.strong and coloned and text[title].isupper()):
        return None
    if coloned and is_placed(found.names[0], found.initialled):
        return None  # "Boston, Massachusetts: Ex Press"
    if mark == ",":
        whole, style = found.strong, Style.LISTED
    else:
        whole, style = _ends(text, found.end, title, found.names[-1]), Style.POINTED
    if not whole:
        return None
    return Opened(found.names, None, title, style, proved=False, running=not found.inverted)


def is_placed(name: Name, initialled: bool) -> bool:
    """True for a town before its state, which look like a family and a given name."""
    family, given = name.family or "", name.given or ""
    if initialled:
        return publishers.is_code(given)  # "Salem, NH: Ex Press"
    return publishers.is_place(family) or publishers.is_region(given)


def bodied(desk: Desk, start: int, end: int) -> Opened | None:
    """An organisation before a mark; what stands behind the title has to prove it."""
    found = _BODY.match(desk.masked, start, end)
    if found is None or not is_organisation(found["who"]):
        return None
    if found["mark"] == "." and not ends_sentence(desk.sheet.text, found.end("who"), found.end()):
        return None
    if found["mark"] == ":" and desk.masked[found.end()] not in _MARKED:
        return None  # "Rental Assistance in the States: A Hearing"
    if not may_open(desk.sheet.text, found.end()):
        return None
    names = body(found["who"])
    return Opened(names, None, found.end(), proved=False) if names else None


def _runs(text: str, start: int, end: int) -> bool:
    """True for one name written out before a comma: running citations begin so by the dozen."""
    if _UNJOINED.match(text, start, end) is None:
        return False
    near = min(end, start + _JOINED)
    return not any(text.find(joint, start, near) >= 0 for joint in (" and ", "&", " et ", ";"))


def _ends(text: str, end: int, following: int, last: Name) -> bool:
    """False where the last name is an abbreviation: "G.A. Res. 61/295", "Harbour Mfrs. Ass’n"."""
    pointed = text[end : end + 1] == "."
    family, given = last.family or "", last.given or ""
    bare = given.isupper() and "." not in given and len(given) <= _INITIALS  # "Roe JA. Title"
    return not pointed or bare or len(family) == 1 or ends_sentence(text, end, following)


def may_open(text: str, at: int) -> bool:
    """True where a title may begin."""
    head = text[at]
    if head.islower() or not (head.isalnum() or head in _OPENING):
        return False
    return _PRONOUN.match(text, at) is None


def _date(found: re.Match[str]) -> DateValue | None:
    """ "[Jan 1993]" prints the year last, "(2021, January 5)" first."""
    year = found["year"] or found["late"] or found["alone"]
    raw = found["raw"] or found["bare"]
    if found["late"]:
        return dates.parse(raw) or DateValue(raw, year)
    return _printed(raw, year)


def apa_date(raw: str, year: re.Match[str]) -> DateValue | None:
    """The date of APA's parenthesis; "n.d." is none."""
    return None if year["none"] else _printed(raw, year["year"])


def _printed(raw: str, year: str) -> DateValue:
    """ "2021, January 5" is printed year first."""
    head, comma, day = raw.partition(", ")
    if comma:
        whole = dates.parse(f"{day}, {head[:4]}") or dates.parse(f"{day} {head[:4]}")
        if whole is not None:
            return DateValue(raw, whole.iso)
    return DateValue(raw, year)


def says(masked: str, start: int, end: int) -> bool:
    """True where a verb stands that sentences have and titles hardly ever."""
    return _SAYS.search(masked, start, end) is not None


def leads_to_link(desk: Desk, start: int, end: int) -> bool:
    """True where nothing but a URL stands behind a title: it is found by that, if not by a date."""
    link = next(desk.links_in(start, end), None)
    if link is None or link.start - start > _LEADING:
        return False
    return _TO_LINK.fullmatch(desk.sheet.text, start, link.start) is not None


def body(who: str) -> tuple[Name, ...]:
    """An organisation before the period or the year."""
    words = who.rstrip(". ")
    tokens = words.split()
    if not 1 <= len(tokens) <= 12 or "." in words.replace("U.S.", "").replace("U.N.", ""):
        return ()
    long = [token for token in tokens if len(token) > 3]
    if not all(token[0].isupper() or not token[0].isalpha() for token in long):
        return ()
    if tokens[0].casefold() in STARTERS - {"the"}:
        return ()
    if is_organisation(words):
        return (Name(literal=words),)
    return (authors.person(words),) if authors.is_person(words) else ()


def group(who: str) -> tuple[Name, ...]:
    """A name that APA leaves as it is: a group's ("Harbour Desk"), never one person's."""
    return tuple(
        name if name.literal else Name(literal=f"{name.given} {name.family}") for name in body(who)
    )
