"""Every way in which an address comes to be asked, each as a door that leads to a given place.

Rules kept here:
- A door is opened by letting the whole crawler, a saver or the reader of letters work on what a
  hostile letter, page, archive, registry or setting says.
- The servers that lead on are named in HOSTS and stand on loopback by `resolve`; the place itself
  is not, so that the guard has the word.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from checker import fetch_letter
from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import crawl
from checker.model import (
    NEWEST,
    ArchiveSettings,
    CrawlSettings,
    MementoSettings,
    Order,
    Outcome,
    RegistriesSettings,
    RegistryAccess,
    SavePermaSettings,
    SaveWaybackSettings,
    SavingSettings,
    Target,
    Task,
    WaybackSettings,
)
from checker.registries import registry_tasks
from checker.saving import save_pages, saver_named
from pincite.demo.web import ANY, Answer, Reply, Web, redirect

from ..saving.test_sending import KEYS, Book

HOSTS = ("a.test", "archive.test", "registry.test")
PAGE = "<title>A page of its own</title><p>" + "words that a page has " * 30
SOURCE = Target("http://a.test/page", "http://a.test/page")
CAPTURED = ("Memento-Datetime", "Sat, 01 Feb 2020 00:00:00 GMT")
ROWS = [
    ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"],
    ["test,a)/page", "20200201000000", SOURCE.url, "text/html", "200", "X", "9"],
]
COPY = "/web/20200201000000id_/http://a.test/page"
QUICKLY = 60_000.0

Routes = Mapping[tuple[str, str], Answer]


@dataclass(frozen=True)
class Door:
    """What is served for a place, and what is then begun."""

    routes: Callable[[str], Routes]
    begin: Callable[[CrawlSettings, str], object]
    asks: bool = True
    """Whether it leads to the place at all, where that is allowed."""


def crawled(settings: CrawlSettings, tasks: Iterable[Task]) -> list[Outcome]:
    async def run() -> list[Outcome]:
        return [each async for each in crawl(ListAgenda(tasks), settings)]

    return asyncio.run(asyncio.wait_for(run(), 60))


def live(url: str) -> Task:
    return Task("live", "a.test", Target(url, url))


def _visit(settings: CrawlSettings, _: str) -> object:
    return crawled(settings, [live(SOURCE.url)])


def _robots(settings: CrawlSettings, _: str) -> object:
    return crawled(replace(settings, robots=True), [live(SOURCE.url)])


def _mail(settings: CrawlSettings, place: str) -> object:
    return crawled(settings, [live(f"mailto:someone@{place}")])


def archives(endpoint: str = "http://archive.test", **changes: object) -> ArchiveSettings:
    wayback = WaybackSettings(endpoint, per_minute=QUICKLY, replay_per_minute=QUICKLY)
    return replace(ArchiveSettings(wayback=wayback), **changes)  # type: ignore[arg-type]


def _wayback(settings: CrawlSettings, _: str, kind: str = "wayback") -> object:
    asked = replace(settings, archives=archives())
    return crawled(asked, [Task(kind, "wayback", SOURCE)])


def _wayback_at(settings: CrawlSettings, place: str) -> object:
    asked = replace(settings, archives=archives(f"http://{place}"))
    return crawled(asked, [Task("wayback", "wayback", SOURCE)])


def _memento(settings: CrawlSettings, gate: str) -> object:
    ours = MementoSettings("ours", gate, per_minute=QUICKLY)
    asked = replace(settings, archives=archives(memento=(ours,)))
    return crawled(asked, [Task("ours", "ours", SOURCE)])


def _registry(settings: CrawlSettings, endpoint: str) -> object:
    access = RegistryAccess(endpoint, per_minute=QUICKLY)
    names = ("doi", "crossref", "datacite")
    named = RegistriesSettings(**dict.fromkeys(names, access))  # type: ignore[arg-type]
    asked = replace(settings, registries=named)
    return crawled(asked, list(registry_tasks(Target("doi:10.5555/x", "doi:10.5555/x"), asked)))


def _saved(settings: CrawlSettings, to: str, url: str, endpoint: str) -> object:
    saving = SavingSettings(
        wayback=SaveWaybackSettings(endpoint, QUICKLY, QUICKLY),
        perma=SavePermaSettings(endpoint, QUICKLY),
        poll=0.01,
        longest_poll=0.01,
        polls=2,
    )
    saver = saver_named(to, saving, settings, KEYS)
    task = Task(to, saver.lane(Order("key", url, to)), Target("key", url))

    async def run() -> list[Outcome]:
        book, agenda = Book(), ListAgenda([task])
        return [each async for each in save_pages(agenda, {to: saver}, settings, book)]

    return asyncio.run(asyncio.wait_for(run(), 60))


def _link(place: str, rel: str) -> tuple[str, str]:
    at = 'datetime="Sat, 01 Feb 2020 00:00:00 GMT"'
    return "Link", f'<http://{place}/20200201000000/http://a.test/page>; rel="{rel}"; {at}'


def _gate(*headers: tuple[str, str], status: int = 200) -> Routes:
    return {("archive.test", ANY): Reply(status, headers, PAGE)}


def _copies(answer: Answer) -> Routes:
    index = Reply(200, (("Content-Type", "application/json"),), json.dumps(ROWS))
    return {("archive.test", "/cdx/search/cdx"): index, ("archive.test", COPY): answer}


def _page(head: str = "", *headers: tuple[str, str]) -> Routes:
    return {("a.test", "/page"): Reply(headers=headers, body=head + PAGE)}


def _sending(place: str) -> Answer:
    return redirect(f"http://{place}/", 307)


SHOWN = """<link rel="canonical" href="http://{0}/"><link rel="icon" href="http://{0}/favicon.ico">
<link rel="stylesheet" href="http://{0}/"><link rel="amphtml" href="http://{0}/">
<base href="http://{0}/"><img src="http://{0}/"><iframe src="http://{0}/"></iframe>
<script src="http://{0}/"></script><script>location = "http://{0}/"</script>"""

SUSPECT = Target("key", "http://a.test/folder/page.html", ("Minutes of the Meeting on Libraries",))
"""A page that bears another title than the cited one: its neighbour is asked for."""

DOORS: dict[str, Door] = {
    "a URL in a letter": Door(lambda _: {}, lambda s, at: crawled(s, [live(f"http://{at}/")])),
    "https in a letter": Door(
        lambda _: {}, lambda s, at: crawled(s, [live(f"https://{at}/")]), asks=False
    ),
    "a redirect": Door(lambda at: {("a.test", "/page"): redirect(f"http://{at}/")}, _visit),
    "a redirect without a scheme": Door(
        lambda at: {("a.test", "/page"): redirect(f"//{at}/", 308)}, _visit
    ),
    "a refresh": Door(
        lambda at: _page(f'<meta http-equiv="refresh" content="0;url=http://{at}/">'), _visit
    ),
    "a refresh in the head": Door(lambda at: _page("", ("Refresh", f"0; http://{at}/")), _visit),
    "what a page names": Door(lambda at: _page(SHOWN.format(at)), _visit, asks=False),
    "a probe": Door(
        lambda at: {
            ("a.test", SUSPECT.url[13:]): Reply(body=PAGE),
            ("a.test", ANY): redirect(f"http://{at}/"),
        },
        lambda s, _: crawled(s, [Task("live", "a.test", SUSPECT)]),
    ),
    "robots.txt": Door(
        lambda at: {("a.test", "/robots.txt"): redirect(f"http://{at}/"), **_page()}, _robots
    ),
    "robots.txt of a place": Door(
        lambda at: {
            ("a.test", "/robots.txt"): Reply(404),
            ("a.test", "/page"): redirect(f"http://{at}/"),
        },
        _robots,
    ),
    "a mail domain": Door(lambda _: {}, _mail, asks=False),
    "an index that moves": Door(lambda at: {("archive.test", ANY): _sending(at)}, _wayback, False),
    "an index of the settings": Door(lambda _: {}, _wayback_at),
    "a copy that moves": Door(lambda at: _copies(_sending(at)), _wayback, False),
    "a copy of a redirect": Door(
        lambda at: _copies(Reply(302, (CAPTURED, ("Location", f"http://{at}/")))), _wayback, False
    ),
    "a copy that refreshes": Door(
        lambda at: _copies(
            Reply(
                200,
                (CAPTURED, ("Content-Type", "text/html")),
                f'<meta http-equiv="refresh" content="0;url=http://{at}/">',
            )
        ),
        _wayback,
        False,
    ),
    "a second witness": Door(
        lambda at: _copies(_sending(at)), lambda s, at: _wayback(s, at, f"wayback{NEWEST}"), False
    ),
    "a TimeGate that moves": Door(
        lambda at: {("archive.test", ANY): _sending(at)},
        lambda s, _: _memento(s, "http://archive.test/gate/"),
    ),
    "a TimeGate of the settings": Door(
        lambda _: {}, lambda s, at: _memento(s, f"http://{at}/gate/")
    ),
    "a TimeGate's memento": Door(
        lambda at: _gate(CAPTURED, ("Content-Location", f"http://{at}/2020/http://a.test/page")),
        lambda s, _: _memento(s, "http://archive.test/gate/"),
    ),
    "a TimeGate's other mementos": Door(
        lambda at: _gate(CAPTURED, _link(at, "memento"), status=404),
        lambda s, _: _memento(s, "http://archive.test/gate/"),
    ),
    "a TimeGate's TimeMap": Door(
        lambda at: _gate(CAPTURED, _link(at, "timemap"), status=404),
        lambda s, _: _memento(s, "http://archive.test/gate/"),
    ),
    "a registry that moves": Door(
        lambda at: {("registry.test", ANY): _sending(at)},
        lambda s, _: _registry(s, "http://registry.test"),
        asks=False,
    ),
    "a registry of the settings": Door(lambda _: {}, lambda s, at: _registry(s, f"http://{at}")),
    "a letter at a URL": Door(lambda _: {}, lambda s, at: fetch_letter(f"http://{at}/", s)),
    "a letter that moved": Door(
        lambda at: {("a.test", "/page"): redirect(f"http://{at}/")},
        lambda s, _: fetch_letter(SOURCE.url, s),
    ),
    "a page kept in WARC": Door(
        lambda _: {}, lambda s, at: _saved(s, "warc", f"http://{at}/", "http://archive.test")
    ),
    "a moved page kept in WARC": Door(
        lambda at: {("a.test", "/page"): redirect(f"http://{at}/")},
        lambda s, _: _saved(s, "warc", SOURCE.url, "http://archive.test"),
    ),
    "Save Page Now that moves": Door(
        lambda at: {("archive.test", ANY): _sending(at)},
        lambda s, _: _saved(s, "wayback", SOURCE.url, "http://archive.test"),
        asks=False,
    ),
    "Save Page Now of the settings": Door(
        lambda _: {}, lambda s, at: _saved(s, "wayback", SOURCE.url, f"http://{at}")
    ),
    "perma.cc of the settings": Door(
        lambda _: {}, lambda s, at: _saved(s, "perma", SOURCE.url, f"http://{at}")
    ),
}


def serve(web: Web, routes: Routes) -> None:
    """Serve these, beside what was served before; what no route takes is a page."""
    for host in HOSTS:
        web.route(host, ANY, Reply(body=PAGE))
    for (host, path), answer in routes.items():
        web.route(host, path, answer)
