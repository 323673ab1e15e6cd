"""A plain connection behaves as asyncio's own: the same calls, the same errors."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import cast

import pytest

from checker.fetching import plain
from checker.fetching.plain import PlainTransport, dialled, speak

Served = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def connect(
    family: socket.AddressFamily, address: tuple[str, int], protocol: asyncio.Protocol
) -> None:
    speak(await dialled(family, address), protocol)


class Watched(asyncio.Protocol):
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.data = b""
        self.error: Exception | None = None
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(PlainTransport, transport)
        self.told.append("made")

    def data_received(self, data: bytes) -> None:
        self.data += data
        if self.told[-1] != "data":
            self.told.append("data")

    def eof_received(self) -> None:
        self.told.append("eof")

    def connection_lost(self, exc: Exception | None) -> None:
        self.told.append("lost")
        self.error = exc
        self.lost.set_result(None)


def talk(serve: Served, act: Callable[[Watched], Awaitable[None]]) -> Watched:
    async def run() -> Watched:
        async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await serve(reader, writer)
            finally:
                writer.close()

        server = await asyncio.start_server(served, "127.0.0.1", 0)
        async with server:
            protocol = Watched()
            await connect(socket.AF_INET, server.sockets[0].getsockname(), protocol)
            await act(protocol)
            protocol.transport.abort()
            await asyncio.wait_for(protocol.lost, 10)
        return protocol

    return asyncio.run(run())


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(await reader.read(100))
    await writer.drain()


async def at_the_end(protocol: Watched) -> None:
    await asyncio.wait_for(protocol.lost, 10)


def test_an_exchange_and_its_end() -> None:
    async def act(protocol: Watched) -> None:
        protocol.transport.write(b"hello")
        await at_the_end(protocol)
        assert protocol.transport.is_closing()
        protocol.transport.write(b"nobody hears this")

    found = talk(echo, act)
    assert (found.told, found.data, found.error) == (
        ["made", "data", "eof", "lost"],
        b"hello",
        None,
    )


def test_what_the_system_does_not_take_at_once_is_sent_later() -> None:
    sent = bytes(range(256)) * 40_000
    heard = bytearray()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        while len(heard) < len(sent):
            heard.extend(await reader.read(1 << 20))
        writer.write(b"all")
        await writer.drain()

    async def act(protocol: Watched) -> None:
        protocol.transport.write(sent[:-7])
        protocol.transport.write(sent[-7:])
        await at_the_end(protocol)

    assert talk(slow, act).data == b"all"
    assert heard == sent


def test_nothing_is_read_while_reading_is_paused() -> None:
    async def speaks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"x" * 100)
        await writer.drain()

    async def act(protocol: Watched) -> None:
        protocol.transport.pause_reading()
        protocol.transport.write(b"go")
        await asyncio.sleep(0.1)
        assert protocol.told == ["made"]
        protocol.transport.resume_reading()
        await at_the_end(protocol)

    assert talk(speaks, act).data == b"x" * 100


def test_a_reset_is_the_systems_error() -> None:
    async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    async def act(protocol: Watched) -> None:
        protocol.transport.write(b"hello")
        await at_the_end(protocol)

    found = talk(resets, act)
    assert isinstance(found.error, ConnectionResetError)
    assert found.told == ["made", "lost"]


def test_what_is_aborted_is_told_of_nothing_but_its_end() -> None:
    async def act(protocol: Watched) -> None:
        protocol.transport.write(b"hello")
        protocol.transport.abort()
        protocol.transport.close()
        assert protocol.told == ["made"], "the end is told in a later turn"
        await asyncio.sleep(0.1)

    assert talk(echo, act).told == ["made", "lost"]


def test_a_protocol_that_fails_ends_the_connection(caplog: pytest.LogCaptureFixture) -> None:
    async def act(protocol: Watched) -> None:
        def fail(data: bytes) -> None:
            raise ValueError("no such thing")

        protocol.data_received = fail  # type: ignore[method-assign]
        protocol.transport.write(b"hello")
        await at_the_end(protocol)

    found = talk(echo, act)
    assert isinstance(found.error, ValueError)
    assert "no such thing" in caplog.text


def test_a_refused_connection_is_told_as_asyncio_tells_it() -> None:
    with socket.socket() as raw:
        raw.bind(("127.0.0.1", 0))
        address = raw.getsockname()

        async def ours() -> None:
            await connect(socket.AF_INET, address, asyncio.Protocol())

        async def theirs() -> None:
            with socket.socket() as other:
                other.setblocking(False)
                await asyncio.get_running_loop().sock_connect(other, address)

        with pytest.raises(ConnectionRefusedError) as one:
            asyncio.run(ours())
        with pytest.raises(ConnectionRefusedError) as two:
            asyncio.run(theirs())
    assert str(one.value) == str(two.value)


def test_a_connection_that_is_given_up_leaves_nothing_behind() -> None:
    """A full backlog keeps it waiting; an unclosed socket would be a warning, and so an error."""

    async def waits() -> None:
        with socket.socket() as raw:
            raw.bind(("127.0.0.1", 0))
            raw.listen(0)
            others = [socket.socket() for _ in range(4)]
            for other in others:
                other.setblocking(False)
                other.connect_ex(raw.getsockname())
            try:
                async with asyncio.timeout(0.1):
                    await connect(socket.AF_INET, raw.getsockname(), asyncio.Protocol())
            finally:
                for other in others:
                    other.close()

    with pytest.raises(TimeoutError):
        asyncio.run(waits())


def test_windows_own_loop_is_left_to_asyncio(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain.is_watching()
    monkeypatch.setattr("sys.platform", "win32")
    assert not plain.is_watching()
