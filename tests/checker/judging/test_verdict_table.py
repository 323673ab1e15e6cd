"""The verdict table over sockets: every reason is staged, every row is judged as it was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from checker.model import Judgement, Verdict
from checker.reasons import REASONS

from .stages import ROWS, SOCKETS, Row
from .staging import staged, table


@pytest.fixture(scope="module")
def bring_about(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Row], Judgement]]:
    with staged(tmp_path_factory.mktemp("staged")) as function:
        yield function


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.reason}: {row.staged}")
def test_a_row_is_judged_as_it_was_staged(
    bring_about: Callable[[Row], Judgement], row: Row
) -> None:
    judgement = bring_about(row)
    assert judgement.reason == row.reason, judgement
    assert judgement.verdict is REASONS[row.reason][0]


def test_every_reason_and_every_verdict_is_staged() -> None:
    assert {row.reason for row in ROWS} == set(REASONS)
    assert {REASONS[row.reason][0] for row in ROWS} == set(Verdict)


def test_what_is_said_of_the_page_comes_over_sockets() -> None:
    """Only names, this machine and ends of runs are brought about otherwise."""
    elsewhere = {row.reason for row in ROWS if row.kind != SOCKETS}
    assert elsewhere == {
        *("dns-no-such-host", "dns-failure", "connect-failed", "no-route", "local-resources"),
        *("invalid-url", "unsupported-scheme", "excluded", "private-address"),
        *("mail-no-such-domain", "mail-syntax"),
        *("distrusted-archive", "offline", "interrupted"),
    }


def test_the_table_is_one_line_a_row() -> None:
    told = [(row, Judgement(REASONS[row.reason][0], row.reason, "a | b")) for row in ROWS]
    assert table(told).count("\n") == len(ROWS) + 2
    assert "a \\| b" in table(told)
