"""A run in memory: letters written for the tests, checked by nobody, so that reports can be tested
without a store and without a web."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Exchange,
    Failure,
    Hop,
    Judgement,
    Page,
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
    Identifier,
    Link,
    LinkForm,
    LinkRole,
    Name,
    Note,
    NoteKind,
    NoteReference,
    Pairing,
    Parenthetical,
    ParentheticalKind,
    Quotation,
    Span,
)
from results import find
from results.model import DocumentReport, Dossier, Finding, Report, RunInfo, Severity

ASKED = datetime(2026, 1, 15, 12, 30, tzinfo=UTC)

RUN = RunInfo(
    id=7,
    command="check",
    version="0.1.0",
    started_at=ASKED,
    finished_at=datetime(2026, 1, 15, 12, 34, 5, tzinfo=UTC),
    state="finished",
    documents=1,
    links=0,
)


@dataclass(frozen=True)
class MemoryReport:
    """The Report protocol over documents in memory."""

    told: tuple[DocumentReport, ...]
    run: RunInfo = RUN

    def documents(self) -> Iterator[DocumentReport]:
        return iter(self.told)

    def verdicts(self) -> Mapping[Verdict, int]:
        found: dict[str, Verdict] = {}
        for each in self.told:
            for _, link in each.dossier.document.all_links():
                check = each.dossier.checks.get(link.key)
                found[link.key] = check.judgement.verdict if check else Verdict.UNKNOWN
        return Counter(found.values())

    def severities(self) -> Mapping[Severity, int]:
        return Counter(finding.severity for each in self.told for finding in each.findings)


_report: type[Report] = MemoryReport


def report(*dossiers: Dossier, run: RunInfo = RUN) -> MemoryReport:
    """A run over these letters, with the findings that they give."""
    told = tuple(DocumentReport(dossier, find(dossier)) for dossier in dossiers)
    links = {link.key for each in dossiers for _, link in each.document.all_links()}
    return MemoryReport(told, replace(run, documents=len(told), links=len(links)))


def with_findings(dossier: Dossier, *findings: Finding) -> MemoryReport:
    """A run whose findings are given."""
    return MemoryReport((DocumentReport(dossier, findings),))


@dataclass(frozen=True)
class Cited:
    """One source of a letter, and what was found out about it."""

    sentence: str
    clause: str
    before: str
    """The note's words before the URL."""
    url: str
    verdict: Verdict = Verdict.OK
    reason: str = "ok"
    evidence: str = ""
    status: int | None = 200
    final: str | None = None
    page_title: str | None = None
    date: str | None = None
    archive: ArchiveOutcome | None = None
    copied: str | None = None
    asked: bool = True
    archive_copy: str | None = None
    """A copy that the note cites in a bracket."""


def letter(path: str, title: str, sources: Sequence[Cited], *, date: str = "2021-07-22") -> Dossier:
    """A letter in plain text with one note per source."""
    notes: list[Note] = []
    checks: dict[str, Check] = {}
    answers: dict[str, tuple[ArchiveAnswer, ...]] = {}
    offset = 0
    for number, source in enumerate(sources, 1):
        note, offset = _note(number, source, offset)
        notes.append(note)
        for link in note.links:
            if source.asked:
                checks[link.key] = _check(source, link)
        if source.archive is not None:
            answers[note.links[0].key] = (_answer(source),)
    document = Document(
        path=path,
        format="text",
        sha256="ab" * 32,
        text="",
        encoding="utf-8",
        title=title,
        date=DateValue(date, date),
        notes=tuple(notes),
        references=tuple(note.reference for note in notes if note.reference),
        citations=(),
        links=(),
        quotations=(),
    )
    return Dossier(document, checks, answers)


