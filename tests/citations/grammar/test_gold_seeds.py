"""Precision and recall of every citation field on the five seed letters.

Rules kept here:
- The letters and their gold lie beside the checkout; without them these tests are skipped.
- A field counts where gold or grammar has a value: right, told (by the grammar), gold.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import citations
from citations.model import Citation, CitationForm, CitationType, Document, Quotation

SEEDS = Path(__file__).resolve().parents[3] / "../shared/seeds"
pytestmark = pytest.mark.skipif(
    not (SEEDS / "gold.json").exists(), reason="the seed letters are not beside this checkout"
)

PERFECT = ("span", "raw", "statute", "quotation", "segments", "alterations", "attribution")
ALTERATIONS = {"punctuation_substituted": "punctuation", "case_changed": "case"}
LAWS = (CitationType.STATUTE, CitationType.REGULATION)


class Score:
    """Counts of one field."""

    def __init__(self) -> None:
        self.right = self.told = self.gold = 0

    def add(self, told: object, gold: object) -> None:
        """Compare one value with the gold's; None and empty are no value."""
        self.told += bool(told)
        self.gold += bool(gold)
        self.right += bool(told) and told == gold

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0


@cache
def pairs() -> tuple[tuple[dict[str, Any], Document], ...]:
    gold = json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))
    return tuple(
        (entry, citations.read((SEEDS / entry["seed"]).read_bytes(), entry["seed"]))
        for entry in gold["documents"]
    )


@cache
def scores() -> dict[str, Score]:
    found: dict[str, Score] = defaultdict(Score)
    for entry, document in pairs():
        told = {(c.span.start, c.span.end): (n, i, c) for n, i, c in _in_notes(document)}
        gold = {(c["start"], c["end"]): c for note in entry["footnotes"] for c in note["citations"]}
        for at in told.keys() | gold.keys():
            found["span"].add(at if at in told else None, at if at in gold else None)
            if at in told and at in gold:
                _fields(found, told[at][2], gold[at])
        _statutes(found, entry, document)
        _quotations(found, entry, document)
        _named(found, entry, document)
    return found


def _in_notes(document: Document) -> Iterator[tuple[str, int, Citation]]:
    for note in document.notes:
        for index, citation in enumerate(note.citations):
            yield note.label, index, citation


def _fields(found: dict[str, Score], told: Citation, gold: dict[str, Any]) -> None:
    found["raw"].add(told.raw, gold["raw"])
    found["type"].add(told.type.value, gold["type"])
    found["signal"].add(told.signal, (gold["signal"] or {}).get("normalized"))
    found["authors"].add(
        [(n.family, n.given, n.literal) for n in told.authors],
        [(a.get("family"), a.get("given"), a.get("name")) for a in gold["authors"]],
    )
    for field in ("title", "container", "volume", "first_page", "publisher", "url"):
        found[field].add(getattr(told, field), gold[field])
    found["pincite"].add(told.pincite, (gold["pincite"] or {}).get("raw"))
    date = gold["date"] or {}
    found["date"].add(
        told.date and (told.date.raw, told.date.iso), date and (date["raw"], date["iso"])
    )
    found["parentheticals"].add(
        [(p.raw, p.kind.value, p.text) for p in told.parentheticals],
        [(p["raw"], p["kind"], p["text"]) for p in gold["parentheticals"]],
    )
    derived = gold.get("derived_identifier")
    found["identifiers"].add(
        [i.value for i in told.identifiers], [derived["value"]] if derived else []
    )


def _statutes(found: dict[str, Score], entry: dict[str, Any], document: Document) -> None:
    everywhere = [*document.citations, *(c for _, _, c in _in_notes(document))]
    told = {
        (c.span.start, c.span.end): (c.raw, c.volume, c.first_page, _canonical(c))
        for c in everywhere
        if c.type in LAWS
    }
    gold = {
        (s["start"], s["end"]): (s["raw"], s["title"], s["section"], s.get("canonical"))
        for s in entry["statutes"]
    }
    for at in told.keys() | gold.keys():
        found["statute"].add(told.get(at), gold.get(at))
    constitution = {(c.span.start, c.span.end): _canonical(c) for c in everywhere}
    for mention in entry.get("constitution", ()):
        at = (mention["start"], mention["end"])
        found["constitution"].add(constitution.get(at), mention["canonical"])


def _canonical(citation: Citation) -> str | None:
    return citation.identifiers[0].value if citation.identifiers else None


def _named(found: dict[str, Score], entry: dict[str, Any], document: Document) -> None:
    told = {
        (c.span.start, c.span.end): (c.raw, c.type.value)
        for c in document.citations
        if c.form is CitationForm.UNNAMED and c.type is not CitationType.CONSTITUTION
    }
    gold = {
        (d["start"], d["end"]): (d["raw"], d["kind"].removesuffix("-unnamed"))
        for d in entry["named_documents"]
    }
    for at in told.keys() | gold.keys():
        found["named"].add(told.get(at), gold.get(at))


def _quotations(found: dict[str, Score], entry: dict[str, Any], document: Document) -> None:
    told: dict[tuple[int, int], Quotation] = {
        (q.span.start, q.span.end): q
        for q in (*document.quotations, *(q for n in document.notes for q in n.quotations))
    }
    gold = {
        (q["start"], q["end"]): (q, index)
        for note in entry["footnotes"]
        for index, citation in enumerate(note["citations"])
        for q in citation["quotes"]
    }
    verified = {at for at, q in told.items() if q.verify}
    expected = set(gold)
    for quote in (*entry.get("quotes", ()), *entry.get("quotes_body", ())):
        at = (quote["start"], quote["end"])
        found["quotation"].add(at if at in told else None, at)
        if quote.get("verify"):
            expected.add(at)
    for at in verified | expected:
        found["quotation"].add(at if at in verified else None, at if at in expected else None)
    for at, (quote, index) in gold.items():
        if at in told:
            found["segments"].add(" ".join(told[at].segments), quote["match_text"])
            found["attribution"].add(str(told[at].citation), str(index))
            found["alterations"].add(
                [(a.kind.value, a.raw) for a in told[at].alterations],
                [(ALTERATIONS[a["kind"]], a["raw"]) for a in quote["alterations"]],
            )


FIELDS = (
    *PERFECT,
    *("type", "signal", "authors", "title", "container", "volume", "first_page", "pincite"),
    *("date", "publisher", "url", "parentheticals", "identifiers", "constitution", "named"),
)


@pytest.mark.parametrize("field", FIELDS)
def test_field(field: str) -> None:
    score = scores()[field]
    bar = 1.0 if field in PERFECT else 0.95
    assert min(score.precision, score.recall) >= bar, vars(score)


def test_every_citation_of_the_gold_was_scored() -> None:
    assert scores()["span"].gold == 12
    assert scores()["statute"].gold == 3
    assert scores()["segments"].gold == 5


def test_nothing_that_must_not_match_is_cited() -> None:
    for entry, document in pairs():
        everywhere = [*document.citations, *(c for _, _, c in _in_notes(document))]
        for trap in entry.get("must_not_match", ()):
            assert not any(
                trap["start"] <= c.span.start and c.span.end <= trap["end"] for c in everywhere
            )
