"""What stands behind a title, cut into segments and each told for what it is.

Rules kept here:
- Segments are cut at commas, semicolons, parentheses, at periods that end a sentence, and before
  numbers that locate ("24 (1996)", "79: 111"); an imprint ("New York: Norton") stays whole.
- A segment is told by its form alone; what it means beside the others, `elements` tells.
- One pass over a bounded text, with bounded patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache

from citations import dates
from citations.model import DateValue
from citations.values import value

from ...late import late_regex
from ..abbreviations import ends_sentence
from . import namelists, publishers

_D = r"\s?[-–—‑−_]{1,2}\s?"
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_NUMBER = r"(?:[A-Z]{0,2}|[a-z])-?\d{1,8}"
_NO = r"(?:[Nn]os?\.?|[Nn]rs?\.?|N[°º]|n\s?[°º.]|[Ii]ss(?:ue|\.)|Heft|H\.|fasc\.|[Aa]rt(?:icle|\.))"
_PAGES = (
    r"(?:pp?\.?|pgs?\.|[Pp]ages?|S\.|ss\.|str\.|s\.)\s?"
    rf"(?P<page>{_NUMBER}|(?:[ivxlc]{{1,7}}|[IVXLC]{{1,7}})(?=[-–]))"
    rf"(?:{_D}(?:[A-Z]?\d{{1,8}}|[ivxlc]{{1,7}}|[IVXLC]{{1,7}}))?(?:ff?\.?)?"
    r"(?:,?\s(?:and|et|&|und)\s\d[^.,;:()]{0,20})?"
)
_VOLUME = (
    r"(?:[Vv]ol(?:ume|s?\.)?|[Vv]\.|Bd\.?|Band|[Tt]\.|[Tt]ome|Jg\.|Jahrgang)\s?"
    r"(?P<volume>\d{1,4}|[IVXLC]{1,7})(?!\.\d)(?:\s?\((?!\d{3,}\s?[-–])[^()]{1,25}\))?"
    rf"(?:[,/]?\s{_NO}\s?\d[\d/–-]{{0,9}})?"
)
_COUNTED = (
    r"(?P<volume>\d{1,4})\s?(?:\((?![^()]{0,12}(?:1[5-9]|20)\d\d\))[^()]{1,30}\)"
    rf"|[,/]?\s{_NO}\s?\d[\d/–-]{{0,9}}|[:.]\s?\d{{1,3}}(?=,?\s\(|:\s))"
    r"|(?P<roman>[XVILC]{2,7}):\s?\d{1,2}(?=,?\s\()"
)
_TOTAL = r"(?:[xivl]{1,7}\s?[,+]\s?)?\d{1,4}\s?(?:pp?|pages|S|str)\b\.?"
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember|\.)?"
)
_DAY = rf"{_MONTH}\s\d{{1,2}}(?!,?\s\d)|\d{{1,2}}\s{_MONTH}(?!,?\s\d)"
"""A day whose year stands in the head."""
_EDITION = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th|d|e|ª|ème|\.)?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Nn]ew"
    r"|[Rr]ev(?:ised|\.)?|[Ee]xpanded)\s(?:[Rr]ev(?:ised|\.)?\s|[A-Z][a-z]{2,12}\s)?"
    r"(?:[Ee]d(?:ition|n|\.|(?=[\s,)]|$))|[Aa]ufl(?:age|\.)|éd(?:ition|\.)|[Ee]dición)|[Rr]eprint(?:ed)?"
    r"|[A-Z][\w’'-]{1,20}(?:\s[\w’'-]{1,20}){0,2}\s[Ee]dition)"
)
_HAND = (
    r"(?:[Tt]ranslated|[Tt]rad(?:uit|ucción|uzione|\.)|[Üü]bers(?:etzt|\.)|[Ii]llustrated|[Rr]eprinted"
    r"|[Ww]ith an? (?:introduction|foreword|preface)|(?:[Ff]oreword|[Ii]ntroduction) by)\s.{2,120}"
    r"|[Tt]rans\.\s(?:by\s.{2,80}|[^\s]{1,20}\s[^,]{2,60})|.{2,80}[,\s][Tt]rans\.?"
)
_BY = late_regex(
    r"(?:(?:[Ee]dited|[Cc]ompiled)\sby|[Ee]ds?\.?(?:\sby)?|(?:[Hh]rsg|[Hh]g)\.(?:\svon)?"
    r"|sous la dir(?:ection|\.)(?:\sde)?|dir\.|a cura di)\s(?=[^\W\d_])"
)
_HAND_BY = late_regex(
    r"(?:[Tt]ranslated\sby|[Tt]rans\.(?:\sby)?|[Tt]rad(?:\.|uit par|ucción de|uzione di)"
    r"|[Üü]bers\.(?:\svon)?)"
    r"\s(?=[^\W\d_])"
)
_EDITED = r".{2,120}[,\s]\(?(?:[Ee]ds?\.?|[Hh]rsg\.|[Hh]gg?\.|editors?)\)?|[Ee]ds?\.?|[Ee]ditors?"
_IN = late_regex(r"(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m)(?::\s|\s)(?=[\"“«‘„\d]?\W?[^\W_])")
_GENRE = (
    r"(?:(?:[Uu]npublished\s)?(?:Ph\.?\s?D\.?|M\.?\s?A\.?|M\.?\s?Sc\.?|B\.?A\.?|[Dd]octoral|[Mm]aster[’']?s?"
    r"|[Bb]achelor[’']?s?|[Dd]iploma)?\s?(?:[Tt]hesis|[Dd]iss(?:ertation|\.)?|[Mm]anuscript|[Hh]abilitation"
    r"|[Tt]hèse(?:\sde\sdoctorat)?|[Tt]es[ie]s?(?:\s(?:doctoral|de doctorado))?)"
    r"|(?:[\w.]{2,12}\s){0,2}(?:(?:[Tt]ech(?:nical|\.)|[Rr]esearch)\s(?:[Rr]ep(?:orts?|\.)?|[Rr]pt\.?|[Mm]emo(?:randum)?"
    r"|[Nn]ote|[Ss]ummary)|(?:[Rr]esearch|[Ww]orking|[Dd]iscussion|[Oo]ccasional|[Ww]hite|[Pp]olicy)\s[Pp]aper"
    r"|(?:[Pp]olicy|[Ii]ssue|[Rr]esearch)\s[Bb]rief|[Ff]act\s[Ss]heet)"
    r"(?:\s[^,;:()]{1,60})?"
    r"|(?:[Rr]eport|[Rr]ep\.|[Bb]ulletin|[Mm]onograph|[Ss]pecial [Pp]aper|[Mm]emorandum)"
    r"\s(?:[Nn]o\.?\s)?[\w/.-]{0,20}\d[\w/.-]{0,20})"
)
_SERIES = late_regex(
    r"(?:Bulletin|Technical Report|Report|Working Paper|Special Paper|Memorandum)\s(?:[Nn]o\.?\s)?"
    r"[A-Z]{0,6}[-–/]?\d[\w/.-]{0,20}(?=[.,;]|$)"
    r"|[A-Z]{2,6}-\d{2}-[\w-]{1,10}(?=[.,;]|$)"
)
_EDITION_AT = late_regex(rf"(?:{_EDITION})(?=[\s.,;)]|$)")
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)[,\s]\s?(?P<year>(?:1[5-9]|20)\d\d)"
_YEAR = r"(?:c\.?\s?|©\s?)?(?P<year>(?:1[5-9]|20)\d\d)(?:[a-z]|/\d{2,4}|[–-]\d\d)?"
_YEAR_FIRST = late_regex(
    r"(?P<year>(?:19|20)\d\d)\s(?P<month>[A-Z][a-z]{2,8})\b\.?(?:\s(?P<day>\d{1,2})(?![\d–-]))?"
)
"""Medicine's order: "2007 Mar 11"."""
_TOWN = (
    rf"(?:(?:{_UPPER}\.\s?){{1,3}}|{_UPPER}\w{{1,4}}\.|{_UPPER}[\w’'-]*)"
    r"(?:\s(?:de|do|du|la|le|am|an|der|a|on|upon|sur|in|près|bei|[ai]\.\s?(?:d\.|Br\.|M\.|O\.|S\.)))?"
)
_IMPRINT = late_regex(
    rf"(?P<place>{_TOWN}(?:(?:[\s/–-]|,\s|\s?[;&/]\s|\sand\s){_TOWN}){{0,5}}"
    r"(?:\s\([A-Z]{2,3}\)|\s(?:et al|u\.\s?a)\.)?)\s?:\s{1,2}(?P<publisher>[^\W\d_][^:;]{1,100})"
)
_CUT = late_regex(r"[.,;:]\s{1,3}|\s[;:]\s|\s?[(\[]|\s(?=[\dA-Za-z])|[.,;:]$")
_FIRM = late_regex(
    r",\s(?:(?:Inc|Ltd|Limited|LLC|LLP|PLC|Co|Corp|GmbH|S\.\s?A|AG|KG|Publishers)\b\.?(?=[\s.,;:)]|$)"
    r"|(?<=Little,\s)Brown\b|(?<=Farrar,\s)Straus\b|(?<=Harcourt,\s)Brace\b|(?<=Houghton,\s)Mifflin\b"
    r"|(?<=Holt,\s)Rinehart\b)"
)
"""Commas within a firm's name: "Publishers, Ltd."."""
_SEPARATOR = late_regex(r"[\s.,;:)\]]{1,8}")
_BOUND = late_regex(r"(?=[\s.,;:()\[\]]|$)")
_GOES_ON = late_regex(
    rf":\s(?!pp?\.|pages|S\.)[^\W\d_]|\s(?!{_NO}|pp?\.|[Vv]ol|v\.|pages|S\.|Bd|t\.|in\s|&\s)[^\W\d_]"
)
"""A word behind a number: "1992 Conference", "42 pupils"; it locates nothing then."""
_ANY_YEAR = late_regex(r"[12]\d{3}(?!\d)")
_DATE = 30
"""No date that is printed here is longer."""
_LEAD = 8
"""Where what "In: " leads to begins at the latest."""
_MOST = 60
"""Segments of one reference."""
_VOWELS = frozenset("aeiouyàáèéìíòóùú")
"""Words are cut before a vowel."""
_ABBREVIATION = 7
"""No word of a journal's abbreviated name is longer."""
_HEAD_WORDS = 4
"""Words of the abbreviated head of a journal's name: "J. Amer. Statist."."""


