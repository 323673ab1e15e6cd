"""How long a link has been failing, and when it is to be asked again. Pure.

    alive ──fails──▶ 1 strike ──fails, days later──▶ 2 … ──▶ confirmed dead
      ▲                 │                                          │
      └─────────────────┴──────────────── answers ─────────────────┘

Rules kept here:
- A strike is a failure more than `between_strikes` after the strike before it: flaky sites are not
  dead, and an afternoon of failures is one failure (IABot's three strikes).
- 410 Gone is the site's own word: confirmed at once.
- An answer resets everything. Blocked, paywalled, skipped and invalid are neither: they leave a
  link where it stood.
- When a link is due depends on its history and its key alone, so two audits on one database agree.
- Clocks are wrong at times. A history stands in the order in which it was recorded; a check whose
  moment does not fit into that order counts for nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise

from checker.model import ALIVE, Verdict

FAILING = frozenset({Verdict.SOFT_404, Verdict.PARKED, Verdict.GONE, Verdict.UNREACHABLE})
"""Verdicts that are a failure of the web. An invalid URL fails by itself, every time."""
GUARDED = frozenset({Verdict.BLOCKED, Verdict.PAYWALLED})
FINAL = "gone-410"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often an audit asks."""

    living: timedelta = timedelta(days=7)
    """Pages that answer."""
    guarded: timedelta = timedelta(days=7)
    """Blocked and paywalled pages."""
    between_strikes: timedelta = timedelta(days=3)
    """Failures closer together than this are one."""
    strikes: int = 3
    """Failures after which a link is confirmed dead."""
    confirmed: timedelta = timedelta(days=30)
    """Confirmed dead links: some come back."""
    archives: timedelta = timedelta(days=30)
    """What archives have, or have not."""
    jitter: float = 0.25
    """Share of an interval by which a link may come early, so that not all come on one day."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One check of a link, as its history keeps it."""

    verdict: Verdict
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a failing link stands."""

    failing_since: datetime
    """The first failure since it last answered."""
    strikes: int
    struck_at: datetime
    """The last failure that counted."""
    confirmed_at: datetime | None = None
    """When it was confirmed dead."""
    needed: int = 3
    """Strikes after which it is."""


def strikes_kept(rhythm: Rhythm) -> dict[str, float]:
    """What a run keeps of the rhythm among its settings, so that it can be told again."""
    return {"strikes": rhythm.strikes, "between_strikes": rhythm.between_strikes.total_seconds()}


def rhythm_from(kept: Mapping[str, float] | None) -> Rhythm:
    """The rhythm of `strikes_kept`, or the default where an older run kept none."""
    if not kept:
        return Rhythm()
    days = timedelta(seconds=kept["between_strikes"])
    return Rhythm(strikes=int(kept["strikes"]), between_strikes=days)


def standing(history: Iterable[Seen], rhythm: Rhythm | None = None) -> Standing | None:
    """Where a link stands after its checks, in the order in which they were recorded.

    None while it is not failing.
    """
    rhythm = rhythm or Rhythm()
    stands: Standing | None = None
    for seen in in_order(history):
        if seen.verdict in ALIVE:
            stands = None
        elif seen.verdict in FAILING:
            stands = _struck(stands, seen, rhythm)
    return stands


def in_order(history: Iterable[Seen]) -> Sequence[Seen]:
    """The checks of a history whose moments never go back: as many as can be.

    Where as many can be had in several ways, it is the way with the last check, then the one that
    reaches back least: a clock that was a year behind once makes no failure a year old.
    """
    past = tuple(history)
    if all(before.at <= after.at for before, after in pairwise(past)):
        return past
    lowest: list[datetime] = []  # that ends a chain of 1, 2, 3 … checks
    lengths: list[int] = []
    for each in past:
        at = bisect_right(lowest, each.at)
        lowest[at : at + 1] = [each.at]
        lengths.append(at + 1)
    chain: list[Seen] = []
    end = len(past)
    for length in range(len(lowest), 0, -1):
        ends = [
            number
            for number in range(end)
            if lengths[number] == length and (not chain or past[number].at <= chain[-1].at)
        ]
        end = max(ends) if not chain else max(ends, key=lambda number: past[number].at)
        chain.append(past[end])
    return chain[::-1]


def _struck(stands: Standing | None, seen: Seen, rhythm: Rhythm) -> Standing:
    if stands is None:
        stands = Standing(seen.at, 1, seen.at, needed=rhythm.strikes)
    elif seen.at - stands.struck_at > rhythm.between_strikes:
        stands = replace(stands, strikes=stands.strikes + 1, struck_at=seen.at)
    if stands.confirmed_at is None and (seen.reason == FINAL or stands.strikes >= rhythm.strikes):
        stands = replace(stands, confirmed_at=seen.at)
    return stands


def is_due(key: str, history: Iterable[Seen], rhythm: Rhythm, now: datetime) -> bool:
    """Whether an audit asks a link at `now`.

    A check of later than now (a clock was wrong once) keeps nothing from being asked.
    """
    return now >= due_at(key, [each for each in history if each.at <= now], rhythm)


def due_at(key: str, history: Iterable[Seen], rhythm: Rhythm) -> datetime:
    """When a link is to be asked again; the beginning of time where it never was."""
    past = in_order(history)
    if not past:
        return datetime.min.replace(tzinfo=UTC)
    last = past[-1]
    if last.verdict in GUARDED:
        return _after(last.at, rhythm.guarded, key, rhythm)
    if last.verdict in ALIVE:
        return _after(last.at, rhythm.living, key, rhythm)
    stands = standing(past, rhythm)
    if last.verdict not in FAILING or stands is None:
        return last.at  # invalid, skipped: to ask again costs no request
    if stands.confirmed_at is not None:
        return _after(last.at, rhythm.confirmed, key, rhythm)
    return _plus(stands.struck_at, rhythm.between_strikes + timedelta(seconds=1))


def _after(at: datetime, interval: timedelta, key: str, rhythm: Rhythm) -> datetime:
    """Never later than the interval: a weekly audit must find a weekly link due."""
    early = min(rhythm.jitter, 1.0) * _share(key)
    return _plus(at, interval * (1 - early))


def _share(key: str) -> float:
    """A number above 0 and up to 1, by the key."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return (int.from_bytes(digest) + 1) / 2**32


def _plus(at: datetime, interval: timedelta) -> datetime:
    try:
        return at + interval
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
