"""Lines of typed text → paragraphs.

Rules kept here:
- Lines that were wrapped are joined, lines that stand for themselves (addresses, form fields, one
  paragraph a line, notes) stay apart. Where a line was full, the next one goes on with it.
- What somebody quotes with ">" is a paragraph of its own.
- A form feed turns the page; a line of dashes stands for itself. What belongs to pages (see
  `pages`) is in no paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.model import Span
from citations.notes.bare import LABEL as BARE
from citations.signs import is_western
from citations.values import value

from ..late import late_regex
from .pages import lines, page_lines
from .wrapping import first_word

_LABEL = re.compile(
    r"[⁰¹²³⁴-⁹]{1,4}(?![⁺⁻⁰-⁹\w])|[⁰¹²³⁴-⁹]{1,4}(?=[A-Z“\"])"
    r"|(?P<bracket>\^?\[(?:FN|Fn|fn)?\d{1,4}\])(?![(\[a-z\d_,;)])|Link:\s\[\d{1,4}\]\s"
    r"|[†‡§¶]{1,4}\s?(?=[A-Z“\"*_])|(?P<stroke>\\\d{1,4}\\)\s|(?:FN|Fn)\.?\s?\d{1,4}[.:]\s"
    r"|\[(?:[Ff]oot)?[Nn]ote (?:\d{1,4}|[A-Z]|[*†‡]{1,3}):"
)
_URL = late_regex(r"\s*<?(?:https?|ftp|mailto):", re.IGNORECASE)
_ITEM = late_regex(
    r"[•‣▪●○◦·–—*+-]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s|\d{1,3}/\s|#{1,6}\s|>"
)
_AFTER_REFERENCE = late_regex(r"\^?\[\d{1,4}\][,;)]")
"""A reference that the sentence goes on behind: no note begins so."""
_QUOTE = late_regex(r"(?:>[ \t]*)+")
_RULES = frozenset("-_=*~–—")
_RULE = late_regex(r"[-_=*~–—]{3,}")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60]")
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 50
_LABEL_WIDTH = 4
"""A line without a blank behind these columns is one word, as a URL is, that no width wraps."""


@value
class _Line:
    start: int
    end: int
    """White space around the line left out."""
    page: int | None
    indent: int = 0
    """Columns before its first character."""
    wide: int = 0
    """Characters that take two columns."""

    @property
    def edge(self) -> int:
        """The column at which it ends."""
        return self.indent + self.end - self.start + self.wide


def paragraphs(text: str) -> Iterator[tuple[Span, int | None]]:
    """Yield the paragraphs of typed text, wrapped lines joined, each with its page."""
    blocks = list(_blocks(text))
    width = _wrap_width(text, blocks)
    ruled = False
    labels: re.Pattern[str] | None = None
    for block in blocks:
        first = 0
        # A note under a rule may have a second paragraph, and the next number in it.
        goes_on = labels is BARE and BARE.match(text, block[0].start) is None
        labels = BARE if goes_on and not ruled else _labels(text, block, ruled)
        ruled = _is_rule(text, block[-1])
        for index in range(1, len(block) + 1):
            if index == len(block) or not _goes_on(
                text, block[index - 1], block[index], width, labels
            ):
                yield Span(block[first].start, block[index - 1].end), block[first].page
                first = index


def _labels(text: str, block: list[_Line], ruled: bool) -> re.Pattern[str] | None:
    """What the labels of a block's notes look like, where it begins with one.

    `ruled`: a line of dashes stands before it.
    """
    head = block[0]
    if _is_rule(text, head) and len(block) > 1:
        ruled, head = True, block[1]
    quote = _QUOTE.match(text, head.start) if text[head.start] == ">" else None
    start = quote.end() if quote is not None else head.start
    if _LABEL.match(text, start) is not None:
        return _LABEL
    return BARE if ruled and BARE.match(text, start) is not None else None


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines that are not blank."""
    block: list[_Line] = []
    page = 1 if "\f" in text else None
    of_pages = page_lines(text)
    western = is_western(text)
    start = 0
    for line, width in lines(text):
        if page is not None and "\f" in line:
            page += line.count("\f")
            if block:
                yield block
                block = []
        words = line.strip()
        if words and not (words[0] == ">" and not words.strip("> \t")):
            begin = start if line.startswith(words) else start + line.find(words)
            if begin in of_pages:
                start += width
                continue
            indent = begin - start if "\t" not in line else _columns(line, begin - start)
            wide = 0 if western else len(_WIDE.findall(words))
            block.append(_Line(begin, begin + len(words), page, indent, wide))
        elif block:
            yield block
            block = []
        start += width
    if block:
        yield block


