"""Which pages are worth saving: living ones that nobody has a usable copy of, near enough."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker.model import ArchiveOutcome, SnapshotVerdict, Verdict
from results import worth_saving
from results.findings.examples import (
    REPORT,
    answer,
    answer_with,
    asked,
    check,
    copy_of,
    letter,
    link,
    note,
    one_link,
)
from results.model import Dossier

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ABSENT, UNANSWERED = ArchiveOutcome.ABSENT, ArchiveOutcome.UNANSWERED
BROKEN = SnapshotVerdict.ERROR_CAPTURE
COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT, at=80)
DOI = "https://doi.org/10.5555/night"


def reason(dossier: Dossier, *, everything: bool = False) -> str:
    (source,) = worth_saving(dossier, NOW, everything=everything)
    return source.reason


@pytest.mark.parametrize(
    "dossier",
    [
        one_link(check()),
        one_link(check(), answer(ABSENT)),
        one_link(check(verdict=Verdict.MOVED, final="https://new.example/"), answer(ABSENT)),
        one_link(check(), answer(ArchiveOutcome.BLOCKED)),
        one_link(check(), answer(ABSENT), answer(ArchiveOutcome.BLOCKED, archive="ours")),
        one_link(check(), answer_with(("2020-03-04", BROKEN)), date="2020"),
        one_link(check(), answer(ArchiveOutcome.FOUND, "2012-01-01"), date="2020"),
        one_link(check(), answer(ArchiveOutcome.FOUND, "2012-01-01")),
    ],
)
def test_these_are_worth_saving(dossier: Dossier) -> None:
    assert reason(dossier) == ""
    assert reason(dossier, everything=True) == ""


@pytest.mark.parametrize(
    ("dossier", "why"),
    [
        (one_link(check(), answer(ArchiveOutcome.FOUND, "2020-03-04"), date="2020"), "2020-03-04"),
        (one_link(check(), answer(ArchiveOutcome.FOUND, "2025-12-24"), date="2012"), "2025-12-24"),
        (one_link(check(), answer(ArchiveOutcome.FOUND, "2025-12-24")), "2025-12-24"),
        (one_link(check(), answer(UNANSWERED)), "did not answer"),
        (one_link(check(), answer(ABSENT), answer(UNANSWERED, archive="ours")), "did not answer"),
        (one_link(check(DOI), answer(ABSENT, url=DOI)), "registered name"),
        (
            asked(letter(note("1", links=[link(), COPY])), [check(), check(COPY.url)]),
            "cites a copy",
        ),
    ],
)
def test_these_need_none_unless_everything_is_wanted(dossier: Dossier, why: str) -> None:
    assert why in reason(dossier)
    assert reason(dossier, everything=True) == ""


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (each, "not asked" if each in (Verdict.SKIPPED, Verdict.UNKNOWN) else each.value)
        for each in Verdict
        if each not in (Verdict.OK, Verdict.MOVED)
    ],
)
def test_what_does_not_live_is_never_saved(verdict: Verdict, why: str) -> None:
    dossier = one_link(check(verdict=verdict, reason="because"), answer(ABSENT))
    assert why in reason(dossier)
    assert why in reason(dossier, everything=True)


def test_an_archive_that_may_not_show_a_site_is_named() -> None:
    dossier = one_link(check(), answer(ArchiveOutcome.BLOCKED))
    (source,) = worth_saving(dossier, NOW)
    assert source.excluded_by == {"wayback"}


def test_an_archive_s_copy_is_no_source() -> None:
    dossier = asked(letter(note("1", links=[COPY])), [check(COPY.url)])
    assert list(worth_saving(dossier, NOW, everything=True)) == []


def test_an_address_to_write_to_is_no_page() -> None:
    url = "mailto:clerk@city.example"
    for verdict, why in ((Verdict.OK, "mail-domain"), (Verdict.GONE, "mail-no-such-domain")):
        dossier = asked(letter(note("1", links=[link(url)])), [check(url, verdict, why)])
        assert list(worth_saving(dossier, NOW, everything=True)) == []
