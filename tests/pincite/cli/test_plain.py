"""`extract --format links PATH…` says the same, however it is answered."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pincite.cli.plain import paths_in

from ..commands import Done, environment, pincite


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.md").write_text(
        "See <https://a.example.org> and https://a.example.org/\u202eb.\n"
    )
    (tmp_path / "b.txt").write_text("At www.b.example.org.\n")
    (tmp_path / "empty.md").write_text("")
    (tmp_path / "odd\n.md").write_bytes(b"\x89PNG")
    (tmp_path / "none").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        monkeypatch.delenv(name)
    return tmp_path


def _plainly(*paths: str, cwd: Path) -> Done:
    """In an environment without settings."""
    clean = {k: v for k, v in environment().items() if not k.startswith("PINCITE_")}
    done = subprocess.run(
        [sys.executable, "-m", "pincite", "extract", "--format", "links", *paths],
        cwd=cwd,
        capture_output=True,
        env=clean,
        timeout=90,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    "paths",
    [["."], ["a.md", "b.txt"], ["*.md"], ["missing.md"], ["a.md", "missing.md", "empty.md"],
     ["none"], ["*.none", "b.txt"], ["odd\n.md"], ["a.md", "./a.md"]],
)  # fmt: skip
def test_as_the_command_answers(folder: Path, paths: list[str]) -> None:
    assert paths_in(["extract", "--format", "links", *paths]) == paths
    plain = _plainly(*paths, cwd=folder)
    long = pincite("extract", *paths, "--format", "links", cwd=folder)
    assert plain == long
    assert plain.out or plain.err


def test_without_a_command_line(folder: Path) -> None:
    (folder / "click.py").write_text("raise RuntimeError\n")
    done = _plainly("a.md", "b.txt", cwd=folder)
    assert done == Done(
        0,
        "https://a.example.org\nhttps://a.example.org/⟨U+202E⟩b\nhttps://www.b.example.org\n",
        "",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["extract", "--format", "links"],
        ["extract", "--format", "json", "a.md"],
        ["extract", "--format", "links", "-"],
        ["extract", "--format", "links", "a.md", "--output", "x"],
        ["extract", "--format", "links", "--", "a.md"],
        ["extract", "--format", "links", "https://a.example.org/b.md"],
        ["check", "--format", "links", "a.md"],
    ],
)
def test_any_other_call_is_the_commands(folder: Path, arguments: list[str]) -> None:
    assert paths_in(arguments) is None


def test_whoever_sets_something_is_told_what_is_wrong_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ["extract", "--format=links", "a.md"]
    assert paths_in(call) == ["a.md"]
    (folder / "pyproject.toml").write_text("[tool.other]\n")
    assert paths_in(call) == ["a.md"]
    (folder / "pyproject.toml").write_text("[tool.pincite]\nno_such_key = 1\n")
    assert paths_in(call) is None
    assert _plainly("a.md", cwd=folder).code == 2
    (folder / "pyproject.toml").unlink()
    (folder / "pincite.toml").write_text("no_such_key = 1\n")
    assert paths_in(call) is None
    assert _plainly("a.md", cwd=folder).code == 2
    (folder / "pincite.toml").unlink()
    monkeypatch.setenv("PINCITE_DB", "x.db")
    assert paths_in(call) is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_is_one_line(folder: Path, number: signal.Signals) -> None:
    fifo = folder / "never.md"
    os.mkfifo(fifo)
    clean = {k: v for k, v in environment().items() if not k.startswith("PINCITE_")}
    command = [sys.executable, "-m", "pincite", "extract", "--format", "links", "never.md"]
    with (
        subprocess.Popen(
            command, cwd=folder, env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
        fifo.open("wb"),  # waits until it is being read
    ):
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (3, b"", b"pincite: interrupted\n")
