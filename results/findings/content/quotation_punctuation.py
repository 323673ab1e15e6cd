"""The quoted words are the source's; the punctuation or a capital is not.

The difference is shown: [-what only the letter has-] and {+what only the page has+}. A period or
comma at the quotation's end may be the letter's own; the kind of marks and dashes does not matter.

Why it matters: little; a careful reader notices.

How to mend: set it as the source has it, or bracket the change: [T]he, jail[.].

Reference: Bluebook rule 5.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import QuoteGrade

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import citing
from .said import differing, said_of_quotations, whose


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every quotation that differs in punctuation or capitals only."""
    for said in said_of_quotations(dossier):
        match = said.match
        if match.grade is QuoteGrade.PUNCTUATION_ONLY:
            differ = f"The punctuation or capitals differ from {whose(said.shown_by)}"
            message = f"{differ}: {differing(match)}."
            yield RULE.found(said.place, message)


RULE = Rule(
    code="PC408",
    slug="quotation-punctuation",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(quoted="relieved, grateful and surprised"),
            citing(quoted="the night bus has had no measurable effect on the rents"),
        ),
        invalid=(
            citing(quoted="relieved, grateful, and surprised"),
            citing(quoted="the panel met eleven times"),
        ),
    ),
    look=look,
)
