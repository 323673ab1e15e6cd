"""Coverage-guided fuzzing of the readers with atheris (Apache-2.0; no dependency of the project).

    pip install atheris
    python benchmarks/fuzz_coverage.py FOLDER [--readers=epub,tree] [-max_total_time=300]
                                       [any libFuzzer option]

FOLDER collects the inputs that reach something new; it is filled with valid files first. The first
byte chooses the reader among those that are asked for, or all: text, Markdown, HTML, e-mail, the
parts of a Word document, the pages of a PDF as PDFium would give them, the URL finder, dates, the
parts of a book, a Word or OpenDocument text of one XML file, a line from right to left, pandoc's
tree; with each file the addresses alone beside those of the whole of it. What is a find is said in
`fuzz_properties`. PDFium itself is not instrumented: its worker is fuzzed by
benchmarks/fuzz_reading.py.
"""

from __future__ import annotations

import json
import math
import sys
import time
from contextlib import suppress
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["citations"]):
    from citations import dates
    from citations.formats import FORMATS
    from citations.formats.pandoc import flat, layout
    from citations.formats.pdf.bidirectional import BRACKETS, Glyph, reading_order
    from citations.formats.pdf.layout import compose
    from citations.formats.pdf.page import Fragment, Page, Pages, Rule
    from citations.links import find
    from citations.model import ReadError

from fuzz_properties import MOST_SECONDS, try_to_read
from fuzz_seeds import parts_of, seeds
from letters import zipped

_READERS = (
    *("text", "markdown", "html", "eml", "docx", "pages", "links", "dates"),
    *("epub", "flat", "fodt", "line", "tree"),
)
_CHOICE = "--readers="
_readers = [*_READERS]
"""Those of this run."""
_SUFFIXES = {name: f"letter.{suffix}" for name, suffix in (
    ("text", "txt"), ("markdown", "md"), ("html", "html"), ("eml", "eml"), ("docx", "docx"),
    ("epub", "epub"), ("flat", "xml"),
)}  # fmt: skip
_CUT = b"\n=====\n"
_PARTS = ("document", "footnotes", "endnotes", "settings", "styles", "numbering", "_rels")
_BOOK = next(parts_of(data) for name, data in seeds() if name.endswith(".epub"))
_EXAMPLE = next(data for name, data in seeds() if name.endswith(".docx"))
_FODT = (
    '<?xml version="1.0"?>'
    '<office:document office:mimetype="application/vnd.oasis.opendocument.text"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:text><text:p>Boats.</text:p></office:text>"
    "</office:body></office:document>"
)
_LINE = ".(2019) 34 .TSAOC .J 12 ,ENAJ EOR שלום «עולם» 25% ٣٫٥ https://A.EXAMPLE/B-"
_SHELL = {
    name: content
    for name, content in parts_of(_EXAMPLE).items()
    if not name.startswith("word/") or "rels" in name
}


def word(data: bytes) -> bytes:
    """A Word document whose parts are the pieces of the input."""
    parts = dict(_SHELL)
    names = (f"word/{name}.xml" for name in _PARTS)
    parts.update(zip(names, data.split(_CUT), strict=False))
    return zipped(parts)


def book(data: bytes) -> bytes:
    """A book whose parts are the pieces of the input."""
    names = [name for name in _BOOK if name != "mimetype"]
    return zipped({**_BOOK, **dict(zip(names, data.split(_CUT), strict=False))})


def line(data: bytes) -> None:
    """Read a line from right to left: the same glyphs come out, brackets turned at most."""
    glyphs = [
        Glyph(letter, at, float(at), at + 1.0, 700.0, 10.0, italic=False)
        for at, letter in enumerate(data.decode("utf-8", "replace")[:2_000])
    ]
    before = {glyph.index: glyph.letter for glyph in glyphs}
    read = reading_order(glyphs)
    assert sorted(glyph.index for glyph in read) == [*before], "glyphs were lost or came twice"
    for glyph in read:
        here = before[glyph.index]
        assert glyph.letter == here or {glyph.letter, here} <= BRACKETS, "another letter"


