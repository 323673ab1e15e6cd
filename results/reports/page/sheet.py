"""What the page shows, put in words: the editor's page without its markup.

Rules kept here:
- Nothing here is HTML; every string is plain text that the template escapes.
- One letter in memory at a time. Only the list of letters, for a run of at most MOST_LISTED, and
  the codes that occurred are kept for the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from checker.model import ALIVE, DEAD, ArchiveAnswer, Verdict
from citations.model import Citation, Name, NoteReference

from ...findings.archives.cited_dates import days_apart
from ...findings.table import FINDINGS
from ...model import Finding, Report, RunInfo, Severity
from ...wording import (
    UNFINISHED,
    VERDICTS,
    VerdictWords,
    archive_sentence,
    copy_words,
    counted,
    decision_words,
    place_of,
    reason_sentence,
    span_of,
    standing_words,
)
from ..format import ReportOptions
from ..harmless.visible import clipped
from ..telling.arrange import LetterView, LinkView, NoteView, arrange
from .chart import charts

MOST_LISTED = 300
"""Letters up to which the page begins with a list of them."""

_AROUND = 600
"""Characters shown on each side of the clause; a sentence can be as long as its file."""
_CLAUSE = 1_200

_TONES: Mapping[Verdict | Severity, str] = {
    **dict.fromkeys(DEAD, "dead"),
    Verdict.UNREACHABLE: "warn",
    Verdict.BLOCKED: "warn",
    Verdict.PAYWALLED: "warn",
    Verdict.MOVED: "info",
    Verdict.OK: "good",
    Verdict.SKIPPED: "none",
    Verdict.UNKNOWN: "none",
    Severity.ERROR: "dead",
    Severity.WARNING: "warn",
    Severity.NOTE: "info",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter."""

    id: str
    word: str
    count: str
    tone: str
    mark: str = ""
    """The class of what it shows; empty for everything."""
    is_verdict: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the list of letters."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class Supports:
    """The sentence that a note supports, with its clause."""

    before: str
    clause: str
    after: str


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """A note on the page."""

    view: NoteView
    name: str
    place: str
    marks: str
    supports: Supports | None
    read_as: str


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A letter on the page."""

    view: LetterView
    name: str
    meta: str
    marks: str
    notes: tuple[NoteSheet, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding in the glossary at the page's end."""

    code: str
    slug: str
    paragraphs: tuple[str, ...]


def sheet(report: Report, options: ReportOptions) -> dict[str, object]:
    """The template's variables."""
    codes: set[str] = set()
    rows = _rows(report)
    line, bars = charts(report)
    return {
        "title": options.title or "Do the sources still stand?",
        "lead": _lead(report),
        "about": _about(report.run),
        "run": report.run,
        "unfinished": UNFINISHED.get(report.run.state, ""),
        "rows": rows,
        "choices": [choice for _, row in rows for choice in row],
        "contents": _contents(report),
        "letters": _letters(report, codes),
        "glossary": lambda: _glossary(codes),
        "since": options.since,
        "line": line,
        "bars": bars,
        "generated_at": day_and_time(options.generated_at) if options.generated_at else "",
    }


def _lead(report: Report) -> str:
    verdicts = report.verdicts()
    total = sum(verdicts.values())
    if not total:
        return "No links were found to check."
    dead = sum(verdicts.get(verdict, 0) for verdict in DEAD)
    alive = sum(verdicts.get(verdict, 0) for verdict in ALIVE)
    rest = total - dead - alive
    lead = (
        f"Of {counted(total, 'link')}, {counted(alive, 'leads', 'lead')} to a page that answers "
        f"and {counted(dead, 'does', 'do')} not"
    )
    return f"{lead}; of {rest:,} it could not be told." if rest else f"{lead}."


def _about(run: RunInfo) -> str:
    parts = [counted(run.documents, "letter"), f"run {run.id}"]
    if run.finished_at is not None:
        parts.append(f"finished {day_and_time(run.finished_at)}")
    else:
        parts.append(f"begun {day_and_time(run.started_at)}")
    return " · ".join((*parts, f"pincite {run.version}"))


def _rows(report: Report) -> list[tuple[str, list[Choice]]]:
    verdicts, severities = report.verdicts(), report.severities()
    everything = Choice("all", "everything", f"{sum(verdicts.values()):,}", "none")
    by_verdict = [
        Choice(verdict, words.word, f"{verdicts[verdict]:,}", _TONES[verdict], mark(verdict), True)
        for verdict, words in VERDICTS.items()
        if verdicts.get(verdict)
    ]
    by_severity = [
        Choice(
            f"finding-{severity}",
            severity if severities[severity] == 1 else f"{severity}s",
            f"{severities[severity]:,}",
            _TONES[severity],
            mark(severity),
        )
        for severity in reversed(Severity)
        if severities.get(severity)
    ]
    rows = [("Links", [everything, *by_verdict])]
    return [*rows, ("Findings", by_severity)] if by_severity else rows


def _contents(report: Report) -> list[Entry]:
    if not 1 < report.run.documents <= MOST_LISTED:
        return []
    return [
        Entry(
            told.dossier.document.title or told.dossier.document.path,
            counted(len(told.findings), "finding"),
        )
        for told in report.documents()
    ]


def _letters(report: Report, codes: set[str]) -> Iterator[LetterSheet]:
    for told in report.documents():
        codes.update(finding.code for finding in told.findings)
        yield _letter(arrange(told, report.run.state))


