"""Pairs note references with notes.

Rules kept here:
- A note and its references share a label. Several references may share one note.
- Where numbering begins anew (at each page, in each part) a note belongs to the references since
  the last note of its label, or the parts' notes follow each other as their references do. A label
  that comes again without either is told as a duplicate.
- Nothing is dropped: what finds no partner is an orphan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ..model import Pairing
from ..values import value


@value
class Labelled:
    """A reference or a note, as far as pairing looks at it."""

    label: str
    at: int
    """Source offset; only the order counts."""


@value
class Pairs:
    """Who belongs to whom, by index."""

    notes: tuple[Pairing, ...]
    marks: tuple[Pairing, ...]
    first_mark: dict[int, int]
    """Note → its first reference."""


def pair(marks: Sequence[Labelled], notes: Sequence[Labelled]) -> Pairs:
    """Pair references with notes, both in order of the document."""
    of_marks, of_notes = _by_label(marks), _by_label(notes)
    again = [mark.label for mark in marks] == [note.label for note in notes]
    told_notes = [Pairing.ORPHAN_NOTE] * len(notes)
    told_marks = [Pairing.ORPHAN_REFERENCE] * len(marks)
    first_mark: dict[int, int] = {}
    for label, note_indices in of_notes.items():
        mark_indices = of_marks.get(label, [])
        for index in note_indices[1:]:
            told_notes[index] = Pairing.DUPLICATE_LABEL
        if not mark_indices:
            continue
        for index in mark_indices:
            told_marks[index] = Pairing.PAIRED
        if again:
            chosen = list(zip(note_indices, mark_indices, strict=True))
        else:
            chosen = _since_last([(i, notes[i].at) for i in note_indices], mark_indices, marks)
        for note, mark in chosen:
            told_notes[note] = Pairing.PAIRED
            first_mark[note] = mark
    return Pairs(tuple(told_notes), tuple(told_marks), first_mark)


def _by_label(items: Sequence[Labelled]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        found[item.label].append(index)
    return found


def _since_last(
    notes: Sequence[tuple[int, int]], mark_indices: Sequence[int], marks: Sequence[Labelled]
) -> list[tuple[int, int]]:
    """Each note of one label with the first reference behind the note of that label before it.

    `notes`: index and offset. The first of them may stand before all of its references, if they
    are not the second's.
    """
    first = marks[mark_indices[0]].at
    if len(notes) > 1 and notes[0][1] < first < notes[1][1]:
        chosen, place = [], 0
    else:
        chosen, place = [(notes[0][0], mark_indices[0])], 1
    for (_, before), (note, at) in pairwise(notes):
        while place < len(mark_indices) and marks[mark_indices[place]].at < before:
            place += 1
        if place < len(mark_indices) and marks[mark_indices[place]].at < at:
            chosen.append((note, mark_indices[place]))
    return chosen
