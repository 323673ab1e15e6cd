"""Simulated webs on loopback: every 127.x.y.z a host, the path says what comes.

    /ok/150/17        200 after 150 ms          /moved/150/17   301 to /ok/150/17
    /gone/150/17      404                       /blocked/…      403
    /busy/150/17      429 with Retry-After: 1   /error/…        500
    /hang/0/17        never answers                 anything else   404

Two worlds (the issue's figures): *scattered*, 10,000 links over 2,000 hosts with log-normal delays
around 150 ms; *crowded*, one host with 1,000 links in the first document and 1,000 hosts with five,
of which 1 in 100 hang.
"""

from __future__ import annotations

import asyncio
import math
import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

KINDS = ("ok", "moved", "gone", "blocked", "busy", "error", "hang")
PARAGRAPH = "<p>Cities that open their libraries in the evening have more readers, it says.</p>"
BODY = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page of the world</title>"
    f"</head><body><h1>A page</h1>{PARAGRAPH * 30}</body></html>"
).encode()
_HEAD, _REST = BODY.split(b" of the world", 1)
"""No two pages of a world are alike, as on the web: what is read once is not read for all."""
_STATUS = {"ok": b"200 OK", "gone": b"404 Not Found", "blocked": b"403 Forbidden",
           "busy": b"429 Too Many Requests", "error": b"500 Internal Server Error"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """Documents of links, in order."""

    name: str
    documents: tuple[tuple[str, ...], ...]
    """Paths after the port: `127.1.0.1|/ok/150/17`."""

    @property
    def links(self) -> int:
        return sum(map(len, self.documents))

    def lower_bound(self, slots: int, timeout: float, interval: float) -> float:
        """Seconds that no schedule without retries can beat: the work, or one host's pace.

        A page that has moved is waited for twice, where it was and where it is.
        """
        work = 0.0
        hosts: dict[str, int] = {}
        for document in self.documents:
            for link in document:
                host, path = link.split("|")
                _, kind, _, _ = path.split("/")
                work += timeout if kind == "hang" else _seconds(path)
                hosts[host] = hosts.get(host, 0) + 1
        return max(work / slots, (max(hosts.values()) - 1) * interval)

    def blind_bound(self, slots: int, timeout: float, interval: float) -> float:
        """Seconds on average where nobody knows which links hang, even if hangs hold no slot: of
        n hangs among the other work the last is begun after n/(n+1) of it, and then takes its time.
        """
        hangs = sum("/hang/" in link for document in self.documents for link in document)
        rest = tuple(
            tuple(link for link in document if "/hang/" not in link) for document in self.documents
        )
        others = World(self.name, rest).lower_bound(slots, timeout, interval)
        last = sum(_seconds(link) for part in rest for link in part) / slots
        return max(others, last * hangs / (hangs + 1) + (timeout if hangs else 0.0))


def _seconds(link: str) -> float:
    """That a link without a hang is waited for; its path tells."""
    _, kind, delay, _ = link.split("/")
    return int(delay) / 1000 * (2 if kind == "moved" else 1)


def scattered(links: int = 10_000, hosts: int = 2_000) -> World:
    """Links over many hosts, shuffled."""
    chance = random.Random(20_250)
    shares = {
        "gone": 0.06,
        "moved": 0.08,
        "blocked": 0.02,
        "busy": 0.02,
        "error": 0.01,
        "hang": 0.005,
    }
    made = [_link(chance, n % hosts, n, shares) for n in range(links)]
    chance.shuffle(made)
    return World("scattered", tuple(tuple(made[n : n + 500]) for n in range(0, links, 500)))


def crowded(links: int = 1_000, hosts: int = 1_000) -> World:
    """One crowded host first, then many small ones, some of which hang."""
    chance = random.Random(20_251)
    first = tuple(_link(chance, hosts + 1, n, {}) for n in range(links))
    rest = [
        _link(chance, host, 10_000 + 5 * host + n, {"hang": 1.0} if host % 100 == 7 else {})
        for host in range(hosts)
        for n in range(5)
    ]
    chance.shuffle(rest)
    parts = tuple(tuple(rest[n : n + 500]) for n in range(0, len(rest), 500))
    return World("crowded", (first, *parts))


def _link(chance: random.Random, host: int, number: int, shares: dict[str, float]) -> str:
    roll = chance.random()
    kind = "ok"
    for each, share in shares.items():
        if roll < share:
            kind = each
            break
        roll -= share
    delay = 0 if kind == "hang" else min(int(chance.lognormvariate(math.log(150), 0.6)), 3_000)
    address = f"127.{1 + host // 60_000}.{host // 250 % 240}.{1 + host % 250}"
    return f"{address}|/{kind}/{delay}/{number}"


def as_documents(world: World, port: int) -> Iterator[tuple[str, str]]:
    """The world's Markdown files: name and text."""
    for number, document in enumerate(world.documents):
        lines = [f"- See <http://{link.replace('|', f':{port}')}> for this." for link in document]
        yield f"{number:03}.md", f"# Document {number}\n\n" + "\n".join(lines) + "\n"


class Local(asyncio.Protocol):
    """A connection from this machine; others are dropped."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.waiting = transport, b""
        if not transport.get_extra_info("peername")[0].startswith("127."):
            transport.abort()


class Answering(Local):
    """Answers as the path says."""

    def data_received(self, data: bytes) -> None:
        *requests, self.waiting = (self.waiting + data).split(b"\r\n\r\n")
        for request in requests:
            path = request.split(b" ", 2)[1].decode()
            _, kind, delay, name = path.split("/")
            if not name.isdigit():  # a made-up sibling, asked for to see through soft 404s
                kind = "gone"
            if kind != "hang":
                loop = asyncio.get_running_loop()
                loop.call_later(int(delay) / 1000, self.answer, kind, path)

    def answer(self, kind: str, path: str) -> None:
        if kind == "moved":
            where = path.replace("moved", "ok", 1).encode()
            head = b"301 Moved Permanently\r\nLocation: %b\r\nContent-Length: 0" % where
            self.transport.write(b"HTTP/1.1 %b\r\n\r\n" % head)
            return
        more = b"Retry-After: 1\r\n" if kind == "busy" else b""
        body = b"%b %b%b" % (_HEAD, path.encode(), _REST)
        self.transport.write(
            b"HTTP/1.1 %b\r\n%bContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b"
            % (_STATUS[kind], more, len(body), body)
        )


def _serve(ready: Connection, protocol: type[asyncio.Protocol]) -> None:
    async def run() -> None:
        # Every 127.x.y.z is a host, so the server listens on all addresses; others are dropped.
        loop = asyncio.get_running_loop()
        server = await loop.create_server(protocol, "0.0.0.0", 0, backlog=8192)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def serving(protocol: type[asyncio.Protocol] = Answering) -> Iterator[int]:
    """The port of a server in a process of its own; `protocol` answers each connection."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, protocol), daemon=True)
    process.start()
    theirs.close()  # so that recv() ends when the server cannot start
    try:
        yield ours.recv()
    finally:
        process.kill()
        process.join()
