"""Documents become targets and tasks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import ArchiveSettings, CrawlSettings, MementoSettings, Target
from citations import canonical_key, read
from pincite.targets import (
    archives_asked,
    identifier_tasks,
    kinds_asked,
    lane_of,
    targets_of,
    tasks_for,
)

ARCHIVES = ArchiveSettings(memento=(MementoSettings("ours", "http://memento.example/"),))


def targets(text: str) -> dict[str, Target]:
    return targets_of(read(text.encode(), "letter.txt"))


def test_a_link_that_two_notes_cite_is_one_target_with_the_earliest_date() -> None:
    found = targets(
        "July 22, 2021\n\nOne.¹ Two.²\n\n"
        "¹ Ann Lee, *The First Title*, WEEKLY (Mar. 3, 2019), <https://example.org/a>.\n\n"
        "² Ann Lee, *The Second Title*, WEEKLY (Mar. 3, 2018), <https://example.org/a>.\n"
    )
    (target,) = found.values()
    assert target.key == canonical_key("https://example.org/a")
    assert target.titles == ("The First Title", "The Second Title")
    assert target.cited_at == "2018-03-03"


def test_without_a_cited_date_the_letters_date_counts() -> None:
    found = targets("July 22, 2021\n\nDear reader:\n\nSee https://example.org/a for more.\n")
    assert [target.cited_at for target in found.values()] == ["2021-07-22"]


def test_the_place_in_a_page_that_is_cited_is_asked_for() -> None:
    found = targets("See https://example.org/a#part-2 and https://example.org/b too.\n")
    assert [target.fragment for target in found.values()] == ["part-2", None]


def test_a_cited_copy_is_asked_and_its_original_beside_it() -> None:
    found = targets("See https://web.archive.org/web/20200102030405/http://example.org/a now.\n")
    assert [target.url for target in found.values()] == [
        "https://web.archive.org/web/20200102030405/http://example.org/a",
        "http://example.org/a",
    ]
    tasks = list(tasks_for(found.values(), CrawlSettings(archives=ARCHIVES)))
    assert [(task.kind, task.target.url) for task in tasks if task.kind != "live"] == [
        ("wayback", "http://example.org/a"),
        ("ours", "http://example.org/a"),
    ]
    copy, original = found.values()
    assert (copy.archive_of, original.archive_of) == ("http://example.org/a", None)


def test_a_source_that_is_cited_beside_its_copy_is_one_target() -> None:
    found = targets(
        "One.¹\n\n¹ Ann Lee, *The Title*, WEEKLY (Mar. 3, 2019), <http://example.org/a>,"
        " archived at <https://web.archive.org/web/20200102030405/http://example.org/a>.\n"
    )
    assert [target.url.removeprefix("https://web.archive.org/") for target in found.values()] == [
        "http://example.org/a",
        "web/20200102030405/http://example.org/a",
    ]
    assert [target.titles for target in found.values()] == [("The Title",)] * 2


def test_a_citation_without_a_title_gives_none() -> None:
    (target,) = targets("One.¹\n\n¹ See <https://example.org/a>.\n").values()
    assert target.titles == ()


def test_what_a_run_asks_and_in_which_lanes() -> None:
    settings = CrawlSettings(archives=ARCHIVES)
    kinds = dict(kinds_asked(settings))
    assert kinds["live"] is None, "its host is the lane"
    assert {"wayback", "ours"} <= set(kinds)
    assert all(lane for kind, lane in kinds.items() if kind != "live")
    assert {name for name, _, _ in archives_asked(settings)} == {"wayback", "ours", "perma.cc"}
    off = CrawlSettings(archives=replace(ARCHIVES, enabled=False))
    assert archives_asked(off) == ()
    assert not {"wayback", "ours"} & set(dict(kinds_asked(off)))


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.7/a",
        "http://0x7f.1/",
        "http://intranet/a",
        "http://wiki.local/",
        "http://[::1]/",
        "mailto:clerk@city.example",
    ],
)
def test_archives_are_not_told_of_private_addresses(url: str) -> None:
    tasks = list(tasks_for([Target(url, url)], CrawlSettings(archives=ARCHIVES)))
    assert [task.kind for task in tasks] == ["live"]


def test_archives_are_not_told_of_excluded_addresses() -> None:
    settings = CrawlSettings(archives=ARCHIVES, exclude=("^https://secret",))
    tasks = list(tasks_for([Target("k", "https://secret.example.org/")], settings))
    assert [task.kind for task in tasks] == ["live"]


def test_no_archives() -> None:
    settings = CrawlSettings(archives=ArchiveSettings(enabled=False))
    tasks = list(tasks_for([Target("k", "https://example.org/")], settings))
    assert [(task.kind, task.lane) for task in tasks] == [("live", "example.org")]


@pytest.mark.parametrize(
    ("url", "lane"),
    [
        ("https://Example.ORG/a", "example.org"),
        ("HTTPS://example.org/a", "example.org"),
        ("http://user@example.org:8080/", "example.org"),
        ("ftp://example.org/", ""),
        ("http://[", ""),
        ("http://", ""),
    ],
)
def test_lanes(url: str, lane: str) -> None:
    assert lane_of(url) == lane


@pytest.mark.parametrize(
    ("notes", "asked"),
    [
        (None, {"usc:8 U.S.C. § 1373", "usc:8 U.S.C. § 1324", "usc:8 U.S.C. § 1101"}),
        (frozenset({"2"}), {"usc:8 U.S.C. § 1324"}),
        (frozenset[str](), set()),
    ],
)
def test_registries_are_asked_about_the_notes_that_are_meant(
    notes: frozenset[str] | None, asked: set[str]
) -> None:
    text = (
        "One.[^1] Two.[^2]\n\nSee 8 U.S.C. § 1101.\n\n"
        "[^1]: 8 U.S.C. § 1373.\n\n[^2]: 8 U.S.C. § 1324.\n"
    )
    found = identifier_tasks(read(text.encode(), "a.md"), CrawlSettings(), notes)
    assert {task.target.key for task in found} == asked
