"""Cited titles against what a page calls itself; the words that names and titles are compared by.

Rules kept here:
- Closeness locates, tokens decide: a title that differs in a number or in "not" is another title,
  however alike the letters are.
- The URL's slug is a witness that needs no network, but none between two titles that it spells.
- What a page calls itself for lists and social media bears a title out, and contradicts none.
- What a site writes on every page (its name, "Home") is no other title, and neither is that of a
  shell which waits for its script, or one that could not be decoded. Nor is a cited "title" that is
  the site's name: a reference without an author may have been read so.
- Scripts without spaces have no words to count: two of their letters are taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ..model import FieldGrade, FieldMatch, Page
from ..parts import without_teasers
from ..urls import host
from ..wording import HANGUL, SPACELESS, STROKES

DENSE = re.compile(f"[{SPACELESS}{HANGUL}]")
"""Letters of which few make a title."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APART = dict.fromkeys(map(ord, "¨´¯¸ˆˇ˘˙˚˛˜˝"))
"""Accents that older PDFs print apart from their letters: Sch¨opf."""
_SITE_MARKS = (" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " ‹ ", " « ")
_DECISIVE = frozenset(["no", "not", "never", "without", "nor", "none"])
_ALIKE = 92.0
"""rapidfuzz ratio of two titles that may be one title with a slip in it."""
_LONGER = 2
"""Letters that one spelling of a word has at its end and another has not (programme)."""
_SLUG_SHARE = 0.9
_SHORT_NAME = 3
"""Letters that are too few for a name that an address may spell."""
_SHORTEST_PART = 3
"""Words that a part of a title needs to stand for the whole."""
_JOINTS = re.compile(r"\s+[|–—/»«›‹·•:-]+\s+|:\s+|：|｜|\s*_\s*")
"""What stands between the parts of a page's title: series, title, section, site."""
_AND = ("and", "und", "et", "y", "e", "en", "och", "og")
_SHELL = 60
"""Characters of text below which a page only waits for its script; _SAYS_SO where it says so."""
_SAYS_SO = 300
_HEAD = 1500
"""Characters of a page's text in which two words alone are its title."""
_ROMAN = re.compile(r"(?=[ivxlc]+$)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LONGEST_TITLE = 1000
_EMPTY_TITLES = frozenset(
    ["home", "homepage", "home page", "index", "welcome", "untitled", "document", "pdf", "loading"]
)


def words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, punctuation and ligatures."""
    if text.isascii():  # nothing to fold but case
        return tuple(_WORD.findall(text.lower()))
    folded = unicodedata.normalize("NFKD", text.translate(_APART).translate(STROKES)).casefold()
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
    for witness, found in candidates:
        if _is_part(cited, found):
            return FieldMatch(FieldGrade.VERIFIED, cited, found, witness)
    for found in page.called if page is not None else ():
        if same_title(cited, found) and not _goes_on(cited, found, candidates):
            return FieldMatch(FieldGrade.VERIFIED, cited, found, "declared")
    if page is not None and any(_is_labelled(cited, each, page) for _, each in candidates):
        return FieldMatch(FieldGrade.VERIFIED, cited, candidates[0][1], "text")
    if page is not None and _runs_in(cited, without_teasers(page.text)):
        return FieldMatch(FieldGrade.VERIFIED, cited, None, "text")
    if _slug_says(cited, url) and not any(_is_other(cited, each, url) for _, each in candidates):
        return FieldMatch(FieldGrade.VERIFIED, cited, None, "address")
    if page is None or not page.text or (candidates and is_shell(page)):
        return FieldMatch(FieldGrade.UNABLE, cited)
    for witness, found in () if _names_site(cited, page, url) else candidates:
        if not _is_garbled(found):
            return FieldMatch(FieldGrade.DIFFERS, cited, found, witness)
    return FieldMatch(FieldGrade.NOT_FOUND, cited)


def _is_labelled(cited: str, found: str, page: Page) -> bool:
    """Whether the cited title is the page's own behind what the page calls its kind: "Fact Sheet:
    Night Work" of a page "Night Work" that says that it is a fact sheet."""
    label, _, rest = cited.partition(": ")
    if not rest or words(rest) != words(found) or not words(label):
        return False
    return f" {' '.join(words(label))} " in f" {' '.join(words(page.text[:_HEAD]))} "


def _goes_on(cited: str, short: str, candidates: Sequence[tuple[str, str]]) -> bool:
    """Whether the page's own title begins with the same short title as the cited one, and then goes
    on in other words: what is short for both tells them not apart."""
    begun = words(short)
    asked = words(cited)[: len(begun) + 1]
    if asked[:-1] != begun:
        return False
    longer = [words(found)[: len(begun) + 1] for _, found in candidates]
    return any(each[:-1] == begun for each in longer)


def is_shell(page: Page) -> bool:
    """Whether a page shows nothing yet: what it calls itself is then its application's name."""
    length = len(page.text)
    return length < _SHELL or (length < _SAYS_SO and "javascript" in page.text.casefold())


def _names_site(cited: str, page: Page, url: str) -> bool:
    """Whether the words are the site's name: as it says itself, or as its host spells it."""
    asked = words(cited)
    if page.site is not None and asked == words(page.site):
        return True
    labels = host(url).replace("-", "").split(".")
    return "".join(asked) in labels[:-1]


def _is_garbled(title: str) -> bool:
    """Whether a title was decoded wrongly: no language is written in accented letters alone."""
    accented = sum("\x80" <= char <= "\xff" for char in title)
    letters = sum(char.isalpha() for char in title)
    return "\N{REPLACEMENT CHARACTER}" in title or 2 * accented > letters


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
    accented = not (one.isascii() and other.isascii())
    for left in _forms(one):
        for right in _forms(other):
            asked, found = words(left), words(right)
            if same_words(asked, found):
                return True
            if accented and same_words(plain_vowels(asked), plain_vowels(found)):
                return True
    return False


def plain_vowels(some: Sequence[str]) -> tuple[str, ...]:
    """Words without the e that stands for two dots: Müller and Mueller are one."""
    return tuple(re.sub("([aou])e", r"\1", word) for word in some)


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
    if " & " in title:
        yield from (title.replace(" & ", f" {word} ") for word in _AND)


def _is_part(cited: str, title: str) -> bool:
    """Whether the cited title is one of the parts that a page's title is joined of: with the name
    of a series before it and those of section and site after it; or the other way round."""
    asked, found = (plain_vowels(words(each)) for each in (cited, title))
    if any(plain_vowels(words(part)) == asked for part in _JOINTS.split(title)):
        return True
    # A letter may say first what it cites: "Press Release, …".
    labelled = cited.partition(", ")[2]
    parts = (plain_vowels(words(each)) for each in (*_JOINTS.split(cited), labelled))
    return _length(found) >= _SHORTEST_PART and any(part == found for part in parts)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two titles' words name one work: a subtitle that one leaves out, or a slip, aside."""
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if _length(short) >= _SHORTEST_PART and long[: len(short)] == short:
        # A subtitle that only one of them gives; "Part I" and "Part I and II" are two works.
        return not _numbers(long[len(short) : len(short) + 2])
    if _numbers(one) != _numbers(other) or _DECISIVE & set(one) ^ _DECISIVE & set(other):
        return False
    return fuzz.ratio(" ".join(one), " ".join(other)) >= _ALIKE and _only_slips(one, other)


def _only_slips(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words that stand for each other are alike: "quiet" is no slip for "loud"."""
    if len(one) != len(other):
        return True  # "night time" and "nighttime": the letters have been compared
    return all(a == b or _is_slip(a, b) for a, b in zip(one, other, strict=True))


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter behind the first is lost, added, changed or swapped: increase is none for
    decrease, eight none for night, X2 none for X3."""
    if one[0] != other[0] or _digits(one) != _digits(other):
        return False
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) <= len(short) + _LONGER


def _digits(word: str) -> str:
    return "" if word.isalpha() else "".join(filter(str.isdigit, word))


def _numbers(tokens: Iterable[str]) -> list[str]:
    """Digits and Roman numerals, which tell one part or year from another."""
    return [t for t in tokens if t.isdigit() or (t != "i" and t and _ROMAN.fullmatch(t))]


def _length(tokens: Sequence[str]) -> int:
    """How many words there are, as far as the script shows where they end."""
    return len(tokens) + sum(len(DENSE.findall(token)) // 2 for token in tokens)


def _runs_in(cited: str, text: str) -> bool:
    """Whether the words stand in the text in one run; a pair of words, at its beginning."""
    tokens = words(cited)
    length = _length(tokens)
    if length < _SHORTEST_PART - 1 or not text:
        return False
    if length > _SHORTEST_PART and DENSE.search(cited):
        return "".join(tokens) in "".join(page_words(text))
    asked = f" {' '.join(tokens)} "
    if length >= _SHORTEST_PART:
        return asked in f" {' '.join(page_words(text))} "
    return asked in f" {' '.join(words(text[:_HEAD]))} "


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
        if len(slug) == 1 and title == [*slug] and slug[0].isalpha() and len(slug[0]) > _SHORT_NAME:
            return True
        long_enough = len(slug) >= min(len(title), 2 * _SHORTEST_PART - 1) and len(slug) > 1
        if long_enough and _share_in_order(slug, title) >= _SLUG_SHARE:
            return not (set(_numbers(title)) | _DECISIVE & set(title)) - set(slug)
    return False


def _is_other(cited: str, found: str, url: str) -> bool:
    """Whether the page's title, which the address spells as well, has other words instead of the
    cited ones behind where the address ends."""
    if not _slug_says(found, url):
        return False
    asked = set(words(cited))
    forms = (set(words(form)) for form in (*_forms(found), _JOINTS.split(found)[0]))
    return all(asked - form and form - asked for form in forms)


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
