"""One file (or folder) per input format behind one table, FORMATS.

The table is put together when it is first asked for: reading one format costs no other's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .format import Format
    from .table import FORMATS

__all__ = ["FORMATS", "Format"]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for."""
    if name == "FORMATS":
        from .table import FORMATS

        return FORMATS
    if name == "Format":
        from .format import Format

        return Format
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
