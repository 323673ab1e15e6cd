"""The domain is for sale, or now serves someone else.

Why it matters: the reader lands among advertisements, or on a page that its new owner wrote. A
cited domain with a good name is worth money to people who would speak in it.

How to mend: remove the live address from the note and cite an archive copy from the time when the
domain was the source's own.

Reference: Zittrain, Albert and Lessig, Perma, 127 Harv. L. Rev. F. 176 (2014).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict

from ...fixes.suggesting import with_copy
from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import REPORT, asked, check, copy_of, letter, link, note, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source on a parked domain, also where a copy is cited: the address should go."""
    for cited in sources(dossier, Verdict.PARKED):
        yield RULE.found(cited.place, cited.why, with_copy(cited))


_PARKED = check(verdict=Verdict.PARKED, reason="domain-for-sale")
_COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT, at=80)

RULE = Rule(
    code="PC204",
    slug="link-parked",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(one_link(check()),),
        invalid=(
            one_link(_PARKED),
            asked(letter(note("1", links=[link(), _COPY])), [_PARKED, check(_COPY.url)]),
        ),
    ),
    look=look,
)
