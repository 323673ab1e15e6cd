"""The cited work was corrected, or its editors voiced a concern.

A registry has a correction, an erratum or an expression of concern about the work. A work that was
retracted is told as that (PC503) and not here. A newer version alone is no correction.

Why it matters: what the letter says of the work may be the very thing that was corrected.

How to mend: read the notice, to which the suggestion leads; compare the cited passage; cite the
correction beside the work where it matters.

Reference: Crossref, "Retractions and corrections" (update types correction, erratum, corrigendum,
addendum, clarification, expression of concern).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import UpdateKind

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import REGISTERED, named, noticed, record_of, said
from .registered import named_sources


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every work with such a notice and without a retraction."""
    for source in named_sources(dossier):
        notices = source.updates(UpdateKind.CONCERN) or source.updates(UpdateKind.CORRECTION)
        if notices and not source.updates(UpdateKind.RETRACTION):
            concern = notices[0].kind is UpdateKind.CONCERN
            what = "An expression of concern" if concern else "A correction"
            message = f"{what} was published about the {source.work_shown}."
            yield RULE.found(source.place, message, notices[0].url or None)


RULE = Rule(
    code="PC504",
    slug="work-corrected",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(said(REGISTERED, "crossref", record_of())),
            noticed(UpdateKind.VERSION),
            noticed(UpdateKind.CORRECTION, UpdateKind.RETRACTION),
        ),
        invalid=(
            noticed(UpdateKind.CORRECTION),
            noticed(UpdateKind.CONCERN),
        ),
    ),
    look=look,
)
