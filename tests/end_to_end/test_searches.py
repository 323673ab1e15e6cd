"""Works without an identifier, cases, orders and plain DOI links, by the command line."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import pytest

from checker.model import RegistriesSettings
from pincite.demo.web import ANY, Hang, Reply, Routes, Seen, Web

from ..pincite.commands import NO_ARCHIVES, Done, pincite, settings

LETTER = """July 22, 2021

Dear editor:

The bus helps.[1] The kelp grows.[2] The trains wait.[3] A court said so.[4] So did an order.[5]
The counts stand at https://doi.org/10.5555/never.made for all to see.

[1] Ada Moreau, The Night Bus and Its Riders, 4 J. City Transp. 12 (2018).
[2] Jun Sato, Growth of Kelp on Lighted Harbor Walls, 9 J. Marine Stud. 3 (2019).
[3] Lee Winter, Trains That Wait for Nobody, 2 J. City Transp. 80 (2016).
[4] Moreau v. City of Night, 347 U.S. 9999, 10001 (1954).
[5] Exec. Order No. 13,999, 86 Fed. Reg. 7211 (Jan. 21, 2021).
"""
NIGHT = {
    "DOI": "10.5555/NIGHT.2018.4",
    "title": ["The Night Bus and Its Riders: Evidence from Nine Cities"],
    "author": [{"given": "Ada", "family": "Moreau"}, {"given": "Jun", "family": "Sato"}],
    "issued": {"date-parts": [[2018, 3, 4]]},
    "container-title": ["Journal of City Transport"],
    "type": "journal-article",
}
OTHER = {**NIGHT, "DOI": "10.5555/other", "title": ["Lighted Walls"], "score": 99.0}
KEYS = {"OPENALEX_API_KEY": "open-sesame", "COURTLISTENER_TOKEN": "token-of-ours"}
HOSTS = ("doi", "crossref", "openalex", "courtlistener", "federalregister")


def told(value: object, status: int = 200) -> Reply:
    return Reply(status, (("content-type", "application/json"),), json.dumps(value))


def doi(seen: Seen) -> Reply:
    return told({"responseCode": 100, "handle": "10.5555/never.made"}, 404)


def crossref(seen: Seen) -> Reply:
    if "query.bibliographic" not in seen.path:
        return Reply(404, body="Resource not found.")
    if "Trains" in seen.path:
        return Reply(503, body="busy")
    return told({"status": "ok", "message": {"items": [OTHER, NIGHT], "total-results": 2}})


def openalex(seen: Seen) -> Reply:
    if "/works/doi:" in seen.path:
        return told({"error": "Not Found", "message": "no such work"}, 404)
    return told({"meta": {"count": 0}, "results": []})


def courtlistener(seen: Seen) -> Reply:
    return told([{"citation": "347 U.S. 9999", "status": 404, "clusters": []}])


def federalregister(seen: Seen) -> Reply:
    if "search-details" in seen.path:
        return told({"filters": [], "suggestions": {"citation": {"document_numbers": []}}})
    return told({"count": 0})


ROUTES: Routes = {
    ("doi.example", ANY): doi,
    ("crossref.example", ANY): crossref,
    ("openalex.example", ANY): openalex,
    ("courtlistener.example", ANY): courtlistener,
    ("federalregister.example", ANY): federalregister,
    ("doi.org", ANY): Reply(404, body="<title>DOI Not Found</title>"),
}


def configured(web: Web) -> str:
    asked = "\n".join(
        f"{name} = {{endpoint = 'http://{name}.example', per_minute = 6000}}" for name in HOSTS
    )
    rest = {each.name for each in fields(RegistriesSettings)} - {"enabled", "search", *HOSTS}
    off = "\n".join(f"{name}.enabled = false" for name in sorted(rest))
    asking = f"{NO_ARCHIVES}\n[registries]\n{asked}\n{off}"
    return settings(web, asking, canaries=["doi.example"], contact="a@b.example")


def check(folder: Path, *arguments: str, **environment: str) -> Done:
    asked = ("check", "letter.txt", "--format", "json", *arguments)
    more = {"PINCITE_NO_REGISTRIES": "0", **environment}
    return pincite(*asked, cwd=folder, stdin=b"", **more)


def document(done: Done) -> dict[str, list[dict[str, object]]]:
    return done.document  # type: ignore[no-any-return]


def findings(done: Done) -> set[tuple[object, object]]:
    return {
        (each["code"], each["note"])
        for each in document(done)["findings"]
        if str(each["code"]).startswith("PC5")
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LETTER)
    return tmp_path


def test_works_are_searched_for_and_everything_is_told(folder: Path) -> None:
    with Web(ROUTES) as web:
        (folder / "pincite.toml").write_text(configured(web))
        done = check(folder, **KEYS)
        assert findings(done) == {
            ("PC508", "1"),
            ("PC509", "2"),
            ("PC507", "2"),
            ("PC505", "3"),
            ("PC507", "3"),
            ("PC506", "4"),
            ("PC509", "4"),
            ("PC506", "5"),
            ("PC501", None),
        }, done.err
        (known,) = [each for each in document(done)["findings"] if each["code"] == "PC508"]
        assert known["suggestion"] == "https://doi.org/10.5555/night.2018.4"
        (plain,) = [each for each in document(done)["findings"] if each["code"] == "PC501"]
        assert (plain["line"], plain["url"]) == (6, "https://doi.org/10.5555/never.made")

        asked = [unquote(f"{seen.host}{seen.path}") for seen in web.requests]
        assert sum("query.bibliographic" in each for each in asked) == 3
        assert sum(each.startswith("openalex.example/works?search=") for each in asked) == 3
        registries = [seen for seen in web.requests if seen.host != "doi.org"]
        assert all("mailto:a@b.example" in seen.header("user-agent") for seen in registries)

        before = len(web.requests)
        assert findings(check(folder, **KEYS)) == findings(done)
        again = {seen.host for seen in web.requests[before:]}
        assert again <= {"crossref.example", "doi.org"}  # what was silent, and the dead page

    (search,) = [
        each
        for each in document(done)["registered"]
        if each["scheme"] == "work" and each["cited_in"]["note"] == "1"  # type: ignore[index]
    ]
    first = {each["registry"]: each for each in search["answers"]}  # type: ignore[attr-defined]
    assert first["crossref"]["is_cited_work"] is True
    assert first["openalex"]["outcome"] == "absent"
    database = (folder / "pincite.db").read_bytes()
    assert b"open-sesame" not in database
    assert b"token-of-ours" not in database


def test_searching_is_a_setting(folder: Path) -> None:
    with Web(ROUTES) as web:
        quiet = configured(web).replace("[registries]\n", "[registries]\nsearch = false\n")
        (folder / "pincite.toml").write_text(quiet)
        done = check(folder, **KEYS)
        assert not any("bibliographic" in seen.path for seen in web.requests)
    assert not findings(done) & {("PC508", "1"), ("PC509", "2"), ("PC505", "3")}
    assert ("PC507", "1") in findings(done)


def test_a_run_goes_on_without_the_key_that_it_began_with(folder: Path) -> None:
    with Web({**ROUTES, ("courtlistener.example", ANY): Hang()}) as web:
        (folder / "pincite.toml").write_text(configured(web))
        stopped = check(folder, "--max-time", "2s", **KEYS)
        assert stopped.code == 3, stopped.err
        done = check(folder)
    assert done.code == 1, done.err
    assert json.loads(done.out)["run"]["state"] == "finished"
    assert ("PC506", "5") in findings(done)
    assert not findings(done) & {("PC506", "4"), ("PC505", "4")}  # nobody asked
