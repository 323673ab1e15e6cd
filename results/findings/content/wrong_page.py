"""The page is not what is cited.

It answers, but it bears another title, and nothing else agrees: neither author nor date nor the
quoted words.

Why it matters: the link looks alive to every checker, and leads the reader to something else. Sites
give old addresses to new pages.

How to mend: search the site for the cited title, or cite an archive copy from the cited date.

Reference: Zittrain et al., Perma: Scoping and Addressing the Problem of Link and Reference Rot in
Legal Citations, 127 Harv. L. Rev. F. 176 (2014).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from citations.model import Name

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_sources import PAGE, citing
from .said import said_of_citations, shown


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every citation whose pages are all something else."""
    for said in said_of_citations(dossier):
        if said.elsewhere:
            message = f"The page is not the cited source, “{shown(said.title.cited or '')}”."
            yield RULE.found(said.place, message, said.copy)


_OTHER = replace(PAGE, title="Ten recipes for the summer", authors=("The Kitchen",))

RULE = Rule(
    code="PC406",
    slug="wrong-page",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            citing(),
            citing(title="The Ferry Review", author=Name("Moreau", "Ada"), date="2015"),
            citing(title="The Ferry Review", date="2015", quoted="The panel met eleven times"),
            citing(title="The Ferry Review"),
        ),
        invalid=(
            citing(author=Name("Fleet", "Omar"), page=_OTHER),
            citing(date="2015", page=_OTHER),
            citing(quoted="a hundred trams would do no better", page=_OTHER),
        ),
    ),
    look=look,
)
