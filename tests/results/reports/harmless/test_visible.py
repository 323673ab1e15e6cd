"""Hostile text is shown and does nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.reports.harmless.visible import clipped, visible, web_href

ACTING = {"Cc", "Cs"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("plain “text” – Ünïcode 漢字", "plain “text” – Ünïcode 漢字"),
        ("\x1b[31mred\x1b]0;title\x07", "\\x1b[31mred\\x1b]0;title\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\r\nb\tc\u2028d\x85e", "a  b c d e"),
        ("evil\u202efdp.exe", "evil⟨U+202E⟩fdp.exe"),
        ("\u2066isolate\u2069", "⟨U+2066⟩isolate⟨U+2069⟩"),
        ("lone \udcff", "lone \N{REPLACEMENT CHARACTER}"),
        ("\x00", "\\x00"),
    ],
)
def test_visible(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


@given(st.text() | st.text("\x00\x1b\x7f\x9b\u202e\u2066\n\ud800a"))
def test_nothing_that_acts_is_left(text: str) -> None:
    for character in visible(text):
        assert unicodedata.category(character) not in ACTING
        assert unicodedata.bidirectional(character) not in TURNING


@given(st.text(max_size=300), st.integers(1, 60))
def test_clipped_is_short_and_one_line(text: str, limit: int) -> None:
    short = clipped(text, limit)
    assert len(short) <= limit
    assert short == " ".join(short.split())
    if " ".join(text.split()) == text and len(text) <= limit:
        assert short == text


@pytest.mark.parametrize(
    "url",
    [
        "https://city.example/a?b=c#d",
        "http://city.example",
        "HTTPS://CITY.example/",
        "https://ü.example/",
    ],
)
def test_web_addresses_become_links(url: str) -> None:
    assert web_href(url) == url


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ('https://city.example/"a"', "https://city.example/%22a%22"),
        ("https://city.example/<a>|b", "https://city.example/%3Ca%3E%7Cb"),
        ("https://city.example/100%?q=5%&r=%C3", "https://city.example/100%25?q=5%25&r=%C3"),
        ("https://city.example/#a#b", "https://city.example/#a%23b"),
        ("https://[::1]:80/[x]", "https://[::1]:80/%5Bx%5D"),
        ("https://city.example?q={x}", "https://city.example?q=%7Bx%7D"),
    ],
)
def test_what_no_url_may_hold_is_encoded(url: str, href: str) -> None:
    assert web_href(url) == href


@pytest.mark.parametrize(
    "url",
    [
        'https://city"onclick=.example/',
        "https://city%2e.example/",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//http://city.example",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "ftp://city.example/",
        "mailto:clerk@city.example",
        "//city.example/",
        "city.example",
        "",
        "https://",
        "https:///path",
        "https://city.example/\x00",
        "https://city.example/ a",
        "https:\\\\city.example",
        "https://[::1",
        "https://city.example/\u202efdp",
    ],
)
def test_everything_else_stays_text(url: str) -> None:
    assert web_href(url) is None