def tree(data: bytes) -> None:
    """Walk blocks as pandoc would tell them, where the input is a tree of its shapes."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return
    given = layout.tree
    layout.tree = lambda *_: {"blocks": _shaped(told, 0), "meta": {}}
    try:
        with suppress(ReadError):
            layout.read_layout(b"", "odt")
    finally:
        layout.tree = given


def _shaped(told: object, depth: int) -> list[object]:
    """Blocks and inlines out of any JSON: lists are blocks, words what they say."""
    made: list[object] = []
    for each in told if isinstance(told, list) else [told]:
        if isinstance(each, list) and depth < 40:
            made.append({"t": "Para", "c": _inlines(each, depth)})
        elif isinstance(each, dict) and depth < 40:
            made.append({"t": "BulletList", "c": [_shaped(list(each.values()), depth + 1)]})
        else:
            made.append({"t": "CodeBlock", "c": [["", [], []], str(each)]})
    return made


def _inlines(told: list[object], depth: int) -> list[object]:
    made: list[object] = []
    for each in told:
        if isinstance(each, str):
            made += [{"t": "Str", "c": each}, {"t": "Space"}]
        elif isinstance(each, bool) or each is None:
            made.append({"t": "LineBreak"})
        elif isinstance(each, (int, float)):
            made.append({"t": "Superscript", "c": [{"t": "Str", "c": str(each)}]})
        elif isinstance(each, dict):
            for key, value in each.items():
                inner = _inlines(value if isinstance(value, list) else [value], depth + 1)
                made.append({"t": "Link", "c": [["", [], []], inner, [key, ""]]})
        elif depth < 40:
            made.append({"t": "Note", "c": _shaped(each, depth + 1)})
    return made


def pages(data: bytes) -> Pages:
    """Pages of fragments placed wherever the input says."""
    given = atheris.FuzzedDataProvider(data)
    links = [given.ConsumeUnicodeNoSurrogates(30) for _ in range(given.ConsumeIntInRange(0, 4))]
    made = []
    for number in range(given.ConsumeIntInRange(1, 4)):
        page = Page(number + 1, 612.0, 792.0)
        for _ in range(given.ConsumeIntInRange(0, 60)):
            x, y = _place(given, 700), _place(given, 800)
            words = given.ConsumeUnicodeNoSurrogates(given.ConsumeIntInRange(1, 30)).strip()
            if not words:
                continue
            size = given.ConsumeIntInRange(1, 60) / 2
            link = given.ConsumeIntInRange(-1, len(links) - 1)
            spaced, italic = given.ConsumeBool(), given.ConsumeBool()
            page.fragments.append(
                Fragment(words, x, x + len(words) * size / 2, y, size, italic, spaced, link)
            )
        if given.ConsumeBool():
            page.rules.append(Rule(72.0, 72.0 + _place(given, 400), _place(given, 800)))
        made.append(page)
    return Pages(made, links)


def _place(given: atheris.FuzzedDataProvider, most: int) -> float:
    place = given.ConsumeIntInRange(-most, 2 * most) / 2
    return place if math.isfinite(place) else 0.0


def flat_text(data: bytes) -> None:
    """Pack a flat OpenDocument text as pandoc takes it; pandoc itself is not asked."""
    with suppress(ReadError):
        flat.packed(data)


_PACKED = {"docx": word, "epub": book}
_ALONE = {"fodt": flat_text, "line": line, "tree": tree}


def one(data: bytes) -> None:
    """Read one input; what is raised is a find."""
    if len(data) < 2:
        return
    reader, rest = _readers[data[0] % len(_readers)], data[1:]
    before = time.process_time()
    if reader in _SUFFIXES:
        # Instrumented code takes several times as long.
        packed = _PACKED.get(reader, bytes)
        try_to_read(packed(rest), _SUFFIXES[reader], 3 * MOST_SECONDS)
        return
    if reader in _ALONE:
        _ALONE[reader](rest)
    elif reader == "pages":
        with suppress(ReadError):
            compose(pages(rest))
    elif reader == "links":
        list(find(rest.decode("utf-8", "replace")))
    else:
        list(dates.find(rest.decode("utf-8", "replace")))
    assert time.process_time() - before < 3 * MOST_SECONDS


def fill(folder: Path) -> None:
    """Put the valid files of the readers into the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    examples = [
        ("pages", bytes(range(256)) * 4),
        ("links", b"See (https://a.example.org/x_(y)), www.b.example."),
        ("dates", "Jan. 5, 2021, 8:21 PM 3/4/2018 2020年1月2日".encode()),
        ("fodt", _FODT.encode()),
        ("line", _LINE.encode()),
        ("tree", b'[["Boats", 1, ["note", {"https://a.example/": ["b"]}], null], {"a": [["x"]]}]'),
    ]
    kinds = {"txt": "text", "md": "markdown", "html": "html", "eml": "eml", "xml": "flat"}
    for name, data in seeds():
        suffix, parts = name.rpartition(".")[2], parts_of(data)
        if suffix in kinds:
            examples.append((kinds[suffix], data))
        elif suffix == "docx":
            pieces = [parts.get(f"word/{each}.xml", b"") for each in _PARTS]
            examples.append(("docx", _CUT.join(pieces)))
        elif suffix == "epub":
            pieces = [content for part, content in parts.items() if part != "mimetype"]
            examples.append(("epub", _CUT.join(pieces)))
    for number, (reader, data) in enumerate(examples):
        if reader in _readers:
            first = bytes([_readers.index(reader)])
            (folder / f"seed{number}-{reader}").write_bytes(first + data)


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    if not folders:
        raise SystemExit(__doc__)
    for given in [each for each in sys.argv if each.startswith(_CHOICE)]:
        sys.argv.remove(given)
        _readers[:] = given.removeprefix(_CHOICE).split(",")
    if unknown := set(_readers) - set(_READERS):
        raise SystemExit(f"no readers: {', '.join(unknown)}; there are {', '.join(_READERS)}")
    fill(folders[0])
    atheris.Setup([sys.argv[0], *sys.argv[1:], "-max_len=20000", "-timeout=60"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    assert set(_SUFFIXES) - {"flat"} <= set(FORMATS)
    main()
