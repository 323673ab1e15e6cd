"""Cited dates against publication, modification, the URL's path and the page's first lines.

Rules kept here:
- Dates agree as far as both are known: 2018 agrees with 2018-03-04.
- A page that was touched up later, or a file that was stored later, contradicts nothing.
"""

from __future__ import annotations

import re

from citations import dates_in
from citations.model import DateValue

from ..model import FieldGrade, FieldMatch, Page

_PATH_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?)?(?=[/-])"
)
_STORED_PATH = re.compile(r"/(?:uploads?|files?|media|assets|documents?|archives?)/", re.IGNORECASE)
"""Folders whose dates tell when a file was put there."""
_ISO = re.compile(r"\s{0,9}((?:1[5-9]|20)\d\d)(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?![\d])")
_PACKED = re.compile(r"\s{0,9}((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_DATE_LINE = 1500
"""Characters of a page's text in which its date may be printed."""


def match_date(cited: DateValue | None, page: Page | None, url: str) -> FieldMatch:
    """The cited date against publication, modification, the URL's path and the page's first lines.

    Dates are compared at the coarser precision of the two: 2018 agrees with 2018-03-04.
    """
    if cited is None:
        return FieldMatch(FieldGrade.UNABLE, witness="nothing cited")
    dates = _dates(page, url)
    for witness, found, _ in dates:
        if same_date(cited.iso, found):
            return FieldMatch(FieldGrade.VERIFIED, cited.iso, found, witness)
    telling = [(witness, found) for witness, found, tells in dates if tells]
    if page is not None and (len(cited.iso) > len("2018") or not telling):
        for printed in dates_in(page.text[:_DATE_LINE]):
            if same_date(cited.iso, printed.value.iso):
                return FieldMatch(FieldGrade.VERIFIED, cited.iso, printed.value.iso, "text")
    if telling:
        witness, found = telling[0]
        return FieldMatch(FieldGrade.DIFFERS, cited.iso, found, witness)
    return FieldMatch(FieldGrade.UNABLE if page is None else FieldGrade.NOT_FOUND, cited.iso)


def _dates(page: Page | None, url: str) -> list[tuple[str, str, bool]]:
    """Witness, ISO date, and whether it may speak against a citation, the best witness first."""
    found: list[tuple[str, str, bool]] = []
    published = iso_of(page.published) if page is not None else None
    if published:
        found.append(("published", published, True))
    if (match := _PATH_DATE.search(url)) is not None:
        year, month, day = match.groups()
        parts = [year, *(part.zfill(2) for part in (month, day) if part)]
        # A bare year in a path is often a folder; where files are stored, so is a month.
        tells = bool(month) and _STORED_PATH.search(url[: match.start() + 1]) is None
        found.append(("address", "-".join(parts), tells and not published))
    modified = iso_of(page.modified) if page is not None else None
    if modified:
        # A page may be touched up long after: that contradicts nothing.
        found.append(("modified", modified, False))
    if page is not None and page.dated and not published:
        found.append(("guessed", page.dated, False))
    return found


def iso_of(declared: str | None) -> str | None:
    """A date as a page declares it, in ISO 8601 to the day; None where it cannot be read."""
    if not declared:
        return None
    if (packed := _PACKED.match(declared)) is not None:
        return "-".join(packed.groups())
    if (iso := _ISO.match(declared)) is not None:
        year, _, month, day = iso.groups()
        return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    return next((found.value.iso[:10] for found in dates_in(declared)), None)


def same_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both are known."""
    length = min(len(one[:10]), len(other[:10]))
    return one[:length] == other[:length]
