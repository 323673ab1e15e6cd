"""A body that comes again is read once, and only where its Page cannot depend on the address."""

from __future__ import annotations

import pytest

from checker.model import Page
from checker.page import again
from checker.page.again import PagesRead
from pincite.demo.web import Reply, Web

from .conftest import Ask, Quick

SAME = b"<title>Not found</title><p id=top>There is no such page."


ONE, TWO = "http://a.test/one", "http://a.test/two"


def asked(web: Web, quick: Quick, ask: Ask, body: bytes, second: bytes | None = None) -> list[Page]:
    web.route("a.test", "/one", Reply(body=body))
    web.route("a.test", "/two", Reply(body=second or body))
    pages = [each.page for each in ask(quick(web), ONE, TWO)]
    return [page for page in pages if page is not None]


def test_the_same_body_is_one_page(web: Web, quick: Quick, ask: Ask) -> None:
    one, two = asked(web, quick, ask, SAME)
    assert one is two
    assert (one.title, one.anchors) == ("Not found", frozenset({"top"}))


def test_another_body_is_another_page(web: Web, quick: Quick, ask: Ask) -> None:
    one, two = asked(web, quick, ask, SAME, SAME + b" Or was there?")
    assert (one.words, two.words) == (5, 8)


def test_a_canonical_address_is_read_where_the_page_stands(
    web: Web, quick: Quick, ask: Ask
) -> None:
    one, two = asked(web, quick, ask, b"<title>Own</title><link rel=canonical href=?own>")
    assert (one.canonical, two.canonical) == (f"{ONE}?own", f"{TWO}?own")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_refresh_is_read_where_the_page_stands(
    web: Web, quick: Quick, ask: Ask, encoding: str
) -> None:
    body = "<meta HTTP-EQUIV='&#114;efresh' content='0; url=/one'><title>On you go</title>"
    one, two = asked(web, quick, ask, body.encode(encoding))
    assert (one.title, two.title) == ("On you go",) * 2
    assert (one.refresh, two.refresh) == (None, "http://a.test/one")


def test_the_declared_type_belongs_to_it(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("a.test", "/one", Reply(body=SAME))
    web.route("a.test", "/two", Reply(body=SAME, headers=(("Content-Type", "text/plain"),)))
    one, two = (each.page for each in ask(quick(web), ONE, TWO))
    assert one is not None
    assert two is not None
    assert (one.title, two.title) == ("Not found", None)


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    read = PagesRead(most=2, characters=100)
    for name in "ab":
        read.keep(name, "", b"", Page(text=name))
    assert read.get("a", "") == Page(text="a")  # met again: the last to go
    read.keep("c", "", b"", Page(text="c"))
    assert [read.get(name, "") is not None for name in "abc"] == [True, False, True]
    read.keep("d", "", b"", Page(text="d" * 99, anchors=frozenset({"long"})))
    assert [read.get(name, "") is not None for name in "acd"] == [False] * 3
    assert (again.MOST_PAGES, again.MOST_CHARACTERS) == (64, 2_000_000)
