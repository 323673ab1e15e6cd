"""Notes or markers are out of order.

A marker refers to a lower number than a marker before it, and it is the first to do so; or the
notes themselves do not stand in the order of their numbers. Where every few markers step down, the
works are numbered by another order, as lists by authors' names are, and nothing is told.

Why it matters: readers look for note 4 between 3 and 5. Out of order, a note reads as missing, and
a marker may have been moved with its sentence while its note was not.

How to mend: renumber in the order of the text, the cross-references (`supra note 4`) as well.

Reference: Chicago Manual of Style, 18th ed., on the numbering of notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from citations.model import Note, NoteReference

from ...model import Dossier, Finding, Severity
from ..examples import letter, note, reference
from ..rule import Examples, Rule, at_note, at_reference
from .numbering import prints_numbers, rows


def look(dossier: Dossier) -> Iterator[Finding]:
    """Steps down, told once: at the marker, or at the note where the markers are in order."""
    document = dossier.document
    if not prints_numbers(document):
        return
    restarts = sum(each.label == "1" for each in document.notes) > 1
    told: set[str] = set()
    first = [*_first(document.references, restarts)]
    steps = [*_steps_down(first)]
    if len(steps) > 1 and len(steps) * _OTHERWISE > len(first):
        steps = []  # a list of works in an order of its own
    for before, number, marker in steps:
        told.add(marker.label)
        message = f"The marker for note {number} comes after the marker for note {before}."
        yield RULE.found(at_reference(document, marker), message)
    for before, number, each in _steps_down(document.notes):
        if each.label not in told:
            message = f"Note {number} stands after note {before}."
            yield RULE.found(at_note(document, each), message)


_OTHERWISE = 5
"""Where one marker of so many steps down, and not the only one, numbers do not follow the text."""
Labelled = TypeVar("Labelled", Note, NoteReference)


def _steps_down(things: Iterable[Labelled]) -> Iterator[tuple[int, int, Labelled]]:
    for row in rows(things, lambda each: each.label):
        for (before, _), (number, each) in pairwise(row):
            if number < before:
                yield before, number, each


def _first(markers: Iterable[NoteReference], restarts: bool) -> Iterator[NoteReference]:
    """Each label once per row: a later marker may refer to an earlier note again."""
    seen: set[str] = set()
    for marker in markers:
        if restarts and marker.label == "1":
            seen.clear()
        if marker.label not in seen:
            seen.add(marker.label)
            yield marker


RULE = Rule(
    code="PC105",
    slug="out-of-order",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            letter(note("1"), note("2")),
            letter(
                note("1"),
                note("2"),
                note("3"),
                references=[reference("1"), reference("2"), reference("1"), reference("3")],
            ),
            letter(note("1"), note("2"), note("1"), note("2")),
            letter(
                *(note("1"), note("2"), note("3"), note("4")),
                references=[reference(each) for each in ("3", "4", "2", "1")],
            ),
        ),
        invalid=(
            letter(note("1"), note("2"), references=[reference("2"), reference("1")]),
            letter(
                note("1"),
                note("3"),
                note("2"),
                references=[reference("1"), reference("2"), reference("3")],
            ),
            letter(
                *(note("1"), note("2"), note("1"), note("2"), note("3")),
                references=[reference(each) for each in ("1", "2", "1", "3", "2")],
            ),
        ),
    ),
    look=look,
)
