"""The works that a letter names or describes, with what registries said of them.

Rules kept here:
- An identifier is told once a note, where its citation stands; where no citation was read around a
  link, at the link.
- Only doi.org says that a DOI does not exist; that Crossref or DataCite do not have it says that it
  is another agency's.
- What a search found counts as the cited work only where the fields agree (checker's
  `is_same_work`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from checker import SEARCHED, NamedWork, is_same_work, names_in
from checker.model import Record, RegistryAnswer, RegistryOutcome, Target, Update, UpdateKind
from citations.model import Citation, Document, Note

from ...model import Dossier
from ..rule import Place, at_link, at_span

AUTHORITY = "doi"
"""The registry that knows every DOI."""

_SHOWN = {
    "doi": "DOI {}",
    "arxiv": "arXiv number {}",
    "pmid": "PubMed number {}",
    "isbn": "ISBN {}",
    **dict.fromkeys(SEARCHED, "cited work"),
}
_NAMES = {
    "doi": "doi.org",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "arxiv": "arXiv",
    "pubmed": "PubMed",
    "openlibrary": "Open Library",
    "govinfo": "govinfo",
    "courtlistener": "CourtListener",
    "federalregister": "the Federal Register",
    "openalex": "OpenAlex",
}


def registry_name(name: str) -> str:
    """A registry as readers know it."""
    return _NAMES.get(name, name)


@dataclass(frozen=True, slots=True)
class NamedSource:
    """Something that registries were asked about."""

    place: Place
    note: Note | None
    citation: Citation | None
    """None for a link around which no citation was read."""
    name: Target
    answers: tuple[RegistryAnswer, ...]
    records: tuple[Record, ...]
    """What the registries that know it tell of the work; of a search, only of the cited one."""

    @property
    def scheme(self) -> str:
        """doi, arxiv, isbn, usc …; work or claim for a search."""
        return self.name.key.partition(":")[0]

    @property
    def is_search(self) -> bool:
        """Whether the work was searched for by its fields."""
        return self.scheme in SEARCHED

    @property
    def shown(self) -> str:
        """The identifier as a message names it."""
        return _SHOWN.get(self.scheme, "{}").format(self.name.key.partition(":")[2])

    @property
    def subject(self) -> str:
        """The identifier at the start of a sentence: "The DOI 10.1/x", "8 U.S.C. § 1373"."""
        return f"The {self.shown}" if self.scheme in _SHOWN else self.shown

    @property
    def work_shown(self) -> str:
        """The work as a message names it."""
        return self.shown if self.is_search else f"work with the {self.shown}"

    def asked(self, outcome: RegistryOutcome) -> tuple[RegistryAnswer, ...]:
        """The registries that gave this answer."""
        return tuple(each for each in self.answers if each.outcome is outcome)

    def updates(self, *kinds: UpdateKind) -> tuple[Update, ...]:
        """Notices of these kinds, each once; those that say where they stand first."""
        told = (update for record in self.records for update in record.updates)
        found = tuple(dict.fromkeys(update for update in told if update.kind in kinds))
        return tuple(sorted(found, key=lambda each: not each.url))


def named_sources(dossier: Dossier) -> tuple[NamedSource, ...]:
    """Everything that was asked about, in order of the document."""
    if not dossier.registrations:
        return ()
    return _sources(_Asked(dossier.document, dossier.registrations))


class _Asked:
    """A letter and what was said of it: the same as long as both are the same objects."""

    __slots__ = ("document", "said")

    def __init__(self, document: Document, said: Mapping[str, tuple[RegistryAnswer, ...]]) -> None:
        self.document = document
        self.said = said

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Asked):
            return NotImplemented
        return self.document is other.document and self.said is other.said

    def __hash__(self) -> int:
        return hash((id(self.document), id(self.said)))


@lru_cache(maxsize=1)  # ten findings and a report ask the same of one letter, one after the other
def _sources(asked: _Asked) -> tuple[NamedSource, ...]:
    return tuple(
        NamedSource(
            _place(asked.document, each),
            each.note,
            each.citation,
            each.target,
            answers,
            tuple(_records(each, answers)),
        )
        for each in names_in(asked.document)
        if (answers := asked.said.get(each.target.key, ()))
    )


def _place(document: Document, named: NamedWork) -> Place:
    if named.link is not None:
        return at_link(document, named.note, named.link)
    assert named.citation is not None, "a work is named by a link or by a citation"
    return place_of(document, named.note, named.citation)


def _records(named: NamedWork, answers: Iterable[RegistryAnswer]) -> Iterator[Record]:
    is_search = named.target.key.partition(":")[0] in SEARCHED
    for answer in answers:
        record, citation = answer.record, named.citation
        if record is None:
            continue
        if not is_search or (citation is not None and is_same_work(citation, record)):
            yield record


def citations_of(dossier: Dossier) -> Iterator[tuple[Note | None, Citation]]:
    """Every citation with the note in which it stands."""
    yield from ((None, each) for each in dossier.document.citations)
    for note in dossier.document.notes:
        yield from ((note, each) for each in note.citations)


def place_of(document: Document, note: Note | None, citation: Citation) -> Place:
    """The citation's link where it has one, else the citation."""
    links = note.links if note else document.links
    inside = (each for each in links if each.span in citation.span and len(each.span))
    link = next((each for each in inside if not each.is_mail), None)
    if link is not None:
        return at_link(document, note, link)
    return at_span(document, note, citation.span)
