"""A strained host is asked less, and as before once it answers: lanes by the clock, and sockets."""

from __future__ import annotations

import pytest

from checker.crawling.lanes import Lane, Lanes
from checker.crawling.retry import is_strained
from checker.model import Exchange, Failure, Pace, Request
from pincite.demo.web import ANY, Behaviour, Hang, Reply, Seen, Web

from ..conftest import Quick
from .quick import run, status, task, urls
from .test_lanes import Drill, tasks


def a_lane(interval: float = 1.0, concurrency: int = 8) -> tuple[Lanes, Lane]:
    drill = Drill(tasks("a", 1), interval=interval, concurrency=concurrency)
    found = drill.lanes.take(0.0)
    assert found is not None
    return drill.lanes, found[0]


@pytest.mark.parametrize(
    ("status", "reason", "memento", "strained"),
    [
        (429, None, False, True),
        (503, None, False, True),
        (503, None, True, False),
        (500, None, False, False),
        (200, None, False, False),
        (None, "read-timeout", False, True),
        (None, "connect-timeout", False, True),
        (None, "refused", False, False),
    ],
)
def test_what_says_that_a_host_is_strained(
    status: int | None, reason: str | None, memento: bool, strained: bool
) -> None:
    headers = (("memento-datetime", "any"),) if memento else ()
    failure = Failure(reason) if reason else None
    answer = Exchange(Request("http://a.test/"), status, headers, failure=failure)
    assert is_strained(answer) is strained


def test_each_strain_doubles_the_interval_and_halves_the_number() -> None:
    lanes, lane = a_lane()
    seen = []
    for now in (1.0, 2.0, 3.0):
        lanes.slow_down(lane, now, now)
        seen.append((lane.interval, lane.most))
    assert seen == [(2.0, 4.0), (4.0, 2.0), (8.0, 1.0)]
    lanes.slow_down(lane, 4.0, 4.0)
    assert (lane.interval, lane.most) == (8.0, 1.0), "no host is slower than eight times"


def test_requests_of_before_say_nothing_new() -> None:
    lanes, lane = a_lane()
    for began in (0.5, 0.6, 0.7):
        lanes.slow_down(lane, began, 1.0)
    assert (lane.interval, lane.most) == (2.0, 4.0)


def test_answers_bring_the_pace_back_and_no_further() -> None:
    lanes, lane = a_lane()
    lanes.slow_down(lane, 1.0, 1.0)
    lanes.slow_down(lane, 2.0, 2.0)
    seen = []
    for _ in range(20):
        lanes.speed_up(lane)
        seen.append((lane.interval, lane.most))
    assert seen == sorted(seen, key=lambda one: -one[0])
    assert seen[0] == (3.0, 2.5), "a part at a time"
    assert seen[-1] == (1.0, 8.0)


def test_a_lane_without_an_interval_gets_one_and_loses_it() -> None:
    lanes, lane = a_lane(interval=0.0)
    lanes.slow_down(lane, 1.0, 1.0)
    assert lane.interval == pytest.approx(0.1)
    for _ in range(20):
        lanes.speed_up(lane)
    assert (lane.interval, lane.most) == (0.0, 8.0)


def test_nothing_leaves_a_slowed_lane_before_its_interval() -> None:
    drill = Drill(tasks("a", 4), interval=1.0, concurrency=4, seconds=0.1)
    drill.run(until=0.1)
    (lane,) = {lane for _, lane, _ in drill.running} or {drill.lanes._lane("a")}
    drill.lanes.slow_down(lane, drill.now, drill.now)
    drill.run()
    starts = [start for start, _, _ in drill.starts]
    assert len(starts) == 4
    assert starts[1] >= 2.0
    assert starts[2] - starts[1] >= 1.99


def test_a_host_that_says_429_gets_fewer_at_once_and_later_all_again(
    web: Web, quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    paces: list[tuple[float, float]] = []

    class Watched(Lanes):
        def slow_down(self, lane: Lane, began: float, now: float) -> None:
            super().slow_down(lane, began, now)
            paces.append((lane.interval, lane.most))

        def speed_up(self, lane: Lane) -> None:
            super().speed_up(lane)
            paces.append((lane.interval, lane.most))

    def busy_for_a_while(_: Seen) -> Behaviour:
        busy = 20 <= web.count("a.test") < 26
        return Reply(429 if busy else 200, body="<title>A page</title>", delay=0.02)

    monkeypatch.setattr("checker.crawling.crawler.Lanes", Watched)
    web.route("a.test", ANY, busy_for_a_while)
    found = run(map(task, urls("a.test", 60)), quick(web, per_host=8, retries=5))
    assert len(found) == 60
    assert {status(check) for check in found} == {200}
    assert paces[0] == (0.0, 8.0)
    assert min(most for _, most in paces) <= 4
    assert max(interval for interval, _ in paces) >= 0.1
    assert paces[-1] == (0.0, 8.0), "all is as before"


def test_a_host_that_never_answers_is_asked_a_few_times(web: Web, quick: Quick) -> None:
    """A hundred links of one silent host do not take a hundred timeouts."""
    web.route("silent.test", ANY, Hang())
    web.route("good.test", ANY, Reply(body="<title>A page</title>"))
    work = [*map(task, urls("silent.test", 100)), *map(task, urls("good.test", 20))]
    found = run(work, quick(web, timeout=0.2, per_host=4))
    assert len(found) == 120
    silent = [check for check in found if "silent" in check.key]
    assert {check.judgement.reason for check in silent} == {"read-timeout"}
    assert 8 <= web.count("silent.test") <= 12
    assert [status(check) for check in found if "good" in check.key] == [200] * 20


def test_pages_between_hangs_keep_a_host_alive(web: Web, quick: Quick) -> None:
    web.route("a.test", ANY, lambda seen: Hang() if int(seen.path[1:]) % 3 else Reply(body="ok"))
    found = run(map(task, urls("a.test", 30)), quick(web, timeout=0.2, per_host=1))
    assert len(found) == 30
    assert web.count("a.test") == 30


def test_the_pace_of_a_strained_lane_is_its_own() -> None:
    drill = Drill(
        [*tasks("a", 3), *tasks("b", 3)], paces={"a": Pace(1.0, 2), "b": Pace(1.0, 2)}, seconds=0.1
    )
    drill.run(until=0.05)
    drill.lanes.slow_down(drill.lanes._lane("a"), drill.now, drill.now)
    assert drill.lanes._lane("b").interval == 1.0