class Sort(Enum):
    """What a segment is by its form."""

    WORDS = auto()
    IN = auto()
    """The word that leads to a book."""
    VOLUME = auto()
    ISSUE = auto()
    PAGES = auto()
    NUMBER = auto()
    DATE = auto()
    EDITION = auto()
    HAND = auto()
    """A translator, an introduction."""
    EDITED = auto()
    GENRE = auto()
    """"PhD thesis", "Technical Report 12"."""
    IMPRINT = auto()
    NOTE = auto()
    """An extent ("231 p.")."""


_LOCATORS = tuple(
    (sort, re.compile(pattern))
    for sort, pattern in (
        (Sort.NOTE, _TOTAL),
        (Sort.NOTE, _DAY),
        (
            Sort.NOTE,
            r"(?:[Cc]h(?:apters?|aps?\.|s?\.)\s?|ISSN:?\s|ISBN(?:-1[03])?:?\s)\d[\dX–-]{0,20}",
        ),
        (Sort.PAGES, _PAGES),
        (Sort.VOLUME, _VOLUME),
        (Sort.VOLUME, _COUNTED),
        (Sort.ISSUE, rf"{_NO}\s?(?P<issue>\d{{1,6}}(?:{_D}\d{{1,4}})?)"),
        (Sort.DATE, _SEASON),
        (Sort.DATE, _YEAR),
        (Sort.PAGES, rf"(?P<page>{_NUMBER}){_D}[A-Z]?\d{{1,8}}"),
        (Sort.NUMBER, _NUMBER),
    )
)
_WORDED = tuple(
    (sort, re.compile(pattern))
    for sort, pattern in (
        (Sort.EDITION, _EDITION),
        (Sort.EDITED, _EDITED),
        (Sort.HAND, _HAND),
        (Sort.GENRE, _GENRE),
    )
)


