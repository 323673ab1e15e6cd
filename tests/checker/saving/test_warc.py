"""The local archive as a flow, and its records: what is kept, what is not, hostile bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from checker.model import (
    CrawlSettings,
    Exchange,
    Hop,
    Order,
    Request,
    Saved,
    SaveState,
    SavingSettings,
)
from checker.saving.records import capture_of, opening, records_of, whole_responses
from checker.saving.wacz import Package, PackedPage, index_lines, pack, surt
from checker.saving.warc import LocalWarc
from tests.checker.replay import AT, Played, Recorded, fails, page, play, reply, to

URL = "https://city.example/report"
CRAWL = CrawlSettings()
SAVER = LocalWarc(SavingSettings(), CRAWL, {})
ORDER = Order("key", URL, "warc", ("Annual Report",))
LIVING = page("Annual Report", "words that stand on a page of some length " * 20)


def saved(web: dict[str, Recorded], crawl: CrawlSettings = CRAWL) -> Played[Saved]:
    return play(replace(SAVER, crawl=crawl).save(ORDER), web)


def test_every_hop_of_the_page_is_kept_with_its_body() -> None:
    end = "https://www.city.example/new"
    played = saved({URL: to(end), end: LIVING})
    assert played.answer.state is SaveState.SUBMITTED
    assert [each.request.url for each in played.answer.pages] == [URL, end]
    assert played.answer.pages[-1].body == LIVING.body
    assert played.answer.title == "Annual Report"
    assert all(("accept-encoding", "identity") in each.headers for each in played.requests)
    assert all(each.max_bytes == SavingSettings().warc.max_bytes for each in played.requests)


def test_what_is_asked_beside_the_page_is_not_kept() -> None:
    rules = reply(200, "User-agent: *\nAllow: /\n", content_type="text/plain")
    played = saved(
        {URL: LIVING, "https://city.example/robots.txt": rules}, replace(CRAWL, robots=True)
    )
    assert len(played.requests) == 2
    assert [each.request.url for each in played.answer.pages] == [URL]
    suspect = page("City", "words " * 40)
    played = saved({URL: to("https://city.example/"), "*": suspect})
    assert all("/pc" not in each.request.url for each in played.answer.pages)


@pytest.mark.parametrize(
    "answer",
    [
        reply(404, "<title>Not found</title>"),
        reply(403, "no robots"),
        fails("read-timeout"),
        page("Just a moment...", "Checking your browser before accessing."),
        page("Page not found", "The page that you are looking for does not exist."),
    ],
)
def test_what_is_not_the_page_is_not_kept(answer: Recorded) -> None:
    played = saved({URL: answer, "*": reply(404, "no")})
    assert (played.answer.state, played.answer.pages) == (SaveState.PUT_OFF, ())
    assert "did not answer this time" in played.answer.reason


def exchange(url: str, body: bytes, headers: tuple[tuple[str, str], ...]) -> Exchange:
    hop = Hop(url, 200, address="192.0.2.1")
    return Exchange(Request(url), 200, headers, (hop,), body=body, at=AT)


def test_a_record_says_what_was_decoded() -> None:
    headers = (
        *(("content-encoding", "br"), ("transfer-encoding", "chunked")),
        *(("content-length", "7"), ("set-cookie", "a=1"), ("set-cookie", "b=2")),
    )
    data = records_of([exchange(URL, b"in clear", headers)], CRAWL)
    (record,) = [each for each in read(data) if each[0] == "response"]
    assert record[2] == b"in clear"
    assert record[1] == [
        *(("x-orig-content-encoding", "br"), ("set-cookie", "a=1"), ("set-cookie", "b=2")),
        ("content-length", "8"),
    ]


def read(data: bytes) -> Iterator[tuple[str, list[tuple[str, str]], bytes]]:
    for record in ArchiveIterator(BytesIO(data), check_digests="raise"):
        headers = record.http_headers.headers if record.http_headers else []
        yield record.rec_type, headers, record.raw_stream.read()


_PATH = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)
_HEADERS = st.lists(st.tuples(st.text(max_size=12), st.text(max_size=30)), max_size=6).map(tuple)


@settings(max_examples=100, deadline=None)
@given(body=st.binary(max_size=300), headers=_HEADERS, path=_PATH)
def test_no_answer_can_begin_a_record_or_a_header_of_its_own(
    body: bytes, headers: tuple[tuple[str, str], ...], path: str
) -> None:
    hostile = body + b"\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n"
    odd = (*headers, ("x-evil", "a\r\nset-cookie: stolen=1\r\n\r\n<html>"))
    made = exchange(f"https://city.example/{path}", hostile, odd)
    data = opening("a.warc.gz", "pincite", AT) + records_of([made], CRAWL)
    records = list(read(data))
    assert [each[0] for each in records] == ["warcinfo", "response", "request", "metadata"]
    assert records[1][2] == hostile
    assert "set-cookie" not in {name for name, _ in records[1][1]} - {n for n, _ in headers}
    assert list(whole_responses(BytesIO(data))) == [capture_of(made)]
    (line,) = index_lines(BytesIO(data), "a.warc.gz")
    assert "\n" not in line


@settings(max_examples=50, deadline=None)
@given(cut=st.integers(0, 900), flip=st.integers(0, 10_000))
def test_a_damaged_file_confirms_nothing(cut: int, flip: int) -> None:
    data = bytearray(
        opening("a", "pincite", AT) + records_of([exchange(URL, b"x" * 50, ())], CRAWL)
    )
    del data[len(data) - min(cut, len(data)) :]
    if data:
        data[flip % len(data)] ^= 0xFF
    try:
        found = set(whole_responses(BytesIO(bytes(data))))
    except ValueError:
        return
    assert found <= {capture_of(exchange(URL, b"", ()))}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.a.example/x?b=1&a=2", "example,a)/x?a=2&b=1"),
        ("https://a.example/", "example,a)/"),
        ("https://a.example", "example,a)/"),
        ("http://a.example:8080/A/B/", "example,a:8080)/a/b"),
        ("https://x.example/Path/?Q=Z&b=", "example,x)/path?b=&q=z"),
        ("http://192.0.2.1/a", "1,2,0,192)/a"),
    ],
)
def test_keys_are_those_of_other_indexers(url: str, key: str) -> None:
    assert surt(url) == key  # as cdxj-indexer 1.5 has them


def test_a_long_index_is_parted_into_blocks() -> None:
    many = [exchange(f"https://city.example/{number}", b"x", ()) for number in range(3001)]
    data = opening("a.warc.gz", "pincite", AT) + b"".join(records_of([m], CRAWL) for m in many)
    when = datetime(2026, 3, 1, tzinfo=UTC)
    pages = (PackedPage(URL, f"{when:%Y-%m-%dT%H:%M:%SZ}"),)
    out = BytesIO()
    pack(BytesIO(data), Package("a.warc.gz", "pincite", "2026-03-01T00:00:00Z", pages), out)
    from zipfile import ZipFile

    with ZipFile(out) as package:
        blocks = package.read("indexes/index.idx").decode().splitlines()
    assert len(blocks) == 3
