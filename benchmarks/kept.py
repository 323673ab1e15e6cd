"""What a kill at any moment would lose: answers that were read and are not in the database yet.

    python benchmarks/kept.py [--hosts 100] [--per-host 15] [--interval 0.5]

`pincite check` runs once over the web of kills.py, all of whose hosts begin together, so that
answers come in bursts. Every four milliseconds a thread beside it counts the answers that have come
whole and those that are committed; the difference is what a SIGKILL at that moment would have asked
for again. kills.py tells the same from outside, with what still lay in the sockets, by a few
hundred answers; this one takes some thousand looks.
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from kills import _LOG, Logged
from worlds import serving

from checker.fetching import connection
from checker.model import Outcome
from results import Store

_BETWEEN_LOOKS = 0.0037
"""Seconds; no divisor of anything that the web does."""


class Count:
    """Answers that came whole, those that are committed, and what lay between at each look."""

    def __init__(self) -> None:
        self.came = self.kept = 0
        self.between: list[int] = []

    def watch_both(self) -> None:
        """Put a counter behind the last byte of an answer and behind each commit."""
        received, record = connection.Connection.data_received, Store.record

        def counted(self_: connection.Connection, data: bytes) -> None:
            received(self_, data)
            self.came += self_.reusable  # the whole answer has come

        def committed(store: Store, run: int, outcomes: Iterable[Outcome]) -> None:
            batch = list(outcomes)
            record(store, run, batch)
            self.kept += len(batch)

        patch.object(connection.Connection, "data_received", counted).start()
        patch.object(Store, "record", committed).start()

    def look(self) -> None:
        """Until the process ends, from the first answer on."""
        while True:
            time.sleep(_BETWEEN_LOOKS)
            if self.came:
                self.between.append(self.came - self.kept)


def check(folder: Path, interval: float) -> Count:
    """One run in this process; its looks."""
    count = Count()
    count.watch_both()
    sys.setswitchinterval(0.0005)  # so that a look is not put off until the burst is over
    threading.Thread(target=count.look, daemon=True).start()
    sys.argv = [
        *("pincite", "check", "letters", "--quiet", "--no-archives", "--allow-private"),
        *("--concurrency", "64", "--per-host", "2", "--host-interval", str(interval)),
        *("--fail-on", "never", "--format", "json", "--output", os.devnull),
    ]
    os.chdir(folder)
    try:
        runpy.run_module("pincite", run_name="__main__")
    except SystemExit as end:
        if end.code:
            raise
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--per-host", type=int, default=15)
    parser.add_argument("--interval", type=float, default=0.5)
    given = parser.parse_args()
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as name, serving(Logged) as port:
        folder = Path(name)
        (folder / "letters").mkdir()
        for host in range(given.hosts):
            lines = (
                f"- See <http://127.2.{host // 200}.{1 + host % 200}:{port}/{host}/{n}>."
                for n in range(given.per_host)
            )
            (folder / "letters" / f"{host:03}.md").write_text("\n".join(lines) + "\n")
        try:
            count = check(folder, given.interval)
        finally:
            os.chdir(here)
    looks = sorted(count.between)
    print(
        f"{count.came} answers, {len(looks)} looks: a kill would lose {sum(looks) / len(looks):.2f}"
        f" on average, none at {sum(each <= 0 for each in looks) / len(looks):.0%} of the moments,"
        f" {looks[int(0.99 * len(looks))]} at 99%"
    )


if __name__ == "__main__":
    os.environ.setdefault(_LOG, os.devnull)
    main()