LOCATORS = (Sort.VOLUME, Sort.NUMBER, Sort.ISSUE)
"""What a journal's name leads to."""


@value
class Segment:
    """A piece of the text behind a title."""

    sort: Sort
    text: str
    start: int
    before: str
    """The mark that parts it from the one before it: one of ".,;:()[]", or nothing."""
    match: re.Match[str] | None = None
    date: DateValue | None = None
    inside: bool = False
    """It stands in parentheses."""

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.text)


def cut(text: str) -> list[Segment]:
    """The segments of the text, in order; what stands for something unknown ("n.p.") is none."""
    found: list[Segment] = []
    for segment in _cut(text, 0, len(text), inside=False):
        if publishers.is_unknown(segment.text):
            continue
        found.append(segment)
        if len(found) == _MOST:
            break
    return found


def _cut(text: str, start: int, end: int, *, inside: bool) -> Iterator[Segment]:
    at, before = start, ""
    while at < end:
        gap = _SEPARATOR.match(text, at, end)
        if gap is not None:
            before = before or gap.group().strip()[:1]
            at = gap.end()
            continue
        if text[at] in "([":
            close = text.find(")" if text[at] == "(" else "]", at, end)
            close = end if close < 0 else close
            editors = namelists.head(text, at + 1, close) if close - at > _LEAD else None
            if editors is not None and editors.editors and editors.end >= close:
                yield Segment(
                    Sort.EDITED, text[at + 1 : close], at + 1, before, None, None, inside=True
                )
                at, before = close + 1, ")"
                continue
            yield from _cut(text, at + 1, close, inside=True) if text[at] == "(" else ()
            at, before = close + 1, ")"
            continue
        segment = (
            _led(text, at, end, before, inside)
            or _located(text, at, end, before, inside)
            or _words(text, at, end, before, inside)
        )
        yield segment
        at, before = max(segment.end, at + 1), ""


