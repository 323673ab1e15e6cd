"""DataCite: what a DOI of a data set, a preprint or a repository stands for.

Rules kept here:
- A 404 of the API means that the DOI is not DataCite's. Whether a DOI exists is asked of doi.org.
- A new version (IsPreviousVersionOf) is told; a DOI that is registered but hidden is still one.

Source: support.datacite.org, "REST API: retrieving a single DOI" (JSON:API).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote

from ..model import Flow, Record, RegistryAnswer, Target, Update, UpdateKind
from ..services import object_in
from .registry import (
    MOST_AUTHORS,
    MOST_UPDATES,
    Service,
    is_hindered,
    iso_date,
    name_of,
    objects,
    text_of,
    value_of,
)

_RELATIONS = {
    "IsPreviousVersionOf": UpdateKind.VERSION,
    "IsObsoletedBy": UpdateKind.VERSION,
}


@dataclass(frozen=True, slots=True)
class DataCite(Service):
    """The REST API's dois."""

    schemes: ClassVar[tuple[str, ...]] = ("doi",)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        path = f"/dois/{quote(value_of(target), safe='')}"
        exchange = yield self.request(path, "application/vnd.api+json")
        if is_hindered(exchange):
            return self.unanswered(target, exchange)
        told = object_in(exchange)
        if exchange.status == 404 and told is not None and isinstance(told.get("errors"), list):
            return self.absent(target, exchange, "not a DOI of DataCite")
        data = told.get("data") if told and exchange.status == 200 else None
        attributes = data.get("attributes") if isinstance(data, dict) else None
        if not isinstance(attributes, dict):
            return self.unanswered(target, exchange)
        return self.registered(target, exchange, _record(attributes))


def _record(attributes: Mapping[str, Any]) -> Record:
    titles = [text_of(each.get("title")) for each in objects(attributes.get("titles"))]
    people = objects(attributes.get("creators"))
    names = (name_of(each, "givenName", "familyName") for each in people)
    container = attributes.get("container")
    types = attributes.get("types")
    return Record(
        title=next((title for title in titles if title), None),
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=_year(attributes.get("publicationYear")),
        container=text_of(container.get("title")) if isinstance(container, dict) else None,
        type=text_of(types.get("resourceTypeGeneral")) if isinstance(types, dict) else None,
        updates=tuple(_updates(attributes))[:MOST_UPDATES],
        doi=(text_of(attributes.get("doi")) or "").lower() or None,
    )


def _year(value: object) -> str | None:
    text = str(value)[:4]
    return iso_date(int(text)) if text.isascii() and text.isdigit() else None


def _updates(attributes: Mapping[str, Any]) -> Iterator[Update]:
    for each in objects(attributes.get("relatedIdentifiers")):
        kind = _RELATIONS.get(str(each.get("relationType")))
        doi = text_of(each.get("relatedIdentifier"))
        if kind is not None and doi and each.get("relatedIdentifierType") == "DOI":
            yield Update(kind, f"https://doi.org/{quote(doi, safe='/')}")
