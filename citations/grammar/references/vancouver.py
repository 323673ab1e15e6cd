"""Journals' own styles: Vancouver and AMA, Springer's, Nature's; bare initials or a body first.

Rules kept here:
- A head alone proves nothing: an entry has a year before a volume ("2019;34"), a place and a
  publisher before a year ("Geneva: WHO; 2018"), or a year alone before a DOI, a URL or "[cited".
- Every pattern is bounded and runs on the window in which entries are recognised.
"""

from __future__ import annotations

import re

from citations import dates
from citations.model import DateValue, Name
from citations.values import value

from ...late import late_regex
from .parts import Elements

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLE = r"(?:(?:[vV][ao]n|[dD]e[nrl]?|[dD][aiou]s?|[lL][ae]|[tT]e[nr]|[eE]l|[aA]l|zu[rm]?)\s)"
_ONE = (
    rf"{_PARTICLE}{{0,3}}{_UPPER}[\w’'-]{{1,30}}(?:\s{_UPPER}[\w’'-]{{1,30}})?"
    rf"\s{_UPPER}(?:-?{_UPPER}){{0,3}}(?:\s(?:Jr|Sr|II|III|IV|2nd|3rd))?"
)
_NAMES = late_regex(
    rf"(?P<names>{_ONE}(?:,\s{_ONE}){{0,20}})(?:,?\s(?:et\sal|and\sothers)\b)?"
    r"(?:,\s(?:editors?|eds?)\b)?(?:;\s[^\W\d_][^.;]{2,80})?\.\s{1,3}(?=\S)"
)
_BODY = late_regex(
    rf"(?P<who>{_UPPER}[^.;:()]{{2,100}}(?:\s\([^().;]{{2,40}}\))?)\.\s{{1,3}}"
    rf"(?={_UPPER}(?!\w{{0,20}}:\s))"
)
_MONTH = r"(?:\s(?P<month>[A-Z][a-z]{2})[a-z]{0,6}(?:\s(?P<day>\d{1,2}))?)?"
_YEAR = rf"(?P<year>(?:19|20)\d\d){_MONTH}"
_ISSUE = late_regex(r"\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?;\s?(?:\d|[A-Z]?\()")
_PRESS = rf"(?!In\s?:){_UPPER}[^.:;\[]{{1,40}}:\s(?P<publisher>[^:;\[]{{2,80}});\s(?:c|©)?"
_IMPRINT = late_regex(r"[^\W\d_][^.:;\[]{1,40}:\s[^:;\[]{2,80};\s(?:c|©)?(?:19|20)\d\d(?!\d)")
_DATED = late_regex(
    r"[.;\]]\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d{1,2})?)?(?:\.\s|\s?\[)"
    r"(?=cited|updated|[Aa]vailable|doi|DOI|https?:|PMI?C?ID|[<\ue000\ue001])"
    r"|\.\s(?:Forthcoming|In\spress|Epub)[^.]{0,20}\s(?:19|20)\d\d(?:\.|$)"
)

