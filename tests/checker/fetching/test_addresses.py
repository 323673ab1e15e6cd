"""Names to addresses: the guard, the cache, failures told apart, and what DNS is worth."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest

from checker.fetching.addresses import Addresses, Endpoint, ascii_host
from checker.fetching.failures import Unanswered
from checker.fetching.fetch import Fetcher
from checker.model import CrawlError, CrawlSettings, Exchange, Request
from pincite.demo.web import Reply, Web

from ..conftest import Ask, Quick

STRICT = CrawlSettings(canaries=("canary.test",))


class Names:
    """A resolver whose answers a test sets."""

    def __init__(self, **answers: Sequence[str] | int) -> None:
        self.answers = {name.replace("_", "."): answer for name, answer in answers.items()}
        self.asked: Counter[str] = Counter()

    def __call__(self, name: str) -> Sequence[str]:
        self.asked[name] += 1
        answer = self.answers.get(name, socket.EAI_NONAME)
        if isinstance(answer, int):
            raise socket.gaierror(answer, "scripted")
        return answer


def resolve(
    names: Callable[[str], Sequence[str]],
    work: Callable[[Addresses], Awaitable[object]],
    settings: CrawlSettings = STRICT,
) -> object:
    async def run() -> object:
        addresses = Addresses(settings, names)
        try:
            return await work(addresses)
        finally:
            addresses.close()

    return asyncio.run(run())


def reason(
    names: Callable[[str], Sequence[str]], host: str, settings: CrawlSettings = STRICT
) -> str:
    with pytest.raises(Unanswered) as caught:
        resolve(names, lambda addresses: addresses.find(host, 80), settings)
    return caught.value.failure.reason


def test_a_name_becomes_endpoints_family_by_family() -> None:
    names = Names(a_test=["2606:4700::1", "2606:4700::2", "2606:4700::3", "1.1.1.1"])
    found = resolve(names, lambda addresses: addresses.find("a.test", 443))
    assert isinstance(found, tuple)
    assert found[0] == Endpoint("2606:4700::1", 443, socket.AF_INET6)
    assert found[1] == Endpoint("1.1.1.1", 443, socket.AF_INET)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (socket.EAI_NONAME, "dns-no-such-host"),
        (socket.EAI_NODATA, "dns-no-such-host"),
        (socket.EAI_AGAIN, "dns-failure"),
        (socket.EAI_FAIL, "dns-failure"),
        (socket.EAI_SYSTEM, "dns-failure"),
    ],
)
def test_failures_are_told_apart(code: int, expected: str) -> None:
    assert reason(Names(a_test=code), "a.test") == expected


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "0", "0x7f.1", "2130706433", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "localhost", "LOCALHOST".lower() + ".", "db.localhost", "fe80::1"],
)  # fmt: skip
def test_private_literals_are_refused_without_dns(host: str) -> None:
    names = Names()
    assert reason(names, host) == "private-address"
    assert not names.asked


def test_a_name_that_only_ends_like_localhost_is_looked_up() -> None:
    assert reason(Names(), "notlocalhost.") == "dns-no-such-host"


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "fd00::1", "::ffff:10.0.0.1"])
def test_names_that_resolve_to_private_addresses_are_refused(address: str) -> None:
    assert reason(Names(a_test=[address]), "a.test") == "private-address"


def test_a_private_address_beside_a_public_one_is_left_out() -> None:
    names = Names(a_test=["10.0.0.1", "1.1.1.1", "::1"])
    found = resolve(names, lambda addresses: addresses.find("a.test", 80))
    assert found == (Endpoint("1.1.1.1", 80, socket.AF_INET),)


def test_settings_can_open_the_guard() -> None:
    names = Names(a_test=["10.0.0.1"])
    opened = replace(STRICT, allow_private=True)
    found = resolve(names, lambda addresses: addresses.find("a.test", 80), opened)
    assert found == (Endpoint("10.0.0.1", 80, socket.AF_INET),)


def test_a_number_that_is_no_address_is_no_name_either() -> None:
    names = Names()
    assert reason(names, "1.2.3.4.5") == "invalid-url"
    assert not names.asked


@pytest.mark.parametrize(
    ("given", "host", "port", "expected"),
    [
        (("A.test", "127.0.0.1:81"), "a.test", 80, ("127.0.0.1", 81)),
        (("a.test:80", "127.0.0.1"), "a.test", 80, ("127.0.0.1", 80)),
        (("a.test:80", "[::1]:81"), "a.test", 80, ("::1", 81)),
        (("a.test", "::1"), "a.test", 443, ("::1", 443)),
        (("[2001:db8::1]:80", "127.0.0.1:9"), "2001:db8::1", 80, ("127.0.0.1", 9)),
    ],
)
def test_overrides_pass_the_guard(
    given: tuple[str, str], host: str, port: int, expected: tuple[str, int]
) -> None:
    settings = replace(STRICT, resolve=(given,))
    names = Names()
    found = resolve(names, lambda addresses: addresses.find(host, port), settings)
    assert isinstance(found, tuple)
    assert (found[0].address, found[0].port) == expected
    assert not names.asked


def test_an_override_of_one_port_leaves_the_others() -> None:
    settings = replace(STRICT, resolve=(("a.test:443", "127.0.0.1"),))
    assert reason(Names(), "a.test", settings) == "dns-no-such-host"


@pytest.mark.parametrize("value", ["b.test", "127.0.0.1:x", "[zz]:1", ""])
def test_an_override_must_be_an_address(value: str) -> None:
    with pytest.raises(CrawlError, match="no address"):
        Addresses(replace(STRICT, resolve=(("a.test", value),)))


def test_many_askers_make_one_lookup_and_slow_names_stall_no_others() -> None:
    release = threading.Event()
    asked: Counter[str] = Counter()

    def lookup(name: str) -> Sequence[str]:
        asked[name] += 1
        if name.startswith("slow"):
            release.wait(30)
        return ["1.1.1.1"]

    async def work(addresses: Addresses) -> None:
        slow = [asyncio.ensure_future(addresses.find(f"slow{n}.test", 80)) for n in range(20)]
        same = [asyncio.ensure_future(addresses.find("slow0.test", 80)) for _ in range(20)]
        await asyncio.sleep(0)
        await addresses.find("quick.test", 80)
        assert not any(task.done() for task in slow)
        same[0].cancel()
        release.set()
        await asyncio.gather(*slow, *same[1:])
        await addresses.find("slow0.test", 80)

    resolve(lookup, work)
    assert set(asked.values()) == {1}
    assert len(asked) == 21


def test_only_a_failure_that_stays_is_kept() -> None:
    names = Names(later_test=socket.EAI_AGAIN)

    async def work(addresses: Addresses) -> None:
        for host in ("later.test", "later.test", "never.test", "never.test"):
            with pytest.raises(Unanswered):
                await addresses.find(host, 80)

    resolve(names, work)
    assert names.asked == {"later.test": 2, "never.test": 1}


def test_a_failure_can_be_forgotten() -> None:
    names = Names(a_test=["1.1.1.1"])

    async def work(addresses: Addresses) -> None:
        for _ in range(2):
            await addresses.find("a.test", 80)
            with pytest.raises(Unanswered):
                await addresses.find("b.test", 80)
            addresses.forget_failures()

    resolve(names, work)
    assert names.asked == {"a.test": 1, "b.test": 2}


def test_canaries_tell_offline_from_dead() -> None:
    names = Names()

    async def work(addresses: Addresses) -> tuple[bool, bool, bool, bool]:
        began = asyncio.get_running_loop().time()
        first = await addresses.online()
        believed = addresses.believed(began)
        names.answers["canary.test"] = ["1.1.1.1"]
        second = await addresses.online()
        return first, believed, second, addresses.believed(began)

    assert resolve(names, work) == (False, False, True, True)


def test_a_name_that_resolved_before_is_a_witness_too() -> None:
    names = Names(intranet_test=["10.0.0.1"])

    async def work(addresses: Addresses) -> tuple[bool, bool]:
        with pytest.raises(Unanswered, match=r"10\.0\.0\.1"):
            await addresses.find("intranet.test", 80)
        first = await addresses.online()
        names.answers.clear()
        return first, await addresses.online()

    assert resolve(names, work) == (True, False)


def test_an_answer_from_before_proves_nothing_now() -> None:
    names = Names(a_test=["1.1.1.1"])

    async def work(addresses: Addresses) -> tuple[bool, bool]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        await addresses.find("a.test", 80)
        before = addresses.believed(began)
        await asyncio.sleep(0.001)
        return before, addresses.believed(loop.time())

    assert resolve(names, work) == (True, False)


def test_what_was_asked_before_an_outage_says_nothing_of_it() -> None:
    asked, go = threading.Event(), threading.Event()

    def slow(name: str) -> Sequence[str]:
        asked.set()
        assert go.wait(10)
        return ["1.1.1.1"]

    async def work(addresses: Addresses) -> tuple[bool, bool]:
        loop = asyncio.get_running_loop()
        before = loop.time()
        found = asyncio.create_task(addresses.find("slow.test", 80))
        await asyncio.to_thread(asked.wait, 10)
        since = loop.time()
        go.set()
        await found
        return addresses.believed(before), addresses.believed(since)

    assert resolve(slow, work) == (True, False)


def test_an_override_of_a_canary_and_no_canaries_at_all_count_as_online() -> None:
    overridden = replace(STRICT, resolve=(("canary.test", "127.0.0.1"),))
    assert resolve(Names(), lambda addresses: addresses.online(), overridden) is True
    assert (
        resolve(Names(), lambda addresses: addresses.online(), CrawlSettings(canaries=())) is True
    )


def test_needs_dns() -> None:
    addresses = Addresses(replace(STRICT, resolve=(("a.test:80", "127.0.0.1"),)), Names())
    assert addresses.needs_dns("b.test", 80)
    assert addresses.needs_dns("a.test", 443)
    assert not addresses.needs_dns("a.test", 80)
    assert not addresses.needs_dns("127.1", 80)
    assert not addresses.needs_dns("localhost", 80)


def test_ascii_hosts() -> None:
    assert ascii_host("B\u00dcCHER.test") == "xn--bcher-kva.test"
    assert ascii_host("stra\u00dfe.test") == "xn--strae-oqa.test"
    assert ascii_host("I\u2764.test") == "xn--i-7iq.test", "symbols, as browsers have it"
    for no_name in ("\u0300.test", "\u2764\u2100.test", "\u2764..test", "\u2764" * 64):
        with pytest.raises(Unanswered):
            ascii_host(no_name)


# Through the fetcher, over sockets: the guard stands where connections are made.


def fetch_with(names: Names, settings: CrawlSettings, *urls: str) -> list[Exchange]:
    async def run() -> list[Exchange]:
        addresses = Addresses(settings, names)
        async with Fetcher(settings, addresses=addresses) as fetcher:
            return [await fetcher.fetch(Request(url)) for url in urls]

    return asyncio.run(run())


def test_no_spelling_reaches_a_server_on_loopback(web: Web, quick: Quick, ask: Ask) -> None:
    web.route("127.0.0.1", "/", Reply())
    hosts = ["127.0.0.1", "2130706433", "0x7f.1", "0177.1", "127.1", "localhost", "[::1]",
             "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "0", "127.0.0.1."]  # fmt: skip
    for got in ask(quick(), *(f"http://{host}:{web.port}/" for host in hosts)):
        assert got.failure is not None
        assert got.failure.reason == "private-address", got.request.url
    assert web.connections == 0


def test_a_name_of_a_private_address_is_refused_and_can_be_allowed(web: Web, quick: Quick) -> None:
    web.route("a.test", "/", Reply())
    url = f"http://a.test:{web.port}/"
    names = Names(a_test=["127.0.0.1"])
    (refused,) = fetch_with(names, quick(), url)
    (allowed,) = fetch_with(names, quick(allow_private=True), url)
    assert refused.failure is not None
    assert refused.failure.reason == "private-address"
    assert allowed.status == 200
    assert web.count() == 1


def test_a_rebinding_name_is_looked_up_once_and_connected_to_as_checked(
    web: Web, quick: Quick
) -> None:
    web.route("a.test", "/", Reply())
    answers = iter([["192.0.2.1"], ["127.0.0.1"]])
    names = Names()
    names_asked = []

    def lookup(name: str) -> Sequence[str]:
        names_asked.append(name)
        return next(answers)

    async def run() -> list[Exchange]:
        settings = quick(connect_timeout=0.1)
        async with Fetcher(settings, addresses=Addresses(settings, lookup)) as fetcher:
            return [await fetcher.fetch(Request(f"http://a.test:{web.port}/")) for _ in range(3)]

    for got in asyncio.run(run()):
        assert got.failure is not None
        assert got.failure.reason == "private-address"
    assert names_asked == ["a.test"]
    assert web.connections == 0
    assert not names.asked


def test_the_next_address_is_tried(webs: Callable[..., Web], quick: Quick) -> None:
    web = webs({("a.test", "/"): Reply()}, addresses=("127.0.0.3",))
    names = Names(a_test=["127.0.0.2", "127.0.0.3"])
    (got,) = fetch_with(names, quick(allow_private=True), f"http://a.test:{web.port}/")
    assert got.status == 200
    assert got.hops[0].address == "127.0.0.3"


def test_a_lookup_that_hangs_is_a_dns_failure(quick: Quick) -> None:
    release = threading.Event()

    def lookup(name: str) -> Sequence[str]:
        release.wait(30)
        return []

    async def run() -> Exchange:
        settings = quick(connect_timeout=0.1)
        async with Fetcher(settings, addresses=Addresses(settings, lookup)) as fetcher:
            return await fetcher.fetch(Request("http://a.test/"))

    got = asyncio.run(run())
    release.set()
    assert got.failure is not None
    assert got.failure.reason == "dns-failure"
