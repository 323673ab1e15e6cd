"""`pincite history` and `pincite report --since`, as a person types them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.model import Verdict
from pincite.cli.entry import run
from results import FORGOTTEN, MISSING, REPORTS, Store
from results.model import Finding, RunPlan, Severity
from tests.results.samples import add, check, letter

A, B = "https://a.example/report", "https://a.example/other"
GONE = Finding("PC201", "link-gone", Severity.ERROR, "It is gone.", "a.txt", 1, 1, None, A)


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs over one letter: A dies, B comes back."""
    monkeypatch.chdir(tmp_path)
    with Store.open("pincite.db") as store:
        for day, (one, other) in enumerate(
            [(Verdict.OK, Verdict.GONE), (Verdict.GONE, Verdict.OK)], 1
        ):
            number = store.begin(RunPlan("check", f"day {day}", "0.1")).id
            document = add(store, number, letter("a.txt", A, B))
            at = datetime(2026, 1, day, 8, tzinfo=UTC)
            store.record(number, [check(A, one, at), check(B, other, at)])
            store.save_findings(number, document, [GONE if day == 2 else replace(GONE, url=B)])
            store.finish(number)


def test_a_timeline_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", A]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [A, "  cited in a.txt, line 1"]
    assert lines[2].startswith("  2026-01-01 08:00   ok          200  a-reason")
    assert lines[3].startswith("  2026-01-02 08:00 * gone        200  a-reason")
    assert lines[3].endswith("(run 2)")


def test_a_timeline_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", "HTTPS://A.EXAMPLE/report", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["url"] == A
    place = {"path": "a.txt", "note": None, "line": 1, "page": None, "departed": None}
    assert told["cited_in"] == [place]
    assert [(each["verdict"], each["turned"]) for each in told["checks"]] == [
        ("ok", False),
        ("gone", True),
    ]
    assert told["checks"][0]["checked_at"] == "2026-01-01T08:00:00Z"


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (MISSING, "gone from its folder, no longer audited"),
        (FORGOTTEN, "forgotten, no longer audited"),
    ],
)
def test_a_letter_that_left_is_told_as_such(
    why: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open("pincite.db") as store:
        store.depart(["a.txt"], why)
    assert run(["history", A]) == 0
    assert f"\n  cited in a.txt, line 1 ({words})\n" in capsys.readouterr().out
    assert run(["history", A, "--format", "json"]) == 0
    assert [each["departed"] for each in json.loads(capsys.readouterr().out)["cited_in"]] == [why]


def test_a_letter_that_was_put_back_cites_what_it_cited_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Store.open("pincite.db") as store:
        for day, told in enumerate([letter("a.txt", B, sha256="e"), letter("a.txt", A, B)]):
            number = store.begin(RunPlan("check", f"put back on day {day}", "0.1")).id
            add(store, number, told)
            store.finish(number)
    assert run(["history", A]) == 0
    assert "\n  cited in a.txt, line 1\n" in capsys.readouterr().out


def test_what_a_person_judged_stands_last(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["judge", A, "alive", "--until", "2999-01-31", "--why", "opens in a browser"]) == 0
    assert run(["history", A]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "  judged alive by a person until 2999-01-31: opens in a browser"
    for url, judged in (
        (A, {"word": "alive", "until": "2999-01-31", "why": "opens in a browser"}),
        (B, None),
    ):
        assert run(["history", url, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["judged"] == judged


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["history", "https://a.example/rep"], 3, "no letter cites https://a.example/rep; of this"),
        (["history", A, "--format", "xml"], 2, "no format 'xml' (there are table, json)"),
        (["history", A, "--db", "none.db"], 3, "there is no such database"),
        (["history"], 2, "missing argument"),
        (["report", "--since", "tomorrow"], 2, "'tomorrow' is no run and no date"),
        (["report", "--since", "2"], 3, "run 2 is not earlier than run 2"),
        (["report", "--since", "7"], 3, "there is no run 7"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == code
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_only_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--since", "1"]) == 1
    told = capsys.readouterr().out
    assert "What changed since run 1 of " in told
    assert "new error PC201 link-gone: It is gone." in told
    assert f"mended PC201 It is gone. {B}" in told
    assert run(["report", "--since", "1", "--run", "2", "--fail-on", "never"]) == 0


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_tells_what_changed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--since", "1", "--format", name]) == 1
    told = capsys.readouterr().out
    if name == "summary":
        assert "1 finding\n  error    PC201  link-gone" in told
    elif name != "datasette":
        assert A in told
    if name in ("terminal", "html", "csv", "markdown", "atom", "json"):
        assert "mended" in told
    if name == "sarif":
        states = [each["baselineState"] for each in json.loads(told)["runs"][0]["results"]]
        assert states == ["new", "absent"]
