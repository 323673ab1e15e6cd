"""Save Page Now 2 as a flow, over recorded exchanges in its documented shapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import (
    ArchiveSettings,
    CrawlSettings,
    Order,
    Request,
    Saved,
    SaveState,
    SaveWaybackSettings,
    SavingSettings,
    SnapshotVerdict,
    WaybackSettings,
)
from checker.saving.spn_errors import STATUS_EXT, Trouble, trouble_with
from checker.saving.wayback import SavePageNow
from tests.checker.replay import AT, Played, Recorded, fails, page, play, reply, to

URL = "https://city.example/report?a=1"
HOST = "https://spn.example"
SAVE, JOB = f"{HOST}/save", "spn2-0001"
STATUS = f"{HOST}/save/status/{JOB}"
STAMP = "20260301115900"
COPY = f"https://web.example/web/{STAMP}id_/{URL}"
INDEX = "https://web.example/cdx/search/cdx"
KEYS = {"IA_ACCESS_KEY_ID": "access", "IA_SECRET_ACCESS_KEY": "secret"}
SAVING = SavingSettings(wayback=SaveWaybackSettings(HOST), polls=4)
CRAWL = CrawlSettings(archives=ArchiveSettings(wayback=WaybackSettings("https://web.example")))
ORDER = Order("key", URL, "wayback", ("Annual Report on Harbors",))
SAVER = SavePageNow(SAVING, CRAWL, KEYS)


def told(value: object, status: int = 200) -> Recorded:
    return reply(status, json.dumps(value), content_type="application/json")


FREE = told({"available": 3, "processing": 0})
TAKEN = told({"url": URL, "job_id": JOB})
PENDING = told({"status": "pending", "job_id": JOB, "resources": []})
SUCCESS = told({"status": "success", "job_id": JOB, "timestamp": STAMP, "original_url": URL})


def error(code: str) -> Recorded:
    return told({"status": "error", "status_ext": code, "message": "In words."})


def capture(title: str = "Annual Report on Harbors", stamp: str = STAMP) -> Recorded:
    at = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    shown = page(title, "words that stand on a page of some length " * 20)
    date = f"{at:%a, %d %b %Y %H:%M:%S GMT}"
    headers = (("memento-datetime", date), ("link", f'<{URL}>; rel="original"'))
    return replace(shown, headers=(*shown.headers, *headers))


def saved(order: Order = ORDER, saver: SavePageNow = SAVER, **answers: object) -> Played[Saved]:
    """Plays a flow; `account`, `post`, `status`, `copy` and `index` answer what is asked."""
    named: Mapping[str, object] = {
        "account": FREE, "post": TAKEN, "status": [PENDING, SUCCESS], "copy": capture(), **answers
    }  # fmt: skip
    turns: dict[str, int] = {}

    def answer(request: Request) -> Recorded:
        name = _name(request)
        found = named[name]
        if isinstance(found, Recorded):
            return found
        assert isinstance(found, list)
        turns[name] = turns.get(name, -1) + 1
        one = found[min(turns[name], len(found) - 1)]
        assert isinstance(one, Recorded)
        return one

    return play(saver.save(order), {"*": answer})


def _name(request: Request) -> str:
    if request.url.startswith(f"{HOST}/save/status/user?_t="):
        return "account"
    if request.url.startswith(INDEX):
        return "index"
    return {SAVE: "post", STATUS: "status"}.get(request.url, "copy")


def test_a_capture_is_asked_for_followed_and_opened() -> None:
    played = saved()
    copy = played.answer.copy
    assert copy is not None
    assert (played.answer.state, played.answer.job) == (SaveState.CONFIRMED, JOB)
    assert (copy.verdict, copy.archive) == (SnapshotVerdict.VERIFIED, "wayback")
    assert copy.url == f"https://web.example/web/{STAMP}/{URL}"
    _, post, first, second, opened = played.requests
    assert opened.url == COPY
    assert (post.method, post.once) == ("POST", True)
    assert parse_qs((post.body or b"").decode())["url"] == [URL]
    assert ("authorization", "LOW access:secret") in post.headers
    assert (first.wait, second.wait) == (5.0, 10.0)
    assert [each.lane for each in played.requests] == [
        *("wayback saving", "wayback saving", "wayback saving status"),
        *("wayback saving status", "wayback replay"),
    ]
    assert set(SAVER.lanes) >= {each.lane for each in played.requests}


def test_keys_go_to_the_service_only() -> None:
    for request in saved().requests:
        has_keys = any(name == "authorization" for name, _ in request.headers)
        assert has_keys == request.url.startswith(HOST)


def test_a_redirecting_answer_is_not_followed() -> None:
    played = saved(post=to("https://elsewhere.example/save", 302))
    assert played.answer.state is SaveState.SUBMITTING
    assert all("elsewhere" not in url for url in played.urls)


def test_what_was_submitted_is_only_followed() -> None:
    order = replace(ORDER, state=SaveState.SUBMITTED, job=JOB, submitted_at=AT)
    played = saved(order)
    assert played.answer.state is SaveState.CONFIRMED
    assert SAVE not in played.urls


@pytest.mark.parametrize("code", sorted(STATUS_EXT))
def test_every_documented_error_is_told_apart(code: str) -> None:
    trouble = trouble_with(code)
    index = told([])
    for answers in ({"post": error(code)}, {"status": [PENDING, error(code)]}):
        played = saved(index=index, **answers)
        state = SaveState.FAILED if trouble is Trouble.PERMANENT else SaveState.PUT_OFF
        assert played.answer.state is state
        assert played.answer.stops == (trouble is Trouble.ACCOUNT)
        assert played.answer.reason.startswith(code.removeprefix("error:"))
        again = trouble is Trouble.PASSING
        assert played.urls.count(SAVE) == (SAVING.tries if again else 1)


def test_an_error_that_nobody_knows_writes_no_page_off() -> None:
    assert saved(post=error("error:brand-new")).answer.state is SaveState.PUT_OFF


def test_a_session_is_waited_for() -> None:
    busy = told({"available": 0, "processing": 6})
    played = saved(account=[busy, busy, FREE])
    assert played.answer.state is SaveState.CONFIRMED
    assert [each.wait for each in played.requests[:3]] == [0.0, 5.0, 10.0]
    assert len({each.url for each in played.requests[:3]}) == 3, "no cache answers"
    never = saved(account=busy)
    assert (never.answer.state, SAVE in never.urls) == (SaveState.PUT_OFF, False)


@pytest.mark.parametrize(
    ("account", "stops"),
    [
        (told({"message": "log in"}, 401), True),
        (told({"daily_captures": 5, "daily_captures_limit": 5}), True),
        (reply(503, "overloaded"), False),
        (fails("circuit-open"), True),
        (reply(429, "slow down"), True),
    ],
)
def test_without_a_session_nothing_is_submitted(account: Recorded, stops: bool) -> None:
    played = saved(account=account)
    assert (played.answer.state, played.answer.stops) == (SaveState.PUT_OFF, stops)
    assert SAVE not in played.urls


@pytest.mark.parametrize("lost", [fails("read-timeout"), fails("reset"), reply(502, "bad gateway")])
def test_an_answer_that_was_lost_leaves_it_open_whether_it_arrived(lost: Recorded) -> None:
    played = saved(post=lost)
    assert (played.answer.state, played.answer.job) == (SaveState.SUBMITTING, None)
    assert played.urls.count(SAVE) == 1


def test_a_request_that_never_left_is_made_again() -> None:
    played = saved(post=[fails("connect-timeout"), TAKEN])
    assert played.answer.state is SaveState.CONFIRMED
    assert played.urls.count(SAVE) == 2


def test_a_job_that_takes_long_is_left_to_the_next_run() -> None:
    played = saved(status=PENDING)
    assert (played.answer.state, played.answer.job) == (SaveState.SUBMITTED, JOB)
    assert played.urls.count(STATUS) == SAVING.polls


@pytest.mark.parametrize("answer", [reply(503, "busy"), fails("read-timeout"), reply(500, "")])
def test_a_status_that_cannot_be_asked_leaves_it_submitted(answer: Recorded) -> None:
    assert saved(status=answer).answer.state is SaveState.SUBMITTED


def test_a_copy_that_is_not_there_yet_is_not_confirmed() -> None:
    played = saved(copy=reply(404, "not in the archive"))
    assert (played.answer.state, played.answer.job) == (SaveState.SUBMITTED, JOB)
    late = saved(copy=[reply(404, "not in the archive"), capture()])
    assert late.answer.state is SaveState.CONFIRMED


def test_a_page_without_memento_datetime_proves_nothing() -> None:
    played = saved(copy=page("Annual Report on Harbors", "words " * 100))
    assert played.answer.state is SaveState.SUBMITTED


def test_an_older_copy_is_not_the_one_that_was_made() -> None:
    old = "20190101000000"
    moved = replace(
        to(COPY.replace(STAMP, old), 302),
        headers=(
            ("location", COPY.replace(STAMP, old)),
            ("x-archive-redirect-reason", f"found capture at {old}"),
        ),
    )
    played = saved(copy=[moved, capture(stamp=old)] * 8)
    assert played.answer.state is SaveState.SUBMITTED
    assert "its copy of 2019-01-01" in played.answer.reason


def test_a_capture_of_a_wall_or_of_another_page_is_no_copy() -> None:
    wall = capture("Just a moment...")
    assert saved(copy=wall).answer.state is SaveState.FAILED
    other = capture()
    link = ("link", '<https://evil.example/>; rel="original"')
    headers = (*(pair for pair in other.headers if pair[0] != "link"), link)
    assert saved(copy=replace(other, headers=headers)).answer.state is SaveState.FAILED


def rows(stamp: str) -> Recorded:
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    return told([names, ["k", stamp, URL, "text/html", "200", "D", "1"]])


def test_too_many_captures_today_mean_that_there_is_one() -> None:
    played = saved(post=error("error:too-many-daily-captures"), index=rows(STAMP))
    assert played.answer.state is SaveState.CONFIRMED
    old = saved(post=error("error:too-many-daily-captures"), index=rows("20200101000000"))
    assert old.answer.state is SaveState.PUT_OFF


def test_a_job_that_was_forgotten_is_looked_for_before_it_is_made_again() -> None:
    order = replace(ORDER, state=SaveState.SUBMITTED, job="old", submitted_at=AT)
    gone = told({"message": "no such job"}, 404)
    named = {f"{HOST}/save/status/old": gone, COPY: capture()}

    def index(_request: Request) -> Recorded:
        return rows(STAMP)

    played = play(SAVER.save(order), {**named, "*": index})
    assert played.answer.state is SaveState.CONFIRMED
    assert SAVE not in played.urls


def test_the_keys_that_are_missing_are_named() -> None:
    assert SAVER.missing == ()
    nobody = SavePageNow(SAVING, CRAWL, {"IA_ACCESS_KEY_ID": " "})
    assert nobody.missing == ("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["job_id", "status", "status_ext", "timestamp", "message", "available", "url"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(answers=st.lists(st.tuples(_JSON, st.sampled_from([200, 400, 404, 500])), min_size=1))
def test_whatever_it_answers_nothing_is_confirmed_without_a_copy(
    answers: list[tuple[object, int]],
) -> None:
    turns = count()

    def answer(_request: Request) -> Recorded:
        value, status = answers[next(turns) % len(answers)]
        return Recorded(status, json.dumps(value).encode())

    played = play(SAVER.save(ORDER), {"*": answer})
    assert played.answer.state is not SaveState.CONFIRMED
    assert played.answer.reason
    assert [each.method for each in played.requests].count("POST") <= SAVING.tries
