"""What a text has at all."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.formats import paragraphs
from citations.signs import has_any, is_western


def test_western_characters_are_no_digits_but_asciis_and_take_one_column() -> None:
    western = "".join(filter(is_western, map(chr, range(sys.maxunicode + 1))))
    assert re.findall(r"\d", western) == list("0123456789")
    assert paragraphs._WIDE.search(western) is None


@pytest.mark.parametrize(
    ("text", "western"),
    [
        ("", True),
        ("Plain words, 12 of them.", True),
        ("Größe “naïve” — ¹²³ ⁴⁵ § 5 € Ωμέγα Письмо מכתב", True),
        ("note ٣", False),
        ("x 港 y", False),
        ("１２", False),
        ("a boat \U0001f6a2", False),
        ("\ud800", False),
    ],
)
def test_a_text_is_western_by_every_character(text: str, western: bool) -> None:
    assert is_western(text) is western


@given(st.text(alphabet="ab“1٣港", max_size=8))
def test_one_other_character_is_enough(text: str) -> None:
    assert is_western(text) is all(is_western(character) for character in text)


def test_any_of_some_strings() -> None:
    assert has_any("See id. at 4", (" supra", " id."))
    assert not has_any("See id. at 4", ("Id.", "  "))
    assert not has_any("See id. at 4", ())
