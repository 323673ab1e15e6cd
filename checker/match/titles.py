"""Cited title, authors and date against what a page says of itself. Pure.

Rules kept here:
- "differs" needs a witness that speaks of the same thing: a page without a date does not differ, it
  says nothing (not_found); a page that could not be read cannot speak (unable).
- Closeness locates, tokens decide: a title that differs in a number or in "not" is another title,
  however alike the letters are.
- The URL is a witness that needs no network: its slug for the title, its path for the date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from citations.model import Citation, DateValue, Name

from .model import FieldGrade, FieldMatch, FieldMatches, Page

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SITE_MARKS = (" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " ‹ ", " « ")
_DECISIVE = frozenset(["no", "not", "never", "without", "nor", "none"])
_ALIKE = 92.0
"""rapidfuzz ratio of two titles that may be one title with a slip in it."""
_SLUG_SHARE = 0.9
_SHORTEST_PART = 3
"""Words that a part of a title needs to stand for the whole."""
_ROMAN = re.compile(r"(?=[ivxlc]+$)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_PATH_DATE = re.compile(
    r"/((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?)?(?=[/-])"
)
_LONGEST_TITLE = 1000


def match_fields(citation: Citation, page: Page | None, url: str) -> FieldMatches:
    """All three fields. `page` is None where the source could not be read; `url` where it ended."""
    return FieldMatches(
        title=match_title(citation.title, page, url),
        author=match_authors(citation.authors, page),
        date=match_date(citation.date, page, url),
    )


def words(text: str) -> tuple[str, ...]:
    """Lower-case words without accents, punctuation and ligatures."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c) and c != "\u00ad")
    return tuple(word.replace("’", "'") for word in _WORD.findall(plain))


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
    return [(witness, found[:_LONGEST_TITLE]) for witness, found in named if found and words(found)]


def same_title(one: str, other: str) -> bool:
    """Whether two titles name one work: site names, subtitles, cuts, case and slips aside."""
    return any(
        _same_words(words(left), words(right)) for left in _forms(one) for right in _forms(other)
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


def _same_words(one: Sequence[str], other: Sequence[str]) -> bool:
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
    return fuzz.ratio(" ".join(one), " ".join(other)) >= _ALIKE


def _numbers(tokens: Iterable[str]) -> list[str]:
    """Digits and Roman numerals, which tell one part or year from another."""
    return [t for t in tokens if t.isdigit() or (t != "i" and t and _ROMAN.fullmatch(t))]


def _runs_in(tokens: Sequence[str], text: str) -> bool:
    """Whether the words stand in the text in one run."""
    if len(tokens) < _SHORTEST_PART or not text:
        return False
    return f" {' '.join(tokens)} " in f" {' '.join(words(text))} "


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
            return not set(_numbers(title)) - set(slug)
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


def match_authors(cited: Sequence[Name], page: Page | None) -> FieldMatch:
    """Every cited author against the page's authors, else against its words.

    The order does not matter, initials stand for names, and "et al." pages may list more.
    """
    shown = "; ".join(filter(None, (display_name(name) for name in cited))) or None
    if not cited or shown is None:
        return FieldMatch(FieldGrade.UNABLE, witness="nothing cited")
    if page is None:
        return FieldMatch(FieldGrade.UNABLE, shown)
    named = [*page.authors, *([page.site] if page.site else [])]
    if named and all(any(_same_name(name, other) for other in named) for name in cited):
        return FieldMatch(
            FieldGrade.VERIFIED, shown, "; ".join(page.authors) or page.site, "author"
        )
    text = f" {' '.join(words(page.text))} "
    if all(_name_in(name, text) for name in cited):
        return FieldMatch(FieldGrade.VERIFIED, shown, None, "text")
    if page.authors:
        return FieldMatch(FieldGrade.DIFFERS, shown, "; ".join(page.authors), "author")
    return FieldMatch(FieldGrade.NOT_FOUND if page.text else FieldGrade.UNABLE, shown)


def display_name(name: Name) -> str:
    """A name as a reader writes it."""
    return name.literal or " ".join(filter(None, (name.given, name.family)))


def _same_name(name: Name, other: str) -> bool:
    if name.literal or not name.family:
        return _same_words(words(display_name(name)), words(other))
    family, given = words(name.family), words(name.given or "")
    tokens = words(other)
    if not set(family) <= set(tokens):
        return False
    rest = [token for token in tokens if token not in family]
    if not given or not rest:
        return True
    return any(token[0] == given[0][0] and _agree(token, given[0]) for token in rest)


def _agree(one: str, other: str) -> bool:
    """Whether one given name may stand for the other: equal, or one is an initial."""
    return one == other or len(one) == 1 or len(other) == 1


def _name_in(name: Name, text: str) -> bool:
    """Whether the name stands in the text (words, spaces around each)."""
    if name.literal or not name.family:
        return f" {' '.join(words(display_name(name)))} " in text
    family = " ".join(words(name.family))
    given = words(name.given or "")
    if not given:
        return f" {family} " in text
    return f" {family} " in text and f" {given[0]} " in text


def match_date(cited: DateValue | None, page: Page | None, url: str) -> FieldMatch:
    """The cited date against publication, modification and the date in the URL's path.

    Dates are compared at the coarser precision of the two: 2018 agrees with 2018-03-04.
    """
    if cited is None:
        return FieldMatch(FieldGrade.UNABLE, witness="nothing cited")
    dates = _dates(page, url)
    for witness, found in dates:
        if same_date(cited.iso, found):
            return FieldMatch(FieldGrade.VERIFIED, cited.iso, found, witness)
    if dates:
        witness, found = dates[0]
        return FieldMatch(FieldGrade.DIFFERS, cited.iso, found, witness)
    return FieldMatch(FieldGrade.UNABLE if page is None else FieldGrade.NOT_FOUND, cited.iso)


def _dates(page: Page | None, url: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if page is not None and page.published:
        found.append(("published", page.published))
    if (match := _PATH_DATE.search(url)) is not None:
        year, month, day = match.groups()
        parts = [year, *(part.zfill(2) for part in (month, day) if part)]
        # A bare year in a path is often a folder, not a date: it may agree, never differ.
        if month or not found:
            found.append(("address", "-".join(parts)))
    if page is not None and page.modified:
        found.append(("modified", page.modified))
    return found


def same_date(one: str, other: str) -> bool:
    """Whether two ISO dates agree as far as both are known."""
    length = min(len(one[:10]), len(other[:10]))
    return one[:length] == other[:length]
