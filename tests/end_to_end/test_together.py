"""Several commands on one database at once, and a folder in which nothing may be written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.demo.web import Web
from tests.pincite.commands import environment, pincite
from tests.pincite.long_letter import (
    HOSTS,
    LINKS,
    asked,
    check_letter,
    folder,
    start,
    verdicts,
    wait_for,
    web,
)

__all__ = ["folder", "web"]

ALL = HOSTS * LINKS
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all")


def begin(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pincite", *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_check_an_audit_and_reports_at_once(folder: Path, web: Web) -> None:
    """Nobody is in another's way: no lock is told, no link asked twice, every report is whole."""
    check_letter(folder)
    before = asked(web)
    assert sum(before.values()) == ALL
    old = (folder / "letter.txt").read_text()
    (folder / "second.txt").write_text(old.replace("page-", "other-page-"))
    # Into files: a full pipe would keep them waiting.
    first = begin(folder, "check", "second.txt", "-q", "--output", "first.json")
    wait_for(web, ALL + 5)
    second = begin(folder, "audit", "-q", "--output", "second.json")
    reports = []
    while first.poll() is None:
        reports.append(pincite("report", "--format", "json", cwd=folder))
    for process in (first, second):
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
    assert verdicts((folder / "first.json").read_text()) == {"ok": ALL}
    json.loads((folder / "second.json").read_text())
    assert reports
    for each in reports:
        assert (each.code, each.err) == (0, "")
        for document in json.loads(each.out)["documents"]:
            assert len(document["checks"]) == ALL
    assert set(asked(web).values()) == {1}
    assert len(asked(web)) == 2 * ALL


def test_two_audits_and_a_check_ask_each_link_once(folder: Path, web: Web) -> None:
    check = start(folder)
    wait_for(web, 20)
    audits = [begin(folder, "audit", "--format", "json") for _ in range(2)]
    for process in (check, *audits):
        out, err = process.communicate(timeout=80)
        assert (process.returncode, err) == (0, b""), out
    assert set(asked(web).values()) == {1}


@pytest.fixture
def shut(folder: Path) -> Iterator[Path]:
    """A folder with a letter and its database that belongs to root and is for reading only."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    if shutil.which(NOBODY[0]) is None:
        pytest.skip("setpriv is missing")
    check_letter(folder)
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        there = Path(name)
        for each in ("letter.txt", "pincite.toml", "pincite.db"):
            shutil.copy(folder / each, there / each)
            (there / each).chmod(0o444)
        there.chmod(0o555)
        told = as_nobody(there, "--version")
        if told.returncode:
            pytest.skip(f"nobody cannot run this Python: {told.stderr[-200:]}")
        yield there
        there.chmod(0o755)


def as_nobody(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NOBODY, sys.executable, "-m", "pincite", *arguments],
        cwd=folder,
        env=environment(HOME="/nonexistent"),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (("report", "--format", "json"), 0, ""),
        (("history", "http://h0.example/page-0"), 0, ""),
        (("judge", "--list"), 0, ""),
        (("fix", "letter.txt"), 0, ""),
        (("extract", "letter.txt", "--format", "links"), 0, ""),
        (("check", "letter.txt"), 3, "no permission to write to this database or its folder"),
        (("audit",), 3, "no permission to write to this database or its folder"),
        (("check", "letter.txt", "--db", "new.db"), 3, "cannot be opened; is its folder writable"),
        (("report", "--format", "html", "--output", "new.html"), 2, "Permission denied"),
        (("archive", "letter.txt", "--to", "warc"), 3, "no permission to write"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_where_nothing_may_be_written_reading_goes_on(
    shut: Path, command: tuple[str, ...], code: int, said: str
) -> None:
    before = sorted(each.name for each in shut.iterdir())
    done = as_nobody(shut, *command)
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == (1 if said else 0), done.stderr
    assert said in done.stderr
    assert sorted(each.name for each in shut.iterdir()) == before


def test_a_fix_that_may_not_write_leaves_the_letter(shut: Path) -> None:
    there = shut / "letter.txt"
    there.chmod(0o666)  # the file may be written, its folder may not
    before = there.read_bytes()
    program = (
        "from pathlib import Path; from pincite.fixing import Plan, write;"
        "from citations import read; data = Path('letter.txt').read_bytes();"
        "write(Plan('letter.txt', data, read(data, 'letter.txt'), ()), b'new')"
    )
    done = subprocess.run(
        [*NOBODY, sys.executable, "-c", program],
        cwd=shut,
        env=environment(HOME="/nonexistent"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "PermissionError" in done.stderr
    assert there.read_bytes() == before
    assert not list(shut.glob(".*"))
