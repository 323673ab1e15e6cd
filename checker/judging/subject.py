"""Whether a page speaks of errors, walls and sales because they are its subject. Pure.

Rules kept here:
- Somebody who knew what a page is about wrote its address. An error page, a wall or a parking page
  stands at addresses that speak of something else; a page whose title is named by the address that
  was asked for is the page of that name.
- A page that names its author or its day, or whose address is its own, has been published by
  somebody; walls and parking services do not write such heads.
- Words are counted as a reader would: Chinese, Japanese, Thai and their like have no blanks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from ..model import Page
from ..urls import folded as same_place
from ..urls import segments, telling_query
from ..wording import FILLER, folded
from ..wording import segments as title_segments

_ROOTS = """
root app __next __nuxt ___gatsby app-root react-root app-container main-app q-app svelte
ember-app application react-app app-mount
"""
FRAMES = frozenset(_ROOTS.split())
"""What the elements are called into which scripts write whole pages."""

_CODE = re.compile(r"(?:4[0-5]|50)\d|999")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITHIN = re.compile(r"https?: \S+")
"""The host of a page whose copy stands in an archive, between blanks."""
_SPACELESS = 12
"""Characters a word from which on a text has hardly any blanks."""
_A_WORD = 3
"""Characters that stand for a word there."""
_NAMED = 0.6
"""Part of a title's telling words that have to stand in the address."""
_LONGEST = 1000
_SUBTITLE = 3
"""Blanks in it, the one after the colon included."""


def extent(page: Page) -> int:
    """How much a page says, in words; the longer of what it shows and what its text is."""
    if len(page.text) <= _SPACELESS * page.words:
        return page.words
    return max(page.words, len(page.text) // _A_WORD)


def is_published(page: Page, url: str) -> bool:
    """Whether somebody put his name, a day or this very address to the page."""
    if page.authors or page.published:
        return True
    return page.canonical is not None and same_place(page.canonical) == same_place(url)


def is_named(page: Page, url: str) -> bool:
    """Whether the address names what the page's title or heading says.

    `url` is the address that was cited. A title that repeats it as it is written is an error
    page's, and names nothing.
    """
    there = _address_words(url)
    if not there:
        return False
    last = _last(url)
    for own in (page.heading, page.title):
        if own and not (last and last in own.casefold()) and _names(own, there):
            return True
    return False


def has_subtitle(heading: str, says: Callable[[str], bool]) -> bool:
    """Whether a heading goes on about what it says: "404 Not Found: what it means and what to do".

    `says` tells whether some words say it themselves, as those after an error's number do.
    """
    first, colon, rest = heading.replace("\uff1a", ":").partition(":")
    return bool(colon) and rest.count(" ") >= _SUBTITLE and says(first) and not says(rest)


def _names(own: str, there: frozenset[str]) -> bool:
    for part in title_segments(own):
        telling = [word for word in part.split() if word not in FILLER]
        common = [word for word in telling if word in there]
        if any(_CODE.fullmatch(word) for word in common):
            return True
        if len(common) >= min(2, len(telling)) and len(common) >= _NAMED * len(telling) > 0:
            return True
        if len(telling) > 1 and "".join(telling) in there:  # words that an address runs together
            return True
    return False


@lru_cache(maxsize=256)
def _address_words(url: str) -> frozenset[str]:
    """The words of a path and of a query that names a page; those of a host within it name none."""
    told = _WITHIN.sub(" ", " ".join((*segments(url), telling_query(url)))[:_LONGEST])
    return frozenset(folded(unquote(_HUMP.sub(" ", told)).replace("_", " ")).split())


def _last(url: str) -> str:
    """The last segment where it is more than one plain word, as a title would repeat it."""
    found = segments(url)
    last = unquote(found[-1]).casefold() if found else ""
    return last if re.search(r"[-_.+%]", last) else ""
