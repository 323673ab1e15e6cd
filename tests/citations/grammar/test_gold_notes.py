"""The project's own gold: notes in every style, with every field of every citation.

Rules kept here:
- `gold/*.json` holds invented or well-known works on harmless hosts. A field that an entry does
  not name must be empty, so each note tests what is told and what is not.
"""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import Note, gold, read_note, told

NOTES = gold()


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.name)
def test_note(note: Note) -> None:
    reading = read_note(note.source)
    assert tuple(told(citation, note.source) for citation in reading.citations) == note.cites
    assert tuple(q.raw for q in reading.quotations if q.verify) == note.quotes


def test_the_gold_is_wide_enough() -> None:
    assert len(NOTES) >= 140
    assert len({note.name for note in NOTES}) == len(NOTES)
    assert len({cited.type for note in NOTES for cited in note.cites}) >= 14
