"""What we remember and tell: the database, the findings, the reports.

The names below are imported when they are first used, so that a command pays only for what it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .findings import FINDINGS, UnknownFinding, explain, find, findings_page
    from .reports import EXTRACTS, REPORTS, ReportFormat, ReportOptions

__all__ = [
    "EXTRACTS",
    "FINDINGS",
    "REPORTS",
    "ReportFormat",
    "ReportOptions",
    "UnknownFinding",
    "explain",
    "find",
    "findings_page",
]

_HOMES = {
    "EXTRACTS": "reports",
    "FINDINGS": "findings",
    "REPORTS": "reports",
    "ReportFormat": "reports",
    "ReportOptions": "reports",
    "UnknownFinding": "findings",
    "explain": "findings",
    "find": "findings",
    "findings_page": "findings",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
