"""The whole program over a web under real host names: pywb is the proxy, and the archive too.

The proxy shows the newest capture of each page over HTTP and HTTPS, signed by its own authority;
the same captures, older ones among them, stand in the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ..library import library
from ..pincite.commands import Done, pincite
from ..pywb import Pywb

__all__ = ["library"]

LETTER = """\
March 4, 2018

Dear members of the council:

The night buses are late.[1] The town had a budget for them.[2] A society asked for more.[3] The
papers reported it.[4] Nobody kept the last one.[5]

[1] "Minutes of the Transport Committee," Council, March 1, 2018, https://council.example/minutes.

[2] "Budget for Night Buses," Council, March 1, 2018, https://council.example/budget.

[3] "Charter of the Society of Night Readers," Society, March 1, 2018,
https://society.example/charter.

[4] "Late buses run until one," The News, June 1, 2020, http://news.example/2020/late-buses.

[5] "A page that was never captured," Council, March 1, 2018, https://council.example/never.
"""

SETTINGS = """\
[crawl]
retries = 0
host_interval = 0.0
timeout = 20
canaries = ["council.example"]

[crawl.resolve]
"archive.example:80" = "127.0.0.1:{port}"

[archives.wayback]
endpoint = "http://archive.example"
cdx = "http://archive.example/test/cdx"
replay = "http://archive.example/test/"
per_minute = 60000
replay_per_minute = 60000

[[archives.memento]]
name = "ours"
timegate = "http://archive.example/test/id_/"
timemap = "http://archive.example/test/timemap/link/"
raw = "http://archive.example/test/{{timestamp}}id_/{{url}}"
per_minute = 60000
"""


@dataclass(frozen=True)
class Run:
    """One `pincite check` in a process of its own."""

    folder: Path
    done: Done
    checks: Mapping[str, Mapping[str, Any]]
    """By URL."""
    codes: Mapping[str, set[str]]
    """Codes of findings by URL."""


@pytest.fixture(scope="module")
def run(library: Pywb, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("letter")
    (folder / "letter.txt").write_text(LETTER)
    (folder / "pincite.toml").write_text(SETTINGS.format(port=library.port))
    done = check(folder, library, "--format", "json")
    assert done.code == 1, done.err
    document = done.document
    codes: dict[str, set[str]] = {}
    for finding in document["findings"]:
        codes.setdefault(finding["url"], set()).add(finding["code"])
    return Run(folder, done, {each["url"]: each for each in document["checks"]}, codes)


def check(folder: Path, pywb: Pywb, *arguments: str, authority: str | None = None) -> Done:
    trusted = str(pywb.authority) if authority is None else authority
    return pincite(
        "check",
        "letter.txt",
        *arguments,
        cwd=folder,
        SSL_CERT_FILE=trusted,
        HTTP_PROXY=pywb.proxy,
        http_proxy=pywb.proxy,
        HTTPS_PROXY=pywb.proxy,
        https_proxy=pywb.proxy,
        NO_PROXY="127.0.0.1",
        no_proxy="127.0.0.1",
    )


@pytest.mark.parametrize(
    ("url", "verdict", "reason"),
    [
        ("https://council.example/minutes", "gone", "not-found"),
        ("https://council.example/budget", "soft_404", "not-found-page"),
        ("http://news.example/2020/late-buses", "ok", "ok"),
        ("https://council.example/never", "gone", "not-found"),
    ],
)
def test_pages_are_judged_under_their_own_names_over_https(
    run: Run, url: str, verdict: str, reason: str
) -> None:
    assert (run.checks[url]["verdict"], run.checks[url]["reason"]) == (verdict, reason)


@pytest.mark.parametrize(
    ("url", "copies"),
    [
        (
            "https://council.example/minutes",
            {("wayback", "2018-03-01", "verified"), ("ours", "2018-03-01", "verified")},
        ),
        (
            "https://council.example/budget",
            {("wayback", "2018-03-01", "error_capture"), ("ours", "2018-03-01", "error_capture")},
        ),
        (
            "https://society.example/charter",
            {
                ("wayback", "2021-06-01", "only_after_death"),
                # Its TimeMap tells of the 404 that came before.
                ("ours", "2021-06-01", "only_after_death"),
            },
        ),
        (
            "http://news.example/2020/late-buses",
            {("wayback", "2020-06-01", "verified"), ("ours", "2020-06-01", "verified")},
        ),
        ("https://council.example/never", {("wayback", None, "none"), ("ours", None, "none")}),
    ],
)
def test_copies_are_found_opened_and_judged(
    run: Run, url: str, copies: set[tuple[str, str | None, str]]
) -> None:
    told = {
        (each["archive"], (each["captured_at"] or "")[:10] or None, each["verdict"])
        for each in run.checks[url]["snapshots"]
    }
    assert copies <= told


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://council.example/minutes", "PC201"),
        ("https://council.example/budget", "PC308"),
        ("https://society.example/charter", "PC310"),
        ("https://council.example/never", "PC302"),
    ],
)
def test_findings_say_so(run: Run, url: str, code: str) -> None:
    assert code in run.codes[url]


def test_a_verified_copy_is_no_finding(run: Run) -> None:
    archive = {"PC301", "PC302", "PC303", "PC308", "PC309", "PC310"}
    assert not run.codes["https://council.example/minutes"] & archive
    assert not run.codes.get("http://news.example/2020/late-buses", set()) & archive


def test_what_was_seen_is_kept_with_its_evidence(run: Run) -> None:
    with closing(sqlite3.connect(run.folder / "pincite.db")) as db:
        rows = db.execute("SELECT evidence FROM snapshots WHERE verdict = 'verified'").fetchall()
    assert ("titled “Minutes of the Transport Committee”",) in rows


def test_the_report_for_people_says_that_the_copy_was_opened(run: Run) -> None:
    told = pincite("report", cwd=run.folder).out
    assert "opened, and it shows what is cited" in " ".join(told.split())
    assert "not opened yet" not in told


def test_without_the_proxys_authority_nothing_is_trusted(run: Run, library: Pywb) -> None:
    import certifi

    done = check(
        run.folder, library, "--format", "json", "--db", "untrusted.db", authority=certifi.where()
    )
    document = done.document
    verdicts = {each["url"]: (each["verdict"], each["reason"]) for each in document["checks"]}
    assert verdicts["https://council.example/minutes"] == ("unreachable", "tls-untrusted")
    assert verdicts["http://news.example/2020/late-buses"] == ("ok", "ok")
