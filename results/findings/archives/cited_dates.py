"""How near a copy is to the date that it should be near to.

Rules kept here:
- A date is as wide as it was printed: every day of 2018 is "2018".
- A copy that is unusable (an error page, something else) is no copy.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker import best
from checker.model import USABLE, ArchiveAnswer, Snapshot, SnapshotVerdict

_VERIFIED = frozenset({SnapshotVerdict.VERIFIED})


def nearest_copy(answers: Iterable[ArchiveAnswer], iso: str | None) -> Snapshot | None:
    """The usable copy nearest to a date; see `checker.best`."""
    return _best_of(USABLE, answers, iso)


def copy_to_show(answers: Sequence[ArchiveAnswer], iso: str | None) -> Snapshot | None:
    """The copy that a reader should be shown: one that was verified before all others."""
    return _best_of(_VERIFIED, answers, iso) or nearest_copy(answers, iso)


def _best_of(
    verdicts: frozenset[SnapshotVerdict], answers: Iterable[ArchiveAnswer], iso: str | None
) -> Snapshot | None:
    if not answers:
        return None  # nearly every link of a run without archives
    kept = (
        replace(answer, snapshots=tuple(s for s in answer.snapshots if s.verdict in verdicts))
        for answer in answers
    )
    return best(kept, iso)


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
