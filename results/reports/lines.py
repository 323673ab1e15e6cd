"""Findings as lint lines, `path:line:column: severity CODE message`: for hooks and editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ..model import DocumentReport, Finding
from .format import ReportOptions
from .harmless.visible import visible


def write_lines(documents: Iterable[DocumentReport], out: TextIO, options: ReportOptions) -> None:
    """One line per finding, nothing for a letter without findings."""
    del options
    for told in documents:
        for finding in told.findings:
            out.write(f"{_place(finding)}: {finding.severity} {finding.code} {_said(finding)}\n")


def _place(finding: Finding) -> str:
    numbers = (finding.line, finding.column if finding.line is not None else None)
    return ":".join([visible(finding.path), *(str(n) for n in numbers if n is not None)])


def _said(finding: Finding) -> str:
    return visible(" ".join(finding.message.split()))
