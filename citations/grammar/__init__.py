"""One file per kind of citation behind one table, GRAMMAR.

The driver reads a document so:

    codes = establish(all passages, notes included)
    earlier = Earlier()
    body = cite(all body passages at once, Context(source, None, links, codes, earlier))
    for note in notes:
        reading = cite(note.passages, Context(source, note.shown, links, codes, earlier))
        earlier.add(note.shown, reading.citations)
"""

from __future__ import annotations

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
