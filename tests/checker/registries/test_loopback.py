"""Registries over real sockets: answers in their documented shapes, and of every other kind."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import replace

import pytest

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import crawl
from checker.model import (
    CrawlSettings,
    RegistriesSettings,
    RegistryAccess,
    RegistryAnswer,
    RegistryOutcome,
    Target,
)
from checker.registries import REGISTRIES, registry_tasks
from pincite.demo.web import ANY, Behaviour, Bomb, Garbage, Hang, Reply, Reset, Seen, Web, redirect

from .gold import CASE, FR, ISBN, PMID, USC, WORK

KEYS = {
    "doi": "doi:10.5555/x",
    "crossref": WORK,
    "datacite": "doi:10.5555/x",
    "arxiv": "arxiv:2101.04567",
    "pubmed": PMID,
    "openlibrary": ISBN,
    "govinfo": USC,
    "courtlistener": CASE,
    "federalregister": FR,
    "openalex": WORK,
}
JSON = (("Content-Type", "application/json"),)
DEEP = "[" * 100_000 + "]" * 100_000
WRONG = {
    "status": "ok",
    "message": {"DOI": 7, "items": {"a": []}, "total-results": "many"},
    "result": {"31234567": [], "uids": 4},
    "results": {"title": None},
    "suggestions": {"citation": {"document_numbers": [{"a": 1}, 7]}},
    "data": {"attributes": [1]},
    "responseCode": {"code": 1},
}
HOSTILE: dict[str, Behaviour] = {
    "a page": Reply(body="<title>Welcome</title><p>Please log in.</p>"),
    "nothing": Reply(headers=JSON),
    "half": Reply(headers=JSON, body='{"status": "ok", "message": {"items": ['),
    "wrong types": Reply(headers=JSON, body=json.dumps(WRONG)),
    "deep": Reply(headers=JSON, body=DEEP),
    "deep object": Reply(headers=JSON, body='{"message":' * 50_000),
    "huge": Reply(headers=JSON, body='{"items": "' + "x" * 3_000_000 + '"}'),
    "no text": Reply(headers=JSON, body=b"\xff\xfe\x00{" * 1000),
    "an endless number": Reply(headers=JSON, body='{"count": ' + "9" * 10_000 + "}"),
    "surrogates": Reply(headers=JSON, body='{"message": {"items": [{"title": ["\\ud800"]}]}}'),
    "refused": Reply(403, body="no"),
    "busy": Reply(429, (("Retry-After", "86400"),), "slow down"),
    "down": Reply(502, body="bad gateway"),
    "private": redirect("http://127.0.0.1:1/secret", 302),
    "metadata": redirect("http://169.254.169.254/latest/meta-data/", 302),
    "reset": Reset(),
    "garbage": Garbage(),
    "a bomb": Bomb(),
    "silence": Hang(),
}


@pytest.fixture(autouse=True)
def keys_of_services(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "open sesame")
    monkeypatch.setenv("COURTLISTENER_TOKEN", "token")


def settings(web: Web) -> CrawlSettings:
    registries = RegistriesSettings()
    for name in REGISTRIES:
        there = RegistryAccess(f"http://{name}.test", per_minute=60_000.0)
        registries = replace(registries, **{name: there})  # type: ignore[arg-type]  # by name
    return CrawlSettings(
        timeout=1.5,
        retries=0,
        host_interval=0.0,
        canaries=(),
        contact="desk@city.example",
        resolve=web.resolve_overrides(),
        registries=registries,
    )


def ask(web: Web, keys: Mapping[str, str]) -> list[RegistryAnswer]:
    """What each registry says of its key, all of them asked at once."""
    asked = settings(web)
    tasks = [
        task
        for name, key in keys.items()
        for task in registry_tasks(Target(key, ""), asked)
        if task.kind == name
    ]

    async def crawled() -> list[RegistryAnswer]:
        async with aclosing(crawl(ListAgenda(tasks), asked)) as outcomes:
            return [each async for each in outcomes if isinstance(each, RegistryAnswer)]

    return asyncio.run(crawled())


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_registry_is_believed_that_does_not_answer_in_its_shape(kind: str) -> None:
    routes = {(f"{name}.test", ANY): HOSTILE[kind] for name in REGISTRIES}
    with Web(routes) as web:
        answers = ask(web, KEYS)
        hosts = {seen.host for seen in web.requests}
    assert sorted(each.registry for each in answers) == sorted(REGISTRIES)
    for answer in answers:
        # govinfo answers with a redirect to what it found; it is not followed, wherever it leads.
        found = answer.registry == "govinfo" and kind in ("private", "metadata")
        expected = RegistryOutcome.REGISTERED if found else RegistryOutcome.UNANSWERED
        assert answer.outcome is expected, (answer.registry, answer.detail)
        assert found or answer.detail
        assert len(answer.detail) < 500
        assert "sesame" not in answer.detail
    assert hosts <= {f"{name}.test" for name in REGISTRIES}


def test_a_work_is_searched_for_with_its_fields_and_a_contact(web: Web) -> None:
    record = {
        "DOI": "10.5555/night.2018.4",
        "title": ["The Night Bus"],
        "author": [{"given": "Ada", "family": "Moreau"}],
        "issued": {"date-parts": [[2018]]},
    }
    told = {"status": "ok", "message": {"total-results": 1, "items": [record]}}
    web.route("crossref.test", "/works", Reply(headers=JSON, body=json.dumps(told)))
    (answer,) = ask(web, {"crossref": WORK})
    (seen,) = web.requests
    assert answer.outcome is RegistryOutcome.REGISTERED
    assert answer.record is not None
    assert answer.record.doi == "10.5555/night.2018.4"
    assert "query.bibliographic=Moreau+The+Night+Bus+J.+City+Transp.+2018" in seen.path
    assert "mailto:desk@city.example" in seen.header("user-agent")


def test_a_busy_registry_is_asked_again_when_it_says_so(web: Web) -> None:
    turns: list[str] = []

    def handle(seen: Seen) -> Behaviour:
        turns.append(seen.path)
        if len(turns) == 1:
            return Reply(503, (("Retry-After", "0"),), "busy")
        return Reply(headers=JSON, body='{"responseCode": 1, "handle": "10.5555/x"}')

    web.route("doi.test", "/api/handles/10.5555/x", handle)
    asked = replace(settings(web), retries=1, retry_wait=0.01)
    (task,) = [t for t in registry_tasks(Target("doi:10.5555/x", ""), asked) if t.kind == "doi"]

    async def crawled() -> list[object]:
        async with aclosing(crawl(ListAgenda([task]), asked)) as outcomes:
            return [each async for each in outcomes]

    (answer,) = asyncio.run(crawled())
    assert isinstance(answer, RegistryAnswer)
    assert answer.outcome is RegistryOutcome.REGISTERED
    assert len(turns) == 2
