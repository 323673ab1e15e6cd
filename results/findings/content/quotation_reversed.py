"""The quotation may say the opposite of its source.

A "not", "no", "never" or the like stands in only one of the two, or an ellipsis or a bracket has
swallowed it. The difference is shown: [-what only the letter has-] and {+what only the page has+}.

Why it matters: nothing harms a letter like a source that says the contrary of its quotation.

How to mend: read the passage. Quote it as it stands; if the negation was left out by mistake,
rethink the sentence that rests on it.

Reference: Bluebook rule 5.3: an omission may not change the meaning.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import QuoteGrade

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import citing
from .said import differing, said_of_quotations


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every quotation that loses or adds a negation."""
    for said in said_of_quotations(dossier):
        match = said.match
        if match.grade is QuoteGrade.WORDS_DIFFER and match.negation:
            beside = "" if said.shown_by == "page" else f", beside the {said.shown_by}"
            message = f"A negation is lost or added in the quotation{beside}: {differing(match)}."
            yield RULE.found(said.place, message)


RULE = Rule(
    code="PC407",
    slug="quotation-reversed",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(quoted="no measurable effect on rents"),
            citing(quoted="The panel met twelve times and heard from many riders"),
        ),
        invalid=(
            citing(quoted="The night bus has had a measurable effect on rents near its stops."),
            citing(quoted="The night bus has had . . . measurable effect on rents"),
        ),
    ),
    look=look,
)
