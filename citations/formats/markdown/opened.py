"""A note whose passages are being read, and where its brackets close."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citations.model import NoteKind, Span
from citations.passage import NoteBody, Passage

from ..rendering import PassageWriter


@dataclass(slots=True)
class OpenNote:
    """A note whose passages are being read."""

    label: str
    shown: str
    kind: NoteKind
    label_span: Span
    passages: list[Passage] = field(default_factory=list)
    writer: PassageWriter | None = None
    """For an inline note, the writer of the text around it."""
    end: int = -1
    """For an inline note, where its closing bracket stands."""

    def stands_over(self, text: str, start: int) -> bool:
        """True where what begins there stands in the line below the label, as some people type."""
        between = text[self.label_span.end + 1 : start]
        return between.isspace() and between.count("\n") == 1

    def closed(self) -> NoteBody:
        """The note with all of its passages."""
        passages = tuple(self.passages)
        return NoteBody(self.label, self.shown, self.kind, self.label_span, passages)


def bracket_pairs(text: str, block: Span) -> dict[int, int]:
    """Opening brackets of a paragraph → the ones that close them."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for match in re.finditer(r"\\.|[\[\]]", text[block.start : block.end]):
        if match[0] == "[":
            stack.append(block.start + match.start())
        elif match[0] == "]" and stack:
            pairs[stack.pop()] = block.start + match.start()
    return pairs
