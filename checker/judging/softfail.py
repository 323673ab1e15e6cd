"""Soft 404: answers of 200 that are not the page.

Rules kept here:
- What is certain is said at once: a page that calls itself not found and has little else to say, a
  redirect from a page to a home page or to a section above it.
- A page that may be about it (`subject`) is never condemned by its words alone.
- What is only odd makes a suspect, and a suspect costs one more request: a made-up sibling in the
  same folder. If the site answers both alike, it is not the page (Bar-Yossef et al. 2004).
- A page that bears the cited title is the page, whatever else it says.
- Too few words prove nothing: pages built by scripts look alike before the scripts have run, and
  walls and logins look alike for ever.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..model import Exchange, Page, Target
from ..urls import (
    folded as same_place,
)
from ..urls import (
    is_home,
    resolve,
    segments,
    site,
    slug_words,
    split,
    telling_query,
    without_fragment,
)
from ..wording import FILLER, agrees, folded, opening, resembles, words
from ..wording import segments as title_segments
from .phrases import CLOSED, ERRORS, IN_TEXT, TERSE, VAGUE, WHOLE, WITHIN
from .subject import FRAMES, extent, has_subtitle, is_named, is_published

_LONG = 300
"""Words from which on a page that says "not found" of itself may be an article about it."""
_SUSPECT = 1200
"""Words up to which a page whose text speaks of it is worth a second request."""
_BRIEF = 120
"""Words of a page that has nothing to say but that it was not found."""
_TERSEST = 40
"""Words of a program's answer, or of a page whose title is vague."""
_AGREED = 2
"""Telling words that a title and a heading have in common."""
_FIRST_WORDS = 8
"""With which a program says it, if not in JSON."""
_SHELL = 60
"""Words up to which a page that loads scripts may be nothing yet but a frame for them."""
_SCANT = 60
"""Words of a page that says next to nothing."""

ALIKE = 0.9
"""Jaccard similarity of three-word shingles from which on two texts are one."""
_SHINGLE = 3
_COMPARED = 20_000
"""Characters of each text that are compared."""
_FEWEST_WORDS = 12

_ERROR_SEGMENT = re.compile(
    r"(?:error|err|http|status|fehler|erreur|errore|erro|fout)?[-_]?"
    r"(?:404|notfound|not[-_]found|page[-_]?not[-_]?found|pagenotfound|missing|nicht[-_]?gefunden|"
    r"page[-_]?introuvable|pagina[-_]?no[-_]?encontrada|pagina[-_]?non[-_]?trovata)"
    r"(?:[-_]?(?:error|page))?(?:\.[a-z]{2,5})?",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|rtf|odt|epub|jpe?g|png|gif|mp[34])$", re.IGNORECASE
)
_NAME = re.compile(r"[\w]+(?:[-_+%.][\w]+)+|\w*\d\w*", re.ASCII)


def not_found(page: Page, url: str) -> str | None:
    """The words with which a page says that it was not found; `url` is what was asked for.

    None where it may only speak of such pages: `suspicion` then has it compared with a sibling.
    """
    own = _titled_not_found(page)
    if own and extent(page) <= _LONG and not _is_about(page, own, url):
        return f"titled “{own}”"
    if extent(page) <= _BRIEF and not (own and _is_about(page, own, url)) and not _is_titled(page):
        found = IN_TEXT.within(_said_first(page)) or _tersely(page)
        if found and not is_named(page, url):
            return f"says “{found[0]}”"
    return None


def _is_titled(page: Page) -> bool:
    """Whether title and heading agree on something else: then a style may hide what the text says
    of pages that were not found, and only a sibling can tell."""
    if not page.title or not page.heading or _titled_not_found(page):
        return False
    return len((set(words(page.title)) & set(words(page.heading))) - FILLER) >= _AGREED


def _said_first(page: Page) -> str:
    """The words that say what a page is: of one without title and heading, the very first."""
    if page.title or page.heading:
        return opening(page)
    return " ".join(opening(page).split()[: 2 * _FIRST_WORDS])


def _tersely(page: Page) -> list[str]:
    """What a program says that has neither title nor heading to say it with."""
    if page.title or page.heading or page.words > _TERSEST:
        return []
    found = TERSE.within(opening(page))
    first = " ".join(opening(page).split()[:_FIRST_WORDS])
    return found if page.text[:1] in ("{", "[") else [each for each in found if each in first]


