"""OpenAlex: whether a work was retracted, and works that are searched for.

Rules kept here:
- It is asked only with a key, which stands in the environment (OPENALEX_API_KEY) and nowhere else:
  without one it allows ten searches a day, which is less than one letter. Look-ups by DOI are free.
- A search is asked with the words of the title alone: quotation marks, "*" and capital "OR" are its
  language. What comes back is compared field by field; its score is not read.
- That it does not have a DOI says nothing of the DOI.

Source: developers.openalex.org ("Authentication", "Search", the Work object).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from ..match import words
from ..model import (
    Exchange,
    Flow,
    Record,
    RegistryAnswer,
    Request,
    Target,
    Update,
    UpdateKind,
)
from ..services import object_in
from .agreement import nearest
from .registry import (
    MOST_AUTHORS,
    Service,
    is_hindered,
    iso_date,
    iso_prefix,
    objects,
    text_of,
    value_of,
)
from .searching import WORK, asked_for

KEY = "OPENALEX_API_KEY"
_FOUND = 10
_FIELDS = ",".join(
    (
        *("id", "doi", "title", "display_name", "publication_year", "publication_date"),
        *("authorships", "primary_location", "is_retracted", "type"),
    )
)
_RESOLVERS = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/")


@dataclass(frozen=True, slots=True)
class OpenAlex(Service):
    """The works of the API."""

    schemes: ClassVar[tuple[str, ...]] = ("doi", WORK)

    @property
    def is_ready(self) -> bool:
        """Whether there is a key to ask with."""
        return bool(_key())

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        if target.key.startswith("doi:"):
            return (yield from self._doi(target, value_of(target)))
        query = {
            "search": " ".join(words(asked_for(target).title)),
            "per-page": str(_FOUND),
            "select": _FIELDS,
        }
        exchange = yield self._asked("/works?" + urlencode(query, errors="replace"))
        told = object_in(exchange) if not is_hindered(exchange) and exchange.status == 200 else None
        if told is None or not isinstance(told.get("results"), list):
            return self._unsaid(target, exchange)
        found = nearest(asked_for(target), map(_record, objects(told.get("results"))))
        if found is None:
            return self.absent(target, exchange, "no work of this title found in OpenAlex")
        return self.registered(target, exchange, found)

    def _doi(self, target: Target, doi: str) -> Flow[RegistryAnswer]:
        exchange = yield self._asked(f"/works/doi:{quote(doi, safe='/')}?select={_FIELDS}")
        if is_hindered(exchange):
            return self._unsaid(target, exchange)
        told = object_in(exchange)
        if exchange.status == 404 and _is_its_own(exchange.body, told):
            return self.absent(target, exchange, "not in OpenAlex")
        if exchange.status != 200 or told is None or not isinstance(told.get("id"), str):
            return self._unsaid(target, exchange)
        return self.registered(target, exchange, _record(told))

    def _asked(self, path: str) -> Request:
        asked = self.request(path)
        mark = "&" if "?" in path else "?"
        return replace(asked, url=f"{asked.url}{mark}" + urlencode({"api_key": _key()}))

    def _unsaid(self, target: Target, exchange: Exchange) -> RegistryAnswer:
        """Without the key, should an error repeat the address."""
        answer = self.unanswered(target, exchange)
        secrets = {_key(), quote(_key(), safe="")} - {""}
        detail = answer.detail
        for secret in secrets:
            detail = detail.replace(secret, "…")
        return replace(answer, detail=detail)


def _is_its_own(body: bytes, told: Mapping[str, Any] | None) -> bool:
    """Whether a 404 is the API's, not that of a proxy before it: JSON, or its framework's page."""
    return bool((told or {}).keys() & {"error", "message"}) or (
        b"The requested URL was not found on the server" in body[:2000]
    )


def _key() -> str:
    return os.environ.get(KEY, "").strip()


def _record(work: Mapping[str, Any]) -> Record:
    names = (_name(each.get("author")) for each in objects(work.get("authorships")))
    doi = (text_of(work.get("doi")) or "").lower()
    for resolver in _RESOLVERS:
        doi = doi.removeprefix(resolver)
    return Record(
        title=text_of(work.get("title")) or text_of(work.get("display_name")),
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=iso_prefix(work.get("publication_date"))
        or iso_date(work.get("publication_year")),
        container=_container(work.get("primary_location")),
        type=text_of(work.get("type")),
        updates=(Update(UpdateKind.RETRACTION),) if work.get("is_retracted") is True else (),
        doi=doi if doi.startswith("10.") else None,
    )


def _name(author: object) -> str | None:
    return text_of(author.get("display_name")) if isinstance(author, dict) else None


def _container(location: object) -> str | None:
    source = location.get("source") if isinstance(location, dict) else None
    return text_of(source.get("display_name")) if isinstance(source, dict) else None
