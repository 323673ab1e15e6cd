"""The Wayback Machine's index: found, absent, blocked and unanswered are four answers."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.archives.wayback import Wayback, read_rows
from checker.model import ArchiveAnswer, ArchiveOutcome, Request, Target, WaybackSettings

from ..replay import AT, Played, Recorded, fails, play, recorded, reply

URL = "https://council.example/minutes"
TARGET = Target("key", URL, cited_at="2018-03-04")
WAYBACK = Wayback(WaybackSettings())


def ask(answer: Recorded, target: Target = TARGET) -> ArchiveAnswer:
    return asked(answer, target).answer


def asked(answer: Recorded, target: Target = TARGET) -> Played[ArchiveAnswer]:
    return play(WAYBACK.lookup(target), {"*": answer})


def query(request: Request) -> dict[str, list[str]]:
    return parse_qs(urlsplit(request.url).query)


def test_the_index_is_asked_for_what_is_nearest_to_the_cited_date() -> None:
    (request,) = asked(recorded("archives/cdx-none")).requests
    assert request.url.startswith("https://web.archive.org/cdx/search/cdx?")
    assert query(request) == {
        "url": [URL],
        "output": ["json"],
        "filter": ["statuscode:200"],
        "limit": ["5"],
        "closest": ["20180304235959"],
        "sort": ["closest"],
    }
    assert request.lane == "wayback"
    assert request.keep_body


def test_without_a_date_the_newest_is_asked_for() -> None:
    (request,) = asked(recorded("archives/cdx-none"), Target("key", URL)).requests
    assert query(request)["sort"] == ["reverse"]
    assert "closest" not in query(request)


def test_the_original_of_a_cited_copy_is_asked_for_without_its_fragment() -> None:
    copy = Target("key", "https://perma.example/A", archive_of="http://x.example/ä b#part")
    (request,) = asked(recorded("archives/cdx-none"), copy).requests
    assert query(request)["url"] == ["http://x.example/ä b"]


def test_another_endpoint_serves_index_and_replay() -> None:
    ours = Wayback(WaybackSettings(endpoint="http://127.0.0.1:8080/"))
    played = play(ours.lookup(TARGET), {"*": recorded("archives/cdx-found")})
    assert played.urls[0].startswith("http://127.0.0.1:8080/cdx/search/cdx?")
    assert played.answer.snapshots[0].url.startswith("http://127.0.0.1:8080/web/2018")


def test_captures_are_found_nearest_first_and_once_each() -> None:
    answer = ask(recorded("archives/cdx-found"))
    assert answer.outcome is ArchiveOutcome.FOUND
    assert (answer.key, answer.archive, answer.asked_at) == ("key", "wayback", AT)
    assert [(s.captured_at.strftime("%m-%d"), s.status) for s in answer.snapshots] == [
        ("03-01", 200),
        ("02-25", None),
        ("04-20", 200),
    ]
    nearest = answer.snapshots[0]
    assert nearest.url == (
        "https://web.archive.org/web/20180301101500/http://www.council.example:80/minutes"
    )
    assert nearest.original == "http://www.council.example:80/minutes"
    assert nearest.archive == "wayback"
    assert nearest.digest == "Q4YUAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def test_pywb_s_shape_is_read_as_well_and_only_its_successes() -> None:
    answer = ask(recorded("archives/cdx-pywb"))
    assert answer.outcome is ArchiveOutcome.FOUND
    (snapshot,) = answer.snapshots
    assert snapshot.original == URL
    assert snapshot.digest == "Q4YU"


@pytest.mark.parametrize("name", ["cdx-none", "cdx-none-pywb", "cdx-only-names"])
def test_no_rows_are_no_copy(name: str) -> None:
    answer = ask(recorded(f"archives/{name}"))
    assert (answer.outcome, answer.snapshots) == (ArchiveOutcome.ABSENT, ())


def test_rows_that_are_no_captures_of_the_page_are_passed_over() -> None:
    answer = ask(recorded("archives/cdx-odd-rows"))
    assert [snapshot.captured_at.day for snapshot in answer.snapshots] == [6]


def test_look_alikes_count_where_nothing_better_is_there() -> None:
    rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
    rows.append(["20180104000000", "https://council.example/MINUTES?b=2&a=1", "x", "200", "A"])
    url = "https://council.example/minutes?a=1&b=2"
    answer = ask(reply(200, json.dumps(rows)), Target("key", url))
    assert answer.outcome is ArchiveOutcome.FOUND
    assert ask(reply(200, json.dumps(rows))).outcome is ArchiveOutcome.UNANSWERED


@pytest.mark.parametrize("name", ["cdx-excluded", "cdx-robots"])
def test_an_excluded_site_is_blocked(name: str) -> None:
    answer = ask(recorded(f"archives/{name}"))
    assert answer.outcome is ArchiveOutcome.BLOCKED
    assert answer.detail


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (reply(429), "HTTP 429"),
        (reply(503, "down"), "HTTP 503"),
        (reply(403, "<title>403 Forbidden"), "HTTP 403 from the index"),
        (reply(404, "nothing here"), "HTTP 404 from the index"),
        (reply(302, location="/login"), "HTTP 302 from the index"),
        (fails("read-timeout", "20 s"), "read-timeout: 20 s"),
        (fails("dns-no-such-host", ""), "dns-no-such-host"),
        (recorded("archives/cdx-html"), "did not answer with a list of captures"),
        (reply(200, '{"error": "busy"}'), "did not answer with a list of captures"),
        (reply(200, "[1, 2]"), "did not answer with a list of captures"),
        (reply(200, '[["urlkey"], ["x"]]'), "did not answer with a list of captures"),
        (reply(200, '[["timestamp"], "x"]'), "did not answer with a list of captures"),
        (reply(200, '[["timestamp","original"],["2018'), "did not answer with a list of captures"),
        (reply(200, "[" * 100_000), "did not answer with a list of captures"),
        (reply(200, '[["timestamp"], ["20180101000000"]]'), "no capture"),
    ],
)
def test_whatever_else_is_unanswered_and_never_absent(answer: Recorded, detail: str) -> None:
    found = ask(answer)
    assert found.outcome is ArchiveOutcome.UNANSWERED
    assert detail in found.detail


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=16) | st.sampled_from(["timestamp", "original"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=10), inner),
    max_leaves=20,
)


@given(JSON | st.lists(st.lists(st.text(max_size=14), max_size=8), max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_json_breaks_the_reading(value: object) -> None:
    answer = ask(reply(200, json.dumps(value)))
    assert answer.outcome in (ArchiveOutcome.ABSENT, ArchiveOutcome.UNANSWERED)
    assert (answer.outcome is ArchiveOutcome.ABSENT) <= (value == [] or _is_head(value))


def _is_head(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_reading(body: bytes) -> None:
    rows = read_rows(body)
    assert rows is None or all("timestamp" in row for row in rows)
