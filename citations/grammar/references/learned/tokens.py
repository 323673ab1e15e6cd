"""The words of one reference, and what is known of each before its neighbours are looked at.

Rules kept here:
- A token is a run of letters and digits; marks between two tokens belong to both. A URL is one
  token.
- Tokens are bounded in number: a longer text is no reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citations.model import Span
from citations.values import value

from ....late import late_regex

MOST = 160
"""Words of the longest reference that is labelled."""
_WORD = late_regex(r"[^\W_]+(?:[.&/’'‑-][^\W\d_]+)*")
"""Letters and digits; strokes and points bind only letters: "45-67" are two words."""
_SPACE = late_regex(r"\s+")
_GAP = 4
"""Marks of a gap that are looked at."""
_QUOTES = str.maketrans("“”„«»‘’", '""""""\'')
_DASHES = str.maketrans("–—‐‑", "----")


@value
class Marks:
    """Where in a text the marks stand that tell parts of a reference."""

    italics: Sequence[Span] = ()
    quoted: Sequence[Span] = ()
    bracketed: Sequence[Span] = ()
    links: Sequence[Span] = ()


@value
class Token:
    """A word and the marks around it."""

    start: int
    end: int
    word: str
    before: str
    """The marks between it and the word before it; "^" where it is the first."""
    after: str
    """The marks behind it; "$" where it is the last."""
    italic: bool
    quoted: bool
    bracketed: bool
    link: bool


def cut(text: str, at: Span, marks: Marks) -> list[Token]:
    """The tokens of a stretch of `text`, in order; none where they are too many."""
    spans = list(_words(text, at, marks.links))
    if len(spans) > MOST:
        return []
    linked = {link.start for link in marks.links}
    flags = [
        _within(spans, spans_of) for spans_of in (marks.italics, marks.quoted, marks.bracketed)
    ]
    found: list[Token] = []
    after = "^" + _gap(text[at.start : spans[0].start]) if spans else ""
    for index, span in enumerate(spans):
        before = after
        last = index + 1 == len(spans)
        after = _gap(text[span.end : at.end if last else spans[index + 1].start])
        after += "$" if last else ""
        words = text[span.start : span.end]
        italic, quoted, bracketed = (each[index] for each in flags)
        link = span.start in linked
        found.append(
            Token(span.start, span.end, words, before, after, italic, quoted, bracketed, link)
        )
    return found


def _words(text: str, at: Span, links: Iterable[Span]) -> Iterable[Span]:
    start, count = at.start, 0
    for link in (*links, Span(at.end, at.end)):
        if link.start < start or link.end > at.end:
            continue
        for found in _WORD.finditer(text, start, link.start):
            yield Span(found.start(), found.end())
            count += 1
            if count > MOST:
                return
        if link.start < link.end:
            yield link
        start = link.end


def _within(spans: Sequence[Span], marked: Sequence[Span]) -> list[bool]:
    """Of each span, whether it begins in one of the marked ones; both are in order."""
    flags: list[bool] = []
    index = 0
    for span in spans:
        while index < len(marked) and marked[index].end <= span.start:
            index += 1
        flags.append(index < len(marked) and marked[index].start <= span.start)
    return flags


def _gap(marks: str) -> str:
    """What stands between two words, in one form: quotation marks and dashes of all kinds alike."""
    folded = _SPACE.sub(" ", marks).translate(_QUOTES).translate(_DASHES)
    return folded if len(folded) <= _GAP else folded[: _GAP - 1] + folded[-1]