def _titled_not_found(page: Page) -> str | None:
    for own in (page.title, page.heading):
        if own and _is_not_found(own):
            return own
    vague = next((own for own in (page.title, page.heading) if own and _is_vague(own)), None)
    borne_out = vague and (page.words <= _TERSEST or IN_TEXT.within(opening(page)))
    return vague if borne_out and extent(page) <= _BRIEF else None


def _is_about(page: Page, own: str, url: str) -> bool:
    """Whether a page with such a title may be an article that was given it."""
    signed = bool(page.authors or page.published)
    if is_named(page, url) or (signed and extent(page) > _SHELL):
        return True
    return bool(page.heading) and has_subtitle(page.heading or "", _is_not_found)


@lru_cache(maxsize=256)
def _is_not_found(title: str) -> bool:
    """Whether a title says so: a whole segment does, or a short one holds the phrase."""
    parts = title_segments(title)
    whole = " ".join(parts)
    if any(part in WHOLE or _uncoded(part) in WHOLE for part in (*parts, whole)):
        return True
    # What the whole does not say no segment says.
    return bool(WITHIN.within(whole)) and any(
        WITHIN.within(part) for part in parts if part.count(" ") < 14
    )


def _uncoded(part: str) -> str:
    """A segment without an error's number: "not found 404" is "not found"."""
    return " ".join(word for word in part.split() if word != "404") if "404" in part else part


@lru_cache(maxsize=256)
def _is_vague(title: str) -> bool:
    return any(part in VAGUE for part in title_segments(title))


def server_error(page: Page, url: str) -> str | None:
    """The words with which a server's own error, or its rest, was sent as a success."""
    if extent(page) > _BRIEF:
        return None
    titled = (
        f"titled “{own}”"
        for own in (page.title, page.heading)
        if own and (folded(own) in ERRORS or any(part in ERRORS for part in title_segments(own)))
    )
    said = (f"says “{phrase}”" for phrase in CLOSED.within(_said_first(page)))
    found = next(titled, None) or next(said, None)
    return found if found and not (is_named(page, url) or is_published(page, url)) else None


def redirect_to_home(exchange: Exchange) -> str | None:
    """The home page to which the way from a page led."""
    final = exchange.final_url
    if not is_home(final) or started_deep(exchange) is None:
        return None
    return f"redirects to {final}"


def redirect_to_section(exchange: Exchange) -> str | None:
    """The error page, or the section above the cited page, to which the way led."""
    final = exchange.final_url
    start = started_deep(exchange)
    if start is None or same_place(start) == same_place(final):
        return None
    ends, begins = segments(final), segments(start)
    if any(_ERROR_SEGMENT.fullmatch(end) for end in ends) and not any(
        _ERROR_SEGMENT.fullmatch(begin) for begin in begins
    ):
        return f"redirects to {final}"
    above = 0 < len(ends) < len(begins) and begins[: len(ends)] == ends
    if not above or telling_query(final) or site(start) != site(final):
        return None
    far = len(begins) - len(ends) >= 2 or _NAME.fullmatch(begins[-1]) is not None
    return f"redirects to {final}, above the page" if far else None


def started_deep(exchange: Exchange) -> str | None:
    """The first address on the way that named a page; None where none did.

    A short link (bit.ly/x) that leads to another site's home page named that home page.
    """
    final = exchange.final_url
    for hop in exchange.hops[:-1]:
        if is_home(hop.url):
            continue
        if site(hop.url) == site(final) or _names_a_page(hop.url):
            return hop.url
    return None


def _names_a_page(url: str) -> bool:
    """Whether a path is too telling for a short link: several segments, or a slug of words."""
    found = segments(url)
    return len(found) >= 2 or any(_NAME.fullmatch(part) and len(part) > 12 for part in found)


