"""A source's text, prepared once for all quotations that are looked up in it.

Rules kept here:
- Words are found by the letters alone, joined: hyphens at line ends, spaces in the wrong place and
  scripts without spaces cost nothing. Where words begin and end is asked afterwards.
- What is not there word for word is located by its rarest words, which vote for a place.
- A running head, which other pages have too or which counts on from page to page, and a page's
  number are no words of a sentence that goes on from one page to the next.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from ..parts import KINDS, beside_text, has_parts, own_text, parted
from ..wording import FILLER
from .negation import negations
from .tokens import PAGE_BREAK, clean, is_oriental, tokenize, without_markers

_MOST_PLACES = 60
"""Places of one run of words that are looked at."""
_MOST_VOTES = 3000
_MOST_VOTERS = 40
_STRIDE = 16
"""Words within which votes count for one place."""
_AROUND = 240
"""Characters of a passage on either side of the quoted words."""
_LONGEST_PASSAGE = 1500
_LONGEST_HEAD = 16
"""Words of a page's head or foot."""
MOST_MARGIN = 2 * _LONGEST_HEAD
"""Words between the text of one page and that of the next."""
_NEAR_PAGES = 8
"""Pages on either side of which some have the same head."""
_ENDED = re.compile(r"[.?!:;,]['\")]{0,3}\s")
_BEGINS = re.compile(r"\s['\"(]{0,2}[^\W\d_]")
_HEADING = re.compile(r"[^\W\d_]+|\d+")
_UNHEADED = FILLER | {"as", "to", "v", "vs"}
"""Words that a heading may write small."""
_MARKS = re.compile(r"(?: ?[.,;:!?')\]]){0,6}")
"""What closes a stretch of words; typography, or a tag between, may part it from them."""


