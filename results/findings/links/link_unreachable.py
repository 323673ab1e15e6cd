"""The cited page could not be reached.

The server gave no usable answer, after retries: a timeout, a refused or reset connection, or a
server error. Whether it is down for an hour or for good cannot be told from one look.

Why it matters: the reader may find nothing, now or always.

How to mend: check again on another day (`pincite check` asks such a link anew each time). If it
stays so, treat it as gone: find the page's new address, or cite an archive copy.

Reference: RFC 9110, 15.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source without an answer, unless its certificate is the reason (PC208)."""
    for cited in sources(dossier, Verdict.UNREACHABLE):
        if not cited.check.judgement.reason.startswith("tls-"):
            yield RULE.found(cited.place, cited.why)


RULE = Rule(
    code="PC202",
    slug="link-unreachable",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(verdict=Verdict.UNREACHABLE, reason="tls-expired", status=None)),
            one_link(check(verdict=Verdict.UNKNOWN, reason="offline", status=None)),
        ),
        invalid=(
            one_link(check(verdict=Verdict.UNREACHABLE, reason="connect-timeout", status=None)),
            one_link(check(verdict=Verdict.UNREACHABLE, reason="server-error", status=503)),
        ),
    ),
    look=look,
)
