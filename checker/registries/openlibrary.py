"""Open Library: what book an ISBN stands for.

Rules kept here:
- The library is large and not complete: that it has no such book does not say that there is none.

Source: openlibrary.org/dev/docs/api/books (`jscmd=data`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..model import Flow, Record, RegistryAnswer, Target
from ..services import object_in
from .registry import (
    MOST_AUTHORS,
    Service,
    is_hindered,
    iso_date,
    objects,
    text_of,
    value_of,
)

_YEAR = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class OpenLibrary(Service):
    """The Books API."""

    schemes: ClassVar[tuple[str, ...]] = ("isbn",)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        key = f"ISBN:{value_of(target)}"
        exchange = yield self.request(f"/api/books?bibkeys={key}&format=json&jscmd=data")
        if is_hindered(exchange) or exchange.status != 200:
            return self.unanswered(target, exchange)
        told = object_in(exchange)
        if told is None:
            return self.unanswered(target, exchange)
        if not told:
            return self.absent(target, exchange, "not in the library's catalogue")
        book = told.get(key)
        if not isinstance(book, dict):
            return self.unanswered(target, exchange)
        return self.registered(target, exchange, _record(book))


def _record(book: Mapping[str, Any]) -> Record:
    title, subtitle = text_of(book.get("title")), text_of(book.get("subtitle"))
    names = (text_of(each.get("name")) for each in objects(book.get("authors")))
    year = _YEAR.search(text_of(book.get("publish_date")) or "")
    return Record(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        authors=tuple(name for name in names if name)[:MOST_AUTHORS],
        published=iso_date(int(year.group())) if year else None,
        type="book",
    )
