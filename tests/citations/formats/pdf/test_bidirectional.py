"""Lines from right to left in reading order, from what the eye sees."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.formats.pdf.bidirectional import Glyph, reading_order
from tests.citations.counting import calls_of

HEBREW = {chr(ord("a") + at): chr(0x5D0 + at) for at in range(26)}


def seen(line: str) -> list[Glyph]:
    """A line as it stands on the page from left to right → its glyphs in the mirror.

    Small letters stand for Hebrew ones, Latin ones are large; `ع` makes it a line of Arabic.
    """
    letters = line[::-1]
    return [
        Glyph(HEBREW.get(letter, letter), at, float(at), at + 1.0, 700.0, 10.0, italic=False)
        for at, letter in enumerate(letters)
    ]


def read(line: str) -> str:
    hebrew = {sign: letter for letter, sign in HEBREW.items()}
    return "".join(hebrew.get(glyph.letter, glyph.letter) for glyph in reading_order(seen(line)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # Whatever the code of a bracket is, it opens where a blank stands before it.
        ("nnn (lll) kkk", "kkk (lll) nnn"),
        ("nnn )lll( kkk", "kkk (lll) nnn"),
        (".]lll[ kkk", "kkk [lll]."),
        ("»lll« kkk", "kkk «lll»"),
        # A Latin work goes from left to right to its end, in brackets or not.
        (".JANE ROE, 12 J. COAST 34 (2019) kkk", "kkk JANE ROE, 12 J. COAST 34 (2019)."),
        ("12 J. COAST )2019( kkk", "kkk 12 J. COAST (2019)"),
        # A sign close on its right ends it: another one follows.
        ("HTTPS://A.EXAMPLE .A. ROE (2004) kkk", "kkk A. ROE (2004). HTTPS://A.EXAMPLE"),
        # A number before an address is none of it.
        ("HTTPS://A.EXAMPLE .323 kkk", "kkk 323. HTTPS://A.EXAMPLE"),
        ("HTTPS://A.EXAMPLE/B 323 kkk", "kkk 323 HTTPS://A.EXAMPLE/B"),
        # An address that a line's end breaks, before a sign and behind it.
        ("HTTPS://A.EXAMPLE/THE- kkk", "kkk HTTPS://A.EXAMPLE/THE-"),
        ("HTTPS:// kkk", "kkk HTTPS://"),
        ("//A.EXAMPLE/2001", "//A.EXAMPLE/2001"),
        ("-RENTS.HTML", "-RENTS.HTML"),
        # … where each line is set by itself, the sign stands on the left.
        ("-HTTPS://A.EXAMPLE/THE kkk", "kkk HTTPS://A.EXAMPLE/THE-"),
        # Numbers with what belongs to them.
        ("77% kkk", "kkk 77%"),
        ("1234/56 kkk", "kkk 1234/56"),
        ("15–12 kkk", "kkk 12–15"),
        ("%٧٧ ع", "ع ٧٧%"),
        ("15-12 ع", "ع 12-15"),
    ],
)
def test_the_order_in_which_a_line_is_read(line: str, expected: str) -> None:
    assert read(line) == expected


@given(st.text(alphabet="abG7(). ,/-«»[]%ع٧", max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_sign_is_lost(line: str) -> None:
    glyphs = seen(line)
    assert sorted(glyph.index for glyph in reading_order(glyphs)) == list(range(len(line)))


@pytest.mark.parametrize("part", ["A .B", "A/-", "(A ", ") A", "A 1, ", "-", "A" * 50 + "-/"])
def test_time_grows_with_the_line(part: str) -> None:
    once, often = (calls_of(reading_order, seen(part * times)) for times in (200, 800))
    assert often < 5 * once
