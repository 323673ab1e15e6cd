"""The cited page is gone.

The server answers that no page stands at this address (404, 410), or the host name no longer
exists. The same is told of an e-mail address that the letter links, once its domain is gone.

Why it matters: a reader who follows the note finds nothing. 38% of the pages of 2013 were gone ten
years later.

How to mend: look for the page's new address on the same site; else cite the archive copy that the
report proposes, beside or in place of the dead address. In an audit a link counts as dead after
three failures on different days.

Reference: RFC 9110, 15.5.5 and 15.5.11; The Bluebook, 22nd ed., rule 18.2.1(d); Pew Research
Center, When Online Content Disappears (2024).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ArchiveOutcome, Verdict

from ...fixes.suggesting import with_copy
from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import REPORT, answer, asked, check, copy_of, letter, link, note, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that is gone and for which the letter cites no copy."""
    for cited in sources(dossier, Verdict.GONE):
        if not cited.copies:
            yield RULE.found(cited.place, cited.why, with_copy(cited))


_GONE = check(verdict=Verdict.GONE, reason="not-found", status=404)
_MAIL = "mailto:clerk@city.example"
_COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT, at=80)

RULE = Rule(
    code="PC201",
    slug="link-gone",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(verdict=Verdict.UNREACHABLE, reason="read-timeout", status=None)),
            one_link(check(verdict=Verdict.UNKNOWN, reason="offline", status=None)),
            asked(letter(note("1", links=[link(), _COPY])), [_GONE, check(_COPY.url)]),
            asked(letter(note("1", links=[link(_MAIL)])), [check(_MAIL, reason="mail-domain")]),
        ),
        invalid=(
            one_link(_GONE),
            one_link(_GONE, answer(ArchiveOutcome.FOUND, "2018-03-04")),
            one_link(check(verdict=Verdict.GONE, reason="dns-no-such-host", status=None)),
            asked(
                letter(note("1", links=[link(_MAIL)])),
                [check(_MAIL, Verdict.GONE, "mail-no-such-domain", status=None)],
            ),
        ),
    ),
    look=look,
)
