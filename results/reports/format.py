"""What a report format is.

Rules kept here:
- A report writes document by document; nothing it keeps grows with the run.
- What it prints of letters and of the web passes through `visible` or an escaper that it cannot
  forget (JSON's own, the template's).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from ..model import DocumentReport, Report


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is shown. The defaults are for a file or a pipe."""

    width: int | None = None
    """Columns of the terminal; None where no person is looking: nothing is wrapped then."""
    color: bool = False
    title: str | None = None
    """Heading of the page; the default says what it is."""
    generated_at: datetime | None = None
    """Printed where given; without it the same run always gives the same bytes."""
    since: str = ""
    """With what the run is compared (`run 3 of 31 Jan 2026`), where only changes are told."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One way of telling a run."""

    name: str
    suffix: str
    """With its dot; `--output report.html` chooses the format by it."""
    write: Callable[[Report, TextIO, ReportOptions], None]


Extract = Callable[[Iterable[DocumentReport], TextIO, ReportOptions], None]
"""Tells documents that nobody has asked about: `pincite extract`."""
