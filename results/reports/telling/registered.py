"""What registries said of the works of a letter, in words and as JSON.

Rules kept here:
- Every registry that was asked is told, also where it has nothing or could not be asked: those are
  three different words.
- Titles and names are a registry's own; reports clip them and make them visible as they do with all
  that comes from the web.
- What a search found is called the cited work only where the fields agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker import stamp
from checker.model import Record, RegistryAnswer, RegistryOutcome, Update, UpdateKind

from ...findings.identifiers.registered import NamedSource, named_sources, registry_name
from ...model import Dossier
from ..harmless.visible import clipped

_TITLE = 160
_AUTHORS = 3
_KINDS: Mapping[UpdateKind, str] = {
    UpdateKind.RETRACTION: "retracted",
    UpdateKind.CONCERN: "expression of concern",
    UpdateKind.CORRECTION: "corrected",
    UpdateKind.VERSION: "newer version",
}


@dataclass(frozen=True, slots=True)
class Registered:
    """One identifier, or one search, with a line for each registry."""

    subject: str
    """ "DOI 10.5555/night.2018.4", "347 U.S. 483", "Searched for"."""
    url: str
    """Where a reader looks it up."""
    lines: tuple[str, ...]

    @property
    def line(self) -> str:
        """All of it in one."""
        return f"{self.subject}: {'; '.join(self.lines)}"


def registered_of(dossier: Dossier) -> Mapping[int | None, tuple[Registered, ...]]:
    """What was said, by ordinal of the note; None for the running text."""
    found: dict[int | None, tuple[Registered, ...]] = {}
    for source in named_sources(dossier):
        note = source.note.ordinal if source.note else None
        subject = "Searched for" if source.is_search else source.shown
        lines = tuple(_line(source, answer) for answer in source.answers)
        told = Registered(subject, source.name.url, lines)
        if told not in found.get(note, ()):
            found[note] = (*found.get(note, ()), told)
    return found


def _line(source: NamedSource, answer: RegistryAnswer) -> str:
    who = registry_name(answer.registry)
    if answer.outcome is RegistryOutcome.UNANSWERED:
        return f"{who} could not be asked ({answer.detail or 'no answer'})"
    if answer.outcome is RegistryOutcome.ABSENT:
        return f"{who} does not have it" + (f" ({answer.detail})" if answer.detail else "")
    if answer.record is None:
        return f"{who} has it"
    has = "has"
    if source.is_search and answer.record not in source.records:
        has = "has one of this title, and other fields differ:"
    return f"{who} {has} {_work(answer.record)}"


def _work(record: Record) -> str:
    authors = ", ".join(record.authors[:_AUTHORS])
    if len(record.authors) > _AUTHORS:
        authors += " et al."
    title = f"“{clipped(record.title, _TITLE)}”" if record.title else "a work without a title"
    container = clipped(record.container, _TITLE) if record.container else ""
    doi = f"doi {record.doi}" if record.doi else ""
    parts = [title, authors, container, record.published or "", doi]
    return ", ".join((*filter(None, parts), *map(_notice, record.updates)))


def _notice(update: Update) -> str:
    date = f" {update.date}" if update.date else ""
    return f"{_KINDS[update.kind]}{date}"


def registered_values(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """JSON: one object for each name and place, in order of the document."""
    for source in named_sources(dossier):
        yield {
            "scheme": source.scheme,
            "value": source.name.key.partition(":")[2],
            "url": source.name.url,
            "cited_in": {
                "note": source.note.label if source.note else None,
                "line": source.place.line,
            },
            "answers": [_answer(source, each) for each in source.answers],
        }


def _answer(source: NamedSource, answer: RegistryAnswer) -> dict[str, Any]:
    at, record = answer.asked_at, answer.record
    return {
        "registry": answer.registry,
        "outcome": answer.outcome,
        "detail": answer.detail,
        "asked_at": stamp(at) if at else None,
        "is_cited_work": record in source.records if source.is_search and record else None,
        "record": _record(record) if record else None,
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "title": record.title,
        "authors": list(record.authors),
        "published": record.published,
        "container": record.container,
        "type": record.type,
        "doi": record.doi,
        "updates": [
            {"kind": each.kind, "url": each.url or None, "date": each.date}
            for each in record.updates
        ],
    }
