"""One file per report format behind one table, REPORTS.

A new format is a new file and one line here. A format is imported when it is asked for, since a run
is told in one; libraries that it needs (rich, Jinja2) are imported when it writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TypeVar, cast

from .format import Extract, ReportFormat, ReportOptions

__all__ = ["EXTRACTS", "REPORTS", "Extract", "ReportFormat", "ReportOptions"]

_Told = TypeVar("_Told")


class _Table(Mapping[str, _Told]):
    """By name, what a module of this package calls by another one."""

    def __init__(self, homes: Mapping[str, tuple[str, str]]) -> None:
        self._homes = homes

    def __getitem__(self, name: str) -> _Told:
        module, value = self._homes[name]
        return cast(_Told, getattr(import_module(f"{__name__}.{module}"), value))

    def __contains__(self, name: object) -> bool:
        return name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)


REPORTS: Mapping[str, ReportFormat] = _Table(
    {
        "terminal": ("terminal", "TERMINAL"),
        "summary": ("summary", "SUMMARY"),
        "html": ("html", "HTML"),
        "json": ("json", "JSON"),
        "csv": ("csv", "CSV"),
        "markdown": ("markdown", "MARKDOWN"),
        "sarif": ("sarif", "SARIF"),
        "junit": ("junit", "JUNIT"),
        "github": ("github", "GITHUB"),
        "codequality": ("codequality", "CODEQUALITY"),
        "atom": ("atom", "ATOM"),
        "datasette": ("datasette", "DATASETTE"),
    }
)
"""By name: how a run is told."""

EXTRACTS: Mapping[str, Extract] = _Table(
    {
        "table": ("table", "write_table"),
        "json": ("json", "write_extract"),
        "lines": ("lines", "write_lines"),
        "csl-json": ("works.csl", "write_csl_json"),
        "bibtex": ("works.bibtex", "write_bibtex"),
        "ris": ("works.ris", "write_ris"),
    }
)
"""By name: how documents are told that nobody has asked about."""
