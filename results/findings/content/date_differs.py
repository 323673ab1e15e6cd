"""The page bears another date than the citation gives.

Dates are compared as far as both are known: 2016 agrees with 2016-09-29. Publication comes before
modification; the date in the address is a witness, too. A clock in UTC, and an address, may stand
for the day before or after where the page was made. The suggestion is the page's date.

Why it matters: a source of another year may be another edition, with other words.

How to mend: look at the date that the source itself prints. Cite that one; where a page was only
moved or touched up since, the citation may stand.

Reference: Bluebook rule 18.2.2(c).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import FieldGrade

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import citing
from .said import said_of_citations


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every citation whose page shows another date."""
    for said in said_of_citations(dossier):
        match = said.date
        if match.grade is FieldGrade.DIFFERS and not said.elsewhere:
            message = f"The cited date is {match.cited}; the {said.shown_by} gives another."
            yield RULE.found(said.place, message, match.found)


RULE = Rule(
    code="PC403",
    slug="date-differs",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(date="2016"),
            citing(date="2016-09"),
            citing(date="2015", page=None),
            citing(title="The Ferry Review", date="2015"),  # PC406
        ),
        invalid=(
            citing(date="2015"),
            citing(date="2016-09-28"),
        ),
    ),
    look=look,
)
