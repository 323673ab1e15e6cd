"""Small builders for the dossiers that show what a finding is.

They make the examples in each finding's file, which are its tests. Offsets are those of the text
that is given; a letter without text stands in for one whose words do not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Exchange,
    Failure,
    Hop,
    Judgement,
    Request,
    Snapshot,
    SnapshotVerdict,
    Verdict,
)
from citations import canonical_key
from citations.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Document,
    Link,
    LinkForm,
    LinkRole,
    Note,
    NoteKind,
    NoteReference,
    Pairing,
    Span,
)

from ..model import Dossier

ASKED = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
REPORT = "https://city.example/reports/policing"


def reference(label: str, line: int = 1, pairing: Pairing = Pairing.PAIRED) -> NoteReference:
    """A marker at the end of a sentence of its own."""
    sentence = f"The council agreed.{label}"
    here = Span(0, 0)
    return NoteReference(label, here, line, sentence, here, sentence, pairing)


def note(
    label: str,
    text: str = "City Report (2018).",
    *,
    pairing: Pairing = Pairing.PAIRED,
    citations: Sequence[Citation] = (),
    links: Sequence[Link] = (),
) -> Note:
    """A footnote; its ordinal is set by `letter`."""
    marker = None if pairing is Pairing.ORPHAN_NOTE else reference(label)
    here = Span(0, 0)
    return Note(
        NoteKind.FOOTNOTE,
        label,
        1,
        text,
        here,
        here,
        20,
        None,
        pairing,
        marker,
        tuple(citations),
        tuple(links),
    )


def link(
    url: str = REPORT,
    *,
    at: int = 0,
    shown: str | None = None,
    role: LinkRole = LinkRole.SOURCE,
    archive_of: str | None = None,
) -> Link:
    """A link that starts at offset `at`, on line 20."""
    return Link(
        raw=url,
        url=url,
        span=Span(at, at + len(url)),
        line=20,
        column=at + 1,
        form=LinkForm.BARE if shown is None else LinkForm.ANCHOR,
        role=role,
        archive_of=archive_of,
        shown=shown,
        key=canonical_key(url),
    )


def copy_of(url: str, archive_url: str, at: int = 0) -> Link:
    """A cited archive copy."""
    return link(archive_url, at=at, role=LinkRole.ARCHIVE, archive_of=url)


def citation(
    raw: str,
    form: CitationForm = CitationForm.FULL,
    *,
    url: str | None = None,
    date: str | None = None,
    antecedent: Antecedent | None = None,
) -> Citation:
    """A citation; dates are ISO."""
    return Citation(
        raw,
        Span(0, len(raw)),
        form,
        CitationType.WEBPAGE,
        url=url,
        date=DateValue(date, date) if date else None,
        antecedent=antecedent,
    )


def letter(
    *notes: Note,
    references: Sequence[NoteReference] | None = None,
    links: Sequence[Link] = (),
    date: str | None = None,
    text: str = "",
) -> Dossier:
    """A letter in plain text that nobody has asked about yet."""
    numbered = tuple(replace(each, ordinal=number) for number, each in enumerate(notes, 1))
    markers = [each.reference for each in numbered if each.reference is not None]
    document = Document(
        path="letter.txt",
        format="text",
        sha256="0" * 64,
        text=text,
        encoding="utf-8",
        title=None,
        date=DateValue(date, date) if date else None,
        notes=numbered,
        references=tuple(markers if references is None else references),
        citations=(),
        links=tuple(links),
        quotations=(),
    )
    return Dossier(document)


def check(
    url: str = REPORT,
    verdict: Verdict = Verdict.OK,
    reason: str = "ok",
    *,
    final: str | None = None,
    status: int | None = 200,
) -> Check:
    """A link, asked once. `final` is where a redirect led."""
    hops = (Hop(url, status),) if final is None else (Hop(url, 301, final), Hop(final, status))
    asked = verdict not in (Verdict.INVALID, Verdict.SKIPPED, Verdict.UNKNOWN)
    failure = Failure(reason) if status is None else None
    exchange = Exchange(Request(url), status, hops=hops, failure=failure, at=ASKED)
    judgement = Judgement(verdict, reason)
    return Check(canonical_key(url), url, judgement, exchange if asked else None, ASKED)


def check_with(url: str, *headers: tuple[str, str], status: int = 200) -> Check:
    """A link that answered with these headers."""
    found = check(url, status=status)
    assert found.exchange is not None
    return replace(found, exchange=replace(found.exchange, headers=headers))


def answer(
    outcome: ArchiveOutcome, *captured: str, url: str = REPORT, archive: str = "wayback"
) -> ArchiveAnswer:
    """What an archive said; `captured` are ISO days of its copies."""
    snapshots = tuple(
        Snapshot(
            archive,
            f"https://web.archive.org/web/{day.replace('-', '')}120000/{url}",
            datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC),
            original=url,
        )
        for day in captured
    )
    return ArchiveAnswer(canonical_key(url), archive, outcome, snapshots, asked_at=ASKED)


def answer_with(
    *captured: tuple[str, SnapshotVerdict], url: str = REPORT, archive: str = "wayback"
) -> ArchiveAnswer:
    """An archive's copies of some ISO days, as they were judged when they were opened."""
    found = answer(ArchiveOutcome.FOUND, *(day for day, _ in captured), url=url, archive=archive)
    copies = zip(found.snapshots, captured, strict=True)
    return replace(found, snapshots=tuple(replace(s, verdict=v) for s, (_, v) in copies))


def asked(dossier: Dossier, checks: Sequence[Check], *answers: ArchiveAnswer) -> Dossier:
    """The letter with what the web and the archives answered."""
    by_key: dict[str, tuple[ArchiveAnswer, ...]] = {}
    for each in answers:
        by_key[each.key] = (*by_key.get(each.key, ()), each)
    return replace(dossier, checks={each.key: each for each in checks}, answers=by_key)


def one_link(each: Check, *answers: ArchiveAnswer, date: str | None = None) -> Dossier:
    """A letter of one note with one link, asked."""
    cited = citation(f"City, Report, {each.url}.", url=each.url, date=date)
    noted = note("1", cited.raw, citations=[cited], links=[link(each.url)])
    return asked(letter(noted), [each], *answers)
