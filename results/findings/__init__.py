"""One file per finding behind one table, FINDINGS."""

from __future__ import annotations

from .catalogue import UnknownFinding, explain, find, findings_page
from .rule import Examples, Place, Rule
from .table import FINDINGS

__all__ = [
    "FINDINGS",
    "Examples",
    "Place",
    "Rule",
    "UnknownFinding",
    "explain",
    "find",
    "findings_page",
]
