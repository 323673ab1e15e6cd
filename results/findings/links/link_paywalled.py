"""The page asks for a login or payment.

Why it matters: most readers cannot see the source, and pincite cannot see whether it is the one
that was cited.

How to mend: keep the citation; add a way in for readers without a subscription (an author's copy,
a repository, a library's database), or an archive copy where one may be shown.

Reference: RFC 9110, 15.5.2 and 15.5.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source behind a login."""
    for cited in sources(dossier, Verdict.PAYWALLED):
        yield RULE.found(cited.place, cited.why)


RULE = Rule(
    code="PC207",
    slug="link-paywalled",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(verdict=Verdict.BLOCKED, reason="bot-wall", status=403)),
        ),
        invalid=(one_link(check(verdict=Verdict.PAYWALLED, reason="login-page", status=401)),),
    ),
    look=look,
)
