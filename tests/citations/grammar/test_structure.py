"""Parentheses, brackets and quotation marks, and the sheet's way back to the source."""

from __future__ import annotations

import pytest

from citations.grammar import Context
from citations.grammar.sheet import Sheet
from citations.grammar.structure import groups
from citations.model import Span
from citations.passage import Passage, Run, plain
from tests.citations.grammar.notes import links, passage

PAIRED: tuple[tuple[str, list[str]], ...] = (
    ("a (b) c", ["(b)"]),
    ("a (b [c] d) e", ["(b [c] d)", "[c]"]),
    ("a) b (c", []),
    ("(a [b) c]", ["(a [b)"]),
    ("“a (b” c) d", ["“a (b”"]),
    ("“a) b” (c)", ["“a) b”", "(c)"]),
    ("„a“ «b» ‘c’", ["„a“", "«b»", "‘c’"]),
    ('He said "a" and "b".', ['"a"', '"b"']),
    ("it’s the cities’ own", []),
    ("“one “two” three”", ["“two”"]),
    ("see https://example.org/a(b and (c)", ["(c)"]),
)


def sheet(*texts: str) -> Sheet:
    passages = []
    start = 0
    for text in texts:
        passages.append(plain(text, start))
        start += len(text) + 1
    read = tuple(passages)
    return Sheet(read, Context("\n".join(texts), "1", links(read)))


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_pairs(text: str, expected: list[str]) -> None:
    one = sheet(text)
    assert [one.slice(Span(group.start, group.end)) for group in groups(one)] == expected


def test_depth_counts_what_holds_a_group() -> None:
    assert [group.depth for group in groups(sheet("(a [b] “c (d)”) (e)"))] == [0, 1, 1, 2, 0]


def test_a_quotation_runs_over_paragraphs_that_open_it_again() -> None:
    (group,) = groups(sheet("“One.", "“Two, and then", "three.", "“Four.”"))
    assert (group.start, len(group.reopenings)) == (0, 2)


def test_a_quotation_ends_with_a_paragraph_that_nothing_opens_again() -> None:
    assert groups(sheet("“One.", "Two.”")) == ()


def test_source_spans_take_the_marks_that_render_nothing() -> None:
    source = "A *b* <https://example.org/c>; [d](https://example.org/d) e"
    italic = passage(source)
    one = Sheet((italic,), Context(source, "1", links((italic,))))
    at = one.text.index("b")
    assert one.raw(Span(at, at + 1), one.source(Span(at, at + 1))) == "*b*"


def test_a_markdown_target_belongs_to_what_it_ends() -> None:
    source = 'See [the report](https://example.org/r "title"); more'
    runs = (Run(0, 0, 4, 4), Run(4, 5, 10, 10), Run(14, 47, 6, 6))
    one = Sheet((Passage("See the report; more", runs),), Context(source, "1"))
    span = one.source(Span(0, 14))
    assert source[span.start : span.end] == 'See [the report](https://example.org/r "title")'


def test_without_a_source_raw_is_what_a_reader_sees() -> None:
    italic = passage("A *b* c")
    one = Sheet((italic,), Context(None, "1"))
    assert one.raw(Span(0, 3), one.source(Span(0, 3))) == "A b"
