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

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from .registered import Record, RegistryAnswer, RegistryOutcome, Update, UpdateKind
from .settings import (
    ArchiveSettings,
    CrawlSettings,
    MementoSettings,
    PermaSettings,
    RegistriesSettings,
    RegistryAccess,
    WaybackSettings,
)

__all__ = [
    "ALIVE",
    "DEAD",
    "Agenda",
    "Answer",
    "ArchiveAnswer",
    "ArchiveOutcome",
    "ArchiveSettings",
    "Check",
    "CrawlError",
    "CrawlSettings",
    "Exchange",
    "Failure",
    "FieldGrade",
    "FieldMatch",
    "FieldMatches",
    "Flow",
    "Hop",
    "Judgement",
    "MementoSettings",
    "Offline",
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
    """A slug of checker.judge.REASONS ("not-found", "dns-no-such-host", "bot-wall")."""
    evidence: str = ""
    """One line: the words, header or address that decided."""


@dataclass(frozen=True, slots=True)
class Request:
    """One GET to make. Redirects come back as answers; flows follow them."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    lane: str | None = None
    """The lane that paces it; None for the URL's host."""
    max_bytes: int | None = None
    """A bound tighter or wider than the settings'."""
    method: str = "GET"
    body: bytes | None = None
    cookies: tuple[tuple[str, str], ...] = ()
    """Kept within one redirect chain by checker.redirects, never across links."""
    keep_body: bool = False
    """True for services whose JSON the flow itself reads (archives, registries)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no HTTP answer came."""

    reason: str
    """A reason slug: connect-timeout, refused, reset, dns-no-such-host, tls-expired …"""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a body says of itself, bounded."""

    title: str | None = None
    heading: str | None = None
    """The first h1."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    site: str | None = None
    canonical: str | None = None
    refresh: str | None = None
    """Target of a meta refresh of ten seconds or less, absolute."""
    robots: str | None = None
    anchors: frozenset[str] = frozenset()
    """Every id and a[name]."""
    text: str = ""
    """Main text, white space folded, bounded."""
    words: int = 0
    """Words in the whole visible text."""
    has_password_field: bool = False
    pages: int | None = None
    """Page count of a PDF."""
    embeds: tuple[str, ...] = ()
    """Where scripts and frames come from: host and first path segment, at most 40. They tell
    walls and parking services, whose pages often show no words."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer on the way."""

    url: str
    status: int | None
    location: str | None = None
    """Where it sent us, absolute."""
    address: str | None = None
    """The IP address that was connected to."""
    elapsed: float = 0.0
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What came of one Request, or of a chain of them once redirects are followed."""

    request: Request
    status: int | None
    """None when there was no HTTP answer."""
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, of the last hop."""
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    body: bytes = b""
    """Kept only where Request.keep_body asks for it."""
    digest: str | None = None
    """sha256 of the body as far as it was read."""
    length: int = 0
    """Decoded bytes read."""
    truncated: bool = False
    """The byte or time bound cut the body."""
    page: Page | None = None
    attempts: int = 1
    elapsed: float = 0.0
    at: datetime | None = None
    """When the answer came, UTC."""

    @property
    def final_url(self) -> str:
        """Where the chain ended."""
        return self.hops[-1].url if self.hops else self.request.url

    def header(self, name: str, default: str = "") -> str:
        """The first value of a header; `name` in lower case."""
        return next((value for key, value in self.headers if key == name), default)


Answer = TypeVar("Answer")
Flow = Generator[Request, Exchange, Answer]


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


class FieldGrade(StrEnum):
    """How a cited field agrees with what the source shows."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"
    UNABLE = "unable"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of a citation against one source."""

    grade: FieldGrade
    cited: str | None = None
    found: str | None = None
    """What the source shows instead (differs) or as well (verified)."""
    witness: str = ""
    """What spoke: title, heading, text, address, published, modified …"""


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """The three fields that the JSON contract tells."""

    title: FieldMatch
    author: FieldMatch
    date: FieldMatch


class QuoteGrade(StrEnum):
    """How quoted words stand in a source, best first. See checker.quotes."""

    EXACT = "exact"
    NORMALIZED = "normalized"
    """Marks, dashes, ligatures, hyphenation and white space aside."""
    ALTERED_OK = "altered_ok"
    """Every change is marked as the Bluebook asks (rules 5.2 and 5.3)."""
    PUNCTUATION_ONLY = "punctuation_only"
    """The words are the source's; punctuation or capitals are not."""
    WORDS_DIFFER = "words_differ"
    NOT_FOUND = "not_found"
    UNABLE = "unable"
    """There is no text to look in, or nothing to look for."""


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """One quotation against one source."""

    grade: QuoteGrade
    difference: str | None = None
    """Quoted words that the source lacks as [-so-], what it has instead as {+so+}."""
    passage: str | None = None
    """The words of the source around the place, bounded."""
    negation: bool = False
    """A negation was lost or added: the quotation may say the opposite."""
    page: int | None = None
    """Of a source with pages, from 1."""


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


Outcome = Check | ArchiveAnswer | RegistryAnswer


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to ask: a live link, an archive about it, or a registry about an identifier."""

    kind: str
    """"live", or the name of an archive or a registry."""
    lane: str
    """Host, or the name of the archive or registry: what is paced together."""
    target: Target


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one lane may be asked."""

    interval: float
    """Seconds between the starts of two requests."""
    concurrency: int = 1


class Agenda(Protocol):
    """Where the crawler takes its work from: a list in tests, the database's queue in a run."""

    def lanes(self) -> Mapping[str, int]:
        """Every lane that still has work, with how many tasks."""

    def take(self, lane: str, count: int) -> list[Task]:
        """Up to `count` tasks of one lane, each handed out once."""
