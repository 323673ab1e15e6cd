"""A long page is read in a thread, a short one on the spot; both are read."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from checker.fetching import fetch
from checker.model import Page
from checker.page import read_page
from pincite.demo.web import Reply, Web

from ..conftest import Ask, Quick


@pytest.mark.parametrize(("words", "aside"), [(10, False), (40_000, True)])
def test_a_long_page_is_read_beside_the_loop(
    web: Web, quick: Quick, ask: Ask, words: int, *, aside: bool
) -> None:
    readers: list[threading.Thread] = []

    def watched(*given: Any) -> Page | None:
        readers.append(threading.current_thread())
        return read_page(*given)

    web.route("a.test", "/", Reply(body="<title>A page</title><p>" + "library " * words))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetch, "read_page", watched)
        (exchange,) = ask(quick(web), "http://a.test/")
    assert exchange.page is not None
    assert exchange.page.title == "A page"
    assert exchange.page.text.startswith("library library")
    assert [reader is not threading.main_thread() for reader in readers] == [aside]


def test_where_no_thread_can_be_had_it_is_read_here(
    web: Web, quick: Quick, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Thread.start

    def refused(thread: threading.Thread) -> None:
        if thread.name.startswith("asyncio"):
            raise RuntimeError("can't start new thread")
        begun(thread)

    web.route("a.test", "/", Reply(body="<title>A page</title><p>" + "library " * 40_000))
    monkeypatch.setattr(threading.Thread, "start", refused)
    (exchange,) = ask(quick(web), "http://a.test/")
    assert exchange.page is not None
    assert exchange.page.title == "A page"
