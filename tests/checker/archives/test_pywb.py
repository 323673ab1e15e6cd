"""Against a real archive: pywb's index, its TimeGate and its frames; and a site kept out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from checker.archives.dates import to_timestamp
from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import crawl
from checker.crawling.flows import paces
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    ArchiveSettings,
    CrawlSettings,
    MementoSettings,
    SnapshotVerdict,
    Target,
    Task,
    WaybackSettings,
)
from pincite.demo.archive import Hold, WaybackArchive
from pincite.demo.web import ANY, Web

from ...library import BUDGET, ERRORS, MINUTES, NEVER, OLD, PLAN, SOLD, STORY, TITLE, library
from ...pywb import Pywb

__all__ = ["library"]

V = SnapshotVerdict
OUTCOME = ArchiveOutcome
KINDS = ("wayback", "ours")
"""By the index, and by the TimeGate."""


def archives(pywb: Pywb) -> ArchiveSettings:
    root = pywb.collection
    return ArchiveSettings(
        wayback=WaybackSettings(
            endpoint="http://nobody.invalid",
            cdx=f"{root}cdx",
            replay=root,
            per_minute=60_000,
            replay_per_minute=60_000,
        ),
        memento=(
            MementoSettings(
                "ours",
                timegate=f"{root}id_/",
                timemap=f"{root}timemap/link/",
                raw=f"{root}{{timestamp}}id_/{{url}}",
                per_minute=60_000,
            ),
        ),
    )


def ask(settings: CrawlSettings, kind: str, target: Target) -> ArchiveAnswer:
    """One task for one archive, through the crawler."""

    async def run() -> ArchiveAnswer:
        async for outcome in crawl(ListAgenda([Task(kind, kind, target)]), settings):
            assert isinstance(outcome, ArchiveAnswer)
            return outcome
        raise AssertionError("no answer")

    return asyncio.run(asyncio.wait_for(run(), 60))


Look = Callable[..., ArchiveAnswer]


@pytest.fixture
def look(library: Pywb, quick: Callable[..., CrawlSettings]) -> Look:
    settings = quick(allow_private=True, archives=archives(library))

    def run(kind: str, url: str, cited_at: str | None, *titles: str) -> ArchiveAnswer:
        return ask(settings, kind, Target("key", url, titles or (TITLE,), cited_at))

    return run


def told(answer: ArchiveAnswer) -> list[tuple[str, SnapshotVerdict]]:
    """Date and verdict of every copy, in order."""
    return [(to_timestamp(each.captured_at)[:8], each.verdict) for each in answer.snapshots]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("cited_at", "captured"),
    [("2018-03-04", "20180301"), ("2015", "20150301"), ("2016-01", "201503")],
)
def test_the_copy_that_the_author_may_have_seen_is_opened_and_verified(
    look: Look, kind: str, cited_at: str, captured: str
) -> None:
    answer = look(kind, MINUTES, cited_at)
    day, verdict = told(answer)[0]
    assert verdict is V.VERIFIED
    assert day.startswith(captured)
    assert f"titled “{TITLE}”" in answer.snapshots[0].evidence


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_without_www_or_with_https_is_the_same_page(look: Look, kind: str) -> None:
    answer = look(kind, "https://www.council.example/minutes", "2018-03-04")
    assert told(answer)[0] == ("20180301", V.VERIFIED)


def test_without_a_date_the_index_gives_the_newest_page_and_not_the_newest_error(
    look: Look,
) -> None:
    assert told(look("wayback", MINUTES, None))[0] == ("20180301", V.VERIFIED)


def test_a_timegate_that_gives_an_archived_404_is_asked_for_others(look: Look) -> None:
    answer = look("ours", MINUTES, "2022")
    assert ("20180301", V.VERIFIED) in told(answer)


@pytest.mark.parametrize("kind", KINDS)
def test_a_soft_404_in_the_archive_is_a_capture_of_an_error(look: Look, kind: str) -> None:
    answer = look(kind, BUDGET, "2018-03-04")
    assert told(answer) == [("20180301", V.ERROR_CAPTURE)]
    assert answer.snapshots[0].evidence.startswith("not-found-page")


@pytest.mark.parametrize("kind", KINDS)
def test_a_pdf_is_a_copy_whose_title_cannot_be_compared(look: Look, kind: str) -> None:
    assert told(look(kind, PLAN, "2018-03-04")) == [("20180301", V.UNVERIFIED)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("url", [ERRORS, NEVER])
def test_what_was_never_captured_and_what_was_only_a_404_is_absent(
    look: Look, kind: str, url: str
) -> None:
    assert look(kind, url, "2018-03-04").outcome is OUTCOME.ABSENT


def test_an_archived_redirect_is_followed_to_a_capture_of_its_target(look: Look) -> None:
    answer = look("ours", OLD, "2016-06-01")
    assert answer.outcome is OUTCOME.FOUND
    assert answer.snapshots[0].verdict is V.VERIFIED
    assert answer.snapshots[0].original == OLD


def test_the_index_tells_that_the_page_was_gone_before_the_copy(look: Look) -> None:
    answer = look("wayback", SOLD, "2018-03-04", "Charter of the Society of Night Readers")
    assert told(answer) == [("20210601", V.ONLY_AFTER_DEATH)]
    assert answer.snapshots[0].evidence.startswith("the page was gone by 2019-02-03")


def test_a_copy_of_another_title_is_wrong(look: Look) -> None:
    answer = look("ours", SOLD, "2022", "Charter of the Society of Night Readers")
    assert told(answer)[0] == ("20210601", V.WRONG_CONTENT)


def test_frames_answer_200_for_what_they_do_not_have_and_are_not_believed(
    library: Pywb, quick: Callable[..., CrawlSettings]
) -> None:
    """pywb's default: /<timestamp>/<url> is a frame, with a date that it made up."""
    framed = replace(
        archives(library).memento[0], timegate=f"{library.collection}20180304000000/", timemap=None
    )
    settings = quick(allow_private=True, archives=ArchiveSettings(memento=(framed,)))
    target = Target("key", NEVER, (TITLE,), "2018-03-04")
    assert ask(settings, "ours", target).outcome is OUTCOME.ABSENT
    unproven = replace(settings, archives=replace(settings.archives, copies=0))
    assert ask(unproven, "ours", target).outcome is OUTCOME.FOUND, "the trap that this is about"


