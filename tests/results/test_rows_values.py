"""Cells: moments, sound text, targets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Target
from results.rows.targets import merged, target_cell, target_from
from results.rows.values import moment_of, moment_text, sound, sound_row

from .samples import every


@given(st.lists(every(datetime), min_size=2, max_size=6))
@settings(max_examples=100, deadline=None)
def test_moments_sort_as_text(moments: list[datetime]) -> None:
    told = sorted(moment_text(each) for each in moments)
    assert [moment_of(each) for each in told] == sorted(moments)


def test_a_moment_of_any_zone_is_kept_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    assert moment_text(datetime(2026, 3, 4, 5, tzinfo=east)) == "2026-03-03T20:00:00.000000+00:00"
    bare = datetime(2026, 3, 4, tzinfo=UTC).replace(tzinfo=None)
    assert moment_text(bare) == "2026-03-04T00:00:00.000000+00:00"


@given(st.text(st.characters(exclude_categories=())))
@settings(max_examples=100, deadline=None)
def test_sound_text_is_utf8_and_sound_text_stays(text: str) -> None:
    made = sound(text)
    made.encode()
    assert sound(made) is made


def test_a_row_that_needs_no_change_is_not_copied() -> None:
    row = ("é", "\x00", 2**63 - 1, None, 0.5, b"\xff")
    assert sound_row(row) is row
    assert sound_row((*row, "\ud800", 2**63, -(2**70))) == (
        *row,
        r"\ud800",
        2**63 - 1,
        -(2**63) + 1,
    )


@given(every(Target))
@settings(max_examples=100, deadline=None)
def test_any_target_comes_back(target: Target) -> None:
    assert target_from(target.key, target.url, target_cell(target)) == target


def test_targets_of_two_letters_are_one() -> None:
    one = Target("k", "u", titles=("A", "B"), cited_at="2018-03", fragment=None)
    other = Target("k", "v", titles=("B", "C"), cited_at="2017", fragment="top", archive_of="w")
    assert merged(one, other) == Target("k", "u", ("A", "B", "C"), "2017", "top", "w")
    many = Target("k", "u", titles=tuple(f"Title {number}" for number in range(1000)))
    assert len(merged(one, many).titles) == 20
