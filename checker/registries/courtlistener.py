"""CourtListener: whether a reported case exists.

Rules kept here:
- It is asked only with a token, which stands in the environment (COURTLISTENER_TOKEN) and nowhere
  else: neither settings nor the database see it.
- 200 is one case, 300 several that share the citation; both exist. 404 is a citation that is well
  made and unknown; 400 one that it does not understand, which says nothing.

Source: courtlistener.com, "Citation Lookup and Verification API" (v4).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from ..model import Exchange, Flow, Record, RegistryAnswer, Request, Target
from ..services import value_in
from .registry import MOST_BYTES, Service, is_hindered, iso_prefix, objects, text_of, value_of

TOKEN = "COURTLISTENER_TOKEN"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class CourtListener(Service):
    """The citation lookup."""

    schemes: ClassVar[tuple[str, ...]] = ("case",)

    @property
    def is_ready(self) -> bool:
        """Whether there is a token to ask with."""
        return bool(os.environ.get(TOKEN, "").strip())

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request, with the citation as its text."""
        exchange = yield self._question(value_of(target))
        if is_hindered(exchange) or exchange.status != 200:
            return self.unanswered(target, exchange)
        found = _only(exchange)
        status = found.get("status") if found else None
        if found is not None and status in (200, 300):
            clusters = list(objects(found.get("clusters")))
            record = _record(clusters[0]) if status == 200 and clusters else None
            return self.registered(target, exchange, record)
        if status == 404:
            return self.absent(target, exchange, "no such citation in CourtListener")
        return self.unanswered(target, exchange, "CourtListener did not understand the citation")

    def _question(self, citation: str) -> Request:
        asked = self.request("/api/rest/v4/citation-lookup/")
        token = os.environ.get(TOKEN, "").strip()
        headers = (
            *asked.headers,
            ("authorization", f"Token {token}"),
            ("content-type", "application/x-www-form-urlencoded"),
        )
        body = urlencode({"text": citation}).encode()
        return replace(asked, method="POST", headers=headers, body=body, max_bytes=MOST_BYTES)


def _only(exchange: Exchange) -> Mapping[str, Any] | None:
    """The one citation of the answer, which is a list."""
    found = list(objects(value_in(exchange)))
    return found[0] if len(found) == 1 else None


def _record(cluster: Mapping[str, Any]) -> Record:
    named = (text_of(cluster.get(f"case_name{each}")) for each in ("", "_full", "_short"))
    name = next((each for each in named if each), None)
    return Record(title=name, published=iso_prefix(cluster.get("date_filed")), type="case")
