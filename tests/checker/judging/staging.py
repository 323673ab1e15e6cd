"""Every reason of the judge's table, staged on loopback.

Rules kept here:
- What is staged stands in `stages`.
- A row is judged by the crawler on the whole way: lanes, guard, redirects, probe, judge.

`python -m tests.checker.judging.staging` prints the table.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import trustme

from checker.crawling.agenda import ListAgenda
from checker.crawling.crawler import Parts, crawl
from checker.fetching.addresses import Addresses
from checker.fetching.fetch import Fetcher
from checker.model import (
    Check,
    CrawlSettings,
    Judgement,
    Offline,
    Target,
    Task,
)
from checker.reasons import REASONS, judged
from pincite.demo.web import (
    Web,
)

from ..fetching.test_tls import certificate, one_visitor
from .stages import PAST, ROWS, RUN, Row


class Authorities:
    """Certificates for a.test: one that is trusted, and five ways of being none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours, self._theirs = trustme.CA(), trustme.CA()
        self.ca_file = str(folder / "ca.pem")
        self._ours.cert_pem.write_to_path(self.ca_file)

    def context(self, kind: str) -> ssl.SSLContext:
        """What a server presents."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "cut":
            both = self._folder / "cut.pem"
            both.write_bytes(certificate(issuer_url="http://ca.test/crt", own=False))
            context.load_cert_chain(both)
            return context
        authority = self._theirs if kind == "private" else self._ours
        name = "b.test" if kind == "other" else "a.test"
        until = PAST if kind == "expired" else None
        authority.issue_cert(name, not_after=until).configure_cert(context)
        if kind == "anonymous":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
            context.set_ciphers("aNULL")
        return context


@contextmanager
def staged(folder: Path) -> Iterator[Callable[[Row], Judgement]]:
    """A function that brings a row about and gives the judgement of its link."""
    authorities = Authorities(folder)
    yield lambda row: _judged(row, authorities)


def _judged(row: Row, authorities: Authorities) -> Judgement:
    if row.kind == RUN:
        return asyncio.run(_ended_run(row.reason))
    with ExitStack() as stack:
        tls = {"a.test": authorities.context(row.certificate)} if row.certificate else None
        if tls and row.certificate == "anonymous":
            # The alert must be on its way before the server closes: a socket of its own.
            def shake(visitor: socket.socket) -> None:
                tls["a.test"].wrap_socket(visitor, server_side=True)

            address = stack.enter_context(one_visitor(shake))
            settings = replace(IMPATIENT, resolve=(("a.test:443", address),))
            return asyncio.run(_crawled(row, settings)).judgement
        web = stack.enter_context(Web(row.routes, tls=tls))
        if row.prepare is not None:
            row.prepare(web)
        clean = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        stack.enter_context(patch.dict(os.environ, {**clean, **row.environment}, clear=True))
        resolve = () if row.lookup else web.resolve_overrides()
        settings = replace(IMPATIENT, resolve=resolve, ca_file=authorities.ca_file)
        settings = replace(settings, **row.settings)  # type: ignore[arg-type]
        return asyncio.run(_crawled(row, settings)).judgement


IMPATIENT = CrawlSettings(
    timeout=5.0,
    connect_timeout=3.0,
    retries=0,
    retry_wait=0.01,
    host_interval=0.0,
    retry_after_cap=0.1,
    canaries=(),
)


async def _crawled(row: Row, settings: CrawlSettings) -> Check:
    def lookup(name: str) -> Sequence[str]:
        raise row.lookup or socket.gaierror(socket.EAI_NONAME, name)

    parts = Parts(fetcher=lambda made: Fetcher(made, addresses=Addresses(made, lookup)))
    targets = [Target(row.url, row.url, row.titles)]
    if row.copies:
        urls = [f"{row.url}/{n}" for n in range(row.copies)]
        targets = [Target(url, url, archive_of="http://a.test/minutes") for url in urls]
    work = ListAgenda([Task("live", "a.test", each) for each in targets])
    *_, check = [each async for each in crawl(work, settings, parts)]
    assert isinstance(check, Check)
    return check


async def _ended_run(reason: str) -> Judgement:
    """A run that ends before its link is asked: the report then gives this reason."""

    def lookup(name: str) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, name)

    stop = asyncio.Event()
    if reason == "interrupted":
        stop.set()
    parts = Parts(fetcher=lambda made: Fetcher(made, addresses=Addresses(made, lookup)))
    work = ListAgenda([Task("live", "a.test", Target("http://a.test/", "http://a.test/"))])
    settings = replace(IMPATIENT, canaries=("canary.test",))
    try:
        found = [each async for each in crawl(work, settings, parts, stop)]
    except Offline:
        return judged("offline")
    return judged("ok" if found else "interrupted")


def table(results: Sequence[tuple[Row, Judgement]]) -> str:
    """The verdict table, as Markdown."""
    lines = ["| verdict | reason | staged by | over | evidence |", "|---|---|---|---|---|"]
    for row, told in results:
        evidence = told.evidence.replace("|", "\\|")[:90]
        lines.append(
            f"| {told.verdict} | `{told.reason}` | {row.staged} | {row.kind} | {evidence} |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with TemporaryDirectory() as folder, staged(Path(folder)) as bring_about:
        told = [(row, bring_about(row)) for row in ROWS]
    sys.stdout.write(table(told))
    missed = [row.reason for row, judgement in told if row.reason != judgement.reason]
    left = set(REASONS) - {row.reason for row in ROWS}
    sys.exit(f"not as staged: {missed}, not staged: {left}" if missed or left else 0)
