"""What we remember and tell: the database, the findings, the reports.

The names below are imported when they are first used, so that a command pays only for what it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .dictionary import database_page
    from .evidence import weigh
    from .findings import (
        FINDINGS,
        Severities,
        UnknownFinding,
        adjusted,
        explain,
        find,
        findings_page,
        parse_severities,
    )
    from .model import RunPlan
    from .reports import EXTRACTS, REPORTS, ReportFormat, ReportOptions
    from .store import Store

__all__ = [
    "EXTRACTS",
    "FINDINGS",
    "REPORTS",
    "ReportFormat",
    "ReportOptions",
    "RunPlan",
    "Severities",
    "Store",
    "UnknownFinding",
    "adjusted",
    "database_page",
    "explain",
    "find",
    "findings_page",
    "parse_severities",
    "weigh",
]

_HOMES = {
    "EXTRACTS": "reports",
    "FINDINGS": "findings",
    "REPORTS": "reports",
    "ReportFormat": "reports",
    "ReportOptions": "reports",
    "RunPlan": "model",
    "Severities": "findings",
    "Store": "store",
    "UnknownFinding": "findings",
    "adjusted": "findings",
    "database_page": "dictionary",
    "explain": "findings",
    "find": "findings",
    "findings_page": "findings",
    "parse_severities": "findings",
    "weigh": "evidence",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
