"""The cited page is dead, and the archive copy in the note stands in for it.

Why it matters: this is what the copy was cited for. Readers who follow the first address still
meet an error before they see the second.

How to mend: nothing has to change. Where the style allows it, put the copy first.

Reference: The Bluebook, 22nd ed., rule 18.2.1(d).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Verdict
from citations.model import LinkRole

from ...model import Dossier, Finding, Severity
from ..cited import sources
from ..examples import REPORT, asked, check, copy_of, letter, link, note, one_link
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that is gone or a soft 404 while the letter cites a living copy of it."""
    for cited in sources(dossier, Verdict.GONE, Verdict.SOFT_404):
        if cited.copies:
            message = "The page is dead; the archive copy that the note cites stands in for it."
            yield RULE.found(cited.place, message, cited.copies[0].url)


_GONE = check(verdict=Verdict.GONE, reason="not-found", status=404)
_COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT, at=80)
_DEAD_COPY = check(_COPY.url, Verdict.GONE, "not-found", status=404)
_PERMA = link("https://perma.cc/AB12-CD34", at=len(REPORT) + 2, role=LinkRole.ARCHIVE)

RULE = Rule(
    code="PC211",
    slug="dead-with-copy",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(_GONE),
            asked(letter(note("1", links=[link(), _COPY])), [check(), check(_COPY.url)]),
            asked(letter(note("1", links=[link(), _COPY])), [_GONE, _DEAD_COPY]),
        ),
        invalid=(
            asked(letter(note("1", links=[link(), _COPY])), [_GONE, check(_COPY.url)]),
            asked(
                letter(note("1", links=[link(), _PERMA]), text=f"{REPORT} [{_PERMA.url}]"),
                [_GONE, check(_PERMA.url)],
            ),
        ),
    ),
    look=look,
)
