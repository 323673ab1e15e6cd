"""The second witness of blocked pages: an archive that saw the page alive lately."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checker.model import ArchiveAnswer, ArchiveOutcome, SnapshotVerdict, Verdict
from results.findings.examples import answer, check, one_link
from results.findings.links.link_blocked import lately_alive, look

ASKED = datetime(2026, 1, 15, 12, tzinfo=UTC)
BLOCKED = check(verdict=Verdict.BLOCKED, reason="bot-wall", status=403)


def captured(*days: str, status: int | None = 200) -> ArchiveAnswer:
    told = answer(ArchiveOutcome.FOUND, *days)
    return replace(told, snapshots=tuple(replace(each, status=status) for each in told.snapshots))


def test_the_newest_copy_of_the_last_year_is_told() -> None:
    (finding,) = look(one_link(BLOCKED, captured("2019-01-01", "2025-11-03", "2025-04-04")))
    assert finding.message.endswith(" Blocked to robots, archived alive on 2025-11-03 (wayback).")


@pytest.mark.parametrize(
    "told",
    [
        answer(ArchiveOutcome.ABSENT),
        answer(ArchiveOutcome.UNANSWERED),
        captured("2025-01-01"),  # more than a year before it was asked
        captured("2025-11-03", status=404),
        captured("2025-11-03", status=None),
    ],
)
def test_no_other_answer_is_a_witness(told: ArchiveAnswer) -> None:
    (finding,) = look(one_link(BLOCKED, told))
    assert "alive" not in finding.message


def test_a_copy_that_shows_something_else_is_no_witness() -> None:
    told = captured("2025-11-03")
    for verdict in (SnapshotVerdict.ERROR_CAPTURE, SnapshotVerdict.WRONG_CONTENT):
        other = replace(
            told, snapshots=tuple(replace(each, verdict=verdict) for each in told.snapshots)
        )
        assert lately_alive([other], ASKED) is None
    assert lately_alive([told], ASKED) is not None
