"""Save Page Now 2 of the Internet Archive.

    pre-flight ──▶ POST /save ──▶ poll /save/status/<job> ──▶ open the copy ──▶ confirmed

Rules kept here:
- Keys come from the environment and go to the endpoint of the settings only: answers that redirect
  are not followed.
- Before each capture the account is asked whether it has a session free and captures left; that
  costs nothing.
- Submitted is not confirmed: a capture counts when the job says success and its copy was opened
  and judged as any copy is (checker.archives). A fresh capture may not be there yet, or lead to an
  older one: then it stays submitted, and the next run looks again.
- It is never made twice: a capture of the last while serves as well (if_not_archived_within), so a
  request of which we do not know whether it arrived may be made anew.

Source: "Save Page Now 2 Public API Docs" (Internet Archive).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from ..archives.dates import from_timestamp, to_timestamp
from ..archives.opening import replay
from ..archives.verdicts import judge_copy
from ..archives.wayback import Wayback
from ..crawling.retry import NEVER_LEFT
from ..model import (
    SPOILT,
    USABLE,
    ArchiveOutcome,
    CrawlSettings,
    Exchange,
    Flow,
    Order,
    Pace,
    Request,
    Saved,
    SaveState,
    SavingSettings,
    Snapshot,
    Target,
)
from ..services import trouble_of
from ..urls import host, without_fragment
from ..visiting.visit import token
from .saver import (
    MOST_BYTES,
    after,
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
from .spn_errors import Trouble, trouble_with

ACCESS, SECRET = "IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY"
"""As the Internet Archive's own client has them; keys: https://archive.org/account/s3.php."""

