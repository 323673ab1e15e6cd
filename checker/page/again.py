"""Bodies that come again: error pages, walls and front pages to which many links of a run lead.

Rules kept here:
- The same bytes of the same declared type are the same Page. Most bodies never come again: only
  when one has come a second time is its Page kept, and it is read no more.
- A page that names an address of its own is read for each link anew: what a relative reference
  means depends on where it stands.
- What is kept is bounded in number and in characters; what was not met for longest goes first.
"""

from __future__ import annotations

from ..bounded import Bounded
from ..model import Page

MOST_PAGES = 64
MOST_CHARACTERS = 2_000_000
MOST_MET = 1_024
"""Bodies of which it is known that they have come."""

Kept = tuple[str, str]
"""Digest of a body, and its content type."""


class PagesRead:
    """The pages that a run has met lately."""

    def __init__(self, most: int = MOST_PAGES, characters: int = MOST_CHARACTERS) -> None:
        self._pages: Bounded[Kept, Page] = Bounded(most, characters, _size)
        self._met: dict[Kept, None] = {}

    def get(self, digest: str, content_type: str) -> Page | None:
        """The Page that this body was, where it is still known."""
        return self._pages.meet((digest, content_type))

    def keep(self, digest: str, content_type: str, body: bytes, page: Page) -> None:
        """Remember what a body says that has come before, unless it says it of the address that it
        came from."""
        key = (digest, content_type)
        if key not in self._met:
            self._met[key] = None
            if len(self._met) > MOST_MET:
                del self._met[next(iter(self._met))]
            return
        if page.canonical or page.refresh or not _is_placeless(body):
            return
        self._pages.keep(key, page)


def _is_placeless(body: bytes) -> bool:
    """Whether no refresh can be in a body: one that leads to the page itself is none for that page
    alone. NUL bytes are UTF-16, in which nothing is found here."""
    return b"\0" not in body and b"http-equiv" not in body.lower()


def _size(page: Page) -> int:
    return len(page.text) + sum(map(len, page.anchors))
