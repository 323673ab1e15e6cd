"""The Wayback Machine, or whatever has its CDX index and its replay.

Rules kept here:
- The index is asked, not the availability API, whose misses cannot be trusted.
- Two shapes of answer are read: the Internet Archive's array of arrays with its field names first,
  and pywb's objects, one a line. Rows that cannot be read are passed over; an answer of nothing
  else is no answer.
- Only captures of a page that answered (status 200) count; a revisit record repeats an older one.
- pywb looks for similar addresses, without our filter, where it has nothing else (`is_fuzzy`): an
  answer of nothing but those is a miss.
- The index folds scheme, www, port and letter case, so each row's own original is compared.
- The index and the replay have limits of their own, so they are two lanes.

Sources: the CDX server's README (internetarchive/wayback), pywb's manual ("CDXJ Server API").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from ..model import ArchiveAnswer, Flow, Pace, Request, Snapshot, Target, WaybackSettings
from .archive import Lookup, is_source, like_original, nearness, same_original
from .dates import from_timestamp, to_timestamp, wanted

MOST_CAPTURES = 5
"""Rows asked for: the nearest, and a few to fall back on."""
_MOST_ROWS = 1000
_MOST_BYTES = 2_000_000
_LONGEST_URL = 4000


@dataclass(frozen=True, slots=True)
class Wayback:
    """An archive with a CDX index at <endpoint>/cdx/search/cdx and replay at <endpoint>/web/."""

    settings: WaybackSettings
    name: str = "wayback"

    @property
    def lane(self) -> str:
        """All requests to the index."""
        return self.name

    @property
    def pace(self) -> Pace:
        """One after the other, at the rate of the settings."""
        return Pace.per_minute(self.settings.per_minute)

    @property
    def replay(self) -> tuple[str, Pace]:
        """A lane beside that of the index."""
        return f"{self.name} replay", Pace.per_minute(self.settings.replay_per_minute)

    def covers(self, target: Target) -> bool:
        """Every page that is no copy itself."""
        return is_source(target)

    def serves(self, url: str) -> bool:
        """What stands behind its replay's address, whatever the scheme and its case."""
        here, asked = self._replay.partition("://")[2].lower(), url.partition("://")[2]
        return bool(here) and asked[: len(here)].lower() == here

    def raw(self, copy: Snapshot) -> str:
        """`id_`: the original bytes."""
        return f"{self._replay}{to_timestamp(copy.captured_at)}id_/{copy.original}"

    def gone_between(
        self, target: Target, since: datetime, until: datetime
    ) -> Flow[datetime | None]:
        """One request: the first capture of a 404 or 410 in the index."""
        lookup = Lookup(self.name, target)
        exchange = yield self._question(
            [
                ("url", lookup.url),
                ("output", "json"),
                ("filter", "statuscode:404|410"),
                ("from", to_timestamp(since)),
                ("to", to_timestamp(until)),
                ("limit", "1"),
            ]
        )
        if lookup.hindered(exchange) is not None or exchange.status != 200:
            return None
        for row in read_rows(exchange.body) or ():
            at = from_timestamp(row.get("timestamp", ""))
            # What the filter means is the server's business; the row's own word counts.
            gone = row.get("statuscode") in ("404", "410")
            if at is not None and gone and since < at < until:
                return at
        return None

    def lookup(self, target: Target) -> Flow[ArchiveAnswer]:
        """One request: the captures nearest to the cited date, or the newest."""
        lookup = Lookup(self.name, target)
        near = wanted(target.cited_at)
        query = [
            ("url", lookup.url),
            ("output", "json"),
            ("filter", "statuscode:200"),
            ("limit", str(MOST_CAPTURES)),
        ]
        if near is None:
            query.append(("sort", "reverse"))
        else:
            query += [("closest", to_timestamp(near)), ("sort", "closest")]
        exchange = yield self._question(query)
        hindrance = lookup.hindered(exchange)
        if hindrance is not None:
            return hindrance
        if exchange.status != 200:
            return lookup.unanswered(exchange, f"HTTP {exchange.status} from the index")
        rows = read_rows(exchange.body)
        if rows is None or (exchange.truncated and not rows):
            return lookup.unanswered(exchange, "the index did not answer with a list of captures")
        if not rows:
            return lookup.absent(exchange)
        snapshots = self._snapshots(rows, lookup.url)
        if not snapshots and all(row.get("is_fuzzy") == "1" for row in rows):
            return lookup.absent(exchange, "no capture of the page itself with status 200")
        if not snapshots:
            return lookup.unanswered(exchange, "no capture in the index's answer can be used")
        return lookup.found(
            sorted(snapshots, key=lambda s: nearness(s.captured_at, near)), exchange
        )

    def _question(self, query: list[tuple[str, str]]) -> Request:
        index = self.settings.cdx or f"{self.settings.endpoint.rstrip('/')}/cdx/search/cdx"
        return Request(
            f"{index}?{urlencode(query, errors='replace')}",
            headers=(("accept", "application/json"),),
            lane=self.lane,
            max_bytes=_MOST_BYTES,
            keep_body=True,
        )

    @property
    def _replay(self) -> str:
        """What stands before a timestamp."""
        return self.settings.replay or f"{self.settings.endpoint.rstrip('/')}/web/"

    def _snapshots(self, rows: list[Mapping[str, str]], url: str) -> list[Snapshot]:
        """The rows that are captures of this very page; of its look-alikes where there is none."""
        exact: list[Snapshot] = []
        alike: list[Snapshot] = []
        for row in rows:
            snapshot = self._snapshot(row)
            if snapshot is None:
                continue
            if same_original(snapshot.original, url):
                exact.append(snapshot)
            elif like_original(snapshot.original, url):
                alike.append(snapshot)
        return exact or alike

    def _snapshot(self, row: Mapping[str, str]) -> Snapshot | None:
        timestamp, original = row.get("timestamp", ""), row.get("original", "")
        at = from_timestamp(timestamp)
        status = row.get("statuscode", "-")
        revisit = status == "-" and row.get("mimetype") == "warc/revisit"
        if at is None or not (status == "200" or revisit):
            return None
        if not original or len(original) > _LONGEST_URL or not original.isprintable():
            return None
        return Snapshot(
            archive=self.name,
            url=f"{self._replay}{timestamp}/{original}",
            captured_at=at,
            original=original,
            status=None if revisit else 200,
            digest=row.get("digest"),
        )


