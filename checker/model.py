"""What the web answered, and what we make of it, as frozen values.

Rules kept here:
- Fetching gives an Exchange; judging is a pure function over Exchanges; so an old run can be judged
  again without a network.
- Not knowing is a value: Verdict.UNKNOWN, ArchiveOutcome.UNANSWERED. No exception stands for a
  dead link; the exceptions here mean that the run itself is broken.
- Whatever has to be asked is a Flow: a generator that yields Requests, is sent Exchanges and
  returns its answer. Flows do no I/O, so the same flow runs in the crawler and over recorded
  exchanges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from .archived import (
    NEWEST,
    SPOILT,
    USABLE,
    ArchiveAnswer,
    ArchiveOutcome,
    Snapshot,
    SnapshotVerdict,
)
from .exchanges import (
    CREDENTIALS,
    REDIRECTS,
    RESOLVE,
    Answer,
    Exchange,
    Failure,
    Flow,
    Hop,
    Page,
    Request,
)
from .graded import Drift, FieldGrade, FieldMatch, FieldMatches, QuoteGrade, QuoteMatch
from .registered import Record, RegistryAnswer, RegistryOutcome, Update, UpdateKind
from .saved import Order, Saved, SaveState
from .settings import (
    ArchiveSettings,
    CrawlSettings,
    MementoSettings,
    PermaSettings,
    RegistriesSettings,
    RegistryAccess,
    SavePermaSettings,
    SaveWarcSettings,
    SaveWaybackSettings,
    SavingSettings,
    WaybackSettings,
)

__all__ = [
    "ALIVE",
    "CREDENTIALS",
    "DEAD",
    "NEWEST",
    "REDIRECTS",
    "RESOLVE",
    "SPOILT",
    "USABLE",
    "Agenda",
    "Answer",
    "ArchiveAnswer",
    "ArchiveOutcome",
    "ArchiveSettings",
    "Check",
    "CrawlError",
    "CrawlSettings",
    "Drift",
    "Exchange",
    "Failure",
    "FieldGrade",
    "FieldMatch",
    "FieldMatches",
    "Flow",
    "Hop",
    "Judgement",
    "Known",
    "MementoSettings",
    "Offline",
    "Order",
    "Outcome",
    "Pace",
    "Page",
    "PermaSettings",
    "QuoteGrade",
    "QuoteMatch",
    "Record",
    "RegistriesSettings",
    "RegistryAccess",
    "RegistryAnswer",
    "RegistryOutcome",
    "Request",
    "SavePermaSettings",
    "SaveState",
    "SaveWarcSettings",
    "SaveWaybackSettings",
    "Saved",
    "SavingSettings",
    "Snapshot",
    "SnapshotVerdict",
    "Target",
    "Task",
    "Update",
    "UpdateKind",
    "Verdict",
    "WaybackSettings",
]


class CrawlError(Exception):
    """The run cannot go on. The message is one line."""


class Offline(CrawlError):
    """Nothing at all resolves: this machine has no network, so nothing may be called dead."""


class Verdict(StrEnum):
    """See the table in docs/verdicts.md."""

    OK = "ok"
    MOVED = "moved"
    SOFT_404 = "soft_404"
    PARKED = "parked"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    PAYWALLED = "paywalled"
    INVALID = "invalid"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


ALIVE = frozenset({Verdict.OK, Verdict.MOVED})
DEAD = frozenset(
    {Verdict.SOFT_404, Verdict.PARKED, Verdict.GONE, Verdict.UNREACHABLE, Verdict.INVALID}
)
"""Verdicts under which a reader does not find the page. Blocked and paywalled are neither."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, why, and what it rests on."""

    verdict: Verdict
    reason: str
    """A slug of checker.reasons.REASONS ("not-found", "dns-no-such-host", "bot-wall")."""
    evidence: str = ""
    """One line: the words, header or address that decided."""


@dataclass(frozen=True, slots=True)
class Target:
    """A link to check, with what its citations say of it."""

    key: str
    """citations.model.Link.key; for a registry, scheme and value of an identifier."""
    url: str
    titles: tuple[str, ...] = ()
    """Titles that citations give it: they tell a soft 404 from the page."""
    cited_at: str | None = None
    """ISO date that a copy should be near to: access date, else cited date, else the letter's."""
    fragment: str | None = None
    archive_of: str | None = None

    def joined(self, other: Target) -> Target:
        """What two citations say of one link: all titles, the earliest date."""
        dates = [date for date in (self.cited_at, other.cited_at) if date]
        return Target(
            key=self.key,
            url=self.url,
            titles=tuple(dict.fromkeys(self.titles + other.titles)),
            cited_at=min(dates, default=None),
            fragment=self.fragment or other.fragment,
            archive_of=self.archive_of or other.archive_of,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier check of a link that may still hold, if the page has not changed."""

    number: int
    """Of the check, where checks are kept."""
    judgement: Judgement
    exchange: Exchange
    """Its page may lack text and anchors: they stay where they are kept."""


@dataclass(frozen=True, slots=True)
class Check:
    """One link, asked once, judged."""

    key: str
    url: str
    judgement: Judgement
    exchange: Exchange | None
    """None where nothing was asked (invalid, skipped, unknown)."""
    checked_at: datetime
    probe: Exchange | None = None
    """The random sibling, where the page was a suspect."""
    known: Known | None = None
    """The earlier check that still holds, where the page has not changed since."""


Outcome = Check | ArchiveAnswer | RegistryAnswer | Saved


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to ask: a live link, an archive about it, or a registry about an identifier."""

    kind: str
    """"live", or the name of an archive or a registry."""
    lane: str
    """Host, or the name of the archive or registry: what is paced together."""
    target: Target
    known: Known | None = None
    """Of a live page: what was read of it before."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one lane may be asked."""

    interval: float
    """Seconds between the starts of two requests."""
    concurrency: int = 1

    @classmethod
    def per_minute(cls, most: float) -> Self:
        """One after the other, at most so many a minute."""
        return cls(60.0 / most)


class Agenda(Protocol):
    """Where the crawler takes its work from: a list in tests, the database's queue in a run."""

    def lanes(self) -> Mapping[str, int]:
        """The lanes that still have work, with how many tasks; of many thousands the longest may
        do, since this is asked again when they have begun.
        """

    def take(self, lane: str, count: int) -> list[Task]:
        """Up to `count` tasks of one lane, each handed out once."""
