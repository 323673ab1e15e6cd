"""Copies are opened and judged: the eight verdicts, each with the exchanges behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.model import ArchiveOutcome, Pace, SnapshotVerdict

from ..replay import Recorded, fails, reply
from .eight import (
    AFTER,
    BEFORE,
    EARLIER,
    EIGHT,
    EXCLUDED,
    TARGET,
    TITLE,
    WAYBACK,
    WORDS,
    V,
    as_markdown,
    ask,
    capture,
    index,
    judged,
    play_case,
    raw,
    verdict_of,
)

PAGE = Path(__file__).parents[3] / "docs" / "archive-verdicts.md"


@pytest.mark.parametrize("name", EIGHT)
def test_the_eight_verdicts(name: str) -> None:
    case = EIGHT[name]
    verdict, said = verdict_of(play_case(case).answer)
    assert verdict is case.verdict
    assert case.says in said


def test_the_table_has_every_verdict() -> None:
    assert {case.verdict for case in EIGHT.values()} == set(SnapshotVerdict)
    assert [case.verdict.value for case in EIGHT.values()] == list(EIGHT)


def test_the_page_in_docs_is_what_the_exchanges_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown()


@pytest.mark.parametrize(
    ("copy", "verdict", "says"),
    [
        (capture(BEFORE, f"{TITLE} | City of Council"), V.VERIFIED, "titled"),
        (capture(BEFORE, "Committees", f"{WORDS} {TITLE} {WORDS}"), V.VERIFIED, "titled"),
        # Another page of the same site that has the title's words scattered about is not accused.
        (capture(BEFORE, "Transport news", WORDS), V.UNVERIFIED, "the cited title is not on it"),
        (capture(BEFORE, "Page not found", "Sorry, that page is gone."), V.ERROR_CAPTURE, "not-"),
        (capture(BEFORE, "500", "x", status=500), V.ERROR_CAPTURE, "server-error"),
        (capture(BEFORE, words=""), V.ERROR_CAPTURE, "empty-page"),
        (capture(BEFORE, "Just a moment...", "Checking."), V.ERROR_CAPTURE, "bot-wall"),
        (capture(BEFORE, "Forbidden", status=403), V.ERROR_CAPTURE, "forbidden"),
        (
            capture(BEFORE, "council.example", "This domain is for sale. Buy this domain."),
            V.WRONG_CONTENT,
            "domain-for-sale",
        ),
        (
            capture(BEFORE, TITLE, link='<https://other.example/>; rel="original"'),
            V.WRONG_CONTENT,
            "a capture of https://other.example/",
        ),
        (
            capture(BEFORE, TITLE, link='<http://www.council.example:80/minutes>; rel="original"'),
            V.VERIFIED,
            "titled",
        ),
        (
            replace(capture(BEFORE, content_type="application/pdf"), body=b"%PDF-1.4 with no text"),
            V.UNVERIFIED,
            "no words to compare (application/pdf)",
        ),
        (reply(200, "<title>Wayback</title>"), V.UNVERIFIED, "without Memento-Datetime"),
        (reply(503, "busy"), V.UNVERIFIED, "could not be opened: HTTP 503"),
        (reply(429, "slow down"), V.UNVERIFIED, "could not be opened: HTTP 429"),
        (fails("read-timeout", "20 s"), V.UNVERIFIED, "could not be opened: read-timeout: 20 s"),
    ],
)
def test_what_a_copy_shows(copy: Recorded, verdict: SnapshotVerdict, says: str) -> None:
    snapshot = judged(copy)
    assert snapshot.verdict is verdict
    assert says in snapshot.evidence


def test_without_a_title_a_sound_copy_is_unverified_and_no_other_is_opened() -> None:
    played = ask(
        index(BEFORE, EARLIER), {BEFORE: capture(BEFORE, TITLE)}, replace(TARGET, titles=())
    )
    first, second = played.answer.snapshots
    assert (first.verdict, second.verdict) == (V.UNVERIFIED, V.UNVERIFIED)
    assert first.evidence.startswith("the citation gives no title to compare; titled")
    assert second.evidence == ""


def test_copies_are_opened_raw_in_the_lane_of_replay() -> None:
    played = ask(index(BEFORE), {BEFORE: capture(BEFORE, TITLE)})
    cdx, copy = played.requests
    assert (cdx.lane, copy.lane) == ("wayback", "wayback replay")
    assert copy.url == raw(BEFORE)
    assert copy.max_bytes
    assert WAYBACK.replay == ("wayback replay", Pace(0.125))


def test_the_next_candidate_is_tried_and_what_is_verified_comes_first() -> None:
    played = ask(
        index(BEFORE, EARLIER),
        {BEFORE: capture(BEFORE, "Oops", status=404), EARLIER: capture(EARLIER, TITLE)},
    )
    first, second = played.answer.snapshots
    assert (first.verdict, first.captured_at.year) == (V.VERIFIED, 2017)
    assert second.verdict is V.ERROR_CAPTURE
    assert len(played.requests) == 3


def test_the_one_from_before_is_opened_first() -> None:
    played = ask(index(AFTER, BEFORE), {BEFORE: capture(BEFORE, TITLE)})
    assert played.urls[1:] == [raw(BEFORE)]
    assert [each.verdict for each in played.answer.snapshots] == [V.VERIFIED, V.UNVERIFIED]


def test_three_are_opened_at_most() -> None:
    stamps = ["20180301101500", "20180201000000", "20180101000000", "20171201000000"]
    played = ask(index(*stamps), {each: capture(each, "Oops", status=404) for each in stamps})
    assert len(played.requests) == 4
    verdicts = [each.verdict for each in played.answer.snapshots]
    assert verdicts == [V.UNVERIFIED, *[V.ERROR_CAPTURE] * 3]
    assert played.answer.snapshots[0].evidence == ""


def test_an_archive_that_does_not_answer_is_not_asked_on() -> None:
    played = ask(index(BEFORE, EARLIER), {BEFORE: reply(503, "busy")})
    assert len(played.requests) == 2
    assert played.answer.outcome is ArchiveOutcome.FOUND


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(reply(404, "Not archived"), ArchiveOutcome.ABSENT), (EXCLUDED, ArchiveOutcome.BLOCKED)],
)
def test_copies_that_are_none_are_no_copies(answer: Recorded, outcome: ArchiveOutcome) -> None:
    found = ask(index(BEFORE, EARLIER), {BEFORE: answer, EARLIER: answer}).answer
    assert (found.outcome, found.snapshots) == (outcome, ())
    assert found.detail.startswith(f"HTTP {answer.status}")


def test_none_among_others_is_kept_as_none() -> None:
    copies = {BEFORE: reply(404, "Not archived"), EARLIER: capture(EARLIER, TITLE)}
    first, second = ask(index(BEFORE, EARLIER), copies).answer.snapshots
    assert (first.verdict, second.verdict) == (V.VERIFIED, V.NONE)
