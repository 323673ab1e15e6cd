"""A letter comes out of the database as it went in, but for its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from citations.model import Document, Note, NoteKind, NoteReference, Pairing, Span
from results import Store

from .samples import PLAN, connection_of, every, letter, link


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def stored(store: Store, document: Document) -> Document:
    run = store.begin(PLAN).id
    number = store.add_document(run, document, {}, ())
    return store.dossier(run, number).document


@given(document=every(Document))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_document_comes_back_but_for_its_text(store: Store, document: Document) -> None:
    assert stored(store, document) == replace(document, text="")


def reference(label: str, at: int) -> NoteReference:
    return NoteReference(label, Span(at, at + 1), 1, "A sentence.", Span(0, 9), "", Pairing.PAIRED)


def note(label: str, to: NoteReference | None) -> Note:
    span = Span(20, 30)
    return Note(NoteKind.FOOTNOTE, label, 1, "See this.", span, span, 3, None, Pairing.PAIRED, to)


def test_notes_share_a_reference_of_the_text_and_may_have_one_of_their_own(store: Store) -> None:
    shared, own = reference("1", 4), reference("9", 40)
    document = replace(
        letter("notes.txt"),
        references=(shared, shared, reference("2", 6)),
        notes=(note("1", shared), note("1", shared), note("9", own), note("3", None)),
    )
    assert stored(store, document) == document
    rows = connection_of(store).rows(
        "SELECT position FROM note_references JOIN documents ON documents.id = document_id"
        " WHERE path = 'notes.txt' ORDER BY note_references.id"
    )
    assert [row[0] for row in rows] == [0, 1, 2, None]


def test_text_that_utf8_cannot_hold_is_kept_with_escapes_and_apart(store: Store) -> None:
    one = letter("bad\udcff.txt", link("https://a.example/\ud800"))
    other = letter("bad\udcfe.txt", link("https://a.example/\ud801"))
    run = store.begin(PLAN).id
    numbers = [store.add_document(run, each, {}, ()) for each in (one, other)]
    documents = [store.dossier(run, number).document for number in numbers]
    assert [each.path for each in documents] == [r"bad\udcff.txt", r"bad\udcfe.txt"]
    assert [each.links[0].key for each in documents] == [
        r"https://a.example/\ud800",
        r"https://a.example/\ud801",
    ]


def test_a_letter_is_stored_once_for_all_runs_until_it_changes(store: Store) -> None:
    same = letter("same.txt", "https://a.example/1")
    first, second = store.begin(PLAN).id, store.begin(PLAN).id
    number = store.add_document(first, same, {}, ())
    assert store.add_document(second, same, {}, ()) == number
    assert store.add_document(second, replace(same, sha256="1" * 64), {}, ()) != number
    read_better = replace(same, title="A title that a better reader finds")
    assert store.add_document(first, read_better, {}, ()) != number
