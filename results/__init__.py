"""What we remember and tell: the database, the findings, the reports.

The names below are imported when they are first used, so that a command pays only for what it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .briefing import briefs
    from .dictionary import database_page
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
    from .fixes import (
        FIXERS,
        Confidence,
        FixChoice,
        FixRefused,
        Marking,
        Proposal,
        compatible,
        edited,
        finding_of,
        propose,
    )
    from .model import RunPlan
    from .over_time.audited import AuditReport
    from .over_time.departures import FORGOTTEN, MISSING
    from .over_time.due import KnownLetter
    from .over_time.strikes import FAILING, Rhythm, strikes_kept
    from .reports import EXTRACTS, REPORTS, ReportFormat, ReportOptions
    from .reports.harmless.visible import visible
    from .saves import Save, SavesAgenda
    from .store import Store
    from .unsaved import Source, worth_saving
    from .weighing.evidence import weigh
    from .wording import counted, decision_words

__all__ = [
    "EXTRACTS",
    "FAILING",
    "FINDINGS",
    "FIXERS",
    "FORGOTTEN",
    "MISSING",
    "REPORTS",
    "SILENCES",
    "AuditReport",
    "Confidence",
    "FixChoice",
    "FixRefused",
    "KnownLetter",
    "Marking",
    "Proposal",
    "ReportFormat",
    "ReportOptions",
    "Rhythm",
    "RunPlan",
    "Save",
    "SavesAgenda",
    "Severities",
    "Source",
    "Store",
    "UnknownFinding",
    "adjusted",
    "briefs",
    "compatible",
    "counted",
    "database_page",
    "decision_words",
    "edited",
    "explain",
    "find",
    "finding_of",
    "findings_page",
    "parse_severities",
    "propose",
    "strikes_kept",
    "visible",
    "weigh",
    "worth_saving",
]

_HOMES = {
    "AuditReport": "over_time.audited",
    "EXTRACTS": "reports",
    "FAILING": "over_time.strikes",
    "FINDINGS": "findings",
    "FIXERS": "fixes",
    "FORGOTTEN": "over_time.departures",
    "KnownLetter": "over_time.due",
    "MISSING": "over_time.departures",
    "REPORTS": "reports",
    "Confidence": "fixes",
    "FixChoice": "fixes",
    "FixRefused": "fixes",
    "Marking": "fixes",
    "Proposal": "fixes",
    "ReportFormat": "reports",
    "ReportOptions": "reports",
    "Rhythm": "over_time.strikes",
    "RunPlan": "model",
    "SILENCES": "over_time.changes",
    "Severities": "findings",
    "Store": "store",
    "UnknownFinding": "findings",
    "adjusted": "findings",
    "briefs": "briefing",
    "compatible": "fixes",
    "counted": "wording",
    "database_page": "dictionary",
    "decision_words": "wording",
    "edited": "fixes",
    "explain": "findings",
    "find": "findings",
    "finding_of": "fixes",
    "findings_page": "findings",
    "parse_severities": "findings",
    "strikes_kept": "over_time.strikes",
    "propose": "fixes",
    "Save": "saves",
    "SavesAgenda": "saves",
    "Source": "unsaved",
    "visible": "reports.harmless.visible",
    "weigh": "weighing.evidence",
    "worth_saving": "unsaved",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
