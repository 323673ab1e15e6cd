"""Words that agree: do capitals and punctuation agree, too?

Rules kept here:
- A period or comma at a quotation's end may be the quoting sentence's own.
- A capital that is bracketed may differ, and so may punctuation where a bracket stands for it.
- Stars and underscores are taken out of a quotation, since Markdown has them for emphasis; so they
  are out of a source.
- Quoted speech that runs over paragraphs opens anew with each: the mark may be left out.
"""

from __future__ import annotations

import re

from .pattern import STARS, Run
from .tokens import clean, same_typography, tokenize

_REOPENED = re.compile(r"(?<=[.,;:!?] )'(?=\w)")


def agrees(run: Run, plain: str, *, paged: bool = False) -> bool:
    """Whether nothing but typography, and what is marked, tells the run from the source's words.

    Args:
        run: of the quotation.
        plain: the source's stretch, cleaned and without the markers of its notes.
        paged: the source is a PDF's text, in which words that a line's end parted are joined.
    """
    plain = _cut(run, plain)
    quoted = _with_free_case(run, trimmed(run), plain)
    if same_typography(quoted, plain) or same_typography(quoted, _REOPENED.sub("", plain)):
        return True
    if ("*" in plain or "_" in plain) and same_typography(quoted, STARS.sub("", plain)):
        return True
    if paged and same_typography(*(clean(each).replace("-", "") for each in (quoted, plain))):
        return True
    return bool(run.free_marks) and _same_but_marks(run, plain)


def trimmed(run: Run) -> str:
    """The run from its first letter to its last."""
    return run.text[run.tokens.starts[0] : run.tokens.ends[-1]]


def _with_free_case(run: Run, quoted: str, plain: str) -> str:
    """The quoted text with its bracketed capitals as in the source."""
    if not run.free_case:
        return quoted
    start = run.tokens.starts[0]
    source = tokenize(plain)
    letters = list(quoted)
    for at in run.free_case:
        place = next((i for i, word in enumerate(run.tokens.starts) if word == at), None)
        if place is not None and place < len(source.words) and 0 <= at - start < len(letters):
            first = plain[source.starts[place]]
            if first.casefold() == letters[at - start].casefold():
                letters[at - start] = first
    return "".join(letters)


def _same_but_marks(run: Run, plain: str) -> bool:
    """Word for word, gap for gap, but for the gaps that hold a bracket."""
    ours, theirs = run.tokens, tokenize(plain)
    if ours.words != theirs.words:
        return False
    for at in range(len(ours.words) - 1):
        begin, end = ours.ends[at], ours.starts[at + 1]
        if any(begin <= mark <= end for mark in run.free_marks):
            continue
        if not same_typography(
            ours.text[ours.starts[at] : ours.ends[at + 1]],
            plain[theirs.starts[at] : theirs.ends[at + 1]],
        ):
            return False
    return True


def _cut(run: Run, plain: str) -> str:
    """The source's stretch without the part of a word that a bracket stands for."""
    if not (run.open_start or run.open_end):
        return plain
    tokens = tokenize(plain)
    begin, end = 0, len(plain)
    if run.open_end:
        quoted = run.tokens.ends[-1] - run.tokens.starts[-1]
        end = min(end, tokens.starts[-1] + quoted)
    if run.open_start:
        begin = max(begin, tokens.ends[0] - run.tokens.ends[0])  # its text begins with the word
    return plain[begin:end]