_SPRINGER = late_regex(
    rf"(?P<names>{_ONE}(?:,\s(?:and\s|&\s)?{_ONE}){{0,20}})(?:,?\set\sal\.?)?"
    r"\s\((?P<year>(?:19|20)\d\d)[a-z]?\)[.:]?\s(?=\S)"
)
_INVERTED = (
    rf"{_PARTICLE}{{0,3}}{_UPPER}[\w’'-]{{1,30}}(?:\s{_UPPER}[\w’'-]{{1,30}})?"
    rf",\s{_UPPER}\.(?:[\s-]?{_UPPER}\.){{0,3}}"
)
_NATURE = late_regex(
    rf"(?P<names>{_INVERTED}(?:(?:,\s|\s?&\s|,?\sand\s){_INVERTED}){{0,20}})"
    rf"\s(?:et\sal\.\s)?(?={_UPPER})"
)
_NATURE_ISSUE = late_regex(
    r"[,\s\ue003]\d{1,4},\s[A-Za-z]{0,2}\d{1,8}(?:[–-]\d{1,8})?\s\([\ue001]{4}\)"
)
_NATURE_YEAR = "(\ue001\ue001\ue001\ue001)"
"""What every issue of Nature's style ends in, as it is masked."""
_EDITION = r"(?:(?:\d{1,2}(?:st|nd|rd|th|d)|[Rr]ev\.?|[Ss]econd|[Tt]hird)\sed(?:ition|n)?\.\s)?"
_CITED = r"(?:\s?\[(?:updated[^\[\]]{1,30};\s)?cited\s(?P<cited>[^\[\];]{4,20})[^\[\]]{0,30}\])?"
_PAGES = r"(?:[.;]\s(?:p|pp|pages?)\.?\s(?P<page>[A-Za-z]?\d{1,6}(?P<to>[–—-][A-Za-z]?\d{1,6})?))?"
_BOOK = late_regex(rf"(?:\[[^\[\]]{{1,30}}\]\.?\s)?{_EDITION}{_PRESS}{_YEAR}{_CITED}{_PAGES}")
_CHAPTER = late_regex(
    r"In:\s(?:[^.:;]{2,160}?,\s(?:editors?|eds?)\.\s)?(?P<book>[^.;:\[]{2,150}(?::\s[^.;:\[]{2,100})?)"
    rf"(?:\s\[[^\[\]]{{1,30}}\])?\.\s{_EDITION}{_PRESS}{_YEAR}{_CITED}{_PAGES}"
)
_JOURNAL = late_regex(
    r"(?P<container>[^.;\[]{2,100}(?:\([^().;]{1,30}\))?)(?:\s\[[^\[\]]{1,30}\])?"
    rf"\.?\s{_YEAR}{_CITED};\s?(?P<volume>\d{{1,4}})?(?:\s?\([^()]{{1,20}}\))?"
    r"(?:\s?:\s?(?P<page>[A-Za-z]{0,2}\d{1,8}))?"
)
_SITE = late_regex(
    rf"(?P<container>[^.;\[]{{2,80}})(?:\s\[[^\[\]]{{1,30}}\])?\.\s"
    rf"(?:Forthcoming\s|In\spress\s|Epub\s)?{_YEAR}{_CITED}(?=[.;]|$)"
)
_SPRINGER_ISSUE = late_regex(
    r"(?P<container>[^\d.;:]{2,100}(?:\.[^\d.;:]{0,40}){0,6})\s(?P<volume>\d{1,4})"
    r"(?:\s?\([^()]{1,20}\))?:\s?(?P<page>[A-Za-z]{0,2}\d{1,8})"
)
_NATURE_REST = late_regex(
    r"(?P<container>[^\d;:]{2,100}?),?\s(?P<volume>\d{1,4}),\s(?P<page>[A-Za-z]{0,2}\d{1,8})"
    r"(?:[–-]\d{1,8})?\s\((?P<year>(?:19|20)\d\d)\)"
)
_ALONE = late_regex(rf"{_YEAR}{_CITED}(?=[.;]|$)")


@value
class Head:
    """Who leads the entry, and where its title begins."""

    names: tuple[Name, ...]
    body: str | None
    """A body that may be an organisation: the caller judges."""
    title: int
    date: DateValue | None = None
    """In Springer's style."""
    inverted: str | None = None
    """Names as reference lists invert them, in Nature's style: the caller reads them."""


