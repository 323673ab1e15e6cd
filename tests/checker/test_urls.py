"""What parts of a URL mean."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.urls import (
    carried,
    fault,
    folded,
    host,
    is_home,
    resolve,
    segments,
    site,
    slug_words,
    telling_query,
    undotted,
)


@pytest.mark.parametrize(
    ("url", "guess"),
    [
        ("https://www.council.example/x", "council.example"),
        ("https://a.b.council.co.uk/x", "council.co.uk"),
        ("https://council.gov.au/x", "council.gov.au"),
        ("https://www.state.gov/x", "state.gov"),
        ("https://www.city.kawasaki.jp/x", "city.kawasaki.jp"),
        ("https://one.github.io/x", "one.github.io"),
        ("https://a.two.blogspot.com/x", "two.blogspot.com"),
        ("https://www.github.io/", "github.io"),
        ("https://www.council.test/", "council.test"),
        ("https://a.b.xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("https://a.b.b\u00fccher.example/", "b\u00fccher.example"),
        ("http://" + "a." * 400 + "example/", "a." * 400 + "example"),
        ("http://..co.uk/", "..co.uk"),
        ("http://192.0.2.7/", "192.0.2.7"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("http://localhost/", "localhost"),
        ("nonsense", ""),
    ],
)
def test_the_site_is_the_registrable_domain(url: str, guess: str) -> None:
    assert site(url) == guess


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://council.example/x", "https://www.council.example/x/", True),
        ("http://council.example:80/", "https://COUNCIL.example:443", True),
        ("http://council.example/x", "http://council.example/X", False),
        ("http://council.example/x", "http://council.example/x?y", False),
        ("http://council.example:8080/", "http://council.example/", False),
    ],
)
def test_addresses_that_are_one_place(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("", True),
        ("/", True),
        ("/index.html", True),
        ("/en/", True),
        ("/de-AT/Default.aspx", True),
        ("/?utm_source=x&lang=en", True),
        ("/#top", True),
        ("/?p=12", False),
        ("/about", False),
        ("/news/", False),
        ("/index.html/x", False),
    ],
)
def test_what_is_a_home_page(path: str, home: bool) -> None:
    assert is_home(f"https://council.example{path}") is home


def test_segments_and_slugs() -> None:
    assert segments("https://c.example/en/a//b.html") == ("a", "b.html")
    assert slug_words("https://c.example/x/Meeting-on_libraries-2018.html") == {
        "meeting",
        "libraries",
        "2018",
        "html",
    }
    assert slug_words("https://c.example/") == frozenset()
    assert telling_query("https://c.example/x?utm_medium=a&id=5") == "utm_medium=a&id=5"
    assert host("HTTP://C.Example./") == "c.example"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/a/b/%2e%2E/c", "/a/c"),
        ("/a/.%2e/%2e/c", "/c"),
        ("/a/../../b", "/b"),
        ("/a/b/%2e%2e", "/a/"),
        ("/a/b/.", "/a/b/"),
        ("/a//../b", "/a/b"),
        ("/%2e%2e?x=/../y#/../z", "/?x=/../y#/../z"),
        ("/a/...", "/a/..."),
        ("/a/%2e%2e%2e/b", "/a/%2e%2e%2e/b"),
        ("/.well-known/x%2e.html", "/.well-known/x%2e.html"),
        ("/a?b/../c", "/a?b/../c"),
        ("", ""),
    ],
)
def test_dots_are_steps_however_they_are_written(path: str, meant: str) -> None:
    assert undotted(f"http://a.test:81{path}") == f"http://a.test:81{meant}"


def test_a_reference_steps_up_in_percent_signs_too() -> None:
    assert resolve("http://a.test/b/c/d", "%2e%2E/x") == "http://a.test/b/x"
    assert resolve("http://a.test/b", "http://b.test/x/%2e%2e/y?z") == "http://b.test/y?z"


def test_a_fragment_is_carried_where_there_is_none() -> None:
    assert carried("http://a.example/", "x") == "http://a.example/#x"
    assert carried("http://a.example/#y", "x") == "http://a.example/#y"
    assert carried("http://a.example/", "") == "http://a.example/"


@given(st.text(max_size=60), st.text(max_size=60))
@example("", "#")
@settings(max_examples=300, deadline=None)
def test_nothing_raises(one: str, other: str) -> None:
    for url in (one, f"http://{one}", f"http://a.example/{one}"):
        for ask in (host, site, folded, segments, telling_query, is_home, slug_words, fault):
            ask(url)
        resolved = resolve(url, other)
        assert resolved is None or resolve(resolved, resolved) is not None


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_what_has_no_fault_has_a_host(text: str) -> None:
    for url in (text, f"https://{text}"):
        if fault(url) is None:
            assert host(url)
