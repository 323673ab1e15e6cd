"""Which format a document is of.

Rules kept here:
- The content tells before the name does; every format of the table is asked and the surest one is
  taken.
"""

from __future__ import annotations

from .formats import FORMATS, Format
from .formats.decoding import decode
from .model import NotADocument


def detect(data: bytes, path: str) -> Format | None:
    """The format that is surest of these bytes; None where none is sure at all."""
    sure, best = 0, None
    for candidate in FORMATS.values():
        confidence = candidate.detect(data, path)
        if confidence > sure:
            sure, best = confidence, candidate
    return best


def chosen(data: bytes, path: str, name: str | None) -> Format:
    """The format of that name, or the one that the bytes are in.

    Raises NotADocument and its like for bytes of no format; ValueError for a name that is not in
    the table.
    """
    if name is not None:
        if name not in FORMATS:
            raise ValueError(f"unknown format {name!r}: one of {', '.join(FORMATS)}")
        return FORMATS[name]
    found = detect(data, path)
    if found is None:
        # Says what the bytes are instead, where that can be told.
        decode(data)
        raise NotADocument("no document of a known format")
    return found
