"""Notes as the grammar gets them, and citations as a test writes them down.

Rules kept here:
- `*…*` is italics, `https://…` a link; nothing else is markup. The source keeps the asterisks.
- An expected citation names every field that has a value; a field not named must be empty.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citations.grammar import Context, Earlier, PlacedLink, Present, Reading, cite, establish
from citations.model import Citation, Name, Span
from citations.passage import Passage, Run

_ITALIC = re.compile(r"\*(?=[^\s*])([^*\n]{1,2000})\*")
_URL = re.compile(r"https?://[^\s<>“”\"]+")
_ARCHIVES = ("https://perma.cc/", "https://web.archive.org/", "https://archive.ph/")


def passage(source: str, start: int = 0, end: int | None = None) -> Passage:
    """A passage of `source` with its emphasis marks taken out."""
    end = len(source) if end is None else end
    parts: list[str] = []
    runs: list[Run] = []
    italics: list[Span] = []
    rendered = 0

    def add(low: int, high: int) -> None:
        nonlocal rendered
        if low < high:
            runs.append(Run(rendered, low, high - low, high - low))
            parts.append(source[low:high])
            rendered += high - low

    after = start
    for mark in _ITALIC.finditer(source, start, end):
        add(after, mark.start())
        italics.append(Span(rendered, rendered + len(mark[1])))
        add(mark.start(1), mark.end(1))
        after = mark.end()
    add(after, end)
    if not runs:
        runs.append(Run(0, start, 0, 0))
    return Passage("".join(parts), tuple(runs), italics=tuple(italics))


def links(passages: tuple[Passage, ...]) -> tuple[PlacedLink, ...]:
    """The URLs in the passages, trimmed as prose demands."""
    found = []
    for index, one in enumerate(passages):
        for match in _URL.finditer(one.text):
            url = match.group()
            while url[-1] in ".,;:!?'’" or (url[-1] in ")]" and url.count("(") < url.count(")")):
                url = url[:-1]
            if url.endswith("]"):
                url = url[:-1]
            archive = url.startswith(_ARCHIVES)
            original = url.partition("/http")
            found.append(
                PlacedLink(
                    at=Span(match.start(), match.start() + len(url)),
                    url=url,
                    passage=index,
                    archive=archive,
                    archive_of="http" + original[2] if archive and original[1] else None,
                )
            )
    return tuple(found)


def read_note(
    source: str,
    label: str | None = "1",
    earlier: Earlier | None = None,
    present: Present | None = None,
) -> Reading:
    """Read one note (or, with no label, the running text) of one or more paragraphs."""
    passages = []
    start = 0
    for line in source.split("\n"):
        passages.append(passage(source, start, start + len(line)))
        start += len(line) + 1
    read = tuple(passages)
    context = Context(source, label, links(read), establish(read), earlier or Earlier(), present)
    return cite(read, context)


def read_notes(*sources: str) -> list[Reading]:
    """Read notes 1, 2, 3 … of one document."""
    earlier = Earlier()
    readings = []
    for number, source in enumerate(sources, start=1):
        reading = read_note(source, str(number), earlier)
        earlier.add(str(number), reading.citations)
        readings.append(reading)
    return readings


@dataclass(frozen=True)
class Cited:
    """An expected citation."""

    type: str
    authors: str = ""
    """ "Roe, Jane A.; Doe, John; =An Organisation"."""
    title: str | None = None
    container: str | None = None
    volume: str | None = None
    first_page: str | None = None
    pincite: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    signal: str | None = None
    accessed: str | None = None
    form: str = "full"
    antecedent: str | None = None
    """ "note/index"."""
    parentheticals: tuple[str, ...] = ()
    """ "kind: text"."""
    identifiers: tuple[str, ...] = ()
    """ "scheme:value"."""
    court: str | None = None
    raw: str | None = None
    """None: the whole note."""


@dataclass(frozen=True)
class Note:
    """A note and what it cites."""

    name: str
    source: str
    cites: tuple[Cited, ...]
    quotes: tuple[str, ...] = ()
    """What is to be verified, marks included."""


def gold() -> list[Note]:
    """The notes of gold/*.json, in order of the files."""
    found = []
    for path in sorted((Path(__file__).parent / "gold").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            cites = tuple(_expected(one) for one in entry["cites"])
            name = f"{path.stem}: {entry['name']}"
            found.append(Note(name, entry["source"], cites, tuple(entry.get("quotes", ()))))
    return found


def _expected(entry: dict[str, Any]) -> Cited:
    named: dict[str, Any] = {}
    for key, value in entry.items():
        named[key] = tuple(value) if isinstance(value, list) else value
    return Cited(**named)


def told(citation: Citation, whole: str) -> Cited:
    """A citation as an expectation is written."""
    return Cited(
        type=citation.type.value,
        authors="; ".join(map(_name, citation.authors)),
        title=citation.title,
        container=citation.container,
        volume=citation.volume,
        first_page=citation.first_page,
        pincite=citation.pincite,
        date=citation.date.iso if citation.date else None,
        publisher=citation.publisher,
        url=citation.url,
        signal=citation.signal,
        accessed=citation.accessed.iso if citation.accessed else None,
        form=citation.form.value,
        antecedent=(
            f"{citation.antecedent.note}/{citation.antecedent.index}"
            if citation.antecedent
            else None
        ),
        parentheticals=tuple(f"{p.kind.value}: {p.text}" for p in citation.parentheticals),
        identifiers=tuple(f"{i.scheme}:{i.value}" for i in citation.identifiers),
        court=citation.court,
        raw=None if citation.raw == whole else citation.raw,
    )


def _name(name: Name) -> str:
    if name.literal:
        return "=" + name.literal
    parts = [part for part in (name.family, name.given, name.suffix) if part]
    return ", ".join(parts)
