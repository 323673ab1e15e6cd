"""Numbers are missing between two notes.

Why it matters: a note seems to have been lost, and with it a source. If nothing was lost, every
`supra note` after the gap is off.

How to mend: bring the missing note back, or renumber the notes, the markers and the
cross-references after the gap.

Reference: Chicago Manual of Style, 18th ed., on the numbering of notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citations.model import Pairing

from ...model import Dossier, Finding, Severity
from ..examples import letter, note, reference
from ..rule import Examples, Rule, at_note
from .numbering import number_of, prints_numbers, rows

_MOST_TOLD = 1_000
"""Numbers of one gap that are looked at; a label like 99999 is no reason to count that far."""


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every gap that is not already told as a marker without a note."""
    document = dossier.document
    if not prints_numbers(document):
        return
    told = {
        number_of(marker.label)
        for marker in document.references
        if marker.pairing is Pairing.ORPHAN_REFERENCE
    }
    for row in rows(document.notes, lambda each: each.label):
        known = told | {number for number, _ in row}
        for (before, _), (number, each) in pairwise(row):
            gap = range(before + 1, min(number, before + _MOST_TOLD))
            lost = [missing for missing in gap if missing not in known]
            if lost:
                message = f"Note {number} follows note {before}: {_missing(lost, number)} missing."
                yield RULE.found(at_note(document, each), message)


def _missing(lost: list[int], number: int) -> str:
    if len(lost) == 1:
        return f"note {lost[0]} is"
    if len(lost) == number - lost[0]:
        return f"notes {lost[0]} to {lost[-1]} are"
    return f"{len(lost)} notes are"


RULE = Rule(
    code="PC104",
    slug="numbering-gap",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            letter(note("1"), note("2"), note("1")),
            letter(note("*"), note("3")),
            letter(note("1"), note("3"), note("2")),
            letter(
                note("1"),
                note("3"),
                references=[reference("2", pairing=Pairing.ORPHAN_REFERENCE)],
            ),
        ),
        invalid=(
            letter(note("1"), note("2"), note("4")),
            letter(note("3"), note("7")),
            letter(note("1"), note("2"), note("3"), note("1"), note("3")),
        ),
    ),
    look=look,
)
