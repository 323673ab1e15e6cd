"""Marked changes inside quoted words (Bluebook rules 5.2 and 5.3), and the words that are left.

Rules kept here:
- [T]he is a change of case and resolves to "the"; [.] and [] leave nothing; [sic] leaves its
  surroundings joined; any other bracket and every ellipsis end a segment, because the source has
  other words there.
- Segments have no punctuation at their ends that the quoting sentence may have put there.
"""

from __future__ import annotations

import re

from citations.model import Alteration, AlterationKind

from ...late import late_regex

_MARK = re.compile(
    r"\[(?P<bracket>[^\[\]]{0,300})\]"
    r"|(?P<ellipsis>\.(?:[ \u00a0]\.){2,3}|\.{3,4}|…\.?|\*(?:[ \u00a0]\*){2})"
)
_ELLIPSIS = late_regex(r"(?:\.(?:\s?\.){2,3}|…)")
_EDGES = " \t\n\u00a0.,;:!?—–-"
_JOINING = frozenset(("sic", "emphasis added", "emphasis in original", "emphasis mine"))


def resolve(words: str) -> tuple[tuple[str, ...], tuple[Alteration, ...]]:
    """Segments to be found in order in the source, and the changes as printed."""
    segments: list[str] = []
    alterations: list[Alteration] = []
    current: list[str] = []
    after = 0
    for mark in _MARK.finditer(words):
        current.append(words[after : mark.start()])
        after = mark.end()
        kind = _kind(mark, words)
        alterations.append(Alteration(kind, mark.group()))
        if kind is AlterationKind.CASE:
            current.append(mark["bracket"].swapcase())
        elif kind is not AlterationKind.PUNCTUATION and not _joins(mark["bracket"]):
            _end(segments, current)
    current.append(words[after:])
    _end(segments, current)
    return tuple(segments), tuple(alterations)


def _kind(mark: re.Match[str], words: str) -> AlterationKind:
    inner = mark["bracket"]
    if inner is None or _ELLIPSIS.fullmatch(inner.strip()):
        return AlterationKind.ELLIPSIS
    if not inner.strip():
        return AlterationKind.OMISSION
    if not any(character.isalnum() for character in inner):
        return AlterationKind.PUNCTUATION
    before = words[mark.start() - 1 : mark.start()] if mark.start() else ""
    after = words[mark.end() : mark.end() + 1]
    if len(inner) == 1 and inner.isalpha() and after.isalpha() and not before.isalnum():
        return AlterationKind.CASE
    if inner in ("A", "I", "a", "i") and not before.isalnum() and after.isspace():
        return AlterationKind.CASE
    if before.isalnum() or after.isalnum() or _joins(inner):
        return AlterationKind.INSERTION
    return AlterationKind.SUBSTITUTION


def _joins(inner: str | None) -> bool:
    return (inner or "").strip().casefold().rstrip(".") in _JOINING


def _end(segments: list[str], current: list[str]) -> None:
    text = " ".join("".join(current).split()).strip(_EDGES)
    current.clear()
    if any(character.isalnum() for character in text):
        segments.append(text)
