"""One file per report format behind one table, REPORTS.

A new format is a new file and one line here. Libraries that a format needs (rich, Jinja2) are
imported when it writes, not when it is named.
"""

from __future__ import annotations

from collections.abc import Mapping

from .atom import ATOM
from .bibtex import write_bibtex
from .codequality import CODEQUALITY
from .csl import write_csl_json
from .csv import CSV
from .datasette import DATASETTE
from .format import Extract, ReportFormat, ReportOptions
from .github import GITHUB
from .html import HTML
from .json import JSON
from .json import write_extract as write_json
from .junit import JUNIT
from .lines import write_lines
from .markdown import MARKDOWN
from .ris import write_ris
from .sarif import SARIF
from .summary import SUMMARY
from .table import write_table
from .terminal import TERMINAL

__all__ = ["EXTRACTS", "REPORTS", "Extract", "ReportFormat", "ReportOptions"]

REPORTS: Mapping[str, ReportFormat] = {
    each.name: each
    for each in (
        TERMINAL,
        SUMMARY,
        HTML,
        JSON,
        CSV,
        MARKDOWN,
        SARIF,
        JUNIT,
        GITHUB,
        CODEQUALITY,
        ATOM,
        DATASETTE,
    )
}
"""By name: how a run is told."""

EXTRACTS: Mapping[str, Extract] = {
    "table": write_table,
    "json": write_json,
    "lines": write_lines,
    "csl-json": write_csl_json,
    "bibtex": write_bibtex,
    "ris": write_ris,
}
"""By name: how documents are told that nobody has asked about."""
