"""`pincite judge`: a person's word, kept, shown, obeyed and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pincite.demo.web import ANY, Reply, Web
from results import Store
from results.decisions import overruled
from results.findings import find
from results.findings.examples import REPORT, check, link, one_link
from results.model import Decision

from ..commands import Done, pincite, write_settings

LIVING = Reply(body="<title>A living page</title><p>" + "words that a page has " * 30)
MISSING = Reply(status=404, body="<title>Not Found</title>")
ALIVE, DEAD = "http://alive.example/page", "http://dead.example/page"
NEXT_YEAR = str(datetime.now(UTC).date() + timedelta(days=365))


@pytest.fixture
def web() -> Iterator[Web]:
    with Web({("alive.example", ANY): LIVING, ("dead.example", ANY): MISSING}) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, web: Web) -> Path:
    write_settings(tmp_path, web, canaries=["alive.example"])
    (tmp_path / "letter.txt").write_text(f"Dear reader:\n\nSee {ALIVE} and\n\nalso {DEAD} here.\n")
    return tmp_path


def found(folder: Path) -> tuple[int, set[str]]:
    done = pincite("check", "letter.txt", "--format", "json", cwd=folder)
    return done.code, {each["url"] for each in done.document["findings"] if each["code"] == "PC201"}


def judge(folder: Path, *arguments: str) -> Done:
    return pincite("judge", *arguments, cwd=folder)


def test_what_people_judge_decides_the_findings_until_they_take_it_back(folder: Path) -> None:
    assert found(folder) == (1, {DEAD})
    assert judge(folder, DEAD, "alive", "--until", NEXT_YEAR, "--why", "opens here").code == 0
    assert found(folder) == (0, set())
    report = pincite("report", cwd=folder).out
    assert f"judged alive by a person until {NEXT_YEAR}: opens here" in report
    assert "gone" in report  # what was recorded stays
    assert judge(folder, ALIVE, "dead", "--until", NEXT_YEAR, "--why", "a squatter").code == 0
    assert found(folder) == (1, {ALIVE})
    listed = judge(folder, "--list").out
    assert f"{NEXT_YEAR}  dead   {ALIVE}  a squatter" in listed
    assert f"{NEXT_YEAR}  alive  {DEAD}  opens here" in listed
    assert judge(folder, DEAD, "--forget").code == 0
    assert judge(folder, ALIVE, "--forget").code == 0
    assert judge(folder, "--list").out == ""
    assert found(folder) == (1, {DEAD})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a URL"),
        ((DEAD,), "say alive or dead"),
        ((DEAD, "maybe"), "say alive or dead"),
        ((DEAD, "alive", "--why", "x"), "--until needs a date"),
        ((DEAD, "alive", "--why", "x", "--until", "soon"), "--until needs a date"),
        ((DEAD, "alive", "--why", "x", "--until", "2020-01-01"), "is over already"),
        ((DEAD, "alive", "--until", NEXT_YEAR), "--why needs a reason"),
        ((DEAD, "--forget"), "nothing was judged of"),
        (("http://no.example/", "dead", "--until", NEXT_YEAR, "--why", "x"), "no letter in"),
    ],
)
def test_what_cannot_be_judged_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    Store.open(tmp_path / "pincite.db").close()
    done = judge(tmp_path, *arguments)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert said in done.err


def test_a_decision_that_agrees_changes_nothing() -> None:
    dossier = one_link(check())
    key = link().key
    until = date(2030, 1, 1)
    decided = {key: Decision(REPORT, "alive", until, "seen")}
    from dataclasses import replace

    agreed = replace(dossier, decisions=decided)
    assert overruled(agreed).checks == dossier.checks
    assert find(agreed) == find(dossier)
