"""Any Memento archive: only Memento-Datetime proves a copy, and silence is never absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.archives.memento import MOST_CAPTURES, MOST_HOPS, Memento
from checker.archives.opening import opened
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    MementoSettings,
    Request,
    SnapshotVerdict,
    Target,
)

from ..replay import AT, Played, Recorded, Web, fails, play, reply, to

URL = "https://council.example/minutes?a=1,2"
TARGET = Target("key", URL, cited_at="2018-03-04")
ROOT = "https://ours.example"
GATE = f"{ROOT}/timegate/{URL}"
SETTINGS = MementoSettings("ours", f"{ROOT}/timegate/")
TIMEMAP = f"{ROOT}/timemap/{URL}"
FEBRUARY, MARCH, MAY, JUNE = (f"{ROOT}/2018{month:02}01000000/{URL}" for month in (2, 3, 5, 6))
DATES = {
    FEBRUARY: "Thu, 01 Feb 2018 00:00:00 GMT",
    MARCH: "Thu, 01 Mar 2018 00:00:00 GMT",
    MAY: "Tue, 01 May 2018 00:00:00 GMT",
    JUNE: "Fri, 01 Jun 2018 00:00:00 GMT",
}


def links(*mementos: str, original: str = URL) -> str:
    parts = [f'<{original}>; rel="original"', f'<{TIMEMAP}>; rel="timemap"']
    parts += [f'<{each}>; rel="memento"; datetime="{DATES[each]}"' for each in mementos]
    return ", ".join(parts)


def gate(memento: str, *others: str, status: int = 302) -> Recorded:
    """A TimeGate that redirects, and names other mementos."""
    return reply(status, location=memento, vary="accept-datetime", link=links(memento, *others))


def capture(memento: str, status: int = 200, **headers: str) -> Recorded:
    date = DATES[memento]
    return reply(status, "<p>As it was", memento_datetime=date, link=links(), **headers)


def ask(web: Web, target: Target = TARGET, settings: MementoSettings = SETTINGS) -> ArchiveAnswer:
    return asked(web, target, settings).answer


def asked(
    web: Web, target: Target = TARGET, settings: MementoSettings = SETTINGS
) -> Played[ArchiveAnswer]:
    return play(Memento(settings).lookup(target), web)


def test_the_timegate_is_asked_for_the_cited_date() -> None:
    played = asked({GATE: gate(MARCH), MARCH: capture(MARCH)})
    assert played.urls == [GATE, MARCH]
    assert played.requests[0].headers == (("accept-datetime", "Sun, 04 Mar 2018 23:59:59 GMT"),)
    assert {request.lane for request in played.requests} == {"ours"}
    assert all(request.max_bytes for request in played.requests)


def test_without_a_date_no_date_is_asked_for() -> None:
    played = asked({GATE: gate(MAY), MAY: capture(MAY)}, Target("key", URL))
    assert played.requests[0].headers == ()
    assert played.answer.snapshots[0].url == MAY


def test_a_found_copy() -> None:
    answer = ask({GATE: gate(MARCH, MAY), MARCH: capture(MARCH)})
    assert answer.outcome is ArchiveOutcome.FOUND
    assert (answer.key, answer.archive, answer.asked_at) == ("key", "ours", AT)
    snapshot, other = answer.snapshots
    assert (other.url, other.captured_at.month, other.status) == (MAY, 5, None)
    assert snapshot.url == MARCH
    assert snapshot.captured_at == datetime(2018, 3, 1, tzinfo=UTC)
    assert (snapshot.original, snapshot.status, snapshot.archive) == (URL, 200, "ours")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_of_a_timegate_is_followed(status: int) -> None:
    other = f"{ROOT}/other-timegate/{URL}"
    web: Web = {GATE: to(other, status), other: gate(MARCH, status=status)}
    assert ask({**web, MARCH: capture(MARCH)}).snapshots[0].url == MARCH


def test_a_timegate_may_answer_with_the_copy_itself() -> None:
    answer = capture(MARCH, content_location=MARCH)
    assert ask({GATE: answer}).snapshots[0].url == MARCH
    relative = capture(MARCH, content_location=MARCH.removeprefix(ROOT))
    assert ask({GATE: relative}).snapshots[0].url == MARCH
    assert ask({GATE: capture(MARCH)}).snapshots[0].url == GATE


def test_a_captured_redirect_is_followed_within_the_archive() -> None:
    elsewhere = f"{ROOT}/20180301000005/https://www.council.example/minutes"
    web: Web = {
        GATE: gate(MARCH),
        MARCH: capture(MARCH, 301, location=elsewhere),
        elsewhere: capture(MARCH),
    }
    assert ask(web).snapshots[0].url == MARCH
    left: Web = {**web, elsewhere: reply(200, "<p>The living web")}
    assert ask(left).outcome is ArchiveOutcome.UNANSWERED


def test_a_404_is_absent_only_from_the_archive_itself() -> None:
    assert ask({GATE: reply(404, "No memento")}).outcome is ArchiveOutcome.ABSENT
    error: Web = {GATE: capture(MARCH, 404, content_location=MARCH)}
    all_errors = ask({**error, TIMEMAP: reply(200, links(MARCH))})
    assert all_errors.outcome is ArchiveOutcome.ABSENT
    assert all_errors.detail == "only captures of errors (1)"
    for unread in (reply(404), reply(200, "<p>no map"), fails("reset")):
        assert ask({**error, TIMEMAP: unread}).outcome is ArchiveOutcome.UNANSWERED


def test_after_a_captured_error_the_one_before_is_tried_first() -> None:
    web: Web = {
        GATE: gate(MARCH, MAY, FEBRUARY),
        MARCH: capture(MARCH, 404),
        FEBRUARY: capture(FEBRUARY),
        MAY: capture(MAY),
    }
    played = asked(web)
    assert played.urls == [GATE, MARCH, FEBRUARY]
    assert played.answer.snapshots[0].url == FEBRUARY
    later: Web = {**web, FEBRUARY: capture(FEBRUARY, 503)}
    assert ask(later).snapshots[0].url == MAY


def test_errors_to_the_end_leave_it_open_whether_there_is_a_copy() -> None:
    three = (MARCH, FEBRUARY, MAY)
    web: Web = {GATE: gate(*three), **{each: capture(each, 404) for each in three}}
    assert ask({**web, TIMEMAP: reply(200, links(*three))}).outcome is ArchiveOutcome.ABSENT
    answer = ask({**web, TIMEMAP: reply(200, links(*three, JUNE))})
    assert answer.outcome is ArchiveOutcome.UNANSWERED
    assert answer.detail == f"the {MOST_CAPTURES} nearest captures are of errors"


def test_the_timemap_helps_where_headers_name_no_other_capture() -> None:
    web: Web = {
        GATE: capture(MARCH, 404, content_location=MARCH),
        TIMEMAP: reply(200, links(MARCH, FEBRUARY)),
        FEBRUARY: capture(FEBRUARY),
    }
    assert ask(web).snapshots[0].url == FEBRUARY
    settings = replace(SETTINGS, timemap=f"{ROOT}/maps/link/")
    elsewhere: Web = {**web, TIMEMAP: reply(500), f"{ROOT}/maps/link/{URL}": web[TIMEMAP]}
    assert ask(elsewhere, settings=settings).snapshots[0].url == FEBRUARY
    assert ask(elsewhere).outcome is ArchiveOutcome.UNANSWERED


def test_a_copy_of_another_page_is_no_copy() -> None:
    web: Web = {GATE: reply(200, memento_datetime=DATES[MARCH],
                            link=links(original="https://other.example/"))}  # fmt: skip
    answer = ask(web)
    assert answer.outcome is ArchiveOutcome.UNANSWERED
    assert "other.example" in answer.detail
    folded = links(original="http://www.council.example:80/minutes?a=1,2")
    web = {GATE: reply(200, memento_datetime=DATES[MARCH], link=folded)}
    assert ask(web).outcome is ArchiveOutcome.FOUND


@pytest.mark.parametrize(
    "answer",
    [
        reply(403, "AdministrativeAccessControlException"),
        reply(403, x_archive_wayback_runtime_error="RobotAccessControlException: no"),
        reply(200, "<p>This URL has been excluded from the Wayback Machine."),
        reply(451, "legal"),
    ],
)
def test_what_an_archive_may_not_show_is_blocked(answer: Recorded) -> None:
    assert ask({GATE: answer}).outcome is ArchiveOutcome.BLOCKED


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (reply(200, "<p>Hello"), "HTTP 200 without Memento-Datetime"),
        (reply(200, "<p>Hello", memento_datetime="lately"), "HTTP 200 without Memento-Datetime"),
        (reply(400, "bad date"), "HTTP 400 without Memento-Datetime"),
        (reply(403, "who are you"), "HTTP 403 without Memento-Datetime"),
        (reply(429), "HTTP 429"),
        (reply(502), "HTTP 502"),
        (fails("connect-timeout"), "connect-timeout: as recorded"),
        (to("mailto:x@ours.example", 302), "HTTP 302 without Memento-Datetime"),
        (to(GATE, 302), "HTTP 302 without Memento-Datetime"),
    ],
)
def test_whatever_else_is_unanswered(answer: Recorded, detail: str) -> None:
    found = ask({GATE: answer})
    assert (found.outcome, found.detail) == (ArchiveOutcome.UNANSWERED, detail)


def test_an_archive_cannot_lead_us_on_for_ever() -> None:
    def onward(request: Request) -> Recorded:
        return to(f"{request.url}x", 302)

    played = asked({"*": onward})
    assert len(played.requests) == MOST_HOPS
    assert played.answer.outcome is ArchiveOutcome.UNANSWERED

    def errors(request: Request) -> Recorded:
        named = f'<{request.url}x>; rel=memento; datetime="{DATES[MARCH]}"'
        return reply(404, memento_datetime=DATES[MARCH], link=named)

    assert len(asked({"*": errors}).requests) == MOST_CAPTURES


def test_urls_stand_behind_the_archive_s_own_in_ascii() -> None:
    target = Target("key", "https://bücher.example/ä b?x#part")
    played = asked({"*": reply(404)}, target)
    assert played.urls == [f"{ROOT}/timegate/https://b%C3%BCcher.example/%C3%A4%20b?x"]


HEADER = st.text(max_size=60) | st.sampled_from([*DATES.values(), links(MARCH, MAY), MARCH, GATE])
NAMES = st.sampled_from(["location", "link", "memento-datetime", "content-location"])


@given(
    st.lists(
        st.builds(
            Recorded,
            status=st.sampled_from([200, 301, 302, 307, 403, 404, 500]),
            body=st.binary(max_size=40),
            headers=st.lists(st.tuples(NAMES, HEADER), max_size=4).map(tuple),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_archive_breaks_the_lookup(answers: list[Recorded]) -> None:
    settings = replace(SETTINGS, timemap=f"{ROOT}/timemap/link/")
    waiting = iter(answers * 20)
    played = asked({"*": lambda _: next(waiting)}, settings=settings)
    assert len(played.requests) <= (MOST_CAPTURES + 1) * MOST_HOPS + 1
    assert bool(played.answer.snapshots) is (played.answer.outcome is ArchiveOutcome.FOUND)


CITED = datetime(2018, 1, 15, tzinfo=UTC)
UNTIL = datetime(2018, 6, 1, tzinfo=UTC)


def died(web: Web, settings: MementoSettings = SETTINGS) -> Played[datetime | None]:
    return play(Memento(settings).gone_between(TARGET, CITED, UNTIL), web)


def listed(*mementos: str) -> Recorded:
    return reply(200, links(*mementos), content_type="application/link-format")


def test_a_death_is_found_among_the_captures_that_the_timemap_names() -> None:
    """It lists them without a status: the last before the copy, one from the middle, the first."""
    played = died(
        {
            GATE: gate(JUNE),
            TIMEMAP: listed(FEBRUARY, MARCH, MAY, JUNE),
            MAY: capture(MAY, 404),
        }
    )
    assert played.answer == datetime(2018, 5, 1, tzinfo=UTC)
    assert played.urls == [GATE, TIMEMAP, MAY]


def test_the_timemap_of_the_settings_needs_no_timegate() -> None:
    mapped = replace(SETTINGS, timemap=f"{ROOT}/timemap/")
    played = died(
        {
            TIMEMAP: listed(FEBRUARY, MARCH, MAY),
            MAY: capture(MAY),
            MARCH: capture(MARCH, 410),
            FEBRUARY: capture(FEBRUARY),
        },
        mapped,
    )
    assert played.answer == datetime(2018, 3, 1, tzinfo=UTC)
    assert played.urls == [TIMEMAP, MAY, MARCH]


@pytest.mark.parametrize(
    "web",
    [
        {GATE: reply(503, "busy"), "*": reply(503, "busy")},
        {GATE: gate(JUNE), TIMEMAP: reply(404, "no map")},
        {GATE: gate(JUNE), TIMEMAP: listed(JUNE)},
        {GATE: gate(JUNE), TIMEMAP: listed(MAY), MAY: reply(404, "not archived")},
        {GATE: gate(JUNE), TIMEMAP: listed(MAY), MAY: fails("read-timeout")},
    ],
)
def test_what_the_captures_do_not_show_is_no_death(web: Web) -> None:
    assert died(web).answer is None


def test_a_death_that_only_the_timemap_knows_is_said_of_a_late_copy() -> None:
    words = "Book your next holiday with us and save on every seat, night and car. " * 6
    late = reply(
        200,
        f"<title>Cheap flights</title><p>{words}</p>",
        memento_datetime=DATES[JUNE],
        link=links(),
    )
    target = Target("key", URL, ("Minutes of the Transport Committee",), "2018-03-04")
    web: Web = {
        GATE: gate(JUNE),
        JUNE: late,
        TIMEMAP: listed(MAY, JUNE),
        MAY: capture(MAY, 404),
    }
    (copy,) = play(opened(Memento(SETTINGS), target, 1), web).answer.snapshots
    assert copy.verdict is SnapshotVerdict.ONLY_AFTER_DEATH
    assert copy.evidence.startswith("the page was gone by 2018-05-01")
