"""An HTTP/1.1 answer out of bytes: no I/O, lenient as browsers are, bounded everywhere.

Rules kept here:
- Bytes go in through feed() in pieces of any size; body bytes come out of it. Every byte is looked
  at a constant number of times.
- A broken head is Malformed; a body that breaks later keeps what came before: see `broken`.
- What a browser would still show is still read: a missing reason phrase, bare line feeds, header
  lines that are no headers, odd bytes in values.
- A connection is `reusable` only after an answer that leaves no doubt where it ended.

Source: RFC 9112, sections 2.2 (leniency), 4 to 7 (status line, fields, body length, chunks).

    head ──► sized ───► done
      ├────► chunked ──► trailers ──► done
      │         └──────► broken
      ├────► open ─────(end of the connection)──► done
      └────► done   (HEAD, 204, 304)
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_HEAD_BYTES = 256 * 1024
"""As much as Chromium takes; Firefox takes more."""
_MOST_CHUNK_LINES = 200_000
"""A server that sends one byte a chunk costs more to read than its page is worth."""
_MOST_CHUNK_LINE = 4096
_MOST_FOLDED = 8192
"""Bytes of a value over several lines; what follows is left out."""
MOST_INTERIM = 100
"""100 Continue, 102 Processing and 103 Early Hints before an answer; browsers know no bound."""
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n") + b"\x7f"

RawHeaders = list[tuple[bytes, bytes]]


def without_controls(value: bytes) -> bytes:
    """Bytes of a head as they may reach a log, a report or a request."""
    return value.translate(None, _CONTROLS)


class Malformed(Exception):
    """The bytes are no HTTP answer."""


class HeadTooLarge(Malformed):
    """More header bytes than any page needs."""


@dataclass(frozen=True, slots=True)
class Head:
    """A final status line and its header fields, names in lower case."""

    status: int
    headers: RawHeaders
    keep_alive: bool

    def values(self, name: bytes) -> list[bytes]:
        """Every value of one field."""
        return [value for key, value in self.headers if key == name]


class AnswerReader:
    """Reads one answer. `bodyless` is True for the answer to a HEAD request."""

    __slots__ = (
        "_blank",
        "_bodyless",
        "_buffer",
        "_count",
        "_left",
        "_state",
        "broken",
        "head",
        "surplus",
    )

    def __init__(self, bodyless: bool = False) -> None:
        self.head: Head | None = None
        self.surplus = False
        """Bytes came after the answer's end."""
        self.broken = ""
        """Why the body cannot be read further; empty while it can."""
        self._blank = 0
        """Line ends before the answer, which are passed over."""
        self._bodyless = bodyless
        self._state = "head"
        self._buffer = bytearray()
        self._left = 0
        """Bytes missing of the body or of the chunk, the chunk's line end included."""
        self._count = 0
        """Interim answers, then chunks."""

    @property
    def done(self) -> bool:
        """The whole answer was read."""
        return self._state == "done"

    @property
    def reusable(self) -> bool:
        """The connection may carry another request."""
        return (
            self._state == "done"
            and self.head is not None
            and self.head.keep_alive
            and not self.surplus
        )

    @property
    def untouched(self) -> bool:
        """Not one byte of an answer has come."""
        return self.head is None and not self._buffer

    def feed(self, data: bytes) -> bytes:
        """Take bytes from the connection; returns the body bytes among them.

        Raises:
            Malformed: these bytes cannot begin an answer.
        """
        if self._state == "head":
            data = self._read_head(data)
            if self.head is None:
                return b""
        if self._state == "sized":
            return self._read_sized(data)
        if self._state == "open":
            return data
        if self._state in ("chunked", "trailers"):
            return self._read_chunked(data)
        if data:
            self.surplus = True
        return b""

    def end(self) -> bool:
        """The connection ended; returns whether the answer is whole."""
        if self._state in ("open", "trailers"):
            self._state = "done"
            self.surplus = True  # there is nothing left to reuse
        return self._state == "done"

    # The head.

    def _read_head(self, data: bytes) -> bytes:
        """Collect the head; returns what follows it."""
        start = 0
        if self._buffer:
            start = max(0, len(self._buffer) - 2)
            self._buffer += data
        else:
            self._buffer = bytearray(data.lstrip(b"\r\n"))
            self._blank += len(data) - len(self._buffer)
            if self._blank > MOST_HEAD_BYTES:
                raise Malformed("only line ends")
        while True:
            _look_like_http(self._buffer)
            end, after = _blank_line(self._buffer, start)
            if len(self._buffer) > MOST_HEAD_BYTES and not 0 <= end <= MOST_HEAD_BYTES:
                raise HeadTooLarge(f"more than {MOST_HEAD_BYTES} bytes of headers")
            if end < 0:
                return b""
            head = _parse_head(bytes(self._buffer[:end]))
            rest = bytes(self._buffer[after:])
            if head.status >= 200 or head.status == 101:
                break
            self._count += 1
            if self._count > MOST_INTERIM:
                raise Malformed("only interim answers")
            start, self._buffer = 0, bytearray(rest.lstrip(b"\r\n"))
        self._buffer, self._count, self.head = bytearray(), 0, head
        self._frame(head)
        return rest

    def _frame(self, head: Head) -> None:
        """Where the body will end (RFC 9112, 6.3)."""
        if self._bodyless or head.status in (101, 204, 304):
            self._state = "done"
            self.surplus = head.status == 101
            return
        codings = b",".join(head.values(b"transfer-encoding")).lower()
        if codings and b"chunked" in {coding.strip() for coding in codings.split(b",")}:
            self._state = "chunked"
            return
        # Other codings are nobody's: browsers go on as if they were not named.
        given = b",".join(head.values(b"content-length"))
        lengths = {part.strip() for part in given.split(b",")}
        length = lengths.pop() if len(lengths) == 1 else b""
        if not length.isdigit() or len(length) > 18:
            self._state = "open"
            return
        self._left = int(length)
        self._state = "sized" if self._left else "done"

    # The body.

    def _read_sized(self, data: bytes) -> bytes:
        if len(data) < self._left:
            self._left -= len(data)
            return data
        body, rest = data[: self._left], data[self._left :]
        self._left, self._state = 0, "done"
        self.surplus = bool(rest)
        return body

    def _read_chunked(self, data: bytes) -> bytes:
        if self._buffer:
            data = bytes(self._buffer) + data
            self._buffer.clear()
        body = []
        at, size = 0, len(data)
        while at < size and self._state in ("chunked", "trailers"):
            if self._left > 2:
                piece = data[at : at + self._left - 2]
                body.append(piece)
                at += len(piece)
                self._left -= len(piece)
                continue
            newline = data.find(b"\n", at, at + _MOST_CHUNK_LINE)
            if newline < 0:
                if size - at >= _MOST_CHUNK_LINE:
                    self._break("a chunk line without end")
                self._buffer += data[at:]
                break
            self._chunk_line(data[at:newline].strip())
            at = newline + 1
        self.surplus = self._state == "done" and at < size
        return b"".join(body)

    def _chunk_line(self, line: bytes) -> None:
        """One line between chunks: the end of one, the size of the next, or a trailer."""
        if self._state == "trailers":
            self._state = "trailers" if line else "done"
        elif self._left:
            if line:
                self._break("a chunk longer than its size")
            self._left = 0
        else:
            digits = line.partition(b";")[0].strip()
            if not digits or len(digits) > 15 or digits.strip(b"0123456789abcdefABCDEF"):
                self._break("a chunk without a size")
                return
            length = int(digits, 16)
            self._left = length + 2 if length else 0
            self._state = "chunked" if length else "trailers"
        self._count += 1
        if self._count > _MOST_CHUNK_LINES:
            self._break("too many chunks")

    def _break(self, why: str) -> None:
        self._state, self.broken = "broken", why


