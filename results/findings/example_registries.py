"""Small builders for letters whose identifiers were looked up: examples of the PC5xx findings."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Record, RegistryAnswer, RegistryOutcome, Update, UpdateKind
from citations.model import CitationType, DateValue, Identifier, Name

from ..model import Dossier
from .examples import ASKED, citation, letter, note

REGISTERED = RegistryOutcome.REGISTERED
ABSENT = RegistryOutcome.ABSENT
UNASKED = RegistryOutcome.UNANSWERED
DOI = "10.5555/night.2018.4"
KEY = f"doi:{DOI}"
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
) -> Record:
    """A work as a registry describes it."""
    notices = tuple(Update(kind, NOTICE, "2020-05-01") for kind in updates)
    container = "Journal of City Transport"
    return Record(title, (author,) if author else (), published, container, "article", notices)


def named(
    *answers: RegistryAnswer,
    identifier: Identifier | None = None,
    title: str | None = "The Night Bus and Its Riders",
) -> Dossier:
    """A letter whose one note cites a work by an identifier, and what registries said of it."""
    cited = replace(
        citation("Ada Moreau, The Night Bus and Its Riders (2018)"),
        type=CitationType.ARTICLE_JOURNAL,
        title=title,
        authors=(Name("Moreau", "Ada"),),
        date=DateValue("2018", "2018"),
        identifiers=(identifier or Identifier("doi", DOI),),
    )
    by_key: dict[str, tuple[RegistryAnswer, ...]] = {}
    for each in answers:
        by_key[each.key] = (*by_key.get(each.key, ()), each)
    return replace(letter(note("1", citations=[cited])), registrations=by_key)
