"""The Federal Register: documents by page, and executive orders by number.

Rules kept here:
- A page is looked up as the site's own "go to citation" does it: `search-details` with the term
  "86 FR 7225" suggests the documents on that page; their titles are asked for in a second request.
- It holds volume 59 (1994) and later; that it has nothing of an earlier one says nothing, and an
  answer without the suggestion says nothing either.
- An executive order is filtered by number, and only an entry of that very number is it. The list
  begins in 1937 (No. 7532) and is complete.

Source: federalregister.gov/developers/documentation/api/v1; the site's published source code
(github.com/usnationalarchives: search-details, the filter executive_order_numbers).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from ..model import Exchange, Flow, Record, RegistryAnswer, Target
from ..services import object_in
from .laws import FEDREG, ORDER
from .registry import (
    MOST_AUTHORS,
    Service,
    is_hindered,
    iso_prefix,
    items,
    objects,
    text_of,
    value_of,
)

_NUMBER = re.compile(r"[A-Z0-9]{1,8}-\d{1,6}(?:-\d{1,6})?")
_FIRST_VOLUME = 59
_FIRST_ORDER = 7532
_FIELDS = (
    *("title", "publication_date", "agencies", "type", "document_number", "executive_order_number"),
    *("start_page", "end_page", "volume"),
)
_ASKED = tuple(("fields[]", name) for name in _FIELDS)


@dataclass(frozen=True, slots=True)
class FederalRegister(Service):
    """The documents of the API."""

    schemes: ClassVar[tuple[str, ...]] = ("fedreg", "eo")

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request for an order, two for a page."""
        scheme, value = target.key.partition(":")[0], value_of(target)
        order, page = ORDER.fullmatch(value), FEDREG.fullmatch(value)
        if scheme == "eo" and order is not None:
            return (yield from self._order(target, int(order["number"].replace(",", ""))))
        if scheme == "fedreg" and page is not None:
            volume, first = int(page["volume"]), int(page["page"].replace(",", ""))
            return (yield from self._page(target, volume, first))
        # Keys of other shapes are not made (checker/registries/naming.py).
        raise ValueError(f"nothing to ask the Federal Register: {target.key!r:.80}")

    def _order(self, target: Target, number: int) -> Flow[RegistryAnswer]:
        query = (
            ("conditions[presidential_document_type][]", "executive_order"),
            ("conditions[executive_order_numbers][]", str(number)),
            *_ASKED,
        )
        exchange = yield self.request("/api/v1/documents.json?" + urlencode(query))
        told = _answer(exchange)
        if told is None or not _is_count(told.get("count")):
            return self.unanswered(target, exchange)
        for each in objects(told.get("results")):
            if str(each.get("executive_order_number", "")).replace(",", "") == str(number):
                return self.registered(target, exchange, _record(each))
        if told["count"] == 0 and number >= _FIRST_ORDER:
            return self.absent(target, exchange, "no executive order of this number")
        return self.unanswered(target, exchange, "the Federal Register did not say")

    def _page(self, target: Target, volume: int, page: int) -> Flow[RegistryAnswer]:
        term = urlencode({"conditions[term]": f"{volume} FR {page}"}, quote_via=quote)
        exchange = yield self.request(f"/api/v1/documents/search-details?{term}")
        numbers = _suggested(exchange)
        if numbers is None:
            return self.unanswered(target, exchange)
        if not numbers:
            if volume < _FIRST_VOLUME:
                return self.unanswered(target, exchange, "the API begins with volume 59")
            return self.absent(target, exchange, "no document on this page")
        if len(numbers) > 1:
            return self.registered(target, exchange)  # several short notices share a page
        path = f"/api/v1/documents/{quote(numbers[0], safe='')}.json?{urlencode(_ASKED)}"
        document = yield self.request(path)
        told = _answer(document)
        return self.registered(target, exchange, _record(told) if told else None)


def _answer(exchange: Exchange) -> Mapping[str, Any] | None:
    if is_hindered(exchange) or exchange.status != 200:
        return None
    return object_in(exchange)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _suggested(exchange: Exchange) -> list[str] | None:
    """Numbers of the documents on the page; None where the term was not taken for a citation."""
    told = _answer(exchange)
    suggestions = told.get("suggestions") if told else None
    citation = suggestions.get("citation") if isinstance(suggestions, dict) else None
    numbers = citation.get("document_numbers") if isinstance(citation, dict) else None
    if not isinstance(numbers, list):
        return None
    found = [each for each in items(numbers) if isinstance(each, str) and _NUMBER.fullmatch(each)]
    return found if found or not numbers else None


def _record(document: Mapping[str, Any]) -> Record:
    names = (
        text_of(each.get("name")) or text_of(each.get("raw_name"))
        for each in objects(document.get("agencies"))
    )
    return Record(
        title=text_of(document.get("title")),
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=iso_prefix(document.get("publication_date")),
        container="Federal Register",
        type=text_of(document.get("type")),
    )
