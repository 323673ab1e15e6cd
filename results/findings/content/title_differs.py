"""The page has another title than the citation gives.

Site names, subtitles, capitals and small slips are no difference; another number, or another "not",
is. A page that waits for its script says nothing. The suggestion is the title that the page shows.

Why it matters: a reader who searches for the cited title does not find the source, and the page may
be another one than the author saw.

How to mend: open the page. If it is the source, cite its title; if not, find the source or a copy
of it from the time.

Reference: Bluebook rule 18.2.2(b).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import FieldGrade
from citations.model import Name

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import citing
from .said import said_of_citations, shown


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every citation whose page shows another title."""
    for said in said_of_citations(dossier):
        match = said.title
        if match.grade is FieldGrade.DIFFERS and not said.elsewhere:
            message = (
                f"The {said.shown_by} does not bear the cited title “{shown(match.cited or '')}”."
            )
            yield RULE.found(said.place, message, match.found)


RULE = Rule(
    code="PC401",
    slug="title-differs",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(),
            citing(title="the night bus review: a report to the council"),
            citing(title="Another Title", page=None),
            citing(title="The Ferry Review", author=Name("Okafor", "Ada")),  # PC406
        ),
        invalid=(
            citing(title="The Ferry Review"),
            citing(title="The Night Bus Review Part II", author=Name("Moreau", "Ada")),
        ),
    ),
    look=look,
)