def read_rows(body: bytes) -> list[Mapping[str, str]] | None:
    """The rows of a CDX answer by field name, in the Internet Archive's names; duplicates once.

    None for an answer that is no CDX at all. Both shapes are tried, since settings say where an
    index is, not what serves it.
    """
    text = body.decode("utf-8", "replace").strip()
    if not text:
        return []
    try:
        rows = list(_from_array(text) if text.startswith("[") else _from_lines(text))
    except (ValueError, RecursionError):
        return None
    unique = {tuple(row.items()): row for row in rows}
    return list(unique.values())


def _from_array(text: str) -> Iterator[Mapping[str, str]]:
    """[[names…], [values…], …]

    Raises:
        ValueError: not JSON, not an array of arrays, or rows of which none can be read.
    """
    table = json.loads(text)
    if not table:
        return
    names = table[0]
    if not isinstance(names, list) or "timestamp" not in names:
        raise ValueError("no field names")
    readable = 0
    for row in table[1 : _MOST_ROWS + 1]:
        if isinstance(row, list) and len(row) == len(names):
            readable += 1
            yield {str(name): str(value) for name, value in zip(names, row, strict=True)}
    if not readable and len(table) > 1:
        raise ValueError("no readable row")


_PYWB_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}


def _from_lines(text: str) -> Iterator[Mapping[str, str]]:
    """One JSON object a line.

    Raises:
        ValueError: none of the lines is a capture.
    """
    readable = 0
    for line in text.splitlines()[:_MOST_ROWS]:
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and "timestamp" in row:
            readable += 1
            yield {_PYWB_NAMES.get(name, str(name)): str(value) for name, value in row.items()}
    if not readable:
        raise ValueError("no readable line")
