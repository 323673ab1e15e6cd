"""One page in the markup of some sixty programs, publishers and platforms: always the same notes.

The pages of `shapes/` were written for this test; the markup around their words is what the program
that the file is named after makes of a text with three notes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from citations import read

SHAPES = sorted((Path(__file__).parent / "shapes").glob("*.html"))
SENTENCES = [
    "The city of Arden opened its libraries on Sundays in 2019.",
    "Visits rose by a tenth within a year.",
    "No branch reported a loss of staff.",
]
NOTES = [
    "See Mara Holt, Open Doors, Arden Gazette (Mar. 3, 2019), "
    "https://gazette.example/2019/open-doors.",
    "Id. at 4.",
    "8 U.S.C. § 1373; see also https://data.example/staff.",
]


def _without_mark(sentence: str) -> str:
    """The sentence of a reference without the printed mark at its end."""
    return sentence.rstrip("¹²³[123] ")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_notes_stand_where_the_page_shows_them(shape: Path) -> None:
    document = read(shape.read_bytes(), shape.name)
    notes = document.notes
    assert [(note.label, " ".join(note.text.split())) for note in notes] == [
        (str(number), text) for number, text in enumerate(NOTES, 1)
    ]
    assert {note.pairing.value for note in notes} == {"paired"}
    references = [note.reference for note in notes if note.reference is not None]
    assert [_without_mark(reference.sentence) for reference in references] == SENTENCES
    assert not any(".example/" in link.url and "share" not in link.url for link in document.links)


def test_there_are_shapes() -> None:
    assert len(SHAPES) > 60
