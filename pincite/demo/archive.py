"""Two web archives on loopback: one like the Wayback Machine, one that speaks only Memento.

Rules kept here:
- The answers have the shapes of the real ones: the CDX server's array of arrays with its field
  names first and `[]` for a miss; raw replay under /web/<timestamp>id_/ with Memento-Datetime;
  RFC 7089 TimeGate, TimeMap and mementos.
- A miss, an exclusion and an outage are three answers, as they are with the real ones.
- Only an answer that is a capture carries Memento-Datetime.

Sources: the CDX server's README (internetarchive/wayback), RFC 7089.
"""

from __future__ import annotations

import json
import re
from base64 import b32encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from hashlib import sha1
from urllib.parse import parse_qs, urlsplit

from .behaviours import Headers, Reply, Seen, redirect

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The columns of the CDX server, in its order."""

_REPLAY = re.compile(r"/web/(\d{4,14})([a-z]{2}_)?/(.+)", re.DOTALL)
_MEMENTO = re.compile(r"/(\d{14})(id_)?/(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Capture:
    """One copy of one address."""

    timestamp: str
    """Fourteen digits, UTC."""
    body: bytes
    status: int = 200

    @property
    def moment(self) -> datetime:
        """When it was taken."""
        return moment(self.timestamp)

    @property
    def digest(self) -> str:
        """SHA-1 in base 32, as CDX writes it."""
        return b32encode(sha1(self.body, usedforsecurity=False).digest()).decode()


class Hold(StrEnum):
    """What else an archive may say of an address."""

    EXCLUDED = "excluded"
    SILENT = "silent"


Holdings = Mapping[str, tuple[Capture, ...] | Hold]
"""By original URL. What is not there was never captured."""


def moment(digits: str) -> datetime:
    """The date of a timestamp of one to fourteen digits; missing fields take their first value.

    Raises:
        ValueError: digits that are no date.
    """
    full = digits + "00000101000000"[len(digits) :]
    return datetime.strptime(full, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def urlkey(url: str) -> str:
    """The key under which archives file an address (SURT): scheme, www and port 80 make no odds."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:  # no address at all: filed under its own letters
        return url.lower()
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}".lower()


class _Shelf:
    """Holdings by urlkey, captures in the order of their dates."""

    def __init__(self, host: str, holdings: Holdings) -> None:
        self.host = host
        self._held = {urlkey(url): (url, held) for url, held in holdings.items()}

    def find(self, url: str) -> tuple[str, tuple[Capture, ...]] | Hold:
        """The original URL and its captures, oldest first; or what hinders."""
        original, held = self._held.get(urlkey(url), (url, ()))
        if isinstance(held, Hold):
            return held
        return original, tuple(sorted(held, key=lambda capture: capture.timestamp))


def _nearest(captures: Iterable[Capture], wanted: datetime) -> list[Capture]:
    return sorted(captures, key=lambda capture: abs(capture.moment - wanted))


_DOWN = Reply(
    503, (("Content-Type", "text/plain"),), "503 Service Temporarily Unavailable\n", reason="Down"
)


class WaybackArchive:
    """`/cdx/search/cdx` and `/web/` of an archive like the Internet Archive's."""

    def __init__(self, host: str, holdings: Holdings) -> None:
        self._shelf = _Shelf(host, holdings)

    def cdx(self, seen: Seen) -> Reply:
        """The index: rows of one address, filtered, sorted and cut as the query asks."""
        query = parse_qs(urlsplit(seen.path).query)
        url = query.get("url", [""])[0]
        if not url:
            return Reply(400, _TEXT, "Url has to be specified\n")
        found = self._shelf.find(url)
        if found is Hold.SILENT:
            return _DOWN
        if isinstance(found, Hold):
            return Reply(403, (*_TEXT, _RUNTIME_ERROR), f"{_EXCLUDED}: Blocked Site Error\n")
        original, captures = found
        rows = [_row(original, capture) for capture in captures]
        try:
            chosen = _chosen(rows, query)
        except (ValueError, re.error) as problem:
            return Reply(400, _TEXT, f"Bad Request: {problem}\n")
        return _cdx_body(chosen, query)

    def replay(self, seen: Seen) -> Reply:
        """A capture as it was taken, or the way to it."""
        match = _REPLAY.fullmatch(seen.path)
        if match is None:
            return Reply(404, body="<title>Wayback on loopback</title><p>No such page.</p>")
        digits, modifier, url = match.group(1), match.group(2) or "", match.group(3)
        found = self._shelf.find(url)
        if found is Hold.SILENT:
            return _DOWN
        if isinstance(found, Hold):
            return Reply(403, (_RUNTIME_ERROR,), "<p>This URL has been excluded.</p>")
        original, captures = found
        if not captures:
            return Reply(404, body=f"<title>Not archived</title><p>Not archived: {len(url)}</p>")
        try:
            nearest = _nearest(captures, moment(digits))[0]
        except ValueError:
            return Reply(404, body="<title>Wayback on loopback</title><p>No such date.</p>")
        if nearest.timestamp != digits:
            return redirect(
                f"http://{self._shelf.host}/web/{nearest.timestamp}{modifier}/{original}",
                302,
                (("X-Archive-Redirect-Reason", f"found capture at {nearest.timestamp}"),),
            )
        return _memento(nearest, original)


