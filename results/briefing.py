"""Findings letter by letter, without reading the letters again where a report can do without.

Rules kept here:
- What a brief tells is what `documents` tells; it only costs less.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from .model import Brief, Report


@runtime_checkable
class Briefing(Protocol):
    """A report that can tell findings alone."""

    def briefs(self) -> Iterator[Brief]:
        """Document by document, ordered by path."""


def briefs(report: Report) -> Iterator[Brief]:
    """What was found in each document of a report."""
    if isinstance(report, Briefing):
        yield from report.briefs()
        return
    for told in report.documents():
        yield Brief(told.dossier.document.path, told.findings, told.changes)
