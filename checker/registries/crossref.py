"""Crossref: what a DOI stands for, and what became of the work.

Rules kept here:
- "Resource not found." is Crossref's word on its own DOIs only; others are DataCite's or another
  agency's. Whether a DOI exists is asked of doi.org.
- Notices are read from both sides: `updated-by` in the work's own record, and the works that say
  that they update it (`filter=updates:<doi>`). A notice's own `update-to` is about another work.
- A notice that could not be asked for leaves the answer unanswered: "no retraction" is never said
  by half.
- A work without a DOI is searched for (`query.bibliographic`). What comes back is compared field by
  field; its score is not read. A work with a DOI is searched for only where the DOI is not
  Crossref's or another work's.
- Titles come with markup and with entities, sometimes twice over; both are taken off.

Source: api.crossref.org (REST API documentation, "works", "query.bibliographic", "select";
Crossmark update types).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from ..match import same_title
from ..model import Exchange, Flow, Record, RegistryAnswer, Target, Update, UpdateKind
from ..services import object_in
from .agreement import nearest
from .registry import (
    MOST_AUTHORS,
    MOST_UPDATES,
    Service,
    first_text,
    is_hindered,
    iso_date,
    items,
    name_of,
    objects,
    text_of,
    value_of,
)
from .searching import CLAIM, SEARCHED, WORK, Wanted, asked_for

_FOUND = 10
"""Works of a search that are looked at."""
_FIELDS = (
    *("DOI", "type", "title", "subtitle", "author", "editor", "container-title"),
    *("issued", "published", "published-online", "published-print", "posted"),
)
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
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

    schemes: ClassVar[tuple[str, ...]] = ("doi", WORK, CLAIM)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """A DOI is looked up, a work searched for."""
        if target.key.partition(":")[0] in SEARCHED:
            return (yield from self._search(target, asked_for(target)))
        return (yield from self._doi(target, value_of(target)))

    def _search(self, target: Target, asked: Wanted) -> Flow[RegistryAnswer]:
        """What has the wanted title, where the work's own DOI does not lead to it."""
        if asked.doi:
            known = yield self.request(f"/works/{quote(asked.doi, safe='')}")
            work = _message(known)
            if work is None and not (known.status == 404 and _says_not_found(known)):
                return self.unanswered(target, known)
            if work is not None and _is_titled(asked, _record(work, [])):
                return self.registered(target, known, _record(work, []))
        query = {
            "query.bibliographic": asked.words,
            "rows": str(_FOUND),
            "select": ",".join(_FIELDS),
        }
        exchange = yield self.request("/works?" + urlencode(query, errors="replace"))
        told = _message(exchange)
        if told is None or not isinstance(told.get("items"), list):
            return self.unanswered(target, exchange)
        found = nearest(asked, (_record(each, []) for each in objects(told.get("items"))))
        if found is None:
            return self.absent(target, exchange, "no work of this title found in Crossref")
        return self.registered(target, exchange, found)

    def _doi(self, target: Target, doi: str) -> Flow[RegistryAnswer]:
        """The work, then the notices about it."""
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
        updates = [*_updated_by(work), *_updating(told, doi), *_published(work)]
        return self.registered(target, exchange, _record(work, updates))


def _message(exchange: Exchange) -> Mapping[str, Any] | None:
    """What stands in the envelope `{"status": "ok", "message": {…}}`."""
    if is_hindered(exchange) or exchange.status != 200:
        return None
    told = object_in(exchange)
    message = told.get("message") if told and told.get("status") == "ok" else None
    return message if isinstance(message, dict) else None


def _says_not_found(exchange: Exchange) -> bool:
    """The API's own 404, not that of a proxy before it: plain text, or a validation message."""
    if exchange.body.strip() == b"Resource not found.":
        return True
    told = object_in(exchange) or {}
    return "resource-not-found" in str(told.get("message", ""))[:500]


def _is_titled(asked: Wanted, record: Record) -> bool:
    """Whether the record has the wanted title, as its own or as that of what holds it; a record
    without a title is not doubted.
    """
    titles = [title for title in (record.title, record.container) if title]
    return not record.title or any(same_title(asked.title, each) for each in titles)


def _record(work: Mapping[str, Any], updates: list[Update]) -> Record:
    unique = {(each.kind, each.url.lower()): each for each in updates}
    ordered = sorted(unique.values(), key=lambda each: _WEIGHT.index(each.kind))
    title, subtitle = _plain(work.get("title")), _plain(work.get("subtitle"))
    if title and subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    people = objects(work.get("author") or work.get("editor"))
    names = (name_of(each, "given", "family") for each in people)
    return Record(
        title=title,
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=_earliest(work),
        container=_plain(work.get("container-title")),
        type=text_of(work.get("type")),
        updates=tuple(ordered[:MOST_UPDATES]),
        doi=(text_of(work.get("DOI")) or "").lower() or None,
    )


def _plain(value: object) -> str | None:
    """The first string without markup ("The <i>Drosophila</i>") and entities ("&amp;amp;")."""
    text = first_text(value)
    return text_of(_MARKUP.sub("", unescape(unescape(text)))) if text else None


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


def _published(work: Mapping[str, Any]) -> Iterator[Update]:
    """The article that a preprint became: `relation: {"is-preprint-of": [{"id": "10.…"}]}`."""
    relation = work.get("relation")
    for each in objects(relation.get("is-preprint-of") if isinstance(relation, dict) else None):
        doi = text_of(each.get("id"))
        if doi and each.get("id-type") == "doi":
            yield Update(UpdateKind.VERSION, f"https://doi.org/{quote(doi, safe='/')}")


def _update(told: Mapping[str, Any], notice: object) -> Iterator[Update]:
    kind = _KINDS.get(str(told.get("type", "")).lower().replace("_", "-").replace(" ", "-"))
    doi = text_of(notice)
    if kind is not None:
        url = f"https://doi.org/{quote(doi, safe='/')}" if doi else ""
        yield Update(kind, url, _date(told.get("updated")))
