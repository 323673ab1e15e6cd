"""Tasks become flows, and every archive's lane has its pace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.archives import ARCHIVES, archives_for
from checker.crawling.flows import flow_for, paces
from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    ArchiveSettings,
    Check,
    MementoSettings,
    Pace,
    RegistriesSettings,
    Target,
    Task,
    WaybackSettings,
)

from ..replay import SETTINGS, page, play, reply

TARGET = Target("key", "https://council.example/minutes")
OURS = MementoSettings("ours", "https://ours.example/timegate/", per_minute=120)
BOTH = replace(SETTINGS, archives=ArchiveSettings(memento=(OURS,)))


def test_a_live_task_is_a_visit() -> None:
    flow = flow_for(Task("live", "council.example", TARGET), SETTINGS)
    assert isinstance(play(flow, {"*": page("Minutes", "words " * 50)}).answer, Check)


@pytest.mark.parametrize("name", ["wayback", "ours"])
def test_another_task_is_its_archive_s_lookup(name: str) -> None:
    played = play(flow_for(Task(name, name, TARGET), BOTH), {"*": reply(503)})
    assert isinstance(played.answer, ArchiveAnswer)
    assert played.answer.archive == name
    assert played.answer.outcome is ArchiveOutcome.UNANSWERED
    assert [request.lane for request in played.requests] == [name]


def test_a_task_for_an_archive_that_nobody_named_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        flow_for(Task("theirs", "theirs", TARGET), BOTH)


def test_archives_are_paced_by_the_settings() -> None:
    assert paces(replace(BOTH, registries=RegistriesSettings(enabled=False))) == {
        "wayback": Pace(2.5),
        "wayback replay": Pace(0.125),
        "ours": Pace(0.5),
        "perma.cc records": Pace(1.0),
    }
    assert archives_for(BOTH) == (
        ("wayback", "wayback", Pace(2.5)),
        ("ours", "ours", Pace(0.5)),
        ("perma.cc", "perma.cc records", Pace(1.0)),
    )


def test_every_kind_of_archive_has_an_instance_in_some_settings() -> None:
    for kind in ARCHIVES.values():
        assert kind(BOTH.archives)


def test_archives_can_be_switched_off() -> None:
    registries = RegistriesSettings(enabled=False)
    off = replace(BOTH, archives=replace(BOTH.archives, enabled=False), registries=registries)
    assert archives_for(off) == ()
    assert paces(off) == {}
    only_ours = replace(BOTH.archives, wayback=WaybackSettings(enabled=False))
    assert [name for name, _, _ in archives_for(replace(BOTH, archives=only_ours))] == [
        "ours",
        "perma.cc",
    ]


@pytest.mark.parametrize("name", ["ours", "wayback", "live"])
def test_two_archives_cannot_share_a_name(name: str) -> None:
    double = ArchiveSettings(memento=(OURS, MementoSettings(name, "https://x.example/")))
    with pytest.raises(ValueError, match=name):
        archives_for(replace(SETTINGS, archives=double))
