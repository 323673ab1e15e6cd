"""What follows a title: date, publisher, URL, archive copy, access date, parentheticals.

Rules kept here:
- The first parenthesis that ends in a date is the date; what stands in it before the date is the
  publisher, an edition or an editor. All later ones are parentheticals.
- An archive's bracket after the URL belongs to the same citation; the URL is the source's own.
- Words that are none of this make the stretch prose, which no citation is.
"""

from __future__ import annotations

import re
from operator import attrgetter

from citations import dates
from citations.model import DateValue, Parenthetical, Span
from citations.values import value

from . import parentheticals
from .decisions.courts import is_court
from .desk import LINK, Desk
from .prose import is_prose
from .references import publishers
from .secondary.middles import Middle, journal_of, unvolumed
from .sheet import SheetLink
from .structure import Group

_TRAILING_YEAR = re.compile(
    r"(?:^|(?<=[\s,;/©(]))(?P<year>(?:1[5-9]|20)\d\d)(?:[a-z]|[–-]\d{2,4})?\.?$"
)
_UNDATED = re.compile(
    r"(?:^|[,;]\s)(?:n\.\s?d\.?|[Nn]o date|[Uu]ndated|[Ff]orthcoming|[Ii]n press)$"
)
_DESCRIBED = re.compile(
    r"(?!(?:in|on|at|as|by|see|from|with|and|but|for|to|since|until|the|of|or|if|when|then|that)\s)"
    r"[a-z][a-z-]{2,20}(?:\s[A-Za-z-]{2,20}){0,4},\s?(?:[A-Z][^()“”]{3,80},\s?)?"
)
"""What kind of piece it is, and whose, before the date: "(grant proposal, Ex Inc., 2025)"."""
_YEARS_EDITION = re.compile(r"(?<=\d{4})\s(?:ed\.|edn\.?|edition)$")
"""A handbook's edition is a year's: "(2023–2024 ed.)"."""
_NOT_PUBLISHER = re.compile(
    r"(?:last|daily|updated|upd|rev(?:ised)?|modified|forthcoming|as of|posted|published|on"
    r"|in press|effective|amended|filed|dated|released|accessed|as amended|photo|reprint|repl"
    r"|online|web ?page|blog post|media release|rel|circa|proposed|enacted|adopted|final|in force"
    r"|entered into force|decided|argued)\b",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"(?:(?:\d{1,3}(?:st|nd|rd|th|d)|[Rr]ev\.?|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ii]nt'l)\s)?"
    r"(?:\b[Ee]d[sn]?\.?|\b[Ee]dition|\b[Tt]rans\.?)(?:\s(?:[Cc]um\.\s)?[Ss]upp\.)?$"
)
_EDITORS = re.compile(
    r"(?:^|(?<=,\s))(?:[A-Z][\w.’-]{0,20}(?:\s[A-Z][\w.’-]{0,20}){1,3},\s){1,6}"
    r"(?=[A-Z][^,]{2,60}?\s(?:&|and)\s[^,]{2,60}?\seds\.)"
)
"""Editors before the last two: "(Jane Roe, John Doe & Ann Poe eds., 2011)"."""
_DEGREE = re.compile(r"\b(?:diss|dissertation|thesis|manuscript)\b", re.IGNORECASE)
_COURT = re.compile(r"(?:\b(?:Cir|Ct|App|Dist|D|N\.D|S\.D|E\.D|W\.D|C\.D|Bankr|BIA|A\.G)\b\.?)")
_NUMBER = re.compile(
    r"(?:.{0,60}\b(?:Nos?\.?|Paper|Report|Rep\.|Brief|Series|Ser\.) ?[\w–-]{0,20}\d[\w.–-]*$"
    r"|[A-Z][A-Za-z]{0,7}[-– ]?\d[\w–-]*$|vol\. .*|no\. .*|[\d\W]+$)"
)
_PLACE = re.compile(r"[^:]{2,40}:\s(?=\S)")
_PLACED = re.compile(r"(?:^|(?<=[,;]\s))[^:,;]{2,40}:\s(?=\S)")
"""The last place before a publisher: "Cambridge, Mass.: Ex Press"."""
_BETWEEN = re.compile(r"[,;] ")
_NEXT_MARK = re.compile(rf"[{LINK}<\[]|(?<!\d)\(")
_NUMBER_AHEAD = re.compile(r"[\s,.]*\d")
_BECAME_OF = (
    r"(?:aff[’']d|rev[’']d|aff[’']g|rev[’']g|affirmed|reversed|cert\.\s\w+|overruled|vacated|abrogated"
    r"|superseded|(?:reh[’']g|rehearing|review)\s(?:en\sbanc\s)?(?:granted|denied)|reh[’']g"
    r"|(?:as\s)?(?:modified|amended|corrected)|withdrawn|appeal\s(?:docketed|dismissed))\b"
)
_HISTORY = re.compile(rf"\),?\s{_BECAME_OF}")
LATER = re.compile(
    rf",\s{_BECAME_OF}(?:\s(?:in\spart|on\sother\sgrounds|as\smoot|per\scuriam|on\sdenial\sof"
    r"\sreh[’']g|by|sub\snom\.)){0,3},?\s"
)
"""What became of a case, before the later decision."""
_BECAME = re.compile(r",\s(?:no\s)?(?:pet|writ|app)\.?\s(?:[a-z][\w.’']{2,10}\s?){1,4}$")
"""What became of a case, as Texas prints it: "(Tex. App. 2006, pet. denied)"."""
_BARE_ACCESS = re.compile(
    r"(?:last (?:visited|accessed|viewed|retrieved)|(?:date )?accessed|retrieved|viewed)"
    r"(?: on)?:? (?P<rest>.{4,40})",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"@|(?:[Ee]ds?|[Hh]rsg|[Hh]gg?|[Dd]ir|[Oo]rg|[Cc]oord)\.$"
    r"|(?:blog|video|podcast|press release|report|pdf|online|audio|transcript|op-ed)$",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r"[,.;]?\s{0,3}\(?\b(?:available (?:online )?(?:at|from)|archived at)\b", re.IGNORECASE
)
_LED_WORDS = ("available", "archived")
_ACCESS_WORDS = ("visited", "accessed", "viewed", "retrieved")
_start = attrgetter("start")
_PARTED = frozenset(")-–")
_LONGEST_DEGREE = 150
_AHEAD = 200
"""How far behind a parenthesis of the title the date may stand."""
_WORD_OR_NUMBER = re.compile(r"[^\W_]")


