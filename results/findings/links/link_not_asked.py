"""The link could not be asked.

The machine had no network, or the run was stopped before this link's turn. This says nothing about
the page: an unasked link is never counted as dead.

Why it matters: the report is not complete.

How to mend: run the same command again; it goes on where it stood and asks only what is left.

Reference: docs/verdicts.md, "unknown".
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...model import Dossier, Finding, Severity
from ..cited import cited_links
from ..examples import asked, check, letter, link, note, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every link, copies too, whose check ended in not knowing."""
    for cited in cited_links(dossier):
        if cited.verdict is Verdict.UNKNOWN:
            yield RULE.found(cited.place, f"The link could not be asked. {cited.why}")


_MAIL = "mailto:clerk@city.example"

RULE = Rule(
    code="PC210",
    slug="link-not-asked",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            letter(note("1", links=[link()])),
            asked(
                letter(note("1", links=[link(_MAIL)])), [check(_MAIL, Verdict.UNKNOWN, "offline")]
            ),
        ),
        invalid=(one_link(check(verdict=Verdict.UNKNOWN, reason="offline", status=None)),),
    ),
    look=look,
)
