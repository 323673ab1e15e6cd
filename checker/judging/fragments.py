"""Whether a page has the place that a link's fragment points to. Pure.

Rules kept here:
- Doubt is in favour of the page: what a script may resolve, a page that was read in part, and a
  page that shows next to no words cannot lack a place.
- An element's place is its id, the name of an old anchor, or either with the prefix that GitHub and
  its like put before what people write; as written, then percent-decoded (WHATWG HTML, 7.4.6).
- Text directives (`:~:text=`) are looked for word by word in the page's main text, and only where
  that is nearly all that the page shows (WICG, URL Fragment Text Directives).
- Of a PDF, `page=` is judged by its page count (RFC 8118).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from ..model import Exchange, Page
from .subject import FRAMES

_PREFIX = "user-content-"
_SHORTEST = 40
"""Words that a page must show for its anchors to be believed: others are built by scripts."""
_FULLY_READ = 200_000
"""Characters: a main text that reaches this was cut (checker.page)."""
_MOST_ANCHORS = 20_000
_SHARE = 0.8
"""Part of the visible words that the main text must hold for its silence to mean something."""
_LONGEST = 2_000
"""Characters of a fragment that are looked at."""

_BY_SCRIPT = re.compile(
    r"[!/]|[^#]*[=/?]|L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?$|lines-[\d:,-]+$|"
    r"(?:issuecomment|discussion_r|diff|pullrequestreview|commitcomment|discussioncomment|event|"
    r"note|comment)[-_]?[\da-f]*(?:[LR]\d+)?(?:-[LR]?\d+)?$"
)
"""Routes, settings, lines of code and remarks: no elements of the page as it was sent."""
_PDF_PAGE = re.compile(r"(?:^|&)page=(\d{1,30})(?:&|$)")


def missing_place(fragment: str, exchange: Exchange) -> str | None:
    """One sentence on what the page lacks; None where it has the place, or cannot be judged.

    Args:
        fragment: what follows the link's `#`, as written.
        exchange: the answer, with `Page.anchors` and `Page.text`.
    """
    page = exchange.page
    if page is None or not fragment or len(fragment) > _LONGEST or exchange.truncated:
        return None
    if page.pages is not None:
        return _missing_page(fragment, page.pages)
    element, _, directives = fragment.partition(":~:")
    if element and _is_missing(element, page):
        return f"The page has no place that is called “{unquote(element)}”."
    if any(_is_unsaid(text, page) for text in _texts(directives)):
        return "The words that the link points to are not on the page."
    return None


def _missing_page(fragment: str, pages: int) -> str | None:
    match = _PDF_PAGE.search(fragment)
    if match is None or 1 <= int(match.group(1)) <= pages:
        return None
    count = "1 page" if pages == 1 else f"{pages} pages"
    return f"The link points to page {int(match.group(1))}; the document has {count}."


def _is_missing(element: str, page: Page) -> bool:
    if _BY_SCRIPT.match(element) or element.lower() == "top":
        return False
    if page.words < _SHORTEST or len(page.anchors) >= _MOST_ANCHORS or page.anchors <= FRAMES:
        return False
    names = {element, unquote(element)}
    wanted = names | {_PREFIX + name for name in names}
    wanted |= {name.lower() for name in wanted}  # GitHub's script folds case
    return not wanted & page.anchors


def _texts(directives: str) -> Iterator[tuple[str, ...]]:
    """The words of each text directive that must stand on the page: its start and its end."""
    for directive in directives.split("&"):
        name, _, value = directive.partition("=")
        if name == "text" and value:
            parts = value.split(",")
            if parts[0].endswith("-"):
                parts = parts[1:]
            if parts and parts[-1].startswith("-"):
                parts = parts[:-1]
            yield tuple(unquote(part) for part in parts[:2])


def _is_unsaid(wanted: tuple[str, ...], page: Page) -> bool:
    if not page.text or len(page.text) >= _FULLY_READ:
        return False
    said = _words(page.text)
    if len(said) < max(_SHORTEST, _SHARE * page.words):
        return False
    whole = f" {' '.join(said)} "
    place = 0
    for part in wanted:
        words = _words(part)
        if not words:
            continue
        found = whole.find(f" {' '.join(words)} ", place)
        if found < 0:
            return True
        place = found + 1
    return False


def _words(text: str) -> list[str]:
    """Words without case, marks or typography."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"\w+", plain)
