"""There is a newer version of the cited work, or a journal has published it.

A registry has a newer version of the preprint, data set or article that is cited, or the article
that a preprint became. The suggestion leads there. A work that was retracted is told as that
(PC503).

Why it matters: the newer version may say it otherwise, and reviewers may have changed what the
letter relies on. The cited version is not wrong for that: it is what the author saw.

How to mend: read the newer version; where it still says what the letter says, cite it, or both.

Reference: arXiv API User's Manual (versions, arxiv:doi); Crossref, relation types (is-preprint-of)
and update types (new_version, new_edition); DataCite, relation types (IsPreviousVersionOf).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Update, UpdateKind
from citations.model import Identifier

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import REGISTERED, named, noticed, record_of, said
from .registered import NamedSource, named_sources

_PREPRINT = Identifier("arxiv", "2101.00001v1")


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every work of which a registry tells another version."""
    for source in named_sources(dossier):
        if source.updates(UpdateKind.RETRACTION):
            continue
        for update in source.updates(UpdateKind.VERSION):
            yield RULE.found(source.place, _message(source, update), update.url or None)


def _message(source: NamedSource, update: Update) -> str:
    shown = source.work_shown
    if source.scheme == "arxiv" and "doi.org/" in update.url:
        return f"The {shown} was published elsewhere since."
    return f"There is a newer version of the {shown}."


RULE = Rule(
    code="PC510",
    slug="newer-version",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(said(REGISTERED, "crossref", record_of())),
            noticed(UpdateKind.CORRECTION),
            noticed(UpdateKind.VERSION, UpdateKind.RETRACTION),
        ),
        invalid=(
            noticed(UpdateKind.VERSION),
            noticed(UpdateKind.VERSION, registry="arxiv", identifier=_PREPRINT),
        ),
    ),
    look=look,
)
