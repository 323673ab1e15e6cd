"""The DOI is not registered.

The DOI system itself says that it knows no such name. That is another answer than "could not ask",
which is PC505.

Why it matters: no work can be found by it. A slip of the pen does that, and so does a citation
that was made up; the finding does not say which.

How to mend: compare the DOI with the one that the work itself prints, letter by letter; look the
title up at a library or at search.crossref.org. If no registry, page or copy knows the work, do not
cite it.

Reference: DOI Handbook, "Proxy server REST API" (response code 100, handle not found).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import RegistryOutcome

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import ABSENT, REGISTERED, UNASKED, named, record_of, said
from .registered import AUTHORITY, named_sources


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every DOI that the DOI system does not know, and no agency either."""
    for source in named_sources(dossier):
        absent = source.asked(RegistryOutcome.ABSENT)
        known = source.asked(RegistryOutcome.REGISTERED)
        if not known and any(each.registry == AUTHORITY for each in absent):
            yield RULE.found(source.place, f"The {source.shown} is not registered.")


RULE = Rule(
    code="PC501",
    slug="doi-not-registered",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(),
            named(said(REGISTERED)),
            named(said(UNASKED)),
            named(said(REGISTERED), said(ABSENT, "crossref")),
            named(said(ABSENT, "crossref"), said(ABSENT, "datacite")),
            named(said(ABSENT), said(REGISTERED, "crossref", record_of())),
        ),
        invalid=(
            named(said(ABSENT)),
            named(said(ABSENT), said(ABSENT, "crossref"), said(UNASKED, "datacite")),
        ),
    ),
    look=look,
)
