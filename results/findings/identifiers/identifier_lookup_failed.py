"""An identifier could not be looked up.

A registry did not answer, refused, or answered something that could not be read. That says nothing
of the identifier, nor of a work that was to be searched for by its title: it may well exist.

Why it matters: whether the work exists, and whether it was retracted, is not known.

How to mend: run the check again later. A contact address in the settings (`crawl.contact`) makes
some registries answer sooner. `--no-registries` leaves them out.

Reference: api.crossref.org, "Etiquette".
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import RegistryOutcome

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import ABSENT, REGISTERED, UNASKED, described, found, named, said
from .registered import named_sources, registry_name


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every identifier of which some registry said nothing."""
    for source in named_sources(dossier):
        silent = [registry_name(each.registry) for each in source.asked(RegistryOutcome.UNANSWERED)]
        if silent:
            done = "searched for" if source.is_search else "looked up"
            message = f"{source.subject} could not be {done} ({', '.join(silent)})."
            yield RULE.found(source.place, message)


RULE = Rule(
    code="PC505",
    slug="identifier-lookup-failed",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(named(), named(said(REGISTERED)), named(said(ABSENT))),
        invalid=(
            named(said(UNASKED)),
            named(said(REGISTERED), said(UNASKED, "crossref"), said(UNASKED, "datacite")),
            described(found(UNASKED)),
        ),
    ),
    look=look,
)
