"""What we found and tell, as frozen values.

Rules kept here:
- A finding has a code that never changes its meaning, a place in the document and one plain
  sentence.
- A report is built from the database alone; it is never longer in memory than one document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from checker.model import (
    ArchiveAnswer,
    Check,
    Drift,
    FieldMatches,
    QuoteMatch,
    RegistryAnswer,
    Verdict,
)
from citations.model import Document

from .over_time.strikes import Standing


class StoreError(Exception):
    """The database cannot be used. The message is one line."""


class StoreDamaged(StoreError):
    """The database holds something that no pincite wrote."""


class StoreLocked(StoreError):
    """Another process held the database longer than we wait."""


class StoreTooNew(StoreError):
    """The database was written by a newer pincite."""


class NotAStore(StoreError):
    """The file is no SQLite database, or not one of ours."""


class Severity(StrEnum):
    """How much an editor should care. Compares by weight: note < warning < error."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def weight(self) -> int:
        """0, 1, 2."""
        return ("note", "warning", "error").index(self.value)

    # All four, since str brings alphabetical ones of its own.
    def __lt__(self, other: str) -> bool:
        return self.weight < Severity(other).weight

    def __le__(self, other: str) -> bool:
        return self.weight <= Severity(other).weight

    def __gt__(self, other: str) -> bool:
        return self.weight > Severity(other).weight

    def __ge__(self, other: str) -> bool:
        return self.weight >= Severity(other).weight


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know."""

    code: str
    """PC101 … PC599."""
    slug: str
    severity: Severity
    message: str
    path: str
    line: int | None = None
    column: int | None = None
    note: str | None = None
    """The note's label."""
    url: str | None = None
    suggestion: str | None = None
    page: int | None = None
    """Of a PDF, from 1."""

    @property
    def about(self) -> str | None:
        """The URL, where the message does not give it."""
        return self.url if self.url and self.url not in self.message else None

    @property
    def advice(self) -> str | None:
        """The suggestion, where the message does not give it."""
        found = self.suggestion
        return found if found and found not in self.message else None


class ChangeKind(StrEnum):
    """What became of a finding from one run to a later one."""

    NEW = "new"
    CHANGED = "changed"
    """The same trouble, told otherwise: another severity, message or suggestion."""
    STILL = "still"
    MENDED = "mended"
    UNASKED = "unasked"
    """The later run did not ask what it takes to tell, or was not to tell it: an ignore rule, a
    person's word, a finding turned off."""


@dataclass(frozen=True, slots=True)
class Change:
    """One finding in two runs."""

    kind: ChangeKind
    finding: Finding
    """As the later run found it; as the earlier one did where the later one did not."""
    before: Finding | None = None
    """As the earlier run found it."""


@dataclass(frozen=True, slots=True)
class CopyRead:
    """An archive's copy that was read in a page's stead, or beside it."""

    url: str
    captured_at: datetime | None = None
    """None for a copy that the letter cites by its address alone."""


@dataclass(frozen=True, slots=True)
class CitedFields:
    """A citation's title, authors and date against one of the pages that it leads to."""

    note: int | None
    """Ordinal of the note that cites; None for the running text."""
    citation: int
    """Its place there, from 0."""
    key: str
    """Link.key of the page."""
    matches: FieldMatches
    copy: CopyRead | None = None
    """The copy of the page that was looked in; None for the page itself."""


@dataclass(frozen=True, slots=True)
class CitedWords:
    """A quotation against one of the pages that it may come from."""

    note: int | None
    """Ordinal of the note in which it stands; None for the running text."""
    quotation: int
    """Its place there, from 0."""
    cited_by: int | None
    """Ordinal of the note whose link the page is; None for the running text."""
    key: str
    match: QuoteMatch
    copy: CopyRead | None = None
    """The copy of the page that was looked in; None for the page itself."""
    misplaced: str | None = None
    """The pincite, where the words stand on another page of the document than it says."""


