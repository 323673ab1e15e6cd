"""A quotation as printed → the runs of words that its source must have, and what lies between.

Rules kept here:
- An ellipsis may leave out a bounded number of words, a bracket may stand for a few, [] for next to
  none. [T]he changes a capital only; [.] stands for any punctuation; [sic] and "(emphasis added)"
  stand for nothing; "[citation omitted]" may leave out what cites, and no more.
- What is read is the words as printed; where the reader's segments say otherwise (Markdown's own
  signs among them), the segments are right, and anything may lie between them that an ellipsis may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from citations.model import Quotation

from .tokens import Tokens, tokenize

MOST_OMITTED = 250
"""Words that an ellipsis may leave out. More is two quotations."""
MOST_REPLACED = 12
"""Words that a bracket may stand for."""
MOST_CITED = 60
"""Words of a citation that is left out."""
_MOST_DROPPED = 3
"""Words that [] may stand for."""
LONGEST = 20_000
"""Characters of a quotation that are looked at."""

_MARK = re.compile(
    r"\\?\[(?P<bracket>[^\[\]]{0,300}?)\\?\]"
    r"|(?P<ellipsis>\.(?:[ \u00a0]\.){2,3}|\.{3,4}|…\.?|\*(?:[ \u00a0]\*){2})"
)
_ELLIPSIS = re.compile(r"(?:\.(?:\s?\.){2,3}|…)")
_NOTHING = re.compile(
    r"sic|cleaned up"
    r"|(?:emphas[ei]s|italics|alterations?|brackets?|ellips[ei]s|capitalization|quotation marks)"
    r" (?:added|supplied|mine|ours|removed|omitted|altered|in (?:the )?original)"
    r"|(?:internal )?(?:quotation marks|quotations) omitted"
)
"""What an editor says of a quotation within it."""
_CITED = re.compile(
    r"(?:internal )?(?:citations?|footnotes?|references?|notes?)"
    r"(?: and (?:citations?|footnotes?|references?|(?:internal )?quotation marks))? omitted"
)
"""What says that the source cites something there."""
_ASIDE = re.compile(rf"\(((?:{_NOTHING.pattern}|{_CITED.pattern})\.?)\)", re.IGNORECASE)
_APOSTROPHES = "'’"
_MARKS = " \t\r\n\u00a0\"'`´‘’‚“”„«»‹›"
_EDGES = _MARKS + ".,;:—–-"
STARS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
"""Markdown's signs of emphasis."""
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_REOPENED = re.compile(r"\n\s{0,20}\n\s{0,20}[>\s]{0,20}[\"“‘«]?")


class Kind(StrEnum):
    """What lies between two runs."""

    ELLIPSIS = "ellipsis"
    CITATION = "citation"
    BRACKET = "bracket"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Gap:
    """What the author marked between two runs, or at either end."""

    kind: Kind
    most: int
    """Words of the source that may stand there."""
    inner: tuple[str, ...] = ()
    """The author's own words in a bracket."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that the source must have in one stretch."""

    text: str
    tokens: Tokens
    before: Gap | None
    """What stands in front; None at the quotation's start."""
    open_start: bool = False
    """The first word is the end of one in the source ([re]open)."""
    open_end: bool = False
    """The last word is the beginning of one in the source (report[ed])."""
    free_case: frozenset[int] = frozenset()
    """Offsets of letters whose case the author marked as changed."""
    free_marks: frozenset[int] = frozenset()
    """Offsets at which a bracket stands for punctuation."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A quotation, taken apart."""

    plain: str
    """The words as printed, marks and edges trimmed: for a source that has them just so."""
    runs: tuple[Run, ...]
    altered: bool
    literal: str = ""
    """The same with its stars and underscores, where it has any: they may be the source's own."""
    ends_with: str = ""
    """A question or exclamation mark at the end: the source's, or a change."""


