"""The canonical key of a URL."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations import canonical_key
from citations.links import ascii_host


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("HTTP://Ferry.Example.ORG", "http://ferry.example.org/"),
        ("http://ferry.example.org:80/a", "http://ferry.example.org/a"),
        ("https://ferry.example.org:443", "https://ferry.example.org/"),
        ("https://ferry.example.org:08443/", "https://ferry.example.org:8443/"),
        ("https://ferry.example.org:/x", "https://ferry.example.org/x"),
        ("https://ferry.example.org/a#part", "https://ferry.example.org/a"),
        ("https://ferry.example.org/a?b=c#d?e", "https://ferry.example.org/a?b=c"),
        ("https://ferry.example.org?b", "https://ferry.example.org/?b"),
        ("https://ferry.example.org/%7eana/%c3%a9%2f", "https://ferry.example.org/~ana/%C3%A9%2F"),
        ("https://ferry.example.org/é x", "https://ferry.example.org/%C3%A9%20x"),
        ("https://ferry.example.org/a/./b/../c", "https://ferry.example.org/a/c"),
        ("https://ferry.example.org/a/..", "https://ferry.example.org/"),
        ("https://ferry.example.org/..", "https://ferry.example.org/"),
        ("https://fähre.example/", "https://xn--fhre-loa.example/"),
        ("https://XN--FHRE-LOA.example/", "https://xn--fhre-loa.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http:\\\\ferry.example.org\\a", "http://ferry.example.org/a"),
        (" https://ferry.example.org/a\n", "https://ferry.example.org/a"),
        ("https://ferry.example.org/a\n  b", "https://ferry.example.org/a%20%20b"),
        ("http://[2001:DB8::7]:80/", "http://[2001:db8::7]/"),
        ("http://Ana:Secret@ferry.example.org/", "http://Ana:Secret@ferry.example.org/"),
        ("https://ferry.example.org/100%", "https://ferry.example.org/100%"),
        ("no url at all", "no url at all"),
        ("", ""),
    ],
)
def test_what_is_folded(url: str, key: str) -> None:
    assert canonical_key(url) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://ferry.example.org/", "https://ferry.example.org/"),
        ("https://www.ferry.example.org/", "https://ferry.example.org/"),
        ("https://ferry.example.org/A", "https://ferry.example.org/a"),
        ("https://ferry.example.org/a/", "https://ferry.example.org/a"),
        ("https://ferry.example.org/?a=1&b=2", "https://ferry.example.org/?b=2&a=1"),
        ("https://ferry.example.org/a%2Fb", "https://ferry.example.org/a/b"),
    ],
)
def test_what_is_not_folded(one: str, other: str) -> None:
    assert canonical_key(one) != canonical_key(other)


def test_hosts_that_have_no_ascii_form_stay() -> None:
    assert ascii_host("☃" * 80) == "☃" * 80
    assert ascii_host("Ferry.Example.ORG") == "ferry.example.org"


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_key_is_its_own_key(words: str) -> None:
    for url in (words, f"https://{words}", f"https://ferry.example.org/{words}"):
        key = canonical_key(url)
        assert canonical_key(key) == key
