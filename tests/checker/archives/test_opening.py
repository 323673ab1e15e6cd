"""Copies are opened and judged: the eight verdicts, each with the exchanges behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.archives.dates import from_timestamp, to_http
from checker.archives.memento import Memento
from checker.archives.opening import MOST_HOPS, opened
from checker.archives.wayback import Wayback
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    MementoSettings,
    Pace,
    Snapshot,
    SnapshotVerdict,
    Target,
    WaybackSettings,
)

from ..replay import Played, Recorded, Web, fails, play, reply

V = SnapshotVerdict
URL = "https://council.example/minutes"
TITLE = "Minutes of the Transport Committee"
TARGET = Target("key", URL, (TITLE,), "2018-03-04")
ROOT = "https://web.archive.org"
WAYBACK = Wayback(WaybackSettings())
BEFORE, EARLIER, AFTER, LATER = (
    "20180301101500",
    "20170101000000",
    "20180601000000",
    "20210601000000",
)
WORDS = "The committee heard the report on late buses and resolved to run them until one. " * 5


def index(*stamps: str) -> Recorded:
    """The CDX answer that names captures of the page."""
    names = '["urlkey","timestamp","original","mimetype","statuscode","digest","length"]'
    rows = [f'["k","{stamp}","{URL}","text/html","200","D{stamp}","99"]' for stamp in stamps]
    return reply(200, f"[{','.join([names, *rows])}]" if rows else "[]")


def died(stamp: str, status: str = "404") -> Recorded:
    return reply(
        200,
        '[["timestamp","original","statuscode","mimetype"],'
        f'["{stamp}","{URL}","{status}","text/html"]]',
    )


def raw(stamp: str, original: str = URL) -> str:
    return f"{ROOT}/web/{stamp}id_/{original}"


def capture(
    stamp: str, title: str = "", words: str = WORDS, status: int = 200, **headers: str
) -> Recorded:
    at = from_timestamp(stamp)
    assert at is not None
    link = headers.pop("link", f'<{URL}>; rel="original"')
    body = f"<title>{title}</title><h1>{title}</h1><p>{words}</p>" if title or words else b""
    return reply(status, body, memento_datetime=to_http(at), link=link, **headers)


def ask(
    cdx: Recorded,
    copies: dict[str, Recorded] | None = None,
    target: Target = TARGET,
    deaths: Recorded | None = None,
) -> Played[ArchiveAnswer]:
    """The Wayback Machine, asked and opened. `deaths` answers the question for 404s."""

    def indexed(request: object) -> Recorded:
        url = getattr(request, "url", "")
        if "404%7C410" in url:
            assert deaths is not None, "asked for deaths, which was not expected"
            return deaths
        assert "/cdx/search/cdx?" in url, f"asked for {url}, which was not recorded"
        return cdx

    web: Web = {**{raw(stamp): each for stamp, each in (copies or {}).items()}, "*": indexed}
    return play(opened(WAYBACK, target, 3), web)


@dataclass(frozen=True)
class Case:
    """What was exchanged, and what it makes of the copy."""

    verdict: SnapshotVerdict
    cdx: Recorded
    copy: Recorded | None = None
    says: str = ""
    deaths: Recorded | None = None


EXCLUDED = reply(
    403,
    "<p>This URL has been excluded.",
    x_archive_wayback_runtime_error="AdministrativeAccessControlException: Blocked Site Error",
)
NOBODY = "Cheap flights and hotels"
OTHER_WORDS = "Book your next holiday with us and save on every seat, every night, every car. " * 5

EIGHT = {
    "verified": Case(V.VERIFIED, index(BEFORE), capture(BEFORE, TITLE), f"titled “{TITLE}”"),
    "unverified": Case(
        V.UNVERIFIED,
        index(BEFORE),
        capture(BEFORE, "Transport", "Minutes, 1 March."),
        "the cited title is not on it",
    ),
    "error_capture": Case(
        V.ERROR_CAPTURE, index(BEFORE), capture(BEFORE, "Not Found", status=404), "not-found"
    ),
    "wrong_content": Case(
        V.WRONG_CONTENT, index(BEFORE), capture(BEFORE, NOBODY, OTHER_WORDS), f"titled “{NOBODY}”"
    ),
    "only_after_death": Case(
        V.ONLY_AFTER_DEATH,
        index(LATER),
        capture(LATER, NOBODY, OTHER_WORDS),
        "the page was gone by 2019-02-03",
        died("20190203000000"),
    ),
    "blocked": Case(V.BLOCKED, EXCLUDED, says="the archive excludes this site"),
    "none": Case(V.NONE, index(), says=""),
    "lookup_failed": Case(V.LOOKUP_FAILED, reply(503, "down"), says="HTTP 503"),
}
"""One for each verdict: the exchange with the index, and with the copy."""

OUTCOMES = {
    ArchiveOutcome.BLOCKED: V.BLOCKED,
    ArchiveOutcome.ABSENT: V.NONE,
    ArchiveOutcome.UNANSWERED: V.LOOKUP_FAILED,
}


def verdict_of(answer: ArchiveAnswer) -> tuple[SnapshotVerdict, str]:
    """What reports tell: the copy's verdict, or what the archive's answer is without one."""
    if answer.outcome is ArchiveOutcome.FOUND:
        return answer.snapshots[0].verdict, answer.snapshots[0].evidence
    assert answer.snapshots == ()
    return OUTCOMES[answer.outcome], answer.detail


@pytest.mark.parametrize("name", EIGHT)
def test_the_eight_verdicts(name: str) -> None:
    case = EIGHT[name]
    copies: dict[str, Recorded] = {}
    if case.copy is not None:
        copies = {BEFORE: case.copy, LATER: case.copy}
    verdict, said = verdict_of(ask(case.cdx, copies, deaths=case.deaths).answer)
    assert verdict is case.verdict
    assert case.says in said


def test_the_table_has_every_verdict() -> None:
    assert {case.verdict for case in EIGHT.values()} == set(SnapshotVerdict)
    assert [case.verdict.value for case in EIGHT.values()] == list(EIGHT)


def judged(copy: Recorded, target: Target = TARGET) -> Snapshot:
    (snapshot,) = ask(index(BEFORE), {BEFORE: copy}, target).answer.snapshots
    return snapshot


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
