"""An archive could not be asked.

It did not answer, or it asked us to come back later. Whether it has a copy is not known; "not
archived" is never concluded from it.

Why it matters: the report is not complete for this link.

How to mend: run the same command again later. If one archive never answers, see its address in the
settings, or turn it off there.

Reference: RFC 7089; RFC 6585, 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ArchiveOutcome, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import without_copy
from ..examples import answer, check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source without a known copy for which an archive gave no answer."""
    for cited, silent in without_copy(dossier, ArchiveOutcome.UNANSWERED):
        message = f"Whether there is an archive copy is not known: no answer from {silent}."
        yield RULE.found(cited.place, message)


_SILENT = answer(ArchiveOutcome.UNANSWERED)

RULE = Rule(
    code="PC303",
    slug="archive-lookup-failed",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check()),
            one_link(check(), answer(ArchiveOutcome.ABSENT)),
            one_link(check(), _SILENT, answer(ArchiveOutcome.FOUND, "2018-03-04", archive="ours")),
        ),
        invalid=(
            one_link(check(), _SILENT),
            one_link(check(), _SILENT, answer(ArchiveOutcome.ABSENT, archive="ours")),
            one_link(check(verdict=Verdict.GONE, reason="not-found", status=404), _SILENT),
        ),
    ),
    look=look,
)
