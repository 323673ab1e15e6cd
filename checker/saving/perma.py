"""perma.cc, with the key of an account.

    POST /v1/archives/ ──▶ poll /v1/capture_jobs/<GUID>/ ──▶ its public record ──▶ confirmed

Rules kept here:
- The key goes to the endpoint of the settings only. Nothing but the address is told: no title, so
  that the record's title is what perma.cc itself found on the page.
- Links are counted: where a request may have arrived, the account's own list is looked through
  before another one is made.
- Confirmed is a link whose public record has a primary capture with status success (see
  checker.archives.perma); it is verified when its title is a cited one.

Source: perma.cc's developer documentation; harvard-lil/perma (states of capture jobs, filters).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from ..archives.archive import like_original
from ..archives.perma import Perma
from ..crawling.retry import NEVER_LEFT
from ..match import same_title
from ..model import (
    ArchiveAnswer,
    ArchiveOutcome,
    CrawlSettings,
    Exchange,
    Flow,
    Order,
    Pace,
    PermaSettings,
    Request,
    Saved,
    SavingSettings,
    SnapshotVerdict,
    Target,
)
from ..services import moment_in, trouble_of
from ..urls import host, without_fragment
from .saver import (
    MOST_BYTES,
    confirmed,
    failed,
    is_closed,
    json_of,
    named_in,
    put_off,
    submitted,
    uncertain,
    waits,
)

KEY = "PERMA_API_KEY"  # the name of a variable

_GUID = re.compile(r"[0-9A-Z]{2,4}(?:-[0-9A-Z]{4}){1,3}")
_SKEW = timedelta(minutes=10)
"""By how much clocks may differ."""
_ENDED = frozenset({"failed", "invalid", "deleted", "superseded"})
_QUOTA = re.compile(r"\blimit\b|cannot presently|read-only|paused|subscription", re.IGNORECASE)
_PASSING = re.compile(r"couldn't load|timed? ?out|try again", re.IGNORECASE)
_LISTED = 50


@dataclass(frozen=True, slots=True)
class PermaLinks:
    """The saver `perma`."""

    saving: SavingSettings
    crawl: CrawlSettings
    environment: Mapping[str, str]
    name: str = "perma"

    @property
    def recipient(self) -> str:
        """perma.cc."""
        return host(self.saving.perma.endpoint).removeprefix("api.")

    @property
    def archive(self) -> str | None:
        """As checker.archives.perma calls it."""
        return self._records.name

    @property
    def missing(self) -> tuple[str, ...]:
        """The account's key."""
        return () if self._key else (KEY,)

    @property
    def lanes(self) -> Mapping[str, Pace]:
        """One for all that the key is needed for, and that of the public records."""
        pace = Pace.per_minute(self.saving.perma.per_minute)
        return {f"{self.name} saving": pace, self._records.lane: self._records.pace}

    def lane(self, order: Order) -> str:
        """One for all."""
        return f"{self.name} saving"

    def receipt(self, exchange: Exchange) -> str | None:
        """The link's GUID."""
        return named_in(exchange, "guid", _GUID)

    def save(self, order: Order) -> Flow[Saved]:
        """Make a link; one that was made before is only followed."""
        guid = order.job
        if guid is None and order.submitted_at is not None:
            looked, guid = yield from self._made_since(order, order.submitted_at)
            if not looked:
                return uncertain(order, "the account's links could not be looked through")
        if guid is None:
            exchange = yield self._creation(order)
            guid = self.receipt(exchange)
            if guid is None or exchange.status not in (200, 201):
                return self._refused(order, exchange)
        ended = yield from self._await(order, guid)
        if ended is not None:
            return ended
        return (yield from self._recorded(order, guid))

    # Making.

    def _creation(self, order: Order) -> Request:
        told: dict[str, object] = {"url": without_fragment(order.url)}
        if self.saving.perma.folder is not None:
            told["folder"] = self.saving.perma.folder
        asked = self._request("/v1/archives/", 0.0)
        headers = (*asked.headers, ("content-type", "application/json"))
        body = json.dumps(told).encode()
        return replace(asked, method="POST", headers=headers, body=body, once=True)

    def _refused(self, order: Order, exchange: Exchange) -> Saved:
        status = exchange.status
        if status in (401, 403):
            return put_off(order, f"perma.cc does not accept the key (HTTP {status})", stops=True)
        left = exchange.failure is None or exchange.failure.reason not in NEVER_LEFT
        if is_closed(exchange) or not left:
            return put_off(order, trouble_of(exchange), stops=is_closed(exchange))
        if status is None or status >= 500 or status in (200, 201):
            return uncertain(order, f"{trouble_of(exchange)}: no link came back")
        words = f"HTTP {status}: {_words(json_of(exchange))}".rstrip(": ")
        if status == 402 or _QUOTA.search(words):
            return put_off(order, words, stops=True)
        return put_off(order, words) if _PASSING.search(words) else failed(order, words)

    def _made_since(self, order: Order, since: datetime) -> Flow[tuple[bool, str | None]]:
        """Whether the list could be read, and the link that an earlier run may have made."""
        url = without_fragment(order.url)
        query = urlencode({"limit": _LISTED, "url": url}, errors="replace")
        exchange = yield self._request(f"/v1/archives/?{query}", 0.0)
        listed = json_of(exchange).get("objects")
        if exchange.status != 200 or not isinstance(listed, list):
            return False, None
        for each in listed[:_LISTED]:
            guid = each.get("guid") if isinstance(each, dict) else None
            if not isinstance(guid, str) or not _GUID.fullmatch(guid):
                continue
            made = moment_in(each.get("creation_timestamp"))
            if made is None or made < since - _SKEW:
                continue
            if like_original(str(each.get("url")), url):
                return True, guid
        return True, None

    # Following.

    def _await(self, order: Order, guid: str) -> Flow[Saved | None]:
        """Ask after the capture; None when it has ended well."""
        for pause in waits(self.saving):
            exchange = yield self._request(f"/v1/capture_jobs/{guid}/", pause)
            if exchange.status == 404:
                return None  # done long ago: its record tells
            status = json_of(exchange).get("status")
            if exchange.status != 200 or not isinstance(status, str):
                told = trouble_of(exchange)
                return submitted(order, guid, f"its state could not be asked ({told})")
            if status == "completed":
                return None
            if status in _ENDED:
                words = _words({"message": json_of(exchange).get("message")})
                return failed(order, f"the capture {status}: {words}".rstrip(": "), guid)
        return submitted(order, guid, "the capture is still being made")

    def _recorded(self, order: Order, guid: str) -> Flow[Saved]:
        """What the public record says, as for any perma.cc link that a letter cites."""
        target = Target(order.key, f"https://perma.cc/{guid}", order.titles)
        title, answer = yield from _titled(self._records.lookup(target))
        if answer.outcome is ArchiveOutcome.BLOCKED:
            return failed(order, "perma.cc keeps the link private: readers cannot open it", guid)
        if answer.outcome is not ArchiveOutcome.FOUND:
            return submitted(order, guid, f"its public record cannot be read: {answer.detail}")
        copy = answer.snapshots[0]
        if copy.verdict is SnapshotVerdict.ERROR_CAPTURE:
            return failed(order, f"the capture failed: {copy.evidence}", guid)
        if not like_original(copy.original, without_fragment(order.url)):
            return failed(order, f"the link is a copy of {copy.original}", guid)
        if any(same_title(cited, title) for cited in order.titles):
            copy = replace(copy, verdict=SnapshotVerdict.VERIFIED)
        return confirmed(order, guid, copy)

    # Asking.

    @property
    def _records(self) -> Perma:
        pace = self.crawl.archives.perma.per_minute
        return Perma(PermaSettings(self.saving.perma.endpoint, per_minute=pace))

    @property
    def _key(self) -> str:
        return self.environment.get(KEY, "").strip()

    def _request(self, path: str, pause: float) -> Request:
        return Request(
            f"{self.saving.perma.endpoint.rstrip('/')}{path}",
            headers=(("accept", "application/json"), ("authorization", f"ApiKey {self._key}")),
            lane=f"{self.name} saving",
            max_bytes=MOST_BYTES,
            keep_body=True,
            wait=pause,
        )


def _titled(flow: Flow[ArchiveAnswer]) -> Flow[tuple[str, ArchiveAnswer]]:
    """A look-up's answer with the title that the record gives."""
    title = ""
    try:
        request = next(flow)
        while True:
            exchange = yield request
            told = json_of(exchange).get("title")
            title = told[:1000] if isinstance(told, str) else ""
            request = flow.send(exchange)
    except StopIteration as end:
        answer: ArchiveAnswer = end.value
        return title, answer


def _words(told: Mapping[str, Any]) -> str:
    """The strings of an error answer, whatever its keys and however they are nested."""
    found: list[str] = []
    waiting: list[object] = list(told.values())[:20]
    while waiting and len(found) < 5:
        value = waiting.pop(0)
        if isinstance(value, str):
            found.append(value[:300])
        elif isinstance(value, list):
            waiting.extend(value[:20])
        elif isinstance(value, dict):
            waiting.extend(list(value.values())[:20])
    return "; ".join(found)
