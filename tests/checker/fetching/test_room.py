"""Few open files: every host is asked all the same, over real sockets."""

from __future__ import annotations

import asyncio
import errno
import socket
from functools import partial

import pytest

from checker.crawling.crawler import Parts
from checker.fetching import plain, room
from checker.fetching.room import Room, stream_socket
from pincite.demo.web import Reply, Web

from ..conftest import Quick
from ..crawling.quick import run, task
from .hops import PAGE

HOSTS = 60


@pytest.fixture
def few_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four sockets of the crawler's, whatever else is open here."""
    made: list[socket.socket] = []

    def counted(family: socket.AddressFamily) -> socket.socket:
        made[:] = [each for each in made if each.fileno() >= 0]
        if len(made) >= 4:
            raise OSError(errno.EMFILE, "Too many open files")
        made.append(stream_socket(family))
        return made[-1]

    monkeypatch.setattr(plain, "stream_socket", counted)


@pytest.mark.usefixtures("few_sockets")
def test_idle_connections_give_way_and_ends_are_waited_for(web: Web, quick: Quick) -> None:
    """Sixty hosts at once, each of which keeps its connection."""
    for at in range(HOSTS):
        web.route(f"h{at}.test", "/", Reply(body=PAGE.encode()))
    found = run(
        [task(f"http://h{at}.test/") for at in range(HOSTS)], quick(web, concurrency=20), Parts()
    )
    assert [each.judgement.reason for each in found] == ["ok"] * HOSTS


def test_no_room_is_no_fault_of_the_link(
    web: Web, quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of a name with a second address, where nobody listens."""
    monkeypatch.setattr(room, "_WAIT_SECONDS", 0.0)

    def none(family: socket.AddressFamily) -> socket.socket:
        if family is socket.AF_INET6:
            return stream_socket(family)
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(plain, "stream_socket", none)
    (found,) = run([task("http://localhost:9/")], quick(allow_private=True), Parts())
    assert (found.judgement.verdict, found.judgement.reason) == ("unknown", "local-resources")


def test_a_few_files_are_left_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        monkeypatch.setattr(room, "_HIGHEST", taken.fileno())
        with pytest.raises(OSError, match="no more files") as refused:
            stream_socket(socket.AF_INET)
    assert refused.value.errno == errno.EMFILE


def test_whatever_else_goes_wrong_is_told_at_once() -> None:
    asked: list[int] = []

    async def connect() -> None:
        asked.append(1)
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")

    with pytest.raises(ConnectionRefusedError):
        asyncio.run(Room(lambda: True).for_one(connect))
    assert len(asked) == 1


def test_the_one_who_waited_longest_goes_first() -> None:
    order: list[str] = []

    async def several() -> None:
        full = True
        waits = Room(lambda: False)

        async def connect(name: str) -> None:
            if full:
                raise OSError(errno.EMFILE, "Too many open files")
            order.append(name)

        tasks = [asyncio.create_task(waits.for_one(partial(connect, name))) for name in "abc"]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        full = False
        for _ in tasks:
            waits.one_ends()
        await asyncio.gather(*tasks)

    asyncio.run(several())
    assert order == ["a", "b", "c"]