def _note(number: int, source: Cited, offset: int) -> tuple[Note, int]:
    line = 40 + number
    ending = f" [{source.archive_copy}]." if source.archive_copy else "."
    text = f"{source.before} {source.url}{ending}"
    start = offset + len(source.before) + 1
    links = [_link(source.url, start, line, len(source.before) + 5)]
    if source.archive_copy:
        at = start + len(source.url) + 2
        copy = _link(source.archive_copy, at, line, at - offset + 5)
        links.append(replace(copy, role=LinkRole.ARCHIVE, archive_of=source.url))
    cited = Citation(
        raw=text,
        span=Span(offset, offset + len(text)),
        form=CitationForm.FULL,
        type=CitationType.WEBPAGE,
        signal="See",
        authors=(Name(literal="City Council"), Name("Ortiz", "Ana")),
        title=source.before,
        date=DateValue(source.date, source.date) if source.date else None,
        url=source.url,
        parentheticals=(Parenthetical("(so)", ParentheticalKind.EXPLANATORY, "so"),),
        identifiers=(Identifier("doi", "10.1000/182"),),
    )
    marker = NoteReference(
        label=str(number),
        span=Span(offset, offset + 1),
        line=number,
        sentence=source.sentence,
        sentence_span=Span(offset, offset + 1),
        clause=source.clause,
        pairing=Pairing.PAIRED,
    )
    note = Note(
        kind=NoteKind.FOOTNOTE,
        label=str(number),
        ordinal=number,
        text=text,
        span=Span(offset, offset + len(text)),
        label_span=Span(offset, offset),
        line=line,
        page=None,
        pairing=Pairing.PAIRED,
        reference=marker,
        citations=(cited,),
        links=tuple(links),
        quotations=(Quotation("“so”", Span(offset, offset + 4), ("so",), citation=0),),
    )
    return note, offset + len(text) + 1


def _link(url: str, at: int, line: int, column: int) -> Link:
    return Link(
        raw=url,
        url=url,
        span=Span(at, at + len(url)),
        line=line,
        column=column,
        form=LinkForm.BARE,
        key=canonical_key(url),
    )


def _check(source: Cited, link: Link) -> Check:
    if link.role is LinkRole.ARCHIVE:
        source = Cited("", "", "", link.url)
    hops = [Hop(source.url, source.status, address="192.0.2.7", elapsed=0.2)]
    if source.final:
        hops = [
            Hop(source.url, 301, source.final, "192.0.2.7", 0.1),
            Hop(source.final, source.status, None, "192.0.2.8", 0.1),
        ]
    exchange = Exchange(
        request=Request(source.url),
        status=source.status,
        hops=tuple(hops),
        failure=Failure(source.reason) if source.status is None else None,
        page=Page(title=source.page_title) if source.page_title else None,
        at=ASKED,
    )
    asked = source.verdict not in (Verdict.UNKNOWN, Verdict.SKIPPED, Verdict.INVALID)
    return Check(
        key=link.key,
        url=link.url,
        judgement=Judgement(source.verdict, source.reason, source.evidence),
        exchange=exchange if asked else None,
        checked_at=ASKED,
    )


def _answer(source: Cited) -> ArchiveAnswer:
    assert source.archive is not None
    snapshots: tuple[Snapshot, ...] = ()
    if source.copied:
        captured = datetime.fromisoformat(source.copied).replace(tzinfo=UTC)
        stamp = f"{captured:%Y%m%d%H%M%S}"
        snapshots = (
            Snapshot(
                "wayback",
                f"https://web.archive.org/web/{stamp}/{source.url}",
                captured,
                SnapshotVerdict.UNVERIFIED,
                source.url,
            ),
        )
    return ArchiveAnswer(
        canonical_key(source.url), "wayback", source.archive, snapshots, asked_at=ASKED
    )


_SAFETY = "Cities are safer when people trust the police,"
_HEALTH = "and fewer people avoid the clinic."
_BOTH = f"{_SAFETY}¹ {_HEALTH}²"

