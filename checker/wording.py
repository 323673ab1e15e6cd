"""Compares words as a reader would: case, accents, quotation marks and punctuation make no odds.

Rules kept here:
- A cited title agrees with a page when its telling words stand in the page's title or heading, or
  when the whole of it stands in the text as a phrase.
- A title of one common word proves nothing, so it must be the whole of a title's segment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .model import Page

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u0300-\u036f‘’ʼ′\u00ad\u200b\u200c\u200d\u2060\ufeff]+")
"""What parts no word: accents, apostrophes, soft hyphens, blanks without width."""
_MAY_COMBINE = re.compile(
    "[\u0483-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
"""Blocks with marks beside the common ones, which are told one by one."""
_STROKED = re.compile("[đĐłŁøØıœŒæÆ]")
LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})
"""Two letters in one, which no normal form of Unicode takes apart."""
STROKES = str.maketrans("đĐłŁøØı", "dDlLoOi") | LIGATURES
"""The same, and letters whose stroke Unicode takes for no accent."""
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of writing without blanks, as ranges: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
HANGUL = "\u1100-\u11ff\uac00-\ud7ff"
"""Korean has blanks, but its words are short."""
_SPACELESS = re.compile(f"[{SPACELESS}]")
_PARTS = re.compile(r"\s+[-–—|·•:»«>/]+\s+|\s*[|·•»«]\s*|\s+::?\s*|:\s+|\.{2,}|[…!]\s*|\.\s+|\.$")
FILLERS = "a an and are at by de der des die el for from in is la las le les of on or the to und y"
FILLER = frozenset(FILLERS.split())
"""Words that tell no title from another."""

ENOUGH = 0.7
"""Part of a cited title's telling words that have to stand in a page's title or heading."""
SOME = 0.3
"""Part of them below which title and page look foreign to each other."""
_OPENING = 2000
"""Characters."""
_SHORT = 400
"""Characters: no title of a page is longer."""
_LONGEST = 1000
_TEXT_LOOKED_AT = 30_000


def folded(text: str) -> str:
    """The words alone, in lower case, without accents, with one blank between them."""
    return _folded(text) if len(text) <= _SHORT else " ".join(words(text))


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """As folded: a page's title and heading are looked at by several rules."""
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text.replace("´", "")))
        if _STROKED.search(text):
            text = text.translate(STROKES)
        if _MAY_COMBINE.search(text):
            text = "".join(char for char in text if not unicodedata.combining(char))
    return _WORD.findall(text.replace("'", "").replace("`", "").casefold())


def opening(page: Page) -> str:
    """The first words of a page, folded: where walls, parked and error pages say what they are."""
    text, words_of_it = _OPENED[0]
    if text is not page.text:  # told by identity: several rules ask in turn, and hashing is dear
        text, words_of_it = _OPENED[0] = (page.text, _opening(page.text[:_OPENING]))
    return words_of_it


_OPENED = [("", "")]
"""The text that was asked for last, and its first words."""


@lru_cache(maxsize=16)
def _opening(text: str) -> str:
    return folded(text)


@lru_cache(maxsize=256)
def segments(title: str) -> tuple[str, ...]:
    """The parts of a title between its separators ("Page not found | City"), folded."""
    return tuple(fold for part in _PARTS.split(title) if part and (fold := folded(part)))


_TELLING: set[str] = set()
"""The words by which phrases are looked for, of all lists together."""


@lru_cache(maxsize=32)
def _telling(text: str) -> frozenset[str]:
    """The words of a folded text that any phrase may be told by, mostly next to none: a page is
    looked through for a dozen lists of phrases."""
    return _told_by(text)


def _told_by(text: str) -> frozenset[str]:
    return frozenset(_TELLING.intersection(text.split()))


class Phrases:
    """Turns of speech, one a line; a text is searched for all of them at the price of few.

    Phrases of writing without blanks may stand anywhere, others between blanks.
    """

    def __init__(self, lines: str) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._spaceless: list[str] = []
        for phrase in filter(None, map(folded, lines.splitlines())):
            if _SPACELESS.search(phrase):
                self._spaceless.append(phrase)
            else:
                self._by_word.setdefault(max(phrase.split(), key=len), []).append(f" {phrase} ")
        self._words = frozenset(self._by_word)
        _TELLING.update(self._words)
        _telling.cache_clear()  # what was told of a text was told without these

    def __iter__(self) -> Iterator[str]:
        yield from self._spaceless
        for phrases in self._by_word.values():
            yield from (phrase.strip() for phrase in phrases)

    def within(self, text: str) -> list[str]:
        """The phrases that stand in a folded text, whole words only."""
        spoken = _telling(text) if len(text) <= _OPENING else _told_by(text)
        found: list[str] = []
        if self._spaceless and not text.isascii() and _SPACELESS.search(text):
            found = [phrase for phrase in self._spaceless if phrase in text]
        if self._words.isdisjoint(spoken):
            return found  # nearly every text
        padded = f" {text} "
        return found + [
            phrase.strip()
            for word in self._words & spoken
            for phrase in self._by_word[word]
            if phrase in padded
        ]


def resembles(page: Page, titles: tuple[str, ...]) -> bool:
    """Whether title and heading share enough words with a cited title not to look foreign."""
    shown = set(words(f"{page.title or ''} {page.heading or ''}"))
    for title in titles:
        telling = set(words(title[:_LONGEST])) - FILLER
        if len(telling & shown) >= SOME * len(telling):
            return True
    return False


def same_words(title: str, other: str) -> bool:
    """Whether two titles have a telling word in common; titles without any are not told apart."""
    one = set(words(title[:_LONGEST])) - FILLER
    two = set(words(other[:_LONGEST])) - FILLER
    return not one or not two or bool(one & two)


def agrees(page: Page | None, titles: tuple[str, ...], *, in_text: bool = True) -> bool:
    """Whether the page calls itself by one of the cited titles, or carries one in its text."""
    if page is None:
        return False
    return any(_agrees(page, title, in_text) for title in titles)


def _agrees(page: Page, title: str, in_text: bool) -> bool:
    cited = words(title[:_LONGEST])
    telling = {word for word in cited if word not in FILLER}
    if not telling:
        return False
    whole = " ".join(cited)
    for own in (page.title, page.heading):
        if own is None:
            continue
        if whole in segments(own):
            return True
        shown = set(words(own))
        if len(telling) >= 2 and len(telling & shown) >= max(2, ENOUGH * len(telling)):
            return True
        # The page shortens its title: what it does show are the citation's words.
        kept = shown - FILLER
        if len(kept) >= 4 and len(kept & telling) >= 0.8 * len(kept):
            return True
    if not in_text or len(telling) < 3:
        return False
    start = page.text[:_TEXT_LOOKED_AT]
    return title.casefold() in start.casefold() or f" {whole} " in f" {folded(start)} "
