"""The archive does not show copies of this site.

It may have some: the owner of the site asked it not to show them. That is another answer than "no
copy", and another than no answer.

Why it matters: when the page goes, this archive will not help the reader.

How to mend: keep a copy elsewhere (perma.cc, a library's archive, a local WARC), and cite it.

Reference: Internet Archive, Wayback Machine, "URL has been excluded".
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ArchiveOutcome

from ...model import Dossier, Finding, Severity
from ..cited import without_copy
from ..examples import answer, check, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that is kept nowhere else and barred somewhere."""
    for cited, barred in without_copy(dossier, ArchiveOutcome.BLOCKED):
        yield RULE.found(cited.place, f"Copies of this site are not shown by {barred}.")


_BARRED = answer(ArchiveOutcome.BLOCKED)

RULE = Rule(
    code="PC306",
    slug="archive-excludes-site",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check(), answer(ArchiveOutcome.ABSENT)),
            one_link(check(), answer(ArchiveOutcome.UNANSWERED)),
            one_link(check(), _BARRED, answer(ArchiveOutcome.FOUND, "2018-03-04", archive="ours")),
        ),
        invalid=(
            one_link(check(), _BARRED),
            one_link(check(), _BARRED, answer(ArchiveOutcome.ABSENT, archive="ours")),
        ),
    ),
    look=look,
)
