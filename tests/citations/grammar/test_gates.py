"""What tells that a rule need not be tried never hides what the rule would find.

Rules kept here:
- Each note of the gold is read with every rule tried, and with those alone whose strings stand in
  it: the narrowest document that it can stand in.
"""

from __future__ import annotations

import sys

import pytest

from citations.grammar import GRAMMAR, Present
from citations.grammar.decisions import dockets
from citations.grammar.laws import statutes
from tests.citations.grammar.notes import Note, gold, passage, read_note

NOTES = gold()


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.name)
def test_a_gate_hides_nothing(note: Note) -> None:
    texts = [passage(note.source, 0, len(note.source)).text]
    assert read_note(note.source, present=Present(texts)) == read_note(note.source)


def test_a_kind_is_gated_by_the_strings_of_its_own_file() -> None:
    for kind in GRAMMAR:
        reader = kind.whole or kind.within
        own = vars(sys.modules[reader.__module__]) if reader else {}
        assert kind.hints == own.get("HINTS", frozenset()), kind.name
        assert kind.reach == own.get("REACH"), kind.name
    assert sum(bool(kind.hints) for kind in GRAMMAR) >= 10


def test_kinds_without_their_strings_are_not_asked() -> None:
    asked = {kind.name for kind in Present(["Jane Roe, Tides (2019)."]).among(GRAMMAR)}
    assert {"short-forms", "secondary-sources"} <= asked
    assert not asked & {"treaties", "tribunals", "german-courts"}
    assert "treaties" in {kind.name for kind in Present(["1155 U.N.T.S. 331, UNTS"]).among(GRAMMAR)}


def test_strings_with_words_inside_are_found_as_they_stand() -> None:
    present = Present(["See 2010 ABCA 5, Ex. Code Ann. Art. 4\nand 5", "a b"])
    held = frozenset((" ABCA ", "Code Ann. Art", "x. Code Ann. A", "4", " 5"))
    absent = frozenset((" Ex. Code Art", "and 5 a b", " BCA ", "Ann. Code"))
    assert frozenset(present.of[held | absent]) == held


def test_every_string_of_the_tables_is_found_where_it_stands_and_nowhere_else() -> None:
    tables = {kind.hints for kind in GRAMMAR if kind.hints} | {statutes._HINTS, dockets._HINTS}
    for hint in frozenset().union(*tables):
        text = f"x{hint}y"
        present = Present([text, "Jane Roe, Tides"])
        for table in tables:
            whole = f"{text}\nJane Roe, Tides"
            assert set(present.of[table]) == {each for each in table if each in whole}, hint
