"""A document and its checks, arranged as an editor reads: letter, notes, links, findings.

Rules kept here:
- Every finding stands in exactly one place: at its link, else at its note, else at the letter.
- A link without a check is unknown; nothing is made up for it.
- This holds one document; nothing in it is text for one format only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.model import ArchiveAnswer, Check, Snapshot, Verdict
from citations import cited_date
from citations.model import Document, Link, Note

from ...findings.archives.cited_dates import copy_to_show
from ...model import Decision, DocumentReport, Dossier, Finding, Severity
from ...over_time.changes import change_words
from ...over_time.strikes import Standing
from ...wording import NOT_ASKED, not_asked
from .registered import Registered, registered_of
from .said import Said, said_of


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link where it stands."""

    link: Link
    check: Check | None
    verdict: Verdict
    reason: str
    """The judgement's reason; that of the run's end for a link without a check."""
    copy: Snapshot | None
    """The copy that a reader should be shown."""
    cited_date: str | None
    """ISO date that the copy should be near to."""
    answers: tuple[ArchiveAnswer, ...]
    findings: tuple[Finding, ...]
    said: Said | None = None
    """What the page says of the citations that lead to it."""
    standing: Standing | None = None
    """How long it has failed."""
    decision: Decision | None = None
    """What a person judged."""

    @property
    def archives_without(self) -> tuple[ArchiveAnswer, ...]:
        """What the archives said, for a link of which none has a copy that can be shown."""
        return self.answers if self.copy is None else ()


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note, or the running text (`note` is None)."""

    note: Note | None
    links: tuple[LinkView, ...]
    findings: tuple[Finding, ...]
    """Those of the note itself."""
    registered: tuple[Registered, ...] = ()
    """What registries said of the works that it cites."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the note and of its links."""
        return (*self.findings, *(each for link in self.links for each in link.findings))

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """Of its links."""
        return frozenset(link.verdict for link in self.links)

    @property
    def is_left_out(self) -> bool:
        """Whether it has links, the run asked for none of them, and nothing else is told of it."""
        asked = any(link.reason != NOT_ASKED for link in self.links)
        return bool(self.links) and not (asked or self.registered or self.all_findings)


@dataclass(frozen=True, slots=True)
class LetterView:
    """A document with everything in its place."""

    document: Document
    notes: tuple[NoteView, ...]
    """The running text first, where it has links or names works; then every note in order."""
    findings: tuple[Finding, ...]
    """Those that belong to no note."""
    changes: Mapping[Finding, str] = field(default_factory=dict)
    """`new`, `changed` or `still`; empty where no earlier run was compared."""
    mended: tuple[Finding, ...] = ()
    """Findings of that run which are no more."""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding of the letter."""
        return (*self.findings, *(each for note in self.notes for each in note.all_findings))

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How many links there are of each verdict; a link counts each time it is cited."""
        return Counter(link.verdict for note in self.notes for link in note.links)


def arrange(told: DocumentReport, state: str = "finished") -> LetterView:
    """Put the checks and findings of one document in their places.

    Args:
        state: the run's: it tells why a link has no check.
    """
    document = told.dossier.document
    places = _place(document, told.findings)
    blocks: list[tuple[Note | None, tuple[Link, ...]]] = []
    registered = registered_of(told.dossier)
    if document.links or registered.get(None):
        blocks.append((None, document.links))
    blocks.extend((note, note.links) for note in document.notes)
    notes = tuple(
        NoteView(
            note,
            tuple(_view(told.dossier, note, link, places, state) for link in links),
            tuple(places.notes.get(note.ordinal, ())) if note else (),
            registered.get(note.ordinal if note else None, ()),
        )
        for note, links in blocks
    )
    return LetterView(document, notes, tuple(places.rest), change_words(told), told.mended)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity; None where there is no finding."""
    return max((finding.severity for finding in findings), default=None)


_LinkKey = tuple[str | None, str | None, int | None, int | None]
"""Label of the note, URL, line, column."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Findings by where they stand."""

    links: dict[_LinkKey, list[Finding]]
    notes: dict[int, list[Finding]]
    """By the note's ordinal."""
    rest: list[Finding]


def _place(document: Document, findings: Iterable[Finding]) -> _Places:
    places = _Places({}, {}, [])
    links = {_key(note, link) for note, link in document.all_links()}
    owners: dict[str, list[Note]] = {}
    for note in document.notes:
        owners.setdefault(note.label, []).append(note)
    for finding in findings:
        key = (finding.note, finding.url, finding.line, finding.column)
        if key in links:
            places.links.setdefault(key, []).append(finding)
        elif finding.note in owners:
            owner = _owner(owners[finding.note], finding.line)
            places.notes.setdefault(owner.ordinal, []).append(finding)
        else:
            places.rest.append(finding)
    return places


def _key(note: Note | None, link: Link) -> _LinkKey:
    return (note.label if note else None, link.url, link.line, link.column)


def _owner(notes: list[Note], line: int | None) -> Note:
    """Of several notes with one label, the last that begins at or before the line."""
    if line is None:
        return notes[0]
    before = [note for note in notes if note.line is not None and note.line <= line]
    return before[-1] if before else notes[0]


def _view(dossier: Dossier, note: Note | None, link: Link, places: _Places, state: str) -> LinkView:
    check = dossier.checks.get(link.key)
    answers = dossier.answers.get(link.key, ())
    date = cited_date(dossier.document, note, link)
    return LinkView(
        link=link,
        check=check,
        verdict=check.judgement.verdict if check else Verdict.UNKNOWN,
        reason=check.judgement.reason if check else not_asked(state),
        copy=copy_to_show(answers, date),
        cited_date=date,
        answers=answers,
        findings=tuple(places.links.pop(_key(note, link), ())),
        standing=dossier.standings.get(link.key),
        decision=dossier.decisions.get(link.key),
        said=said_of(dossier, note, link),
    )
