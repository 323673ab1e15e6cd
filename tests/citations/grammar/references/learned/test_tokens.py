"""Words of a reference, and what is told of them: bounded, in order, never raising."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citations.grammar.references.learned import features, tokens
from citations.grammar.references.learned.tokens import Marks, cut
from citations.model import Span

REFERENCE = "Roe J, Doe K. Kelp [Internet]. Quay Rev. 2014;12(3):45-67. https://example.org/a-b"


def _cut(text: str, marks: Marks | None = None) -> list[tokens.Token]:
    return cut(text, Span(0, len(text)), marks or Marks())


def test_marks_stand_between_words() -> None:
    found = _cut("“Roe” 45–67.")
    assert [(each.word, each.before, each.after) for each in found] == [
        ("Roe", '^"', '" '),
        ("45", '" ', "-"),
        ("67", "-", ".$"),
    ]


def test_a_link_is_one_word() -> None:
    at = REFERENCE.index("https")
    found = _cut(REFERENCE, Marks(links=[Span(at, len(REFERENCE))]))
    assert found[-1].link
    assert found[-1].word == "https://example.org/a-b"
    assert not any(each.link for each in found[:-1])


def test_words_know_the_marks_that_they_stand_in() -> None:
    text = "Roe, Kelp (2014)"
    found = _cut(text, Marks(italics=[Span(5, 9)], bracketed=[Span(11, 15)]))
    assert [(each.italic, each.bracketed) for each in found] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_a_long_text_is_no_reference() -> None:
    assert _cut("word " * (tokens.MOST + 1)) == []


@given(st.text(max_size=300))
def test_any_text_has_features(text: str) -> None:
    found = _cut(text)
    assert len(features.of(text, found)) == len(found)
    assert all(text[each.start : each.end] == each.word for each in found)


@given(st.text(alphabet="Aa1. ,()“”:;-'/–", max_size=200))
def test_marks_and_letters_have_features(text: str) -> None:
    found = _cut(text)
    assert len(features.of(text, found)) == len(found)
