"""Rows that this process has just met, so that its answers find them without being looked for.

Rules kept here:
- Only what can be told without asking: the number of a link that was taken, which never changes,
  and of a page that was met as the very same object, once its row stands for good.
- Bounded: links that are being asked at this moment, and a handful of pages.
"""

from __future__ import annotations

from checker.model import Page

MOST_PAGES = 64


class Recent:
    """What one open database remembers."""

    def __init__(self) -> None:
        self._links: dict[str, int] = {}
        self._pages: dict[int, tuple[Page, int]] = {}
        """By identity; the page is held, so that no other one gets its place in memory."""

    def taken(self, key: str, url: int) -> None:
        """A link that is about to be asked."""
        self._links[key] = url

    def link(self, key: str) -> int | None:
        """The number of a link that was taken; told once."""
        return self._links.pop(key, None)

    def keep(self, page: Page, number: int) -> None:
        """A page whose row has been committed."""
        self._pages[id(page)] = (page, number)
        if len(self._pages) > MOST_PAGES:
            del self._pages[next(iter(self._pages))]

    def page(self, page: Page) -> int | None:
        """The number of a page that was met before."""
        found = self._pages.get(id(page))
        return found[1] if found is not None else None
