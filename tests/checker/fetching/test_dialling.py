"""Names of several addresses: the one that answers is asked, whatever the others do (RFC 8305)."""

from __future__ import annotations

import asyncio
import gc
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress

import pytest

from checker.fetching.addresses import Addresses, Endpoint
from checker.fetching.dialling import first_to_answer
from checker.fetching.fetch import Fetcher
from checker.model import Exchange, Request
from pincite.demo.web import Reply, Web

from ..conftest import Certified, Quick, Webs

PATIENCE = 30.0
"""Seconds for a connection: who waits for silence for a share of that is seen."""
SOON = 10.0


@pytest.fixture
def silent(webs: Webs, certified: Certified) -> Iterator[Web]:
    """A web at 127.0.0.9; at its ports of 127.0.0.7 and 127.0.0.8 nobody answers, not even no."""
    page = Reply(body="<title>A page</title>")
    tls = {"a.test": certified("a.test")}
    web = webs({("a.test", "/"): page}, addresses=("127.0.0.9",), tls=tls)
    with ExitStack() as held:
        for address in ("127.0.0.7", "127.0.0.8"):
            for port in (web.port, web.tls_port):
                deaf = held.enter_context(socket.socket())
                deaf.bind((address, port))
                deaf.listen(0)
                for _ in range(4):
                    filler = held.enter_context(socket.socket())
                    filler.setblocking(False)
                    filler.connect_ex((address, port))
        yield web


def asked(quick: Quick, found: Sequence[str], url: str, **more: object) -> tuple[Exchange, float]:
    async def run() -> tuple[Exchange, float]:
        settings = quick(
            allow_private=True, timeout=2 * PATIENCE, **{"connect_timeout": PATIENCE, **more}
        )
        addresses = Addresses(settings, lambda _: found)
        async with Fetcher(settings, addresses=addresses) as fetcher:
            began = time.monotonic()
            got = await fetcher.fetch(Request(url))
            taken = time.monotonic() - began
        assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing runs on"
        return got, taken

    result = asyncio.run(run())
    gc.collect()  # an unclosed socket would warn here, and warnings are errors
    return result


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.7", "127.0.0.9"],
        ["127.0.0.7", "127.0.0.8", "127.0.0.9"],
        ["127.0.0.7", "127.0.0.9", "127.0.0.8"],
        ["127.0.0.6", "127.0.0.7", "127.0.0.9"],
        ["127.0.0.9", "127.0.0.7"],
    ],
)
def test_addresses_that_are_silent_cost_a_moment(
    silent: Web, quick: Quick, ca_file: str, scheme: str, found: list[str]
) -> None:
    port = silent.port if scheme == "http" else silent.tls_port
    got, seconds = asked(quick, found, f"{scheme}://a.test:{port}/", ca_file=ca_file)
    assert got.status == 200
    assert got.hops[0].address == "127.0.0.9"
    assert seconds < SOON
    assert silent.connections == 1


def test_silence_everywhere_is_a_timeout(silent: Web, quick: Quick) -> None:
    url = f"http://a.test:{silent.port}/"
    got, _ = asked(quick, ["127.0.0.7", "127.0.0.8"], url, connect_timeout=0.8)
    assert got.failure is not None
    assert got.failure.reason == "connect-timeout"


def test_a_refusal_beside_silence_is_no_answer_yet(silent: Web, quick: Quick) -> None:
    url = f"http://a.test:{silent.port}/"
    for found in (["127.0.0.6", "127.0.0.7"], ["127.0.0.7", "127.0.0.6"]):
        got, _ = asked(quick, found, url, connect_timeout=0.8)
        assert got.failure is not None
        assert got.failure.reason == "connect-timeout"
    got, _ = asked(quick, ["127.0.0.5", "127.0.0.6"], url)
    assert got.failure is not None
    assert got.failure.reason == "refused"


def test_an_address_that_is_silent_in_the_handshake_leaves_time_for_the_next(
    silent: Web, quick: Quick, ca_file: str
) -> None:
    with socket.create_server(("127.0.0.5", silent.tls_port)) as mute:
        url = f"https://a.test:{silent.tls_port}/"
        found = ["127.0.0.5", "127.0.0.9"]
        got, _ = asked(quick, found, url, ca_file=ca_file, connect_timeout=2.0)
        mute.close()
    assert got.status == 200
    assert got.hops[0].address == "127.0.0.9"


def test_those_that_come_too_late_are_closed() -> None:
    made: list[socket.socket] = []

    async def dial(endpoint: Endpoint) -> socket.socket:
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0.35 if endpoint.port == 1 else 0.1)
        made.append(socket.socket())
        return made[-1]

    async def run() -> None:
        ends = [Endpoint("127.0.0.1", port, socket.AF_INET) for port in (1, 2)]
        raw, endpoint = await first_to_answer(ends, dial)
        assert endpoint.port in (1, 2)
        assert [each.fileno() >= 0 for each in made].count(True) == 1
        raw.close()

    asyncio.run(run())
    assert len(made) == 2