class OnlyHttp2(Malformed):
    """The bytes are HTTP/2."""


class NotTaken(OnlyHttp2):
    """The server says that it has not looked at the request, which may be asked again (RFC 9113,
    8.7)."""


def is_http2(data: bytes | bytearray) -> bool:
    """Whether bytes begin with a frame of SETTINGS or GOAWAY (RFC 9113, 4.1, 6.5 and 6.8): what a
    server sends first that speaks nothing older."""
    return len(data) >= 9 and data[0] == 0 and data[3] in (4, 7) and data[5:9] == b"\0\0\0\0"


def _look_like_http(data: bytearray) -> None:
    if is_http2(data):
        raise OnlyHttp2("the server answers in HTTP/2 only")
    if data[:5].upper() != b"HTTP/"[: len(data)]:
        raise Malformed(f"no HTTP answer: {bytes(data[:40])!r}")


def _blank_line(data: bytearray, start: int) -> tuple[int, int]:
    """Where the head ends and where the body starts; (-1, -1) while it is not all there."""
    strict = data.find(b"\n\r\n", start)
    bare = data.find(b"\n\n", start, strict if strict >= 0 else len(data))
    if bare >= 0:
        return bare, bare + 2
    return strict, strict + 3 if strict >= 0 else -1


def _parse_head(data: bytes) -> Head:
    status_line, *lines = without_controls(data).split(b"\n")
    version, _, rest = status_line.partition(b" ")
    said = rest.strip()
    code = said[:3]
    # Three digits (RFC 9112, 4) and no fourth: 99999 is not 999.
    if not code.isdigit() or len(code) != 3 or code < b"100" or said[3:4].isdigit():
        raise Malformed(f"no status: {status_line[:60]!r}")
    headers: RawHeaders = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if line[:1] in (b" ", b"\t"):  # a folded line (RFC 9112, 5.2)
            if headers and len(headers[-1][1]) < _MOST_FOLDED:
                name, value = headers[-1]
                headers[-1] = (name, value + b" " + line.strip())
        elif colon and b" " not in (name := name.strip()) and name:
            headers.append((name.lower(), value.strip()))
    connection = b",".join(value for name, value in headers if name == b"connection").lower()
    modern = version[5:] not in (b"1.0", b"0.9")
    keep = b"close" not in connection and (modern or b"keep-alive" in connection)
    return Head(int(code), headers, keep)
