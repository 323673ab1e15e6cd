"""SIGKILL at random points: what is lost, and what is asked twice.

    python benchmarks/kills.py [--kills 50] [--hosts 100] [--per-host 150]

`pincite check` is started on one set of letters again and again and killed after a random time, at
whatever it does then: reading letters, asking, recording. After the last kill it may finish. The
server writes down when each link was asked and answered, so that everything asked twice is told
apart: in flight when a kill came, or answered so many milliseconds before one. What was answered
may still have been in a socket's buffer: a busy process reads it some milliseconds later. So the
pace is one that it can keep (200 links a second), and what is left is the turn of its loop.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from worlds import BODY, serving

_LOG = "PINCITE_BENCH_LOG"
_SECONDS = 0.05
"""How long an answer takes."""


class Logged(asyncio.Protocol):
    """Answers every link after a moment and writes both down: "ask TIME PATH", "answer …"."""

    file = -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.waiting = transport, b""
        if Logged.file < 0:
            Logged.file = os.open(os.environ[_LOG], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        if not transport.get_extra_info("peername")[0].startswith("127."):
            transport.abort()

    def data_received(self, data: bytes) -> None:
        *requests, self.waiting = (self.waiting + data).split(b"\r\n\r\n")
        for request in requests:
            host = request.lower().partition(b"\r\nhost: ")[2].partition(b"\r\n")[0].decode()
            path = f"http://{host}{request.split(b' ', 2)[1].decode()}"
            self.note("ask", path)
            asyncio.get_running_loop().call_later(_SECONDS, self.answer, path)

    def answer(self, path: str) -> None:
        if self.transport.is_closing():
            return
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
        self.transport.write(head % len(BODY) + BODY)
        self.note("answer", path)

    @staticmethod
    def note(word: str, path: str) -> None:
        os.write(Logged.file, f"{word} {time.time()} {path}\n".encode())


def command(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "pincite", "check", "letters", "--quiet", "--no-archives"),
            *("--allow-private", "--concurrency", "64", "--per-host", "2", "--host-interval"),
            *("0.5", "--max-age", "30d", "--fail-on", "never", "--format", "json", "--output"),
            os.devnull,
        ],
        cwd=folder,
        stderr=subprocess.DEVNULL,
    )


def kill_again_and_again(folder: Path, log: Path, kills: int) -> list[float]:
    """The times at which a run that was still going was killed.

    Every third kill comes while the process starts and reads letters; the others come up to a
    second and a half after it has asked its first link.
    """
    chance = random.Random(20_251_122)
    told: list[float] = []
    while len(told) < kills:
        size = log.stat().st_size if log.exists() else 0
        process = command(folder)
        if len(told) % 3:
            while process.poll() is None and (not log.exists() or log.stat().st_size == size):
                time.sleep(0.01)
        try:
            process.wait(timeout=chance.uniform(0.0, 1.5))
            break  # all is asked
        except subprocess.TimeoutExpired:
            told.append(time.time())
            process.send_signal(signal.SIGKILL)
            process.wait()
    return told


def read_log(file: Path) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """When each link was asked, and when it was answered."""
    asked: dict[str, list[float]] = {}
    answered: dict[str, list[float]] = {}
    for line in file.read_text().splitlines():
        word, when, path = line.split(" ")
        (asked if word == "ask" else answered).setdefault(path, []).append(float(when))
    return asked, answered


def tell(file: Path, folder: Path, kills: Sequence[float], links: int) -> None:
    asked, answered = read_log(file)
    in_flight, before = 0, []
    for path, times in asked.items():
        for first in times[:-1]:
            kill = min(when for when in kills if when > first)
            ends = [when for when in answered.get(path, ()) if first <= when < kill]
            if ends:
                before.append(1000 * (kill - ends[-1]))
            else:
                in_flight += 1
    with sqlite3.connect(folder / "pincite.db") as db:
        known = db.execute("SELECT count(*) FROM status WHERE verdict = 'ok'").fetchone()[0]
        runs = db.execute("SELECT count(*) FROM runs").fetchone()[0]
        whole = db.execute("PRAGMA integrity_check").fetchone()[0]
    print(f"{len(kills)} kills, {links} links, {runs} run(s) in the database, which is {whole}")
    print(f"  lost: {links - known} answers, {links - len(asked)} links never asked")
    print(f"  asked twice: {in_flight} in flight at a kill, {len(before)} answered before one")
    if before:
        before.sort()
        print(
            f"  those were answered {before[len(before) // 2]:.0f} ms before it (median),"
            f" {before[-1]:.0f} ms at most, {sum(each <= 20 for each in before)} of them"
            " 20 ms or less"
        )
    assert known == links == len(asked), "something was lost"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--per-host", type=int, default=150)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), Path(name) / "asked.log"
        os.environ[_LOG] = str(file)
        (folder / "letters").mkdir()
        with serving(Logged) as port:
            for host in range(given.hosts):
                lines = (
                    f"- See <http://127.2.{host // 200}.{1 + host % 200}:{port}/{host}/{n}>."
                    for n in range(given.per_host)
                )
                (folder / "letters" / f"{host:03}.md").write_text("\n".join(lines) + "\n")
            kills = kill_again_and_again(folder, file, given.kills)
            last = command(folder)
            assert last.wait() == 0
        tell(file, folder, kills, given.hosts * given.per_host)


if __name__ == "__main__":
    main()
