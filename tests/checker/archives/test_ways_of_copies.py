"""The ways of a copy: archived redirects, deaths between, frames, and hostile archives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.archives.dates import to_http
from checker.archives.memento import Memento
from checker.archives.opening import MOST_HOPS, opened
from checker.model import ArchiveAnswer, ArchiveOutcome, MementoSettings, SnapshotVerdict, Target

from ..replay import Recorded, Web, fails, play, reply
from .eight import (
    AFTER,
    BEFORE,
    EARLIER,
    LATER,
    NOBODY,
    OTHER_WORDS,
    ROOT,
    TARGET,
    TITLE,
    URL,
    WAYBACK,
    V,
    ask,
    capture,
    died,
    index,
    raw,
)


def test_a_move_to_another_date_is_followed_and_the_date_is_the_shown_one() -> None:
    moved = reply(
        302, location=raw(EARLIER), x_archive_redirect_reason=f"found capture at {EARLIER}"
    )
    answer = ask(index(BEFORE), {BEFORE: moved, EARLIER: capture(EARLIER, TITLE)}).answer
    (copy,) = answer.snapshots
    assert copy.verdict is V.VERIFIED
    assert copy.captured_at == datetime(2017, 1, 1, tzinfo=UTC)
    assert copy.url == f"{ROOT}/web/{EARLIER}/{URL}"


NEW = "https://council.example/archive/minutes-2018"


@pytest.mark.parametrize("location", [raw(BEFORE, NEW), NEW, "/archive/minutes-2018"])
def test_an_archived_redirect_is_followed_within_the_archive(location: str) -> None:
    web: Web = {
        raw(BEFORE): capture(BEFORE, words="", status=301, location=location),
        raw(BEFORE, NEW): capture("20180301101501", TITLE),
        "*": index(BEFORE),
    }
    played = play(opened(WAYBACK, TARGET, 3), web)
    assert played.urls[1:] == [raw(BEFORE), raw(BEFORE, NEW)]
    assert played.answer.snapshots[0].verdict is V.VERIFIED


def test_an_archived_redirect_to_the_home_page_is_a_capture_of_an_error() -> None:
    home = "https://council.example/"
    deep = "https://council.example/a/minutes-2018"
    target = replace(TARGET, url=deep)
    web: Web = {
        raw(BEFORE, deep): capture(
            BEFORE,
            words="",
            status=302,
            location=raw(BEFORE, home),
            link=f'<{deep}>; rel="original"',
        ),
        raw(BEFORE, home): capture(BEFORE, "Welcome to the council"),
        "*": reply(
            200,
            '[["timestamp","original","statuscode","mimetype"],'
            f'["{BEFORE}","{deep}","200","text/html"]]',
        ),
    }
    (copy,) = play(opened(WAYBACK, target, 3), web).answer.snapshots
    assert copy.verdict is V.ERROR_CAPTURE
    assert copy.evidence.startswith("redirect-to-home")


def test_a_redirect_off_the_archive_is_never_taken_for_a_copy() -> None:
    played = ask(index(BEFORE), {BEFORE: reply(302, location="https://login.example/")})
    assert len(played.requests) == 2
    assert played.answer.snapshots[0].verdict is V.UNVERIFIED
    assert "HTTP 302 without Memento-Datetime" in played.answer.snapshots[0].evidence


def test_a_circle_of_captures_ends() -> None:
    circle = capture(BEFORE, words="", status=302, location=raw(EARLIER))
    back = capture(EARLIER, words="", status=302, location=raw(BEFORE))
    played = ask(index(BEFORE), {BEFORE: circle, EARLIER: back})
    assert len(played.requests) <= 1 + MOST_HOPS
    assert played.answer.snapshots[0].verdict is V.ERROR_CAPTURE


LATE = {LATER: capture(LATER, NOBODY, OTHER_WORDS)}


@pytest.mark.parametrize(
    ("deaths", "target", "verdict"),
    [
        (died("20190203000000"), TARGET, V.ONLY_AFTER_DEATH),
        (died("20190203000000", "410"), TARGET, V.ONLY_AFTER_DEATH),
        # A server that does not know the filter answers with a living page.
        (died("20190203000000", "200"), TARGET, V.WRONG_CONTENT),
        (index(), TARGET, V.WRONG_CONTENT),
        (reply(503), TARGET, V.WRONG_CONTENT),
        # Before the cited date: the author saw it alive after that.
        (died("20170203000000"), TARGET, V.WRONG_CONTENT),
        (None, replace(TARGET, cited_at=None), V.WRONG_CONTENT),
        (None, replace(TARGET, cited_at="2022"), V.WRONG_CONTENT),
    ],
)
def test_only_after_death_needs_a_death_between_the_citation_and_the_copy(
    deaths: Recorded | None, target: Target, verdict: SnapshotVerdict
) -> None:
    assert ask(index(LATER), LATE, target, deaths).answer.snapshots[0].verdict is verdict


def test_a_copy_that_bears_the_title_is_verified_whatever_came_before_it() -> None:
    played = ask(index(LATER), {LATER: capture(LATER, TITLE)})
    assert played.answer.snapshots[0].verdict is V.VERIFIED
    assert len(played.requests) == 2


def test_a_sound_copy_from_before_the_death_keeps_the_word_only_away() -> None:
    copies = {EARLIER: capture(EARLIER, "Transport", "Minutes."), **LATE}
    answer = ask(index(EARLIER, LATER), copies, deaths=died("20190203000000")).answer
    assert [each.verdict for each in answer.snapshots] == [V.UNVERIFIED, V.WRONG_CONTENT]


def test_a_parked_page_on_the_way_shows_the_death_without_another_question() -> None:
    parked = capture(AFTER, "council.example", "This domain is for sale. Buy this domain.")
    answer = ask(index(AFTER, LATER), {AFTER: parked, **LATE}).answer
    assert {each.captured_at.year: each.verdict for each in answer.snapshots} == {
        2018: V.WRONG_CONTENT,
        2021: V.ONLY_AFTER_DEATH,
    }


GATE = "https://ours.example/timegate/"
OURS = MementoSettings("ours", GATE, raw="https://ours.example/{timestamp}id_/{url}")


def framed(settings: MementoSettings, bare: Recorded) -> ArchiveAnswer:
    """pywb in frames: the TimeGate makes up a date for what it does not have."""
    at = "Sun, 04 Mar 2018 23:59:59 GMT"
    frame = reply(200, "<iframe>", memento_datetime=at, link=f'<{URL}>; rel="original"')
    web: Web = {
        f"{GATE}{URL}": frame,
        f"https://ours.example/20180304235959id_/{URL}": bare,
    }
    return play(opened(Memento(settings), TARGET, 3), web).answer


def test_raw_bytes_must_bear_out_what_a_frame_claims() -> None:
    assert framed(OURS, reply(404, "no capture")).outcome is ArchiveOutcome.ABSENT
    (copy,) = framed(OURS, capture(BEFORE, TITLE)).snapshots
    assert (copy.verdict, copy.captured_at.day) == (V.VERIFIED, 1)
    (error,) = framed(OURS, capture(BEFORE, "Oops", status=404)).snapshots
    assert error.verdict is V.ERROR_CAPTURE
    (unread,) = framed(OURS, fails("reset")).snapshots
    assert (unread.verdict, unread.evidence[:19]) == (V.UNVERIFIED, "could not be opened")


STATUS = st.sampled_from([200, 204, 301, 302, 404, 410, 429, 451, 500])
HEADER = st.sampled_from(["", "junk", to_http(datetime(2018, 3, 1, tzinfo=UTC))])
PLACES = st.sampled_from(["", "/", raw(BEFORE), raw(EARLIER), URL, "https://x.example/", "::::"])


@given(st.lists(st.tuples(STATUS, HEADER, PLACES, st.binary(max_size=80)), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_no_archive_breaks_the_opening(answers: list[tuple[int, str, str, bytes]]) -> None:
    turns = iter(range(1000))

    def any_answer(_: object) -> Recorded:
        status, at, location, body = answers[next(turns) % len(answers)]
        headers = {"location": location} if location else {}
        return reply(status, body, memento_datetime=at, **headers)

    def routed(request: object) -> Recorded:
        is_index = "/cdx/" in getattr(request, "url", "")
        return index(BEFORE, EARLIER) if is_index else any_answer(request)

    web: dict[str, Callable[[object], Recorded]] = {"*": routed}
    played = play(opened(WAYBACK, TARGET, 3), web)
    verified = [s for s in played.answer.snapshots if s.verdict is V.VERIFIED]
    assert not verified