class MementoArchive:
    """`/timegate/`, `/timemap/link/` and mementos of an archive that speaks RFC 7089."""

    def __init__(self, host: str, holdings: Holdings) -> None:
        self._shelf = _Shelf(host, holdings)

    def answer(self, seen: Seen) -> Reply:
        """Any request to the archive's host."""
        for prefix, ask in (("/timegate/", self._timegate), ("/timemap/link/", self._timemap)):
            if seen.path.startswith(prefix):
                return self._of(seen.path.removeprefix(prefix), seen, ask)
        match = _MEMENTO.fullmatch(seen.path)
        if match is None:
            return Reply(404, body="<title>Archive</title><p>No such page.</p>")
        digits, _, url = match.groups()

        def memento(original: str, captures: tuple[Capture, ...], _: Seen) -> Reply:
            held = next((c for c in captures if c.timestamp == digits), None)
            return _memento(held, original) if held else _MISS

        return self._of(url, seen, memento)

    def _of(
        self, url: str, seen: Seen, ask: Callable[[str, tuple[Capture, ...], Seen], Reply]
    ) -> Reply:
        found = self._shelf.find(url)
        if found is Hold.SILENT:
            return _DOWN
        if isinstance(found, Hold):
            return Reply(403, body="<p>Access to this site is restricted.</p>")
        original, captures = found
        return ask(original, captures, seen) if captures else _MISS

    def _timegate(self, original: str, captures: tuple[Capture, ...], seen: Seen) -> Reply:
        asked = seen.header("accept-datetime")
        try:
            wanted = parsedate_to_datetime(asked) if asked else captures[-1].moment
        except ValueError:
            return Reply(400, _TEXT, "Accept-Datetime is no date\n")
        nearest = _nearest(captures, wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC))[0]
        headers = (("Vary", "accept-datetime"), ("Link", self._links(original, captures, ", ")))
        return redirect(self._address(nearest, original), 302, headers)

    def _timemap(self, original: str, captures: tuple[Capture, ...], _: Seen) -> Reply:
        kind = (("Content-Type", "application/link-format"),)
        return Reply(200, kind, self._links(original, captures, ",\n") + "\n")

    def _address(self, capture: Capture, original: str) -> str:
        return f"http://{self._shelf.host}/{capture.timestamp}/{original}"

    def _links(self, original: str, captures: tuple[Capture, ...], between: str) -> str:
        base = f"http://{self._shelf.host}"
        links = [
            f'<{original}>; rel="original"',
            f'<{base}/timegate/{original}>; rel="timegate"',
            f'<{base}/timemap/link/{original}>; rel="timemap"; type="application/link-format"',
        ]
        for at, capture in enumerate(captures):
            first = "first " if at == 0 else ""
            last = "last " if at == len(captures) - 1 else ""
            links.append(
                f'<{self._address(capture, original)}>; rel="{first}{last}memento"; '
                f'datetime="{_http_date(capture.moment)}"'
            )
        return between.join(links)


_TEXT: Headers = (("Content-Type", "text/plain"),)
_EXCLUDED = "org.archive.util.io.RuntimeIOException: org.archive.wayback.exception."
_EXCLUDED += "AdministrativeAccessControlException"
_RUNTIME_ERROR = ("X-Archive-Wayback-Runtime-Error", f"{_EXCLUDED}: Blocked Site Error")
_MISS = Reply(404, body="<title>Not found</title><p>No memento of this address.</p>")


def _row(original: str, capture: Capture) -> tuple[str, ...]:
    size = str(len(capture.body))
    stamp, status, digest = capture.timestamp, str(capture.status), capture.digest
    return (urlkey(original), stamp, original, "text/html", status, digest, size)


def _chosen(rows: list[tuple[str, ...]], query: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    for expression in query.get("filter", []):
        name, _, pattern = expression.removeprefix("!").partition(":")
        wanted = re.compile(pattern)
        column, kept = FIELDS.index(name), not expression.startswith("!")
        rows = [row for row in rows if (wanted.fullmatch(row[column]) is not None) is kept]
    since, until = query.get("from", [""])[0], query.get("to", [""])[0]
    rows = [row for row in rows if (row[1][: len(since)] or "") >= since]
    rows = [row for row in rows if not until or row[1][: len(until)] <= until]
    if "closest" in query and query.get("sort", ["closest"]) == ["closest"]:
        wanted_at = moment(query["closest"][0])
        rows = sorted(rows, key=lambda row: _distance(row[1], wanted_at))
    elif query.get("sort") == ["reverse"]:
        rows = rows[::-1]
    limit = int(query.get("limit", ["0"])[0])
    return rows[limit:] if limit < 0 else rows[: limit or None]


def _distance(digits: str, wanted: datetime) -> timedelta:
    return abs(moment(digits) - wanted)


def _cdx_body(rows: list[tuple[str, ...]], query: Mapping[str, list[str]]) -> Reply:
    names = tuple(query["fl"][0].split(",")) if "fl" in query else FIELDS
    columns = [FIELDS.index(name) for name in names if name in FIELDS]
    cut = [[row[column] for column in columns] for row in rows]
    if query.get("output") == ["json"]:
        table = [[FIELDS[column] for column in columns], *cut] if cut else []
        lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in table)
        return Reply(200, (("Content-Type", "application/json"),), f"[{lines}]\n")
    return Reply(200, _TEXT, "".join(" ".join(row) + "\n" for row in cut))


def _memento(capture: Capture, original: str) -> Reply:
    headers = (
        ("Memento-Datetime", _http_date(capture.moment)),
        ("Link", f'<{original}>; rel="original"'),
    )
    return Reply(capture.status, headers, capture.body)


def _http_date(at: datetime) -> str:
    return format_datetime(at, usegmt=True)
