"""One file per finding behind one table, FINDINGS."""

from __future__ import annotations

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
