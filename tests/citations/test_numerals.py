"""Roman numerals, and digits that are set raised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.numerals import lowered, raised, roman, roman_value, superscript


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        *((0, ""), (1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (90, "xc")),
        *((400, "cd"), (944, "cmxliv"), (1994, "mcmxciv")),
    ],
)
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral
    assert roman_value(numeral) == number


@given(st.integers(1, 4000))
@settings(max_examples=100, deadline=None)
def test_a_numeral_is_read_as_it_was_written(number: int) -> None:
    assert roman_value(roman(number)) == number


def test_other_letters_are_no_numeral() -> None:
    with pytest.raises(KeyError):
        roman_value("ia")


@pytest.mark.parametrize(
    ("text", "shown"), [("21", "²¹"), ("21st", "21st"), ("[1], 2", "[¹], ²"), ("*", "*"), ("", "")]
)
def test_what_is_set_raised(text: str, shown: str) -> None:
    assert raised(text) == shown


@pytest.mark.parametrize(
    ("label", "shown"), [("10", "¹⁰"), ("1a", "1a"), ("*", "*"), ("٣", "٣"), ("[1]", "[1]")]
)
def test_a_marker_is_raised_where_it_is_a_number(label: str, shown: str) -> None:
    assert superscript(label) == shown


def test_superscripts_are_digits() -> None:
    assert lowered("⁰¹²³⁴⁵⁶⁷⁸⁹†a1") == "0123456789†a1"
