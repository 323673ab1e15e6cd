"""Faults at length: what the tests in tests/end_to_end/test_faults.py do briefly.

    PYTHONPATH=. python benchmarks/faults.py lock [--seconds 28]    another holds the database
    PYTHONPATH=. python benchmarks/faults.py dead [--links 10000]   every link to one dead host
    PYTHONPATH=. python benchmarks/faults.py dns [--seconds 60] [--mood silent]   names go away

`dns` points the process's own system resolver to a DNS server on loopback, which takes root on
Linux (tests/resolver.py); its moods are silent, servfail and nxdomain (for every name).

SIGKILL at random moments is benchmarks/kills.py. Each drill serves a web of its own on loopback and
runs `pincite check` as a user would. Exits with 1 where a living page was called dead, or where a
dead host was asked for each link.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pincite.demo.web import ANY, Reply, Web
from tests.resolver import Mood, Resolver, pointed, unavailable

HOSTS = 24
PER_HOST = 50
PAGE = "<title>A living page</title><p>" + "words that a page has " * 30
ENVIRONMENT = {**os.environ, "PINCITE_NO_REGISTRIES": "1", "PINCITE_NO_ARCHIVES": "1"}


def settle(folder: Path, web: Web, timeout: float = 5) -> None:
    """Settings that lead to the web, and a letter that cites all of it."""
    resolve = "\n".join(f'"{name}" = "{at}"' for name, at in web.resolve_overrides())
    (folder / "pincite.toml").write_text(
        f"[crawl]\nper_host = 2\nhost_interval = 0.02\nretries = 0\ntimeout = {timeout}\n"
        f'canaries = ["canary.example"]\n[crawl.resolve]\n{resolve}\n'
    )


def letter(folder: Path, urls: list[str]) -> None:
    (folder / "letter.txt").write_text(
        "July 22, 2021\n\n" + "\n\n".join(f"See {u} ." for u in urls)
    )


CHECK = (sys.executable, "-m", "pincite", "check", "letter.txt", "--format", "json")


def start(folder: Path, command: Sequence[str] = CHECK) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def verdicts(out: bytes) -> Counter[str]:
    (document,) = json.loads(out)["documents"]
    return Counter(check["verdict"] for check in document["checks"])


def living() -> Web:
    routes = {(f"h{n}.example", ANY): Reply(body=PAGE, delay=0.05) for n in range(HOSTS)}
    return Web({**routes, ("canary.example", ANY): Reply(body=PAGE)})


def everything() -> list[str]:
    return [f"http://h{h}.example/page-{n}" for n in range(PER_HOST) for h in range(HOSTS)]


def asked(web: Web) -> Counter[str]:
    return Counter(f"{seen.host}{seen.path}" for seen in web.requests if "page-" in seen.path)


def lock(folder: Path, seconds: float) -> bool:
    """The lock of another program, in the middle of a run, for longer than an answer may take."""
    urls = everything()
    with living() as web:
        settle(folder, web, timeout=5)
        letter(folder, urls)
        process = start(folder)
        while len(web.requests) < 200:
            time.sleep(0.01)
        with closing(
            sqlite3.connect(folder / "pincite.db", isolation_level=None, timeout=30)
        ) as db:
            db.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            db.execute("ROLLBACK")
        out, err = process.communicate(timeout=300)
        counts = asked(web)
    if not out:
        print(f"locked for {seconds:g} s: exit {process.returncode}, {err.decode().strip()}")
        return False
    found = verdicts(out)
    print(f"locked for {seconds:g} s, 5 s a request: exit {process.returncode}, {dict(found)}")
    print(f"{sum(counts.values())} requests for {len(urls)} links")
    return found == {"ok": len(urls)}


def dead(folder: Path, links: int) -> bool:
    """A host that refuses every connection is asked a few times."""
    with Web({("canary.example", ANY): Reply(body=PAGE)}) as web:
        web.refuse("dead.example")
        settle(folder, web)
        letter(folder, [f"http://dead.example/{number}" for number in range(links)])
        started = time.monotonic()
        process = start(folder)
        out, _ = process.communicate(timeout=300)
        wall = time.monotonic() - started
    found = verdicts(out)
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        (tried,) = db.execute("select count(*) from checks where attempts > 0").fetchone()
    print(f"{links} links to one dead host: {dict(found)}, {tried} of them tried, {wall:.1f} s")
    return found == {"unreachable": links} and tried <= 50


def dns(folder: Path, seconds: float, mood: Mood) -> bool:
    """Names cannot be looked up for a while; some never could."""
    if why := unavailable():
        print(f"not played: {why}")
        return True
    gone = [f"http://gone{n}.example/page-0" for n in range(20)]
    # As many hosts as half the links: names are looked up all along the way.
    hosts = HOSTS * PER_HOST // 2
    names = [*(f"h{n}.example" for n in range(hosts)), "canary.example"]
    page = Reply(body=PAGE, delay=0.05)
    with Web({(ANY, ANY): page}) as web, Resolver(dict.fromkeys(names, "127.0.0.1")) as server:
        urls = [f"http://h{n % hosts}.example:{web.port}/page-{n}" for n in range(2 * hosts)]
        settle(folder, web)
        settings = folder / "pincite.toml"
        told = settings.read_text().partition("[crawl.resolve]")[0]
        settings.write_text(f"{told}allow_private = true\n")
        letter(folder, [*urls[: len(urls) // 2], *gone, *urls[len(urls) // 2 :]])
        process = start(folder, pointed(folder, server, *CHECK))
        while len(web.requests) < 200:
            time.sleep(0.01)
        server.outage(mood, seconds)
        during, unheard = len(web.requests), server.unanswered
        out, err = process.communicate(timeout=600)
        counts = asked(web)
    if not out:
        print(f"no DNS for {seconds:g} s: exit {process.returncode}, {err.decode().strip()}")
        return False
    (document,) = json.loads(out)["documents"]
    found = {check["url"]: (check["verdict"], check["reason"]) for check in document["checks"]}
    alive = Counter(found[url] for url in urls)
    dead = Counter(found[url] for url in gone)
    twice = sum(count > 1 for count in counts.values())
    print(f"no DNS ({mood.name.lower()}) for {seconds:g} s: exit {process.returncode}")
    print(f"{unheard} questions went without an answer")
    print(f"{len(urls)} links to living pages: {dict(alive)}; {twice} asked twice")
    print(f"{during} requests had come when DNS came back, {sum(counts.values())} in the end")
    print(f"{len(gone)} links to names that do not exist: {dict(dead)}")
    right = set(alive) == {("ok", "ok")} and set(dead) == {("gone", "dns-no-such-host")}
    return right and len(counts) == len(urls) and unheard > 0


def main() -> int:
    """One drill."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("drill", choices=["lock", "dead", "dns"])
    parser.add_argument("--seconds", type=float, help="28 for lock, 60 for dns")
    parser.add_argument("--mood", choices=["silent", "servfail", "nxdomain"], default="silent")
    parser.add_argument("--links", type=int, default=10_000)
    asked_for = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked_for.drill == "lock":
            return not lock(folder, asked_for.seconds or 28)
        if asked_for.drill == "dns":
            return not dns(folder, asked_for.seconds or 60, Mood[asked_for.mood.upper()])
        return not dead(folder, asked_for.links)


if __name__ == "__main__":
    sys.exit(main())
