"""The page names other authors than the citation gives.

Initials stand for names, the order does not matter, and a page may name more authors than are
cited. The suggestion is who the page names.

Why it matters: credit goes to the wrong person, and the source is hard to find in a catalogue.

How to mend: open the page and cite the authors that it names. A page sometimes names its editor or
the organisation only: then the citation may stand.

Reference: Bluebook rule 18.2.2(a).
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
    """Every citation whose page shows another author."""
    for said in said_of_citations(dossier):
        match = said.author
        if match.grade is FieldGrade.DIFFERS and not said.elsewhere:
            cited = shown(match.cited or "")
            message = f"The {said.shown_by} does not name the cited author, {cited}."
            yield RULE.found(said.place, message, match.found)


RULE = Rule(
    code="PC402",
    slug="author-differs",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(author=Name("Moreau", "Ada")),
            citing(author=Name("Moreau", "A.")),
            citing(author=Name("Someone", "Else"), page=None),
            citing(title="The Ferry Review", author=Name("Okafor", "Ada")),  # PC406
        ),
        invalid=(
            citing(author=Name("Okafor", "Ada")),
            citing(author=Name("Moreau", "Ben")),
        ),
    ),
    look=look,
)
