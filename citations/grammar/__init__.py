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

from collections.abc import Iterable, Mapping

from citations.passage import Passage

from .context import Code, Context, Earlier, PlacedLink, Reading

__all__ = ["Code", "Context", "Earlier", "PlacedLink", "Reading", "cite", "establish"]


def establish(passages: Iterable[Passage]) -> Mapping[str, Code | None]:
    """Section number → the code that the document puts it in; None where it names several."""
    return {}


def cite(passages: tuple[Passage, ...], context: Context) -> Reading:
    """Citations and quotations of one note, or of the whole running text. Never raises."""
    return Reading()
