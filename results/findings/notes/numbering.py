"""Numbers of notes and markers, for the findings about gaps and order.

Rules kept here:
- Only printed numbers count. Labels such as `*` or `†` have no order, and Markdown's own labels are
  names: the reader sees numbers that the renderer gives.
- Notes that begin again at 1 (at each page, or at each part) begin a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from citations.model import Document

_MOST_DIGITS = 6
"""A longer run of digits is no note number."""

NUMBERED_BY_RENDERER = frozenset({"markdown"})
"""Formats whose labels are names."""

Labelled = TypeVar("Labelled")


def prints_numbers(document: Document) -> bool:
    """Whether labels in the file are the numbers that a reader sees."""
    return document.format not in NUMBERED_BY_RENDERER


def number_of(label: str) -> int | None:
    """The label as a number; None where it is none."""
    plain = label.isascii() and label.isdigit() and len(label) <= _MOST_DIGITS
    return int(label) if plain else None


def rows(
    things: Iterable[Labelled], label: Callable[[Labelled], str]
) -> Iterator[list[tuple[int, Labelled]]]:
    """The numbered things, a new row from each further 1 on."""
    row: list[tuple[int, Labelled]] = []
    has_first = False
    for each in things:
        number = number_of(label(each))
        if number is None:
            continue
        if number == 1 and has_first:
            yield row
            row = []
        has_first = has_first or number == 1
        row.append((number, each))
    if row:
        yield row
