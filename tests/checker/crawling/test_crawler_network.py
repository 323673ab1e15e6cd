"""A crawl without a network, or with half of one: what fails then is not the links' fault."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Sequence

from checker.crawling.crawler import Parts
from checker.crawling.network import Patience
from checker.fetching.addresses import Addresses
from checker.fetching.fetch import Fetcher
from checker.model import Offline
from pincite.demo.web import ANY, Reply, Seen, Web

from ..conftest import Quick
from .quick import PAGE, ask, fails, run, status, task, urls


class Names:
    """DNS that a test turns on and off; every known name is on loopback."""

    def __init__(self, *known: str) -> None:
        self.known = set(known)
        self.up = True
        self.asked: Counter[str] = Counter()

    def __call__(self, name: str) -> Sequence[str]:
        self.asked[name] += 1
        if not self.up or name not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return ["127.0.0.1"]

    def parts(self, **patience: float) -> Parts:
        return Parts(
            flow=ask,
            fetcher=lambda settings: Fetcher(settings, addresses=Addresses(settings, self)),
            patience=Patience(**{"between_checks": 0.01, "outage_check": 0.01, **patience}),
        )


def test_offline_is_raised_and_nothing_is_called_dead(web: Web, quick: Quick) -> None:
    web.route("here.test", ANY, PAGE)
    names = Names()
    wanted = ["http://here.test/", *(f"http://gone{n}.test/" for n in range(20))]
    settings = quick(web, canaries=("canary.test",))

    found, said = fails(map(task, wanted), settings, names.parts(), Offline)
    assert set(found) <= {"http://here.test/"}
    assert "no network" in said
    assert names.asked["canary.test"] <= 2


def test_this_machine_may_be_offline_and_loopback_is_still_checked(web: Web, quick: Quick) -> None:
    web.route("here.test", ANY, PAGE)
    settings = quick(web, canaries=("canary.test",), allow_private=True)
    found = run(map(task, [*urls("here.test", 3), web.url("/")]), settings, Names().parts())
    assert sorted(map(status, found), key=str) == [200, 200, 200, 404]


def test_a_dead_name_is_dead_when_dns_works(web: Web, quick: Quick) -> None:
    names = Names("canary.test")
    wanted = [url for n in range(20) for url in urls(f"gone{n}.test", 10)]
    found = run(map(task, wanted), quick(web, canaries=("canary.test",)), names.parts())
    assert {check.judgement.reason for check in found} == {"dns-no-such-host"}
    assert len(found) == 200
    assert names.asked["gone0.test"] == 1


def test_without_canaries_every_failure_is_believed(quick: Quick) -> None:
    (check,) = run([task("http://gone.test/")], quick(), Names().parts())
    assert check.judgement.reason == "dns-no-such-host"


def test_an_outage_is_waited_for(web: Web, quick: Quick) -> None:
    hosts = [f"h{n}.test" for n in range(30)]

    class Failing(Names):
        def __call__(self, name: str) -> Sequence[str]:
            if name == "canary.test" and self.asked[name] == 2:
                self.up = True
            return super().__call__(name)

    names = Failing("canary.test", *hosts)

    def answer(seen: Seen) -> Reply:
        if web.count() == 10:
            names.up = False
        return PAGE

    web.route(ANY, ANY, answer)
    wanted = [f"http://{host}:{web.port}/" for host in hosts]
    settings = quick(canaries=("canary.test",), allow_private=True, concurrency=4)
    found = run(map(task, wanted), settings, names.parts())
    assert [status(check) for check in found] == [200] * 30
    assert web.count() == 30
    assert names.asked["canary.test"] >= 3


def test_a_long_outage_ends_the_run_as_offline(web: Web, quick: Quick) -> None:
    names = Names("canary.test", "a.test", "b.test", "c.test")

    def answer(seen: Seen) -> Reply:
        names.up = False
        return PAGE

    web.route(ANY, ANY, answer)
    settings = quick(canaries=("canary.test",), allow_private=True, concurrency=1)
    wanted = [f"http://{host}:{web.port}/" for host in ("a.test", "b.test", "c.test")]

    found, said = fails(map(task, wanted), settings, names.parts(longest_outage=0.1), Offline)
    assert found == wanted[:1]
    assert "did not come back" in said
