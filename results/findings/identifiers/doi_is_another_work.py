"""The identifier belongs to another work.

The registry's title is not the cited one, its authors or its year are not either, and nothing else
agrees. A title alone is never enough: translations, subtitles and chapters differ, too.

Why it matters: a reader who follows the identifier comes to a work that does not say what the note
claims. Citations that were made up often carry a real identifier of something else.

How to mend: open the identifier. If it is the wrong one, take the right one from the work itself;
if the work cannot be found at all, do not cite it.

Reference: Crossref and DataCite REST APIs; the suggestion is the title that the registry gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker import is_another_work

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import REGISTERED, named, record_of, said
from .registered import named_sources


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every identifier whose records all tell of something else than the citation."""
    for source in named_sources(dossier):
        records, cited = source.records, source.citation
        if cited is None or source.is_search or not records:
            continue
        if all(is_another_work(cited, each) for each in records):
            message = f"The {source.shown} is registered for another work."
            yield RULE.found(source.place, message, records[0].title)


_OTHER = record_of("Growth of Kelp in Cold Water", "Jun Sato", "2009")

RULE = Rule(
    code="PC502",
    slug="doi-is-another-work",
    severity=Severity.ERROR,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(said(REGISTERED)),
            named(said(REGISTERED, "crossref", record_of())),
            named(said(REGISTERED, "crossref", record_of("Les bus de nuit et leurs passagers"))),
            named(said(REGISTERED, "crossref", record_of("Kelp in Cold Water", "", None))),
            named(said(REGISTERED, "crossref", _OTHER), title=None),
            named(said(REGISTERED, "crossref", _OTHER), said(REGISTERED, "datacite", record_of())),
        ),
        invalid=(
            named(said(REGISTERED), said(REGISTERED, "crossref", _OTHER)),
            named(said(REGISTERED, "crossref", record_of("Growth of Kelp", "Jun Sato", None))),
        ),
    ),
    look=look,
)