_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
_OLDER = timedelta(days=1)
"""A copy that is so much older than its job said is another capture."""
_LOOKS = 4
"""How often a fresh copy is looked for in one run."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What the service said of a capture."""

    job: str | None = None
    captured_at: datetime | None = None
    """Set for a success."""
    trouble: Trouble | None = None
    words: str = ""
    pending: bool = False
    sure: bool = True
    """False where a request may have arrived that got no answer."""
    closed: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavePageNow:
    """The saver `wayback`."""

    saving: SavingSettings
    crawl: CrawlSettings
    environment: Mapping[str, str]
    name: str = "wayback"

    @property
    def recipient(self) -> str:
        """The Internet Archive."""
        return host(self.saving.wayback.endpoint)

    @property
    def archive(self) -> str | None:
        """The Wayback Machine."""
        return self._wayback.name

    @property
    def missing(self) -> tuple[str, ...]:
        """Both keys are needed: captures without an account are refused."""
        return tuple(each for each in (ACCESS, SECRET) if not self._key(each))

    @property
    def lanes(self) -> Mapping[str, Pace]:
        """Captures and questions after them; the index and the replay of the archive.

        In the first lane each capture follows its own pre-flight, so that the free session is still
        free: every second request is a capture.
        """
        pace = self.saving.wayback
        lane = self.lane(None)
        return {
            lane: Pace.per_minute(2 * pace.per_minute),
            f"{lane} status": Pace.per_minute(pace.status_per_minute),
            self._wayback.lane: self._wayback.pace,
            self._wayback.replay[0]: self._wayback.replay[1],
        }

    def lane(self, order: Order | None) -> str:
        """One for all captures."""
        return f"{self.name} saving"

    def receipt(self, exchange: Exchange) -> str | None:
        """The job's id."""
        return named_in(exchange, "job_id", _JOB)

    def save(self, order: Order) -> Flow[Saved]:
        """Capture a page; an order that was submitted before is only followed."""
        job, said = order.job, _Said()
        for turn in range(max(1, self.saving.tries)):
            if job is None:
                refused = yield from self._preflight(order, turn)
                if refused is not None:
                    return refused
                said = yield from self._submit(order)
                job = said.job
            if job is not None:
                said = yield from self._await(job)
            if said.pending:
                return _later(order, job, said.words)
            if said.captured_at is not None:
                return (yield from self._open(order, job, said.captured_at))
            done = yield from self._settle(order, job, said)
            if done is not None:
                return done
            job = None
        return put_off(order, said.words)

    def _settle(self, order: Order, job: str | None, said: _Said) -> Flow[Saved | None]:
        """What follows from an error; None where another try in this run may help."""
        if not said.sure:
            return uncertain(order, said.words)
        if said.closed or said.trouble is Trouble.ACCOUNT:
            return put_off(order, said.words, stops=True)
        if said.trouble is Trouble.PERMANENT:
            return failed(order, said.words, job)
        if said.trouble is Trouble.ALREADY or (said.trouble is None and job is not None):
            since = order.submitted_at or said.at
            return (yield from self._find(order, job, since, said))
        return None

    # Before.

    def _preflight(self, order: Order, turn: int) -> Flow[Saved | None]:
        """Wait for a free session; None when there is one."""
        pauses = (self.saving.longest_poll if turn else 0.0, *waits(self.saving))
        for number, pause in enumerate(pauses):
            mark = f"{token(order.key)}{turn}{number}"  # or a stale answer may come from a cache
            asked = self._question(f"user?_t={mark}", pause)
            exchange = yield replace(asked, lane=self.lane(order))
            if exchange.status in (401, 403):
                words = f"the Internet Archive does not accept the keys (HTTP {exchange.status})"
                return put_off(order, words, stops=True)
            if exchange.status != 200:
                return put_off(order, trouble_of(exchange), stops=is_closed(exchange))
            account = json_of(exchange)
            most, used = account.get("daily_captures_limit"), account.get("daily_captures")
            if isinstance(most, int) and isinstance(used, int) and used >= most:
                return put_off(order, f"the day's {most} captures are used up", stops=True)
            free = account.get("available")
            if not isinstance(free, int) or free > 0:
                return None
        return put_off(order, "no capture session became free")

    def _submit(self, order: Order) -> Flow[_Said]:
        form = {
            "url": without_fragment(order.url),
            "if_not_archived_within": self.saving.wayback.recent,
            "skip_first_archive": "1",
        }
        exchange = yield Request(
            f"{self._endpoint}/save",
            headers=(*self._headers, ("content-type", "application/x-www-form-urlencoded")),
            lane=self.lane(order),
            max_bytes=MOST_BYTES,
            method="POST",
            body=urlencode(form, errors="replace").encode(),
            keep_body=True,
            once=True,
        )
        job = self.receipt(exchange)
        if job is not None:
            return _Said(job, at=exchange.at)
        told = json_of(exchange)
        if exchange.status in (401, 403) and not _code(told):
            words = f"the Internet Archive does not accept the keys (HTTP {exchange.status})"
            return _Said(trouble=Trouble.ACCOUNT, words=words)
        if _code(told):
            return _Said(trouble=trouble_with(_code(told)), words=_words(told), at=exchange.at)
        if exchange.status == 429 or (exchange.failure and _never_left(exchange)):
            return _Said(words=trouble_of(exchange), closed=is_closed(exchange))
        return _Said(words=f"{trouble_of(exchange)}: no job came back", sure=False)

    # After.

    def _await(self, job: str) -> Flow[_Said]:
        """Ask after a job until it has ended, or often enough for this run."""
        for pause in waits(self.saving):
            exchange = yield self._question(quote(job, safe=""), pause)
            told = json_of(exchange)
            status = told.get("status")
            if status == "success":
                at = from_timestamp(str(told.get("timestamp")))
                if at is None:
                    words = "the job ended without a usable timestamp"
                    return _Said(job, words=words, at=exchange.at)
                return _Said(job, at, at=exchange.at)
            if status == "error":
                trouble = trouble_with(_code(told))
                return _Said(job, trouble=trouble, words=_words(told), at=exchange.at)
            if status != "pending" and exchange.status in (200, 400, 404):
                return _Said(job, words="the job is not known any more", at=exchange.at)
            if exchange.status != 200:
                words = f"its status could not be asked ({trouble_of(exchange)})"
                return _Said(job, words=words, pending=True)
        return _Said(job, words="the capture is still being made", pending=True)

    def _open(self, order: Order, job: str | None, at: datetime) -> Flow[Saved]:
        """Open a fresh copy, with patience: it takes a while until it can be seen."""
        copy = self._snapshot(order, at)
        saved = _later(order, job, "the copy cannot be opened yet")
        for _, pause in zip(range(_LOOKS), (0.0, *waits(self.saving)), strict=False):
            saved = yield from after(pause, self._judged(order, job, copy))
            if saved.state in (SaveState.CONFIRMED, SaveState.FAILED):
                return saved
        return saved

    def _judged(self, order: Order, job: str | None, copy: Snapshot) -> Flow[Saved]:
        target = Target(order.key, without_fragment(order.url), order.titles)
        replayed = yield from replay(self._wayback, copy)
        shown = judge_copy(copy, replayed, target).snapshot
        if shown.verdict in SPOILT:
            return failed(order, f"the copy does not show the page: {shown.evidence}", job)
        if not replayed.is_capture or shown.verdict not in USABLE:
            return _later(order, job, f"not to be seen yet: {shown.evidence}")
        if shown.captured_at < copy.captured_at - _OLDER:
            seen = f"{shown.captured_at:%Y-%m-%d}"
            return _later(order, job, f"the archive still shows its copy of {seen}")
        return confirmed(order, job, shown)

    def _find(
        self, order: Order, job: str | None, since: datetime | None, said: _Said
    ) -> Flow[Saved | None]:
        """A copy that must be there although no job tells of it: the newest, if it is new."""
        target = Target(order.key, without_fragment(order.url), order.titles)
        answer = yield from self._wayback.lookup(target)
        newest = max(answer.snapshots, key=lambda each: each.captured_at, default=None)
        found = answer.outcome is ArchiveOutcome.FOUND and newest is not None
        if found and newest is not None and since and newest.captured_at >= since - _OLDER:
            return (yield from self._judged(order, job, newest))
        if said.trouble is Trouble.ALREADY:
            return put_off(order, said.words)
        return None

    def _snapshot(self, order: Order, at: datetime) -> Snapshot:
        original = without_fragment(order.url)
        settings = self.crawl.archives.wayback
        before = settings.replay or f"{settings.endpoint.rstrip('/')}/web/"
        url = f"{before}{to_timestamp(at)}/{original}"
        return Snapshot(self._wayback.name, url, at, original=original)

    # Asking.

    @property
    def _wayback(self) -> Wayback:
        return Wayback(self.crawl.archives.wayback)

    @property
    def _endpoint(self) -> str:
        return self.saving.wayback.endpoint.rstrip("/")

    @property
    def _headers(self) -> tuple[tuple[str, str], ...]:
        keys = f"LOW {self._key(ACCESS)}:{self._key(SECRET)}"
        return (("accept", "application/json"), ("authorization", keys))

    def _key(self, name: str) -> str:
        return self.environment.get(name, "").strip()

    def _question(self, path: str, pause: float) -> Request:
        return Request(
            f"{self._endpoint}/save/status/{path}",
            headers=self._headers,
            lane=f"{self.lane(None)} status",
            max_bytes=MOST_BYTES,
            keep_body=True,
            wait=pause,
        )


def _later(order: Order, job: str | None, words: str) -> Saved:
    """Not confirmed in this run: with a job it is followed by the next, else tried anew."""
    return submitted(order, job, words) if job else put_off(order, words)


def _code(told: Mapping[str, object]) -> str:
    code = told.get("status_ext")
    return code if isinstance(code, str) else ""


def _words(told: Mapping[str, object]) -> str:
    message = told.get("message")
    code = _code(told).removeprefix("error:") or "no reason given"
    return f"{code}: {message}" if isinstance(message, str) and message else code


def _never_left(exchange: Exchange) -> bool:
    reason = exchange.failure.reason if exchange.failure else ""
    return reason in NEVER_LEFT or reason == "circuit-open"
