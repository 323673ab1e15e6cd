"""What differs, marked for an editor's eye: [-only quoted-] and {+only in the source+}.

Rules kept here:
- A few words of what agrees stand around each difference; the rest is cut with "…".
- What is shown is as printed, quoted words first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from .tokens import HAN, clean, folded

_CONTEXT = 4
"""Tokens on either side of a difference."""
_LONGEST = 600
_MOST_TOKENS = 4000


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a mark, as printed."""

    text: str
    key: str
    apart: bool
    """White space stands in front."""


def marked(quoted: str, source: str, *, words_only: bool) -> str:
    """The quoted text with its differences from the source.

    Args:
        quoted: as printed in the letter.
        source: the stretch of the source that it stands for.
        words_only: case is no difference.
    """
    left, right = _pieces(quoted, fold=words_only), _pieces(source, fold=words_only)
    changes = Levenshtein.opcodes([p.key for p in left], [p.key for p in right])
    parts: list[tuple[str, list[_Piece], list[_Piece]]] = [
        (op.tag, left[op.src_start : op.src_end], right[op.dest_start : op.dest_end])
        for op in changes
    ]
    merged: list[tuple[bool, list[_Piece], list[_Piece]]] = []
    for same, group in groupby(parts, key=lambda part: part[0] == "equal"):
        ours: list[_Piece] = []
        theirs: list[_Piece] = []
        for _, some, others in group:
            ours += some
            theirs += others
        merged.append((same, ours, theirs))
    return _bounded("".join(_written(merged)).strip())


@lru_cache(maxsize=1)
def _piece() -> re.Pattern[str]:
    """A word or a mark; compiled when something differs, which few runs see."""
    return re.compile(rf"(?=\w)[{HAN}]|[^\W_{HAN}]+(?:'(?=[^\W_])[^\W_{HAN}]+)*|[^\s]")


def _pieces(text: str, *, fold: bool) -> list[_Piece]:
    cleaned = clean(text)
    found = []
    for match in _piece().finditer(cleaned):
        start, end = match.span()
        key = folded(match.group()) if fold else match.group()
        found.append(_Piece(text[start:end], key, start > 0 and cleaned[start - 1].isspace()))
        if len(found) == _MOST_TOKENS:
            break
    return found


def _written(parts: list[tuple[bool, list[_Piece], list[_Piece]]]) -> Iterator[str]:
    for place, (same, ours, theirs) in enumerate(parts):
        if same:
            yield _agreeing(ours, first=place == 0, last=place == len(parts) - 1)
            continue
        if (ours or theirs)[0].apart:
            yield " "
        if ours:
            yield f"[-{_plain(ours)}-]"
        if theirs:
            yield f"{{+{_plain(theirs)}+}}"


def _plain(pieces: list[_Piece]) -> str:
    return "".join((" " if each.apart else "") + each.text for each in pieces).strip()


def _agreeing(pieces: list[_Piece], *, first: bool, last: bool) -> str:
    """What agrees, as far as it stands near a difference."""
    told = "".join((" " if each.apart else "") + each.text for each in pieces)
    if first and last:
        return told
    before = 0 if first else _CONTEXT
    after = 0 if last else _CONTEXT
    if len(pieces) <= before + after:
        return told
    head = "".join((" " if each.apart else "") + each.text for each in pieces[:before])
    tail_pieces = pieces[len(pieces) - after :] if after else []
    tail = "".join((" " if each.apart else "") + each.text for each in tail_pieces)
    return f"{head} …{tail}" if tail else f"{head} …"


def _bounded(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
