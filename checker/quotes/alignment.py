"""The stretch of a source that a run of quoted words comes from, and where the two differ.

Rules kept here:
- rapidfuzz aligns words with words; how alike letters are decides nothing.
- Differences that are none of wording (a word written apart, a note's marker, an accent, a page's
  running head) are soft.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ..wording import STROKES
from .negation import negations, turns_round
from .source import MOST_MARGIN, SourceText

_Range = tuple[int, int]
_Block = tuple[bool, _Range, _Range]
"""Whether words agree, those of the run, and those of the window."""
_MOST_LED = 8
"""Words at an edge that may stand in the source twice; more are no accident."""
_MOST_EDGES = 8
"""Pages that may begin within one run."""
_SHORT = 8
"""Words of a run that may stand in one window in more than one place."""
_HALF = 3
"""Words that half of a run needs to stand for the whole."""
_MOST_HALVES = 3
_BESIDES = 0.3
"""What a letter costs that the place has and the run has not."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A run over words `first` … `last` of the source."""

    first: int
    last: int
    matched: int
    """Letters of the run that the source has."""
    words: int
    """Words of the run that the source has."""
    hard: bool
    """Words differ."""
    negation: bool
    score: float = 0.0
    """How well the place explains the run: what it has, less what it has besides."""


def align(words: list[str], source: SourceText, low: int, high: int) -> Aligned | None:
    """The best place among the words low … high; None where nothing speaks for any."""
    windows = [*source.vote(words, low, high), *_around_halves(words, source, low, high)]
    found = (each for window in windows for each in _tried(words, source, *window))
    best = max(found, key=lambda each: each.score, default=None)
    if source.is_paged and best is not None and best.hard:
        return _over_edge(words, source, best) or best
    return best


def _over_edge(words: list[str], source: SourceText, near: Aligned) -> Aligned | None:
    """The run where a few words of it stand at the end of a page and the rest behind the head of
    the next, or the other way round: closer words than the head has would be taken for it."""
    begins = source.page_begins(near.first - _MOST_LED, near.last + _MOST_LED)
    for begin in begins[:_MOST_EDGES]:
        for before in {*range(1, _MOST_LED + 1), *range(len(words) - _MOST_LED, len(words))}:
            rest = words[before:]
            start = begin - before
            if not 0 < before < len(words) or start < 0:
                continue
            if source.words[start:begin] != words[:before]:
                continue
            for behind in range(begin + 1, begin + MOST_MARGIN):
                if source.words[behind : behind + len(rest)] == rest and source.is_margin(
                    begin, behind
                ):
                    return exactly(words, (start, behind + len(rest)))
    return None


