"""`pincite archive --to warc`: a file on this machine that replays; nobody is told anything."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from checker import ListAgenda, crawl
from checker.archives.opening import replay
from checker.archives.verdicts import judge_copy
from checker.archives.wayback import Wayback
from checker.crawling.crawler import Parts
from checker.model import (
    ArchiveAnswer,
    ArchiveSettings,
    CrawlSettings,
    Flow,
    SavingSettings,
    Snapshot,
    SnapshotVerdict,
    Target,
    Task,
    WaybackSettings,
)
from pincite.archiving import savers_of
from pincite.demo.web import ANY, Hang, Reply, Web, redirect
from pincite.errors import UsageError
from pincite.settings import Settings
from tests import pywb

from ..commands import Done, environment, pincite, write_settings

PAGE, MOVED, PDF = (
    "http://city.example/page",
    "http://city.example/old?b=2&a=1",
    "http://x.example/a.pdf",
)
WORDS = "words that stand on a page of some length, with an umlaut: Gemäuer " * 20
HTML = f"<html><head><title>The Page That Stays</title></head><p>{WORDS}</p>".encode()
LETTER = f"""July 22, 2021

Dear editor:

One.[1] Two.[2] Three.[3]

[1] City, The Page That Stays (2021), {PAGE}.
[2] City, The Page That Stays (2021), {MOVED}.
[3] See {PDF}.
"""


@pytest.fixture
def web() -> Iterator[Web]:
    packed = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
    routes = {
        ("city.example", "/page"): Reply(200, (("X-Odd", "ä"),), HTML),
        ("city.example", "/old"): redirect("http://www.city.example/new", 301),
        ("www.city.example", "/new"): Reply(200, packed, gzip.compress(HTML)),
        ("x.example", "/a.pdf"): Reply(
            200, (("Content-Type", "application/pdf"),), b"%PDF-1.4 not whole\n" + bytes(2000)
        ),
        ("canary.example", ANY): Reply(body=b"here"),
    }
    with Web(routes) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    write_settings(tmp_path, web, host_interval=0.01)
    (tmp_path / "letter.txt").write_text(LETTER)
    return tmp_path


def save(folder: Path, *arguments: str) -> Done:
    return pincite("archive", "letter.txt", "--to", "warc", *arguments, cwd=folder)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "pincite-archive").iterdir())


def warc_of(path: Path) -> bytes:
    with ZipFile(path) as package:
        (name,) = [each for each in package.namelist() if each.startswith("archive/")]
        return package.read(name)


def test_every_hop_is_in_the_file_with_its_bytes(folder: Path, web: Web) -> None:
    done = save(folder)
    assert done.code == 0, done.out + done.err
    assert "nobody else is told" in done.err
    (path,) = files(folder)
    assert f"written: pincite-archive/{path.name}" in done.out
    found: dict[str, dict[str, tuple[str, bytes]]] = {}
    for record in ArchiveIterator(BytesIO(warc_of(path)), check_digests="raise"):
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        status = record.http_headers.statusline if record.http_headers else ""
        found.setdefault(url, {})[record.rec_type] = (status, record.raw_stream.read())
        if record.rec_type == "response":
            assert record.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
            assert record.rec_headers.get_header("WARC-Payload-Digest").startswith("sha1:")
    assert found[PAGE]["response"] == ("200 OK", HTML)
    assert found[MOVED]["response"][0] == "301 Moved Permanently"
    assert found["http://www.city.example/new"]["response"] == ("200 OK", HTML)
    assert {"request", "response", "metadata"} == set(found[MOVED])
    assert b"redirectsTo: http://www.city.example/new" in found[MOVED]["metadata"][1]
    assert found[PDF]["response"][1].startswith(b"%PDF-1.4")


def test_the_request_record_is_what_was_sent(folder: Path, web: Web) -> None:
    save(folder)
    (path,) = files(folder)
    seen = [each for each in web.requests if each.path == "/page"][-1]
    for record in ArchiveIterator(BytesIO(warc_of(path))):
        if (
            record.rec_type == "request"
            and record.rec_headers.get_header("WARC-Target-URI") == PAGE
        ):
            told = tuple((name.lower(), value) for name, value in record.http_headers.headers)
            assert (record.http_headers.statusline, told) == ("/page HTTP/1.1", seen.headers)
            return
    pytest.fail("no request record")


def test_the_package_is_a_wacz(folder: Path) -> None:
    save(folder)
    (path,) = files(folder)
    assert path.suffix == ".wacz"
    with ZipFile(path) as package:
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        assert (described["profile"], described["wacz_version"]) == ("data-package", "1.1.1")
        digest = json.loads(package.read("datapackage-digest.json"))
        told = hashlib.sha256(package.read("datapackage.json")).hexdigest()
        assert digest == {"path": "datapackage.json", "hash": f"sha256:{told}"}
        listed = {each["path"]: each for each in described["resources"]}
        assert set(listed) == set(package.namelist()) - {
            "datapackage.json",
            "datapackage-digest.json",
        }
        for name, each in listed.items():
            data = package.read(name)
            assert (each["bytes"], each["hash"]) == (
                len(data),
                f"sha256:{hashlib.sha256(data).hexdigest()}",
            )
        (warc,) = [each for each in listed if each.startswith("archive/")]
        assert package.getinfo(warc).compress_type == 0
        head, *pages = map(json.loads, package.read("pages/pages.jsonl").splitlines())
        assert head["format"] == "json-pages-1.0"
        assert {each["url"] for each in pages} == {PAGE, MOVED, PDF}
        assert {each.get("title", "") for each in pages} == {"The Page That Stays", ""}
        index = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        assert index == sorted(index)
        data = package.read(warc)
        for line in index:
            told_of = json.loads(line.split(" ", 2)[2])
            start = int(told_of["offset"])
            member = gzip.decompress(data[start : start + int(told_of["length"])])
            assert f"WARC-Target-URI: {told_of['url']}\r\n".encode() in member
        blocks = package.read("indexes/index.idx").decode().splitlines()
        assert blocks[0].startswith("!meta 0 ")
        place = json.loads(blocks[1].split(" ", 2)[2])
        raw = package.read("indexes/index.cdx.gz")[place["offset"] :][: place["length"]]
        assert place["digest"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_nothing_is_fetched_twice(folder: Path, web: Web) -> None:
    save(folder)
    before = web.count("city.example")
    again = save(folder)
    assert (again.code, web.count("city.example")) == (0, before)
    assert "was saved before" in again.out
    assert len(files(folder)) == 1
    # It is no copy that a reader could open, so the letter's findings stay as they were.
    report = pincite("report", "--format", "json", cwd=folder)
    assert "snapshots" in report.out
    assert "pincite-archive" not in report.out


def test_a_page_that_is_too_long_is_not_saved(folder: Path) -> None:
    settings = folder / "pincite.toml"
    settings.write_text(settings.read_text() + "\n[saving.warc]\nmax_bytes = 1200\nwacz = false\n")
    done = save(folder)
    assert done.code == 1
    assert "longer than 1,200 bytes" in done.out
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        rows = set(db.execute("select state from saves").fetchall())
    assert rows == {("failed",)}


def test_a_file_that_is_full_is_followed_by_another(folder: Path) -> None:
    settings = folder / "pincite.toml"
    settings.write_text(settings.read_text() + "\n[saving.warc]\nfile_bytes = 1000\nwacz = false\n")
    done = save(folder)
    assert (done.code, len(files(folder))) == (0, 3)
    assert all(each.name.endswith(".warc.gz") for each in files(folder))


def test_killed_it_leaves_no_broken_file_and_saves_everything_the_next_time(
    folder: Path, web: Web
) -> None:
    pincite("check", "letter.txt", cwd=folder)
    asked = web.count()
    web.route("x.example", "/a.pdf", Hang())
    process = subprocess.Popen(
        [sys.executable, "-m", "pincite", "archive", "letter.txt", "--to", "warc"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 30
        while web.count() < asked + 4 or not list(folder.glob("pincite-archive/*.open")):
            assert time.monotonic() < deadline, "it never came so far"
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    assert all(each.name.endswith(".open") for each in files(folder))
    web.route(
        "x.example", "/a.pdf", Reply(200, (("Content-Type", "application/pdf"),), b"%PDF-1.4")
    )
    done = save(folder)
    assert done.code == 0, done.out + done.err
    (path,) = files(folder)
    assert path.suffix == ".wacz"
    assert b"The Page That Stays" in b"".join(
        each.raw_stream.read() for each in ArchiveIterator(BytesIO(warc_of(path)))
    )


def test_pywb_replays_it_and_the_copy_opens_as_any_copy_does(folder: Path, tmp_path: Path) -> None:
    programs = pywb.programs()
    save(folder)
    (path,) = files(folder)
    home = tmp_path / "pywb"
    home.mkdir()
    with pywb.serving(home, ()) as served:
        warc = home / "saved.warc.gz"
        warc.write_bytes(warc_of(path))
        subprocess.run(
            [str(programs / "wb-manager"), "add", "test", str(warc)],
            cwd=home,
            check=True,
            timeout=60,
            capture_output=True,
            env={k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")},
        )
        wayback = WaybackSettings(
            endpoint=served.collection,
            cdx=f"{served.collection}cdx",
            replay=served.collection,
            per_minute=6000,
            replay_per_minute=6000,
        )
        settings = CrawlSettings(allow_private=True, archives=ArchiveSettings(wayback=wayback))
        found = asyncio.run(_outcome(settings, Parts()))
        assert isinstance(found, ArchiveAnswer)
        (copy,) = found.snapshots
        assert (copy.verdict, copy.original) == (SnapshotVerdict.VERIFIED, PAGE), copy.evidence
        # The index names pages only; the archived redirect leads to its page all the same.
        redirected = replace(copy, original=MOVED)
        parts = Parts(flow=lambda _task, _settings: _opened(Wayback(wayback), redirected))
        judged = asyncio.run(_outcome(settings, parts))
        assert isinstance(judged, Snapshot)
        assert (judged.verdict, judged.original) == (SnapshotVerdict.VERIFIED, MOVED)


def _opened(archive: Wayback, copy: Snapshot) -> Flow[Any]:
    target = Target(copy.original, copy.original, titles=("The Page That Stays",))
    return judge_copy(copy, (yield from replay(archive, copy)), target).snapshot


async def _outcome(settings: CrawlSettings, parts: Parts) -> object:
    target = Target(PAGE, PAGE, titles=("The Page That Stays",))
    agenda = ListAgenda([Task("wayback", "wayback", target)])
    (outcome,) = [each async for each in crawl(agenda, settings, parts)]
    return outcome


def test_without_warcio_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pincite.archiving.find_spec", lambda _name: None)
    settings = Settings(saving=SavingSettings(to=("warc",)))
    with pytest.raises(UsageError, match=r"pip install 'pincite\[warc\]'"):
        savers_of(settings)
    assert set(savers_of(Settings())) == {"wayback"}
