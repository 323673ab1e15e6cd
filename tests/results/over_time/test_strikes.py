"""Where links stand after their checks, and when they are due: days in, strikes out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Verdict
from results.over_time.strikes import (
    Rhythm,
    Seen,
    due_at,
    in_order,
    is_due,
    rhythm_from,
    standing,
    strikes_kept,
)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = "http://a.example/page"


def seen(day: float, verdict: Verdict = Verdict.UNREACHABLE, reason: str = "refused") -> Seen:
    return Seen(verdict, reason, START + day * DAY)


def failures(*days: float) -> list[Seen]:
    return [seen(day) for day in days]


def test_a_first_failure_is_one_strike() -> None:
    stands = standing(failures(0))
    assert stands is not None
    assert (stands.failing_since, stands.strikes, stands.confirmed_at) == (START, 1, None)


@pytest.mark.parametrize(
    ("days", "strikes"),
    [
        ((0, 1, 2), 1),
        ((0, 3), 1),  # not more than three days
        ((0, 3.01), 2),
        ((0, 2, 4), 2),
        ((0, 2, 4, 6), 2),  # counted from the last strike, which was day 4
        ((0, 2, 4, 7.01), 3),
        ((0, 4, 8), 3),
        ((0, 30), 2),
    ],
)
def test_strikes_are_more_than_three_days_apart(days: tuple[float, ...], strikes: int) -> None:
    stands = standing(failures(*days))
    assert stands is not None
    assert stands.strikes == strikes
    assert (stands.confirmed_at is not None) == (strikes == 3)
    assert stands.failing_since == START


def test_the_rhythm_that_a_run_kept_is_the_one_it_is_told_by() -> None:
    kept = strikes_kept(Rhythm(strikes=2, between_strikes=DAY))
    stands = standing(failures(0, 2), rhythm_from(kept))
    assert stands is not None
    assert (stands.strikes, stands.confirmed_at) == (2, START + 2 * DAY)
    older = standing(failures(0, 2), rhythm_from(None))
    assert older is not None
    assert (older.strikes, older.confirmed_at) == (1, None)


def test_an_answer_resets_everything() -> None:
    assert standing([*failures(0, 4, 8), seen(12, Verdict.OK, "ok")]) is None
    stands = standing([*failures(0, 4), seen(8, Verdict.MOVED, "moved"), *failures(12)])
    assert stands is not None
    assert (stands.strikes, stands.failing_since) == (1, START + 12 * DAY)


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED, Verdict.PAYWALLED, Verdict.SKIPPED])
def test_what_is_neither_leaves_a_link_where_it_stood(verdict: Verdict) -> None:
    stands = standing([*failures(0), seen(4, verdict, "other"), *failures(8)])
    assert stands is not None
    assert stands.strikes == 2
    assert standing([seen(0, verdict, "other")]) is None


def test_410_is_confirmed_at_once() -> None:
    stands = standing([seen(0, Verdict.GONE, "gone-410")])
    assert stands is not None
    assert stands.confirmed_at == START
    assert standing([seen(0, Verdict.GONE, "not-found")]).confirmed_at is None  # type: ignore[union-attr]


OKAY = (Verdict.OK, "ok")


@pytest.mark.parametrize(
    ("recorded", "counted"),
    [
        ([seen(0), seen(365), seen(7)], [seen(0), seen(7)]),  # the clock was a year ahead once
        ([seen(0), seen(-365), seen(7)], [seen(0), seen(7)]),  # and a year behind
        ([seen(365), seen(7, *OKAY)], [seen(7, *OKAY)]),
        ([seen(365), seen(7, *OKAY), seen(14)], [seen(7, *OKAY), seen(14)]),
        ([seen(0), seen(1), seen(365)], [seen(0), seen(1), seen(365)]),  # as far as anyone knows
        ([seen(0), seen(365), seen(366), seen(7), seen(14)], [seen(0), seen(7), seen(14)]),
        ([seen(0), seen(0), seen(4)], [seen(0), seen(0), seen(4)]),
        ([], []),
    ],
)
def test_a_check_by_a_wrong_clock_counts_for_nothing(
    recorded: list[Seen], counted: list[Seen]
) -> None:
    assert list(in_order(recorded)) == counted
    assert standing(recorded) == standing(counted)
    assert due_at(KEY, recorded, Rhythm()) == due_at(KEY, counted, Rhythm())


def test_a_link_without_history_is_due() -> None:
    assert is_due(KEY, [], Rhythm(), START)


def test_a_living_link_is_due_weekly_and_never_later() -> None:
    living = [seen(0, Verdict.OK, "ok")]
    exact = Rhythm(jitter=0)
    assert not is_due(KEY, living, exact, START + 6.99 * DAY)
    assert is_due(KEY, living, exact, START + 7 * DAY)
    days = {(due_at(f"http://a.example/{n}", living, Rhythm()) - START) / DAY for n in range(300)}
    assert len(days) == 300
    assert 5.25 <= min(days) < 5.5
    assert 6.75 < max(days) <= 7


def test_jitter_is_by_key_and_not_by_chance() -> None:
    living = [seen(0, Verdict.OK, "ok")]
    assert due_at(KEY, living, Rhythm()) == due_at(KEY, living, Rhythm())


def test_a_failing_link_is_due_when_a_strike_can_count() -> None:
    rhythm = Rhythm()
    assert not is_due(KEY, failures(0), rhythm, START + 3 * DAY)
    assert is_due(KEY, failures(0), rhythm, START + 3.001 * DAY)
    # A failure in between is no strike, and puts nothing off.
    assert is_due(KEY, failures(0, 2), rhythm, START + 3.001 * DAY)


def test_following_what_is_due_confirms_after_three_checks() -> None:
    history = failures(0)
    for _ in range(2):
        at = due_at(KEY, history, Rhythm())
        history.append(Seen(Verdict.UNREACHABLE, "refused", at))
    stands = standing(history)
    assert stands is not None
    assert stands.confirmed_at is not None
    assert stands.confirmed_at - START < 7 * DAY


def test_confirmed_dead_is_asked_monthly_since_some_come_back() -> None:
    dead, rhythm = failures(0, 4, 8), Rhythm(jitter=0)
    assert not is_due(KEY, dead, rhythm, START + 37.9 * DAY)
    assert is_due(KEY, dead, rhythm, START + 38 * DAY)


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED, Verdict.PAYWALLED])
def test_guarded_pages_are_asked_weekly(verdict: Verdict) -> None:
    rhythm = Rhythm(jitter=0)
    history = [seen(0, verdict, "bot-wall")]
    assert not is_due(KEY, history, rhythm, START + 6.9 * DAY)
    assert is_due(KEY, history, rhythm, START + 7 * DAY)


def test_what_costs_no_request_is_always_due() -> None:
    assert is_due(KEY, [seen(0, Verdict.INVALID, "bad-host")], Rhythm(), START)
    assert is_due(KEY, [seen(0, Verdict.SKIPPED, "excluded")], Rhythm(), START)


def test_a_check_of_the_future_keeps_nothing_from_being_asked() -> None:
    assert is_due(KEY, [seen(400, *OKAY)], Rhythm(), START)
    # And once it has been asked since, it is not asked every day until that year is over.
    assert not is_due(KEY, [seen(400), seen(401), seen(7, *OKAY)], Rhythm(), START + 8 * DAY)


def test_intervals_beyond_all_dates_are_never() -> None:
    never = Rhythm(living=timedelta.max, jitter=0)
    assert not is_due(KEY, [seen(0, Verdict.OK, "ok")], never, START + 9999 * DAY)


HISTORIES = st.lists(
    st.builds(
        seen,
        st.floats(0, 100),
        st.sampled_from(list(Verdict)),
        st.sampled_from(["refused", "gone-410", "ok"]),
    ),
    max_size=20,
)


@settings(max_examples=100, deadline=None)
@given(HISTORIES)
def test_strikes_never_outnumber_the_days(history: list[Seen]) -> None:
    stands = standing(history)
    if stands is not None:
        assert stands.failing_since <= stands.struck_at
        assert (stands.strikes - 1) * 3 * DAY <= stands.struck_at - stands.failing_since
        assert stands.confirmed_at is None or stands.confirmed_at >= stands.failing_since
    is_due(KEY, history, Rhythm(), START)


def longest(moments: list[int]) -> int:
    """How many can be left so that none goes back, told slowly."""
    best = [0] * len(moments)
    for number, each in enumerate(moments):
        best[number] = 1 + max((best[n] for n in range(number) if moments[n] <= each), default=0)
    return max(best, default=0)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=14))
def test_as_many_checks_count_as_agree_with_one_another(days: list[int]) -> None:
    recorded = failures(*days)
    counted = in_order(recorded)
    assert [each.at for each in counted] == sorted(each.at for each in counted)
    assert len(counted) == longest(days)
    rest = iter(recorded)
    assert all(any(each is other for other in rest) for each in counted), "in their order"