EVERY_VERDICT = letter(
    "letters/coalition.txt",
    "A letter on trust and public safety",
    [
        Cited(
            _BOTH, _SAFETY, "Ana Ortiz, Trust and Reporting (2018), available at",
            "https://city.example/reports/trust-and-reporting",
            page_title="Trust and Reporting | City of Example", date="2018-03-04",
            archive=ArchiveOutcome.FOUND, copied="2018-03-20",
        ),
        Cited(
            _BOTH, _HEALTH, "Health Dep’t, Clinic Visits 2 (2019),",
            "https://health.example/data/clinic-visits.pdf",
            Verdict.GONE, "not-found", "HTTP 404 Not Found", 404, date="2019",
            archive=ArchiveOutcome.FOUND, copied="2019-06-11",
        ),
        Cited(
            "The court said so in 2011.³", "The court said so in 2011.",
            "Example Courts, Opinions of 2011,", "https://courts.example/2011/opinion-17",
            Verdict.GONE, "dns-no-such-host", "courts.example: no such host", None, date="2011",
            archive=ArchiveOutcome.ABSENT,
        ),
        Cited(
            "Papers reported it.⁴", "Papers reported it.", "Daily Example (Jan. 5, 2020),",
            "https://daily.example/2020/01/05/council",
            Verdict.SOFT_404, "not-found-page", "title: “Page not found”", 200,
            page_title="Page not found – Daily Example", date="2020-01-05",
            archive=ArchiveOutcome.FOUND, copied="2023-09-01",
        ),
        Cited(
            "A foundation paid.⁵", "A foundation paid.", "Example Foundation, Grants,",
            "https://foundation.example/grants", Verdict.PARKED, "domain-for-sale",
            "“This domain is for sale”", archive=ArchiveOutcome.UNANSWERED,
        ),
        Cited(
            "The agency has a page.⁶", "The agency has a page.", "Agency, Secure Programs,",
            "http://agency.example/secure", Verdict.MOVED, "moved-permanently", "", 200,
            final="https://www.agency.example/programs/secure", page_title="Secure Programs",
            archive=ArchiveOutcome.FOUND, copied="2021-08-01",
        ),
        Cited(
            "Its order stands.⁷", "Its order stands.", "Agency, Order 7,",
            "http://orders.example/7", Verdict.MOVED, "moved-to-https", "", 200,
            final="https://orders.example/7", archive=ArchiveOutcome.FOUND, copied="2021-05-01",
        ),
        Cited(
            "A journal asked.⁸", "A journal asked.", "15 Example L. Rev. 255 (2018),",
            "https://journal.example/15/255", Verdict.BLOCKED, "bot-wall",
            "cf-mitigated: challenge", 403, date="2018", archive=ArchiveOutcome.BLOCKED,
        ),
        Cited(
            "Another did, too.⁹", "Another did, too.", "Example Times (2019),",
            "https://times.example/2019/report", Verdict.PAYWALLED, "login-page",
            "", 401, date="2019", archive=ArchiveOutcome.ABSENT,
        ),
        Cited(
            "Slow are the mills.¹⁰", "Slow are the mills.", "Example Archive,",
            "https://slow.example/", Verdict.UNREACHABLE, "read-timeout", "20 s", None,
            archive=ArchiveOutcome.ABSENT,
        ),
        Cited(
            "A certificate lapsed.¹¹", "A certificate lapsed.", "Example Registry,",
            "https://registry.example/11", Verdict.UNREACHABLE, "tls-expired",
            "certificate has expired", None,
        ),
        Cited(
            "Here the tool stopped.¹²", "Here the tool stopped.", "Example Hall,",
            "https://hall.example/12", Verdict.UNKNOWN, "offline", "", None,
        ),
        Cited(
            "A staff page.¹³", "A staff page.", "Staff,", "https://intranet.example/13",
            Verdict.SKIPPED, "private-address", "10.0.0.7", None,
        ),
        Cited(
            "A slip of the pen.¹⁴", "A slip of the pen.", "Slip,", "https://broken_host/14",
            Verdict.INVALID, "invalid-url", "", None,
        ),
        Cited(
            "Kept twice.¹⁵", "Kept twice.", "Example Report (2017),",
            "https://kept.example/report", Verdict.GONE, "gone-410", "HTTP 410 Gone", 410,
            date="2017", archive=ArchiveOutcome.FOUND, copied="2017-02-03",
            archive_copy="https://perma.cc/AB12-CD34",
        ),
    ],
)  # fmt: skip
"""One note for each verdict, and the reasons that matter most."""

CLEAN = letter(
    "letters/clean.txt",
    "A short letter without faults",
    [
        Cited(
            "All is well.¹",
            "All is well.",
            "Example, Well,",
            "https://well.example/",
            page_title="Well",
        )
    ],
)


def dangling() -> Dossier:
    """A letter with findings of the notes themselves: an orphan marker, a dangling Id."""
    dossier = CLEAN
    (note,) = dossier.document.notes
    assert note.reference is not None
    orphan = replace(note.reference, label="9", pairing=Pairing.ORPHAN_REFERENCE, line=3)
    ident = Citation("Id. at 4.", Span(0, 9), CitationForm.ID, CitationType.DOCUMENT)
    tied = replace(ident, antecedent=Antecedent("1", 0))
    second = replace(
        note, label="2", ordinal=2, text="Id. at 4.", line=50, links=(), citations=(ident, tied)
    )
    document = replace(dossier.document, notes=(note, second), references=(note.reference, orphan))
    return replace(dossier, document=document)
