"""Fixes: what is proposed for a letter, and how each format is written.

The names below are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Confidence, Edit, FixRefused, Marking, Proposal
    from .proposals import FixChoice, finding_of, propose
    from .spans import compatible, edited
    from .writers import FIXERS, Fixer

__all__ = [
    "FIXERS",
    "Confidence",
    "Edit",
    "FixChoice",
    "FixRefused",
    "Fixer",
    "Marking",
    "Proposal",
    "compatible",
    "edited",
    "finding_of",
    "propose",
]

_HOMES = {
    "FIXERS": "writers",
    "Confidence": "model",
    "Edit": "model",
    "FixChoice": "proposals",
    "FixRefused": "model",
    "Fixer": "writers",
    "Marking": "model",
    "Proposal": "model",
    "compatible": "spans",
    "edited": "spans",
    "finding_of": "proposals",
    "propose": "proposals",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