def _columns(line: str, width: int) -> int:
    """Columns that the first characters of a line take, all of them white space."""
    return len(line[:width].expandtabs())


def _wrap_width(text: str, blocks: list[list[_Line]]) -> int:
    """Width that the text was wrapped at; 0 where it was not.

    Nine lines of ten are no wider, measured over lines that another line follows.
    """
    widths = sorted(
        [
            line.edge
            for block in blocks
            for line in block[:-1]
            if text.find(" ", line.start + _LABEL_WIDTH, line.end) >= 0
        ]
    )
    if not widths:
        return 0
    width = widths[min(len(widths) - 1, len(widths) * 9 // 10)]
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _goes_on(
    text: str, line: _Line, after: _Line, width: int, labels: re.Pattern[str] | None
) -> bool:
    """True where the break between two lines is a wrap and not the end of a paragraph.

    `labels`: those of the notes that their block is made of; another one begins the next note.
    """
    if text[line.start] == ">" or text[after.start] == ">":
        return _quote_goes_on(text, line, after, width, labels)
    if _is_rule(text, line) or _is_rule(text, after):
        return False
    words = text[after.start : min(after.end, after.start + 200)]
    if labels is BARE and BARE.match(words) is not None:
        return False
    if words[0] in "[^" and _AFTER_REFERENCE.match(words):
        return True
    # Lines of scripts without blanks break behind any letter.
    first = 2 if _WIDE.match(words) else 1 + len(first_word(words))
    full = 0 < width < line.edge + first
    label = _LABEL.match(words)
    if label is not None:
        # The caret of a browser for terminals stays before its number.
        caret = label["bracket"] is not None and text[line.end - 1] == "^"
        return caret or (
            (full or label["stroke"] is not None) and _is_wrapped(label, words, after, labels)
        )
    if _open_angle(text, line):
        return True
    if _ITEM.match(words):
        return False
    return full or words[0].islower() or _hangs(text, line, after, labels)


def _is_wrapped(
    label: re.Match[str], words: str, after: _Line, labels: re.Pattern[str] | None
) -> bool:
    """True for "[2]" of the running text in a line that the one before had no room for.

    A reference between backslashes is never set in, as the labels of such notes are.
    """
    if label["stroke"] is not None:
        return labels is None and after.indent == 0
    if label["bracket"] is None or _URL.match(words, label.end()) is not None:
        return False
    return labels is None or words[label.end() :].lstrip()[:1].islower()


def _hangs(text: str, line: _Line, after: _Line, labels: re.Pattern[str] | None) -> bool:
    """True under an item's or a note's first line."""
    heads = labels is _LABEL or _ITEM.match(text, line.start, line.end) is not None
    return heads and after.indent > line.indent


def _quote_goes_on(
    text: str, line: _Line, after: _Line, width: int, labels: re.Pattern[str] | None
) -> bool:
    """The same of two lines, at least one of which somebody quotes."""
    depth, again = (
        _QUOTE.match(text, line.start, line.end),
        _QUOTE.match(text, after.start, after.end),
    )
    if depth is None and line.edge >= width * 0.8 and text[line.end - 1].isalnum():
        return True  # "the output of zcat foo\n> big.diff": nobody quotes in mid-sentence
    if depth is None or again is None or depth[0].count(">") != again[0].count(">"):
        return False
    inner = _Line(depth.end(), line.end, line.page, line.indent + len(depth[0]))
    following = _Line(again.end(), after.end, after.page, after.indent + len(again[0]))
    return _goes_on(text, inner, following, width, labels)


def _is_rule(text: str, line: _Line) -> bool:
    return text[line.start] in _RULES and _RULE.fullmatch(text, line.start, line.end) is not None


def _open_angle(text: str, line: _Line) -> bool:
    """True for a line that ends inside `<https://…`."""
    opened = text.rfind("<", max(line.start, line.end - 2000), line.end)
    return (
        opened >= 0
        and re.match(r"<(?:https?|ftp)://[^<>\s]*\Z", text[opened : line.end]) is not None
    )
