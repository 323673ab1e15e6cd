"""Dates of archives: read strictly, written exactly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.archives.dates import from_http, from_timestamp, to_http, to_timestamp, wanted


def utc(year: int, month: int, day: int, *time: int) -> datetime:
    hour, minute, second = (*time, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cited", "moment"),
    [
        ("2018", utc(2018, 12, 31, 23, 59, 59)),
        ("2018-02", utc(2018, 2, 28, 23, 59, 59)),
        ("2018-12", utc(2018, 12, 31, 23, 59, 59)),
        ("2018-03-04", utc(2018, 3, 4, 23, 59, 59)),
        ("2018-03-04T20:21", utc(2018, 3, 4, 20, 21)),
        ("2018-03-04T20:21:00+02:00", utc(2018, 3, 4, 18, 21)),
        ("1789", None),
        ("1995-12-31", None),
        ("2018-13", None),
        ("2018-02-30", None),
        ("lately", None),
        ("9999", None),
        ("", None),
        (None, None),
    ],
)
def test_the_wanted_moment_is_the_end_of_what_is_cited(
    cited: str | None, moment: datetime | None
) -> None:
    assert wanted(cited) == moment


@pytest.mark.parametrize(
    "digits", ["", "2018", "20180230000000", "2018010100000x", "201801010000000", "19951231235959"]
)
def test_a_timestamp_that_is_none(digits: str) -> None:
    assert from_timestamp(digits) is None


def test_timestamps_and_http_dates() -> None:
    at = utc(2018, 1, 1, 9, 8, 7)
    assert from_timestamp("20180101090807") == at
    assert to_timestamp(at) == "20180101090807"
    assert to_http(at) == "Mon, 01 Jan 2018 09:08:07 GMT"
    assert from_http("Mon, 01 Jan 2018 09:08:07 GMT") == at
    assert from_http("Mon, 01 Jan 2018 11:08:07 +0200") == at


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    for read in (from_timestamp, from_http, wanted):
        found = read(text)
        assert found is None or found.tzinfo is not None
