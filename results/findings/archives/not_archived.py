"""No archive has a copy of the cited page.

The page is there, or may be (blocked, paywalled, unreachable for now), and all archives that were
asked say that they have no copy near enough to show.

Why it matters: when the page goes, nothing of it is left. Now is the time to save it.

How to mend: save the page (`pincite archive` does it: Save Page Now, perma.cc) and cite the copy
beside the address: `URL [https://perma.cc/XXXX-XXXX]`.

Reference: The Bluebook, 22nd ed., rule 18.2.1(d): all online content that is cited should be
captured.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ArchiveOutcome, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import without_copy
from ..examples import REPORT, answer, asked, check, copy_of, letter, link, note, one_link
from ..rule import Examples, Rule

_WORTH_SAVING = frozenset(
    {Verdict.OK, Verdict.MOVED, Verdict.BLOCKED, Verdict.PAYWALLED, Verdict.UNREACHABLE}
)


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that is not dead for good, without a copy anywhere."""
    for cited, archives in without_copy(dossier, ArchiveOutcome.ABSENT):
        if cited.verdict in _WORTH_SAVING:
            yield RULE.found(cited.place, f"No archive has a copy of the page (asked: {archives}).")


_ABSENT = answer(ArchiveOutcome.ABSENT)
_COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT, at=80)

RULE = Rule(
    code="PC301",
    slug="not-archived",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(), answer(ArchiveOutcome.FOUND, "2018-03-04")),
            one_link(check(), answer(ArchiveOutcome.UNANSWERED)),
            one_link(check(), answer(ArchiveOutcome.BLOCKED)),
            one_link(check(), _ABSENT, answer(ArchiveOutcome.UNANSWERED, archive="ours")),
            one_link(check(verdict=Verdict.GONE, reason="not-found", status=404), _ABSENT),
            asked(letter(note("1", links=[link(), _COPY])), [check(), check(_COPY.url)], _ABSENT),
        ),
        invalid=(
            one_link(check(), _ABSENT),
            one_link(check(), _ABSENT, answer(ArchiveOutcome.ABSENT, archive="ours")),
            one_link(
                check(verdict=Verdict.UNREACHABLE, reason="read-timeout", status=None), _ABSENT
            ),
        ),
    ),
    look=look,
)
