"""One file per finding behind one table, FINDINGS.

The names below are imported when they are first used: what a finding looks at is weighed with parts
of this package (results.weighing), and those must not bring every finding with them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .catalogue import UnknownFinding, explain, find, findings_page
    from .rule import Examples, Place, Rule
    from .severities import Severities, adjusted, parse_severities
    from .table import FINDINGS

__all__ = [
    "FINDINGS",
    "Examples",
    "Place",
    "Rule",
    "Severities",
    "UnknownFinding",
    "adjusted",
    "explain",
    "find",
    "findings_page",
    "parse_severities",
]

_HOMES = {
    "FINDINGS": "table",
    "Examples": "rule",
    "Place": "rule",
    "Rule": "rule",
    "Severities": "severities",
    "UnknownFinding": "catalogue",
    "adjusted": "severities",
    "explain": "catalogue",
    "find": "catalogue",
    "findings_page": "catalogue",
    "parse_severities": "severities",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
