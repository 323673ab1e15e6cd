"""What sources say, through the database and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import FieldGrade, FieldMatch, FieldMatches, QuoteGrade, QuoteMatch
from citations.model import (
    Citation,
    CitationForm,
    CitationType,
    Note,
    NoteKind,
    Pairing,
    Quotation,
    Span,
)
from results import Store
from results.model import CitedFields, CitedWords, Evidence, StoreDamaged

from ..samples import PLAN, add, every, letter

MATCHES = FieldMatches(
    FieldMatch(FieldGrade.VERIFIED, "Doors", "Doors | Site", "title"),
    FieldMatch(FieldGrade.UNABLE, witness="nothing cited"),
    FieldMatch(FieldGrade.DIFFERS, "2015", "2016-09-29", "published"),
)


@settings(max_examples=40, deadline=None)
@given(match=every(QuoteMatch), matches=every(FieldMatches), note=st.none() | st.integers(1, 9))
def test_evidence_comes_back_as_it_was(
    match: QuoteMatch, matches: FieldMatches, note: int | None
) -> None:
    with Store.open(":memory:") as store:
        run, document, key = stored(store)
        told = Evidence(
            (CitedFields(note, 0, key, matches),), (CitedWords(note, 2, note, key, match),)
        )
        store.save_evidence(run, document, told)
        assert store.dossier(run, document).evidence == told


def stored(store: Store) -> tuple[int, int, str]:
    """A run with a letter of nine notes; they and the running text cite once and quote thrice."""
    run = store.begin(PLAN).id
    here = Span(0, 3)
    cited = (Citation("One", here, CitationForm.FULL, CitationType.BOOK),)
    quoted = (Quotation("“x”", here, ("x",)),) * 3
    notes = tuple(
        Note(
            *(NoteKind.FOOTNOTE, str(ordinal), ordinal, "One", here, here, 1, None),
            *(Pairing.ORPHAN_NOTE, None, cited, (), quoted),
        )
        for ordinal in range(1, 10)
    )
    one = replace(
        letter("letter.txt", "https://a.example/1"),
        notes=notes,
        citations=cited,
        quotations=quoted,
    )
    return run, add(store, run, one), one.links[0].key


def test_a_later_comparison_takes_the_place_of_the_one_before() -> None:
    with Store.open(":memory:") as store:
        run, document, key = stored(store)
        words = CitedWords(1, 0, 1, key, QuoteMatch(QuoteGrade.NOT_FOUND))
        store.save_evidence(run, document, Evidence((CitedFields(1, 0, key, MATCHES),), (words,)))
        better = replace(words, match=QuoteMatch(QuoteGrade.EXACT, passage="the words", page=3))
        store.save_evidence(run, document, Evidence((), (better,)))
        (told,) = store.report(run).documents()
        assert told.dossier.evidence == Evidence((), (better,))


def test_a_letter_that_was_not_compared_has_no_evidence() -> None:
    with Store.open(":memory:") as store:
        run, document, _ = stored(store)
        assert store.dossier(run, document).evidence == Evidence()


@pytest.mark.parametrize(("note", "place"), [(1, 3), (10, 0), (None, 3)])
def test_evidence_of_what_the_letter_does_not_have_is_damage(note: int | None, place: int) -> None:
    """It would be told of other words, or break a report in its middle."""
    with Store.open(":memory:") as store:
        run, document, key = stored(store)
        words = CitedWords(note, place, note, key, QuoteMatch(QuoteGrade.EXACT))
        store.save_evidence(run, document, Evidence((), (words,)))
        with pytest.raises(StoreDamaged, match=f"parts of letter {document} are missing"):
            store.dossier(run, document)
        fields = CitedFields(note, place, key, MATCHES)
        store.save_evidence(run, document, Evidence((fields,)))
        with pytest.raises(StoreDamaged, match=f"parts of letter {document} are missing"):
            store.dossier(run, document)
