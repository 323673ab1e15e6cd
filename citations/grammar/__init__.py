"""One file per kind of citation behind one table, GRAMMAR.

The driver reads a document so:

    codes = establish(all passages, notes included)
    earlier = Earlier()
    body = cite(all body passages at once, Context(source, None, links, codes, earlier))
    for note in notes:
        reading = cite(note.passages, Context(source, note.shown, links, codes, earlier))
        earlier.add(note.shown, reading.citations)

What it gives is imported when it is asked for: whoever only needs one part of it, as the registries
need identifiers, does not wait for the patterns of all kinds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .context import Code, Context, Earlier, PlacedLink, Present, Reading
    from .reading import GRAMMAR, Kind, cite, establish

__all__ = [
    "GRAMMAR",
    "Code",
    "Context",
    "Earlier",
    "Kind",
    "PlacedLink",
    "Present",
    "Reading",
    "cite",
    "establish",
]

_OF_READING = frozenset({"GRAMMAR", "Kind", "cite", "establish"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "reading" if name in _OF_READING else "context"
    return getattr(import_module(f"{__name__}.{module}"), name)
