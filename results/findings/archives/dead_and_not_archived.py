"""The cited page is dead, and no archive has a copy.

Why it matters: the source is lost to the reader, as far as could be found out. The claim that
rests on it can no longer be checked.

How to mend: look for the same text elsewhere (another address, a printed edition, a library, the
author), ask archives that pincite was not set to ask, or cite another source.

Reference: The Bluebook, 22nd ed., rule 18.2.1(d); Zittrain, Albert and Lessig, Perma, 127 Harv. L.
Rev. F. 176 (2014).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ArchiveOutcome, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import DEAD_FOR_GOOD, without_copy
from ..examples import answer, check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that is dead for good, without a copy anywhere."""
    for cited, archives in without_copy(dossier, ArchiveOutcome.ABSENT):
        if cited.verdict in DEAD_FOR_GOOD:
            message = f"The page is dead and no archive has a copy (asked: {archives})."
            yield RULE.found(cited.place, message)


_GONE = check(verdict=Verdict.GONE, reason="not-found", status=404)
_ABSENT = answer(ArchiveOutcome.ABSENT)

RULE = Rule(
    code="PC302",
    slug="dead-and-not-archived",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(_GONE),
            one_link(_GONE, answer(ArchiveOutcome.FOUND, "2018-03-04")),
            one_link(_GONE, answer(ArchiveOutcome.UNANSWERED)),
            one_link(_GONE, answer(ArchiveOutcome.BLOCKED)),
            one_link(check(), _ABSENT),
            one_link(
                check(verdict=Verdict.UNREACHABLE, reason="read-timeout", status=None), _ABSENT
            ),
        ),
        invalid=(
            one_link(_GONE, _ABSENT),
            one_link(check(verdict=Verdict.PARKED, reason="domain-for-sale"), _ABSENT),
        ),
    ),
    look=look,
)
