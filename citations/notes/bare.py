"""Notes that begin with a bare number under a rule, as court opinions give them when they are text.

Rules kept here:
- Under a line of dashes or underscores a number before a capital may be a note's label; the next
  number makes the next note. Nothing else tells them from an address or a list, so that all of a
  row count or none (see `printed`): two of three must have a reference.
- Project Gutenberg's say what they are: "3 (return)", the note in brackets below; references stand
  behind a blank there ("of men. 3 Nor").
- Behind the last raised mark the numbers of all raised marks, each before its note, are
  labels without a rule, too (`bare_list`).
- A reference is a number close behind the punctuation of a sentence, or behind a word in small
  letters: "is ambiguous.3 The", "the agency2 did", "in 2019.1 We". "14.2" and "Rule 8" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ..late import late_regex
from ..model import Span
from ..passage import Passage
from .markers import Candidate, Label, Style

RULED = late_regex(r"[_—–-]{3}\s{1,200}\d{1,3}[ \t]{1,20}(?:[A-Z“\"§]|\d{1,3} [A-Z])")
"""A text without this has no such notes, or says so (`RETURN`)."""
RETURN = "(return)"
LABEL = re.compile(r"(?P<label>\d{1,3})\s{1,20}(?=[A-Z“\"§]|\d{1,3} [A-Z])")
_RULE = late_regex(r"[_—–-]{3,}")
_CANDIDATE = re.compile(
    r"(?:(?<=[a-z”’\")][.,;:?!”’\"])|(?<=[.,;:?!][”’\"]))(?P<behind>\d{1,3})(?=\s|\Z)"
    r"|(?<=[12]\d{3}[.,;])(?P<year>\d{1,3})(?=\s+[A-Z“\"]|\Z)"
    r"|(?<=[a-z]{4})(?P<close>\d{1,3})(?=[\s.,;]|\Z)"
)
_APART = re.compile(r"(?<=[\w”’\")][.,;:?!])\s(?P<apart>\d{1,3})(?=\s|\Z)")
_RETURNING = late_regex(r"(?P<label>\d{1,3}) \(return\)(?:\s+|\Z)")
_NEAR = 6
"""Passages that a note may have before the next number."""


def may_have_bare(text: str) -> bool:
    """False for a text without any such note."""
    return RETURN in text or RULED.search(text) is not None


def bare_labels(body: Sequence[Passage]) -> dict[int, Label]:
    """Labels that are bare numbers under a rule, by index of their passage."""
    found: dict[int, Label] = {}
    last = number = 0
    ruled = False
    for index, passage in enumerate(body):
        text = passage.text
        returning = _RETURNING.match(text) if RETURN in text else None
        if returning is not None:
            found[index] = _label(returning)
            continue
        if text[:1] in {"_", "—", "–", "-"} and _RULE.fullmatch(text) is not None:
            ruled, last = True, index
            continue
        if not ruled:
            continue
        match = LABEL.match(text)
        if match is not None and int(match["label"]) in {number + 1, 1}:
            number, last = int(match["label"]), index
            found[index] = _label(match)
        ruled = index - last < _NEAR
    return found


def bare_list(body: Sequence[Passage], first: int, wanted: Set[str]) -> dict[int, Label]:
    """Notes from passage `first` on that count from 1 up, as many as raised marks ask for."""
    found: dict[int, Label] = {}
    for index in range(first, len(body)):
        match = LABEL.match(body[index].text)
        if match is not None and int(match["label"]) == len(found) + 1:
            found[index] = _label(match)
    numbers = {label.label for label in found.values()}
    return found if len(found) > 1 and numbers == wanted else {}


def bare_candidates(passage: Passage, label: Label | None, apart: bool) -> Iterator[Candidate]:
    """Yield what may refer to a note that begins with a bare number.

    `apart`: the notes are Project Gutenberg's.
    """
    pattern = _APART if apart else _CANDIDATE
    for match in pattern.finditer(passage.text, label.end if label is not None else 0):
        at = Span(*match.span("apart" if apart else 0))
        yield Candidate(Style.BARE, passage.text[at.start : at.end], at, False)


def _label(match: re.Match[str]) -> Label:
    return Label(Style.BARE, match["label"], Span(*match.span("label")), match.end())
