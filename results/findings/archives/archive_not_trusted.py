"""The cited archive is no longer trusted.

The note cites a copy in archive.today (also archive.is, .ph, .md, .li, .vn, .fo). Captures there
were found to have been altered, and the English Wikipedia deprecated the archive on 20 February
2026.

Why it matters: a copy that may have been altered proves nothing.

How to mend: cite the original if it lives, else a copy in another archive (the Wayback Machine,
perma.cc, a national library). pincite does not open archive.today and never proposes it.

Reference: English Wikipedia, deprecation of archive.today, 20 February 2026.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import LinkRole

from ...model import Dossier, Finding, Severity
from ..cited import is_distrusted
from ..examples import REPORT, copy_of, letter, link, note
from ..rule import Examples, Rule, at_link


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every cited copy in archive.today, asked or not."""
    for where, each in dossier.document.all_links():
        if is_distrusted(each):
            message = "The copy is in archive.today, which is no longer trusted."
            yield RULE.found(at_link(dossier.document, where, each), message, each.archive_of)


RULE = Rule(
    code="PC305",
    slug="archive-not-trusted",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            letter(note("1", links=[link(), copy_of(REPORT, "https://perma.cc/AB12-CD34")])),
            letter(note("1", links=[link("https://notarchive.is/2020/https://city.example/")])),
        ),
        invalid=(
            letter(note("1", links=[link("https://archive.ph/AbC12", role=LinkRole.ARCHIVE)])),
            letter(
                note("1", links=[copy_of(REPORT, f"https://archive.today/20180304120000/{REPORT}")])
            ),
        ),
    ),
    look=look,
)
