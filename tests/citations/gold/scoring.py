"""Precision and recall of reading, field by field: the one scorer for seeds, letters and notes.

Rules kept here:
- Words are compared as a reader sees them: white space folded, emphasis marks and the angle
  brackets of URLs taken out.
- Citations are matched by their words first, by overlap in the note second. What nothing matches
  counts in every field that it has: as missed, or as told for nothing.
- A field counts where gold or reader has a value: right, told (by the reader), gold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from citations.model import (
    CitationForm,
    CitationType,
    Document,
    Note,
    Pairing,
    Quotation,
)
from tests.citations.grammar.notes import Cited, told

from .manuscript import Gold, Place, Quoted

LAWS = {
    each.value
    for each in (
        CitationType.STATUTE,
        CitationType.REGULATION,
        CitationType.CONSTITUTION,
        CitationType.EXECUTIVE_ORDER,
        CitationType.BILL,
    )
}
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\S)\[\d{1,3}\]")
PARTS = tuple(field.name for field in fields(Cited) if field.name != "raw")
FIELDS = (
    *("note", "reference", "sentence", "citation span"),
    *("parenthetical" if name == "parentheticals" else name for name in PARTS),
    "URL",
    *("quotation", "segments", "alterations", "attribution", "statute", "named document"),
    *("letter's date", "e-mail"),
)


@dataclass
class Score:
    """Counts of one field."""

    right: int = 0
    told: int = 0
    gold: int = 0

    def add(self, told: object, gold: object) -> None:
        """Compare one value with the gold's; None and empty are no value."""
        self.told += bool(told)
        self.gold += bool(gold)
        self.right += bool(told) and told == gold

    def add_all(self, told: Iterable[object], gold: Iterable[object]) -> None:
        """Compare two bags of values."""
        mine, theirs = Counter(told), Counter(gold)
        self.told += mine.total()
        self.gold += theirs.total()
        self.right += (mine & theirs).total()

    def merge(self, other: Score) -> None:
        """Add another score's counts."""
        self.right += other.right
        self.told += other.told
        self.gold += other.gold

    @property
    def precision(self) -> float:
        """1 where nothing was told."""
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """1 where there was nothing to tell."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def worst(self) -> float:
        """What a bar is held against."""
        return min(self.precision, self.recall)


class Scores:
    """Scores by field, and what missed."""

    def __init__(self) -> None:
        self.fields: dict[str, Score] = defaultdict(Score)
        self.misses: list[str] = []

    def add(self, field: str, told: object, gold: object, where: str) -> None:
        """Compare one value, and remember a difference."""
        self.fields[field].add(told, gold)
        if (told or None) != (gold or None):
            self.misses.append(f"{where} | {field}: told {told!r}, gold {gold!r}")

    def add_all(
        self, field: str, told: Iterable[object], gold: Iterable[object], where: str
    ) -> None:
        """Compare two bags, and remember a difference."""
        mine, theirs = list(told), list(gold)
        self.fields[field].add_all(mine, theirs)
        if Counter(mine) != Counter(theirs):
            self.misses.append(f"{where} | {field}: told {mine!r}, gold {theirs!r}")

    def merge(self, other: Scores) -> None:
        """Add another letter's counts."""
        for name, score in other.fields.items():
            self.fields[name].merge(score)
        self.misses.extend(other.misses)


def plain(words: str) -> str:
    """Words without markup and note marks, white space folded."""
    return " ".join(_MARK.sub("", words).translate(_MARKUP).split())


_MARKUP = str.maketrans("", "", "*<>")


def score(document: Document, gold: Gold, name: str) -> Scores:
    """Compare a document that was read with what is expected of it."""
    found = Scores()
    body, *notes = gold.places
    told_notes = {note.label: note for note in document.notes if note.pairing is Pairing.PAIRED}
    found.add_all(
        "note",
        [(note.label, plain(note.text)) for note in document.notes],
        [(place.label, plain(place.words)) for place in notes],
        name,
    )
    found.add_all(
        "reference",
        [each.label for each in document.references if each.pairing is Pairing.PAIRED],
        [place.label for place in notes],
        name,
    )
    found.add_all(
        "sentence",
        [(each.label, plain(each.sentence)) for each in document.references],
        [(place.label, place.sentence) for place in notes],
        name,
    )
    found.add("letter's date", document.date and document.date.iso, gold.date, name)
    found.add_all("e-mail", [plain(each.raw) for each in document.obfuscated], gold.emails, name)
    _place(found, document, body, name)
    for place in notes:
        note = told_notes.get(str(place.label))
        where = f"{name} note {place.label}"
        _place(found, note, place, where)
    return found


