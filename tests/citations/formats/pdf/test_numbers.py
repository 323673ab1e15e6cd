"""The numbers that stand on pages: in heads and feet, in the file, and numbers that are none."""

from __future__ import annotations

import pytest

from citations import pdf_text

from .pdf_builder import Sheet

LINES = ("The authority runs nine vessels on four routes", "and carried 1,204 riders in 2016.")


def labels(*furniture: tuple[float, str]) -> tuple[str, ...]:
    """One page for each piece of furniture: where it stands and what it says."""
    sheet = Sheet(title="A Report")
    for number, (y, text) in enumerate(furniture):
        if number:
            sheet.page()
        if text:
            sheet.text(72, y, text)
        for place, line in enumerate(LINES):
            sheet.text(72, 500 - 15 * place, f"{line} Part {number}, of the harbor.")
    return pdf_text(sheet.data()).labels


@pytest.mark.parametrize(
    ("furniture", "found"),
    [
        # In the foot, in the head with the journal's name, on either side.
        ([(40, "217"), (40, "218"), (40, "219")], ("217", "218", "219")),
        (
            [(760, "2018] Night Buses 33"), (760, "34 Journal of Rents"), (760, "2018] Buses 35")],
            ("33", "34", "35"),
        ),
        # The first page of a chapter bears none and counts.
        ([(40, "7"), (40, ""), (40, "9"), (40, "10")], ("7", "8", "9", "10")),
        # A cover and front matter.
        ([(40, ""), (40, "ii"), (40, "1"), (40, "2")], ("", "ii", "1", "2")),
        ([(40, "Page 12 of 14"), (40, "Page 13 of 14")], ("12", "13")),
        # What says no more than the count is not kept; what does not count with the pages is none.
        ([(40, "1"), (40, "2"), (40, "3")], ()),
        ([(40, "2016"), (40, "2016"), (40, "2016")], ()),
        ([(40, "412")], ()),
        ([(300, "217"), (300, "218"), (300, "219")], ()),
        ([(40, ""), (40, "")], ()),
    ],
)
def test_the_number_that_a_reader_sees(
    furniture: list[tuple[float, str]], found: tuple[str, ...]
) -> None:
    assert labels(*furniture) == found
