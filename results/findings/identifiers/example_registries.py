"""Small builders for letters whose identifiers were looked up: examples of the PC5xx findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker import registered_names
from checker.model import Record, RegistryAnswer, RegistryOutcome, Update, UpdateKind
from citations.model import Citation, CitationType, DateValue, Identifier, Name

from ...model import Dossier
from ..examples import ASKED, citation, letter, note

REGISTERED = RegistryOutcome.REGISTERED
ABSENT = RegistryOutcome.ABSENT
UNASKED = RegistryOutcome.UNANSWERED
DOI = "10.5555/night.2018.4"
KEY = f"doi:{DOI}"
JOURNAL = "J. City Transp."
NOTICE = "https://doi.org/10.5555/night.2020.9"


def said(
    outcome: RegistryOutcome, registry: str = "doi", record: Record | None = None, key: str = KEY
) -> RegistryAnswer:
    """What a registry said."""
    detail = "HTTP 503" if outcome is UNASKED else ""
    return RegistryAnswer(key, registry, outcome, record, detail, ASKED)


def record_of(
    title: str = "The Night Bus and Its Riders",
    author: str = "Ada Moreau",
    published: str | None = "2018-03-04",
    *updates: UpdateKind,
    doi: str | None = None,
) -> Record:
    """A work as a registry describes it."""
    notices = tuple(Update(kind, NOTICE, "2020-05-01") for kind in updates)
    container = "Journal of City Transport"
    authors = (author,) if author else ()
    return Record(title, authors, published, container, "article", notices, doi)


def named(
    *answers: RegistryAnswer,
    identifier: Identifier | None = None,
    title: str | None = "The Night Bus and Its Riders",
) -> Dossier:
    """A letter whose one note cites a work by an identifier, and what registries said of it."""
    cited = replace(_article(), title=title, identifiers=(identifier or Identifier("doi", DOI),))
    return replace(letter(note("1", citations=[cited])), registrations=_by_key(answers))


def noticed(
    *notices: UpdateKind, registry: str = "crossref", identifier: Identifier | None = None
) -> Dossier:
    """A letter that cites a work of which a registry tells these notices."""
    work = record_of("The Night Bus and Its Riders", "Ada Moreau", "2018", *notices)
    key = f"{identifier.scheme}:{identifier.value}" if identifier else KEY
    return named(said(REGISTERED, registry, work, key), identifier=identifier)


def found(
    outcome: RegistryOutcome,
    record: Record | None = None,
    registry: str = "crossref",
    doi: str | None = None,
    container: str | None = None,
) -> RegistryAnswer:
    """What a registry said when it was asked for the article of `described`."""
    identifiers = (Identifier("doi", doi),) if doi else ()
    wanted = replace(_article(), container=container or JOURNAL, identifiers=identifiers)
    return said(outcome, registry, record, registered_names(wanted)[-1].key)


def described(
    *answers: RegistryAnswer,
    doi: str | None = None,
    identifier: Identifier | None = None,
    container: str = JOURNAL,
    kind: CitationType = CitationType.ARTICLE_JOURNAL,
) -> Dossier:
    """A letter whose one note cites an article by title, author, journal and year, and what
    registries said of it.
    """
    given = Identifier("doi", doi) if doi else identifier
    identifiers = (given,) if given else ()
    cited = replace(_article(), type=kind, container=container, identifiers=identifiers)
    return replace(letter(note("1", citations=[cited])), registrations=_by_key(answers))


def _article() -> Citation:
    return replace(
        citation("Ada Moreau, The Night Bus and Its Riders (2018)"),
        type=CitationType.ARTICLE_JOURNAL,
        title="The Night Bus and Its Riders",
        authors=(Name("Moreau", "Ada"),),
        date=DateValue("2018", "2018"),
    )


def _by_key(answers: tuple[RegistryAnswer, ...]) -> Mapping[str, tuple[RegistryAnswer, ...]]:
    by_key: dict[str, tuple[RegistryAnswer, ...]] = {}
    for each in answers:
        by_key[each.key] = (*by_key.get(each.key, ()), each)
    return by_key
