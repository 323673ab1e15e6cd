"""The quoted words are not quite the source's.

Words are left out, added, changed or set in another order, and nothing marks it. The difference is
shown: [-what only the letter has-] and {+what only the page has+}.

Why it matters: between quotation marks a reader expects the source's own words.

How to mend: quote the source's words, or mark each change: brackets for words that are yours, an
ellipsis for words that you leave out. If another edition says it so, cite that edition.

Reference: Bluebook rules 5.2 and 5.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import QuoteGrade

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import citing
from .said import differing, said_of_quotations, whose


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every quotation whose words differ, but for those that a negation turns round (PC407)."""
    for said in said_of_quotations(dossier):
        match = said.match
        if match.grade is QuoteGrade.WORDS_DIFFER and not match.negation:
            differ = f"The quoted words differ from {whose(said.shown_by)}"
            message = f"{differ}: {differing(match)}."
            yield RULE.found(said.place, message)


RULE = Rule(
    code="PC405",
    slug="quotation-altered",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(quoted="no measurable effect on rents"),
            citing(quoted="The night bus . . . heard from many riders"),
        ),
        invalid=(
            citing(quoted="no measurable effect on the rents near stops"),
            citing(quoted="The panel met twelve times and heard from many riders"),
        ),
    ),
    look=look,
)
