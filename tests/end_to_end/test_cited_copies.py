"""A letter that cites perma.cc alone: the record names the page, and that is checked, too."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from pincite.demo.web import Reply, Web

from ..pincite.commands import Done, pincite, write_settings

LETTER = """March 9, 2018

Dear editor:

The buses run late.[1]

[1] City Council, Minutes of the Transport Committee (Mar. 4, 2018), https://perma.cc/AB12-CD34.
"""
RECORD = {
    "guid": "AB12-CD34",
    "creation_timestamp": "2018-03-05T09:08:07Z",
    "url": "http://council.example/minutes",
    "title": "Minutes of the Transport Committee",
    "captures": [{"role": "primary", "status": "success"}],
}
WORDS = "The committee heard the report on late buses and resolved to run them until one. " * 5


ARCHIVES = (
    "[archives]\nwayback.enabled = false\n"
    "perma = {endpoint = 'http://perma.example', per_minute = 6000}"
)


def checks(done: Done) -> dict[str, dict[str, Any]]:
    return {each["url"]: each for each in done.document["checks"]}


def test_the_original_of_a_permalink_is_asked_and_told(tmp_path: Path) -> None:
    served = {
        ("perma.cc", "/AB12-CD34"): Reply(body="<title>Perma</title><p>Perma.cc archive</p>"),
        ("perma.example", "/v1/public/archives/AB12-CD34/"): Reply(
            200, (("content-type", "application/json"),), json.dumps(RECORD)
        ),
        ("council.example", "/minutes"): Reply(404, body="<title>Not found</title>"),
    }
    with Web(served) as web:
        # Without a certificate for perma.cc: the letter's link is asked on port 80 here.
        letter = LETTER.replace("https://perma.cc", "http://perma.cc")
        write_settings(tmp_path, web, ARCHIVES, canaries=["perma.example"])
        (tmp_path / "letter.txt").write_text(letter)
        done = pincite("check", "letter.txt", "--format", "json", cwd=tmp_path)
        told = checks(done)
        assert set(told) == {"http://perma.cc/AB12-CD34", "http://council.example/minutes"}, (
            done.err
        )
        original = told["http://council.example/minutes"]
        assert original["verdict"] == "gone"
        assert original["cited_in"] == [{"note": "1", "line": 7}]
        (copy,) = told["http://perma.cc/AB12-CD34"]["snapshots"]
        assert copy["evidence"].endswith("”, as cited")

        asked = len(web.requests)
        again = checks(pincite("check", "letter.txt", "--format", "json", cwd=tmp_path))
        assert again.keys() == told.keys(), "and so in the next run, which reads no letter anew"
        hosts = {seen.host for seen in web.requests[asked:]}
        assert "council.example" in hosts, "what failed is asked again"
    with closing(sqlite3.connect(tmp_path / "pincite.db")) as db:
        counted = db.execute("SELECT tasks, done FROM runs").fetchall()
        assert all(tasks == done for tasks, done in counted)


def test_an_audit_asks_for_the_original_as_well(tmp_path: Path) -> None:
    page = Reply(body=f"<title>Minutes of the Transport Committee</title><p>{WORDS}")
    served = {
        ("perma.cc", "/AB12-CD34"): Reply(body="<title>Perma</title><p>Perma.cc archive</p>"),
        ("perma.example", "/v1/public/archives/AB12-CD34/"): Reply(
            200, (("content-type", "application/json"),), json.dumps(RECORD)
        ),
        ("council.example", "/minutes"): page,
    }
    with Web(served) as web:
        write_settings(tmp_path, web, ARCHIVES, canaries=["perma.example"])
        (tmp_path / "letter.txt").write_text(LETTER.replace("https://perma.cc", "http://perma.cc"))
        pincite("check", "letter.txt", cwd=tmp_path)
        assert web.count("council.example", "/minutes") == 1
        told = _audited(tmp_path)
        assert told["http://council.example/minutes"] == "ok", "carried: it is not due yet"
        assert web.count("council.example", "/minutes") == 1

        with closing(sqlite3.connect(tmp_path / "pincite.db")) as db, db:
            for table, at in (("checks", "checked_at"), ("archive_answers", "recorded_at")):
                db.execute(f"UPDATE {table} SET {at} = '2020-01-01T00:00:00.000Z'")
            db.execute("UPDATE runs SET started_at = '2020-01-01T00:00:00.000Z'")
        web.route("council.example", "/minutes", Reply(404, body="<title>Not found</title>"))
        told = _audited(tmp_path)
        assert web.count("council.example", "/minutes") == 2
        assert told["http://council.example/minutes"] == "gone"
    with closing(sqlite3.connect(tmp_path / "pincite.db")) as db:
        assert all(tasks == done for tasks, done in db.execute("SELECT tasks, done FROM runs"))


def _audited(folder: Path) -> dict[str, str]:
    """What the audit knows of each live link in the end."""
    done = pincite("audit", cwd=folder)
    assert "Traceback" not in done.err
    with closing(sqlite3.connect(folder / "pincite.db")) as db:
        return dict(
            db.execute(
                "SELECT urls.url, queue.answer FROM queue JOIN urls ON urls.id = queue.url_id"
                " WHERE kind = 'live' AND run_id = (SELECT max(id) FROM runs)"
            )
        )
