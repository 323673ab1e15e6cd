"""The date that a copy should be near to, and how near one is.

Rules kept here:
- The access date of the citation, else its own date, else the letter's.
- A date is as wide as it was printed: every day of 2018 is "2018".
- A copy that is unusable (an error page, something else) is no copy.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checker import best
from checker.model import ArchiveAnswer, Snapshot, SnapshotVerdict
from citations.model import Citation, Document, Link, Note


def cited_date(document: Document, note: Note | None, link: Link) -> str | None:
    """ISO 8601 at the printed precision; None where nothing is dated."""
    citations = note.citations if note else document.citations
    citation = next((each for each in citations if _cites(each, link)), None)
    dates = (citation.accessed, citation.date) if citation else ()
    return next((each.iso for each in (*dates, document.date) if each), None)


def _cites(citation: Citation, link: Link) -> bool:
    return link.span in citation.span or citation.url == link.url


def nearest_copy(answers: Iterable[ArchiveAnswer], iso: str | None) -> Snapshot | None:
    """The copy that a reader should be shown; see `checker.best`."""
    usable = (
        replace(answer, snapshots=tuple(each for each in answer.snapshots if _is_usable(each)))
        for answer in answers
    )
    return best(usable, iso)


def _is_usable(copy: Snapshot) -> bool:
    return copy.verdict in (SnapshotVerdict.VERIFIED, SnapshotVerdict.UNVERIFIED)


def days_apart(day: date, iso: str) -> int:
    """Days between a day and a printed date, 0 inside it; 0 too where it cannot be read."""
    bounds = _bounds(iso)
    if bounds is None:
        return 0
    first, last = bounds
    return max((first - day).days, (day - last).days, 0)


def _bounds(iso: str) -> tuple[date, date] | None:
    """First and last day of 2018, 2018-03 or 2018-03-04T20:21."""
    try:
        parts = [int(part) for part in iso[:10].split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            last = monthrange(parts[0], parts[1])[1]
            return date(parts[0], parts[1], 1), date(parts[0], parts[1], last)
        return date(*parts[:3]), date(*parts[:3])
    except ValueError:
        return None
