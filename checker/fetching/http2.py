"""An HTTP/2 answer out of bytes: one request, one stream, for sites that speak nothing older.

Rules kept here:
- Stands where `wire.AnswerReader` stands, and gives the same: a head, body bytes, an end.
- One connection carries one request and is closed after it. Sites that speak HTTP/1.1, too, which
  is nearly all, never come here.
- The protocol is the library's (h2); bounds are ours: headers in bytes, and frames, of which a
  hostile server can send any number with nothing in them.
- Whatever cannot be read is OnlyHttp2, never a dead page: a browser may fare better. A request that
  the server says it has not looked at is NotTaken, and may be asked again.

Source: RFC 9113, sections 3.4 (preface), 6.5 (settings), 6.8 and 8.7 (GOAWAY, what may be asked
again), 8.2 and 8.3 (fields, requests, answers).
"""

from __future__ import annotations

from collections.abc import Callable

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import (
    DataReceived,
    Event,
    ResponseReceived,
    StreamEnded,
    StreamReset,
)
from h2.exceptions import DenialOfServiceError, H2Error
from h2.settings import SettingCodes, Settings

from .farewells import Farewell, Farewells
from .wire import Head, HeadTooLarge, NotTaken, OnlyHttp2, RawHeaders, without_controls

_WINDOW = 1 << 20
"""Body bytes that the server may send before we have to say that we took some."""
_MOST_FRAMES = 20_000
"""A frame costs 40 us, and a page of 5 MB in frames of 256 bytes is as many."""
_MOST_BESIDE = 1 << 18
"""Bytes of frames that are no part of the page: headers, which have a bound of their own, and what
servers say of the connection. A hundred settings fit into one frame, and each costs 10 us."""
_STREAM = 1
_SETTINGS = {
    SettingCodes.ENABLE_PUSH: 0,
    SettingCodes.INITIAL_WINDOW_SIZE: _WINDOW,
    SettingCodes.MAX_HEADER_LIST_SIZE: H2Connection.DEFAULT_MAX_HEADER_LIST_SIZE,
}
_OF_THE_CONNECTION = frozenset(
    {b"connection", b"host", b"keep-alive", b"proxy-connection", b"transfer-encoding", b"upgrade"}
)
"""Fields that HTTP/2 has no use for, and that may not be sent (RFC 9113, 8.2.2)."""


class Http2Reader:
    """Reads one answer. What has to be said to the server meanwhile goes to `write`."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self.head: Head | None = None
        self.broken = ""
        """Why the body cannot be read further; empty while it can."""
        self.done = False
        self.reusable = False
        """Never: the connection was made for one request."""
        self.untouched = True
        """Not one byte has come."""
        self._write = write
        self._frames = 0
        self._farewells = Farewells()
        self._speaks = H2Connection(H2Configuration(header_encoding=None))

    def ask(self, target: tuple[str, str, str], fields: RawHeaders, content: bytes = b"") -> None:
        """Begin the connection and send the request.

        Args:
            target: method, authority, path with query.
            fields: header fields as for HTTP/1.1.
            content: no longer than one frame.

        Raises:
            OnlyHttp2: the request cannot be sent so.
        """
        method, authority, path = target
        asked: RawHeaders = [
            (b":method", method.encode("ascii")),
            (b":authority", authority.encode("ascii")),
            (b":scheme", b"https"),
            (b":path", path.encode("ascii")),
        ]
        asked += [
            (name.lower(), value)
            for name, value in fields
            if name.lower() not in _OF_THE_CONNECTION
        ]
        speaks = self._speaks
        speaks.local_settings = Settings(client=True, initial_values=_SETTINGS)
        # Newer than the protocol, and there are servers that end the connection over it.
        del speaks.local_settings[SettingCodes.ENABLE_CONNECT_PROTOCOL]
        try:
            speaks.initiate_connection()
            speaks.increment_flow_control_window(_WINDOW)
            speaks.send_headers(_STREAM, asked, end_stream=not content)
            if content:
                speaks.send_data(_STREAM, content, end_stream=True)
        except (H2Error, ValueError) as error:
            raise OnlyHttp2(f"the request cannot be sent in HTTP/2: {error}") from error
        self._write(speaks.data_to_send())

    def feed(self, data: bytes) -> bytes:
        """Take bytes from the connection; returns the body bytes among them.

        Raises:
            OnlyHttp2: these bytes are no answer that can be read.
            NotTaken: they say that there will be none on this connection.
        """
        if self.done or self.broken:
            return b""
        self.untouched = False
        body: list[bytes] = []
        try:
            for piece in self._farewells.sift(data):
                if isinstance(piece, Farewell):
                    self._heed_farewell(piece)
                    continue
                self._weigh()
                if self.broken:
                    break
                for event in self._speaks.receive_data(piece):
                    self._heed(event, body)
        except DenialOfServiceError as error:
            raise HeadTooLarge("more bytes of headers than any page needs") from error
        except (H2Error, ValueError) as error:
            self._fail(f"broken HTTP/2: {error or type(error).__name__}")
        if answer := self._speaks.data_to_send():
            self._write(answer)
        return b"".join(body)

    def end(self) -> bool:
        """The connection ended; returns whether the answer is whole.

        Raises:
            OnlyHttp2: there was no answer.
        """
        if self.head is None:
            raise OnlyHttp2("the connection was closed without an answer")
        return self.done

    def _heed(self, event: Event, body: list[bytes]) -> None:
        self._count_frame()
        if isinstance(event, ResponseReceived):
            self._begin(event.headers)
        elif isinstance(event, DataReceived):
            body.append(event.data)
            self._speaks.acknowledge_received_data(event.flow_controlled_length, _STREAM)
        elif isinstance(event, StreamEnded):
            self.done = True
        elif isinstance(event, StreamReset):
            why = f"the server broke the request off ({_named(event.error_code)})"
            self._fail(why, taken=event.error_code != ErrorCodes.REFUSED_STREAM)

    def _heed_farewell(self, farewell: Farewell) -> None:
        """The server ends the connection, after the answer or without one."""
        self._count_frame()
        taken = farewell.last >= _STREAM
        if not self.done and (farewell.code or not taken):
            self._fail(f"the server ended the connection ({_named(farewell.code)})", taken=taken)

    def _count_frame(self) -> None:
        self._frames += 1
        if self._frames > _MOST_FRAMES:
            self._fail("too many frames")

    def _weigh(self) -> None:
        """Before the library sees them: it tells nothing of frames that it passes over."""
        came = self._farewells
        if came.frames > _MOST_FRAMES or came.beside > _MOST_BESIDE:
            self._fail("too many frames")

    def _begin(self, fields: RawHeaders) -> None:
        """The final answer's head; h2 tells interim ones apart."""
        status = next((value for name, value in fields if name == b":status"), b"")
        if len(status) != 3 or not status.isdigit():
            raise OnlyHttp2(f"no status: {status[:60]!r}")
        kept = [
            (without_controls(name), without_controls(value))
            for name, value in fields
            if name[:1] != b":"
        ]
        self.head = Head(int(status), kept, keep_alive=False)

    def _fail(self, why: str, *, taken: bool = True) -> None:
        """No answer, or none any more; `taken` where the server may have looked at the request."""
        if self.head is None:
            raise (OnlyHttp2 if taken else NotTaken)(why)
        self.broken = why


def _named(code: int | None) -> str:
    known = {int(each): each.name for each in ErrorCodes}
    return known.get(-1 if code is None else code, f"code {code}")