@value
class Imprint:
    """The parenthesis with the date: "(Brookings Inst. 2018)"."""

    date: DateValue | None
    publisher: str | None = None
    court: bool = False
    lead: str | None = None
    """All that stands before the date; of a case, its court."""


@value
class Tail:
    """Everything after the container."""

    start: int
    """Where it begins: the first date, URL or parenthesis."""
    date: DateValue | None = None
    date_at: Span | None = None
    """The parenthesis with the date."""
    publisher: str | None = None
    url: str | None = None
    accessed: DateValue | None = None
    parentheticals: tuple[Parenthetical, ...] = ()
    urls: tuple[str, ...] = ()
    """Every URL, archives' ones too."""
    lead: str | None = None
    """What stands before the date in its parenthesis."""
    journal: Middle | None = None
    """A journal behind the year, as OSCOLA has it."""
    prose: bool = False
    """True when words stand here that belong to no citation."""


def behind(desk: Desk, start: int, end: int) -> Tail | None:
    """The tail that follows at once; None where it is prose, or other words stand before it."""
    tail = read(desk, start, end)
    if tail.prose or desk.sheet.text[start : tail.start].strip(" .,;"):
        return None
    return tail


def read(desk: Desk, start: int, end: int) -> Tail:
    """Read start:end from the first mark that is no title or container."""
    scan = _Scan(desk, start, end)
    marks: list[Group | SheetLink] = [g for g in desk.groups_in(start, end) if not g.quoted]
    links = list(desk.links_in(start, end))
    inside = start
    for mark in sorted([*marks, *links], key=_start) if links else marks:
        if isinstance(mark, Group):
            scan.group(mark)
            inside = mark.end
        elif mark.start >= inside:
            scan.link(mark)
    return scan.tail()


def imprint(text: str) -> Imprint | None:
    """Read a parenthesis that ends in a date, None where it does not."""
    text = _BECAME.sub("", " ".join(text.split()))
    if not text or len(text) > 200:
        return None
    whole = dates.parse(text)
    if whole is not None:
        return Imprint(whole)
    undated = _UNDATED.search(text)
    if undated is not None:
        before = text[: undated.start()]
        return Imprint(None, _publisher(before)[0]) if _may_precede(before) else None
    date, before = _last_date(_YEARS_EDITION.sub("", text))
    if date is None or not _may_precede(before):
        return None
    publisher, court = _publisher(before)
    return Imprint(date, publisher, court, before.strip(" ,;") or None)


