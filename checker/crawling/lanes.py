"""Lanes: what may be asked next, of which host, and when. No I/O and no clock: time is handed in.

Rules kept here:
- A lane is one host, or one service that is paced by name. It has its own concurrency and interval;
  two requests never leave closer together than the interval, whatever connecting takes, but that a
  request which left a few milliseconds late, since timers are, does not hold the next one back.
- A strained host is asked less: each strain doubles its lane's interval and halves how many run at
  once, and each answer takes a part of that back, until the lane has its own pace again. Requests
  that began before the last slowing tell nothing new.
- Waiting costs nothing: a lane that waits for its interval, or a request that waits for its retry,
  is an entry in a heap, not a slot and not a task.
- Flows that have begun go before new ones; among lanes the one with most work goes first, so that
  no long lane is left for the end. A lane that has begun is finished before others of its length,
  so that connections are used again and few lanes are open at a time.
- Tasks come from the agenda in small batches and lanes exist only while they have work, so memory
  does not grow with the number of links.

              ┌─────────────── put, later ──────────────┐
              ▼                                         │
    agenda ─► lane ─► timed (heap by time) ─► ready (heap by weight) ─► take ─► begin, sent, finish
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from ..model import Agenda, Flow, Outcome, Pace, Request, Task
from .idling import NEVER

_BATCH = 16
"""Tasks that a lane takes from the agenda at a time, at most."""
_FLOWS_PER_LANE = 64
"""Flows that one lane may have begun: some wait in other lanes, behind redirects and retries."""
_MANY = 1_000
"""Lanes: an agenda that names as many may have named only the longest of them."""
_BEGUN = 1e12
"""Added to the weight of lanes whose flows have begun: heavier than any number of tasks."""
_LEAST_INTERVAL = 0.05
"""Seconds: what is doubled for a lane that has no interval."""
_MOST_SLOWED = 8.0
"""Times its own interval that a lane is slowed to at most: a host of a thousand links that is
strained all day must not take a day."""
_RELIEF = 0.75
"""What one answer makes of a slowed interval: three undo a strain."""
_LATENESS = 0.005
"""Seconds, and at most a tenth of the interval, by which a lane catches up after a late departure.
A timer rings up to a millisecond late, a busy loop later; a thousand links would add that up."""
_SECONDS_PER_REQUEST = 0.1
"""A guess at an answer's time, for the weight of lanes without an interval."""


@dataclass(slots=True, eq=False)
class Job:
    """A task that has begun: its flow, and the request that the flow waits for."""

    task: Task
    flow: Flow[Outcome]
    home: Lane
    """The lane that the task came from."""
    request: Request
    attempts: int = 0
    """How often this request has been made."""


@dataclass(slots=True, eq=False)
class Lane:
    """One host or service."""

    name: str
    pace: Pace
    left: int = 0
    """Tasks still in the agenda."""
    weight: float = 0.0
    """Seconds that the lane's tasks take at its pace, when it was opened."""
    todo: deque[Task] = field(default_factory=deque)
    ready: deque[Job] = field(default_factory=deque)
    later: list[tuple[float, int, Job]] = field(default_factory=list)
    running: int = 0
    unsent: int = 0
    """Requests that were begun and have not left yet; with an interval they hold the next back."""
    flows: int = 0
    """Flows that began here and have not ended."""
    interval: float = 0.0
    """Seconds between two requests now: the pace's, or more on a strained host."""
    most: float = 1.0
    """How many may run at once now: the pace's number, or less."""
    slowed_at: float = 0.0
    next_start: float = 0.0
    due: float = NEVER
    """When the timed heap will look at this lane."""
    key: float | None = None
    """Where the ready heap holds this lane; None while it does not."""

    def __post_init__(self) -> None:
        """A lane begins at its own pace."""
        self.interval, self.most = self.pace.interval, float(self.pace.concurrency)


