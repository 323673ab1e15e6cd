"""How fast the database takes links in and tells of them, and in how much memory.

    python benchmarks/store_smoke.py [--links 100000] [--stored 1000000] [--folder DIR]

Part one goes the way of a run: letters of 100 links are added, tasks are taken lane by lane, checks
are recorded in batches of 100 with a page each. Part two fills a database with rows of a finished
run (by executemany, not through the store) and tells its summary in a fresh process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checker.model import Check, Exchange, Hop, Judgement, Page, Request, Target, Task, Verdict
from citations.model import Document, Link, LinkForm, Span
from results import RunPlan, Store
from results.connection import connect

PER_LETTER = 100
HOSTS_PER_LINK = 0.2
BATCH = 100
TEXT = "A sentence of the main text that a reader of the page would see. " * 40
HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("server", "nginx"),
    ("cache-control", "max-age=600"),
    ("etag", '"5f3e-61a2b3c4d5"'),
    ("last-modified", "Mon, 01 Jan 2024 00:00:00 GMT"),
    ("content-security-policy", "default-src 'self'; " * 20),
)


def peak() -> float:
    """Peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def told(what: str, count: int) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    each = wall / max(count, 1) * 1e6
    print(f"{what:34} {wall:8.2f} s {cpu:8.2f} s cpu {each:8.1f} µs each  peak {peak():6.0f} MB")


def letter(number: int, hosts: int) -> Document:
    links = []
    for index in range(PER_LETTER):
        serial = number * PER_LETTER + index
        url = f"https://host{serial * 7919 % hosts}.example/section/{serial}/a-page-of-some-kind"
        span = Span(index * 100, index * 100 + len(url))
        links.append(Link(url, url, span, index, 1, LinkForm.BARE, key=url))
    return Document(
        path=f"letters/{number:06}.txt",
        format="text",
        sha256=f"{number:064}",
        text="",
        encoding="utf-8",
        title=f"Letter {number}",
        date=None,
        notes=(),
        references=(),
        citations=(),
        links=tuple(links),
        quotations=(),
    )


def host(url: str) -> str:
    return url.split("/", 3)[2]


def answer(task: Task, number: int) -> Check:
    now = datetime.now(UTC)
    url = task.target.url
    verdict = (Verdict.OK, Verdict.OK, Verdict.OK, Verdict.MOVED, Verdict.GONE)[number % 5]
    exchange = Exchange(
        Request(url),
        200,
        HEADERS,
        (Hop(url, 200, None, "192.0.2.1", 0.1),),
        digest=f"{number:064}",
        length=20_000,
        page=Page(title=f"Page {number}", heading="A page", text=f"{number} {TEXT}", words=500),
        elapsed=0.1,
        at=now,
    )
    return Check(task.target.key, url, Judgement(verdict, "answered", "200"), exchange, now)