class _Scan:
    """Gathers the parts of a tail in order."""

    def __init__(self, desk: Desk, start: int, end: int) -> None:
        self._desk = desk
        self._start = start
        self._end = end
        self._first: int | None = None
        self._imprint: Imprint | None = None
        self._date_at: Span | None = None
        self._url: str | None = None
        self._archived: str | None = None
        self._urls: list[str] = []
        self._accessed: DateValue | None = None
        self._court: str | None = None
        self._notes: list[Parenthetical] = []

    def link(self, link: SheetLink) -> None:
        """Take a URL that stands by itself."""
        angle = self._desk.sheet.text[link.start - 1 : link.start] == "<"
        self._anchor(link.start - angle)
        self._take(link)

    def group(self, group: Group) -> None:
        """Take a parenthesis or a bracket."""
        text = self._desk.sheet.slice(group.inner)
        before = self._desk.sheet.text[group.start - 1 : group.start] if group.start else ""
        if group.mark == "(" and (
            before.isalnum() or (before in _PARTED and parentheticals.is_part(text))
        ):
            return  # "15(2)", "§ 1373(a)(1)", "§ 4(a)-(b)"
        accessed = parentheticals.access_date(text)
        links = list(self._desk.links_in(group.start, group.end))
        if accessed is not None and not links:
            self._accessed = self._accessed or accessed
            self._anchor(group.start)
        elif links and self._only_links(group, text):
            self._anchor(group.start)
            for link in links:
                self._take(link)
        elif group.mark == "[":
            if parentheticals.is_hereinafter(text):
                self._anchor(group.start)
                self._notes.extend(parentheticals.read(self._desk, group))
        else:
            self._parenthesis(group, text)

    def tail(self) -> Tail:
        """What was gathered."""
        first = self._end if self._first is None else self._first
        first = self._before_available(first)
        later = _HISTORY.search(self._desk.masked, first, self._end)
        after = self._desk.masked[first : later.start() if later is not None else self._end]
        behind = ""  # what follows the last decision
        if later is not None:
            behind = self._desk.masked[later.end() : self._end].rpartition(")")[2]
        self._bare_access(first)
        found = self._imprint or Imprint(None)
        return Tail(
            start=first,
            date=found.date,
            date_at=self._date_at,
            publisher=found.publisher,
            url=self._url or self._archived,
            accessed=self._accessed,
            parentheticals=tuple(self._notes),
            urls=tuple(self._urls),
            lead=found.lead or self._court,
            journal=self._journal(),
            prose=is_prose(after) or is_prose(behind),
        )

    def _journal(self) -> Middle | None:
        if self._date_at is None:
            return None
        start = self._date_at.end
        if _NUMBER_AHEAD.match(self._desk.sheet.text, start, self._end) is None:
            named = next(self._desk.titles_in(start, self._end), None)
            if named is not None and named.start == start + 1:
                return Middle(self._desk.sheet.slice(named).strip(" ,."))  # "(2016) *Ex Times*"
            return unvolumed(self._desk.masked, start, self._end)
        window = self._desk.masked[start : min(self._end, start + 200)]
        end = start + len(_NEXT_MARK.split(window, maxsplit=1)[0])
        words = " ".join(self._desk.sheet.text[start:end].split()).strip(" ,.")
        return journal_of(words) if words[:1].isdigit() else None

    def _parenthesis(self, group: Group, text: str) -> None:
        if is_court(text):  # "(2d Cir.), cert. denied, 525 U.S. 1 (1998)"
            self._court = self._court or (text if self._imprint is None else None)
            self._anchor(group.start)
            return
        if self._imprint is None and not self._notes:
            self._imprint = imprint(text)
            if self._imprint is not None:
                self._date_at = Span(group.start, group.end)
                self._anchor(group.start)
                return
            if self._first is None and (parentheticals.is_acronym(text) or _IN_NAME.match(text)):
                return  # "Immigration and Customs Enforcement (ICE)", "Jane Roe (@jroe)"
            if self._first is None and self._goes_on(group):
                return  # "General Comment No. 27 (Art. 12), ¶ 19 (1999)"
        elif _is_history(text) or self._became(group, text):
            return
        self._anchor(group.start)
        self._notes.extend(parentheticals.read(self._desk, group))

    def _became(self, group: Group, text: str) -> bool:
        """True for the parenthesis of a later decision, behind "rev'd" and its like."""
        since = self._desk.sheet.text[self._first or self._start : group.start]
        return _HISTORY.search(since) is not None and imprint(text) is not None

    def _goes_on(self, group: Group) -> bool:
        """True where words stand between this parenthesis and the one with the date."""
        for other in self._desk.groups_in(group.end, min(self._end, group.end + _AHEAD)):
            if other.mark == "(":
                between = self._desk.masked[group.end : other.start]
                later = imprint(self._desk.sheet.slice(other.inner))
                dated = later is not None and later.date is not None
                return dated and LINK not in between and _WORD_OR_NUMBER.search(between) is not None
        return False

    def _only_links(self, group: Group, text: str) -> bool:
        """True when a bracket holds URLs and only words that lead to them."""
        words = self._desk.sheet.text[group.start + 1 : group.end - 1]
        for link in self._desk.links_in(group.start, group.end):
            words = words.replace(self._desk.sheet.text[link.start : link.end], " ")
        return len(words) <= 80 and not is_prose(words)

    def _take(self, link: SheetLink) -> None:
        placed = link.placed
        self._urls.append(placed.url)
        if placed.archive:
            self._archived = self._archived or placed.archive_of or placed.url
        else:
            self._url = self._url or placed.url

    def _anchor(self, offset: int) -> None:
        if self._first is None:
            self._first = offset

    def _before_available(self, first: int) -> int:
        """Move the start before "available at"."""
        window = max(self._start, first - 40)
        if not any(map(self._desk.sheet.text[window:first].lower().__contains__, _LED_WORDS)):
            return first
        found = _AVAILABLE.search(self._desk.sheet.text, window, first)
        return found.start() if found is not None else first

    def _bare_access(self, first: int) -> None:
        """Read "Accessed 5 Jan. 2021." behind a URL."""
        if self._accessed is None and self._urls:
            window = max(self._start, first - 60)
            found = None
            folded = self._desk.masked[window : self._end].lower()
            if any(map(folded.__contains__, _ACCESS_WORDS)):
                found = _BARE_ACCESS.search(self._desk.masked, window, self._end)
            if found is not None:
                at = found.start("rest")
                date = next(dates.find(self._desk.sheet.text, at, min(self._end, at + 60)), None)
                if date is not None and date.span.start - at < 20:
                    self._accessed = date.value


