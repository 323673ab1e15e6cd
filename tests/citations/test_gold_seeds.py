"""The five letters that the project started from, against their checked gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from citations import read
from citations.model import CitationType, Document, NoteReference, Pairing

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
LETTERS: list[dict[str, Any]] = (
    json.loads((SEEDS / "gold.json").read_text("utf-8"))["documents"]
    if (SEEDS / "gold.json").exists()
    else []
)

pytestmark = pytest.mark.skipif(not LETTERS, reason="the seed letters are not beside the checkout")


def _read(letter: dict[str, Any]) -> Document:
    return read((SEEDS / letter["seed"]).read_bytes(), letter["seed"])


def _reference(document: Document, number: int) -> NoteReference:
    reference = document.notes[number].reference
    assert reference is not None
    return reference


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_every_url_and_no_other(letter: dict[str, Any]) -> None:
    document = _read(letter)
    found = [
        (link.span.start, link.span.end, link.raw, link.url) for _, link in document.all_links()
    ]
    assert found == [
        (url["start"], url["end"], url["raw"], url.get("normalized", url["raw"]))
        for url in letter["urls"]
    ]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_every_note_with_its_words(letter: dict[str, Any]) -> None:
    document = _read(letter)
    found = [
        (
            note.label,
            (note.label_span.start, note.label_span.end),
            (note.span.start, note.span.end),
            document.text[note.span.start : note.span.end],
            note.pairing,
        )
        for note in document.notes
    ]
    assert found == [
        (
            str(gold["number"]),
            (gold["label"]["start"], gold["label"]["end"]),
            (gold["start"], gold["end"]),
            gold["raw"],
            Pairing.PAIRED,
        )
        for gold in letter["footnotes"]
    ]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_every_reference_with_its_sentence_and_clause(letter: dict[str, Any]) -> None:
    document = _read(letter)
    references = [_reference(document, index) for index in range(len(document.notes))]
    assert list(document.references) == references
    found = [
        (
            (reference.span.start, reference.span.end),
            reference.sentence,
            (reference.sentence_span.start, reference.sentence_span.end),
            reference.clause,
        )
        for reference in references
    ]
    assert found == [
        (
            (gold["marker"]["start"], gold["marker"]["end"]),
            gold["sentence"],
            (gold["sentence_start"], gold["sentence_end"]),
            gold["anchor_clause"],
        )
        for gold in letter["footnotes"]
    ]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_nothing_that_must_not_match(letter: dict[str, Any]) -> None:
    document = _read(letter)
    spans = [reference.span for reference in document.references]
    spans += [note.label_span for note in document.notes]
    spans += [link.span for _, link in document.all_links()]
    citations = [citation.span for citation in document.citations]
    for trap in letter.get("must_not_match", []):
        inside = [s for s in spans if s.start < trap["end"] and trap["start"] < s.end]
        # A document that is named in the text may have "21st" in its name (see named_documents).
        inside += [s for s in citations if trap["start"] <= s.start and s.end <= trap["end"]]
        assert inside == [], trap


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_date_title_and_hidden_addresses(letter: dict[str, Any]) -> None:
    document = _read(letter)
    date, title = letter.get("date"), letter.get("title")
    assert (document.date.raw if document.date else None) == (date["raw"] if date else None)
    assert (document.date.iso if document.date else None) == (date["iso"] if date else None)
    assert document.title == (title["raw"] if title else None)
    hidden = [(each.span.start, each.span.end) for each in document.obfuscated]
    assert hidden == [
        (email["start"], email["end"])
        for email in letter.get("emails", [])
        if email["form"] == "cloudflare-obfuscated"
    ]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_every_statute_and_no_other(letter: dict[str, Any]) -> None:
    document = _read(letter)
    found = [
        (citation.span.start, citation.span.end, citation.raw)
        for citation in document.citations
        if citation.type is CitationType.STATUTE
    ]
    assert found == [(each["start"], each["end"], each["raw"]) for each in letter["statutes"]]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["seed"][:3])
def test_every_citation_of_every_note(letter: dict[str, Any]) -> None:
    document = _read(letter)
    found = [
        [(citation.span.start, citation.span.end, citation.url) for citation in note.citations]
        for note in document.notes
    ]
    assert found == [
        [(each["start"], each["end"], each["url"]) for each in gold["citations"]]
        for gold in letter["footnotes"]
    ]
