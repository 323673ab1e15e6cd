"""Bot walls: answers to robots that are not the page, whatever their status says.

Rules kept here:
- A mark decides only if it is the wall's own: a header that only a challenge carries, the script of
  a captcha, or a title that is nobody's article on a page with next to no words. A page that is
  merely protected by such a service is a page.
- A page that may be about walls (`subject`) is no wall.
- The marks themselves are tables (`marks`).
"""

from __future__ import annotations

from ..model import Exchange, Page
from ..wording import folded, opening
from ..wording import segments as title_segments
from .marks import (
    ANCHORS,
    ASKS,
    CAPTCHAS,
    COMMON_TITLES,
    EMBEDS,
    HEADER_NAMES,
    HEADERS,
    REFUSALS,
    ROBOTIC,
    ROBOTS,
    TEXT,
    TITLES,
    WANTS_SCRIPTS,
    WAYS,
    WITHHELD,
)
from .subject import FRAMES, extent, is_named, is_published

_SHORT = 200
"""Words of a page that may be nothing but a wall."""
_BARE = 50
"""Words of a page whose scripts say more than it does; protected pages load them as well."""


def wall(exchange: Exchange) -> str | None:
    """Which wall answered and how it showed itself; None for any other answer.

    404 and 410 are walls only where a header says so: many sites put a captcha's script on them.
    """
    by_header = _by_header(exchange)
    if by_header or exchange.status in (404, 410):
        return by_header
    if exchange.status == 999:
        return "HTTP 999"
    if exchange.status == 202 and exchange.length == 0:
        return "HTTP 202 with an empty body"
    page = exchange.page
    if page is None or page.words > _SHORT:
        return None
    found = (
        _by_way(exchange, page) or _by_embed(page) or _by_anchor(page) or _by_want_of_scripts(page)
    )
    if (
        found is None
        and (found := _by_title(page, TITLES))
        and is_named(page, exchange.request.url)
    ):
        return None
    if found is None and (
        found := _by_title(page, COMMON_TITLES) or _by_text(page) or _by_captcha(page)
    ):
        return None if _is_about(exchange, page) else found
    return None if found and extent(page) > _SHORT else found


def withheld(exchange: Exchange) -> str | None:
    """The words with which a short page is kept back from the place that asks."""
    page = exchange.page
    if page is None or extent(page) > _SHORT or _is_about(exchange, page):
        return None
    found = WITHHELD.within(opening(page))
    return f"says “{found[0]}”" if found else None


def _is_about(exchange: Exchange, page: Page) -> bool:
    """Whether a page with such words may have walls for its subject, or be too long for one."""
    url = exchange.request.url
    return extent(page) > _SHORT or is_published(page, url) or is_named(page, url)


def speaks_of_robots(page: Page, *, plainly: bool) -> str | None:
    """The word by which a short page betrays that robots are what it is about.

    `plainly` asks for a word that means them and nothing else.
    """
    if extent(page) > _SHORT:
        return None
    spoken = f"{folded(page.title or '')} {opening(page)}".split()
    meant = ROBOTS if plainly else ROBOTIC
    return next((f"speaks of “{word}”" for word in spoken if word in meant), None)


def _by_header(exchange: Exchange) -> str | None:
    if not HEADER_NAMES.isdisjoint([name for name, _ in exchange.headers]):
        for name, start, vendor in HEADERS:
            for key, value in exchange.headers:
                if key == name and value.strip().lower().startswith(start):
                    return f"{vendor}: {name}: {value}"
    if exchange.status == 403 and exchange.header("x-datadome"):
        return f"DataDome: x-datadome: {exchange.header('x-datadome')}"
    return None


def _by_way(exchange: Exchange, page: Page) -> str | None:
    """A page of hardly a word that stands at, or leads to, an address that only a wall writes."""
    if extent(page) > _BARE:
        return None
    for url in (exchange.final_url, page.refresh or ""):
        for mark, vendor in WAYS:
            if mark in url:
                return f"{vendor}: {url}"
    return None


def _by_embed(page: Page) -> str | None:
    if extent(page) > _BARE:
        return None
    for start, vendor in EMBEDS:
        for embed in page.embeds:
            if embed.startswith(start):
                return f"{vendor}: loads {embed}"
    if not page.title and any(".awswaf.com/" in embed for embed in page.embeds):
        return "AWS WAF: loads its script, and has no title"
    return None


def _by_captcha(page: Page) -> str | None:
    """The captcha of a page that says nothing but that it asks for it."""
    if extent(page) > _BARE:
        return None
    loaded = next((embed for embed in page.embeds if embed.startswith(CAPTCHAS)), None)
    if loaded is None:
        return None
    asked = ASKS.within(f"{folded(page.title or '')} {opening(page)}")
    return f"loads {loaded}, and says “{asked[0]}”" if asked else None


def _by_anchor(page: Page) -> str | None:
    for anchor, vendor in ANCHORS:
        if anchor in page.anchors:
            return f"{vendor}: #{anchor}"
    return None


def _by_want_of_scripts(page: Page) -> str | None:
    """A page that only asks for scripts, without a title or a place to draw an application into."""
    if page.title or extent(page) > _BARE or not FRAMES.isdisjoint(page.anchors):
        return None
    found = WANTS_SCRIPTS.within(folded(page.heading) if page.heading else _said(page))
    return f"says only “{found[0]}”" if found else None


def _said(page: Page) -> str:
    """The first words of a page, folded: of one that shows none, those behind its scripts."""
    return opening(page) or folded(page.unscripted or "")


def _by_title(page: Page, titles: frozenset[str]) -> str | None:
    for own in (page.title, page.heading):
        if own and (folded(own) in titles or any(part in titles for part in title_segments(own))):
            return f"titled “{own}”"
    return None


def _by_text(page: Page) -> str | None:
    text = _said(page)
    denied = "access denied" in folded(f"{page.title or ''} {page.heading or ''}")
    if denied and "reference" in text and "permission to access" in text:
        return "Akamai: Access Denied, Reference #"
    return next((f"says “{phrase}”" for phrase in TEXT.within(text)), None)


def refusal(exchange: Exchange) -> str | None:
    """The title of a page that refuses us with a success for its status."""
    page = exchange.page
    if page is None or page.words > _SHORT:
        return None
    found = _by_title(page, REFUSALS)
    return None if found and _is_about(exchange, page) else found
