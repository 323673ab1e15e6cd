"""What differs, marked for an editor's eye: [-only quoted-] and {+only in the source+}.

Rules kept here:
- A few words of what agrees stand around each difference; the rest is cut with "…".
- What is shown is as printed, quoted words first; letters that only look alike are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from unicodedata import name

from rapidfuzz.distance import Levenshtein

from .tokens import HAN, clean, folded

_CONTEXT = 4
"""Tokens on either side of a difference."""
_LONGEST = 600
_OTHER_SCRIPTS = ("CYRILLIC ", "GREEK ", "ARMENIAN ", "CHEROKEE ", "COPTIC ")
"""Scripts with letters that look like Latin ones."""
_MOST_NAMED = 3
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
        one, other = _plain(ours), _plain(theirs)
        if ours:
            yield f"[-{one}-]"
        if theirs:
            yield f"{{+{other}+}}"
        if foreign := _look_alikes(one, other):
            yield f" ({foreign})"


def _look_alikes(ours: str, theirs: str) -> str:
    """The names of the quotation's letters of other scripts, where nothing else tells it from the
    source: an eye sees no difference between pay and p\N{CYRILLIC SMALL LETTER A}y."""
    if len(ours) != len(theirs) or ours.isascii() == theirs.isascii():
        return ""
    pairs = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    if not all(one.isascii() != other.isascii() for one, other in pairs):
        return ""
    strange = dict.fromkeys(other if one.isascii() else one for one, other in pairs)
    names = [name(each, "") for each in strange]
    if not all(each.startswith(_OTHER_SCRIPTS) for each in names):
        return ""
    return ", ".join(each.capitalize() for each in names[:_MOST_NAMED])


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
