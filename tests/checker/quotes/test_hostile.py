"""Hostile quotations and sources: always an answer, and of the right kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import QuoteGrade
from checker.quotes import SourceText, match_quotation
from tests.checker.gold.pairs import quotation

PIECES = st.sampled_from(
    [
        *("not ", "the ", "[T]he ", "[", "]", "[]", ". . . ", "…", "word ", "long-\n", "\u00ad"),
        *("’", "“", "”", "'", "\f", "12", "[12]", "¹", "é", "e\u0301", "\ufb01", "東京", "-", "—"),
        *("*", "\\[", "_", "\n\n> ", "\ud800", "\0", "3.5%", "No. 5"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=100, deadline=None)
@given(words=TEXTS, text=TEXTS)
def test_anything_gets_a_grade(words: str, text: str) -> None:
    match = match_quotation(quotation(f"“{words}”"), SourceText(text))
    assert match.grade in QuoteGrade
    assert (match.passage is None) is (match.grade in (QuoteGrade.NOT_FOUND, QuoteGrade.UNABLE))
    assert not match.negation or match.grade is QuoteGrade.WORDS_DIFFER


@settings(max_examples=100, deadline=None)
@given(before=TEXTS, after=TEXTS)
def test_words_that_stand_there_are_found(before: str, after: str) -> None:
    words = "every ferry that leaves the harbor at dawn"
    match = match_quotation(quotation(f"“{words}”"), SourceText(f"{before} {words} {after}"))
    assert match.grade is QuoteGrade.EXACT


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 8), word=st.sampled_from(["not", "never", "no", "without"]))
def test_a_negation_that_is_added_anywhere_is_loud(place: int, word: str) -> None:
    said = [
        "every",
        "single",
        "ferry",
        "that",
        "leaves",
        "harbors",
        "at",
        "dawn",
        "carries",
        "mail",
    ]
    source = SourceText("Before it. " + " ".join(said) + ". After it came another day at sea.")
    changed = [*said[: place + 1], word, *said[place + 1 :]]
    match = match_quotation(quotation(f"“{' '.join(changed)}”"), source)
    assert (match.grade, match.negation) == (QuoteGrade.WORDS_DIFFER, True)
    lost = SourceText("Before it. " + " ".join(changed) + ". After it came another day at sea.")
    match = match_quotation(quotation(f"“{' '.join(said)}”"), lost)
    assert (match.grade, match.negation) == (QuoteGrade.WORDS_DIFFER, True)
    dots = [*said[: place + 1], ". . .", *said[place + 1 :]]
    match = match_quotation(quotation(f"“{' '.join(dots)}”"), lost)
    assert (match.grade, match.negation) == (QuoteGrade.WORDS_DIFFER, True)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("[" * 5000, "[" * 100_000),
        ("a " * 5000, "a " * 60_000),
        (". . . ".join("a" for _ in range(800)), "a b " * 30_000),
        ("-\n" * 5000, "-\n" * 60_000),
        ("no not " * 2000, "not no " * 30_000),
        ("x" * 20_000, "x" * 150_000),
        ("東" * 5000, "東" * 100_000),
        ("\u00ad" * 9000, "\u00ad" * 100_000),
    ],
)
def test_hostile_sizes_are_answered_soon(words: str, text: str) -> None:
    """What is quadratic here takes minutes, and pytest's own time-out ends it."""
    assert match_quotation(quotation(f"“{words}”"), SourceText(text)).grade in QuoteGrade
