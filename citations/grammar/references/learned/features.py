"""What the model is told of each word of a reference.

Rules kept here:
- Shapes, marks, places and words of closed lists (`cues`); the names at the head are told by
  `namelists`, whose rules are better at them than a model.
- The features of a token are strings; the order of a list never matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from citations.values import value

from ....late import late_regex
from .. import namelists
from .cues import GROUPS
from .tokens import Token

_YEAR = late_regex(r"(?:1[5-9]|20)\d\d[a-z]?")
_ROMAN = late_regex(r"[IVXLC]+|[ivxlc]{2,}")
_ENDS = frozenset('.?!:;"()[]^$')
"""Marks that part elements; a comma does so, too, but many titles have one."""


@value
class _Segment:
    """The words between two marks that part elements."""

    first: int
    last: int
    traits: tuple[str, ...] = ()


@value
class _Seen:
    """What is known of the whole reference."""

    traits: tuple[str, ...]
    names: tuple[int, int]
    """Where the list of names at the head begins and ends; equal where there is none."""
    segments: list[_Segment] = field(default_factory=list)


def of(text: str, tokens: Sequence[Token]) -> list[list[str]]:
    """The features of each token, in order."""
    if not tokens:
        return []
    shapes = [_shape(token) for token in tokens]
    cues = [_cue(token) for token in tokens]
    coarse = _segments(tokens, shapes, cues, commas=False)
    fine = _segments(tokens, shapes, cues, commas=True)
    names = _names(text, tokens)
    found: list[list[str]] = []
    running = _Running()
    whole = _whole(tokens, shapes)
    for index, token in enumerate(tokens):
        features = ["b", *whole]
        features += _own(token, shapes[index], cues[index])
        features += _around(tokens, shapes, cues, index)
        features += _place(index, len(tokens))
        features += running.tell()
        features += _lead(index, names, tokens)
        features += _of_segment("S", coarse, running.coarse(index, coarse))
        features += _of_segment("F", fine, running.fine(index, fine))
        running.take(token, shapes[index])
        found.append(features)
    return found


def _shape(token: Token) -> str:
    """The kind of a word, by its letters and digits alone."""
    word = token.word
    if token.link:
        return "url"
    if word[0].isdigit():
        if _YEAR.fullmatch(word):
            return "year"
        return f"n{min(len(word), 5)}" if word.isdigit() else "nx"
    if len(word) == 1:
        return "I" if word.isupper() else "i"
    if _ROMAN.fullmatch(word):
        return "roman"
    if word.isupper():
        return "AB" if len(word) < 4 else "ABC"
    if word[0].isupper():
        return "Ab" if word[1:].islower() else "AbC"
    return "ab" if word.isalpha() and word.islower() else "aX"


def _cue(token: Token) -> str:
    folded = token.word.casefold()
    return folded if folded in GROUPS else ""


def _own(token: Token, shape: str, cue: str) -> Iterator[str]:
    face = "i" * token.italic + "q" * token.quoted + "b" * token.bracketed
    yield f"s={shape}"
    yield f"<={token.before}"
    yield f">={token.after}"
    yield f"<>={token.before}{token.after}"
    yield f"m={face}"
    yield f"s<={shape}{token.before}"
    yield f"s>={shape}{token.after}"
    yield f"sm={shape}{face}"
    if cue:
        yield f"w={cue}"
        yield f"w>={cue}{token.after}"
        for group in GROUPS.get(cue, ()):
            yield f"g={group}"
    elif shape in ("ab", "Ab"):
        yield f"e={token.word[-3:].casefold()}"
        yield f"l={min(len(token.word), 12)}"


def _around(
    tokens: Sequence[Token], shapes: Sequence[str], cues: Sequence[str], index: int
) -> Iterator[str]:
    """What stands within two words on both sides."""
    for offset in (-2, -1, 1, 2):
        at = index + offset
        if not 0 <= at < len(tokens):
            continue
        yield f"{offset}s={shapes[at]}"
        if cues[at]:
            yield f"{offset}w={cues[at]}"
        if offset == -1:
            yield f"-1ss={shapes[at]} {shapes[index]}{tokens[index].before}"
            yield f"-1<={tokens[at].before}"
            yield f"-1m={_turn(tokens[index], tokens[at])}"
        elif offset == 1:
            yield f"1ss={shapes[index]}{tokens[index].after} {shapes[at]}"
            yield f"1>={tokens[at].after}"
            yield f"1m={_turn(tokens[index], tokens[at])}"


def _turn(one: Token, other: Token) -> str:
    """Whether italics and quotation marks begin or end between two words."""
    return f"{other.italic - one.italic}{other.quoted - one.quoted}"


def _place(index: int, count: int) -> Iterator[str]:
    yield f"p={index if index < 4 else 4 + min(index // 4, 6)}"
    yield f"r={index * 8 // count}"
    yield f"z={min(count - index, 5)}"


def _whole(tokens: Sequence[Token], shapes: Sequence[str]) -> tuple[str, ...]:
    italic = any(token.italic for token in tokens)
    quoted = any(token.quoted for token in tokens)
    return (f"W={italic:d}{quoted:d}{'url' in shapes:d}",)


def _names(text: str, tokens: Sequence[Token]) -> tuple[int, int]:
    """The offsets of the names at the head."""
    start = tokens[0].start
    found = namelists.head(text, start, tokens[-1].end)
    return (start, found.end) if found is not None else (start, start)


def _lead(index: int, names: tuple[int, int], tokens: Sequence[Token]) -> Iterator[str]:
    start, end = names
    if start == end:
        yield "N=none"
    elif tokens[index].start < end:
        yield "N=in"
    elif index and tokens[index - 1].start < end:
        yield f"N=first{tokens[index].before}"
    else:
        yield "N=after"


class _Running:
    """What stood before a token."""

    def __init__(self) -> None:
        self._year = self._quoted = self._italic = self._number = self._link = False
        self._coarse = self._fine = 0

    def tell(self) -> Iterator[str]:
        """The features of what was taken so far."""
        yield f"R={self._year:d}{self._quoted:d}{self._italic:d}"
        yield f"R2={self._number:d}{self._link:d}{self._year:d}"

    def take(self, token: Token, shape: str) -> None:
        """Count a token to those before."""
        self._year = self._year or shape == "year"
        self._quoted = self._quoted or token.quoted
        self._italic = self._italic or token.italic
        self._link = self._link or token.link
        self._number = self._number or (shape[0] == "n" and not token.quoted)

    def coarse(self, index: int, segments: Sequence[_Segment]) -> int:
        """The number of the segment that holds the token."""
        self._coarse += index > segments[self._coarse].last
        return self._coarse

    def fine(self, index: int, segments: Sequence[_Segment]) -> int:
        """The same, of segments that commas part."""
        self._fine += index > segments[self._fine].last
        return self._fine


def _parts(token: Token, following: Token, shape: str, *, commas: bool) -> bool:
    if token.italic != following.italic or token.quoted != following.quoted:
        return True
    after = token.after
    if commas and "," in after:
        return True
    if after == ". " and shape in ("I", "i"):
        return False  # an initial
    return any(mark in _ENDS for mark in after)


def _segments(
    tokens: Sequence[Token], shapes: Sequence[str], cues: Sequence[str], *, commas: bool
) -> list[_Segment]:
    found: list[_Segment] = []
    first = 0
    for index in range(len(tokens)):
        last = index + 1 == len(tokens)
        if last or _parts(tokens[index], tokens[index + 1], shapes[index], commas=commas):
            found.append(_segment(first, index, shapes, cues))
            first = index + 1
    return found


def _segment(first: int, last: int, shapes: Sequence[str], cues: Sequence[str]) -> _Segment:
    """A segment with what its words have in common."""
    own = shapes[first : last + 1]
    small = sum(shape == "ab" for shape in own)
    great = sum(shape in ("Ab", "ABC", "AbC") for shape in own)
    count = len(own)
    size = count if count < 4 else 4 if count < 7 else 5 if count < 12 else 6
    kind = "n" if all(shape[0] == "n" or shape == "year" for shape in own) else ""
    kind = kind or ("0" if not small else "1" if small < great else "2")
    groups = {group for cue in cues[first : last + 1] if cue for group in GROUPS.get(cue, ())}
    traits = (f"{size}{kind}", *sorted(groups))
    if "year" in own:
        traits += ("year",)
    return _Segment(first, last, traits)


def _of_segment(name: str, segments: Sequence[_Segment], at: int) -> Iterator[str]:
    yield f"{name}#={min(at, 6)}"
    yield f"{name}!={min(len(segments) - at, 4)}"
    for offset, mark in ((0, "="), (-1, "<"), (1, ">")):
        if 0 <= at + offset < len(segments):
            for trait in segments[at + offset].traits:
                yield f"{name}{mark}{trait}"
