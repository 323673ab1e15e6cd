"""One file (or folder) per input format behind one table, FORMATS."""

from __future__ import annotations

from types import MappingProxyType

from .format import Format

FORMATS: MappingProxyType[str, Format] = MappingProxyType({})
"""Name → format. A new format is one more entry."""

__all__ = ["FORMATS", "Format"]
