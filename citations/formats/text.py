"""Plain text: what is left when nothing else fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .decoding import is_text
from .format import Format, has_suffix

if TYPE_CHECKING:
    from citations.passage import Layout


def layout(data: bytes) -> Layout:
    """Read a text file. Raises the ReadError family."""
    from .typed import layout

    return layout(data)


def detect(data: bytes, path: str) -> int:
    """Text is what is left when nothing else fits; a name that says so speaks for it."""
    if not is_text(data):
        return 0
    return 50 if has_suffix(path, TEXT.suffixes) else 10


TEXT = Format("text", (".txt", ".text", ".asc"), detect, layout, verbatim=True, lined=True)
