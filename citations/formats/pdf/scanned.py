"""The words that a program read off a scan: fragments whose sizes and baselines waver, made level.

Rules kept here:
- Such words are there but not drawn (text rendering mode 3, PDF 32000-1, 9.3.6). Each has the size
  and the baseline of its own frame, so that a line's words differ by a tenth.
- A line takes the size and the height that half of its letters are below; lines that follow each
  other in nearly one size have one size. What is clearly smaller and higher stays raised.
- A number that was read as the end of a word, behind its punctuation ("rents.12"), is raised: it
  is a reference only where a note answers it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from .calls import mode_of
from .page import Fragment, Page
from .superior import RISE, SIZE

INVISIBLE: Final = 3
SAMPLE: Final = 8
"""Text objects by which a page is judged."""
SAME_LINE: Final = 0.45
"""Parts of a line's size by which its words may stand higher or lower."""
SAME_SIZE: Final = 0.1
"""Part of their size by which lines that follow each other may differ."""
FEW_WORDS, NEAR_SIZE = 2, 0.16
"""Of so few words the size is that of the lines around, if it is no farther away."""
SMALLER, HIGHER = 0.9, 0.15
"""A raised number's size at most, and its rise at least, in parts of its line's size."""
LONGEST: Final = 8
"""Letters that a word counts for."""
_LABEL: Final = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_AT_WORDS_END: Final = re.compile(r"(?P<word>.*[^\W\d][.,;:!?][”’\"')\]]{0,2})(?P<number>\d{1,3})")


def is_scanned(objects: Iterable[int]) -> bool:
    """True where no text object of a page is drawn."""
    modes = [mode_of(thing) for thing in islice(objects, SAMPLE)]
    return bool(modes) and all(mode == INVISIBLE for mode in modes)


def levelled(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The same words, each line on one baseline and in one size."""
    made: list[Fragment] = []
    alike: list[list[Fragment]] = []
    for line in _lines(fragments):
        size = _middle(line, [word.size for word in line])
        near = SAME_SIZE if len(line) > FEW_WORDS else NEAR_SIZE
        if alike and abs(size - _size(alike)) > near * max(size, _size(alike)):
            made.extend(_set(alike))
            alike = []
        alike.append(line)
    made.extend(_set(alike))
    return made


def _lines(fragments: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """Words that follow each other from left to right at nearly one height."""
    line: list[Fragment] = []
    for word in fragments:
        if line and not _goes_on(line, word):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _goes_on(line: Sequence[Fragment], word: Fragment) -> bool:
    last = line[-1]
    size = max(last.size, word.size)
    return word.x0 > last.x0 and abs(word.y - last.y) < SAME_LINE * size


def _size(lines: Sequence[Sequence[Fragment]]) -> float:
    """The size of lines that are alike; the last of them tell it."""
    words = [word for line in lines[-SAMPLE:] for word in line]
    return _middle(words, [word.size for word in words])


def _middle(words: Sequence[Fragment], values: Sequence[float]) -> float:
    """The value that half of the letters are below; a long word counts no more than others."""
    weights = [min(len(word.text), LONGEST) for word in words]
    ordered = sorted(zip(values, weights, strict=True))
    half = sum(weights) / 2
    for value, weight in ordered:
        half -= weight
        if half <= 0:
            return value
    return 0.0


def evened(pages: Sequence[Page]) -> None:
    """Give sizes that are nearly one on several pages the size of most of their letters."""
    counts: Counter[float] = Counter()
    for page in pages:
        for word in page.fragments:
            counts[word.size] += len(word.text)
    usual: dict[float, float] = {}
    for size, _ in counts.most_common():
        near = (one for one in usual.values() if abs(one - size) <= SAME_SIZE * max(one, size))
        usual[size] = next(near, size)
    for page in pages:
        page.fragments = [replace(word, size=usual[word.size]) for word in page.fragments]


def _set(lines: Sequence[Sequence[Fragment]]) -> Iterator[Fragment]:
    words = [word for line in lines for word in line]
    size = _middle(words, [word.size for word in words])
    for line in lines:
        y = _middle(line, [word.y for word in line])
        for word in line:
            if _is_raised(word, size, y):
                yield replace(word, size=round(SIZE * size, 1), y=y + RISE * size)
            else:
                yield from _parted(replace(word, size=size, y=y))


def _is_raised(word: Fragment, size: float, y: float) -> bool:
    return (
        word.size <= SMALLER * size
        and word.y - y >= HIGHER * size
        and _LABEL.fullmatch(word.text) is not None
    )


def _parted(word: Fragment) -> Iterator[Fragment]:
    """A word, and the number at its end."""
    found = _AT_WORDS_END.fullmatch(word.text)
    if found is None:
        yield word
        return
    letters, number = found.group("word", "number")
    x = word.x1 - SIZE * (word.x1 - word.x0) * len(number) / len(word.text)
    yield replace(word, text=letters, x1=x)
    size, y = round(SIZE * word.size, 1), word.y + RISE * word.size
    yield replace(word, text=number, x0=x, size=size, y=y, space_before=False)
