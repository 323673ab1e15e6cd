"""The table, the names that citations give, and when two fields make another work."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from checker.crawling.flows import flow_for, paces
from checker.model import Pace, Record, RegistriesSettings, RegistryAccess
from checker.registries import (
    REGISTRIES,
    SEARCHED,
    is_another_work,
    named_registries,
    registered_names,
    registry_tasks,
)
from citations.model import (
    CitationType,
    Identifier,
)

from ..replay import SETTINGS, play
from .gold import CITED, cases, handle

SAME = Record("The Night Bus", ("Ada Moreau",), "2018-03-04", "Journal of City Transport")


def keys(*identifiers: Identifier) -> list[str]:
    """The identifiers' own keys; the search is left out."""
    names = registered_names(replace(CITED, identifiers=identifiers))
    return [name.key for name in names if name.key.partition(":")[0] not in SEARCHED]


def test_every_registry_has_settings_and_the_other_way_round() -> None:
    named = {each.name for each in fields(RegistriesSettings)} - {"enabled", "search"}
    assert named == set(REGISTRIES)
    for name in REGISTRIES:
        assert getattr(SETTINGS.registries, name).endpoint.startswith("https://")


def test_a_registry_is_asked_about_what_it_keeps_at_its_pace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COURTLISTENER_TOKEN", raising=False)
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    target, _ = registered_names(replace(CITED, identifiers=(Identifier("doi", "10.5555/A"),)))
    assert (target.key, target.url) == ("doi:10.5555/a", "https://doi.org/10.5555/A")
    tasks = list(registry_tasks(target, SETTINGS))
    assert [(task.kind, task.lane) for task in tasks] == [
        ("doi", "doi"),
        ("crossref", "crossref"),
        ("datacite", "datacite"),
    ]
    assert paces(SETTINGS)["arxiv"] == Pace(3.0)
    played = play(flow_for(tasks[0], SETTINGS), {"*": handle(1)})
    assert played.urls == ["https://doi.org/api/handles/10.5555/a"]


def test_registries_can_be_switched_off_and_stand_elsewhere() -> None:
    off = replace(SETTINGS, registries=RegistriesSettings(enabled=False))
    assert named_registries(off) == {}
    ours = RegistriesSettings(doi=RegistryAccess("http://127.0.0.1:8000/", per_minute=6.0))
    there = named_registries(replace(SETTINGS, registries=ours))["doi"]
    assert there.pace == Pace(10.0)
    target, _ = registered_names(replace(CITED, identifiers=(Identifier("doi", "10.1/a#b c"),)))
    played = play(there.lookup(target), {"*": handle(1)})
    assert played.requests[0].url == "http://127.0.0.1:8000/api/handles/10.1/a%23b%20c"
    without = replace(ours, doi=replace(ours.doi, enabled=False))
    assert "doi" not in named_registries(replace(SETTINGS, registries=without))


def test_cases_are_asked_about_only_with_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURTLISTENER_TOKEN", raising=False)
    assert "courtlistener" not in named_registries(SETTINGS)
    monkeypatch.setenv("COURTLISTENER_TOKEN", "secret")
    case = replace(CITED, type=CitationType.CASE, volume="347", container="U.S.", first_page="483")
    (target,) = registered_names(case)
    (task,) = registry_tasks(target, SETTINGS)
    (request,) = play(
        named_registries(SETTINGS)["courtlistener"].lookup(target), {"*": cases(404)}
    ).requests
    assert (task.kind, target.key) == ("courtlistener", "case:347 U.S. 483")
    assert (request.method, request.body) == ("POST", b"text=347+U.S.+483")
    assert dict(request.headers)["authorization"] == "Token secret"


def test_identifiers_become_keys_once() -> None:
    assert keys(
        Identifier("doi", "10.5555/A"),
        Identifier("doi", "10.5555/a"),
        Identifier("usc", "8 U.S.C. § 1373"),
        Identifier("usc", "8 U.S.C. ch. 12"),
        Identifier("fedreg", "86 Fed. Reg. 7225"),
        Identifier("handle", "2027/x"),
        Identifier("doi", ""),
        Identifier("doi", "10.1/" + "a" * 600),
    ) == ["doi:10.5555/a", "usc:8 U.S.C. § 1373", "fedreg:86 Fed. Reg. 7225"]


@pytest.mark.parametrize(
    ("record", "another"),
    [
        (SAME, False),
        (replace(SAME, title="Growth of Kelp"), False),  # author and year agree
        (replace(SAME, title="Growth of Kelp", authors=("Jun Sato",)), False),  # year agrees
        (Record("Growth of Kelp", ("Jun Sato",), "2009"), True),
        (Record("Growth of Kelp", ("Jun Sato",)), True),
        (Record("Growth of Kelp", (), "2009"), True),
        (Record("Growth of Kelp"), False),  # a title alone is no proof
        (Record(None, ("Jun Sato",), "2009"), False),
        (Record("The Night Bus: A Study", ("Jun Sato",), "2009"), False),  # subtitle
        (Record("Growth of Kelp", ("Jun Sato",), "2009", "The Night Bus"), False),  # container
        (Record("Growth of Kelp", ("MOREAU A",), "2009"), False),
        (Record("Growth of Kelp", ("Jun Sato",), "2019"), False),  # online and in print
    ],
)
def test_another_work_takes_two_fields_and_none_for_it(record: Record, another: bool) -> None:
    assert is_another_work(CITED, record) is another
