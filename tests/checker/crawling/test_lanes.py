"""The order and the times of a crawl, with a clock that the test turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.crawling.agenda import ListAgenda
from checker.crawling.idling import NEVER
from checker.crawling.lanes import Job, Lane, Lanes
from checker.model import Exchange, Outcome, Pace, Request, Target, Task


def tasks(lane: str, number: int) -> list[Task]:
    return [Task("live", lane, Target(f"{lane}{n}", f"http://{lane}/{n}")) for n in range(number)]


def flow() -> Generator[Request, Exchange, Outcome]:
    raise AssertionError("lanes never run a flow")
    yield


class Drill:
    """Plays the crawler: `slots` requests at once, each taking `seconds`."""

    def __init__(
        self,
        given: Iterable[Task],
        *,
        interval: float = 0.0,
        concurrency: int = 2,
        slots: int = 4,
        seconds: float = 1.0,
        most_flows: int = 4096,
        paces: dict[str, Pace] | None = None,
        agenda: type[ListAgenda] = ListAgenda,
    ) -> None:
        ordinary = Pace(interval, concurrency)
        self.agenda = agenda(given)
        self.lanes = Lanes(self.agenda, lambda name: (paces or {}).get(name, ordinary), most_flows)
        self.lanes.load()
        self.slots = slots
        self.seconds = seconds
        self.now = 0.0
        self.running: list[tuple[float, Lane, Job]] = []
        self.starts: list[tuple[float, str, str]] = []
        self.most_running: Counter[str] = Counter()

    def run(self, until: float = 1e9) -> Drill:
        while self.now < until and self.step():
            pass
        return self

    def step(self) -> bool:
        while len(self.running) < self.slots and self.start_one():
            pass
        ends = min((end for end, _, _ in self.running), default=NEVER)
        wakes = self.lanes.next_time() if len(self.running) < self.slots else NEVER
        if min(ends, wakes) == NEVER:
            return False
        self.now = max(self.now, min(ends, wakes))
        for one in [one for one in self.running if one[0] <= self.now]:
            self.running.remove(one)
            self.end(one[1], one[2])
        return True

    def start_one(self) -> bool:
        found = self.lanes.take(self.now)
        if found is None:
            return False
        lane, item = found
        if isinstance(item, Task):
            self.lanes.opened(lane)
            item = Job(item, flow(), lane, Request(item.target.url))
        self.lanes.begin(lane, self.now)
        self.lanes.sent(lane, self.now)
        self.running.append((self.now + self.seconds, lane, item))
        self.starts.append((self.now, lane.name, item.task.target.key))
        together = Counter(lane.name for _, lane, _ in self.running)
        self.most_running |= together
        return True

    def end(self, lane: Lane, job: Job) -> None:
        self.lanes.finish(lane, self.now, sent=True)
        self.lanes.closed(job.home, self.now)

    def times(self, lane: str) -> list[float]:
        return [at for at, name, _ in self.starts if name == lane]


def test_everything_is_asked_once_and_nothing_is_left() -> None:
    drill = Drill(tasks("a", 40) + tasks("b", 3) + tasks("c", 1)).run()
    assert sorted(key for _, _, key in drill.starts) == sorted(
        task.target.key for task in tasks("a", 40) + tasks("b", 3) + tasks("c", 1)
    )
    assert drill.lanes.exhausted
    assert drill.lanes.flows == 0
    assert drill.lanes.taken == 44


def test_a_lane_keeps_its_interval_and_concurrency() -> None:
    drill = Drill(tasks("a", 10), interval=0.5, concurrency=3, slots=9).run()
    assert drill.times("a") == [n * 0.5 for n in range(10)]
    quick = Drill(tasks("a", 10), concurrency=3, slots=9).run()
    assert quick.most_running["a"] == 3
    assert quick.now == 4.0


def test_a_waiting_lane_holds_no_slot() -> None:
    drill = Drill(tasks("slow", 5) + tasks("b", 20) + tasks("c", 20), slots=2, concurrency=1,
                  paces={"slow": Pace(10.0)}).run()  # fmt: skip
    assert drill.times("slow") == [0.0, 10.0, 20.0, 30.0, 40.0]
    assert max(drill.times("b") + drill.times("c")) < 30.0


def test_the_longest_lane_goes_first() -> None:
    drill = Drill(tasks("a", 2) + tasks("long", 30) + tasks("b", 3), slots=1, concurrency=1).run()
    names = [name for _, name, _ in drill.starts]
    assert names == ["long"] * 30 + ["b"] * 3 + ["a"] * 2


def test_a_slow_pace_makes_a_lane_long() -> None:
    drill = Drill(tasks("a", 10) + tasks("archive", 5), slots=1, paces={"archive": Pace(2.5)}).run()
    assert drill.starts[0][1] == "archive"


def test_a_lane_that_has_begun_goes_on_before_its_equals() -> None:
    every = [task for n in range(50) for task in tasks(f"h{n:02}", 4)]
    drill = Drill(every, slots=4, concurrency=2)
    most_open = 0
    while drill.step():
        most_open = max(most_open, len({name for _, name, _ in drill.starts[-4:]}))
    assert drill.now == 50.0
    first = [name for _, name, _ in drill.starts[:8]]
    assert len(set(first)) == 2
    assert most_open <= 4


def test_connecting_slowly_does_not_bring_two_requests_together() -> None:
    drill = Drill(tasks("a", 3), interval=1.0, concurrency=2)
    lanes = drill.lanes
    found = lanes.take(0.0)
    assert found is not None
    lane = found[0]
    lanes.begin(lane, 0.0)
    assert lanes.take(5.0) is None, "the first has not left yet"
    lanes.sent(lane, 5.0)
    assert lanes.take(5.5) is None
    assert lanes.next_time() == 5.995
    assert lanes.take(6.0) is not None


def test_late_departures_do_not_add_up() -> None:
    drill = Drill(tasks("a", 200), interval=0.1, concurrency=9)
    lanes, left = drill.lanes, list[float]()
    while (when := lanes.next_time() if left else 0.0) != float("inf"):
        late = when + 0.004 * (len(left) % 2)  # every other timer rings late
        if (found := lanes.take(late)) is None:
            break
        lanes.begin(found[0], late)
        lanes.sent(found[0], late)
        lanes.finish(found[0], late, sent=True)
        left.append(late)
    assert len(left) == 200
    assert left[-1] < 199 * 0.1 + 0.005
    assert min(after - before for before, after in pairwise(left)) > 0.09


def test_a_departure_that_is_very_late_is_not_made_up_for() -> None:
    drill = Drill(tasks("a", 3), interval=0.02, concurrency=9)
    lanes = drill.lanes
    for now in (0.0, 1.0):
        found = lanes.take(now)
        assert found is not None
        lanes.begin(found[0], now)
        lanes.sent(found[0], now)
    assert lanes.take(1.017) is None, "no more than a tenth of its interval is made up"
    assert lanes.take(1.0181) is not None


def test_a_request_that_never_left_starts_no_interval() -> None:
    lanes = Drill(tasks("a", 3), interval=1.0, concurrency=2).lanes
    found = lanes.take(0.0)
    assert found is not None
    lanes.begin(found[0], 0.0)
    lanes.finish(found[0], 0.25, sent=False)
    assert lanes.take(0.25) is not None


def test_begun_flows_and_due_retries_go_before_new_tasks() -> None:
    drill = Drill(tasks("long", 20) + tasks("b", 1), slots=1, concurrency=1)
    lanes = drill.lanes
    found = lanes.take(0.0)
    assert found is not None
    home, task = found
    assert isinstance(task, Task)
    lanes.opened(home)
    job = Job(task, flow(), home, Request("http://other/"))
    lanes.put("other", job, 0.0)
    lanes.skip(home, 0.0)
    following = lanes.take(0.0)
    assert following is not None
    assert following[1] is job
    lanes.put("other", job, 0.0, at=3.0)
    lanes.skip(following[0], 0.0)
    new = lanes.take(2.9)
    assert new is not None
    assert isinstance(new[1], Task)
    lanes.skip(new[0], 2.9)
    again = lanes.take(3.0)
    assert again is not None
    assert again[1] is job


def test_a_pause_holds_the_whole_lane() -> None:
    drill = Drill(tasks("a", 4), slots=4, concurrency=1)
    drill.start_one()
    drill.lanes.pause(drill.running[0][1], 7.0)
    drill.run()
    assert drill.times("a") == [0.0, 7.0, 8.0, 9.0]


def test_memory_is_flat() -> None:
    drill = Drill([task for n in range(300) for task in tasks(f"h{n}", 3)] + tasks("big", 900),
                  slots=8, interval=0.1)  # fmt: skip
    most_lanes = most_taken = 0
    while drill.step():
        most_lanes = max(most_lanes, len(drill.lanes._open))
        done = len(drill.starts)
        most_taken = max(most_taken, drill.lanes.taken - done)
    assert len(drill.starts) == 1800
    assert most_lanes <= 25
    assert most_taken <= 16 + 3 * most_lanes
    assert len(drill.lanes._open) <= 1


def test_begun_flows_are_bounded() -> None:
    lanes = Drill([task for n in range(20) for task in tasks(f"h{n}", 5)], most_flows=10).lanes
    begun = []
    while (found := lanes.take(0.0)) is not None:
        lane, task = found
        assert isinstance(task, Task)
        lanes.opened(lane)
        begun.append(Job(task, flow(), lane, Request("http://elsewhere/")))
        lanes.put("elsewhere", begun[-1], 0.0, at=100.0)
        lanes.skip(lane, 0.0)
    assert len(begun) == lanes.flows == 10
    lanes.closed(begun[0].home, 0.0)
    assert lanes.take(0.0) is not None


def test_one_lane_does_not_begin_all_its_flows_at_once() -> None:
    lanes = Drill(tasks("short.link", 500)).lanes
    begun = 0
    while (found := lanes.take(0.0)) is not None:
        lane, task = found
        assert isinstance(task, Task)
        lanes.opened(lane)
        lanes.put("elsewhere", Job(task, flow(), lane, Request("http://elsewhere/")), 0.0, at=9.0)
        lanes.skip(lane, 0.0)
        begun += 1
    assert begun == 64


def test_an_agenda_that_promises_too_much_is_not_waited_for() -> None:
    class Liar(ListAgenda):
        def lanes(self) -> dict[str, int]:
            return {"a": 5}

    lanes = Lanes(Liar([]), lambda name: Pace(0.0))
    lanes.load()
    assert lanes.take(0.0) is None
    assert lanes.exhausted
    assert lanes.taken == 0


@settings(max_examples=60, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 30), min_size=1, max_size=12),
    interval=st.sampled_from([0.0, 0.25, 3.0]),
    concurrency=st.integers(1, 3),
    slots=st.integers(1, 6),
    most_flows=st.sampled_from([1, 3, 4096]),
)
def test_any_crawl_is_complete_and_polite(
    sizes: list[int], interval: float, concurrency: int, slots: int, most_flows: int
) -> None:
    every = [task for n, size in enumerate(sizes) for task in tasks(f"h{n}-", size)]
    drill = Drill(
        every, interval=interval, concurrency=concurrency, slots=slots, most_flows=most_flows
    ).run()
    assert len({key for _, _, key in drill.starts}) == len(drill.starts) == sum(sizes)
    assert drill.lanes.exhausted
    assert max(drill.most_running.values()) <= concurrency
    for n in range(len(sizes)):
        times = drill.times(f"h{n}-")
        least = interval - 0.0051  # what a lane may catch up, and a rounding
        assert all(after - before >= least for before, after in pairwise(times))


def test_list_agenda_hands_out_each_task_once() -> None:
    agenda = ListAgenda(tasks("a", 3) + tasks("b", 1))
    assert agenda.lanes() == {"a": 3, "b": 1}
    assert [task.target.key for task in agenda.take("a", 2)] == ["a0", "a1"]
    assert [task.target.key for task in agenda.take("a", 2)] == ["a2"]
    assert agenda.take("a", 2) == agenda.take("c", 2) == []
    assert agenda.lanes() == {"b": 1}


class Terse(ListAgenda):
    """Names only the longest thousand of its lanes, and counts how often it is asked."""

    looks = 0

    def lanes(self) -> dict[str, int]:
        self.looks += 1
        return dict(sorted(super().lanes().items(), key=lambda lane: -lane[1])[:1000])


def test_an_agenda_may_name_its_lanes_little_by_little_the_longest_first() -> None:
    given = [task for n in range(2500) for task in tasks(f"h{n}-", 3 if n >= 2490 else 1)]
    drill = Drill(given, agenda=Terse).run()
    assert len({key for _, _, key in drill.starts}) == len(drill.starts) == 2520
    assert {name for _, name, _ in drill.starts[:20]} <= {f"h{n}-" for n in range(2490, 2500)}
    assert drill.lanes.exhausted
    assert isinstance(drill.agenda, Terse)
    assert drill.agenda.looks < 6


class Boastful(ListAgenda):
    """Promises what it does not have."""

    def lanes(self) -> dict[str, int]:
        return {f"h{n}": 1 for n in range(2000)}


def test_an_agenda_of_many_empty_promises_comes_to_an_end() -> None:
    lanes = Lanes(Boastful([]), lambda name: Pace(0.0, 2))
    lanes.load()
    assert lanes.take(0.0) is None
    assert lanes.exhausted


def test_lane_names_are_kept_apart() -> None:
    drill = Drill(tasks("a", 1) + tasks("", 2), slots=1).run()
    assert Counter(name for _, name, _ in drill.starts) == {"a": 1, "": 2}
    assert drill.now == pytest.approx(3.0)
