"""The quoted words do not stand on the page.

Nothing like them was found in the page's main text, nor in the copy that is cited beside it.
Nothing is said of pages that could not be read, or only in part.

Why it matters: the reader cannot see that the source says so. The words may be those of an earlier
version, of another page, of a file behind the page, or of nobody.

How to mend: find the words in the source and cite the page, the file or the archive copy that has
them. If they cannot be found, do not quote them.

Reference: Bluebook rules 5.1 and 18.2.1(d).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import QuoteGrade

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import citing
from .said import said_of_quotations, shown


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every quotation that none of its pages has."""
    for said in said_of_quotations(dossier):
        match = said.match
        if match.grade is QuoteGrade.NOT_FOUND and not said.elsewhere:
            message = f"The {said.shown_by} does not have the words {shown(said.quotation.raw)}."
            yield RULE.found(said.place, message)


RULE = Rule(
    code="PC404",
    slug="quotation-not-found",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(quoted="no measurable effect on rents"),
            citing(quoted="a hundred trams would do no better", page=None),
            citing(title="The Ferry Review", quoted="a hundred trams would do no better"),  # PC406
        ),
        invalid=(citing(quoted="a hundred trams would do no better"),),
    ),
    look=look,
)
