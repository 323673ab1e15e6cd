"""A body that has come twice is read no more, where its Page cannot depend on the address."""

from __future__ import annotations

import pytest

from checker.model import Page
from checker.page import again
from checker.page.again import PagesRead
from pincite.demo.web import Reply, Web

from .conftest import Ask, Quick

SAME = b"<title>Not found</title><p id=top>There is no such page."


FIRST, ONE, TWO = "http://a.test/first", "http://a.test/one", "http://a.test/two"


def asked(web: Web, quick: Quick, ask: Ask, body: bytes, second: bytes | None = None) -> list[Page]:
    """What came of the last two of three addresses, the first of which has the first one's body."""
    web.route("a.test", "/first", Reply(body=body))
    web.route("a.test", "/one", Reply(body=body))
    web.route("a.test", "/two", Reply(body=second or body))
    _, *pages = [each.page for each in ask(quick(web), FIRST, ONE, TWO)]
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
    for path in ("/first", "/one"):
        web.route("a.test", path, Reply(body=SAME))
    web.route("a.test", "/two", Reply(body=SAME, headers=(("Content-Type", "text/plain"),)))
    _, one, two = (each.page for each in ask(quick(web), FIRST, ONE, TWO))
    assert one is not None
    assert two is not None
    assert (one.title, two.title) == ("Not found", None)


def keep(read: PagesRead, name: str, page: Page) -> None:
    """Let a body come twice."""
    for _ in range(2):
        read.keep(name, "", b"", page)


def test_what_comes_once_is_not_kept() -> None:
    read = PagesRead()
    read.keep("a", "", b"", Page(text="a"))
    assert read.get("a", "") is None
    read.keep("a", "text/plain", b"", Page(text="a"))  # another type, another page
    assert read.get("a", "") is None
    read.keep("a", "", b"", Page(text="a"))
    assert read.get("a", "") == Page(text="a")


def test_what_came_long_ago_came_never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "MOST_MET", 2)
    read = PagesRead()
    for name in "abca":
        read.keep(name, "", b"", Page(text=name))
    assert read.get("a", "") is None
    read.keep("c", "", b"", Page(text="c"))
    assert read.get("c", "") == Page(text="c")


def test_what_is_kept_is_bounded() -> None:
    read = PagesRead(most=2, characters=100)
    for name in "ab":
        keep(read, name, Page(text=name))
    assert read.get("a", "") == Page(text="a")  # met again: the last to go
    keep(read, "c", Page(text="c"))
    assert [read.get(name, "") is not None for name in "abc"] == [True, False, True]
    keep(read, "d", Page(text="d" * 99, anchors=frozenset({"long"})))
    assert [read.get(name, "") is not None for name in "acd"] == [False] * 3
    assert (again.MOST_PAGES, again.MOST_CHARACTERS) == (64, 2_000_000)