def _last_date(text: str) -> tuple[DateValue | None, str]:
    """The date that the text ends in, and what stands before it."""
    found = max(dates.find(text), key=lambda date: date.span, default=None)
    if found is not None and not text[found.span.end :].strip(" .,"):
        return found.value, text[: found.span.start]
    year = _TRAILING_YEAR.search(text)
    if year is None:
        return None, text
    raw = text[year.start("year") :].rstrip(".")
    return DateValue(raw, year["year"]), text[: year.start("year")]


def _may_precede(before: str) -> bool:
    """True for a publisher, an edition, "last updated": not for a phrase that ends in a year."""
    before = before.strip(" ,;")
    if not before:
        return True
    first = before.split(maxsplit=1)[0]
    if _DEGREE.search(before):
        return len(before) <= _LONGEST_DEGREE
    if _NOT_PUBLISHER.match(before) or first[0].isdigit():
        return len(before) <= 60
    if not first[0].isupper() or any(mark in before for mark in '“”"'):
        return first[0].islower() and _DESCRIBED.fullmatch(f"{before}, ") is not None
    lower = [word for word in before.split() if word.islower() and len(word) > 3]
    return len(before) <= 150 and len(lower) <= 2


def _publisher(before: str) -> tuple[str | None, bool]:
    before = before.strip(" ,;")
    if not before or _NOT_PUBLISHER.match(before):
        return None, False
    if _COURT.search(before):
        return None, True
    before = _EDITORS.sub("", before)
    placed = _PLACED.search(before)
    pieces = _BETWEEN.split(before[placed.start() :] if placed is not None else before)
    for index, piece in enumerate(pieces):
        words = _EDITION.sub("", piece.strip())
        if not words or words != piece.strip() or words.islower() or _NUMBER.fullmatch(words):
            continue
        if _NOT_PUBLISHER.match(words) or _DEGREE.search(words):
            continue
        place = _PLACE.match(words)
        region = index > 0 and publishers.is_region(words)
        if place is None and (region or publishers.is_place(words)):
            continue  # "(London, 1966)", "(Salem, Vermont, 1966)"
        house = words[place.end() :] if place else words
        house = publishers.housed(words) if publishers.is_place(house) else house
        return ", ".join([house, *publishers.departments(pieces[index:])]), False
    return None, False


def _is_history(text: str) -> bool:
    """True for the court and year of a later decision: "aff'd, 888 F.3d 272 (7th Cir. 2018)"."""
    found = imprint(text)
    return found is not None and (found.court or text.strip().isdigit())
