"""Moments in UTC, and how they are written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from checker.moments import in_utc, stamp

NOON = datetime(2018, 3, 4, 12, 30, 59, 999_999)  # noqa: DTZ001 (what has no zone is asked for)


@pytest.fixture(autouse=True)
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone does not count."""
    with monkeypatch.context() as machine:
        machine.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (NOON, "2018-03-04T12:30:59Z"),
        (NOON.replace(tzinfo=UTC), "2018-03-04T12:30:59Z"),
        (NOON.replace(tzinfo=timezone(timedelta(hours=13))), "2018-03-03T23:30:59Z"),
        (NOON.replace(tzinfo=timezone(-timedelta(hours=12))), "2018-03-05T00:30:59Z"),
    ],
)
def test_a_moment_is_told_in_utc(at: datetime, shown: str) -> None:
    assert stamp(at) == shown
    assert in_utc(at).utcoffset() == timedelta(0)
    assert stamp(in_utc(at)) == shown
