"""Cookies go back where they belong, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.visiting.cookies import MOST_COOKIES, Jar

from ..replay import AT

SET_AT = "https://www.city.example/docs/start"


def jar(*cookies: str, url: str = SET_AT) -> Jar:
    kept = Jar()
    kept.take([("set-cookie", cookie) for cookie in cookies], url, AT)
    return kept


@pytest.mark.parametrize(
    ("cookie", "url", "goes"),
    [
        ("a=1", "https://www.city.example/docs/next", True),
        ("a=1", "https://www.city.example/docs", True),
        ("a=1", "https://www.city.example/other", False),
        ("a=1", "https://www.city.example/docsx", False),
        ("a=1; Path=/", "https://www.city.example/other", True),
        ("a=1; Path=/", "http://www.city.example/other", True),
        ("a=1; Path=/; Secure", "http://www.city.example/other", False),
        ("a=1; Path=/; Secure", "https://www.city.example/other", True),
        ("a=1; Path=/", "https://city.example/", False),
        ("a=1; Path=/; Domain=city.example", "https://city.example/", True),
        ("a=1; Path=/; Domain=.city.example", "https://news.city.example/", True),
        ("a=1; Path=/; Domain=city.example", "https://notcity.example/", False),
        ("a=1; Path=/; Domain=other.example", "https://other.example/", False),
        ("a=1; Path=/; Domain=example", "https://www.city.example/", False),
        ("a=1; Path=/; Domain=www.city.example", "https://x.www.city.example/", True),
        ("a=1; Path=/; Max-Age=0", "https://www.city.example/", False),
        ("a=1; Path=/; Max-Age=-5", "https://www.city.example/", False),
        ("a=1; Path=/; Max-Age=60", "https://www.city.example/", True),
        ("a=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://www.city.example/", False),
        ("a=1; Path=/; Expires=Thu, 01-Jan-1970 00:00:00 GMT", "https://www.city.example/", False),
        ("a=1; Path=/; Expires=Fri, 01 Jan 2100 00:00:00 GMT", "https://www.city.example/", True),
        ("a=1; Path=/; Expires=soon", "https://www.city.example/", True),
        (
            "a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            "https://www.city.example/",
            True,
        ),
        ("", "https://www.city.example/docs/", False),
        ("=", "https://www.city.example/docs/", False),
        ("__Host-a", "https://www.city.example/docs/", False),
        ("=__Secure-a=1", "https://www.city.example/docs/", False),
        ("a=\x01; Path=/", "https://www.city.example/docs/", False),
        (f"a={'1' * 5000}; Path=/", "https://www.city.example/", False),
    ],
)
def test_where_a_cookie_goes(cookie: str, url: str, goes: bool) -> None:
    assert bool(jar(cookie).cookies_for(url)) is goes


@pytest.mark.parametrize("cookie", ["passed", "=passed", " = passed ; Path=/docs"])
def test_a_cookie_may_have_no_name(cookie: str) -> None:
    assert jar(cookie).cookies_for(SET_AT) == (("", "passed"),)


def test_an_address_has_no_domain_cookies() -> None:
    kept = jar("a=1; Domain=0.2.1; Path=/", url="http://192.0.2.1/")
    assert kept.cookies_for("http://192.0.2.1/") == ()


def test_a_later_cookie_replaces_or_deletes_the_earlier() -> None:
    assert jar("a=1; Path=/", "a=2; Path=/").cookies_for(SET_AT) == (("a", "2"),)
    assert jar("a=1; Path=/", "a=; Path=/; Max-Age=0").cookies_for(SET_AT) == ()


def test_longer_paths_come_first() -> None:
    assert jar("a=1; Path=/", "b=2; Path=/docs").cookies_for(SET_AT) == (("b", "2"), ("a", "1"))


def test_a_jar_is_bounded() -> None:
    kept = jar(*(f"c{n}=1; Path=/" for n in range(500)))
    assert len(kept.cookies_for(SET_AT)) == MOST_COOKIES


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_header_and_no_url_breaks_a_jar(cookies: list[str], url: str) -> None:
    for where in (SET_AT, url):
        for name, value in jar(*cookies, url=where).cookies_for(where):
            assert (name + value).isprintable()
