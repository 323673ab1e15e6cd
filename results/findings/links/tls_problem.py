"""The site's certificate is broken.

It has expired, names another host, or comes from nobody whom browsers trust.

Why it matters: browsers show a warning in place of the page, and most readers turn back. A long
expired certificate is often the last sign of a site that nobody keeps.

How to mend: check again in a few days; tell the site's owner; cite an archive copy beside the
link.

Reference: RFC 9110, 4.3.4; RFC 9525.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that could not be reached because of its certificate or handshake."""
    for cited in sources(dossier, Verdict.UNREACHABLE):
        if cited.check.judgement.reason.startswith("tls-"):
            yield RULE.found(cited.place, cited.why)


RULE = Rule(
    code="PC208",
    slug="tls-problem",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(verdict=Verdict.UNREACHABLE, reason="read-timeout", status=None)),
        ),
        invalid=(
            one_link(check(verdict=Verdict.UNREACHABLE, reason="tls-expired", status=None)),
            one_link(check(verdict=Verdict.UNREACHABLE, reason="tls-hostname", status=None)),
        ),
    ),
    look=look,
)
