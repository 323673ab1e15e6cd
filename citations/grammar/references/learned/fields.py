"""What the labels of a reference's words come to: its fields, each with how sure it is.

Rules kept here:
- A field is one stretch of words with its label, the first; that a label comes up again far behind
  it takes nothing from it.
- How sure a field is: as sure as its least sure word and as the words on both sides of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citations.model import Span
from citations.values import value

from ...desk import Desk
from . import decoding, features, tokens
from .weights import Weights, shipped

AUTHOR, EDITOR, TITLE, CONTAINER, SERIES = "A", "E", "T", "C", "S"
PUBLISHER, PLACE, VOLUME, ISSUE, PAGES = "P", "L", "V", "I", "G"
DATE, ACCESS, LINK, IDENTIFIER, OTHER, NOTE = "D", "K", "U", "X", "O", "N"


@value
class Field:
    """Words with one label."""

    at: Span
    """In the sheet; from the first letter to the last."""
    sure: float
    """0 to 1."""


@value
class Fields:
    """What one reference holds."""

    by: Mapping[str, Field]
    """By label; empty where nothing was labelled."""
    sure: float = 0.0
    """The mean over its words."""
    other: float = 0.0
    """The share of its words that are no field's."""


def read(desk: Desk, at: Span, weights: Weights | None = None) -> Fields:
    """The fields of a stretch that is one reference; none where it is too long for one."""
    weights = weights or shipped()
    text = desk.sheet.text
    found = tokens.cut(text, at, marks(desk, at))
    if not found:
        return Fields({})
    scores = [weights.score(row) for row in features.of(text, found)]
    labelled = decoding.decode(scores, weights.following)
    count = len(labelled)
    others = sum(weights.labels[each.label] == OTHER for each in labelled)
    return Fields(
        _gathered(found, labelled, weights.labels),
        sum(each.sure for each in labelled) / count,
        others / count,
    )


def marks(desk: Desk, at: Span) -> tokens.Marks:
    """The italics, quoted words, brackets and links of a stretch."""
    groups = list(desk.groups_in(at.start, at.end))
    return tokens.Marks(
        italics=list(desk.titles_in(at.start, at.end)),
        quoted=[group.inner for group in groups if group.quoted],
        bracketed=[group.inner for group in groups if not group.quoted],
        links=[Span(link.start, link.end) for link in desk.links_in(at.start, at.end)],
    )


def _gathered(
    words: Sequence[tokens.Token], labelled: Sequence[decoding.Labelled], labels: str
) -> dict[str, Field]:
    found: dict[str, Field] = {}
    first = 0
    for index, each in enumerate(labelled):
        if index + 1 < len(labelled) and labelled[index + 1].label == each.label:
            continue
        label = labels[each.label]
        if label not in found:
            near = labelled[max(0, first - 1) : index + 2]
            at = Span(words[first].start, words[index].end)
            found[label] = Field(at, min(word.sure for word in near))
        first = index + 1
    return found
