"""Addresses gathered by several processes: the same lines, in the same order, whoever reads."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pincite.harvest import harvest
from pincite.sources import Problem, Source, expand

_FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def _letters(folder: Path, count: int = 60) -> list[str]:
    """Letters of 20 KB, each with a link of its own and one that all have, twice."""
    filler = "No link stands in this sentence, however long it is. " * 400
    for number in range(count):
        own = f"https://example.org/{number}"
        (folder / f"{number:03}.md").write_text(
            f"{filler}\n\nSee <{own}> and https://example.com/all, https://example.com/all.\n"
        )
    return [
        url
        for number in range(count)
        for url in (f"https://example.org/{number}", "https://example.com/all")
    ]


def _gather(folder: Path, processes: int, harm: str = "") -> tuple[list[str], list[str]]:
    """Lines and problems, gathered by a program of its own: this one may have threads."""
    program = f"""
        import os, sys
        import citations.addresses as addresses
        from pincite.harvest import harvest
        from pincite.sources import expand
        {harm}
        for lines, problems in harvest(expand([sys.argv[1]]), {processes}):
            sys.stdout.write(lines)
            for problem in problems:
                print(f"{{problem.path}}: {{problem.message}}", file=sys.stderr)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines(), done.stderr.splitlines()


def _indented(harm: str) -> str:
    """As it has to stand in the program of `_gather`."""
    return textwrap.indent(textwrap.dedent(harm), " " * 8).strip()


def test_by_one_process(tmp_path: Path) -> None:
    expected = _letters(tmp_path, 3)
    gathered = list(harvest(expand([str(tmp_path)]), 1))
    assert "".join(lines for lines, _ in gathered).splitlines() == expected
    assert not any(problems for _, problems in gathered)


@_FORKS
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_by_several(tmp_path: Path, processes: int) -> None:
    expected = _letters(tmp_path)
    (tmp_path / "030b.md").write_bytes(b"")
    lines, problems = _gather(tmp_path, processes)
    assert lines == expected
    assert problems == [f"{tmp_path / '030b.md'}: the file is empty"]


@_FORKS
def test_a_process_that_dies_costs_the_letter_that_it_read(tmp_path: Path) -> None:
    expected = _letters(tmp_path)
    harm = """
        whole = addresses.plain
        addresses.plain = lambda data: os._exit(1) if b"org/7>" in data else whole(data)
    """
    lines, problems = _gather(tmp_path, 2, _indented(harm))
    assert lines == expected[:14] + expected[16:]
    message = "cannot be read: the process that read it died"
    assert problems == [f"{tmp_path / '007.md'}: {message}"]


@_FORKS
@pytest.mark.parametrize("most", [0, 1, 2])
def test_where_no_process_can_be_begun_all_is_read_here(tmp_path: Path, most: int) -> None:
    """The system says no at the first, the second or, of three, the last one."""
    harm = f"""
        begun, fork = [], os.fork
        def refusing():
            if len(begun) == {most}:
                raise BlockingIOError(11, "Resource temporarily unavailable")
            begun.append(1)
            return fork()
        os.fork = refusing
    """
    expected = _letters(tmp_path)
    assert _gather(tmp_path, 3, _indented(harm)) == (expected, [])


@_FORKS
@pytest.mark.parametrize("most", [0, 3, 5])
def test_where_nothing_more_can_be_opened_all_is_read_here(tmp_path: Path, most: int) -> None:
    harm = f"""
        opened, pipe = [], os.pipe
        def refusing():
            if len(opened) == {most}:
                raise OSError(24, "Too many open files")
            opened.append(1)
            return pipe()
        os.pipe = refusing
    """
    expected = _letters(tmp_path)
    assert _gather(tmp_path, 3, _indented(harm)) == (expected, [])


@_FORKS
def test_where_no_process_can_be_begun_any_more_the_letters_of_a_dead_one_are_lost(
    tmp_path: Path,
) -> None:
    """One of them ended it, nobody knows which; the others are all read."""
    harm = """
        begun, fork, whole = [], os.fork, addresses.plain
        addresses.plain = lambda data: os._exit(1) if b"org/7>" in data else whole(data)
        def refusing():
            if len(begun) == 2:
                raise BlockingIOError(11, "Resource temporarily unavailable")
            begun.append(1)
            return fork()
        os.fork = refusing
    """
    expected = _letters(tmp_path)
    lines, problems = _gather(tmp_path, 2, _indented(harm))
    lost = {int(line.split("/")[-1].split(".")[0]) for line in problems}
    assert 7 in lost
    assert lines == [line for at, line in enumerate(expected) if at // 2 not in lost]
    assert all(line.endswith("cannot be read: the process that read it died") for line in problems)


@_FORKS
def test_ctrl_c_does_not_reach_a_process_that_is_just_begun(tmp_path: Path) -> None:
    """It would go on with what the parent was doing, and end the others."""
    harm = """
        import signal
        fork = os.fork
        def interrupted():
            begun = fork()
            if not begun:
                os.kill(os.getpid(), signal.SIGINT)
            return begun
        os.fork = interrupted
    """
    expected = _letters(tmp_path)
    assert _gather(tmp_path, 2, _indented(harm)) == (expected, [])


@_FORKS
def test_a_process_without_a_thread_to_watch_reads_all_the_same(tmp_path: Path) -> None:
    harm = """
        import _thread
        def refused(*_):
            raise RuntimeError("can't start new thread")
        _thread.start_new_thread = refused
    """
    expected = _letters(tmp_path)
    assert _gather(tmp_path, 2, _indented(harm)) == (expected, [])


@_FORKS
def test_letters_of_our_own_behind_others(tmp_path: Path) -> None:
    """More of them than are handed out at once, all done before the next process is heard."""
    expected = _letters(tmp_path)
    harm = """
        from pincite.sources import Source
        files = expand
        def expand(paths):
            yield from files(paths)
            for at in range(60):
                yield Source("-", lambda at=at: b"See https://example.net/%d now." % at)
    """
    lines, problems = _gather(tmp_path, 2, _indented(harm))
    assert lines == [*expected, *(f"https://example.net/{at}" for at in range(60))]
    assert not problems


@_FORKS
def test_a_fault_of_the_program_is_raised_here(tmp_path: Path) -> None:
    _letters(tmp_path)
    harm = "addresses.plain = None"
    with pytest.raises(subprocess.CalledProcessError) as broken:
        _gather(tmp_path, 2, harm)
    assert "TypeError: 'NoneType' object is not callable" in broken.value.stderr


def test_what_stands_between_letters_keeps_its_place() -> None:
    letter = Source(
        "a.md", lambda: b"See https://example.org/a and https://example.org/\xe2\x80\xae"
    )
    other = Source("-", lambda: b"See https://example.org/b")
    broken = Problem("x", "no such file or folder", usage=True)
    gathered = list(harvest([letter, broken, other], 2))
    assert "".join(lines for lines, _ in gathered) == (
        "https://example.org/a\nhttps://example.org/⟨U+202E⟩\nhttps://example.org/b\n"
    )
    assert [problem for _, problems in gathered for problem in problems] == [broken]
