"""Cited dates against publication, modification, the URL's path and the dates that a page prints.

Rules kept here:
- Dates agree as far as both are known: 2018 agrees with 2018-03-04. A guess that is vaguer than the
  citation bears nothing out, and a folder of the address nothing that the page's own date denies.
- A page that was touched up later, or a file that was stored later, contradicts nothing.
- Where a clock is UTC or of no zone, the day may be its neighbour where the page was made, and so
  it may in an address: the one that it can be is not contradicted.
- `03/04/2018` is the third of April or the fourth of March: either is borne out.
- A day that the page prints in full may be its own however the page dates itself: it speaks for a
  citation of the day, and a citation of its year is not contradicted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from citations import dates_in
from citations.model import DateValue

from ..model import FieldGrade, FieldMatch, Page
from ..parts import without_teasers

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATH_DATE = re.compile(
    rf"/((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2]|{'|'.join(_MONTHS)})"
    r"(?:[/-](0?[1-9]|[12]\d|3[01]))?)?(?=[/-])"
)
_STORED_PATH = re.compile(r"/(?:uploads?|files?|media|assets|documents?|archives?)/", re.IGNORECASE)
"""Folders whose dates tell when a file was put there."""
_ISO = re.compile(r"\s{0,9}((?:1[5-9]|20)\d\d)(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?![\d])")
_PACKED = re.compile(r"\s{0,9}((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_SLASHED = re.compile(r"\s{0,9}(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_EPOCH = re.compile(r"\s{0,9}(\d{9,10})(?:\d{3})?\s{0,9}$")
"""Seconds, or thousandths of them, since 1970."""
_CLOCK = re.compile(
    r"(?<![\d:+-])(\d\d):\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s{0,3}(?:Z|UTC|GMT|[+-]00:?00)?\s{0,9}$",
    re.IGNORECASE,
)
"""A clock without the zone of a place."""
_WEST, _EAST = 9, 10
"""Hours of UTC before which some place in the Americas has the day before, and from which on some
place in Australia has the day after."""
_DATE_LINE = 1500
"""Characters of a page's text in which its date may be printed."""
_DAY_LINES = 20_000
"""Characters of it in which a day that is printed in full may be the page's."""
_DAY = len("2018-03-04")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date that something beside the page's words gives."""

    witness: str
    found: str
    """ISO 8601, as far as it is known."""
    readings: tuple[str, ...] = ()
    """What else it may be read as."""
    tells: bool = True
    """Whether it may speak against a citation."""
    neighbours: tuple[int, ...] = ()
    """How many days later it may have been where the page was made: -1 and 1."""

    def bears_out(self, cited: str) -> bool:
        """Whether the cited date is this one."""
        if self.witness == "guessed" and len(self.found) < len(cited[:_DAY]):
            return False
        return any(same_date(cited, each) for each in (self.found, *self.readings))

    def contradicts(self, cited: str) -> bool:
        """Whether the cited date, which is not borne out, cannot be right."""
        return self.tells and _days_between(self.found, cited) not in self.neighbours


def match_date(cited: DateValue | None, page: Page | None, url: str) -> FieldMatch:
    """The cited date against publication, modification, the URL's path and the page's words.

    Dates are compared at the coarser precision of the two: 2018 agrees with 2018-03-04.
    """
    if cited is None:
        return FieldMatch(FieldGrade.UNABLE, witness="nothing cited")
    dates = list(_dates(page, url))
    telling = [each for each in dates if each.tells]
    against = any(each.contradicts(cited.iso) for each in telling if not each.bears_out(cited.iso))
    for each in dates:
        vague = each.witness == "address" and len(each.found) < len(cited.iso[:_DAY])
        if each.bears_out(cited.iso) and not (vague and against):
            return FieldMatch(FieldGrade.VERIFIED, cited.iso, each.found, each.witness)
    printed = list(_printed(cited.iso, without_teasers(page.text))) if page is not None else []
    of_year = len(cited.iso) == len("2018")
    least = _DAY if of_year else len(cited.iso[:_DAY])
    bearing = [each for each in printed if len(each) >= least] if telling else printed
    if bearing and not (of_year and telling):
        return FieldMatch(FieldGrade.VERIFIED, cited.iso, bearing[0], "text")
    if telling and not bearing and all(each.contradicts(cited.iso) for each in telling):
        first = telling[0]
        return FieldMatch(FieldGrade.DIFFERS, cited.iso, first.found, first.witness)
    return FieldMatch(FieldGrade.UNABLE if page is None else FieldGrade.NOT_FOUND, cited.iso)


