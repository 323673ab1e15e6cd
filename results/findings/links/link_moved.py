"""The cited page has moved.

A permanent redirect leads from the cited address to a page that answers.

Why it matters: it works today. Redirects are the first thing to go when a site is rebuilt, and
what they lead to may be a newer text than the one that was cited.

How to mend: see that the new page is the one that was cited, then cite its address. The suggestion
gives it.

Reference: RFC 9110, 15.4.2 and 15.4.9.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...model import Dossier, Finding, Severity
from ..cited import secure_url, sources
from ..examples import check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every moved source, unless only http became https (PC209)."""
    for cited in sources(dossier, Verdict.MOVED):
        final = cited.final_url
        if final is not None and secure_url(cited) is None:
            yield RULE.found(cited.place, f"The page has moved to {final}.", final)


RULE = Rule(
    code="PC205",
    slug="link-moved",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(
                check(
                    "http://city.example/report",
                    Verdict.MOVED,
                    "moved-permanently",
                    final="https://city.example/report",
                )
            ),
        ),
        invalid=(
            one_link(
                check(
                    verdict=Verdict.MOVED,
                    reason="moved-permanently",
                    final="https://city.example/r/policing",
                )
            ),
            one_link(
                check(
                    "http://city.example/report",
                    Verdict.MOVED,
                    "moved-permanently",
                    final="https://archive.city.example/report",
                )
            ),
        ),
    ),
    look=look,
)