def _place(found: Scores, said: Document | Note | None, place: Place, where: str) -> None:
    """Compare what is said in a note or in the running text; None for a note that is not told."""
    citations = said.citations if said else ()
    found.add_all("URL", [link.url for link in said.links] if said else (), place.urls, where)
    mine = [
        (plain(each.raw), told(each, each.raw))
        for each in citations
        if each.type not in place.silent
    ]
    theirs = [(plain(words), one) for words, one in place.cites]
    pairs = _matched(mine, theirs, plain(place.words))
    found.add_all("citation span", [words for words, _ in mine], [w for w, _ in theirs], where)
    for left, right in pairs:
        _cited(found, left, right, place, where)
    for field, chosen in (("statute", _is_law), ("named document", _is_named)):
        found.add_all(
            field,
            [(words, one.type, one.identifiers) for words, one in mine if chosen(one)],
            [(words, one.type, one.identifiers) for words, one in theirs if chosen(one)],
            where,
        )
    _quoted(found, said.quotations if said else (), place.quotes, where)


def _is_law(one: Cited) -> bool:
    return one.type in LAWS and one.form != CitationForm.ID.value


def _is_named(one: Cited) -> bool:
    return one.form == CitationForm.UNNAMED.value and one.type != CitationType.CONSTITUTION.value


def _cited(found: Scores, mine: Cited | None, gold: Cited | None, place: Place, where: str) -> None:
    for name in PARTS:
        if place.judged is None or name in place.judged:
            field = {"parentheticals": "parenthetical"}.get(name, name)
            found.add(field, mine and getattr(mine, name), gold and getattr(gold, name), where)


def _matched(
    mine: list[tuple[str, Cited]], theirs: list[tuple[str, Cited]], text: str
) -> list[tuple[Cited | None, Cited | None]]:
    """Pair citations: alike in words first, then by the most shared words in order."""
    left, right = dict(enumerate(mine)), dict(enumerate(theirs))
    pairs: list[tuple[Cited | None, Cited | None]] = []
    for exact in (True, False):
        for index, (words, one) in list(left.items()):
            best = max(right, key=lambda i: _overlap(words, right[i][0], text), default=None)
            if best is None:
                continue
            there, other = right[best]
            if there == words or (not exact and _overlap(words, there, text)):
                pairs.append((one, other))
                del left[index], right[best]
    pairs.extend((one, None) for _, one in left.values())
    pairs.extend((None, one) for _, one in right.values())
    return pairs


def _overlap(words: str, other: str, text: str) -> float:
    """How much of two stretches of a text is shared, from 0 to 1."""
    if words == other:
        return 1.0
    start, there = text.find(words), text.find(other)
    if start < 0 or there < 0:
        return 0.0
    shared = min(start + len(words), there + len(other)) - max(start, there)
    return max(0, shared) / max(len(words), len(other), 1) * 0.99


def _quoted(
    found: Scores, quotations: Sequence[Quotation], gold: Sequence[Quoted], where: str
) -> None:
    mine = {plain(each.raw): each for each in quotations if each.verify}
    theirs: Mapping[str, Quoted] = {plain(each.raw): each for each in gold if each.verify}
    found.add_all("quotation", mine, theirs, where)
    for raw in mine.keys() & theirs.keys():
        left, right = mine[raw], theirs[raw]
        found.add("segments", tuple(map(plain, left.segments)), right.segments, where)
        found.add(
            "alterations",
            tuple(f"{each.kind.value} {each.raw}" for each in left.alterations),
            right.alterations,
            where,
        )
        found.add("attribution", _index(left.citation), _index(right.of), where)


def _index(citation: int | None) -> str | None:
    return None if citation is None else str(citation)
