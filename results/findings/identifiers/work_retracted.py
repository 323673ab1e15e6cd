"""The cited work was retracted.

A registry has a notice that the work was retracted, withdrawn or removed. The suggestion is where
the notice stands.

Why it matters: its authors, its publisher or its editors no longer stand by what it says.

How to mend: do not rely on it. If the letter is about the retraction itself, cite the notice beside
the work and say "(retracted)".

Reference: Crossref, "Retractions and corrections" (update types retraction, withdrawal, removal);
arXiv, "To withdraw an article"; The Bluebook, 22nd ed., rule 16 (subsequent history by analogy).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.model import Update, UpdateKind

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import REGISTERED, named, noticed, record_of, said
from .registered import named_sources


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every work with a notice of retraction."""
    for source in named_sources(dossier):
        notices = source.updates(UpdateKind.RETRACTION)
        if notices:
            when = f" on {notices[0].date}" if notices[0].date else ""
            message = f"The {source.work_shown} was retracted or withdrawn{when}."
            yield RULE.found(source.place, message, notices[0].url or None)


_BOTH = record_of(
    *("The Night Bus and Its Riders", "Ada Moreau", "2018"),
    *(UpdateKind.CORRECTION, UpdateKind.RETRACTION),
)

_UNDATED = Update(UpdateKind.RETRACTION, "")
_ELSEWHERE = Update(UpdateKind.RETRACTION, "https://doi.org/10.5555/night.2021.1", "2021-01-02")

RULE = Rule(
    code="PC503",
    slug="work-retracted",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(said(REGISTERED, "crossref", record_of())),
            noticed(UpdateKind.CORRECTION),
            noticed(UpdateKind.CONCERN),
        ),
        invalid=(
            noticed(UpdateKind.RETRACTION),
            named(
                said(REGISTERED),
                said(
                    REGISTERED,
                    "crossref",
                    _BOTH,
                ),
            ),
            named(said(REGISTERED, "crossref", replace(record_of(), updates=(_UNDATED,)))),
            named(
                said(REGISTERED, "crossref", replace(record_of(), updates=(_UNDATED, _ELSEWHERE)))
            ),
        ),
    ),
    look=look,
)
