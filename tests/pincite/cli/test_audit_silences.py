"""An archive that is silent for a week is one line of an audit, and no news of any letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pincite.demo.archive import WaybackArchive
from pincite.demo.web import ANY, Reply, Web

from ..commands import pincite, write_settings
from .test_audit import MISSING, audit, days_pass, write

WAYBACK = (
    "[registries]\nenabled = false\n[archives.wayback]\n"
    'endpoint = "http://archive.example"\nper_minute = 60000\nreplay_per_minute = 60000\n'
    "[archives.perma]\nenabled = false"
)
SILENT = Reply(503, body="<title>Down</title>")


@pytest.fixture
def web() -> Iterator[Web]:
    pages = {(f"{name}.example", ANY): MISSING for name in ("one", "two")}
    with Web({**pages, ("canary.example", ANY): Reply(204)}) as served:
        yield served


def test_it_begins_and_ends_without_news(tmp_path: Path, web: Web) -> None:
    archive = WaybackArchive("archive.example", {})
    web.route("archive.example", ANY, archive.cdx)
    write_settings(tmp_path, web, WAYBACK)
    write(tmp_path, "letter.txt", "one", "two")
    assert pincite("check", "letter.txt", cwd=tmp_path).out.count("PC302") == 2

    web.route("archive.example", ANY, SILENT)
    days_pass(tmp_path, 40)
    silent = audit(tmp_path)
    assert (silent.code, "nothing changed" in silent.out) == (0, True), silent.out
    assert "pincite: 2 look-ups in archives and registries had no answer;" in silent.err
    assert audit(tmp_path, "--quiet").out == ""
    named = pincite("report", "--fail-on", "never", cwd=tmp_path).out
    assert "PC303" in named

    web.route("archive.example", ANY, archive.cdx)
    days_pass(tmp_path, 40)
    again = audit(tmp_path)
    assert (again.code, "look-up" in again.err) == (0, False), again.err
    assert "PC303" not in again.out