@dataclass(frozen=True, slots=True)
class PageDrift:
    """A living page beside its copy nearest to the cited date."""

    key: str
    """Link.key of the page."""
    copy: CopyRead
    drift: Drift


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say of the citations: results.weigh gives it."""

    fields: tuple[CitedFields, ...] = ()
    words: tuple[CitedWords, ...] = ()
    drifts: tuple[PageDrift, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a link."""

    url: str
    word: str
    """alive or dead"""
    until: date
    """The last day on which it counts."""
    why: str
    made_at: datetime | None = None
    """None for now."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known about one document: what findings are judged on."""

    document: Document
    checks: Mapping[str, Check] = field(default_factory=dict)
    """By Link.key. Empty when nothing was asked (extract, offline)."""
    answers: Mapping[str, tuple[ArchiveAnswer, ...]] = field(default_factory=dict)
    """By Link.key: one per archive that was asked."""
    evidence: Evidence = field(default_factory=Evidence)
    """What the pages say of the citations, as far as they were compared."""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By Link.key, how long failing links have failed."""
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    """By Link.key, what people judged of links and still counts."""
    registrations: Mapping[str, tuple[RegistryAnswer, ...]] = field(default_factory=dict)
    """By scheme and value of an identifier ("doi:10.1000/182"): one per registry that was asked."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """A dossier with what was found in it."""

    dossier: Dossier
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] | None = None
    """What became of the findings since an earlier run; None where none was compared."""

    @property
    def mended(self) -> tuple[Finding, ...]:
        """Findings of the earlier run that are no more."""
        return tuple(each.finding for each in self.changes or () if each.kind is ChangeKind.MENDED)


@dataclass(frozen=True, slots=True)
class Brief:
    """What was found in a document, without the document: for reports that tell no more."""

    path: str
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] | None = None
    """As in DocumentReport."""

    @property
    def mended(self) -> tuple[Finding, ...]:
        """Findings of the earlier run that are no more."""
        return tuple(each.finding for each in self.changes or () if each.kind is ChangeKind.MENDED)


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run is about to do, told to the store before it begins."""

    command: str
    """check or audit."""
    fingerprint: str
    """Equal fingerprints are the same work: the same letters, the same questions."""
    version: str
    """Of pincite."""
    settings_json: str = "{}"
    """What was set, to be read again with the run."""
    kinds: tuple[tuple[str, str | None], ...] = ()
    """Every kind of task with its lane; None where the host is the lane."""
    paths: tuple[str, ...] = ()
    """What the command was asked with; none for all that the database knows."""
    resume_within: timedelta = timedelta(days=1)
    """A run that stopped longer ago is begun anew: its answers are no longer today's."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run of check or audit."""

    id: int
    command: str
    version: str
    started_at: datetime
    finished_at: datetime | None
    state: str
    """running, finished, interrupted, offline"""
    documents: int
    links: int
    resumed: int = 0
    """How often it was taken up again."""


@dataclass(frozen=True, slots=True)
class PastCheck:
    """A link as it was found once."""

    run: int
    checked_at: datetime
    verdict: Verdict
    reason: str
    status: int | None
    final_url: str | None
    evidence: str
    turned: bool
    """Whether the verdict differs from that of the check before."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """Where a link stands in the newest reading of a letter."""

    path: str
    note: str | None
    line: int | None
    page: int | None
    departed: str | None = None
    """Why audits leave the letter out: missing or forgotten; None where they do not."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that happened to a link."""

    url: str
    checks: tuple[PastCheck, ...]
    """The oldest first."""
    cited: tuple[CitedPlace, ...]


class Report(Protocol):
    """A run, told document by document.

    `documents` may be called again and again; each pass reads the store anew, so memory holds one
    document at a time. `verdicts` and `severities` are summaries that the store counts itself.
    """

    @property
    def run(self) -> RunInfo:
        """The run that is told."""

    def documents(self) -> Iterator[DocumentReport]:
        """Document by document, ordered by path."""

    def verdicts(self) -> Mapping[Verdict, int]:
        """Distinct links by verdict; those without a check count as unknown."""

    def severities(self) -> Mapping[Severity, int]:
        """Findings by severity."""
