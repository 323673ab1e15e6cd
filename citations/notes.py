"""Pairs note references with notes.

Rules kept here:
- A note and its references share a label. Several references may share one note.
- Where numbering begins anew (at each page, in each part) the first reference 1 goes to the first
  note 1, the second to the second; where that does not work out, a label that comes again is told
  as a duplicate.
- Nothing is dropped: what finds no partner is an orphan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .model import Pairing
from .values import value


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
        chosen = zip(note_indices[:1], mark_indices[:1], strict=True)
        if len(note_indices) == len(mark_indices) > 1 and (
            again
            or _interleaved(
                [marks[i].at for i in mark_indices], [notes[i].at for i in note_indices]
            )
        ):
            chosen = zip(note_indices, mark_indices, strict=True)
        for note, mark in chosen:
            told_notes[note] = Pairing.PAIRED
            first_mark[note] = mark
    return Pairs(tuple(told_notes), tuple(told_marks), first_mark)


def _by_label(items: Sequence[Labelled]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        found[item.label].append(index)
    return found


def _interleaved(marks: list[int], notes: list[int]) -> bool:
    """True where each note stands before the next reference of its label."""
    return all(mark < note for mark, note in zip(marks, notes, strict=True)) and all(
        note < mark for note, mark in zip(notes, marks[1:], strict=False)
    )
