"""perma.cc's public record of a cited copy: the capture is judged, never the page's 200."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from checker import archives_about
from checker.archives.opening import opened
from checker.archives.perma import Perma
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    ArchiveSettings,
    CrawlSettings,
    PermaSettings,
    SnapshotVerdict,
    Target,
)

from ..replay import Recorded, fails, play, reply

URL = "https://perma.cc/AB12-CD34"
TARGET = Target("key", URL, ("Minutes of the Transport Committee",), "2018-03-04")
PERMA = Perma(PermaSettings())
RECORD = {
    "guid": "AB12-CD34",
    "creation_timestamp": "2018-03-05T09:08:07Z",
    "url": "https://council.example/minutes",
    "title": "Minutes of the Transport Committee",
    "captures": [
        {"role": "screenshot", "status": "success"},
        {"role": "primary", "status": "success"},
    ],
}


def record(**changes: object) -> Recorded:
    return reply(200, json.dumps({**RECORD, **changes}), content_type="application/json")


def ask(answer: Recorded, url: str = URL) -> ArchiveAnswer:
    played = play(opened(PERMA, Target("key", url, TARGET.titles, "2018"), 3), {"*": answer})
    (request,) = played.requests
    assert request.url == "https://api.perma.cc/v1/public/archives/AB12-CD34/"
    assert request.lane == "perma.cc records"
    return played.answer


@pytest.mark.parametrize(
    "url",
    [URL, "http://perma.cc/ab12-cd34", "https://www.perma.cc/AB12-CD34?type=image", f"{URL}#top"],
)
def test_a_record_tells_what_was_captured_and_when(url: str) -> None:
    answer = ask(record(), url)
    assert answer.outcome is ArchiveOutcome.FOUND
    (copy,) = answer.snapshots
    assert (copy.url, copy.original) == (url, "https://council.example/minutes")
    assert copy.captured_at == datetime(2018, 3, 5, 9, 8, 7, tzinfo=UTC)
    assert copy.verdict is SnapshotVerdict.UNVERIFIED
    assert copy.evidence == "the record says: titled “Minutes of the Transport Committee”, as cited"


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Minutes of the Transport Committee | City Council", "”, as cited"),
        ("Cheap flights and hotels", "”; the cited title is another"),
        ("Transport Committee, minutes", "Transport Committee, minutes”"),
        ("", "titled “”"),
        (None, "no title"),
    ],
)
def test_the_title_of_the_record_is_evidence_and_no_proof(title: str | None, says: str) -> None:
    (copy,) = ask(record(title=title)).snapshots
    assert copy.verdict is SnapshotVerdict.UNVERIFIED
    assert copy.evidence.endswith(says)


@pytest.mark.parametrize(
    "captures",
    [[], None, "x", [{"role": "primary", "status": "failed"}], [{"role": "screenshot"}], [3]],
)
def test_a_page_that_was_not_captured_is_no_copy(captures: object) -> None:
    (copy,) = ask(record(captures=captures)).snapshots
    assert copy.verdict is SnapshotVerdict.ERROR_CAPTURE


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (reply(404, "{}"), ArchiveOutcome.ABSENT),
        (reply(410, "{}"), ArchiveOutcome.ABSENT),
        (reply(403, "{}"), ArchiveOutcome.BLOCKED),
        (reply(429, "{}"), ArchiveOutcome.UNANSWERED),
        (reply(503, "down"), ArchiveOutcome.UNANSWERED),
        (reply(200, "<title>Perma"), ArchiveOutcome.UNANSWERED),
        (reply(200, "[" * 10_000), ArchiveOutcome.UNANSWERED),
        (record(guid="ZZ99-ZZ99"), ArchiveOutcome.UNANSWERED),
        (record(creation_timestamp=17.5), ArchiveOutcome.UNANSWERED),
        (record(creation_timestamp="long ago"), ArchiveOutcome.UNANSWERED),
        (record(creation_timestamp="9999-12-31T23:59:59-12:00"), ArchiveOutcome.UNANSWERED),
        (record(url="javascript:alert(1)"), ArchiveOutcome.UNANSWERED),
        (fails("read-timeout"), ArchiveOutcome.UNANSWERED),
    ],
)
def test_everything_else_is_no_record(answer: Recorded, outcome: ArchiveOutcome) -> None:
    assert ask(answer).outcome is outcome


@pytest.mark.parametrize(
    ("target", "names"),
    [
        (TARGET, ["perma.cc"]),
        (Target("key", "https://council.example/minutes"), ["wayback"]),
        (Target("key", "https://web.archive.org/web/2018/https://council.example/"), []),
        (Target("key", "https://perma.cc/about"), ["wayback"]),
    ],
)
def test_each_archive_is_asked_about_what_it_can_tell_of(target: Target, names: list[str]) -> None:
    assert [name for name, _ in archives_about(target, CrawlSettings())] == names


def test_it_can_be_switched_off_and_stand_elsewhere() -> None:
    off = CrawlSettings(archives=ArchiveSettings(perma=PermaSettings(enabled=False)))
    assert archives_about(TARGET, off) == ()
    there = Perma(PermaSettings("http://127.0.0.1:9/"))
    played = play(there.lookup(TARGET), {"*": record()})
    assert played.urls == ["http://127.0.0.1:9/v1/public/archives/AB12-CD34/"]