def _led(text: str, at: int, end: int, before: str, inside: bool) -> Segment | None:
    """ "In", and editors wherever they stand: "edited by Jane Roe", "Jane Roe (ed.)"."""
    leads = _IN.match(text, at, end) if at == 0 else None
    if leads is not None:
        return Segment(Sort.IN, text[at : leads.end()].rstrip(), at, before)
    series = _SERIES.match(text, at, end)
    if series is not None:
        return Segment(Sort.GENRE, series.group(), at, before, None, None, inside)
    edition = _EDITION_AT.match(text, at, end) if at != _behind_in(text) else None
    if edition is not None:
        return Segment(Sort.EDITION, edition.group(), at, before, None, None, inside)
    hand = _HAND_BY.match(text, at, end) if text[at] in "TtÜü" else None
    translators = namelists.head(text, hand.end(), end) if hand is not None else None
    if translators is not None:
        return Segment(Sort.HAND, text[at : translators.end], at, before, None, None, inside)
    by = _BY.match(text, at, end) if text[at] in "EeCcHhsda" else None
    names = namelists.head(text, by.end(), end) if by is not None else None
    if names is None and at in (0, _behind_in(text)):
        names = namelists.head(text, at, end)
        names = names if names is not None and _closes(text, names, led=at > 0) else None
    if names is None:
        return None
    return Segment(Sort.EDITED, text[at : names.end], at, before, None, None, inside)


def _closes(text: str, names: namelists.NameList, *, led: bool) -> bool:
    """True for editors before their book; "In A Title, eds. Jane Roe" has them behind it.

    `led`: "in" leads to them, and one name needs no "ed.".
    """
    if not names.editors:
        alone = len(names.names) == 1 and names.initialled and not names.inverted
        return led and alone and text[names.end : names.end + 2] == ", "  # "in: J. Roe, The Book"
    bare = names.initialled and text[names.end - 1] == "."  # "Roe J, Doe K, editors. Book"
    return bare or text[names.end - 1] == ")" or text[names.end : names.end + 1] in ",:"


def _behind_in(text: str) -> int:
    found = _IN.match(text)
    return found.end() if found is not None else -1


