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
    lines, problems = _gather(tmp_path, 2, textwrap.indent(textwrap.dedent(harm), " " * 8).strip())
    assert lines == expected[:14] + expected[16:]
    message = "cannot be read: the process that read it died"
    assert problems == [f"{tmp_path / '007.md'}: {message}"]


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
