"""Whatever the text: spans lie inside and in order, nothing raises, time stays linear."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.grammar import Context, Earlier, PlacedLink, Reading, cite, establish
from citations.model import Span
from citations.passage import Passage, Run, plain
from tests.citations.grammar.notes import links, passage, read_note

PIECES = st.sampled_from(
    [
        *("See, e.g., ", "Id. at 5", "supra note 1", "Jane Roe & John Doe, ", "*Title of It*, "),
        *("15 EX. REV. 255, 258", "(2018)", "(Jan. 5, 2021, 8:21 PM)", "8 U.S.C. §§ 1373(a), 1644"),
        *(
            "§ ",
            "“",
            "”",
            "‘",
            "’",
            '"',
            "'",
            "(",
            ")",
            "[",
            "]",
            "[T]he ",
            ". . . ",
            "…",
            "; ",
            ", ",
        ),
        *("https://example.org/a;b(c)", "<https://example.org/x>", "[https://perma.cc/A-B]", "\n"),
        *("Roe, J. (2018). ", "the 4th Amendment ", "Exec. Order No. 13,768", "hereinafter ", "*"),
        *("doi:10.5555/a(b)c", "ISBN 978-0-306-40615-7", "Compare ", "with ", "?", "! ", ". ", " "),
        *(
            "trust matters",
            "U.S. Department of Examples",
            "ÅÄÖ ß ﬁ",
            "\u00a0",
            "\u200b",
            "中文。",
            "n.4",
        ),
        *(
            "in ",
            "2d ed. ",
            "no. 2 ",
            "vol. 3 ",
            "pp. 3–5",
            "last visited Jan. 5, 2021",
            "¶ 3",
            "\ue000",
        ),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=300))


def check(reading: Reading, source: str) -> None:
    for found in (reading.citations, reading.quotations):
        spans = [one.span for one in found]
        assert spans == sorted(spans)
        assert all(0 <= span.start < span.end <= len(source) for span in spans)
    for before, after in zip(reading.citations, reading.citations[1:], strict=False):
        assert before.span.end <= after.span.start
    for citation in reading.citations:
        assert citation.raw == source[citation.span.start : citation.span.end]
        assert citation.title is None or citation.title.strip()
    for quotation in reading.quotations:
        assert quotation.segments
        assert quotation.citation is None or 0 <= quotation.citation < len(reading.citations)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["1", None]))
def test_any_text(source: str, label: str | None) -> None:
    check(read_note(source, label), source)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_reading_twice_gives_the_same(first: str, second: str) -> None:
    earlier = Earlier()
    reading = read_note(first, "1", earlier)
    earlier.add("1", reading.citations)
    assert read_note(first, "1") == reading
    assert read_note(second, "2", earlier) == read_note(second, "2", earlier)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(TEXTS, min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(-2, 6), st.integers(-5, 400), st.integers(-5, 400)), max_size=6),
    st.lists(st.tuples(st.integers(-5, 400), st.integers(-5, 400)), max_size=6),
)
def test_any_links_and_italics(
    texts: list[str], places: list[tuple[int, int, int]], italics: list[tuple[int, int]]
) -> None:
    start = 0
    passages = []
    for text in texts:
        spans = tuple(Span(low, high) for low, high in italics)
        runs = (Run(0, start, len(text), len(text)),)
        passages.append(Passage(text, runs, italics=spans))
        start += len(text) + 1
    context = Context(
        "\n".join(texts),
        "1",
        tuple(PlacedLink(Span(low, high), "https://example.org", at) for at, low, high in places),
        establish(passages),
    )
    check(cite(tuple(passages), context), "\n".join(texts))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_rendered_formats_have_rendered_raw(source: str) -> None:
    one = passage(source.replace("\n", " "))
    reading = cite((one,), Context(None, "1", links((one,))))
    for citation in reading.citations:
        assert citation.raw in one.text


SIZE = 8_000
HOSTILE = (
    "(" * SIZE,
    "“" * SIZE,
    "“‘" * SIZE,
    "(“[" * SIZE + "]”)" * SIZE,
    "See " * SIZE,
    "§ " * SIZE,
    "§§ 1, " * SIZE,
    "8 U.S.C. § 1" + ", 2" * SIZE,
    "8 U.S.C. § 1" + "(a)" * SIZE,
    "a? " * SIZE,
    "Jane Roe, A? " * SIZE,
    "Roe, J. " * SIZE,
    "Roe, J. (2018). T. " * SIZE,
    "Id. " * SIZE,
    "Id.; " * SIZE,
    "supra note 1; " * SIZE,
    "10.1000/" + "a" * SIZE,
    "10.1000/(" * SIZE,
    "[T]he . . . " * SIZE,
    "A " * SIZE + "Act § 5",
    "Jane Roe, *T*, 1 R. 2 (2001); " * (SIZE // 10),
    "1 " * SIZE,
    ", " * SIZE,
    "*a* " * SIZE,
    "https://example.org/ " * (SIZE // 10),
    "Compare a, with " * SIZE,
    "\n" * SIZE,
    "“a\n" * (SIZE // 10),
    "’" * SIZE,
    "‘as’ " * SIZE,
)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    """Each of these hung a pattern that backtracks, or a loop in a loop."""
    assert len(read_note(text).citations) <= len(text)


def test_ten_thousand_notes_with_short_forms() -> None:
    earlier = Earlier()
    first = read_note("Jane Roe, *Trust*, 1 EX. REV. 2 (2001).", "1", earlier)
    earlier.add("1", first.citations)
    for number in range(2, 10_001):
        text = "Id. at 5." if number % 2 else "Roe, supra note 1, at 3."
        reading = cite((plain(text),), Context(text, str(number), (), {}, earlier))
        earlier.add(str(number), reading.citations)
        (citation,) = reading.citations
        assert citation.antecedent is not None
        assert citation.antecedent.note == "1"
