"""Ctrl-C with more letters than can be judged in a moment: it ends, and tells none wrongly."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest

from pincite import asking, judging
from pincite.asking import Deadline, State
from pincite.cli.entry import run
from results.model import Dossier

TOLD = (
    "pincite: interrupted: what was checked is kept, the letters are not told; the same command "
    "goes on from here\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pincite.toml").write_text(
        '[crawl]\nexclude = [".*"]\n[archives]\nenabled = false\n'
    )
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(
            "See the report.[1]\n\nSee it again.[2]\n\n[1] http://x.example\n"
        )
    return tmp_path


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Someone presses Ctrl-C while pages are asked."""
    monkeypatch.setattr(asking.Asking, "run", lambda *_: State.INTERRUPTED)
    return monkeypatch


def found(out: str) -> set[str]:
    return {
        each["code"] for document in json.loads(out)["documents"] for each in document["findings"]
    }


@pytest.mark.parametrize("command", [("check", "a.txt", "b.txt"), ("audit",)])
def test_without_time_there_is_no_report_and_the_next_run_has_all(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    interrupted: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    if command == ("audit",):
        assert run(["check", "a.txt", "b.txt"]) == 3
        capsys.readouterr()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "HURRIED_SECONDS", -1.0)
        assert run([*command, "--format", "json"]) == 3
    assert capsys.readouterr() == ("", TOLD)
    interrupted.setattr(asking.Asking, "run", lambda *_: State.FINISHED)
    assert run([*command, "--format", "json"]) in (0, 1)
    out, err = capsys.readouterr()
    assert err == ""
    assert "PC101" in found(out)


def test_with_time_enough_the_letters_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], interrupted: pytest.MonkeyPatch
) -> None:
    assert run(["check", "a.txt", "b.txt", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    assert len(json.loads(out)["documents"]) == 2
    assert "PC101" in found(out)
    assert err.startswith("pincite: interrupted: what was checked is kept; the same command")


@pytest.mark.parametrize(
    ("state", "at", "hurried"),
    [
        (State.INTERRUPTED, None, True),
        (State.INTERRUPTED, 0.0, False),
        (State.FINISHED, None, False),
        (State.OFFLINE, None, False),
    ],
)
def test_only_who_pressed_ctrl_c_is_in_a_hurry(
    state: State, at: float | None, hurried: bool
) -> None:
    assert (judging.hurried_until(state, Deadline(at)) is not None) is hurried


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such alarm")
def test_one_letter_that_takes_longer_is_left_in_its_middle(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    interrupted: pytest.MonkeyPatch,
) -> None:
    """As huge ones do; the next run judges it."""

    def endless(dossier: Dossier, *_: object) -> Dossier:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            pass
        return dossier

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "HURRIED_SECONDS", 0.1)
        patch.setattr("results.weigh", endless)
        assert run(["check", "a.txt"]) == 3
    assert capsys.readouterr() == ("", TOLD)
    interrupted.setattr(asking.Asking, "run", lambda *_: State.FINISHED)
    assert run(["check", "a.txt", "--format", "json"]) in (0, 1)
    out, err = capsys.readouterr()
    assert err == ""
    assert "PC101" in found(out)