def _letter(view: LetterView) -> LetterSheet:
    document = view.document
    links = sum(view.verdicts.values())
    meta = [document.path, document.format, *([document.date.iso] if document.date else [])]
    meta += [counted(len(document.notes), "note"), counted(links, "link")]
    return LetterSheet(
        view,
        clipped(document.title or document.path, 300),
        " · ".join(meta),
        _marks(view.verdicts, view.all_findings),
        tuple(_note(note) for note in view.notes),
    )


def _note(view: NoteView) -> NoteSheet:
    note = view.note
    place = []
    if note is not None and note.line is not None:
        place.append(f"line {note.line}")
    if note is not None and note.page is not None:
        place.append(f"page {note.page}")
    cited = len(note.citations) if note else 0
    return NoteSheet(
        view,
        f"Note {note.label}" if note else "In the text",
        ", ".join(place),
        _marks(view.verdicts, view.all_findings),
        _supports(note.reference) if note and note.reference else None,
        f"Read as {counted(cited, 'citation')}",
    )


def _supports(reference: NoteReference) -> Supports:
    before, clause, after = reference.sentence.partition(reference.clause)
    if not clause:
        before, clause, after = "", reference.clause or reference.sentence, ""
    return Supports(
        before if len(before) <= _AROUND else "…" + before[-_AROUND:],
        clause if len(clause) <= _CLAUSE else clause[:_CLAUSE] + "…",
        after if len(after) <= _AROUND else after[:_AROUND] + "…",
    )


def _marks(verdicts: Iterable[Verdict], findings: Iterable[Finding]) -> str:
    severities = {finding.severity for finding in findings}
    return " ".join((*sorted(map(mark, verdicts)), *sorted(map(mark, severities))))


def _glossary(codes: set[str]) -> Iterator[Explained]:
    for code in sorted(codes & FINDINGS.keys()):
        rule = FINDINGS[code]
        paragraphs = (" ".join(text.split()) for text in rule.explanation.strip().split("\n\n"))
        yield Explained(code, rule.slug, tuple(paragraphs))


def mark(value: Verdict | Severity) -> str:
    """The class of what has this verdict, or a finding of this severity."""
    return f"v-{value}" if isinstance(value, Verdict) else f"s-{value}"


def day_and_time(at: datetime) -> str:
    """15 Jan 2026, 12:30 UTC."""
    utc = at.astimezone(UTC) if at.tzinfo else at
    return f"{utc.day} {utc:%b %Y, %H:%M} UTC"


def _is_plain(link: LinkView) -> bool:
    """Whether all that is to be said of the answer fits in one line."""
    if link.verdict is not Verdict.OK or link.decision or link.standing or link.check is None:
        return False
    exchange = link.check.exchange
    return exchange is None or len(exchange.hops) <= 1


def _answer_words(link: LinkView) -> str:
    """What a living page answered, and when."""
    assert link.check is not None
    exchange, evidence = link.check.exchange, link.check.judgement.evidence
    title = exchange.page.title if exchange and exchange.page else None
    status = str(exchange.status) if exchange and exchange.status else ""
    said = [f"HTTP {status}" if status and status not in evidence else "", evidence]
    if title and title not in evidence:
        said.append(f"“{title}”")
    said.append(f"asked {day_and_time(link.check.checked_at)}")
    return " · ".join(each for each in said if each)


def _copy_words(link: LinkView) -> str:
    """The copy's day, how far that is from the cited date, and what is known of it."""
    copy = link.copy
    if copy is None:
        return ""
    parts = [f"{copy.captured_at.day} {copy.captured_at:%b %Y}", copy.archive]
    if link.cited_date:
        days = days_apart(copy.captured_at.date(), link.cited_date)
        parts.append(f"{span_of(days)} from the cited date" if days else "at the cited date")
    return f"({', '.join((*parts, copy_words(copy)))})"


def _citation_words(citation: Citation) -> str:
    """What the grammar read, field by field, without the empty ones."""
    fields = (
        ("", f"{citation.form.replace('_', ' ')} {citation.type.replace('-', ' ')}"),
        ("signal", citation.signal),
        ("by", "; ".join(map(_name, citation.authors))),
        ("title", citation.title),
        ("in", " ".join(part for part in (citation.volume, citation.container) if part)),
        ("at", ", ".join(part for part in (citation.first_page, citation.pincite) if part)),
        ("date", citation.date.raw if citation.date else None),
        ("published by", citation.publisher),
        ("decided by", citation.court),
        ("", ", ".join(f"{each.scheme} {each.value}" for each in citation.identifiers)),
        ("stands for a source of note", citation.antecedent.note if citation.antecedent else None),
    )
    return " · ".join(f"{name} {value}".strip() for name, value in fields if value)


def _name(name: Name) -> str:
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


def _reason_words(link: LinkView) -> str:
    return reason_sentence(link.reason)


def _verdict_words(verdict: Verdict) -> VerdictWords:
    return VERDICTS[verdict]


def _archive_words(answers: Iterable[ArchiveAnswer]) -> str:
    return " ".join(map(archive_sentence, answers))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


FILTERS: Mapping[str, Callable[..., object]] = {
    "answer_words": _answer_words,
    "archive_words": _archive_words,
    "citation_words": _citation_words,
    "copy_words": _copy_words,
    "day_and_time": day_and_time,
    "decision": decision_words,
    "edge": lambda value: f"edge-{_TONES[value]}",
    "is_plain": _is_plain,
    "iso": _iso,
    "mark": mark,
    "place": place_of,
    "reason_words": _reason_words,
    "standing": standing_words,
    "tone": lambda value: f"tone-{_TONES[value]}",
    "verdict_words": _verdict_words,
}
"""What the template may call, by name; none of them returns markup."""