def _around_halves(
    words: list[str], source: SourceText, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Where one half of the words stands as it is: words that are all common elect nobody."""
    middle = len(words) // 2
    if middle < _HALF:
        return
    for begin, end in ((0, middle), (middle, len(words))):
        places = source.find(words[begin:end], cut_start=False, cut_end=False)
        for first, last in places[:_MOST_HALVES]:
            slack = 8 + len(words) // 3
            start, stop = first - begin - slack, last + len(words) - end + slack
            if low <= first and last <= high:
                yield max(low, start), min(high, stop)


def exactly(words: list[str], place: tuple[int, int]) -> Aligned:
    """A run that stands in the source word for word."""
    letters = sum(map(len, words))
    return Aligned(place[0], place[1], letters, len(words), hard=False, negation=False)


def _tried(words: list[str], source: SourceText, low: int, high: int) -> Iterator[Aligned]:
    """The alignment with a window, and with the part of it around what agrees the longest; for a
    short run around whatever agrees."""
    blocks = list(_blocks(words, source.words[low:high]))
    agreeing = [block for block in blocks if block[0]]
    if not agreeing:
        return
    yield _aligned(words, source, blocks, (low, high))
    slack = 2 + len(words) // 5
    longest = max(agreeing, key=lambda block: block[1][1] - block[1][0])
    for _, ours, theirs in agreeing if len(words) <= _SHORT else (longest,):
        near_low = max(low, low + theirs[0] - ours[0] - slack)
        near_high = min(high, low + theirs[1] + len(words) - ours[1] + slack)
        if (near_low, near_high) != (low, high):
            near = list(_blocks(words, source.words[near_low:near_high]))
            yield _aligned(words, source, near, (near_low, near_high))


def _aligned(
    words: list[str],
    source: SourceText,
    blocks: Sequence[_Block],
    place: _Range,
) -> Aligned:
    low, high = place
    window = source.words[low:high]
    blocks = _closed_up(blocks, (len(words), len(window)), window)
    first, last = _edges(blocks, len(window))
    matched = kept = besides = 0
    hard = negation = False
    for same, (begin, end), theirs_at in blocks:
        if same:
            kept += end - begin
            matched += sum(map(len, words[begin:end]))
            continue
        start, stop = max(theirs_at[0], first), min(theirs_at[1], last)
        ours, theirs = words[begin:end], window[start:stop]
        if not ours and not theirs:
            continue
        if _is_soft(ours, theirs) or _is_beside(ours, theirs, low + start, source):
            kept += len(ours)
            matched += sum(map(len, ours))
        else:
            hard = True
            besides += sum(map(len, theirs))
            negation = negation or turns_round(ours, theirs)
    score = matched - _BESIDES * besides
    return Aligned(low + first, low + last, matched, kept, hard, negation, score)


def _blocks(words: list[str], window: list[str]) -> Iterator[_Block]:
    """Stretches that agree and stretches that do not, in turn."""
    held: _Block | None = None
    for op in Levenshtein.opcodes(words, window):
        same = op.tag == "equal"
        ours, theirs = (op.src_start, op.src_end), (op.dest_start, op.dest_end)
        if held is not None and held[0] == same:
            held = (same, (held[1][0], ours[1]), (held[2][0], theirs[1]))
        else:
            if held is not None:
                yield held
            held = (same, ours, theirs)
    if held is not None:
        yield held


def _closed_up(
    blocks: Sequence[_Block], lengths: tuple[int, int], window: Sequence[str]
) -> Sequence[_Block]:
    """The blocks with the first and the last words as near to the rest as the source has them.

    Around a quotation the source may say anything, so that "the ferry" is not taken from "the end
    of the ferry"; the distance alone does not tell the two "the" apart.
    """
    near = _led(blocks, window)
    return _mirrored(_led(_mirrored(near, lengths), window[::-1]), lengths)


def _led(blocks: Sequence[_Block], window: Sequence[str]) -> Sequence[_Block]:
    """The blocks with the first words that agree where the source says them last."""
    at = 0 if blocks[0][0] else 1
    if len(blocks) < at + 2:
        return blocks
    (_, ours, (start, end)), (_, other, (after, stop)) = blocks[at : at + 2]
    lead = window[start:end]
    if len(lead) > _MOST_LED:
        return blocks
    for place in range(stop - (other[1] - other[0]) - len(lead), after - 1, -1):
        if window[place : place + len(lead)] == lead:
            before = (False, (0, ours[0]), (blocks[0][2][0], place))
            behind = (place + len(lead), stop)
            moved = (True, ours, (place, behind[0]))
            return [before, moved, (False, other, behind), *blocks[at + 2 :]]
    return blocks


def _mirrored(blocks: Sequence[_Block], lengths: tuple[int, int]) -> list[_Block]:
    ours, theirs = lengths
    return [
        (same, (ours - end, ours - begin), (theirs - stop, theirs - start))
        for same, (begin, end), (start, stop) in reversed(blocks)
    ]


def _edges(blocks: Sequence[_Block], length: int) -> tuple[int, int]:
    """First and last word of the window that stand for the run, and not for what is around it."""
    first, last = 0, length
    same, ours, theirs = blocks[0]
    if not same:
        first = max(theirs[0], theirs[1] - (ours[1] - ours[0]))
    same, ours, theirs = blocks[-1]
    if not same:
        last = min(theirs[1], theirs[0] + (ours[1] - ours[0]))
    return first, last


def _is_beside(ours: Sequence[str], theirs: Sequence[str], start: int, source: SourceText) -> bool:
    """Whether the source, from word `start` on, has but a note's marker besides, or a page's foot
    and head, which may stand in the middle of a word."""
    if not ours and source.is_marker(start, start + len(theirs)):
        return True
    if max(len(ours), len(theirs) - len(ours)) > MOST_MARGIN or not source.is_paged:
        return False
    letters = "".join(ours)
    for begin in range(len(theirs)):
        head = "".join(theirs[:begin])
        if not letters.startswith(head):
            return False
        stop = _tail(theirs, letters[len(head) :])
        if stop is not None and begin < stop and source.is_margin(start + begin, start + stop):
            return True
    return False


def _tail(words: Sequence[str], letters: str) -> int | None:
    """Where the last words begin that spell the letters; None where none do."""
    stop = len(words)
    while letters and stop and letters.endswith(words[stop - 1]):
        stop -= 1
        letters = letters[: len(letters) - len(words[stop])]
    return None if letters else stop


def _is_soft(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(ours) == len(theirs) and all(map(_same_word, ours, theirs)):
        return True
    if negations(ours) != negations(theirs):
        return False
    one, other = "".join(ours), "".join(theirs)
    return one == other or _differ_in_accents(one, other)


def _same_word(one: str, other: str) -> bool:
    """A word with the marker of a note glued to it, or one without its accents."""
    if one == other:
        return True
    rest = other.removeprefix(one)
    if rest != other and rest.isdecimal() and len(rest) <= 3 and len(one) > 3 and one.isalpha():
        return True
    return _differ_in_accents(one, other)


def _differ_in_accents(one: str, other: str) -> bool:
    """Whether the letters are the same but for their accents, which may stand apart as marks."""
    return not (one + other).isascii() and _bare(one) == _bare(other)


def _bare(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.translate(STROKES))
    return "".join(c for c in letters if not unicodedata.combining(c) and c != "'")