def _printed(cited: str, text: str) -> Iterator[str]:
    """What the page prints that agrees with the cited date: where dates stand, and anywhere near
    it the day in full."""
    reach = _DAY_LINES if len(cited) >= _DAY else _DATE_LINE
    for printed in dates_in(text[:reach]):
        for each in (printed.value.iso, *_other_readings(printed.value.raw)):
            near = printed.span.start < _DATE_LINE
            if same_date(cited, each) and (near or len(each) >= _DAY):
                yield each


def _dates(page: Page | None, url: str) -> Iterator[_Dated]:
    """What gives the page a date, the best witness first."""
    published = iso_of(page.published) if page is not None else None
    if page is not None and published:
        declared = page.published or ""
        near = _neighbours(declared)
        others = tuple(filter(None, map(iso_of, page.days)))
        readings = (*_other_readings(declared), *others)
        yield _Dated("published", published, readings, neighbours=near)
    if (match := _PATH_DATE.search(url)) is not None:
        year, month, day = match.groups()
        if month in _MONTHS:
            month = str(1 + _MONTHS.index(month))
        parts = [year, *(part.zfill(2) for part in (month, day) if part)]
        # A bare year in a path is often a folder; where files are stored, so is a month.
        tells = bool(month) and _STORED_PATH.search(url[: match.start() + 1]) is None
        yield _Dated("address", "-".join(parts), tells=tells and not published, neighbours=(-1, 1))
    modified = iso_of(page.modified) if page is not None else None
    if modified:
        # A page may be touched up long after: that contradicts nothing.
        yield _Dated("modified", modified, tells=False)
    if page is not None and page.dated and not published:
        yield _Dated("guessed", page.dated, tells=False)


def _neighbours(declared: str) -> tuple[int, ...]:
    """The neighbouring days that a declared date may be elsewhere."""
    clock = _CLOCK.search(declared[:100])
    if clock is None:
        return ()
    hour = int(clock.group(1))
    return (*((-1,) if hour < _WEST else ()), *((1,) if hour >= _EAST else ()))


def _other_readings(raw: str) -> tuple[str, ...]:
    """Day and month the other way round, where only slashes stand between them."""
    match = _SLASHED.match(raw)
    if match is None or not (1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 12):
        return ()
    one, other, year = match.groups()
    return tuple(f"{year}-{a.zfill(2)}-{b.zfill(2)}" for a, b in ((one, other), (other, one)))


def _days_between(one: str, other: str) -> int | None:
    """How many days later the other is; None where a day is not known."""
    try:
        first, second = (date.fromisoformat(each[:_DAY]) for each in (one, other))
    except ValueError:
        return None
    return (second - first).days


def iso_of(declared: str | None) -> str | None:
    """A date as a page declares it, in ISO 8601 to the day; None where it cannot be read."""
    if not declared:
        return None
    if (packed := _PACKED.match(declared)) is not None:
        return "-".join(packed.groups())
    if (epoch := _EPOCH.match(declared)) is not None:
        return datetime.fromtimestamp(int(epoch[1]), UTC).date().isoformat()
    if (iso := _ISO.match(declared)) is not None:
        year, _, month, day = iso.groups()
        return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    return next((found.value.iso[:10] for found in dates_in(declared)), None)


def same_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both are known."""
    length = min(len(one[:10]), len(other[:10]))
    return one[:length] == other[:length]
