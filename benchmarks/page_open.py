"""How long the editor's page takes to write and to open with 5,000 citations.

    PYTHONPATH=. python benchmarks/page_open.py [--letters 25] [--notes 200] [--keep FILE]

Letters written here are read, their links answered from a list (a third of them badly) and kept in
a database; then the page is written from it and opened in headless Chromium. The figures are the
browser's own (PerformanceNavigationTiming, paint entries), in ms since the navigation began.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Exchange,
    Hop,
    Judgement,
    Outcome,
    Page,
    Request,
    Snapshot,
    Target,
    Task,
    Verdict,
)
from citations import read
from citations.model import Document
from results import REPORTS, ReportOptions, RunPlan, Store, find
from tests.results.reports.browser import Browser, chromium

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
ANSWERS = (
    (Verdict.OK, "ok", 200),
    (Verdict.OK, "ok", 200),
    (Verdict.MOVED, "permanent-redirect", 200),
    (Verdict.OK, "ok", 200),
    (Verdict.GONE, "not-found", 404),
    (Verdict.BLOCKED, "bot-wall", 403),
)
TIMES = """(() => {
  const navigation = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return JSON.stringify({
    interactive: navigation.domInteractive,
    loaded: navigation.loadEventEnd,
    painted: paint ? paint.startTime : null,
    elements: document.getElementsByTagName('*').length,
    notes: document.querySelectorAll('.note').length,
  });
})()"""


def letter(number: int, notes: int) -> str:
    """A letter of one sentence and one note per source."""
    body, foot = [], []
    for index in range(1, notes + 1):
        body.append(
            f"The council heard in session {index} that the harbour fund had grown again, and "
            f"members asked for the figures of the year before.[^{index}]"
        )
        foot.append(
            f"[^{index}]: See Ana Ortiz, *What the Harbour Fund Paid in Year {index}*, Harbour "
            f"Gazette (July {index % 28 + 1}, 2021), https://host{index % 40}.example/"
            f"news/{number}/{index}/what-the-harbour-fund-paid (“the fund had grown again”)."
        )
    return f"# Letter {number}\n\n" + "\n\n".join(body) + "\n\n" + "\n".join(foot) + "\n"


def outcomes(document: Document) -> Iterator[Outcome]:
    """An answer for each link, and a copy for those that are dead."""
    for place, (_, link) in enumerate(document.all_links()):
        verdict, reason, status = ANSWERS[place % len(ANSWERS)]
        hops = [Hop(link.url, status, None, "192.0.2.7", 0.1)]
        if verdict is Verdict.MOVED:
            moved = link.url.replace("/news/", "/archive/")
            hops = [Hop(link.url, 301, moved, "192.0.2.7", 0.1), Hop(moved, 200, None)]
        page = Page(title="What the Harbour Fund Paid", text="The fund had grown again. " * 20)
        exchange = Exchange(
            Request(link.url),
            status,
            hops=tuple(hops),
            page=page if status == 200 else None,
            at=NOW,
        )
        yield Check(link.key, link.url, Judgement(verdict, reason, str(status)), exchange, NOW)
        if verdict is Verdict.GONE:
            copy = f"https://web.archive.org/web/20210720101112/{link.url}"
            yield ArchiveAnswer(
                link.key,
                "wayback",
                ArchiveOutcome.FOUND,
                (Snapshot("wayback", copy, NOW, original=link.url, status=200),),
                asked_at=NOW,
            )


def fill(store: Store, letters: int, notes: int) -> int:
    """A finished run in the database; gives how many citations it has."""
    run = store.begin(RunPlan("check", "page", "0"))
    citations = 0
    for number in range(letters):
        document = read(letter(number, notes).encode(), f"letter-{number:03}.md")
        citations += sum(len(note.citations) for note in document.notes)
        targets = {link.key: Target(link.key, link.url) for _, link in document.all_links()}
        tasks = [Task("live", "host", target) for target in targets.values()]
        store.add_document(run.id, document, targets, tasks)
        store.record(run.id, list(outcomes(document)))
    for document_id in store.document_ids(run.id):
        store.save_findings(run.id, document_id, find(store.dossier(run.id, document_id)))
    store.finish(run.id)
    return citations


def main() -> None:
    """Write, open, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--letters", type=int, default=25)
    parser.add_argument("--notes", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder, "report.html")
        with Store.open(Path(folder, "page.db")) as store:
            citations = fill(store, asked.letters, asked.notes)
            for name in ("html", "json", "csv", "sarif", "markdown"):
                wall, cpu = time.perf_counter(), time.process_time()
                target = path if name == "html" else Path(folder, f"report.{name}")
                with target.open("w", encoding="utf-8") as out:
                    REPORTS[name].write(store.report(), out, ReportOptions())
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                size = target.stat().st_size / 1e6
                print(f"{name:9} written in {wall:5.2f} s ({cpu:.2f} s cpu), {size:.1f} MB")
        print(f"{citations} citations in {asked.letters} letters")
        if chromium() is None:
            print("no chromium here: not opened")
            return
        with Browser(Path(folder, "profile")) as browser:
            for _ in range(asked.runs):
                times = json.loads(browser.open(path.as_uri()).evaluate(TIMES))
                print({key: round(value) if value else value for key, value in times.items()})


if __name__ == "__main__":
    main()
