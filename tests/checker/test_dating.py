"""Days found in pages that declare none: a guess, asked for seldom, whatever the page holds."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.fetching.fetch import Fetcher
from checker.match.dates import match_date
from checker.model import CrawlSettings, FieldGrade, Page, Request
from checker.page.dating import found_day, needs_date
from citations.model import DateValue

HTML = "text/html; charset=utf-8"
UNDATED = "<html><body><h1>Buses</h1><p>Posted on September 29, 2016 by staff</p></body></html>"


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        (UNDATED, "2016-09-29"),
        ("<html><body><p>No day is told here.</p></body></html>", None),
        ("<html><body><footer>© 2016 The Harbor</footer></body></html>", "2016"),
        ("", None),
        ("<" * 50_000, None),
    ],
)
def test_a_day_or_a_year_is_found(markup: str, day: str | None) -> None:
    assert found_day(markup.encode(), HTML) == day


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_page_breaks_it(body: bytes) -> None:
    day = found_day(b"<html><body>" + body, HTML)
    assert day is None or re.fullmatch(r"\d{4}(-\d\d-\d\d)?", day)


@pytest.mark.parametrize(
    "piece", ["<p class='date'>2016-13-45 September 31 2016 </p>", "1/1/", "2016-", "<script>"]
)
def test_hostile_sizes_are_answered_soon(piece: str) -> None:
    """What is quadratic here takes minutes, and pytest's own time-out ends it."""
    found_day((piece * 200_000)[:3_000_000].encode(), HTML)


@pytest.mark.parametrize(
    ("page", "needs"),
    [
        (Page(text="words"), True),
        (Page(text="words", published="2016"), False),
        (Page(text="words", modified="2016"), False),
        (Page(text="words", pages=3), False),
        (Page(), False),
    ],
)
def test_only_pages_that_declare_nothing_are_asked(page: Page, needs: bool) -> None:
    assert needs_date(page) is needs


def test_a_guess_bears_a_citation_out_and_never_contradicts_one() -> None:
    page = Page(text="words", dated="2016-09-29")
    found = match_date(DateValue("2016", "2016"), page, "https://a.example/")
    assert (found.grade, found.witness) == (FieldGrade.VERIFIED, "guessed")
    other = match_date(DateValue("2015", "2015"), page, "https://a.example/")
    assert other.grade is FieldGrade.NOT_FOUND
    declared = Page(text="words", dated="2015-01-02", published="2016-09-29")
    assert match_date(DateValue("2015", "2015"), declared, "").grade is FieldGrade.DIFFERS


@pytest.mark.parametrize("dating", [True, False])
def test_the_fetcher_looks_for_a_day_only_where_it_is_asked_to(dating: bool) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": HTML}, content=UNDATED.encode())

    async def fetched() -> Page | None:
        async with Fetcher(CrawlSettings(), transport=httpx.MockTransport(answer)) as fetcher:
            asked = Request("http://a.example/", dating=dating)
            return (await fetcher.fetch(asked)).page

    page = asyncio.run(fetched())
    assert page is not None
    assert page.dated == ("2016-09-29" if dating else None)


def test_the_text_that_is_kept_has_a_settable_size() -> None:
    markup = f"<html><body><p>{'words and more ' * 1000}</p></body></html>"

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": HTML}, content=markup.encode())

    async def kept(most: int) -> int:
        settings = CrawlSettings(max_text=most)
        async with Fetcher(settings, transport=httpx.MockTransport(answer)) as fetcher:
            page = (await fetcher.fetch(Request("http://a.example/"))).page
            assert page is not None
            assert page.words == 3000, "what is not kept was still counted"
            return len(page.text)

    assert asyncio.run(kept(5000)) == 5000
    assert asyncio.run(kept(200_000)) == 14_999