def add_letters(store: Store, run: int, links: int) -> None:
    hosts = max(1, int(links * HOSTS_PER_LINK))
    for number in range(links // PER_LETTER):
        document = letter(number, hosts)
        targets = {each.key: Target(each.key, each.url) for each in document.links}
        tasks = (Task("live", host(each.url), each) for each in targets.values())
        store.add_document(run, document, targets, tasks)


def run_through(path: Path, links: int) -> None:
    with Store.open(path) as store:
        run = store.begin(RunPlan("check", "smoke", "0"))
        with told(f"add {links} links in letters of 100", links):
            add_letters(store, run.id, links)
        with told("nothing to reuse", links):
            store.reuse(run.id, timedelta(days=7))
        agenda = store.agenda(run.id)
        with told("lanes", 1):
            lanes = agenda.lanes()
        with told("take, record in batches of 100", links):
            outcomes: list[Check] = []
            number = 0
            for lane in lanes:
                while tasks_taken := agenda.take(lane, 4):
                    for task in tasks_taken:
                        outcomes.append(answer(task, number))
                        number += 1
                    if len(outcomes) >= BATCH:
                        store.record(run.id, outcomes)
                        outcomes = []
            store.record(run.id, outcomes)
        assert number == links, number
        store.finish(run.id)
        with told("summary", 1):
            report = store.report()
            print(dict(report.verdicts()), dict(report.severities()), store.progress(run.id))
        with told("every document", links):
            assert sum(len(each.dossier.checks) for each in report.documents()) == links
        again = store.begin(RunPlan("check", "smoke", "0"))
        with told("second run: the same letters", links):
            add_letters(store, again.id, links)
        with told("second run: reuse", links):
            print("reused", store.reuse(again.id, timedelta(days=7)))
    print(f"file {path.stat().st_size / 1e6:.0f} MB")


def fill(path: Path, checks: int) -> None:
    """A finished run of `checks` links, in letters of 1000, and a finding for each tenth."""
    now = datetime.now(UTC).isoformat()
    connection = connect(path)
    verdicts = ("ok", "ok", "ok", "moved", "gone", "unreachable", "soft_404")
    numbers = range(1, checks + 1)

    def hosts(number: int) -> str:
        return f"h{number % 200_000}.example"

    with connection.writing() as db:
        db.execute(
            "INSERT INTO runs (id, command, fingerprint, version, settings, kinds, state,"
            " started_at, finished_at, documents, links, tasks, done)"
            " VALUES (1, 'check', 'filled', '0', '{}', '[]', 'finished', ?, ?, ?, ?, ?, ?)",
            (now, now, checks // 1000, checks, checks, checks),
        )
        for number in range(checks // 1000):
            db.execute(
                "INSERT INTO documents (id, path, sha256, reading, version, read_at, format)"
                " VALUES (?, ?, ?, '', '0', ?, 'text')",
                (number + 1, f"letters/{number:06}.txt", f"{number:064}", now),
            )
            db.execute("INSERT INTO run_documents VALUES (1, ?)", (number + 1,))
        db.executemany(
            "INSERT INTO urls (id, key, url, host, target) VALUES (?, ?, ?, ?, '{}')",
            ((n, url := f"https://{hosts(n)}/p/{n}", url, hosts(n)) for n in numbers),
        )
        db.executemany(
            "INSERT INTO links"
            " (document_id, position, raw, url, url_id, span_start, span_end, form, role)"
            " SELECT ?, ?, url, url, id, ?, ?, 'bare', 'source' FROM urls WHERE id = ?",
            (((n - 1) // 1000 + 1, n % 1000, n * 100, n * 100 + 30, n) for n in numbers),
        )
        db.executemany(
            "INSERT INTO checks (id, url_id, run_id, verdict, reason, evidence, checked_at, url,"
            " status, final_url, headers, hops, request)"
            " SELECT id, id, 1, ?, 'answered', 'HTTP 200', ?, url, 200, url, '[]', '[]', '{}'"
            " FROM urls WHERE id = ?",
            ((verdicts[n % 7], now, n) for n in numbers),
        )
        db.executemany(
            "INSERT INTO queue (run_id, kind, url_id, lane, state, cited, answer, check_id)"
            " VALUES (1, 'live', ?, ?, 'done', 1, ?, ?)",
            ((n, hosts(n), verdicts[n % 7], n) for n in numbers),
        )
        db.executemany(
            "INSERT INTO findings (run_id, document_id, code, slug, severity, message, path)"
            " VALUES (1, ?, 'PC201', 'link-gone', ?, 'The page is gone.', '')",
            (((n - 1) // 1000 + 1, ("error", "note")[n // 10 % 2]) for n in numbers if n % 10 == 0),
        )
    connection.close()


TELL = """
import resource, sys, time
start = time.perf_counter()
from results import Store
with Store.open(sys.argv[1], read_only=True) as store:
    opened = time.perf_counter()
    report = store.report()
    told = report.run, dict(report.verdicts()), dict(report.severities())
    done = time.perf_counter()
print(told)
import io
from results import REPORTS, ReportOptions
for name in ("summary", "markdown"):
    with Store.open(sys.argv[1], read_only=True) as store:
        begun = time.perf_counter()
        REPORTS[name].write(store.report(), io.StringIO(), ReportOptions())
        print(f"--format {name}: {time.perf_counter() - begun:.3f} s")
print(f"import and open {opened - start:.3f} s, summary {done - opened:.3f} s,"
      f" peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--links", type=int, default=100_000)
    parser.add_argument("--stored", type=int, default=1_000_000)
    parser.add_argument("--folder", help="where the databases stand")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        run_through(Path(folder, "run.db"), options.links)
        if options.stored:
            stored = Path(folder, "stored.db")
            with told(f"fill {options.stored} checks", options.stored):
                fill(stored, options.stored)
            for _ in range(2):
                subprocess.run(
                    [sys.executable, "-c", TELL, str(stored)], check=True, env=os.environ
                )


if __name__ == "__main__":
    main()
