"""Brackets of a paragraph in Markdown, and the brackets that close them."""

from __future__ import annotations

import pytest

from citations.formats.markdown.opened import OpenNote, bracket_pairs
from citations.model import NoteKind, Span


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", {}),
        ("[a]", {0: 2}),
        ("x[a[b]c]", {1: 7, 3: 5}),
        ("[a][b]", {0: 2, 3: 5}),
        (r"[a\]b]", {0: 5}),
        (r"\[a]", {}),
        ("]a[", {}),
        ("]]]", {}),
        ("[a [b", {}),
        ("[a [b]", {3: 5}),
        ("a]b[c]", {3: 5}),
    ],
)
def test_each_bracket_with_the_one_that_closes_it(text: str, pairs: dict[int, int]) -> None:
    assert bracket_pairs(text, Span(0, len(text))) == pairs


def test_only_the_paragraph_is_looked_at() -> None:
    text = "[a [b] c] d]"
    assert bracket_pairs(text, Span(3, 9)) == {3: 5}
    assert bracket_pairs(text, Span(1, 6)) == {3: 5}


@pytest.mark.parametrize(
    ("between", "over"),
    [("\n", True), (" \n ", True), ("\n\n", False), (" ", False), ("\nx", False)],
)
def test_words_stand_in_the_line_below_their_label(between: str, over: bool) -> None:
    label = "[^1]:"
    note = OpenNote("1", "1", NoteKind.FOOTNOTE, Span(0, len(label) - 1))
    text = f"{label}{between}Words."
    assert note.stands_over(text, text.index("Words")) is over
