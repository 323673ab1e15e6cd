"""A TCP connection without TLS, for one protocol: asyncio's own costs half as much again to open.

Rules kept here:
- To its protocol it is an asyncio.Transport: connection_made, data_received, eof_received and, once
  and in a later turn of the loop, connection_lost. Nothing is told after that.
- Errors are those that asyncio gives: the OSError of the system, and that of a connection that
  failed with asyncio's words.
- It is for event loops that watch sockets. Windows' own does not (`is_watching`).
"""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

from .room import stream_socket

_AT_ONCE = 64 * 1024
"""Bytes that are read at a time. More are taken from and given back to the system each time."""


def is_watching() -> bool:
    """Whether the event loop can say when a socket is ready."""
    return sys.platform != "win32"


async def dialled(family: socket.AddressFamily, address: tuple[str, int]) -> socket.socket:
    """A socket that is connected to an address.

    Raises:
        OSError: no connection could be made.
    """
    loop = asyncio.get_running_loop()
    raw = stream_socket(family)
    try:
        if is_watching():
            await _connected(loop, raw, address)
        else:
            await loop.sock_connect(raw, address)
    except BaseException:
        raw.close()
        raise
    return raw


def speak(raw: socket.socket, protocol: asyncio.Protocol) -> None:
    """Let a protocol have a connected socket, where the loop is watching."""
    protocol.connection_made(PlainTransport(asyncio.get_running_loop(), raw, protocol))


async def _connected(
    loop: asyncio.AbstractEventLoop, raw: socket.socket, address: tuple[str, int]
) -> None:
    try:
        raw.connect(address)
    except (BlockingIOError, InterruptedError):
        pass  # under way
    else:
        return
    done: asyncio.Future[None] = loop.create_future()
    number = raw.fileno()
    loop.add_writer(number, _set, done)
    try:
        await done
    finally:
        loop.remove_writer(number)
    if error := raw.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
        raise OSError(error, f"Connect call failed {address}")


def _set(done: asyncio.Future[None]) -> None:
    if not done.done():
        done.set_result(None)


class PlainTransport(asyncio.Transport):
    """One connected socket, read from its beginning on."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, raw: socket.socket, protocol: asyncio.Protocol
    ) -> None:
        super().__init__()
        self._loop = loop
        self._raw = raw
        self._number = raw.fileno()
        self._protocol = protocol
        self._closing = False
        self._unsent = bytearray()
        loop.add_reader(self._number, self._read)

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Nothing: there is no TLS here."""
        return default

    def is_closing(self) -> bool:
        """Whether it is closed, or about to be."""
        return self._closing

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Send now, and what the system does not take as soon as it does."""
        if self._closing:
            return
        if not self._unsent:
            try:
                data = data[self._raw.send(data) :]
            except (BlockingIOError, InterruptedError):
                pass
            except OSError as error:
                self._end(error)
                return
            if not data:
                return
            self._loop.add_writer(self._number, self._send_rest)
        self._unsent += data

    def pause_reading(self) -> None:
        """Read no more for a while."""
        if not self._closing:
            self._loop.remove_reader(self._number)

    def resume_reading(self) -> None:
        """Go on reading."""
        if not self._closing:
            self._loop.add_reader(self._number, self._read)

    def close(self) -> None:
        """As abort: whoever closes wants nothing more."""
        self._end(None)

    def abort(self) -> None:
        """Close at once; what is not sent is not sent."""
        self._end(None)

    def _send_rest(self) -> None:
        try:
            del self._unsent[: self._raw.send(self._unsent)]
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._end(error)
            return
        if not self._unsent:
            self._loop.remove_writer(self._number)

    def _read(self) -> None:
        try:
            data = self._raw.recv(_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError as error:
            self._end(error)
            return
        try:
            if data:
                self._protocol.data_received(data)
                return
            self._protocol.eof_received()
        except Exception as error:
            self._end(error)
            raise
        self._end(None)

    def _end(self, error: Exception | None) -> None:
        if self._closing:
            return
        self._closing = True
        self._loop.remove_reader(self._number)
        if self._unsent:
            self._unsent.clear()
            self._loop.remove_writer(self._number)
        self._loop.call_soon(self._lose, error)

    def _lose(self, error: Exception | None) -> None:
        try:
            self._protocol.connection_lost(error)
        finally:
            self._raw.close()
