"""What an archive said of a link, as frozen values.

Rules kept here:
- A look-up that failed never reads as "no copy".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .exchanges import Page

NEWEST = "/newest"
"""What follows an archive's name in the kind of a Task, and in its answer, where the newest copy is
asked for, whatever was cited: the second witness of a page that turned us away."""


class ArchiveOutcome(StrEnum):
    """The four answers of an archive. The last two never read as the second."""

    FOUND = "found"
    ABSENT = "absent"
    BLOCKED = "blocked"
    UNANSWERED = "unanswered"


class SnapshotVerdict(StrEnum):
    """What a copy shows."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    ERROR_CAPTURE = "error_capture"
    WRONG_CONTENT = "wrong_content"
    ONLY_AFTER_DEATH = "only_after_death"
    BLOCKED = "blocked"
    NONE = "none"
    LOOKUP_FAILED = "lookup_failed"


USABLE = frozenset({SnapshotVerdict.VERIFIED, SnapshotVerdict.UNVERIFIED})
"""Copies that a reader may be shown: seen to be good, or not opened."""
SPOILT = frozenset(
    {SnapshotVerdict.ERROR_CAPTURE, SnapshotVerdict.WRONG_CONTENT, SnapshotVerdict.BLOCKED}
)
"""Copies that were opened and do not show the source."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A memento: one archive's copy of one URL at one moment (RFC 7089)."""

    archive: str
    """The archive's name in settings."""
    url: str
    """Where a reader opens it."""
    captured_at: datetime
    verdict: SnapshotVerdict = SnapshotVerdict.UNVERIFIED
    original: str = ""
    status: int | None = None
    """The archived status, where the index tells it."""
    digest: str | None = None
    evidence: str = ""
    """One line: what the verdict rests on; empty for a copy that was not opened."""
    page: Page | None = None
    """What a sound copy shows: a witness for what its page said then. None where it was not opened
    or shows something else."""


@dataclass(frozen=True, slots=True)
class ArchiveAnswer:
    """What one archive said of one link."""

    key: str
    archive: str
    outcome: ArchiveOutcome
    snapshots: tuple[Snapshot, ...] = ()
    """Nearest to the wanted date first."""
    detail: str = ""
    asked_at: datetime | None = None
