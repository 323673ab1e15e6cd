"""What others are told: archives and places that save pages learn no address of a private network,
in whatever form a letter writes it."""

from __future__ import annotations

import pytest

from checker.model import CrawlSettings, Target
from checker.visiting.visit import may_be_told

from ..fetching.test_guard_doors import LITERALS


def told(place: str) -> bool:
    url = f"http://{place}/secret"
    return may_be_told(Target(url, url), CrawlSettings())


@pytest.mark.parametrize("place", LITERALS)
def test_nobody_is_told_of_an_address_of_a_private_network(place: str) -> None:
    assert not told(place)


@pytest.mark.parametrize(
    "place",
    [
        *(
            "printer",
            "wiki.local",
            "WIKI.LOCAL.",
            "wiki.intranet",
            "wiki.ｌｏｃａｌ",
            "wiki。ⓛocal",
        ),
        *("nas.home.arpa", "build.internal", "router.lan", "mail.corp", "pc.localdomain"),
        *("nas.home", "wiki.private"),
    ],
)
def test_nobody_is_told_of_a_name_from_inside_a_house(place: str) -> None:
    assert not told(place)


@pytest.mark.parametrize(
    "place", ["256.1.1.1", "1.2.3.4.5", "1.a.2", "08", "1\u00ad0.0.0.1", "\u0300.example", "a..b"]
)
def test_what_is_no_host_is_told_to_nobody_and_breaks_nothing(place: str) -> None:
    assert not told(place)


@pytest.mark.parametrize("place", ["user:secret@a.example", "user@a.example", ":@a.example"])
def test_nobody_is_told_of_names_and_passwords(place: str) -> None:
    assert not told(place)


@pytest.mark.parametrize(
    "place",
    ["a.example", "8.8.8.8", "１３４.8.8.8", "bücher.example", "I❤.example", "a.example:8080"],
)
def test_of_what_all_can_see_archives_are_asked(place: str) -> None:
    assert told(place)
