"""A marker in the text has no note.

The running text carries a note marker, and no note with that label exists.

Why it matters: the reader looks for the source of this sentence and finds nothing; the claim
stands without support. Often a note was deleted, or renumbered, and its marker stayed.

How to mend: add the note, or remove the marker. If the note exists under another number, make the
two agree.

Reference: The Bluebook, 22nd ed., rule 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import Pairing

from ...model import Dossier, Finding, Severity
from ..examples import letter, note, reference
from ..rule import Examples, Rule, at_reference


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every marker that the reader could not pair."""
    for marker in dossier.document.references:
        if marker.pairing is Pairing.ORPHAN_REFERENCE:
            message = f"The text refers to note {marker.label}, and there is no such note."
            yield RULE.found(at_reference(dossier.document, marker), message)


RULE = Rule(
    code="PC101",
    slug="orphan-reference",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(letter(note("1"), note("2")),),
        invalid=(
            letter(
                note("1"),
                references=[reference("1"), reference("2", pairing=Pairing.ORPHAN_REFERENCE)],
            ),
        ),
    ),
    look=look,
)