def pattern_of(quotation: Quotation) -> Pattern:
    """The quotation taken apart; no runs where it has no words."""
    raw = quotation.raw[:LONGEST]
    words = _ESCAPED.sub("", STARS.sub("", raw)) if "*" in raw or "_" in raw or "\\" in raw else raw
    words = _REOPENED.sub(" ", words.strip(_MARKS))
    segments = quotation.segments
    altered = bool(quotation.alterations)
    if "(" in words and _ASIDE.search(words):
        # In parentheses it is as good as in brackets; the reader's segments have it as words.
        words, altered = _ASIDE.sub(r"[\1]", words), True
        segments = tuple(_ASIDE.sub("", each) for each in segments)
    runs = _runs(words)
    told = "".join(tokenize(" ".join(segments)[:LONGEST]).words)
    if told and told != "".join("".join(run.tokens.words) for run in runs):
        runs = _from_segments(segments)
    plain = words.strip(_EDGES)
    literal = raw.strip(_EDGES) if "*" in raw or "_" in raw else ""
    ends_with = plain[-1:] if plain[-1:] in "!?" else ""
    return Pattern(plain, tuple(runs), altered or len(runs) > 1, literal, ends_with)


def _from_segments(segments: tuple[str, ...]) -> list[Run]:
    gap = Gap(Kind.ELLIPSIS, MOST_OMITTED)
    tokens = [(text, tokenize(text)) for text in segments]
    return [
        Run(text, each, gap if at else None) for at, (text, each) in enumerate(tokens) if each.words
    ]


def _runs(words: str) -> list[Run]:
    taker = _Taker()
    after = 0
    for mark in _MARK.finditer(words):
        taker.take(words[after : mark.start()])
        after = mark.end()
        before_mark = words[mark.start() - 1 : mark.start()] if mark.start() else ""
        after_mark = words[after : after + 1]
        taker.mark(mark["bracket"], before_mark, after_mark)
    taker.take(words[after:])
    taker.end(None)
    return taker.runs


class _Taker:
    """Collects text until a gap ends the run."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._parts: list[str] = []
        self._length = 0
        self._gap: Gap | None = None
        self._open_start = False
        self._case: set[int] = set()
        self._marks: set[int] = set()

    def take(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def mark(self, bracket: str | None, before: str, after: str) -> None:
        if bracket is None or _ELLIPSIS.fullmatch(bracket.strip()):
            self.end(Gap(Kind.ELLIPSIS, MOST_OMITTED))
            return
        inner = bracket.strip()
        told = inner.casefold().rstrip(".")
        if _NOTHING.fullmatch(told):
            return
        if _CITED.fullmatch(told):
            self.end(Gap(Kind.CITATION, MOST_CITED))
            return
        if inner and not any(char.isalnum() for char in inner):
            self._marks.add(self._length)
            self.take(inner)
        elif _is_case(inner, before, after):
            self._case.add(self._length)
            self.take(inner)
        elif before.isalnum() or after.isalnum():
            # "they[’re]" stands for two words, "report[ed]" for none but its own.
            most = 1 if not inner or inner[0] in _APOSTROPHES else 0
            gap = Gap(Kind.BRACKET, most, tuple(tokenize(inner).words))
            self.end(gap, open_end=before.isalnum(), open_start=after.isalnum())
        else:
            most = MOST_REPLACED if inner else _MOST_DROPPED
            self.end(Gap(Kind.BRACKET, most, tuple(tokenize(inner).words)))

    def end(self, gap: Gap | None, *, open_end: bool = False, open_start: bool = False) -> None:
        text = "".join(self._parts)
        tokens = tokenize(text)
        if tokens.words:
            self.runs.append(
                Run(
                    text,
                    tokens,
                    self._gap,
                    self._open_start,
                    open_end,
                    frozenset(self._case),
                    frozenset(self._marks),
                )
            )
            self._gap = gap
        elif self._gap is not None and gap is not None:
            self._gap = _wider(self._gap, gap)
        else:
            self._gap = gap
        self._open_start = open_start
        self._parts, self._length = [], 0
        self._case, self._marks = set(), set()


def _wider(one: Gap, other: Gap) -> Gap:
    kinds = (one.kind, other.kind)
    kind = next(each for each in (Kind.ELLIPSIS, Kind.CITATION, Kind.BRACKET) if each in kinds)
    return Gap(kind, min(one.most + other.most, MOST_OMITTED), one.inner + other.inner)


def _is_case(inner: str, before: str, after: str) -> bool:
    if len(inner) != 1 or not inner.isalpha() or before.isalnum():
        return False
    return after.isalpha() or inner in "AIai"
