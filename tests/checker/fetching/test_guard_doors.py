"""The address guard, in every form of a private address and through every door.

What was connected to is told by the interpreter itself (PEP 578), not by the servers; every other
connection than one to our own web is refused on the spot, so that nothing leaves this machine.
"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import pytest

from checker.fetching import fetch
from checker.fetching.certificates import trusting_context
from checker.model import CrawlSettings, Verdict
from pincite.demo.web import ANY, Reply, Web

from ..conftest import Quick
from .doors import DOORS, HOSTS, PAGE, crawled, live, serve

_LITERALS = """
127.0.0.1 2130706433 017700000001 0x7f000001 0177.0.0.1 0x7f.1 127.1 127.0.1 0 0x 127.0.0.1.
10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.1.2.3 192.0.0.8 198.18.0.1 224.0.0.1
240.0.0.1 255.255.255.255
[::] [::1] [0:0:0:0:0:0:0:1] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:10.0.0.1]
[64:ff9b::7f00:1] [64:ff9b::169.254.169.254] [64:ff9b:1::7f00:1] [2002:7f00:1::]
[2001:0:808:808::f5ff:fffe] [fe80::1%25eth0] [fe80::1%eth0] [fe80::1] [fc00::1] [fd00:ec2::254]
[ff02::1] [2001:db8::1]
１２７.0.0.1 １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 ０ⓧ7f.1
good.test@127.0.0.1 good.test:80@127.0.0.1 good.test%40@127.0.0.1
127%2e0%2e0%2e1 %31%32%37.0.0.1 %6c%6f%63alhost
localhost localhost. LOCALHOST x.localhost ⓛocalhost ｌｏｃａｌｈｏｓｔ
"""
LITERALS = _LITERALS.split()
NAMES = {
    "private.test": (("10.0.0.1",),),
    "metadata.test": (("169.254.169.254",),),
    "several.test": (("8.8.8.8", "127.0.0.1", "10.0.0.1"),),
    "several-private-first.test": (("127.0.0.1", "8.8.8.8"),),
    "rebinding.test": (("8.8.8.8",), ("127.0.0.1",)),
    "six.test": (("::1",),),
    "six-beside.test": (("8.8.8.8", "fc00::1"),),
    "mapped.test": (("::ffff:127.0.0.1",),),
    "translated.test": (("64:ff9b::7f00:1",),),
    "six-to-four.test": (("2002:7f00:1::",),),
    "zoned.test": (("fe80::1%1",),),
    "many.test": (tuple(f"10.0.{n // 250}.{n % 250 + 1}" for n in range(1000)),),
}
"""What DNS says of a name, one time after the other; the last word stays."""
OPEN = "8.8.8.8"


@dataclass
class Watch:
    """What was connected to while it was on."""

    own: tuple[str, int]
    reached: set[str] = field(default_factory=set)
    asked: dict[str, int] = field(default_factory=dict)

    def look_up(self, name: bytes, *_: object, **__: object) -> Sequence[object]:
        """What stands in the place of the system's resolver."""
        text = name.decode()
        said = NAMES.get(text.rstrip("."))
        if said is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        at = self.asked[text] = self.asked.get(text, -1) + 1
        return [(0, 0, 0, "", (each, 0)) for each in said[min(at, len(said) - 1)]]


_watches: list[Watch] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not _watches:
        return
    where = arguments[1]
    if isinstance(where, tuple) and where[:2] != _watches[0].own:
        _watches[0].reached.add(str(where[0]))
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused by the test")


sys.addaudithook(_hook)


@pytest.fixture
def watch(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    held = Watch(("127.0.0.1", web.port))
    monkeypatch.setattr(socket, "getaddrinfo", held.look_up)
    _watches.append(held)
    yield held
    _watches.clear()


@pytest.fixture(autouse=True)
def _one_context(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading the authorities takes longer than all else that a form costs."""
    monkeypatch.setattr(fetch, "trusting_context", cache(trusting_context))


def guarded(web: Web, quick: Quick, **changes: object) -> CrawlSettings:
    own = tuple((f"{host}:80", f"127.0.0.1:{web.port}") for host in HOSTS)
    return quick(resolve=own, **{"timeout": 5.0, **changes})


@pytest.mark.parametrize("name", DOORS)
def test_no_form_passes_a_door(web: Web, quick: Quick, watch: Watch, name: str) -> None:
    door, settings = DOORS[name], guarded(web, quick)
    wrong: list[str] = []
    for number, place in enumerate((*LITERALS, *NAMES)):
        to = f"{place}:{web.port}" if number % 2 else place
        serve(web, door.routes(to))
        watch.reached.clear()
        watch.asked.clear()
        before = len(web.requests)
        try:
            door.begin(settings, to)
        except Exception as error:
            wrong.append(f"{to}: {error!r}")
        strange = {seen.host for seen in web.requests[before:]} - set(HOSTS)
        if strange or watch.reached - {OPEN}:
            wrong.append(f"{to}: reached {strange | watch.reached}")
    assert not wrong


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.asks])
def test_the_door_leads_there_where_that_is_allowed(web: Web, quick: Quick, name: str) -> None:
    """Without this, the doors above might be painted on the wall."""
    place = f"127.0.0.1:{web.port}"
    serve(web, DOORS[name].routes(place))
    web.route("127.0.0.1", ANY, Reply(body=PAGE))
    DOORS[name].begin(guarded(web, quick, allow_private=True), place)
    assert any(seen.host == "127.0.0.1" for seen in web.requests)


@pytest.mark.parametrize("place", LITERALS)
def test_a_private_address_in_a_letter_is_skipped(quick: Quick, place: str) -> None:
    (found,) = crawled(quick(), [live(f"http://{place}/")])
    judgement = found.judgement  # type: ignore[union-attr]
    if "%" in place and "[" not in place and "@" not in place:
        assert (judgement.verdict, judgement.reason) == (Verdict.INVALID, "invalid-url")
    else:
        assert (judgement.verdict, judgement.reason) == (Verdict.SKIPPED, "private-address")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_form_is_handed_to_a_proxy(
    web: Web, quick: Quick, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    """A proxy resolves names. What is an address in any spelling is not its business."""
    monkeypatch.setenv(f"{scheme}_proxy", f"http://127.0.0.1:{web.port}")
    web.route(ANY, ANY, Reply(body=PAGE))
    forms = [*LITERALS, "0x" + "0" * 300 + "7f000001", "0" * 252 + "1"]
    wrong = []
    for place in forms:
        before = web.connections
        crawled(quick(), [live(f"{scheme}://{place}/")])
        if web.connections > before:
            wrong.append(place)
    assert not wrong


def test_no_redirect_hands_a_form_to_a_proxy(
    web: Web, quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{web.port}")
    wrong = []
    for place in [*LITERALS, "0x" + "0" * 300 + "7f000001"]:
        serve(web, DOORS["a redirect"].routes(place))
        before = len(web.requests)
        crawled(quick(), [live("http://a.test/page")])
        if {seen.host for seen in web.requests[before:]} != {"a.test"}:
            wrong.append(place)
    assert not wrong
