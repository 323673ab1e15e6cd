"""One text as agencies, courts, browsers and mail programs type its notes: always the same notes.

The texts of `texts/` were written for this test; how their notes are printed is what the program or
publisher that the file is named after makes of them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citations import read
from citations.model import Document

TEXTS = sorted((Path(__file__).parent / "texts").iterdir())
SENTENCES = [
    "The city of Arden opened its libraries on Sundays in 2019.",
    "Visits rose by a tenth within a year",
    "No branch reported a loss of staff.",
]
NOTES = [
    "See Mara Holt, Open Doors, Arden Gazette (Mar. 3, 2019), "
    "https://gazette.example/2019/open-doors.",
    "Id. at 4.",
    "8 U.S.C. Sec. 1373; see also https://data.example/staff.",
]
_MARK = re.compile(r"\s?\^?\s?(?:\[(?:FN)?\d\]|\\\d\\|(?<=\.)\d\Z)")


def _own(path: Path) -> Document:
    return read(path.read_bytes(), path.name)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_notes_are_read_as_they_are_printed(path: Path) -> None:
    notes = [note for note in _own(path).notes if "old.example" not in note.text]
    assert [(note.label, " ".join(note.text.split())) for note in notes] == [
        (str(number), text) for number, text in enumerate(NOTES, 1)
    ]
    assert {note.pairing.value for note in notes} == {"paired"}
    for note, sentence in zip(notes, SENTENCES, strict=True):
        assert note.reference is not None
        assert _MARK.sub("", note.reference.sentence).startswith(sentence.removesuffix("."))
        assert _MARK.search(note.reference.sentence) is not None


def test_a_quoted_letter_has_notes_of_its_own() -> None:
    document = _own(Path(__file__).parent / "texts" / "mailing-list.eml")
    quoted = [each for each in document.references if each.sentence.startswith(">")]
    # The note 2 of the quoted letter was left out; it is not the writer's own, and nobody's fault.
    assert [(each.label, each.pairing.value) for each in quoted] == [("1", "paired")]
    assert [note.text for note in document.notes if note.reference in quoted] == [
        "https://old.example/survey"
    ]
