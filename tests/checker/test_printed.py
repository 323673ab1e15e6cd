"""PDFs that are cited: their words by page, their title and date, and files that cannot be read."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from checker.fetching.fetch import Fetcher
from checker.model import CrawlSettings, Page, Request
from checker.page.printed import page_of, read_pdf
from citations.model import PagedText
from tests.citations.formats.pdf.pdf_builder import Sheet


def report() -> bytes:
    sheet = Sheet(title="The Ferry Report")
    sheet.text(72, 700, "The Ferry Report", size=20)
    sheet.text(72, 660, "September 29, 2016")
    sheet.text(72, 600, "The authority runs nine vessels on four routes in the harbor.")
    sheet.page()
    sheet.text(72, 700, "No passenger was seriously hurt in the year of this report.")
    return sheet.data()


def test_words_come_page_by_page_with_title_and_date() -> None:
    page = read_pdf(report())
    assert page is not None
    assert page.title == "The Ferry Report"
    assert page.published == "2016-09-29"
    assert page.pages == 2
    first, second = page.text.split("\f")
    assert "nine vessels on four routes" in first
    assert second == "No passenger was seriously hurt in the year of this report."


@pytest.mark.parametrize("body", [b"%PDF-1.7\nnothing of the kind", b"", report()[:200]])
def test_what_cannot_be_read_is_no_empty_page(body: bytes) -> None:
    assert read_pdf(body) is None


def test_a_declared_title_that_is_not_printed_is_no_title() -> None:
    text = PagedText("Microsoft Word - final_v3.doc", ("The Ferry Report\nof the harbor",))
    assert page_of(text).title is None


def test_two_dates_on_the_first_page_date_nothing() -> None:
    text = PagedText(None, ("From March 3, 2015 to September 29, 2016", "May 1, 2017"))
    assert page_of(text).published is None


def test_notes_come_after_the_last_page() -> None:
    text = PagedText(None, ("one", "two"), ("a note", "another"))
    assert page_of(text).text == "one\ftwo\fa note another"


@pytest.mark.parametrize("whole", [True, False])
def test_the_fetcher_reads_whole_pdfs_only(whole: bool) -> None:
    body = report()

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "application/pdf"}, content=body)

    async def fetched() -> Page | None:
        settings = CrawlSettings(max_bytes=5_000_000 if whole else 300)
        async with Fetcher(settings, transport=httpx.MockTransport(answer)) as fetcher:
            return (await fetcher.fetch(Request("http://a.example/report.pdf"))).page

    page = asyncio.run(fetched())
    assert page is not None
    assert (page.pages == 2) is whole


def test_declared_authors_count_where_they_are_printed() -> None:
    first = "The Ferry Report\nAda Moreau and Omar Fleet\nHarbor City"
    told = PagedText(None, (first,), author="Ada Moreau; Omar Fleet; jsmith")
    assert page_of(told).authors == ("Ada Moreau", "Omar Fleet")
    assert page_of(PagedText(None, (first,), author="jsmith")).authors == ()
    assert page_of(PagedText(None, (first,), author="\x1b\u202eAda")).authors == ()


@pytest.mark.parametrize(
    ("made", "dated"),
    [
        ("D:20160929101500+02'00'", "2016-09-29"),
        ("D:20161329", None),
        ("yesterday", None),
        ("D:2016", None),
        (None, None),
    ],
)
def test_the_day_of_the_file_is_a_guess(made: str | None, dated: str | None) -> None:
    page = page_of(PagedText(None, ("words",), made=made))
    assert (page.dated, page.published) == (dated, None)


def test_printed_numbers_come_with_the_pages() -> None:
    sheet = Sheet(title="The Ferry Report")
    for number in (40, 41, 42):
        if number > 40:
            sheet.page()
        sheet.text(72, 500, f"The authority runs nine vessels on route {number}.")
        sheet.text(300, 40, str(number))
    page = read_pdf(sheet.data())
    assert page is not None
    assert page.labels == ("40", "41", "42")
    assert page.pages == 3
