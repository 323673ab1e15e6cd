"""The site answers people only.

It refused a robot (403, 429, 451, a bot wall), so pincite cannot tell whether the page is there.

Why it matters: nothing is wrong with the note as far as we know. Nobody has looked, either.

How to mend: open the link in a browser. Nothing needs to change if the page is there; an archive
copy beside it spares the next reader the same wall.

Reference: RFC 9110, 15.5.4; RFC 6585, 4; RFC 7725.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ..model import Dossier, Finding, Severity
from ..wording import reason_sentence
from .cited import cited_links
from .examples import check, one_link
from .rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source behind a wall for robots."""
    for cited in cited_links(dossier):
        if cited.verdict is Verdict.BLOCKED and cited.is_source:
            yield RULE.found(cited.place, reason_sentence(cited.check.judgement.reason))


RULE = Rule(
    code="PC206",
    slug="link-blocked",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=Examples(
        valid=(
            one_link(check()),
            one_link(check(verdict=Verdict.GONE, reason="not-found", status=404)),
        ),
        invalid=(one_link(check(verdict=Verdict.BLOCKED, reason="bot-wall", status=403)),),
    ),
    look=look,
)
