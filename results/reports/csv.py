"""The CSV report: a row for each link, and one more for each further finding at it (RFC 4180).

Rules kept here:
- No cell is a formula: one that begins with = + - @, or with white space before one of them, is
  given an apostrophe, which spreadsheets take as "this is text" (OWASP, CSV Injection).
- A link without findings has its row, too; findings of a note or a letter have theirs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from ..model import DocumentReport, Finding, Report
from ..over_time.changes import change_words
from .format import ReportFormat, ReportOptions
from .harmless.encoding import as_text
from .harmless.visible import visible
from .json_checks import moment
from .telling.arrange import LinkView, arrange

COLUMNS = (
    *("path", "line", "column", "page", "note", "url", "verdict", "reason", "status"),
    *("final_url", "archive_url", "archived_at", "checked_at"),
    *("code", "slug", "severity", "message", "suggestion", "change"),
)
_ACTING = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula; the last four are their full-width forms, which some programs fold."""

Cells = tuple[object, ...]


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell a run as CSV, with a line of headings."""
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for told in report.documents():
        for cells in _rows(told, report.run.state):
            rows.writerow([as_text(_cell(each), out) for each in cells])


CSV = ReportFormat("csv", ".csv", write)


def _rows(told: DocumentReport, state: str) -> Iterator[Cells]:
    letter = arrange(told, state)
    changes = change_words(told)
    for finding in letter.findings:
        yield _row(finding, None, changes.get(finding, ""))
    for block in letter.notes:
        for finding in block.findings:
            yield _row(finding, None, changes.get(finding, ""))
        label = block.note.label if block.note else None
        for link in block.links:
            for finding in link.findings:
                yield _row(finding, link, changes.get(finding, ""))
            if not link.findings:
                place = (letter.document.path, link.link.line, link.link.column, link.link.page)
                yield (*place, label, *_link(link), *[None] * 6)
    for finding in told.mended:
        yield _row(finding, None, "mended")


def _row(finding: Finding, link: LinkView | None, change: str) -> Cells:
    place = (finding.path, finding.line, finding.column, finding.page, finding.note)
    about = _link(link) if link else (finding.url, *[None] * 7)
    found = (finding.code, finding.slug, finding.severity.value, finding.message)
    return (*place, *about, *found, finding.suggestion, change)


def _link(view: LinkView) -> Cells:
    check, copy = view.check, view.copy
    exchange = check.exchange if check else None
    answered = exchange is not None and exchange.status is not None
    return (
        *(view.link.url, view.verdict.value, view.reason),
        *((exchange.status, exchange.final_url) if exchange and answered else (None, None)),
        *((copy.url, moment(copy.captured_at)) if copy else (None, None)),
        moment(check.checked_at) if check else None,
    )


def _cell(value: object) -> str:
    """The text of a cell, which no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = visible(str(value))
    return f"'{text}" if text.lstrip().startswith(_ACTING) else text
