"""The JSON contract, `format_version` 1, for programs.

Rules kept here:
- schema/pincite-report-1.schema.json describes it, and tests hold every output against it. A key
  never changes its meaning within a format version; new keys come with a new schema.
- Streamed: one document in memory at a time, one JSON value as a whole.
- A lookup that failed is told as `lookup_failed`, a link that nobody asked as `unknown`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from citations.model import (
    Citation,
    DateValue,
    Document,
    Link,
    Name,
    Note,
    NoteReference,
    Quotation,
    Span,
)

from ..model import DocumentReport, Finding, Report, RunInfo
from ..rows.values import encoder
from .format import ReportFormat, ReportOptions
from .harmless.encoding import is_utf8
from .json_checks import Value, checks, moment
from .telling.registered import registered_values

FORMAT_VERSION = 1


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """The `check` form: the run, and every document with its checks."""
    run = report.run
    documents = (
        {
            **document_value(told),
            "checks": list(checks(told.dossier, run.state)),
            "registered": list(registered_values(told.dossier)),
            **_changes(told),
        }
        for told in report.documents()
    )
    _write({"run": run_value(run)}, documents, out)


def write_extract(documents: Iterable[DocumentReport], out: TextIO, options: ReportOptions) -> None:
    """The `extract` form: what the documents say."""
    _write({}, map(document_value, documents), out)


JSON = ReportFormat("json", ".json", write)


def _write(head: Value, documents: Iterable[Value], out: TextIO) -> None:
    """One document at a time, each of its notes, checks and findings on a line of its own.

    To indent all of it would take half of a report's time: Python's fast encoder cannot.
    """
    text = Encoder(out, indent=None)
    opening = Encoder(out)({"format_version": FORMAT_VERSION, **head}).removesuffix("\n}")
    out.write(opening + ',\n  "documents": [')
    comma = "\n    "
    for document in documents:
        members = (f"{text(name)}: {_lines(value, text)}" for name, value in document.items())
        out.write(comma + "{\n      " + ",\n      ".join(members) + "\n    }")
        comma = ",\n    "
    out.write("\n  ]\n}\n" if comma.startswith(",") else "]\n}\n")


def _lines(value: object, text: Encoder) -> str:
    """A list with one line for each of its items; any other value on one line."""
    if not isinstance(value, list) or not value:
        return text(value)
    return "[\n        " + ",\n        ".join(map(text, value)) + "\n      ]"


class Encoder:
    """JSON text that `out` can write: readable in UTF-8, escaped for anything else."""

    def __init__(self, out: TextIO, indent: int | None = 2) -> None:
        self._ascii = not is_utf8(out)
        indented = json.JSONEncoder(indent=indent, ensure_ascii=self._ascii).encode
        self._encode = encoder(self._ascii) if indent is None else indented

    def __call__(self, value: object) -> str:
        """The text of one value."""
        text = self._encode(value)
        if self._ascii or text.isascii():
            return text
        # Undecodable bytes of a file name are lone surrogates; UTF-8 has no place for them.
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


def run_value(run: RunInfo) -> Value:
    """The run."""
    return {
        "id": run.id,
        "command": run.command,
        "version": run.version,
        "started_at": moment(run.started_at),
        "finished_at": moment(run.finished_at),
        "state": run.state,
        "documents": run.documents,
        "links": run.links,
        "resumed": run.resumed,
    }


def document_value(told: DocumentReport) -> Value:
    """What one document says, with its findings."""
    document = told.dossier.document
    return {
        "path": document.path,
        "format": document.format,
        "sha256": document.sha256,
        "title": document.title,
        "date": _date(document.date),
        "notes": [_note(note) for note in document.notes],
        "body": _parts(document),
        "findings": [_finding(finding) for finding in told.findings],
    }


def _note(note: Note) -> Value:
    return {
        "kind": note.kind,
        "label": note.label,
        "ordinal": note.ordinal,
        "text": note.text,
        "span": _span(note.span),
        "line": note.line,
        "page": note.page,
        "pairing": note.pairing,
        "reference": _reference(note.reference) if note.reference else None,
        **_parts(note),
    }


def _parts(where: Note | Document) -> Value:
    return {
        "citations": [_citation(each) for each in where.citations],
        "links": [_link(each) for each in where.links],
        "quotations": [_quotation(each) for each in where.quotations],
    }


def _reference(reference: NoteReference) -> Value:
    return {
        "span": _span(reference.span),
        "line": reference.line,
        "sentence": reference.sentence,
        "clause": reference.clause,
    }


def _citation(citation: Citation) -> Value:
    antecedent = citation.antecedent
    return {
        "raw": citation.raw,
        "span": _span(citation.span),
        "form": citation.form,
        "type": citation.type,
        "signal": citation.signal,
        "authors": [_name(name) for name in citation.authors],
        "title": citation.title,
        "container": citation.container,
        "volume": citation.volume,
        "first_page": citation.first_page,
        "pincite": citation.pincite,
        "date": _date(citation.date),
        "publisher": citation.publisher,
        "url": citation.url,
        "parentheticals": [
            {"raw": each.raw, "kind": each.kind, "text": each.text}
            for each in citation.parentheticals
        ],
        "identifiers": [
            {"scheme": each.scheme, "value": each.value} for each in citation.identifiers
        ],
        "antecedent": (
            {"note": antecedent.note, "index": antecedent.index} if antecedent else None
        ),
        "court": citation.court,
    }


def _name(name: Name) -> Value:
    if name.literal is not None:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def _link(link: Link) -> Value:
    return {
        "raw": link.raw,
        "url": link.url,
        "span": _span(link.span),
        "line": link.line,
        "column": link.column,
        "form": link.form,
        "role": link.role,
        "archive_of": link.archive_of,
        "shown": link.shown,
    }


def _quotation(quotation: Quotation) -> Value:
    return {
        "raw": quotation.raw,
        "span": _span(quotation.span),
        "segments": list(quotation.segments),
        "alterations": [{"kind": each.kind, "raw": each.raw} for each in quotation.alterations],
        "citation": quotation.citation,
        "verify": quotation.verify,
    }


def _finding(finding: Finding) -> Value:
    return {
        "code": finding.code,
        "slug": finding.slug,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "note": finding.note,
        "url": finding.url,
        "suggestion": finding.suggestion,
        "page": finding.page,
    }


def _changes(told: DocumentReport) -> Value:
    """What became of the findings, where an earlier run was compared."""
    if told.changes is None:
        return {}
    changes = [
        {
            "change": each.kind,
            "finding": _finding(each.finding),
            "before": _finding(each.before) if each.before else None,
        }
        for each in told.changes
    ]
    return {"changes": changes}


def _span(span: Span) -> Value:
    return {"start": span.start, "end": span.end}


def _date(date: DateValue | None) -> Value | None:
    return {"raw": date.raw, "iso": date.iso} if date else None