def _located(text: str, at: int, end: int, before: str, inside: bool) -> Segment | None:
    """The date or the number that locates at `at`."""
    near = min(end, at + _DATE)
    for date in dates.find(text, at, near) if _ANY_YEAR.search(text, at, near) else ():
        if date.span.start == at:
            words = text[at : date.span.end]
            return Segment(Sort.DATE, words, at, before, None, date.value, inside)
        break
    first = _YEAR_FIRST.match(text, at, end) if text[at] in "12" else None
    day = (
        dates.parse(" ".join(filter(None, first.group("day", "month", "year")))) if first else None
    )
    if first is not None and day is not None:
        return Segment(Sort.DATE, first.group(), at, before, None, day, inside)
    for sort, pattern in _LOCATORS:
        found = pattern.match(text, at, end)
        if found is None or (found.end() < end and _BOUND.match(text, found.end()) is None):
            continue
        year = found.groupdict().get("year")
        if (
            (year or text[at].isdigit())
            and sort is not Sort.NOTE
            and _GOES_ON.match(text, found.end(), end)
        ):
            continue
        date_value = DateValue(found.group(), year) if year else None
        return Segment(sort, found.group(), at, before, found, date_value, inside)
    return None


def _words(text: str, at: int, end: int, before: str, inside: bool) -> Segment:
    """The words up to the next mark or number."""
    imprint = _IMPRINT.match(text, at, end)
    placed = imprint is not None and publishers.leads_imprint(imprint["place"])
    index = imprint.start("publisher") if imprint is not None and placed else at
    stop = end
    for found in _CUT.finditer(text, index, end):
        mark = found.group().strip()
        following = found.end()
        located = following < end and _may_locate(text, following) and (
            _located(text, following, end, "", False) is not None
            and not (mark == "" and _counts_on(text, at, found.start(), following))
        )  # fmt: skip
        if mark == "," and _FIRM.match(text, found.start(), end):
            continue
        if mark[:1] in "([" and mark:
            stop = found.start()
        elif following >= end or located or mark in {",", ";"}:
            stop = found.start() + (mark == "." and following < end and _abbreviates(text, found))
        elif mark == "." and _ends(text, found.start(), following):
            stop = found.start()
        else:
            continue
        break
    words = text[at:stop].rstrip(" ,;:")
    sort, match = told(words) if at > _LEAD or at != _behind_in(text) else (Sort.WORDS, None)
    return Segment(sort, words, at, before, match, None, inside)


def _counts_on(text: str, start: int, end: int, year: int) -> bool:
    """True for the year in "Politics after 1918": no place stands before it."""
    before = text[start:end].rsplit(maxsplit=1)[-1:]
    return bool(before) and before[0].islower() and _ANY_YEAR.match(text, year) is not None


def _ends(text: str, period: int, following: int) -> bool:
    """False behind an ordinal and before lower case: "Proc. 5th. Ex Workshop"."""
    if text[following].islower() or _ORDINAL.match(text, max(0, period - 3)):
        return False
    return ends_sentence(text, period, following)


_ORDINAL = late_regex(r"\d(?:st|nd|rd|th)\.")


def _abbreviates(text: str, found: re.Match[str]) -> bool:
    """True for the period of "Soc. 347": it belongs to the word."""
    return not ends_sentence(text, found.start(), found.end())


def _may_locate(text: str, at: int) -> bool:
    return text[at].isdigit() or text[at] in "pPvVnNSBtTHJcfFsWiIAaD©" or text[at].isupper()


@lru_cache(maxsize=512)
def told(words: str) -> tuple[Sort, re.Match[str] | None]:
    """What words are by their form."""
    for sort, pattern in _WORDED:
        match = pattern.fullmatch(words)
        if match is not None:
            return sort, match
    imprint = _IMPRINT.fullmatch(words) if ":" in words else None
    if imprint is not None and publishers.leads_imprint(imprint["place"]):
        return Sort.IMPRINT, imprint
    return Sort.WORDS, None


def abbreviates(first: Segment, second: Segment) -> bool:
    """True for "Syst. Bot.": the first part is the abbreviated head of the second."""
    words = first.text.split()
    return (
        second.before == "."
        and len(words) <= _HEAD_WORDS
        and all(word[0].isupper() for word in words)
        and (len(words) <= 2 or "." in first.text)
        and len(words[-1]) <= _ABBREVIATION
        and words[-1][-1] not in _VOWELS
    )
