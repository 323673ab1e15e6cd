"""Every pincite and sqlite3 command in the pages is run, page by page, in the order of the page.

Rules kept here:
- Nothing leaves this machine: a proxy on loopback answers for every http:// page and opens no
  tunnel, so what is asked over https is unreachable.
- A command may find something (1) and may not get to its end (3); it may not be used wrongly (2).
- What a page shows as printed is printed.
"""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from .pincite.commands import Done, pincite

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "tutorial.md", *(ROOT / "docs/how-to").glob("*.md")]
LETTER = """THE CITY READS

Libraries are open.[1] Everyone knows it.[2]

[1] Ana Ortiz, Open Doors (2021), https://example.org/report.
[2] Ben Reyes, Closed Doors (2022), http://example.org/doors.
"""
PAGE = b"<!doctype html><title>Closed Doors</title><p>Ben Reyes wrote on doors in 2022."

pytestmark = pytest.mark.timeout(300)


class Proxy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def do_CONNECT(self) -> None:
        self.send_error(502)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place as the pages take it for granted: letters, and one that they name."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples" / "letters", tmp_path / "letters")
    for name in ("letter.txt", "letters/letter.txt"):
        (tmp_path / name).write_text(LETTER, encoding="utf-8")
    shutil.copy(ROOT / "examples/letters/markdown-brief.md", tmp_path / "letter.md")
    return tmp_path


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each command that the page tells a reader to type."""
    for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] in ("pincite", "sqlite3", "cd"):
                yield words
            elif words and words[0] == ".venv/bin/pincite":
                yield ["pincite", *words[1:]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_the_page_run(page: Path, folder: Path, proxy: str) -> None:
    more: dict[str, str] = {
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), ""),
        "PINCITE_RETRIES": "0",
        "PINCITE_HOST_INTERVAL": "0",
        "PINCITE_NO_ARCHIVES": "1",
    }
    ran = 0
    for words in commands(page):
        if words[0] == "cd":
            folder = folder / words[1]
            assert folder.is_dir()
        elif words[0] == "sqlite3":
            with closing(sqlite3.connect(folder / words[1])) as database, database:
                assert database.execute(words[2]).description
            database.close()
        else:
            done = pincite(*words[1:], cwd=folder, stdin=b"", **more)
            assert_sound(words, done)
        ran += 1
    assert ran or "pincite " not in page.read_text(encoding="utf-8")


def assert_sound(words: list[str], done: Done) -> None:
    said = f"{shlex.join(words)}\n{done.out[-1000:]}\n{done.err[-1000:]}"
    assert done.code in (0, 1, 3), said
    assert "internal error" not in done.err, said
    assert "Traceback" not in done.err, said
    if words[1] in ("report", "explain", "extract", "history", "judge", "demo"):
        assert done.code in (0, 1), said


def test_the_tutorial_shows_what_is_printed(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    pincite("demo", "--keep", "tour", cwd=tmp_path)
    tour = tmp_path / "tour"
    printed = pincite("report", "--format", "summary", cwd=tour).out
    printed += pincite("report", cwd=tour).out
    shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert len(shown) == 2
    for each in shown:
        assert each in printed


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    """Line by line, but for today's date and for what it leaves out ("…")."""

    def dateless(text: str) -> list[str]:
        return [re.sub(r"since \d{4}-\d\d-\d\d", "since", line) for line in text.splitlines()]

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)```", readme, re.DOTALL)
    printed = dateless(pincite("demo", cwd=tmp_path).out)
    missing = [line for line in dateless(shown) if line not in printed and line != "  …"]
    assert missing == []


def test_the_tutorials_repair_is_whole(tmp_path: Path) -> None:
    pincite("demo", "--keep", "tour", cwd=tmp_path)
    tour = tmp_path / "tour"
    wrote = pincite("fix", "coalition-letter.txt", "--write", cwd=tour)
    assert (wrote.code, wrote.err.count("changes written")) == (0, 1), wrote.err
    again = pincite("fix", "coalition-letter.txt", cwd=tour)
    assert (again.code, again.out) == (0, ""), again.err + again.out
