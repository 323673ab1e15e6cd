"""Where the output goes: devices, full ones, closed ones, links, folders that are not there."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..commands import environment, pincite
from .test_bad_input import one_line

LINES = "See https://example.org/report for the whole text.\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LINES)
    return tmp_path


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """A line of a shell, in which $pincite is the command line."""
    return subprocess.run(
        ["bash", "-c", f'pincite="{sys.executable} -m pincite"; {line}'],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip


def test_output_into_a_pipe_leaves_it_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "out")
    done = shell(folder, "cat out & $pincite extract letter.txt --format links --output out; wait")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "https://example.org/report\n"
    assert stat.S_ISFIFO((folder / "out").stat().st_mode)


def test_output_through_a_link_leaves_it_a_link(folder: Path) -> None:
    (folder / "real.txt").write_text("old")
    (folder / "link.txt").symlink_to("real.txt")
    pincite("extract", "letter.txt", "--format", "links", "--output", "link.txt", cwd=folder)
    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_text() == "https://example.org/report\n"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize("line", ["$pincite extract letter.txt > /dev/full",
                                  "$pincite --help > /dev/full"])  # fmt: skip
def test_a_full_disk_is_one_line(folder: Path, line: str) -> None:
    done = shell(folder, line)
    assert (done.returncode, done.stderr) == (3, "pincite: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
def test_a_full_disk_that_was_named_is_one_line_and_stays_what_it_is(folder: Path) -> None:
    # By a link: if this fails where the tests may write to /dev, the device is not what is lost.
    (folder / "full").symlink_to("/dev/full")
    done = pincite("extract", "letter.txt", "--output", "full", cwd=folder)
    assert done.code == 3
    assert one_line(done) == "pincite: full: cannot be written (No space left on device)"
    assert (folder / "full").is_char_device()


@pytest.mark.parametrize("where", ["missing/out.json", "."])
def test_output_that_cannot_be_written_is_usage(folder: Path, where: str) -> None:
    done = pincite("extract", "letter.txt", "--output", where, cwd=folder)
    assert done.code == 2
    assert "cannot be written" in one_line(done)
    assert sorted(each.name for each in folder.iterdir()) == ["letter.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_file_that_its_owner_protects_is_not_replaced(folder: Path) -> None:
    kept = folder / "kept.json"
    kept.write_text("kept")
    kept.chmod(0o444)
    done = pincite("extract", "letter.txt", "--output", "kept.json", cwd=folder)
    assert done.code == 2
    assert one_line(done) == "pincite: kept.json: cannot be written (is read-only)"
    assert kept.read_text() == "kept"


def test_a_reader_that_has_enough_is_no_error_and_no_finding(folder: Path) -> None:
    (folder / "letter.txt").write_text(LINES * 5000)
    done = shell(
        folder,
        "$pincite extract letter.txt --format json | head -1; echo ${PIPESTATUS[0]}",
    )
    assert done.stdout.splitlines() == ["{", "3"]
    assert done.stderr == ""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_stream_that_is_closed_from_the_start(folder: Path, closed: str) -> None:
    done = shell(folder, f"$pincite extract letter.txt {closed}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [("nonsense",), ("extract", "--nonsense"), ("check", "--db"),
                                       ("explain", "PC101", "b", "c"), ("judge",)])  # fmt: skip
def test_wrong_usage_is_one_line(folder: Path, arguments: tuple[str, ...]) -> None:
    done = pincite(*arguments, cwd=folder)
    assert done.code == 2
    assert one_line(done)


def test_an_empty_stdin_says_so(folder: Path) -> None:
    done = pincite("extract", "-", cwd=folder)
    assert done.code == 3
    assert one_line(done) == "pincite: -: the file is empty"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see it wait")
def test_an_interrupt_is_one_line(folder: Path) -> None:
    """While it waits for the words of its standard input."""
    with subprocess.Popen(
        [sys.executable, "-m", "pincite", "extract", "-"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (3, b"", b"pincite: interrupted\n")


def test_an_interrupt_before_the_command_line_is_read_is_one_line(folder: Path) -> None:
    (folder / "click.py").write_text("raise KeyboardInterrupt\n")
    done = pincite("--help", cwd=folder, PYTHONPATH=str(folder))
    assert (done.code, done.out, done.err) == (3, "", "pincite: interrupted\n")


def wait_until_it_reads(pid: int) -> None:
    """Until the process sleeps in a system call and has long begun."""
    deadline = time.monotonic() + 60
    quiet = 0
    before = -1.0
    while quiet < 5:
        assert time.monotonic() < deadline
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        used = float(fields[11]) + float(fields[12])
        quiet = quiet + 1 if used == before and fields[0] == b"S" else 0
        before = used
        time.sleep(0.1)
