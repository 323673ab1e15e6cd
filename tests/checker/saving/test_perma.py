"""perma.cc as a flow, over recorded exchanges in its documented shapes."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import (
    CrawlSettings,
    Order,
    Request,
    Saved,
    SavePermaSettings,
    SaveState,
    SavingSettings,
    SnapshotVerdict,
)
from checker.saving.perma import PermaLinks
from tests.checker.replay import AT, Played, Recorded, fails, play, reply

URL, HOST, GUID = "https://city.example/report", "https://api.perma.example", "AB12-CD34"
MAKE, JOB = f"{HOST}/v1/archives/", f"{HOST}/v1/capture_jobs/{GUID}/"
PUBLIC = f"{HOST}/v1/public/archives/{GUID}/"
SAVING = SavingSettings(perma=SavePermaSettings(HOST, folder=7), polls=4)
SAVER = PermaLinks(SAVING, CrawlSettings(), {"PERMA_API_KEY": "key"})
ORDER = Order("key", URL, "perma", ("Annual Report on Harbors",))
RECORD = {
    "guid": GUID,
    "creation_timestamp": "2026-03-01T12:00:00.000000Z",
    "url": URL,
    "title": "Annual Report on Harbors - City",
    "captures": [{"role": "primary", "status": "success"}],
}


def told(value: object, status: int = 200) -> Recorded:
    return reply(status, json.dumps(value), content_type="application/json")


def saved(order: Order = ORDER, **answers: Recorded | list[Recorded]) -> Played[Saved]:
    """`make`, `job`, `record` and `listed` answer what is asked."""
    named: dict[str, Recorded | list[Recorded]] = {
        "make": told(RECORD, 201),
        "job": [told({"status": "in_progress"}), told({"status": "completed"})],
        "record": told(RECORD),
        **answers,
    }
    web = {MAKE: named["make"], JOB: named["job"], PUBLIC: named["record"]}
    if "listed" in named:
        web["*"] = named["listed"]
    return play(SAVER.save(order), web)


def test_a_link_is_made_followed_and_judged_by_its_public_record() -> None:
    played = saved()
    copy = played.answer.copy
    assert copy is not None
    assert (played.answer.state, played.answer.job) == (SaveState.CONFIRMED, GUID)
    assert (copy.url, copy.archive) == (f"https://perma.cc/{GUID}", "perma.cc")
    assert copy.verdict is SnapshotVerdict.VERIFIED
    make, *polls, record = played.requests
    assert (make.method, make.once) == ("POST", True)
    assert json.loads(make.body or b"") == {"url": URL, "folder": 7}
    assert ("authorization", "ApiKey key") in make.headers
    assert [each.wait for each in polls] == [5.0, 10.0]
    assert all(name != "authorization" for name, _ in record.headers)
    assert set(SAVER.lanes) == {each.lane for each in played.requests}


@pytest.mark.parametrize("title", ["Another thing altogether", "", None, 7])
def test_another_title_proves_nothing(title: object) -> None:
    answer = saved(record=told({**RECORD, "title": title})).answer
    assert answer.copy is not None
    assert answer.copy.verdict is SnapshotVerdict.UNVERIFIED


@pytest.mark.parametrize(
    ("make", "state", "stops"),
    [
        (told({"error": "You've already reached your limit."}, 400), "put_off", True),
        (told({"error": "Perma.cc cannot presently make links on behalf of X."}, 400), "put_off",
         True),
        (told({"detail": "Invalid token."}, 401), "put_off", True),
        (told({"url": ["Not a valid URL."]}, 400), "failed", False),
        (told({"url": ["Target page is too large (max size 100MB)."]}, 400), "failed", False),
        (told({"url": ["Couldn't load URL."]}, 400), "put_off", False),
        (reply(429, "slow down"), "put_off", True),
        (fails("circuit-open"), "put_off", True),
        (fails("connect-timeout"), "put_off", False),
        (fails("read-timeout"), "submitting", False),
        (reply(502, "bad gateway"), "submitting", False),
        (told({"guid": "../../admin"}, 201), "submitting", False),
    ],
)  # fmt: skip
def test_a_refusal_says_whether_to_come_again(make: Recorded, state: str, stops: bool) -> None:
    played = saved(make=make)
    assert (played.answer.state.value, played.answer.stops) == (state, stops)
    assert played.urls == [MAKE]


def test_a_link_that_may_have_been_made_is_looked_for_first() -> None:
    before = replace(ORDER, state=SaveState.SUBMITTING, submitted_at=AT)
    played = saved(before, listed=told({"objects": [RECORD]}))
    assert played.answer.state is SaveState.CONFIRMED
    assert "POST" not in {each.method for each in played.requests}
    other = {**RECORD, "url": "https://city.example/other"}
    early = {**RECORD, "creation_timestamp": "2020-01-01T00:00:00Z"}
    played = saved(before, listed=told({"objects": [other, early, "odd", {"guid": 1}]}))
    assert played.answer.state is SaveState.CONFIRMED
    assert [each.method for each in played.requests].count("POST") == 1
    unread = saved(before, listed=reply(500, "sorry"))
    assert (unread.answer.state, len(unread.requests)) == (SaveState.SUBMITTING, 1)


@pytest.mark.parametrize("ended", ["failed", "invalid", "deleted", "superseded"])
def test_a_capture_that_failed_is_no_copy(ended: str) -> None:
    answer = saved(job=told({"status": ended, "message": "sorry"})).answer
    assert (answer.state, answer.reason) == (SaveState.FAILED, f"the capture {ended}: sorry")


@pytest.mark.parametrize("job", [reply(500, ""), told({"status": "in_progress"}), told([])])
def test_what_is_not_known_yet_stays_submitted(job: Recorded) -> None:
    answer = saved(job=job).answer
    assert (answer.state, answer.job) == (SaveState.SUBMITTED, GUID)


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (told({"detail": "no"}, 403), SaveState.FAILED),
        (told({**RECORD, "url": "https://evil.example/"}), SaveState.FAILED),
        (told({**RECORD, "captures": [{"role": "primary", "status": "failed"}]}),
         SaveState.FAILED),
        (told({"detail": "Not found."}, 404), SaveState.SUBMITTED),
        (reply(503, ""), SaveState.SUBMITTED),
    ],
)  # fmt: skip
def test_the_public_record_has_the_last_word(record: Recorded, state: SaveState) -> None:
    assert saved(record=record).answer.state is state


def test_what_was_made_is_only_followed() -> None:
    order = replace(ORDER, state=SaveState.SUBMITTED, job=GUID, submitted_at=AT)
    played = saved(order, job=reply(404, "gone"))
    assert (played.answer.state, MAKE in played.urls) == (SaveState.CONFIRMED, False)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just(GUID),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["guid", "status", "objects", "url", "captures", "title", "message"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(
    answers=st.lists(st.tuples(_JSON, st.sampled_from([200, 201, 400, 500])), min_size=1),
    before=st.booleans(),
)
def test_whatever_it_answers_at_most_one_link_is_made(
    answers: list[tuple[object, int]], before: bool
) -> None:
    order = replace(ORDER, submitted_at=AT) if before else ORDER
    turns = count()

    def answer(_request: Request) -> Recorded:
        value, status = answers[next(turns) % len(answers)]
        return Recorded(status, json.dumps(value).encode())

    played = play(SAVER.save(order), {"*": answer})
    assert played.answer.state is not SaveState.CONFIRMED or played.answer.copy is not None
    assert [each.method for each in played.requests].count("POST") <= 1
