"""The archive has copies only from after the page was gone.

Between the cited date and the copy, the archive recorded that the page was gone: a 404 or 410, a
"not found" page, a domain for sale. The copy does not bear the cited title, so it is most likely
what came to stand at the address later.

Why it matters: the copy carries a date and the right address, and still does not show what the
author saw.

How to mend: look for captures from before that date in other archives, or cite another edition of
the source. Do not cite this copy without having compared it with the claim.

Reference: RFC 7089, 1; the Internet Archive's CDX server ("statuscode").
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import SnapshotVerdict

from ...model import Dossier, Finding, Severity
from ..rule import Rule
from .bad_copies import examples, told


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source that was captured only when it was gone."""
    words = "was taken after the page was gone"
    return told(RULE, dossier, SnapshotVerdict.ONLY_AFTER_DEATH, words)


RULE = Rule(
    code="PC310",
    slug="copy-after-death",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: examples(SnapshotVerdict.ONLY_AFTER_DEATH, SnapshotVerdict.WRONG_CONTENT),
    look=look,
)
