"""Mutated files of the formats that pandoc reads, through it and the reader of its tree.

    python benchmarks/fuzz_pandoc.py [--files 300] [--seed 1] [--formats odt,fodt,tex,rst,rtf,org]

Each file is a valid one, written by pandoc itself, after a few random edits: of its bytes, or of
the parts of a package, which are packed again. pandoc runs with the reader's own bounds, so a file
takes a tenth of a second at least. What is a find is said in `fuzz_properties`; the time is that of
this process, and pandoc's is bounded by wall clock. A find is kept in the folder. Exit 1 after one.
"""

from __future__ import annotations

import argparse
import html
import io
import random
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from finds import Finds
from fuzz_properties import try_to_read
from fuzz_reading import edited
from fuzz_scraps import SCRAPS
from fuzz_seeds import parts_of, seeds
from letters import WRITERS, Author

from citations.formats.pandoc.program import program

_WRITERS = {"odt": "odt", "epub": "epub", "tex": "latex", "rst": "rst", "rtf": "rtf", "org": "org"}
_SCRAPS = (
    *SCRAPS,
    *(rb"\footnote{", rb"\begin{", rb"\input{/etc/passwd}", rb"\def\a{\a\a}\a", rb"\href{", b"}"),
    *(b".. [#] ", b".. include:: /etc/passwd\n", b"[#]_ ", b"`a <b>`_", b".. _x: y\n", b"|a|"),
    *(b"[fn:1] ", b"[fn::", b"#+INCLUDE: /etc/passwd\n", b"* ", b"[[", b"]]", b"#+BEGIN_SRC\n"),
    *(b"{\\footnote ", b"\\'", b"\\u-1?", b"{\\field{\\*\\fldinst HYPERLINK ", b"\\bin9 ", b"{{{"),
    *(b"<text:note>", b"</text:note-body>", b"<text:span>", b"<draw:frame>", b"<office:text>"),
)  # fmt: skip
_ELEMENT = re.compile(
    rb"<((?:text:|xhtml:)?(?:p|h|note|span|a|li|section|aside|sup|list-item))\b[^<>]*>"
    rb"(?:(?!</?\1\b).){0,2000}</\1>|\{\\(?:pard|field|super|i|footnote)[^{}]{0,2000}\}",
    re.DOTALL,
)
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])


def written(format_name: str) -> list[tuple[str, bytes]]:
    """Letters of one format, as pandoc writes them."""
    pandoc = program()
    if pandoc is None:
        raise SystemExit("needs pandoc: pip install 'pincite[pandoc]'")
    command = [
        pandoc,
        "-f",
        "markdown",
        "-t",
        _WRITERS.get(format_name, "odt"),
        "--standalone",
        "-o",
        "-",
    ]
    made = []
    for notes in (2, 7):
        source = WRITERS["md"](Author(5).letter(notes, 20))
        done = subprocess.run(
            [*command, "--metadata", "title=A letter"],
            input=source,
            capture_output=True,
            check=True,
        )
        data = _flat(done.stdout) if format_name == "fodt" else done.stdout
        made.append((f"letter.{format_name}", data))
    return made


def _flat(data: bytes) -> bytes:
    """The package as one XML file, as far as its content goes."""
    mimetype = b'office:mimetype="application/vnd.oasis.opendocument.text" '
    content = parts_of(data)["content.xml"].replace(b"office:document-content", b"office:document")
    return content.replace(b"<office:document ", b"<office:document " + mimetype, 1)


def mutated(data: bytes, given: random.Random) -> bytes:
    """The file after a few edits. Half of them leave XML and RTF well-formed."""
    parts = parts_of(data)
    if not parts or given.random() < 0.1:
        return _changed(data, given)
    names = [part for part in parts if part.endswith((".xml", ".xhtml"))]
    for part in given.sample(names, min(len(names), given.randint(1, 3))):
        parts[part] = _changed(parts[part], given)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    """A package: what it is comes first, as it is (EPUB OCF 3.3, section 4.3.2)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda each: each != "mimetype"):
            kind = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(part, parts[part], kind)
    return out.getvalue()


def _changed(data: bytes, given: random.Random) -> bytes:
    tame = given.random() < 0.5
    for _ in range(given.randint(1, 4)):
        if tame:
            data = _with_words(data, given) if given.random() < 0.5 else _element_twice(data, given)
        else:
            data = edited(data, _edit(given))
    return data


def _with_words(data: bytes, given: random.Random) -> bytes:
    """Words that are no markup, somewhere between tags or behind a space."""
    scrap = given.choice(_SCRAPS) * given.choice((1, 1, 1, 2_000))
    if data.startswith(b"{\\rtf"):
        words, edge = scrap.translate(None, b"{}\\"), b" "
    elif data.startswith(b"<"):
        words, edge = html.escape(scrap.decode()).encode().translate(None, _CONTROLS), b">"
    else:
        words, edge = scrap, b" "
    place = data.find(edge, int(given.random() * len(data))) + 1
    return data[:place] + words + data[place:]


def _element_twice(data: bytes, given: random.Random) -> bytes:
    """A paragraph, a note or a group again, many times, or not at all."""
    found = list(_ELEMENT.finditer(data))
    if not found:
        return data
    chosen = given.choice(found)
    again = chosen[0] * given.choice((0, 2, 3, 300))
    return data[: chosen.start()] + again + data[chosen.end() :]


def _edit(given: random.Random) -> tuple:
    at = given.random()
    return given.choice(
        (
            ("insert", at, given.choice(_SCRAPS)),
            ("repeat", at, given.choice(_SCRAPS), given.randint(2, 3_000)),
            ("bytes", at, given.randbytes(given.randint(1, 8))),
            ("delete", at, given.randint(1, 400)),
            ("double", at, given.randint(1, 2_000), given.randint(1, 8)),
            ("splice", at, given.randrange(len(seeds())), given.random()),
        )
    )


def main() -> int:
    """Read so many files of each format; 1 after a find."""
    parser = argparse.ArgumentParser(description="Fuzz what pandoc reads.")
    parser.add_argument("--files", type=int, default=300, help="of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join([*_WRITERS, "fodt"]))
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    asked = parser.parse_args()
    finds = Finds(asked.keep)
    for format_name in asked.formats.split(","):
        given = random.Random(f"{asked.seed} {format_name}")
        valid = written(format_name)
        begun, read, slowest = time.monotonic(), 0, 0.0
        for number in range(asked.files):
            name, data = valid[number % len(valid)]
            data = mutated(data, given)
            before = time.monotonic()
            try:
                read += try_to_read(data, name)
            except Exception as error:
                finds.add(error, name, data)
            slowest = max(slowest, time.monotonic() - before)
        minutes = (time.monotonic() - begun) / 60
        print(
            f"{format_name}: {minutes:.1f} minutes, {asked.files} files, {read} of them documents,"
            f" the slowest {slowest:.1f} s",
            flush=True,
        )
    print(f"{len(finds)} finds")
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
