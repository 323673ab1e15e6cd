"""The quoted words stand beside the page's own text, and not in it.

They are a reader's comment, or the headline or summary of another page that this one points to.
Words that the page's own text has as well are no finding.

Why it matters: a reader takes them for what the source says. A comment has another author, and a
teaser is gone tomorrow.

How to mend: name the comment and its author in the citation, or cite the page to which the teaser
leads.

Reference: Bluebook rule 18.2.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import PAGE, citing
from .said import said_of_quotations

_WHERE = {
    "comment": "in a reader's comment",
    "teaser": "in a teaser of another page",
}


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every quotation that only a comment or a teaser has."""
    for said in said_of_quotations(dossier):
        where = _WHERE.get(said.match.beside or "")
        if where:
            message = f"The quoted words stand {where}, not in the {said.shown_by}'s own text."
            yield RULE.found(said.place, message)


# The marks of checker.parts.
_COMMENT, _TEASER, _END = "\x1e", "\x1f", "\x1c"
_COMMENTED = replace(
    PAGE,
    text=f"{PAGE.text} {_COMMENT}Nobody asked the riders of route nine. {_END}The end."
    f" {_TEASER}Read next: The ferry has had no measurable effect on rents. {_END}Contact us.",
)

RULE = Rule(
    code="PC410",
    slug="quotation-beside-text",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(quoted="no measurable effect on rents", page=_COMMENTED),
            citing(quoted="Nobody asked the riders", page=PAGE),
        ),
        invalid=(
            citing(quoted="Nobody asked the riders of route nine", page=_COMMENTED),
            citing(quoted="The ferry has had no measurable effect on rents", page=_COMMENTED),
        ),
    ),
    look=look,
)