class Lanes:
    """Every lane that has work. `pace_of` gives a lane's pace; `most_flows` bounds open flows."""

    def __init__(
        self, agenda: Agenda, pace_of: Callable[[str], Pace], most_flows: int = 4096
    ) -> None:
        self._agenda = agenda
        self._pace_of = pace_of
        self._most_flows = most_flows
        self._open: dict[str, Lane] = {}
        self._ready: list[tuple[float, int, Lane]] = []
        self._timed: list[tuple[float, int, Lane]] = []
        self._ties = count()
        self._unopened: list[tuple[float, str]] = []
        self._counts: Mapping[str, int] = {}
        self._perhaps_more = False
        """The agenda may have lanes that it has not named yet."""
        self._taken_before = 0
        self._held: set[Lane] = set()
        """Lanes whose new tasks wait for other flows to end."""
        self.flows = 0
        self.taken = 0
        """Tasks taken from the agenda so far."""

    def load(self) -> None:
        """Ask the agenda which lanes there are."""
        self._counts = self._agenda.lanes()
        # Taken from the end: the longest first, and the first given among equals. What an open lane
        # still has to take is counted there.
        names = [
            name
            for name, number in self._counts.items()
            if number > 0 and not ((lane := self._open.get(name)) and lane.left)
        ]
        self._perhaps_more, self._taken_before = len(names) >= _MANY, self.taken
        self._unopened = sorted(
            ((self._weight(self._pace_of(name), self._counts[name]), name) for name in names[::-1]),
            key=itemgetter(0),
        )

    # What is next.

    def take(self, now: float) -> tuple[Lane, Job | Task] | None:
        """The most urgent thing that may start at `now`, or None.

        begin() follows for what is asked at once, skip() for what is not.
        """
        while self._timed and self._timed[0][0] <= now:
            when, _, lane = heappop(self._timed)
            if when == lane.due:
                lane.due = NEVER
                self._queue(lane, now)
        while True:
            self._open_next(now)
            if not self._ready:
                if not self._held or self.flows >= self._most_flows:
                    return None
                held, self._held = self._held, set()
                for lane in held:
                    self._queue(lane, now)
                if not self._ready:
                    return None
            key, _, lane = heappop(self._ready)
            if key != lane.key:
                continue  # queued again since, in a better place
            lane.key = None
            found = self._item(lane, now) if self._when(lane) <= now else None
            if found is not None:
                return lane, found
            self._queue(lane, now)

    def next_time(self) -> float:
        """When take() may have something that it does not have now; NEVER if only events can."""
        return self._timed[0][0] if self._timed else NEVER

    @property
    def waiting(self) -> bool:
        """Whether take() may have something at this very time."""
        return bool(self._ready) or (bool(self._unopened) and self.flows < self._most_flows)

    @property
    def exhausted(self) -> bool:
        """No lane has work, running or waiting."""
        return not self._unopened and not any(
            lane.flows or lane.running or self._has_work(lane) for lane in self._open.values()
        )

    # What happens to what was taken.

    def begin(self, lane: Lane, now: float) -> None:
        """A request of this lane starts."""
        lane.running += 1
        lane.unsent += 1
        self._queue(lane, now)

    def sent(self, lane: Lane, now: float) -> None:
        """A request has left: the interval runs from here, or from when it could have left."""
        lane.unsent -= 1
        if lane.interval:
            late = min(_LATENESS, lane.interval / 10)
            since = max(min(lane.next_start, now), now - late)
            lane.next_start = max(lane.next_start, since + lane.interval)
            self._queue(lane, now)

    def finish(self, lane: Lane, now: float, sent: bool) -> None:
        """A request has ended; one that was never `sent` starts no interval."""
        lane.running -= 1
        if not sent:
            lane.unsent -= 1
        self._queue(lane, now)

    def skip(self, lane: Lane, now: float) -> None:
        """What take() gave is not asked in this lane, or not at all."""
        self._queue(lane, now)

    def pause(self, lane: Lane, until: float) -> None:
        """Nothing leaves this lane before `until`: the host has asked for it."""
        lane.next_start = max(lane.next_start, until)

    def rest(self, name: str, until: float, now: float) -> None:
        """As pause, for a lane that may have no work yet."""
        lane = self._lane(name)
        self.pause(lane, until)
        self._queue(lane, now)

    def slow_down(self, lane: Lane, began: float, now: float) -> None:
        """The host was strained by a request that began at `began`."""
        if began < lane.slowed_at:
            return
        lane.slowed_at = now
        own = max(lane.pace.interval, _LEAST_INTERVAL)
        lane.interval = min(2 * max(lane.interval, own), _MOST_SLOWED * own)
        lane.most = max(1.0, lane.most / 2)
        lane.next_start = max(lane.next_start, now + lane.interval)

    def speed_up(self, lane: Lane) -> None:
        """The host has answered."""
        if not lane.slowed_at:
            return
        faster = _RELIEF * lane.interval
        own = lane.pace.interval
        lane.interval = own if faster < _LEAST_INTERVAL else max(faster, own)
        lane.most = min(lane.most + 0.5, float(lane.pace.concurrency))
        if lane.interval == own and lane.most == lane.pace.concurrency:
            lane.slowed_at = 0.0

    def put(self, name: str, job: Job, now: float, at: float = 0.0) -> None:
        """Let a job's request wait in the lane `name`, not before `at`."""
        lane = self._lane(name)
        if at > now:
            heappush(lane.later, (at, next(self._ties), job))
        else:
            lane.ready.append(job)
        self._queue(lane, now)

    def opened(self, lane: Lane) -> None:
        """A flow has begun."""
        lane.flows += 1
        self.flows += 1

    def closed(self, lane: Lane, now: float) -> None:
        """A flow has ended."""
        lane.flows -= 1
        self.flows -= 1
        self._queue(lane, now)
        if self._held and self.flows < self._most_flows:
            self._queue(self._held.pop(), now)

    # Inside.

    def _lane(self, name: str) -> Lane:
        lane = self._open.get(name)
        if lane is None:
            lane = self._open[name] = Lane(name, self._pace_of(name))
        return lane

    def _open_next(self, now: float) -> None:
        """Open the longest unopened lane, where it goes before every open one."""
        if self._perhaps_more and not self._unopened and self.taken != self._taken_before:
            self.load()
        while self._unopened and self.flows < self._most_flows:
            weight, name = self._unopened[-1]
            if self._ready and -self._ready[0][0] >= weight:
                return
            self._unopened.pop()
            lane = self._lane(name)
            lane.left += self._counts[name]
            lane.weight = weight
            self._queue(lane, now)

    def _item(self, lane: Lane, now: float) -> Job | Task | None:
        """Retries that are due, then flows that have begun, then new tasks."""
        if lane.later and lane.later[0][0] <= now:
            return heappop(lane.later)[2]
        if lane.ready:
            return lane.ready.popleft()
        if not lane.todo and lane.left:
            batch = self._agenda.take(lane.name, min(lane.left, _BATCH))
            self.taken += len(batch)
            lane.left = lane.left - len(batch) if batch else 0
            lane.todo.extend(batch)
        return lane.todo.popleft() if lane.todo else None

    def _queue(self, lane: Lane, now: float) -> None:
        """Put a lane where its next work is waited for, or let it go."""
        when = self._when(lane)
        if when <= now:
            begun = lane.ready or (lane.later and lane.later[0][0] <= now)
            key = -(lane.weight + (_BEGUN if begun else 0.0))
            if lane.key is None or key < lane.key:
                lane.key = key
                heappush(self._ready, (key, next(self._ties), lane))
        elif when < lane.due:
            lane.due = when
            heappush(self._timed, (when, next(self._ties), lane))
        elif when == NEVER and not (lane.running or lane.flows or self._has_work(lane)):
            self._let_go(lane, now)

    def _when(self, lane: Lane) -> float:
        """The earliest time at which this lane can start something, as far as is known."""
        if lane.running + 1 > lane.most or (lane.unsent and lane.interval):
            return NEVER
        if lane.ready or self._may_start_tasks(lane):
            return lane.next_start
        return max(lane.next_start, lane.later[0][0]) if lane.later else NEVER

    def _may_start_tasks(self, lane: Lane) -> bool:
        if not (lane.todo or lane.left) or lane.flows >= _FLOWS_PER_LANE:
            return False
        if self.flows < self._most_flows:
            return True
        self._held.add(lane)
        return False

    def _has_work(self, lane: Lane) -> bool:
        return bool(lane.ready or lane.later or lane.todo or lane.left)

    def _let_go(self, lane: Lane, now: float) -> None:
        """Forget a lane without work, but not before its interval is over."""
        if lane.next_start <= now:
            if self._open.get(lane.name) is lane:
                del self._open[lane.name]
        elif lane.due == NEVER:
            lane.due = lane.next_start
            heappush(self._timed, (lane.due, next(self._ties), lane))

    @staticmethod
    def _weight(pace: Pace, number: int) -> float:
        return number * max(pace.interval, _SECONDS_PER_REQUEST / pace.concurrency)