def head(text: str, masked: str, start: int, end: int) -> Head | None:
    """Read the names at `start`; None where no entry of this kind stands there."""
    year = text.find("(19", start, end) >= 0 or text.find("(20", start, end) >= 0
    springer = _SPRINGER.match(text, start, end) if year else None
    if springer is not None:
        date = DateValue(springer["year"], springer["year"])
        return Head(_names(springer["names"]), None, springer.end(), date)
    issue = masked.find(_NATURE_YEAR, start, end) >= 0
    nature = _NATURE.match(text, start, end) if issue else None
    if nature is not None and _NATURE_ISSUE.search(masked, nature.end(), end) is not None:
        return Head((), None, nature.end(), inverted=nature["names"])
    semicolon = masked.find(";", start, end) >= 0
    if not semicolon and _DATED.search(masked, start, end) is None:
        return None
    found = _NAMES.match(text, start, end)
    if found is not None:
        return Head(_names(found["names"]), None, found.end()) if _proved(
            masked, found.end(), end, semicolon) else None  # fmt: skip
    body = _BODY.match(text, start, end)
    if body is None:
        return None
    imprint = semicolon and _IMPRINT.search(masked, body.end(), end) is not None
    if not imprint and _DATED.search(masked, body.end() - 2, end) is None:
        return None
    return Head((), body["who"], body.end())


def _proved(masked: str, start: int, end: int, semicolon: bool) -> bool:
    issue = semicolon and (_ISSUE.search(masked, start, end) or _IMPRINT.search(masked, start, end))
    return bool(issue) or _DATED.search(masked, start - 2, end) is not None


def _names(listed: str) -> tuple[Name, ...]:
    """ "de Groot A" is a family name and initials, "Roe JA Jr" a suffix too."""
    found: list[Name] = []
    for one in re.split(r",\s(?:and\s|&\s)?", listed):
        words = one.split()
        suffix = words.pop() if words[-1] in _SUFFIXES else None
        found.append(Name(family=" ".join(words[:-1]), given=words[-1], suffix=suffix))
    return tuple(found)


_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV", "2nd", "3rd"))


def read(rest: str) -> Elements | None:
    """Read the words between title and identifiers; None where they have another form."""
    chapter = _CHAPTER.match(rest)
    if chapter is not None:
        return Elements(
            container=chapter["book"].strip(),
            first_page=chapter["page"] and chapter["page"].removesuffix(chapter["to"] or ""),
            date=_date(chapter),
            publisher=chapter["publisher"].strip(),
            chapter=True,
            accessed=_cited(chapter),
        )
    book = _BOOK.match(rest)
    if book is not None:
        return Elements(
            date=_date(book),
            publisher=book["publisher"].strip(),
            pincite=book["page"],
            accessed=_cited(book),
        )
    journal = _JOURNAL.match(rest)
    if journal is not None and (journal["volume"] or journal["page"]):
        return Elements(
            container=journal["container"].strip(),
            volume=journal["volume"],
            first_page=journal["page"],
            date=_date(journal),
            accessed=_cited(journal),
        )
    issue = _SPRINGER_ISSUE.match(rest) or _NATURE_REST.match(rest)
    if issue is not None:
        year = issue.groupdict().get("year")
        return Elements(
            container=issue["container"].strip(" ,"),
            volume=issue["volume"],
            first_page=issue["page"],
            date=DateValue(year, year) if year else None,
        )
    site = _SITE.match(rest) or _ALONE.match(rest)
    if site is not None:
        container = site.groupdict().get("container")
        return Elements(
            container=container and container.strip(), date=_date(site), accessed=_cited(site)
        )
    return None


def _date(found: re.Match[str]) -> DateValue:
    """ "2020 Jun 30" is printed year first."""
    month = dates.MONTHS.get((found["month"] or "").casefold())
    iso = found["year"]
    if month is None:
        return DateValue(iso, iso)
    iso += f"-{month:02}"
    raw = f"{found['year']} {found['month']}"
    if found["day"] and 1 <= int(found["day"]) <= _DAYS:
        return DateValue(f"{raw} {found['day']}", f"{iso}-{int(found['day']):02}")
    return DateValue(raw, iso)


_DAYS = 31
_ONLY = late_regex(_YEAR)


def _cited(found: re.Match[str]) -> DateValue | None:
    """The date in "[cited 2022 Sep 5]"."""
    printed = _ONLY.match(found["cited"] or "")
    return _date(printed) if printed is not None else None
