"""The site's certificate runs out within two weeks.

The page answered; its certificate was good for fourteen more days or less when it was asked.

Why it matters: most sites renew theirs a month before. One that has not by now may have nobody who
looks after it, and once the certificate has run out, browsers turn readers away (PC208).

How to mend: nothing has to change yet. See to it that an archive has a copy, and check again when
the day is past; if the site is yours, renew.

Reference: RFC 9110, 4.3.4; RFC 5280, 4.1.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from checker.model import Check, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import cited_links
from ..examples import check, one_link
from ..rule import Examples, Rule

SOON = timedelta(days=14)


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source, and every cited copy, that answered under such a certificate."""
    for cited in cited_links(dossier):
        until = runs_out(cited.check)
        if until is not None:
            said = f"The site's certificate runs out on {until:%Y-%m-%d}."
            yield RULE.found(cited.place, said)


def runs_out(asked: Check) -> datetime | None:
    """The earliest end of a certificate on the way to the page, where that is soon."""
    hops = asked.exchange.hops if asked.exchange else ()
    ends = [datetime.fromisoformat(hop.certificate_until) for hop in hops if hop.certificate_until]
    first = min(ends, default=None)
    return first if first is not None and first - asked.checked_at <= SOON else None


def _until(moment: str, asked: Check) -> Check:
    assert asked.exchange is not None
    *way, last = asked.exchange.hops
    hops = (*way, replace(last, certificate_until=moment))
    return replace(asked, exchange=replace(asked.exchange, hops=hops))


RULE = Rule(
    code="PC214",
    slug="certificate-expires",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(_until("2026-02-10T00:00:00+00:00", check())),
        ),
        invalid=(
            one_link(_until("2026-01-20T08:30:00+00:00", check())),
            one_link(
                _until(
                    "2026-01-20T08:30:00+00:00",
                    check(verdict=Verdict.BLOCKED, reason="bot-wall", status=403),
                )
            ),
        ),
    ),
    look=look,
)
