"""The archive's copies show another page than the one that is cited.

They were opened: one is a capture of another address, of a domain that was for sale or in other
hands, or of a page on which neither the cited title nor most of its words stand. No archive that
was asked has a better one.

Why it matters: a reader who is sent there meets a page that has nothing to do with the claim, and
that looks like evidence all the same.

How to mend: open the copy and compare it with what is cited. Look for captures nearer to the date
of access, in other archives too; see whether the citation's title is that of the page.

Reference: RFC 7089, 1; Jones et al., Scholarly Context Adrift, PLoS ONE 11(12) (2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import SnapshotVerdict

from ...model import Dossier, Finding, Severity
from ..rule import Rule
from .bad_copies import examples, told


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source whose copies show something else."""
    return told(RULE, dossier, SnapshotVerdict.WRONG_CONTENT, "shows something else")


RULE = Rule(
    code="PC309",
    slug="copy-of-other-page",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: examples(SnapshotVerdict.WRONG_CONTENT, SnapshotVerdict.ERROR_CAPTURE),
    look=look,
)
