"""govinfo: whether a section of the U.S. Code, a page of the Federal Register or a document exists.

Rules kept here:
- The link service answers with a redirect to what it found; what it did not find is a 404 or a
  redirect to its own page "#contenterror". A redirect is not followed: it leads to a large file.
- Only the current edition of the Code is asked for. A section that was repealed may be absent
  though it stood there when the letter was written; the finding says so.

Source: govinfo.gov, "Link Service" (/link/uscode, /link/fr); metadata of packages
(/metadata/pkg/<package>/mods.xml).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from ..model import Flow, RegistryAnswer, Target
from ..redirects import REDIRECTS
from .registry import Service, is_hindered, value_of

_USC = re.compile(r"(?P<title>\d{1,2}) U\.S\.C\. § (?P<section>\d{1,5}[A-Za-z]{0,3}(?:-\d{1,3})?)")
_FEDREG = re.compile(r"(?P<volume>\d{1,3}) Fed\. Reg\. (?P<page>[\d,]{1,7})")


@dataclass(frozen=True, slots=True)
class GovInfo(Service):
    """The link service and the metadata of packages."""

    schemes: ClassVar[tuple[str, ...]] = ("usc", "fedreg", "govinfo")

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        exchange = yield self.request(path_of(target) or "/", "*/*")
        if is_hindered(exchange):
            return self.unanswered(target, exchange)
        if exchange.status in REDIRECTS:
            place = exchange.header("location").lower()
            if "contenterror" in place:
                return self.absent(target, exchange, "redirect to #contenterror")
            if place and "error" not in place:
                return self.registered(target, exchange)
        if exchange.status == 404:
            return self.absent(target, exchange, "HTTP 404")
        # A page that says sorry with 200 is HTML; a package's metadata is MODS.
        is_package = target.key.startswith("govinfo:")
        if exchange.status == 200 and is_package and b"<mods" in exchange.body[:2000]:
            return self.registered(target, exchange)
        return self.unanswered(target, exchange)


def path_of(target: Target) -> str | None:
    """Where govinfo is asked; None for what it has no address for."""
    scheme, value = target.key.partition(":")[0], value_of(target)
    if scheme == "usc" and (match := _USC.match(value)) is not None:
        return f"/link/uscode/{match['title']}/{match['section']}"
    if scheme == "fedreg" and (match := _FEDREG.match(value)) is not None:
        return f"/link/fr/{match['volume']}/{match['page'].replace(',', '')}"
    if scheme == "govinfo":
        return f"/metadata/pkg/{quote(value, safe='')}/mods.xml"
    return None
