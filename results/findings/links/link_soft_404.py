"""The address answers, but not with the cited page.

The server says 200, and what it sends is a "not found" text, the site's home page, or one page
that it sends for everything.

Why it matters: a link checker calls this link alive, and the reader finds nothing. About 7% of
servers answer so.

How to mend: search the site for the page's title; else cite the archive copy that the report
proposes. If the page is there after all, the evidence in the report shows what misled the checker.

Reference: Bar-Yossef et al., Sic Transit Gloria Telae, WWW 2004; Prieto et al., Soft-404 Pages, A
Crawling Problem (2014).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...fixes.suggesting import with_copy
from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that answers with something else and for which the letter cites no copy."""
    for cited in sources(dossier, Verdict.SOFT_404):
        if not cited.copies:
            yield RULE.found(cited.place, cited.why, with_copy(cited))


RULE = Rule(
    code="PC203",
    slug="link-soft-404",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(one_link(check()),),
        invalid=(
            one_link(check(verdict=Verdict.SOFT_404, reason="not-found-page")),
            one_link(
                check(
                    verdict=Verdict.SOFT_404,
                    reason="redirect-to-home",
                    final="https://city.example/",
                )
            ),
        ),
    ),
    look=look,
)
