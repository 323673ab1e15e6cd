"""Memory of the whole way as the number of links grows: letters, queue, crawl, findings, report.

    python benchmarks/memory.py [--links 100000 1000000]

Letters of 1,000 links are read from a disk, every link is asked of a transport that answers at
once with a page of its own (all else is as in `pincite check`), and the JSON report is written.
Each size runs in a process of its own; printed is the most memory that it held until the end of
each stage.
The bar of the design: under 300 MB, and no more than a tenth above what 100,000 links take.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import httpx

from checker.crawling.crawler import Parts, crawl_into
from checker.fetching.fetch import Fetcher
from checker.model import Agenda, CrawlSettings, Outcome
from pincite.cli import main
from pincite.judging import Judge

LETTER = 1_000
PER_HOST = 5
PARAGRAPH = "<p>Cities that open their libraries in the evening have more readers, it says.</p>"


class Canned(httpx.AsyncBaseTransport):
    """A page for every address, and none like another."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """At once; the request counts as sent."""
        request.extensions["sent"]()
        name = str(request.url)
        body = f"<!doctype html><title>{name}</title><h1 id=top>A page</h1><p>{name}{PARAGRAPH * 8}"
        return httpx.Response(
            200,
            headers=[(b"content-type", b"text/html; charset=utf-8")],
            stream=httpx.ByteStream(body.encode()),
        )


def write_letters(folder: Path, links: int) -> None:
    for number in range(0, links, LETTER):
        lines = (
            f"- See <http://h{n // PER_HOST}.example/page/{n}> for this."
            for n in range(number, min(number + LETTER, links))
        )
        (folder / f"{number // LETTER:05}.md").write_text("# Letter\n\n" + "\n".join(lines) + "\n")


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def whole_way(links: int) -> dict[str, float]:
    """Run `pincite check` in this process; MB and seconds by stage."""
    figures: dict[str, float] = {"start": peak()}
    parts = Parts(fetcher=lambda settings: Fetcher(settings, transport=Canned()))
    began = time.perf_counter()

    async def noted(
        take: Callable[[Outcome], None],
        agenda: Agenda,
        settings: CrawlSettings,
        *,
        stop: asyncio.Event,
    ) -> None:
        figures.setdefault("letters read", peak())
        await crawl_into(take, agenda, settings, parts, stop)

    rest = Judge.rest

    def told(judge: Judge, at: float | None) -> tuple[int, bool]:
        figures["links asked"] = peak()
        return rest(judge, at)

    with (
        tempfile.TemporaryDirectory() as folder,
        patch("checker.crawl_into", noted),
        patch.object(Judge, "rest", told),
    ):
        letters = Path(folder) / "letters"
        letters.mkdir()
        write_letters(letters, links)
        os.chdir(folder)
        sys.argv = [
            *("pincite", "check", "letters", "--quiet", "--no-archives", "--fail-on", "never"),
            *("--allow-private", "--concurrency", "128", "--per-host", "5", "--host-interval"),
            *("0.001", "--format", "json", "--output", os.devnull),
        ]
        with suppress(SystemExit):
            main()
        with sqlite3.connect("pincite.db") as db:
            counting = "SELECT count(*) FROM checks WHERE verdict = 'ok'"
            figures["living"] = db.execute(counting).fetchone()[0]
        figures["file MB"] = Path("pincite.db").stat().st_size / 1e6
        os.chdir("/")
    figures["all told"] = peak()
    figures["seconds"] = time.perf_counter() - began
    return figures


def show(links: int) -> None:
    """In a process of its own, since a process never gives back its most."""
    found = whole_way(links)
    assert found["living"] == links, f"{found['living']} of {links} links found living"
    stages = ("start", "letters read", "links asked", "all told")
    told = "  ".join(f"{stage} {found[stage]:.0f} MB" for stage in stages)
    print(
        f"{links:>9} links: {told}  ({found['seconds']:.0f} s, {found['file MB']:.0f} MB on disk)"
    )


def run() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--links", type=int, nargs="+", default=[100_000, 1_000_000])
    for links in parser.parse_args().links:
        process = multiprocessing.get_context("spawn").Process(target=show, args=(links,))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


if __name__ == "__main__":
    run()
