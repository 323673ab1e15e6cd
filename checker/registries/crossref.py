"""Crossref: what a DOI stands for, and what became of the work.

Rules kept here:
- "Resource not found." is Crossref's word on its own DOIs only; others are DataCite's or another
  agency's. Whether a DOI exists is asked of doi.org.
- Notices are read from both sides: `updated-by` in the work's own record, and the works that say
  that they update it (`filter=updates:<doi>`). A notice's own `update-to` is about another work.
- A notice that could not be asked for leaves the answer unanswered: "no retraction" is never said
  by half.

Source: api.crossref.org (REST API documentation, "works"; Crossmark update types).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from ..model import Exchange, Flow, Record, RegistryAnswer, Target, Update, UpdateKind
from .registry import (
    MOST_AUTHORS,
    MOST_UPDATES,
    Service,
    first_text,
    is_hindered,
    iso_date,
    items,
    json_of,
    objects,
    text_of,
    value_of,
)

_NOTICES = 20
"""Notices asked for; a work has one or two."""
_KINDS: Mapping[str, UpdateKind] = {
    "retraction": UpdateKind.RETRACTION,
    "partial-retraction": UpdateKind.RETRACTION,
    "withdrawal": UpdateKind.RETRACTION,
    "removal": UpdateKind.RETRACTION,
    "expression-of-concern": UpdateKind.CONCERN,
    "correction": UpdateKind.CORRECTION,
    "corrigendum": UpdateKind.CORRECTION,
    "erratum": UpdateKind.CORRECTION,
    "addendum": UpdateKind.CORRECTION,
    "clarification": UpdateKind.CORRECTION,
    "new-version": UpdateKind.VERSION,
    "new-edition": UpdateKind.VERSION,
}
_WEIGHT = tuple(UpdateKind)


@dataclass(frozen=True, slots=True)
class Crossref(Service):
    """The REST API's works."""

    schemes: ClassVar[tuple[str, ...]] = ("doi",)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """The work, then the notices about it."""
        doi = value_of(target)
        exchange = yield self.request(f"/works/{quote(doi, safe='')}")
        if exchange.status == 404 and _says_not_found(exchange):
            return self.absent(target, exchange, "not a DOI of Crossref")
        work = _message(exchange)
        if work is None or not isinstance(work.get("DOI"), str):
            return self.unanswered(target, exchange)
        notices = yield self.request(
            f"/works?filter=updates:{quote(doi, safe='/')}&select=DOI,update-to&rows={_NOTICES}"
        )
        told = _message(notices)
        if told is None or not isinstance(told.get("items"), list):
            return self.unanswered(target, notices)
        updates = [*_updated_by(work), *_updating(told, doi)]
        return self.registered(target, exchange, _record(work, updates))


def _message(exchange: Exchange) -> Mapping[str, Any] | None:
    """What stands in the envelope `{"status": "ok", "message": {…}}`."""
    if is_hindered(exchange) or exchange.status != 200:
        return None
    told = json_of(exchange)
    message = told.get("message") if told and told.get("status") == "ok" else None
    return message if isinstance(message, dict) else None


def _says_not_found(exchange: Exchange) -> bool:
    """The API's own 404, not that of a proxy before it: plain text, or a validation message."""
    if exchange.body.strip() == b"Resource not found.":
        return True
    told = json_of(exchange) or {}
    return "resource-not-found" in str(told.get("message", ""))[:500]


def _record(work: Mapping[str, Any], updates: list[Update]) -> Record:
    unique = {(each.kind, each.url.lower()): each for each in updates}
    ordered = sorted(unique.values(), key=lambda each: _WEIGHT.index(each.kind))
    title, subtitle = first_text(work.get("title")), first_text(work.get("subtitle"))
    if title and subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    names = (_name(each) for each in objects(work.get("author") or work.get("editor")))
    return Record(
        title=title,
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=_earliest(work),
        container=first_text(work.get("container-title")),
        type=text_of(work.get("type")),
        updates=tuple(ordered[:MOST_UPDATES]),
    )


def _name(author: Mapping[str, Any]) -> str:
    given, family = text_of(author.get("given")), text_of(author.get("family"))
    return " ".join(filter(None, (given, family))) or text_of(author.get("name")) or ""


def _earliest(work: Mapping[str, Any]) -> str | None:
    """Online first and in print may be years apart: the earliest, in whose time it was out."""
    names = ("published-online", "published-print", "published", "issued", "posted")
    dates = (_date(work.get(name)) for name in names)
    return min((date for date in dates if date), default=None)


def _date(value: object) -> str | None:
    """`{"date-parts": [[2018, 3, 4]]}`."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return iso_date(*items(next(items(parts), None)))


def _updated_by(work: Mapping[str, Any]) -> Iterator[Update]:
    for each in objects(work.get("updated-by")):
        yield from _update(each, each.get("DOI"))


def _updating(told: Mapping[str, Any], doi: str) -> Iterator[Update]:
    """Notices whose `update-to` names this very DOI: one notice may update several works."""
    for notice in objects(told.get("items")):
        for each in objects(notice.get("update-to")):
            if str(each.get("DOI", "")).lower() == doi.lower():
                yield from _update(each, notice.get("DOI"))


def _update(told: Mapping[str, Any], notice: object) -> Iterator[Update]:
    kind = _KINDS.get(str(told.get("type", "")).lower().replace("_", "-").replace(" ", "-"))
    doi = text_of(notice)
    if kind is not None:
        url = f"https://doi.org/{quote(doi, safe='/')}" if doi else ""
        yield Update(kind, url, _date(told.get("updated")))
