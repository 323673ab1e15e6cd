"""govinfo: whether a law, a regulation, a presidential document or a package exists.

Rules kept here:
- The link service answers with a redirect to what it found; what it did not find is a 400, a 404 or
  a redirect to its own page "#contenterror". A redirect is not followed: it leads to a large file.
- Only the current edition of the Code and of the C.F.R. is asked for. A section that was repealed
  may be absent though it stood there when the letter was written; the finding says so.
- What is not there in years that a collection does not cover is unanswered, not absent.

Source: govinfo.gov, "Link Service" (checker/registries/laws.py has its shapes); metadata of
packages (/metadata/pkg/<package>/mods.xml).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from ..model import REDIRECTS, Flow, RegistryAnswer, Target
from .laws import LAWS, law_link
from .registry import Service, is_hindered, value_of

_PACKAGE = "govinfo:"


@dataclass(frozen=True, slots=True)
class GovInfo(Service):
    """The link service and the metadata of packages."""

    schemes: ClassVar[tuple[str, ...]] = (*LAWS, "govinfo")

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request."""
        law = law_link(target.key)
        is_package = target.key.startswith(_PACKAGE)
        package = f"/metadata/pkg/{quote(value_of(target), safe='')}/mods.xml"
        exchange = yield self.request(law.path if law else package, "*/*")
        if is_hindered(exchange):
            return self.unanswered(target, exchange)
        place = exchange.header("location").lower() if exchange.status in REDIRECTS else ""
        told = ""
        if "contenterror" in place:
            told = "redirect to #contenterror"
        elif exchange.status == 404 or (exchange.status == 400 and not is_package):
            told = f"HTTP {exchange.status}"
        if told:
            if law is not None and not law.is_covered:
                return self.unanswered(target, exchange, "govinfo does not have these years")
            return self.absent(target, exchange, told)
        if place and "error" not in place:
            return self.registered(target, exchange)
        # A page that says sorry with 200 is HTML; a package's metadata is MODS.
        if exchange.status == 200 and is_package and b"<mods" in exchange.body[:2000]:
            return self.registered(target, exchange)
        return self.unanswered(target, exchange)
