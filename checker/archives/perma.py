"""perma.cc: what its public interface says of a copy that a letter cites.

Rules kept here:
- It is asked about its own links only: there is no public search by the page's address.
- The page at perma.cc answers 200 whatever became of the capture, so the record is judged: the
  primary capture must have succeeded.
- The record tells what was captured and when. The copy itself is not opened, and its owner may
  write another title into the record, so it is never more than "unverified" here; whether the
  record bears the cited title is told as evidence.

Source: perma.cc's developer documentation (public archives, captures[role=primary].status).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..match import same_title, words
from ..model import (
    ArchiveAnswer,
    Flow,
    Pace,
    PermaSettings,
    Request,
    Snapshot,
    SnapshotVerdict,
    Target,
)
from ..reasons import one_line
from ..services import moment_in, object_in
from ..urls import fault
from .archive import Lookup
from .dates import FIRST
from .verdicts import FOREIGN

_LINK = re.compile(
    r"https?://(?:www\.)?perma\.cc/([0-9A-Za-z]{2,4}(?:-[0-9A-Za-z]{4}){1,3})(?:[/?#]|$)", re.I
)
_MOST_BYTES = 200_000
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Perma:
    """perma.cc."""

    settings: PermaSettings
    name: str = "perma.cc"

    @property
    def lane(self) -> str:
        """All requests to the interface; not the host of the links, which readers' pages have."""
        return f"{self.name} records"

    @property
    def pace(self) -> Pace:
        """One after the other, at the rate of the settings."""
        return Pace.per_minute(self.settings.per_minute)

    @property
    def replay(self) -> tuple[str, Pace]:
        """Nothing is opened; the same lane."""
        return self.lane, self.pace

    def covers(self, target: Target) -> bool:
        """Its own links."""
        return _LINK.match(target.url) is not None

    def serves(self, url: str) -> bool:
        """Nothing: pages of perma.cc are not of the interface, whose limit is kept here."""
        return False

    def raw(self, copy: Snapshot) -> str:
        """The copy's own address: there are no raw bytes."""
        return copy.url

    def gone_between(
        self, target: Target, since: datetime, until: datetime
    ) -> Flow[datetime | None]:
        """Nothing: it keeps what people asked it to keep."""
        yield from ()
        return None

    def lookup(self, target: Target) -> Flow[ArchiveAnswer]:
        """One request: the record of the link."""
        lookup = Lookup(self.name, target)
        match = _LINK.match(target.url)
        assert match is not None, "asked about a link that it does not cover"
        guid = match[1].upper()
        exchange = yield Request(
            f"{self.settings.endpoint.rstrip('/')}/v1/public/archives/{guid}/",
            headers=(("accept", "application/json"),),
            lane=self.lane,
            max_bytes=_MOST_BYTES,
            keep_body=True,
        )
        hindrance = lookup.hindered(exchange)
        if hindrance is not None:
            return hindrance
        if exchange.status in (404, 410):
            return lookup.absent(exchange, f"HTTP {exchange.status}: no public record of {guid}")
        if exchange.status in (401, 403):
            return lookup.blocked(exchange, f"HTTP {exchange.status}: the record is not public")
        record = object_in(exchange) if exchange.status == 200 else None
        if record is None or str(record.get("guid", "")).upper() != guid:
            return lookup.unanswered(exchange, f"HTTP {exchange.status} without a record")
        snapshot = self._snapshot(target, record)
        if snapshot is None:
            return lookup.unanswered(exchange, "the record does not say what was captured when")
        return lookup.found((snapshot,), exchange)

    def _snapshot(self, target: Target, record: Mapping[str, Any]) -> Snapshot | None:
        at, original = moment_in(record.get("creation_timestamp")), record.get("url")
        if at is None or at < FIRST or not isinstance(original, str) or fault(original) is not None:
            return None
        status = _primary(record)
        title = record.get("title")
        said = _titled(title, target.titles) if isinstance(title, str) else "no title"
        verdict = SnapshotVerdict.UNVERIFIED
        if status != "success":
            verdict = SnapshotVerdict.ERROR_CAPTURE
            said = f"the capture's status is {status or 'not told'}"
        return Snapshot(
            self.name, target.url, at, verdict, original=original, evidence=one_line(said)
        )


def _titled(title: str, cited: tuple[str, ...]) -> str:
    """What the record's title says beside those that citations give."""
    said = f"the record says: titled “{title[:_LONGEST_TITLE]}”"
    if not cited or not words(title):
        return said
    if any(same_title(each, title) for each in cited):
        return f"{said}, as cited"
    shown = set(words(title))
    foreign = all(len(shown & set(words(each))) < FOREIGN * len(set(words(each))) for each in cited)
    return f"{said}; the cited title is another" if foreign else said


def _primary(record: Mapping[str, Any]) -> str | None:
    """Status of the capture of the page, as against that of its picture."""
    captures = record.get("captures")
    for each in captures if isinstance(captures, list) else ():
        if isinstance(each, dict) and each.get("role") == "primary":
            return str(each.get("status"))
    return None