def suspicion(exchange: Exchange, target: Target) -> str | None:
    """Why a page that seems to answer is worth the request for a made-up sibling; mostly None."""
    page = exchange.page
    if page is None or exchange.status is None or not 200 <= exchange.status < 300:
        return None
    if agrees(page, target.titles) or not (page.title or page.text):
        return None
    url, final = exchange.request.url, exchange.final_url
    parts = split(url)
    declared = exchange.header("content-type", "html").lower()
    is_markup = "html" in declared or ("pdf" in declared and page.pages is None)
    if is_markup and parts and _DOCUMENT.search(parts.path):
        return "a document was cited, a web page came"
    if speaks_of_it(page):
        return "speaks of a page that was not found"
    if _claims_home(page, final):
        return "calls the home page its own address"
    moved = url != final and same_place(url) != same_place(final)
    if moved and not (slug_words(url) & slug_words(final)):
        return "redirects to another name"
    if target.titles and is_markup and not resembles(page, target.titles):
        return "bears another title than the one cited"
    if extent(page) < _SCANT and page.text and not is_named(page, url):
        return "says next to nothing"
    return None


def speaks_of_it(page: Page) -> bool:
    """Whether a page has any word of a page that was not found."""
    if _titled_not_found(page):
        return True
    return page.words <= _SUSPECT and bool(IN_TEXT.within(opening(page)))


def is_frame(page: Page) -> bool:
    """Whether a page may be no more than what its scripts will fill, the same for every address."""
    drawn = bool(page.embeds) and extent(page) <= _SHELL and not page.heading
    return drawn or (extent(page) <= 3 * _SHELL and not FRAMES.isdisjoint(page.anchors))


def _claims_home(page: Page, url: str) -> str | None:
    """The home page that a page below it names as its own address (rel=canonical)."""
    own = page.canonical
    return own if own and is_home(own) and not is_home(url) and site(own) == site(url) else None


def sibling_url(url: str, token: str) -> str | None:
    """A made-up neighbour of a page: same folder, same kind of file; None beside a home page."""
    parts = split(url)
    if parts is None or (not segments(url) and not telling_query(url)):
        return None
    path = without_fragment(parts.path).rstrip("/")
    folder, _, name = path.rpartition("/")
    _, dot, suffix = name.rpartition(".")
    ending = f".{suffix}" if dot and suffix.isalnum() and len(suffix) <= 5 else ""
    slash = "/" if parts.path.endswith("/") and path else ""
    return resolve(url, f"{folder}/{token}{ending}{slash}")


def same_answer(exchange: Exchange, probe: Exchange, target: Target) -> str | None:
    """How the site answered the page and its made-up sibling alike; None where it told them apart.

    A probe that failed, was blocked or got an honest 404 proves nothing against the page.
    """
    if probe.failure or probe.status is None or not 200 <= probe.status < 300:
        return None
    final, other = exchange.final_url, probe.final_url
    moved = same_place(final) != same_place(exchange.request.url)
    if moved and same_place(final) == same_place(other):
        return f"{probe.request.url} leads to {final} too"
    page, twin = exchange.page, probe.page
    if page is None or twin is None or agrees(page, target.titles, in_text=False):
        return None
    if agrees(page, target.titles) and not agrees(twin, target.titles):
        return None
    home = _claims_home(page, final)
    if (
        home
        and home == _claims_home(twin, other)
        and folded(page.title or "") == folded(twin.title or "")
    ):
        return f"{probe.request.url} calls {home} its own address, too"
    measure = similarity(page, twin, _echoes(exchange) | _echoes(probe))
    if measure is None or measure < ALIKE:
        return None
    return f"{probe.request.url} answers with the same words ({measure:.0%})"


def similarity(page: Page, other: Page, echoes: frozenset[str] = frozenset()) -> float | None:
    """Jaccard similarity of the shingles of title and text; None where there are too few words.

    `echoes` are words of the addresses that were asked, which error pages like to repeat.
    """
    one, two = _words(page, echoes), _words(other, echoes)
    if min(len(one), len(two)) < _FEWEST_WORDS:
        return None
    if max(len(one), len(two)) > 2 * min(len(one), len(two)):
        return 0.0
    if _words(Page(text=page.title or ""), echoes) != _words(Page(text=other.title or ""), echoes):
        return 0.0
    ours, theirs = _shingles(one), _shingles(two)
    return len(ours & theirs) / len(ours | theirs)


def _words(page: Page, echoes: frozenset[str]) -> list[str]:
    return [word for word in words(page.text[:_COMPARED]) if word not in echoes]


def _shingles(text: list[str]) -> set[tuple[str, ...]]:
    return {tuple(text[at : at + _SHINGLE]) for at in range(len(text) - _SHINGLE + 1)}


def _echoes(exchange: Exchange) -> frozenset[str]:
    found = segments(exchange.request.url)
    return frozenset(word for segment in found for word in words(segment))
