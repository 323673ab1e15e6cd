"""Identifiers looked up by the command line, with doi.org and Crossref played on loopback."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from checker.model import RegistriesSettings
from pincite.demo.web import ANY, Reply, Seen, Web

from ..pincite.commands import NO_ARCHIVES, Done, pincite, settings

LETTER = """July 22, 2021

Dear editor:

The bus helps.[1] The kelp grows.[2] The trains wait.[3] And the ferries, too.[4]

[1] Ada Moreau, The Night Bus and Its Riders, 4 J. City Transp. 12 (2018), doi:10.5555/night.2018.4.
[2] Jun Sato, Growth of Kelp in Cold Water, 9 J. Marine Stud. 3 (2019), doi:10.5555/kelp.2019.
[3] Lee Winter, Trains That Wait, 2 J. City Transp. 80 (2016), doi:10.5555/never.made.
[4] Mo Reyes, Ferries at Dawn, 7 J. City Transp. 1 (2020), doi:10.5555/silent.
"""
HANDLES = {"/api/handles/10.5555/never.made": 100}
NIGHT = {
    "DOI": "10.5555/night.2018.4",
    "title": ["The Night Bus and Its Riders"],
    "author": [{"given": "Ada", "family": "Moreau"}],
    "issued": {"date-parts": [[2018, 3, 4]]},
    "type": "journal-article",
}
RETRACTION = {
    "DOI": "10.5555/night.2020.9",
    "update-to": [
        {
            "DOI": "10.5555/night.2018.4",
            "type": "retraction",
            "updated": {"date-parts": [[2020, 5, 1]]},
        }
    ],
}
KELP = {**NIGHT, "DOI": "10.5555/kelp.2019", "issued": {"date-parts": [[2011]]}}


def told(value: object, status: int = 200) -> Reply:
    return Reply(status, (("content-type", "application/json"),), json.dumps(value))


def doi_org(seen: Seen) -> Reply:
    """The handle API of the DOI proxy."""
    if "silent" in seen.path:
        return Reply(503, body="busy")
    code = HANDLES.get(seen.path, 1)
    return told({"responseCode": code, "handle": "x"}, 200 if code == 1 else 404)


def crossref(seen: Seen) -> Reply:
    if "filter=updates:10.5555/night.2018.4&" in seen.path:
        return told({"status": "ok", "message": {"items": [RETRACTION]}})
    if "filter=updates" in seen.path or "query.bibliographic=" in seen.path:
        return told({"status": "ok", "message": {"items": []}})
    for work in (NIGHT, KELP):
        if seen.path.replace("%2F", "/") == f"/works/{work['DOI']}":
            return told({"status": "ok", "message": work})
    return Reply(404, body="Resource not found.")


def configured(web: Web) -> str:
    asked = {"enabled", "search", "doi", "crossref"}
    others = (each.name for each in fields(RegistriesSettings) if each.name not in asked)
    off = "\n".join(f"{name}.enabled = false" for name in others)
    asking = (
        f"{NO_ARCHIVES}\n[registries]\n"
        "doi = {endpoint = 'http://doi.example', per_minute = 6000}\n"
        "crossref = {endpoint = 'http://crossref.example', per_minute = 6000}\n"
        f"{off}"
    )
    return settings(web, asking, canaries=["doi.example"], contact="a@b.example")


def check(folder: Path, *arguments: str) -> Done:
    asked = ("check", "letter.txt", "--format", "json", *arguments)
    return pincite(*asked, cwd=folder, PINCITE_NO_REGISTRIES="0")


def findings(done: Done) -> set[tuple[str, str]]:
    document = done.document
    return {
        (each["code"], each["note"])
        for each in document["findings"]
        if each["code"].startswith("PC5")
    }


def test_identifiers_are_looked_up_kept_and_told(tmp_path: Path) -> None:
    with Web({("doi.example", ANY): doi_org, ("crossref.example", ANY): crossref}) as web:
        (tmp_path / "pincite.toml").write_text(configured(web))
        (tmp_path / "letter.txt").write_text(LETTER)
        first = check(tmp_path)
        assert findings(first) == {
            ("PC503", "1"),
            ("PC502", "2"),
            ("PC509", "2"),
            ("PC501", "3"),
            ("PC509", "3"),
            ("PC505", "4"),
        }, first.err
        assert first.code == 1
        run = json.loads(first.out)["run"]
        assert run["links"] == 0  # an identifier is no link
        assert all("a@b.example" in seen.header("user-agent") for seen in web.requests)

        asked = len(web.requests)
        again = check(tmp_path)
        assert findings(again) == findings(first)
        later = [f"{seen.host}{seen.path}" for seen in web.requests[asked:]]
        assert later == ["doi.example/api/handles/10.5555/silent"]  # the rest is still fresh

        asked = len(web.requests)
        assert findings(check(tmp_path, "--no-registries")) == set()
        assert len(web.requests) == asked
    with closing(sqlite3.connect(tmp_path / "pincite.db")) as db:
        kept = dict(db.execute("SELECT registry, count(*) FROM registry_answers GROUP BY 1"))
        assert kept == {"doi": 5, "crossref": 8}
        assert db.execute("SELECT count(*) FROM status").fetchone()[0] == 0
