"""A note has no marker in the text.

The note stands at the foot of the page, and nothing in the running text refers to it.

Why it matters: nobody can tell which claim the source is meant to support. Often the sentence was
cut and its note stayed, or the marker lost its superscript in a conversion.

How to mend: put the marker back where the note belongs, or remove the note and renumber.

Reference: The Bluebook, 22nd ed., rule 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import Pairing

from ...model import Dossier, Finding, Severity
from ..examples import letter, note
from ..rule import Examples, Rule, at_note


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every note that the reader could not pair."""
    for each in dossier.document.notes:
        if each.pairing is Pairing.ORPHAN_NOTE:
            message = f"Nothing in the text refers to note {each.label}."
            yield RULE.found(at_note(dossier.document, each), message)


RULE = Rule(
    code="PC102",
    slug="orphan-note",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(letter(note("1"), note("2")),),
        invalid=(letter(note("1"), note("2", pairing=Pairing.ORPHAN_NOTE)),),
    ),
    look=look,
)
