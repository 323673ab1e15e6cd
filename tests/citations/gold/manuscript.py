"""Letters as they are written down once, with what an editor would say of every note.

Rules kept here:
- `letters/*.toml` holds one letter each, written for this project: invented works, harmless hosts.
- Markup: `*…*` italics, `{…}` small capitals, `<https://…>` (or a bare one) a URL, `[^3]` the mark
  of note 3, `⟦…⟧` a citation. In the body each line is a sentence, an empty line ends a paragraph.
- Expectations were written before the parser saw the letter. Those of `held_out` letters guide no
  rule of the parser: only their totals are looked at.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.citations.grammar.notes import Cited

_TOKEN = re.compile(
    r"\[\^(?P<mark>\d+)\]|<(?P<url>https?://[^<>\s]+)>|(?P<bare>https?://[^\s<>\]]*[^\s<>\].,;:)])"
    r"|\*(?P<italic>[^*]+)\*|\{(?P<caps>[^{}]+)\}"
)
_BRACKETS = str.maketrans("", "", "⟦⟧")
_LETTERS = Path(__file__).parent / "letters"


@dataclass(frozen=True)
class Piece:
    """A stretch of one look."""

    text: str
    """Of a mark: its number."""
    look: str = "plain"
    """plain, italic, caps, url or mark."""


@dataclass(frozen=True)
class Quoted:
    """An expected quotation."""

    raw: str
    verify: bool = True
    segments: tuple[str, ...] = ()
    alterations: tuple[str, ...] = ()
    """ "kind raw"."""
    of: int | None = None
    """Which citation of the same note it is attributed to, from 0."""


@dataclass(frozen=True)
class Place:
    """A note, or the running text (label None), and what stands in it."""

    label: str | None
    words: str
    """Rendered, paragraphs joined by a space."""
    sentence: str | None
    """The sentence that holds the note's mark; marks taken out."""
    cites: tuple[tuple[str, Cited], ...]
    """The citation's words and its fields."""
    quotes: tuple[Quoted, ...]
    urls: tuple[str, ...]
    judged: frozenset[str] | None = None
    """Fields of citations that the gold speaks of; None for all."""
    silent: frozenset[str] = frozenset()
    """Types of citations that the gold says nothing of."""


@dataclass(frozen=True)
class Gold:
    """All that is expected of one letter."""

    date: str | None
    places: tuple[Place, ...]
    """The running text first, then note by note."""
    emails: tuple[str, ...] = ()
    """Addresses that are told: those that a service hid."""


@dataclass(frozen=True)
class Manuscript:
    """A letter, before it is set in a format."""

    name: str
    held_out: bool
    dateline: str
    bare: bool
    """URLs stand without angle brackets."""
    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[tuple[Piece, ...], ...]
    gold: Gold


def pieces(source: str) -> tuple[Piece, ...]:
    """Cut markup into pieces."""
    found = []
    after = 0
    source = source.translate(_BRACKETS)
    for token in _TOKEN.finditer(source):
        if token.start() > after:
            found.append(Piece(source[after : token.start()]))
        look = str(token.lastgroup)
        found.append(Piece(token[look], "url" if look == "bare" else look))
        after = token.end()
    if after < len(source):
        found.append(Piece(source[after:]))
    return tuple(found)


def rendered(source: str) -> str:
    """The words that a reader sees, note marks left out, white space folded."""
    shown = "".join(piece.text for piece in pieces(source) if piece.look != "mark")
    return " ".join(shown.split())


@cache
def manuscripts() -> tuple[Manuscript, ...]:
    """Every letter, by name."""
    return tuple(_loaded(path) for path in sorted(_LETTERS.glob("*.toml")))


def _loaded(path: Path) -> Manuscript:
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    body = entry["body"].strip()
    sentences = {
        mark: rendered(line)
        for line in body.splitlines()
        for mark in re.findall(r"\[\^(\d+)\]", line)
    }
    places = [_place(None, body, None, entry)]
    notes = entry.get("notes", ())
    assert sorted(sentences, key=int) == [str(n) for n in range(1, len(notes) + 1)], path
    for number, note in enumerate(notes, start=1):
        label = str(number)
        places.append(_place(label, note["text"].strip(), sentences[label], note))
    gold = Gold(entry["date"], tuple(places), tuple(entry.get("emails", ())))
    return Manuscript(
        name=path.stem,
        held_out=entry.get("held_out", False),
        dateline=entry["dateline"],
        bare=entry.get("bare", False),
        paragraphs=tuple(
            pieces(paragraph.strip().replace("\n", " ")) for paragraph in body.split("\n\n")
        ),
        notes=tuple(pieces(note["text"].strip()) for note in notes),
        gold=gold,
    )


def _place(label: str | None, source: str, sentence: str | None, entry: dict[str, Any]) -> Place:
    marked = re.findall(r"⟦([^⟦⟧]*)⟧", source)
    cites = entry.get("cites", ())
    assert len(marked) == len(cites), f"{label}: {len(marked)} marked, {len(cites)} told: {source}"
    quotes = tuple(Quoted(**_frozen(one)) for one in entry.get("quotes", ()))
    words = rendered(source)
    for quote in quotes:
        assert rendered(quote.raw) in words, quote.raw
    return Place(
        label=label,
        words=words,
        sentence=sentence,
        cites=tuple(
            (rendered(shown), Cited(**_frozen(one)))
            for shown, one in zip(marked, cites, strict=True)
        ),
        quotes=quotes,
        urls=tuple(piece.text for piece in pieces(source) if piece.look == "url"),
    )


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
