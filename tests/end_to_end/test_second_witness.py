"""A page that turns robots away is looked for in the archives: its newest copy is a witness."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pincite.demo.archive import Capture, Hold, Holdings, WaybackArchive
from pincite.demo.web import ANY, Behaviour, Reply, Seen, Web

from ..pincite.commands import Done, pincite, write_settings

WALL = Reply(403, (("cf-mitigated", "challenge"),), "<title>Just a moment...</title>")
PAGE = b"<title>Night Bus Review</title><h1>Night Bus Review</h1><p>" + b"Buses at night. " * 40
OLD = Capture("20150302100000", PAGE)
NOW = datetime.now(UTC)
LATELY = Capture(f"{NOW - timedelta(days=40):%Y%m%d%H%M%S}", PAGE)
ERROR = Capture(f"{NOW - timedelta(days=30):%Y%m%d%H%M%S}", b"<title>404 Not Found</title>")
WALLED = "http://walled.example/reviews/night-bus"
HELD: Holdings = {
    WALLED: (OLD, LATELY),
    "http://walled.example/old": (OLD,),
    "http://walled.example/error": (OLD, ERROR),
    "http://walled.example/excluded": Hold.EXCLUDED,
    "http://living.example/": (OLD, LATELY),
}


@pytest.fixture
def web() -> Iterator[Web]:
    archive = WaybackArchive("archive.example", HELD)
    routes: dict[tuple[str, str], Behaviour | Callable[[Seen], Behaviour]] = {
        ("walled.example", ANY): WALL,
        ("living.example", ANY): Reply(body="<title>A living page</title><p>" + "words " * 90),
        ("canary.example", ANY): Reply(204),
        ("archive.example", "/cdx/search/cdx"): archive.cdx,
        ("archive.example", ANY): archive.replay,
    }
    with Web(routes) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    services = (
        "[registries]\nenabled = false\n[archives.wayback]\n"
        'endpoint = "http://archive.example"\nper_minute = 60000\nreplay_per_minute = 60000\n'
        "[archives.perma]\nenabled = false"
    )
    write_settings(tmp_path, web, services)
    return tmp_path


def check(folder: Path, *urls: str, date: str = "April 3, 2015") -> Done:
    notes = "\n\n".join(f"See {url} for more." for url in urls)
    (folder / "letter.txt").write_text(f"{date}\n\nDear reader:\n\n{notes}\n")
    arguments = ["letter.txt", "--format", "json", "--fail-on", "never"]
    return pincite("check", *arguments, cwd=folder)


def blocked(done: Done) -> dict[str, str]:
    return {f["url"]: f["message"] for f in done.document["findings"] if f["code"] == "PC206"}


def asked(web: Web) -> list[str]:
    """Dates that the index was asked for, "" for the newest."""
    found = []
    for seen in web.requests:
        if seen.path.startswith("/cdx/"):
            _, _, rest = seen.path.partition("closest=")
            found.append(rest.partition("&")[0][:4])
    return found


def test_the_newest_copy_says_that_the_page_was_there_lately(folder: Path, web: Web) -> None:
    told = blocked(check(folder, WALLED))
    day = f"{LATELY.moment:%Y-%m-%d}"
    assert told[WALLED].endswith(f"Blocked to robots, archived alive on {day} (wayback).")
    assert len(asked(web)) == 2


def test_no_other_copy_is_a_witness(folder: Path) -> None:
    urls = [url for url in HELD if "walled" in url and url != WALLED]
    told = blocked(check(folder, *urls))
    assert set(told) == set(urls)
    assert [message for message in told.values() if "alive" in message] == []


def test_a_link_without_a_date_was_asked_for_its_newest_copy_anyway(folder: Path, web: Web) -> None:
    assert "archived alive on" in blocked(check(folder, WALLED, date="Draft"))[WALLED]
    assert asked(web) == [""]


def test_nobody_asks_about_a_living_page_twice(folder: Path, web: Web) -> None:
    check(folder, "http://living.example/")
    assert len(asked(web)) == 1


def test_a_second_run_and_an_audit_do_not_ask_again_and_still_tell(folder: Path, web: Web) -> None:
    check(folder, WALLED)
    first = len(asked(web))
    assert "archived alive on" in blocked(check(folder, WALLED))[WALLED]
    assert pincite("audit", cwd=folder).code == 0
    assert "archived alive on" in blocked(pincite("report", "--format", "json", cwd=folder))[WALLED]
    assert len(asked(web)) == first


def test_the_copy_is_among_the_snapshots_of_the_check(folder: Path) -> None:
    (document,) = json.loads(check(folder, WALLED).out)["documents"]
    (told,) = (each for each in document["checks"] if each["url"] == WALLED)
    assert {each["captured_at"][:4] for each in told["snapshots"]} >= {
        "2015",
        str(LATELY.moment.year),
    }
    assert {each["archive"] for each in told["snapshots"]} == {"wayback"}
