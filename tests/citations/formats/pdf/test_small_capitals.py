"""Small capitals that were drawn as capitals of a smaller size."""

from __future__ import annotations

import pytest

from citations.formats.pdf import PDF

from .pdf_builder import LEFT, TOP, Sheet


def told(*pieces: tuple[str, float]) -> str:
    """What is read of words drawn one behind the other, each in its size."""
    sheet = Sheet()
    sheet.lines(TOP, "The council of Alder keeps a count of its rents, and of those who pay them.")
    x: float = LEFT
    for words, size in pieces:
        x = sheet.text(x, TOP - 60, words, size)
    return PDF.layout(sheet.data()).body[-1].text


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        (
            [
                ("J", 10),
                ("ANE ", 8),
                ("R", 10),
                ("OE, ", 8),
                ("R", 10),
                ("ENTS ", 8),
                ("12 (2019).", 10),
            ],
            "Jane Roe, Rents 12 (2019).",
        ),
        (
            [("L", 10), ("UCIA DE LA ", 8), ("P", 10), ("EÑA", 8), (" (1902).", 10)],
            "Lucia de la Peña (1902).",
        ),
        ([("N.Y. T", 10), ("IMES", 8), (" (2019).", 10)], "N.Y. Times (2019)."),
    ],
)
def test_small_capitals_are_small_letters(pieces: list[tuple[str, float]], words: str) -> None:
    assert told(*pieces) == words


@pytest.mark.parametrize(
    ("pieces", "words"),
    [
        ([("The ", 10), ("NASA", 8.5), (" report is out.", 10)], "The NASA report is out."),
        ([("T", 24), ("HE CITY", 10), (" has rents.", 10)], "THE CITY has rents."),
        ([("JANE ROE, RENTS 12 (2019).", 10)], "JANE ROE, RENTS 12 (2019)."),
    ],
)
def test_other_capitals_stay(pieces: list[tuple[str, float]], words: str) -> None:
    assert told(*pieces) == words
