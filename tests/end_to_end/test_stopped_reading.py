"""Someone stops a command in the middle of one huge letter: one line, and no process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.citations.formats.pdf.pdf_builder import Sheet
from tests.pincite.commands import environment

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes in /proc"
)

SIGNALS = [signal.SIGINT, signal.SIGTERM]
NOTE = "Dana Rowe, Ferries in Winter, 12 J. Coastal Stud. 41, 44 (2021), https://a.example/{}.\n\n"


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters of which each takes longer to read than a test waits, and a PDF of many pages."""
    folder = tmp_path_factory.mktemp("huge")
    (folder / "pincite.toml").write_text('[crawl]\nexclude = [".*"]\n[archives]\nenabled = false\n')
    body = "".join(f"The ferry runs late.[^{n}]\n\n" for n in range(20_000))
    notes = "".join(f"[^{n}]: {NOTE.format(n)}" for n in range(20_000))
    for name in ("one.md", "two.md"):
        (folder / name).write_text(f"# {name}\n\n{body}{notes}")
    (folder / "short.md").write_text("See the report.[^1]\n\n[^1]: https://a.example/1\n")
    sheet = Sheet()
    for _ in range(1_000):
        sheet.lines(700, *["The ferry runs late in winter and nobody says why it does."] * 45)
        sheet.page()
    (folder / "long.pdf").write_bytes(sheet.data())
    return folder


COMMANDS = {
    "extract": ("extract", "one.md", "--format", "json", "--output", "new.json"),
    "several": ("extract", "one.md", "two.md", "--format", "json"),
    "links": ("extract", "long.pdf", "one.md", "two.md", "--format", "links"),
    "pdf": ("extract", "long.pdf", "--format", "json"),
    "check": ("check", "one.md", "--db", "new.db"),
    "check several": ("check", "one.md", "two.md", "long.pdf", "--db", "new.db"),
}


@pytest.mark.parametrize("number", SIGNALS, ids=lambda each: each.name)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_in_the_middle_of_a_letter(
    letters: Path, command: tuple[str, ...], number: signal.Signals
) -> None:
    with started(letters, command) as process:
        wait_until_busy(process)
        stop(process, number)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (3, b"pincite: interrupted\n")
    assert nobody_stays(process.pid)
    assert not (letters / "new.json").exists()
    assert not list(letters.glob("*.part"))


@pytest.mark.parametrize("number", SIGNALS, ids=lambda each: each.name)
@pytest.mark.parametrize("command", ["fix", "audit"])
def test_in_the_middle_of_a_letter_that_was_checked(
    tmp_path: Path, letters: Path, command: str, number: signal.Signals
) -> None:
    """Its file has changed since then, so that it is to be read again."""
    letter = tmp_path / "one.md"
    letter.write_bytes((letters / "short.md").read_bytes())
    (tmp_path / "pincite.toml").write_bytes((letters / "pincite.toml").read_bytes())
    with started(tmp_path, ("check", "one.md")) as process:
        process.communicate(timeout=60)
    assert process.returncode in (0, 1)
    letter.write_bytes((letters / "one.md").read_bytes())
    with started(tmp_path, (command, *(("one.md",) if command == "fix" else ()))) as process:
        wait_until_busy(process)
        stop(process, number)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (3, b"pincite: interrupted\n")


@pytest.mark.parametrize("command", ["pdf", "links", "check several"])
def test_a_kill_leaves_nobody_behind(letters: Path, command: str) -> None:
    with started(letters, COMMANDS[command]) as process:
        wait_until_busy(process)
        process.kill()
        process.communicate(timeout=60)
    assert nobody_stays(process.pid)


def started(folder: Path, command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pincite", *command],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Whoever runs the tests in the background of a shell has SIGINT ignored, and so would we.
        preexec_fn=_hears_of_ctrl_c,  # noqa: PLW1509
    )


def _hears_of_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def stop(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """As a terminal does, or as whoever manages services does."""
    if number is signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)


def wait_until_busy(process: subprocess.Popen[bytes]) -> None:
    """Until its processes have worked for two seconds: all is imported by then, and no letter of
    these is read.
    """
    deadline = time.monotonic() + 60
    while sum(map(worked, session(process.pid))) < 2.0:
        assert time.monotonic() < deadline
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


def fields_of(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:  # it has ended
        return []


def session(leader: int) -> list[int]:
    """Living processes of a session."""
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
    told = {pid: fields_of(pid) for pid in pids}
    return [pid for pid, of in told.items() if of and of[0] != b"Z" and int(of[3]) == leader]


def worked(pid: int) -> float:
    """Seconds of processor time."""
    fields = fields_of(pid)
    ticks = os.sysconf("SC_CLK_TCK")
    return (int(fields[11]) + int(fields[12])) / ticks if fields else 0.0


def nobody_stays(leader: int) -> bool:
    for _ in range(200):
        if not session(leader):
            return True
        time.sleep(0.05)
    return False
