"""Lines of typed text that belong to its pages: numbers, feet and running heads.

Rules kept here:
- Nobody wrote them as part of a sentence or a note, so no paragraph has them.
- Where form feeds turn the pages, a line that stands first or last on half of them is one: the same
  words each time, or a number at its end that counts the pages.
- Without form feeds only a number on a line of its own, blank lines around it, is one ("- 3 -",
  "Page 3 of 7"), and only where another such line counts on from it. An RFC's feet say what they
  are (RFC 7994), and so does the head that follows one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..late import late_regex

_LINE_END = re.compile(r"\r\n|\r|\n")
_DOUBLED_END = re.compile(r"\r\r\n")
_ALONE = late_regex(
    r"\n[ \t]{0,80}(?:[-–—] ?)?(?:[Pp]age )?(?P<number>\d{1,4})(?: ?(?:of|/) ?\d{1,4})?(?: ?[-–—])?"
    r"[ \t]{0,80}(?=[\r\n\f])"
)
_BLANK_BEFORE = late_regex(r"(?:[\r\n]|\A)[ \t]{0,80}[\r\n\f]{1,3}\Z")
_BLANK_AFTER = late_regex(r"(?:\r+\n|\r|\n)?[ \t]{0,80}(?:[\r\n\f]|\Z)|\f")
_FOOT = late_regex(r"\S\s{2,}\[Page [\divxlc]{1,6}\]\Z")
_HEAD = re.compile(r"\S\s{3,}\S")
_COUNTING = late_regex(
    r"(?:.{0,80}\s)?[-–—(]?\s?(?P<last>\d{1,4})(?:\s?(?:of|/)\s?\d{1,4})?\s?[-–—)]?\Z"
    r"|(?P<first>\d{1,4})\s{3,}\S"
)
_TOP = 3
"""Lines that a running head may have, and a foot."""
_LONGEST = 100


def lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield each line without its end, and its width with it.

    Line ends that were all made twice over ("\\r\\r\\n") are one each.
    """
    if "\r" not in text:
        for line in text.split("\n"):
            yield line, len(line) + 1
        return
    start = 0
    doubled = "\r\r\n" in text and text.count("\r\r\n") == text.count("\n")
    for mark in (_DOUBLED_END if doubled else _LINE_END).finditer(text):
        yield text[start : mark.start()], mark.end() - start
        start = mark.end()
    yield text[start:], len(text) - start


def page_lines(text: str) -> frozenset[int]:
    """The offsets of the first characters of the lines that belong to pages."""
    found: set[int] = set()
    if "  [Page " in text:
        found.update(_footed(text))
    if "\f" in text:
        found.update(_turned(text))
    found.update(_numbered(text))
    return frozenset(found)


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is not blank: the offset of its first character, and its words."""
    start = 0
    for line, width in lines(text):
        words = line.strip()
        if words:
            yield start + line.index(words[0]), words
        start += width


def _footed(text: str) -> Iterator[int]:
    """The feet of an RFC's pages, and the heads behind them."""
    footed = False
    for start, words in _words(text):
        headed = footed and _HEAD.search(words) is not None
        footed = _FOOT.search(words) is not None
        if headed or footed:
            yield start


def _numbered(text: str) -> Iterator[int]:
    """Numbers on lines of their own that count on, one by one."""
    run: list[tuple[int, int]] = []
    for match in _ALONE.finditer(text):
        if (
            _BLANK_BEFORE.search(text, max(0, match.start() - 90), match.start() + 1) is None
            or _BLANK_AFTER.match(text, match.end()) is None
        ):
            continue
        number = int(match["number"])
        if run and number != run[-1][0] + 1:
            yield from _starts(run)
            run = []
        run.append((number, _first_character(text, match.start())))
    yield from _starts(run)


def _starts(run: Sequence[tuple[int, int]]) -> Iterator[int]:
    if len(run) > 1:
        for _, start in run:
            yield start


def _first_character(text: str, start: int) -> int:
    while text[start].isspace():
        start += 1
    return start


def _turned(text: str) -> Iterator[int]:
    """Heads and feet of pages that form feeds part."""
    pages = []
    start = 0
    for page in text.split("\f"):
        pages.append([(start + at, words) for at, words in _words(page)])
        start += len(page) + 1
    for edge in (0, -1):
        for depth in range(_TOP):
            yield from _same(pages, edge, depth)


def _same(pages: Sequence[list[tuple[int, str]]], edge: int, depth: int) -> Iterator[int]:
    """The lines at one place of each page that half of the pages have."""
    index = -1 - depth if edge else depth
    placed = [
        (*page[index], number)
        for number, page in enumerate(pages)
        if len(page) > depth + 1 and len(page[index][1]) <= _LONGEST
    ]
    keys = [_keys(words, number) for _, words, number in placed]
    counts = Counter(key for each in keys for key in each)
    enough = max(2, len(pages) // 2)
    for (start, _, _), each in zip(placed, keys, strict=True):
        if any(counts[key] >= enough for key in each):
            yield start


def _keys(words: str, page: int) -> set[str]:
    """What a line shares with those of other pages: its words, or all but a page's number."""
    keys = {words}
    match = _COUNTING.match(words)
    if match is not None:
        group = "last" if match["last"] else "first"
        start, end = match.span(group)
        keys.add(f"{words[:start]}\0{int(words[start:end]) - page}\0{words[end:]}")
    return keys
