"""The identifiers of a letter with what registries said of them.

Rules kept here:
- An identifier is told once a note, where its citation stands.
- Only doi.org says that a DOI does not exist; that Crossref or DataCite do not have it says that it
  is another agency's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker import registered_names
from checker.model import Record, RegistryAnswer, RegistryOutcome, Target, Update, UpdateKind
from citations.model import Citation, Note

from ..model import Dossier
from .rule import Place, at_link, at_span

AUTHORITY = "doi"
"""The registry that knows every DOI."""

_SHOWN = {
    "doi": "DOI {}",
    "arxiv": "arXiv number {}",
    "pmid": "PubMed number {}",
    "isbn": "ISBN {}",
    "usc": "{}",
    "fedreg": "{}",
    "case": "{}",
}


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A citation that gives an identifier which registries were asked about."""

    place: Place
    citation: Citation
    name: Target
    answers: tuple[RegistryAnswer, ...]

    @property
    def scheme(self) -> str:
        """doi, arxiv, isbn, usc …"""
        return self.name.key.partition(":")[0]

    @property
    def shown(self) -> str:
        """The identifier as a message names it."""
        return _SHOWN.get(self.scheme, "{}").format(self.name.key.partition(":")[2])

    @property
    def records(self) -> tuple[Record, ...]:
        """What the registries that know it tell of the work."""
        return tuple(each.record for each in self.answers if each.record is not None)

    def asked(self, outcome: RegistryOutcome) -> tuple[RegistryAnswer, ...]:
        """The registries that gave this answer."""
        return tuple(each for each in self.answers if each.outcome is outcome)

    def updates(self, *kinds: UpdateKind) -> tuple[Update, ...]:
        """Notices of these kinds, each once."""
        told = (update for record in self.records for update in record.updates)
        return tuple(dict.fromkeys(update for update in told if update.kind in kinds))


def named_sources(dossier: Dossier) -> Iterator[NamedSource]:
    """Every identifier that was asked about, in order of the document."""
    for note, citation in citations_of(dossier):
        for name in registered_names(citation):
            answers = dossier.registrations.get(name.key, ())
            if answers:
                yield NamedSource(place_of(dossier, note, citation), citation, name, answers)


def citations_of(dossier: Dossier) -> Iterator[tuple[Note | None, Citation]]:
    """Every citation with the note in which it stands."""
    yield from ((None, each) for each in dossier.document.citations)
    for note in dossier.document.notes:
        yield from ((note, each) for each in note.citations)


def place_of(dossier: Dossier, note: Note | None, citation: Citation) -> Place:
    """The citation's link where it has one, else the citation."""
    links = note.links if note else dossier.document.links
    link = next((each for each in links if each.span in citation.span and len(each.span)), None)
    if link is not None:
        return at_link(dossier.document, note, link)
    return at_span(dossier.document, note, citation.span)
