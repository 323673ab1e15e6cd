"""Letters read by several processes come out as if one had read them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from citations.model import Document
from pincite import readers
from pincite.readers import Letter, _Pool, read_letter, read_letters
from pincite.sources import Problem

LETTERS = [
    Letter(f"Boats run full.¹\n\n¹ Jane Roe, *Boats {n}* (2018).".encode(), f"letter{n}.txt")
    for n in range(40)
]


def _dies(letter: Letter) -> Document | Problem:
    if letter.path == "deadly.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_letter(letter)


def _fails(letter: Letter) -> Document | Problem:
    raise ZeroDivisionError(letter.path)


def _stops(letter: Letter) -> Document | Problem:
    os.kill(os.getpid(), signal.SIGSTOP)
    return read_letter(letter)


_SERVES = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="no server of processes"
)


@pytest.fixture
def no_letter_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "SMALL", 0)


@pytest.mark.usefixtures("no_letter_is_small")
def test_the_same_in_the_same_order() -> None:
    between = Problem("gone.txt", "no such file or folder")
    given: list[Letter | Document | Problem] = [
        *LETTERS[:20],
        between,
        Letter(b"", "empty.txt"),
        *LETTERS[20:],
    ]
    one = list(read_letters(given, 1))
    assert list(read_letters(given, 3)) == one
    assert one[20] is between
    assert one[21] == Problem("empty.txt", "the file is empty")
    assert [each.path for each in one] == [each.path for each in given]


def test_small_letters_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a pool for small letters")

    monkeypatch.setattr(readers, "_Pool", never)
    assert len(list(read_letters(LETTERS, 8))) == 40
    assert len(list(read_letters([Letter(b"word " * 400_000, "one.txt")], 8))) == 1


def test_small_letters_that_take_long_are_read_by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_LOOK_SECONDS", 0.0)
    monkeypatch.setattr(readers, "_WORTH_SECONDS", 0.0)
    given: list[Letter | Document | Problem] = [*LETTERS, Problem("gone.txt", "no such file")]
    here: list[str] = []

    def noted(letter: Letter) -> Document | Problem:
        here.append(letter.path)
        return read_letter(letter)

    begun: list[int] = []

    class Counted(_Pool):
        def __init__(self, processes: int, _: object) -> None:
            begun.append(processes)
            super().__init__(processes, read_letter)

    monkeypatch.setattr(readers, "_Pool", Counted)
    found = list(readers.each(noted, given, 2))
    assert found == list(read_letters(given, 1))
    assert (begun, here) == ([2], ["letter0.txt", "letter1.txt"])


@pytest.mark.usefixtures("no_letter_is_small")
def test_without_processes_all_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: _Pool) -> object:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(_Pool, "_start", refused)
    assert list(read_letters(LETTERS, 3)) == list(read_letters(LETTERS, 1))


@pytest.mark.usefixtures("no_letter_is_small")
def test_as_many_processes_as_there_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    started = 0
    start = _Pool._start

    def only_one(pool: _Pool) -> object:
        nonlocal started
        started += 1
        if started > 1:
            raise BlockingIOError("too many processes")
        return start(pool)

    monkeypatch.setattr(_Pool, "_start", only_one)
    assert list(read_letters(LETTERS, 3)) == list(read_letters(LETTERS, 1))
    assert started == 2


def test_a_process_that_dies_costs_its_letter() -> None:
    pool = _Pool(2, _dies)
    try:
        found = list(pool.read([*LETTERS[:5], Letter(b"x", "deadly.txt"), *LETTERS[5:10]]))
    finally:
        pool.close()
    assert found[5] == Problem("deadly.txt", "cannot be read: the process that read it died")
    assert [each.path for each in found[:5]] == [each.path for each in LETTERS[:5]]
    assert all(isinstance(each, Document) for each in (*found[:5], *found[6:]))
    assert len(found) == 11


def test_a_process_that_dies_while_it_waits_costs_nothing() -> None:
    pool = _Pool(1, read_letter)
    try:
        assert pool.starts()
        (waiting,) = pool._idle
        waiting.process.kill()
        assert waiting.pipe.poll(60)
        assert list(pool.read(LETTERS[:3])) == list(read_letters(LETTERS[:3], 1))
    finally:
        pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc whether a process is stopped")
def test_a_process_that_was_stopped_is_ended_all_the_same() -> None:
    pool = _Pool(1, _stops)
    assert pool.starts()
    stopped = pool._idle[0].process.pid
    pool._give(LETTERS[0])
    for _ in range(600):
        if Path(f"/proc/{stopped}/stat").read_text().rpartition(")")[2].split()[0] == "T":
            break
        time.sleep(0.1)
    closing = threading.Thread(target=pool.close, daemon=True)
    closing.start()
    closing.join(60)
    assert not closing.is_alive()


_READS = """
import sys
from pincite import readers
readers.SMALL = 0
letters = [readers.Letter(b"Boats run full.", f"{{n}}.txt") for n in range(8)]
{harm}
for each in readers.read_letters(letters, 2):
    print(each.path)
"""


def _read_apart(harm: str, **environment: str) -> tuple[list[str], str]:
    """What a program of its own reads, and what it says to stderr."""
    done = subprocess.run(
        [sys.executable, "-c", _READS.format(harm=harm)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, **environment},
    )
    return done.stdout.splitlines(), done.stderr


@_SERVES
def test_where_the_server_can_begin_none_that_is_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os\n"
        "def refused():\n"
        "    raise BlockingIOError(11, 'Resource temporarily unavailable')\n"
        "os.fork = refused\n"
    )
    read, said = _read_apart("", PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]))
    assert (read, said) == ([f"{n}.txt" for n in range(8)], "")


@_SERVES
def test_ctrl_c_does_not_reach_a_server_that_is_just_begun() -> None:
    harm = """
import os, signal
from multiprocessing import util
begin = util.spawnv_passfds
def interrupted(*given):
    begun = begin(*given)
    os.kill(begun, signal.SIGINT)
    return begun
util.spawnv_passfds = interrupted
readers._read_here = None  # it must not come to that
"""
    assert _read_apart(harm) == ([f"{n}.txt" for n in range(8)], "")


def test_what_reading_raises_is_raised_here() -> None:
    pool = _Pool(2, _fails)
    try:
        with pytest.raises(ZeroDivisionError, match="letter0"):
            list(pool.read(LETTERS[:1]))
    finally:
        pool.close()


@pytest.mark.usefixtures("no_letter_is_small")
def test_letters_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Letter]:
        nonlocal taken
        while True:
            taken += 1
            yield LETTERS[0]

    reading = read_letters(endless(), 2)
    for _ in range(5):
        next(reading)
    assert taken <= 5 + 2 * readers._AHEAD + 2
    reading.close()  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="there, Ctrl-C cannot be sent to one process")
def test_ctrl_c_ends_all_processes() -> None:
    endless = (
        "import itertools; from pincite import readers; readers.SMALL = 0\n"
        "letters = itertools.repeat(readers.Letter(b'Boats run full.', 'a.txt'))\n"
        "for each in readers.read_letters(letters, 2): print(each.path, flush=True)"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", endless],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"a.txt\n"
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode != 0
    for _ in range(100):
        if not _any_left(running.pid):
            return
        time.sleep(0.1)
    raise AssertionError("processes are left")


def _any_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
