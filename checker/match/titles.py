"""Cited titles against what a page calls itself; the words that names and titles are compared by.

Rules kept here:
- Closeness locates, tokens decide: a title that differs in a number or in "not" is another title,
  however alike the letters are.
- The URL's slug is a witness that needs no network.
- What a site writes on every page (its name, "Home") is no other title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from ..model import FieldGrade, FieldMatch, Page

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SITE_MARKS = (" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " ‹ ", " « ")
_DECISIVE = frozenset(["no", "not", "never", "without", "nor", "none"])
_ALIKE = 92.0
"""rapidfuzz ratio of two titles that may be one title with a slip in it."""
_SLIP = 60.0
"""rapidfuzz ratio of two words of which one may be a slip for the other."""
_SLUG_SHARE = 0.9
_SHORTEST_PART = 3
"""Words that a part of a title needs to stand for the whole."""
_ROMAN = re.compile(r"(?=[ivxlc]+$)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LONGEST_TITLE = 1000
_EMPTY_TITLES = frozenset(
    ["home", "homepage", "home page", "index", "welcome", "untitled", "document", "pdf", "loading"]
)


def words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, punctuation and ligatures."""
    if text.isascii():  # nothing to fold but case
        return tuple(_WORD.findall(text.lower()))
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c) and c != "\u00ad")
    return tuple(word.replace("’", "'") for word in _WORD.findall(plain))


@lru_cache(maxsize=4)
def page_words(text: str) -> tuple[str, ...]:
    """The words of a page's text: several fields of several citations ask for them in a row."""
    return words(text)


def match_title(cited: str | None, page: Page | None, url: str) -> FieldMatch:
    """The cited title against the page's title, first heading, words and address."""
    if not cited or not words(cited):
        return FieldMatch(FieldGrade.UNABLE, witness="nothing cited")
    cited = cited[:_LONGEST_TITLE]
    candidates = _titles(page)
    for witness, found in candidates:
        if same_title(cited, found):
            return FieldMatch(FieldGrade.VERIFIED, cited, found, witness)
    if page is not None and _runs_in(words(cited), page.text):
        return FieldMatch(FieldGrade.VERIFIED, cited, None, "text")
    if _slug_says(cited, url):
        return FieldMatch(FieldGrade.VERIFIED, cited, None, "address")
    if candidates:
        witness, found = candidates[0]
        return FieldMatch(FieldGrade.DIFFERS, cited, found, witness)
    grade = FieldGrade.UNABLE if page is None or not page.text else FieldGrade.NOT_FOUND
    return FieldMatch(grade, cited)


def _titles(page: Page | None) -> list[tuple[str, str]]:
    if page is None:
        return []
    named = (("title", page.title), ("heading", page.heading))
    return [
        (witness, found[:_LONGEST_TITLE])
        for witness, found in named
        if found and not _says_nothing(found, page.site)
    ]


def _says_nothing(title: str, site: str | None) -> bool:
    """Whether a title is that of any page of its site."""
    bare = words(title)
    return not bare or " ".join(bare) in _EMPTY_TITLES or (site is not None and bare == words(site))


def same_title(one: str, other: str) -> bool:
    """Whether two titles name one work: site names, subtitles, cuts, case and slips aside."""
    return any(
        same_words(words(left), words(right)) for left in _forms(one) for right in _forms(other)
    )


def _forms(title: str) -> Iterable[str]:
    """The title, and it without the site's name at either end, and without what "…" cut off."""
    yield title
    for mark in _SITE_MARKS:
        head, found, tail = title.rpartition(mark)
        if found:
            yield head
            yield tail if len(words(tail)) >= _SHORTEST_PART else head
            first = title.partition(mark)[0]
            yield first
    if title.rstrip().endswith(("…", "...")):
        yield title.rstrip().rstrip("….")


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two titles' words name one work: a subtitle that one leaves out, or a slip, aside."""
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_PART and long[: len(short)] == short:
        # A subtitle that only one of them gives; "Part I" and "Part I and II" are two works.
        return not _numbers(long[len(short) : len(short) + 2])
    if _numbers(one) != _numbers(other) or _DECISIVE & set(one) ^ _DECISIVE & set(other):
        return False
    return fuzz.ratio(" ".join(one), " ".join(other)) >= _ALIKE and _only_slips(one, other)


def _only_slips(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words that stand for each other are alike: "quiet" is no slip for "loud"."""
    if len(one) != len(other):
        return True  # "night time" and "nighttime": the letters have been compared
    return all(a == b or fuzz.ratio(a, b) >= _SLIP for a, b in zip(one, other, strict=True))


def _numbers(tokens: Iterable[str]) -> list[str]:
    """Digits and Roman numerals, which tell one part or year from another."""
    return [t for t in tokens if t.isdigit() or (t != "i" and t and _ROMAN.fullmatch(t))]


def _runs_in(tokens: Sequence[str], text: str) -> bool:
    """Whether the words stand in the text in one run."""
    if len(tokens) < _SHORTEST_PART or not text:
        return False
    return f" {' '.join(tokens)} " in f" {' '.join(page_words(text))} "


def _slug_says(cited: str, url: str) -> bool:
    """Whether a segment of the URL's path spells the title: nearly all its words, in order."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return False
    # Slugs drop apostrophes: "sheriff's" is spelled "sheriffs".
    title = [word.replace("'", "") for word in words(cited)]
    for segment in path.split("/")[-3:]:
        slug = words(re.sub(r"\.[a-z]{2,5}$", "", segment).replace("_", " "))
        long_enough = len(slug) >= min(len(title), 2 * _SHORTEST_PART - 1) and len(slug) > 1
        if long_enough and _share_in_order(slug, title) >= _SLUG_SHARE:
            return not (set(_numbers(title)) | _DECISIVE & set(title)) - set(slug)
    return False


def _share_in_order(some: Sequence[str], whole: Sequence[str]) -> float:
    """Share of the words of `some` that stand in `whole` in the same order."""
    at = kept = 0
    for word in some:
        try:
            at = whole.index(word, at) + 1
        except ValueError:
            continue
        kept += 1
    return kept / len(some)
