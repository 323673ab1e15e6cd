"""Two notes carry the same label.

Why it matters: a marker with that label leads to two notes, and the reader cannot know which
source supports the sentence.

How to mend: renumber the notes from the second one on, and the markers with them.

Reference: Chicago Manual of Style, 18th ed., on the numbering of notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import Pairing

from ...model import Dossier, Finding, Severity
from ..examples import letter, note
from ..rule import Examples, Rule, at_note


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every note that repeats a label."""
    for each in dossier.document.notes:
        if each.pairing is Pairing.DUPLICATE_LABEL:
            message = f"More than one note is labelled {each.label}."
            yield RULE.found(at_note(dossier.document, each), message)


RULE = Rule(
    code="PC103",
    slug="duplicate-label",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(letter(note("1"), note("2")),),
        invalid=(letter(note("1"), note("1", pairing=Pairing.DUPLICATE_LABEL)),),
    ),
    look=look,
)
