"""The cited work has a DOI that the citation does not give.

A search of the registries found a work whose title, first author and year or journal are the cited
ones, and nothing in its record differs. The suggestion is its DOI. It is told where nothing in the
citation leads to the work: no URL and no identifier, or a DOI that is not registered or is another
work's.

Why it matters: a reader finds the work by its DOI, wherever its publisher moves it, and what
becomes of it (a correction, a retraction) is told there.

How to mend: open the suggestion, compare it with the work that you used, and add it to the
citation. Where a link has the wrong DOI, `pincite fix` writes the right one.

Reference: Crossref REST API, `query.bibliographic`; The Bluebook, 22nd ed., rule 18.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from checker import is_another_work
from checker.model import RegistryAnswer, RegistryOutcome
from citations.model import Citation

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import ABSENT, DOI, REGISTERED, UNASKED, described, found, record_of, said
from .registered import NamedSource, named_sources, registry_name


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every such work."""
    for source in named_sources(dossier):
        doi, registry = known_by(dossier, source) or ("", "")
        if doi:
            which = "another" if source.scheme == "claim" else "a"
            message = f"{registry_name(registry)} knows this work by {which} DOI."
            yield RULE.found(source.place, message, f"https://doi.org/{quote(doi, safe='/')}")


def right_dois(dossier: Dossier) -> Mapping[tuple[str | None, str | None], tuple[str, str]]:
    """By note and URL of a link whose DOI is wrong: the DOI of the cited work, and who knows it."""
    return {
        (source.place.note, source.place.url): known
        for source in named_sources(dossier)
        if source.scheme == "claim" and (known := known_by(dossier, source))
    }


def known_by(dossier: Dossier, source: NamedSource) -> tuple[str, str] | None:
    """DOI and registry of the cited work, where a search found it under a DOI that is not given."""
    cited = source.citation
    if not source.is_search or cited is None:
        return None
    given = {each.value.lower() for each in cited.identifiers if each.scheme == "doi"}
    if any(_leads(cited, dossier.registrations.get(f"doi:{doi}", ())) for doi in given):
        return None
    for answer in source.answers:
        record = answer.record
        if record is not None and record in source.records and record.doi not in {None, *given}:
            return str(record.doi), answer.registry
    return None


def _leads(cited: Citation, answers: Sequence[RegistryAnswer]) -> bool:
    """Whether a DOI is registered for the work: Crossref has not those of other agencies."""
    known = [each for each in answers if each.outcome is RegistryOutcome.REGISTERED]
    records = [each.record for each in known if each.record is not None]
    another = bool(records) and all(is_another_work(cited, each) for each in records)
    return bool(known) and not another


_SAME = record_of(doi=DOI)
_KELP = record_of("Growth of Kelp in Cold Water", "Jun Sato", "2009")

RULE = Rule(
    code="PC508",
    slug="work-known-by-doi",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            described(),
            described(found(ABSENT)),
            described(found(UNASKED)),
            described(found(REGISTERED, record_of())),  # no DOI
            described(found(REGISTERED, record_of(author="Jun Sato", doi=DOI))),
            described(found(REGISTERED, record_of(published="2009", doi=DOI))),
            described(found(REGISTERED, record_of("Growth of Kelp in Cold Water", doi=DOI))),
            described(found(REGISTERED, replace(_SAME, container="Review of Marine Life"))),
            described(found(REGISTERED, _SAME, doi=DOI), doi=DOI),  # it is the one that is given
            # A preprint's DOI that leads to it: that Crossref has the article is another matter.
            described(
                said(REGISTERED, key="doi:10.5555/preprint"),
                said(ABSENT, "crossref", key="doi:10.5555/preprint"),
                said(REGISTERED, "datacite", record_of(), "doi:10.5555/preprint"),
                found(REGISTERED, _SAME, doi="10.5555/preprint"),
                doi="10.5555/preprint",
            ),
        ),
        invalid=(
            described(found(REGISTERED, _SAME)),
            described(found(REGISTERED, replace(_SAME, published="2019"))),
            described(found(ABSENT), found(REGISTERED, _SAME, "openalex")),
            described(
                said(ABSENT, key="doi:10.5555/slip"),
                found(REGISTERED, _SAME, doi="10.5555/slip"),
                doi="10.5555/slip",
            ),
            described(
                said(REGISTERED, key="doi:10.5555/slip"),
                said(REGISTERED, "crossref", _KELP, "doi:10.5555/slip"),
                found(REGISTERED, _SAME, doi="10.5555/slip"),
                doi="10.5555/slip",
            ),
        ),
    ),
    look=look,
)
