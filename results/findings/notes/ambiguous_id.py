"""An Id. follows a note with several sources.

Why it matters: `Id.` stands for the one source of the note before. After several, the reader
cannot know which is meant.

How to mend: name the source in a short form ("Smith, supra note 3, at 12").

Reference: The Bluebook, 22nd ed., rule 4.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import Antecedent, CitationForm

from ...model import Dossier, Finding, Severity
from ..examples import citation, letter, note
from ..rule import Examples, Rule, at_span
from .short_forms import ambiguous_ids


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every Id. that opens a note after one with more than one source."""
    for where, each, sources in ambiguous_ids(dossier.document):
        message = f"Id. could stand for any of the {sources} sources of the note before."
        yield RULE.found(at_span(dossier.document, where, each.span), message)


_ONE = citation("City, Report (2018).")
_OTHER = citation("County, Audit (2019).")
_SEE_ABOVE = citation("See supra note 1.", CitationForm.CROSS_REFERENCE)
_ID = citation("Id. at 4.", CitationForm.ID)
_SAME = citation("Id. at 2.", CitationForm.ID, antecedent=Antecedent("1", 0))

RULE = Rule(
    code="PC107",
    slug="ambiguous-id",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            letter(note("1", citations=[_ONE]), note("2", _ID.raw, citations=[_ID])),
            letter(note("1", citations=[_ONE, _SEE_ABOVE]), note("2", _ID.raw, citations=[_ID])),
            letter(note("1", citations=[_ONE, _OTHER]), note("2", citations=[_ONE, _ID])),
            letter(note("1", citations=[_ONE, _SAME]), note("2", _ID.raw, citations=[_ID])),
        ),
        invalid=(letter(note("1", citations=[_ONE, _OTHER]), note("2", _ID.raw, citations=[_ID])),),
    ),
    look=look,
)
