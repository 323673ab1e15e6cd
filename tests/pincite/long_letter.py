"""A letter of 120 links on a slow web: long enough to be stopped in its middle."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.demo.web import ANY, Reply, Web

from .commands import Done, environment, pincite, write_settings

HOSTS = 12
LINKS = 10
"""Links per host."""


@pytest.fixture
def web() -> Iterator[Web]:
    page = "<title>A living page</title><p>" + "words that a page has " * 30
    routes = {(f"h{n}.example", ANY): Reply(body=page, delay=0.05) for n in range(HOSTS)}
    routes["canary.example", ANY] = Reply(body=page)
    with Web(routes) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    write_settings(tmp_path, web, per_host=1, host_interval=0.05)
    notes = [
        f"See http://h{host}.example/page-{link} for more."
        for link in range(LINKS)
        for host in range(HOSTS)
    ]
    (tmp_path / "letter.txt").write_text("July 22, 2021\n\nDear reader:\n\n" + "\n\n".join(notes))
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pincite", "check", "letter.txt", "--format", "json", *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for(web: Web, requests: int) -> None:
    deadline = time.monotonic() + 30
    while len(web.requests) < requests:
        assert time.monotonic() < deadline, "the crawl never came so far"
        time.sleep(0.01)


def asked(web: Web) -> Counter[str]:
    return Counter(f"{seen.host}{seen.path}" for seen in web.requests if "page-" in seen.path)


def verdicts(out: str) -> Counter[str]:
    (document,) = json.loads(out)["documents"]
    return Counter(check["verdict"] for check in document["checks"])


def check_letter(folder: Path) -> Done:
    return pincite("check", "letter.txt", "--format", "json", cwd=folder)
