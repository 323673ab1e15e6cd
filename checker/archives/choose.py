"""Which copy shows best what the author saw, and what all archives say together.

Rules kept here:
- The copy nearest to the cited date is the best. One from before wins over one from after unless
  the later one is more than AFTER times nearer: what was captured later may already be another
  page. Between equals the one that is known to have answered 200, then the order of the settings.
- Without a date the newest copy is the best.
- Many answers are one: found, else blocked, else unanswered, else absent. One archive that could
  not be asked is enough not to say that there is no copy.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import ArchiveAnswer, ArchiveOutcome, Snapshot
from .dates import wanted

AFTER = 4.0
"""How many times nearer a copy from after the date must be to win over one from before."""

_ORDER = (
    ArchiveOutcome.FOUND,
    ArchiveOutcome.BLOCKED,
    ArchiveOutcome.UNANSWERED,
    ArchiveOutcome.ABSENT,
)


def ranked(answers: Iterable[ArchiveAnswer], cited_at: str | None) -> tuple[Snapshot, ...]:
    """All copies of all archives, the best first."""
    near = wanted(cited_at)

    def cost(snapshot: Snapshot) -> tuple[float, bool]:
        if near is None:
            return -snapshot.captured_at.timestamp(), snapshot.status is None
        seconds = (snapshot.captured_at - near).total_seconds()
        return seconds * AFTER if seconds > 0 else -seconds, snapshot.status is None

    found = (s for answer in answers for s in answer.snapshots if _is_found(answer))
    return tuple(sorted(found, key=cost))


def _is_found(answer: ArchiveAnswer) -> bool:
    return answer.outcome is ArchiveOutcome.FOUND


def best(answers: Iterable[ArchiveAnswer], cited_at: str | None) -> Snapshot | None:
    """The copy to offer, None where no archive has one."""
    return next(iter(ranked(answers, cited_at)), None)


def combined(answers: Iterable[ArchiveAnswer]) -> ArchiveOutcome:
    """What several archives say together; nobody asked is unanswered."""
    outcomes = {answer.outcome for answer in answers}
    return next((each for each in _ORDER if each in outcomes), ArchiveOutcome.UNANSWERED)
