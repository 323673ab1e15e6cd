"""doi.org: whether a DOI is registered at all, whoever registered it.

Rules kept here:
- Only the handle system's own codes count: responseCode 1 is registered, 100 is not. A DOI that is
  registered without values of the asked type (200) exists.
- The proxy's web pages are never read; a page in the place of JSON is no answer.

Source: DOI Handbook, "Proxy server REST API" (https://doi.org/api/handles/<doi>).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from ..model import Flow, RegistryAnswer, Target
from ..services import object_in
from .registry import Service, is_hindered, value_of

_REGISTERED = (1, 200)
_NOT_FOUND = 100


@dataclass(frozen=True, slots=True)
class Handles(Service):
    """The handle API of the DOI proxy."""

    schemes: ClassVar[tuple[str, ...]] = ("doi",)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        exchange = yield self.request(f"/api/handles/{quote(value_of(target), safe='/')}")
        if is_hindered(exchange):
            return self.unanswered(target, exchange)
        told = object_in(exchange)
        code = told.get("responseCode") if told else None
        if code in _REGISTERED and exchange.status == 200:
            return self.registered(target, exchange)
        if code == _NOT_FOUND and exchange.status in (200, 404):
            return self.absent(target, exchange, "responseCode 100: handle not found")
        if code is not None:
            return self.unanswered(target, exchange, f"responseCode {code}")
        return self.unanswered(target, exchange)