class SourceText:
    """A text to look quotations up in. A page break (form feed) stands between pages."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = without_markers(clean(text))
        """Cleaned, of the same length."""
        tokens = tokenize(text, self.plain)
        self.words = tokens.words
        self.starts = tokens.starts
        self.ends = tokens.ends
        letters = [_letters(word) for word in tokens.words]
        self._joined = "".join(letters)
        self._places = [0, *accumulate(map(len, letters))][: len(letters)]
        self._index: dict[str, list[int]] | None = None
        self._breaks: list[int] | None = None
        self._begins: list[int] | None = None

    @cached_property
    def own(self) -> SourceText:
        """The text without what stands beside it."""
        return SourceText(own_text(self.text))

    @cached_property
    def beside(self) -> dict[str, SourceText]:
        """What stands beside the text, by kind (parts.KINDS); empty for most pages."""
        if not has_parts(self.text):
            return {}
        found = {kind: SourceText(beside_text(self.text, kind)) for kind in KINDS}
        return {kind: text for kind, text in found.items() if text.words}

    def is_parted(self, last: int, first: int) -> bool:
        """Whether the words before `last` and those from `first` on are of two parts of a page."""
        return parted(self.text, self.ends[last - 1], self.starts[first])

    def find(self, words: list[str], *, cut_start: bool, cut_end: bool) -> list[tuple[int, int]]:
        """Places (first word, word after the last) where the letters stand, in order, bounded.

        `cut_start` and `cut_end` let the first or last word be part of a longer one.
        """
        letters = "".join(map(_letters, words))
        found: list[tuple[int, int]] = []
        at = self._joined.find(letters)
        tries = 0
        while at >= 0 and tries < 10 * _MOST_PLACES and len(found) < _MOST_PLACES:
            tries += 1
            place = self._whole(at, at + len(letters), cut_start=cut_start, cut_end=cut_end)
            if place is not None:
                found.append(place)
            at = self._joined.find(letters, at + 1)
        return found

    def _whole(
        self, start: int, end: int, *, cut_start: bool, cut_end: bool
    ) -> tuple[int, int] | None:
        first = bisect_right(self._places, start) - 1
        last = bisect_left(self._places, end)
        begins = self._places[first] == start
        ends = end == (self._places[last] if last < len(self._places) else len(self._joined))
        if not begins and not cut_start and not is_oriental(self._joined[start]):
            return None
        if not ends and not cut_end and not is_oriental(self._joined[end - 1]):
            return None
        return first, last

    def vote(self, words: list[str], low: int, high: int) -> list[tuple[int, int]]:
        """At most three stretches of the words low … high that share the most with `words`."""
        index = self._postings()
        rarest = sorted(
            ((len(index[word]), at, word) for at, word in enumerate(words) if word in index),
        )
        votes: dict[int, float] = {}
        spent = 0
        for count, at, word in rarest[:_MOST_VOTERS]:
            postings = index[word]
            begin, end = bisect_left(postings, low), bisect_left(postings, high)
            spent += end - begin
            if spent > _MOST_VOTES and votes:
                break
            for place in postings[begin : min(end, begin + _MOST_VOTES)]:
                bucket = (place - at) // _STRIDE
                votes[bucket] = votes.get(bucket, 0.0) + 1.0 / (1 + count) ** 0.25
        best = sorted(votes, key=lambda b: votes[b] + votes.get(b + 1, 0.0), reverse=True)[:3]
        slack = 8 + min(40, len(words) // 3)
        return [
            (max(low, b * _STRIDE - slack), min(high, (b + 2) * _STRIDE + len(words) + slack))
            for b in best
        ]

    def _postings(self) -> dict[str, list[int]]:
        if self._index is None:
            index: dict[str, list[int]] = {}
            for at, word in enumerate(self.words):
                index.setdefault(word, []).append(at)
            self._index = index
        return self._index

    def as_printed(self, first: int, last: int) -> str:
        """The text from one word to before another."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def surface(self, first: int, last: int) -> str:
        """The same, cleaned."""
        return self.plain[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def after(self, last: int) -> str:
        """The marks that follow a word (`last` is the one after it), spaced as in French or not."""
        marks = _MARKS.match(self.plain, self.ends[last - 1])
        return marks.group().replace(" ", "") if marks else ""

    def passage(self, first: int, last: int) -> str:
        """The words around a place, whole words, bounded."""
        start, end = self.starts[first], self.ends[max(first, last - 1)]
        end = min(end, start + _LONGEST_PASSAGE)
        begin = bisect_left(self.starts, start - _AROUND)
        until = bisect_right(self.ends, end + _AROUND)
        at = self.starts[min(begin, first)]
        told = self.text[at : max(end, self.ends[until - 1] if until else end)]
        # What closes the last sentence belongs to it.
        return " ".join(told.replace(PAGE_BREAK, " ").split())

    @property
    def is_paged(self) -> bool:
        """Whether the text has pages: it is a PDF's."""
        return bool(self._page_breaks())

    def page(self, first: int) -> int | None:
        """The page of a word, from 1; None for a text without pages."""
        breaks = self._page_breaks()
        return bisect_right(breaks, self.starts[first]) + 1 if breaks else None

    def page_begins(self, low: int, high: int) -> list[int]:
        """The first words of the pages that begin between two words."""
        begins = self._page_begins()[1:-1]
        return begins[bisect_left(begins, low) : bisect_right(begins, high)]

    def is_marker(self, first: int, last: int) -> bool:
        """Whether words are the marker of a note that stands apart behind its sentence."""
        word = self.words[first] if first else ""
        if last - first != 1 or last == len(self.words) or not word.isdigit() or len(word) > 3:
            return False
        before = self.plain[self.ends[first - 1] : self.starts[first]]
        after = self.plain[self.ends[first] : self.starts[last] + 1]
        return _ENDED.fullmatch(before) is not None and _BEGINS.fullmatch(after) is not None

    def is_margin(self, first: int, last: int) -> bool:
        """Whether words are the foot of a page, the head of the next, or both."""
        begins = self._page_begins()
        page = bisect_left(begins, first)  # the one that begins at the first word or behind it
        if last - first > MOST_MARGIN or page >= len(begins) - 1 or begins[page] > last:
            return False
        foot, head = self.words[first : begins[page]], self.words[begins[page] : last]
        return self._recurs(foot, page - 1, at_end=True) and (
            self._recurs(head, page, at_end=False) or self._counts(begins[page], last, page)
        )

    def _counts(self, first: int, last: int, page: int) -> bool:
        """Whether words at the beginning of a page are a heading with the page's number: of a pair
        of pages each may have a head of its own, but they count on, or are set in capitals."""
        if last - first > _LONGEST_HEAD or negations(self.words[first:last]):
            return False
        letters = _HEADING.findall(self.surface(first, last))
        written = [each for each in letters if each[0].islower() and each not in _UNHEADED]
        if written or not letters or letters[-1][0].islower():
            return False
        if _is_shouted(letters):
            return True
        begins = self._page_begins()
        for other in (page - 1, page + 1):
            if 0 <= other < len(begins) - 1:
                edge = self.words[begins[other] : begins[other] + _LONGEST_HEAD]
                ours = {int(each) - page for each in letters if _counted(each)}
                if any(_counted(each) and int(each) - other in ours for each in edge):
                    return True
        return False

    def _recurs(self, margin: list[str], page: int, *, at_end: bool) -> bool:
        """Whether a page nearby begins or ends with the same words, numbers aside."""
        told = _without_numbers(margin)
        if len(told) == len(margin) == 1:  # a word that two sentences may go on with
            return False
        begins = self._page_begins()
        near = range(max(0, page - _NEAR_PAGES), min(len(begins) - 1, page + _NEAR_PAGES + 1))
        for other in near:
            begin, end = begins[other], begins[other + 1]
            if at_end:
                edge = self.words[max(begin, end - _LONGEST_HEAD) : end]
                beside = _without_numbers(edge)[-len(told) :]
            else:
                edge = self.words[begin : min(end, begin + _LONGEST_HEAD)]
                beside = _without_numbers(edge)[: len(told)]
            if other != page and told == beside:
                return True
        return not told

    def _page_breaks(self) -> list[int]:
        if self._breaks is None:
            self._breaks = list(_positions(self.text, PAGE_BREAK))
        return self._breaks

    def _page_begins(self) -> list[int]:
        """The first word of each page, and the word behind the last."""
        if self._begins is None:
            firsts = (bisect_left(self.starts, at) for at in self._page_breaks())
            self._begins = [0, *firsts, len(self.words)]
        return self._begins


def _letters(word: str) -> str:
    """A word without its apostrophes: E.P.A.'s and EPA's."""
    return word.replace("'", "") if "'" in word else word


def _is_shouted(letters: Sequence[str]) -> bool:
    """Whether a heading has a number at either end and is set in capitals."""
    loud = sum(each.isupper() and len(each) > 1 for each in letters)
    return loud > 1 and (_counted(letters[0]) or _counted(letters[-1]))


def _counted(word: str) -> bool:
    """Whether a word may be the number of a page."""
    return word.isascii() and word.isdigit() and len(word) < 5


def _without_numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if not word.isdigit()]


def _positions(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)
