"""`pincite fix` killed while it writes, twice at once, and where it may not write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from pincite.fixing import Plan, _remove_orphans, fixed, write
from results import FixRefused

from ..commands import environment
from .test_fix import FIXED, LETTER, OLD, fix, folder, planned

__all__ = ["folder"]

OLD_BYTES, NEW_BYTES = LETTER.encode("windows-1252"), FIXED.encode("windows-1252")


def killed_before(line: int, plan: Plan, data: bytes) -> bool:
    """Write a letter in a process that kills itself before the n-th line of what writes it; whether
    there was such a line."""
    pid = os.fork()
    if pid == 0:
        left = line
        parts = {write.__code__, _remove_orphans.__code__}

        def count(frame: FrameType, event: str, _: object) -> Any:
            nonlocal left
            if frame.f_code not in parts:
                return None
            if event == "line":
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
            return count

        sys.settrace(count)
        write(plan, data)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that is like this one")
def test_killed_before_any_of_its_lines_the_letter_is_old_or_new(folder: Path) -> None:
    letter = folder / "letter.txt"
    plan = planned(folder)
    data = fixed(plan, plan.proposals)
    seen = []
    for line in range(200):
        letter.write_bytes(OLD_BYTES)
        killed = killed_before(line, plan, data)
        assert letter.read_bytes() in (OLD_BYTES, NEW_BYTES), line
        seen.append(letter.read_bytes() == NEW_BYTES)
        assert len(list(folder.glob(".pincite-*"))) <= 1, "the next one clears up"
        if not killed:
            break
    assert len(seen) > 15, "it was killed at all of them"
    assert seen == sorted(seen), "from one line on it is the new one"
    assert seen[-1]
    assert not list(folder.glob(".pincite-*"))


def test_of_two_at_once_one_writes_and_the_other_is_told(folder: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "pincite", "fix", "letter.txt", "--write", "--only", code],
            cwd=folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for code in ("PC205", "PC303", "PC205", "PC303")
    ]
    told = [process.communicate(timeout=60)[1].decode() for process in processes]
    written = [line for line in told if line.endswith("1 change written\n")]
    one = OLD_BYTES.replace(f", {OLD}".encode(), b", https://new.example/page")
    other = NEW_BYTES.replace(b", https://new.example/page", f", {OLD}".encode())
    assert (folder / "letter.txt").read_bytes() in (one, other)
    assert len(written) >= 1
    refused = ("being fixed by another", "changed while it was being fixed", "has changed since")
    # A third that finds its change made has nothing to say.
    others = [line for line in told if line and line not in written]
    assert all(any(words in line for words in refused) for line in others)
    assert not list(folder.glob(".pincite-*"))


def test_who_comes_second_does_not_undo_what_the_first_wrote(folder: Path) -> None:
    """Both have read the same letter; each wants another change."""
    plan = planned(folder)
    first, second = (fixed(plan, [each]) for each in plan.proposals[:2])
    write(plan, first)
    with pytest.raises(FixRefused, match="was changed while it was being fixed"):
        write(plan, second)
    assert (folder / "letter.txt").read_bytes() == first


@pytest.fixture
def locked(folder: Path) -> Iterator[Path]:
    fcntl = pytest.importorskip("fcntl")
    with (folder / "letter.txt").open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield folder


def test_a_letter_that_another_fix_holds_is_left_alone(locked: Path) -> None:
    done = fix(locked, "--write")
    said = "pincite: letter.txt: is being fixed by another process; run it again\n"
    assert (done.code, done.err) == (3, said)
    assert (locked / "letter.txt").read_bytes() == OLD_BYTES


def test_other_files_with_dots_are_nobodys_leavings(folder: Path) -> None:
    (folder / ".pincite-notes").write_text("mine")
    (folder / ".pincite-left.fix").write_text("half a letter")
    assert fix(folder, "--write").code == 0
    assert [each.name for each in folder.glob(".*")] == [".pincite-notes"]
