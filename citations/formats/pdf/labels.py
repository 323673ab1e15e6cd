"""What a note is known by: its label at a line's head, and what refers to it in the text.

Rules kept here:
- A number is raised where it is smaller than its line and higher, or far higher; a program that
  draws superscripts on the line sets them far smaller, behind punctuation.
- Labels have a shape ("1", "1.", "1)", "1/", "(1)", "[1]"); a typesetter keeps to one of them.
- Whether a label is believed where it stands is judged in `footnotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from citations.model import Span
from citations.notes.markers import may_refer
from citations.numerals import lowered

from .areas import Areas
from .lines import FULL_SIZE_LABEL, SAME_BASELINE, Block, Line
from .page import Fragment, Page

RAISED: Final = 0.12
"""Part of the line's size by which a raised number's baseline is higher."""
RAISED_SIZE: Final = 0.88
SET_SMALL: Final = 0.75
_BEFORE_SMALL: Final = frozenset('.,;:!?)”’"')

TYPED_SYMBOL: Final = r"(?<=[^\s*∗†‡‖])[*∗†‡‖]{1,4}(?=[\s.,;:)\]”’]|\Z)"
"""A symbol at the end of a word: the reference to a note, in the text's own size."""
_TYPED_SYMBOL: Final = re.compile(TYPED_SYMBOL)
_TYPED_NUMBER: Final = re.compile(r"\(\d{1,3}\)")
_SUPER_LABEL: Final = re.compile(r"[⁰¹²³⁴-⁹]{1,4}")
_RAISED_LABEL: Final = re.compile(r"\W?(?P<label>\d{1,4}|[*∗†‡§¶#‖]{1,4}|[a-zA-Z])\W?")
_PLAIN_LABEL: Final = re.compile(
    r"(?:\[(?P<brackets>\d{1,4})\]|\((?P<parens>\d{1,3})\)(?![\w(])"
    r"|(?P<dot>\d{1,4})\.(?!\d)|(?P<half>\d{1,4})\)|(?P<slash>\d{1,4})/(?=\s)|(?P<bare>\d{1,4})(?=\s)"
    r"|(?P<symbol>[*∗†‡¶‖]{1,4}))\s*"
)
_NUMBERS: Final = re.compile(r"\d{1,4}")


class Shape(StrEnum):
    """How a label is set."""

    RAISED = "raised"
    BRACKETS = "brackets"
    PARENS = "parens"
    DOT = "dot"
    HALF = "half"
    SLASH = "slash"
    BARE = "bare"
    SYMBOL = "symbol"


@dataclass(slots=True)
class Label:
    """What a line begins with, where that may be a note's label."""

    text: str
    """The number or the symbol alone."""
    shape: Shape
    typed: bool
    """A Unicode superscript."""
    rest: Line
    """The line without it."""


def is_raised(fragment: Fragment, line: Line) -> bool:
    """True for a fragment that is smaller than its line and higher, or a label far higher."""
    rise = fragment.y - line.y
    if fragment.size <= RAISED_SIZE * line.size:
        return rise >= RAISED * line.size
    return (
        rise >= SAME_BASELINE * line.size and FULL_SIZE_LABEL.fullmatch(fragment.text) is not None
    )


def is_set_small(fragment: Fragment, before: Fragment, line: Line) -> bool:
    """A number behind punctuation that is far smaller and not raised: a reference all the same.

    Behind a letter or a digit it may be an index ("CO2").
    """
    return (
        fragment.size <= SET_SMALL * line.size
        and abs(fragment.y - line.y) < RAISED * line.size
        and fragment.text.isdecimal()
        and len(fragment.text) <= 3
        and before.text[-1:] in _BEFORE_SMALL
        and not fragment.space_before
        and fragment.x0 - before.x1 < 0.1 * line.size
    )


def label_of(line: Line) -> Label | None:
    """The label that a line begins with."""
    first = line.fragments[0]
    words = first.text.lstrip()
    typed = _SUPER_LABEL.match(words)
    if typed is not None:
        label = lowered(typed[0])
        return Label(label, Shape.RAISED, True, without(line, typed.end()))
    if is_raised(first, line):
        raised = _RAISED_LABEL.fullmatch(words.strip())
        if raised is None:
            return None
        return Label(raised["label"], Shape.RAISED, False, without(line, len(words)))
    plain = _PLAIN_LABEL.match(words if len(words) > 6 else start_of(line))
    if plain is None or plain.lastgroup is None:
        return None
    shape = Shape(plain.lastgroup)
    return Label(plain[shape.value], shape, False, without(line, plain.end()))


def references(blocks: Sequence[Block]) -> Iterator[str]:
    """Labels of what may be note references on a page; "(1)" where it stands so in the text."""
    for block in blocks:
        for line in block.lines:
            size, y = line.size, line.y
            for index, fragment in enumerate(line.fragments):
                # Most stand on the line, as large as it is.
                apart = fragment.size != size or fragment.y != y
                if index and (
                    (apart and is_raised(fragment, line))
                    or _SUPER_LABEL.match(fragment.text)
                    or (apart and is_set_small(fragment, line.fragments[index - 1], line))
                ):
                    words = lowered(fragment.text)
                    yield from _NUMBERS.findall(words)
                    yield words.strip()
            text = line.text
            if not text.isascii() or "*" in text:
                yield from _TYPED_SYMBOL.findall(text)
            if "(" in text:
                for match in _TYPED_NUMBER.finditer(text, 1):
                    if may_refer(text, Span(*match.span())):
                        yield match[0]


def leading(blocks: Sequence[Block], pages: Mapping[int, Page]) -> set[str]:
    """The raised numbers that are links within the document; each such fragment is told so.

    Programs that make a reference a link make all of them so: what is raised beside them is not.
    """
    found: set[str] = set()
    for block in blocks:
        areas = pages[block.page].within
        if areas is None:
            continue
        for line in block.lines:
            for fragment in line.fragments[1:]:
                if is_raised(fragment, line) and _is_linked(fragment, areas):
                    fragment.leads = True
                    found.update(_NUMBERS.findall(fragment.text))
    return found


def _is_linked(fragment: Fragment, areas: Areas) -> bool:
    """A link covers the number, or the first or the last of several: "1, 2"."""
    y, size = fragment.y, fragment.size
    return areas.covers(fragment.x0 + 1, y, size) or areas.covers(fragment.x1 - 1, y, size)


def start_of(line: Line) -> str:
    """The first words of a line, whatever looks they have."""
    return " ".join(fragment.text for fragment in line.fragments[:3]).lstrip()


def without(line: Line, length: int) -> Line:
    """A line without its first characters, counted after leading white space."""
    fragments = list(line.fragments)
    while fragments and length > 0:
        text = fragments[0].text.lstrip()
        if len(text) > length:
            fragments[0] = replace(fragments[0], text=text[length:].lstrip())
            break
        length -= len(text) + 1
        fragments.pop(0)
    return replace(line, fragments=fragments)