def test_a_site_that_the_archive_keeps_out_is_blocked(
    web: Web, quick: Callable[..., CrawlSettings]
) -> None:
    kept_out = WaybackArchive("wayback.example", {MINUTES: Hold.EXCLUDED})
    web.route("wayback.example", "/cdx/search/cdx", kept_out.cdx)
    web.route("wayback.example", ANY, kept_out.replay)
    wayback = WaybackSettings(endpoint="http://wayback.example", per_minute=60_000)
    settings = quick(web, archives=ArchiveSettings(wayback=wayback))
    answer = ask(settings, "wayback", Target("key", MINUTES, (TITLE,), "2018-03-04"))
    assert (answer.outcome, answer.snapshots) == (OUTCOME.BLOCKED, ())


def test_opening_has_a_pace_of_its_own(library: Pywb) -> None:
    slow = replace(archives(library).wayback, per_minute=24, replay_per_minute=480)
    found = paces(CrawlSettings(archives=ArchiveSettings(wayback=slow)))
    assert (found["wayback"].interval, found["wayback replay"].interval) == (2.5, 0.125)


def test_the_story_is_one_page(look: Look) -> None:
    answer = look("wayback", "http://news.example/2020/late-buses", "2020-06-02", STORY)
    assert told(answer) == [("20200601", V.VERIFIED)]
