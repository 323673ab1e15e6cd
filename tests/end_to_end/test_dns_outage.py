"""DNS dies in the middle of a run and comes back: over the system's own resolver.

`benchmarks/faults.py dns` does the same for a minute.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.demo.web import ANY, Reply, Web
from tests.pincite.commands import environment
from tests.pincite.long_letter import asked, wait_for
from tests.resolver import Mood, Resolver, pointed, unavailable

HOSTS, LINKS = 24, 4
GONE = [f"http://gone{n}.example/page-0" for n in range(6)]


@pytest.fixture(scope="module", autouse=True)
def _replaceable() -> None:
    if why := unavailable():
        pytest.skip(why)


@pytest.fixture
def web() -> Iterator[Web]:
    page = Reply(body="<title>A living page</title><p>" + "words that a page has " * 30, delay=0.05)
    with Web({(ANY, ANY): page}) as served:
        yield served


@pytest.fixture
def dns() -> Iterator[Resolver]:
    living = [*(f"h{n}.example" for n in range(HOSTS)), "canary.example"]
    with Resolver(dict.fromkeys(living, "127.0.0.1")) as server:
        yield server


@pytest.mark.parametrize("mood", [Mood.SILENT, Mood.SERVFAIL, Mood.NXDOMAIN])
def test_no_living_link_is_blamed_for_an_outage(
    tmp_path: Path, web: Web, dns: Resolver, mood: Mood
) -> None:
    living = [
        f"http://h{host}.example:{web.port}/page-{link}"
        for host in range(HOSTS)
        for link in range(LINKS)
    ]
    (tmp_path / "pincite.toml").write_text(
        "[crawl]\nper_host = 1\nhost_interval = 0.3\nconcurrency = 4\nretries = 0\ntimeout = 5\n"
        'connect_timeout = 2\nallow_private = true\ncanaries = ["canary.example"]\n'
        "[archives]\nenabled = false\n"
    )
    notes = "\n\n".join(f"See {url} for more." for url in [*living[::-1], *GONE])
    (tmp_path / "letter.txt").write_text(f"July 22, 2021\n\nDear reader:\n\n{notes}\n")
    command = (sys.executable, "-m", "pincite", "check", "letter.txt", "--format", "json")
    process = subprocess.Popen(
        pointed(tmp_path, dns, *command),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_for(web, 10)
    dns.outage(mood, 6)
    out, err = process.communicate(timeout=90)
    assert dns.unanswered, "nobody asked during the outage: it was not played"
    assert (process.returncode, err.decode()) == (1, "")
    (document,) = json.loads(out)["documents"]
    told = {each["url"]: (each["verdict"], each["reason"]) for each in document["checks"]}
    assert {told[url] for url in living} == {("ok", "ok")}
    assert {told[url] for url in GONE} == {("gone", "dns-no-such-host")}
    assert set(asked(web).values()) == {1}
    assert len(asked(web)) == len(living)
