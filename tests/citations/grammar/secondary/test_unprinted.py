"""Volumes that are not printed yet, supplements, notes on pages of slip opinions and hearings."""

from __future__ import annotations

import pytest

from ..notes import Cited, read_note, told

_NOTES = {
    "Jane Roe, *Tides*, 12 Yale L.J. (forthcoming 2024) (quoting Ann Poe, Rust 4 (1999)).": Cited(
        "article-journal",
        authors="Roe, Jane",
        title="Tides",
        container="Yale L.J.",
        volume="12",
        date="2024",
        parentheticals=("quoting: quoting Ann Poe, Rust 4 (1999)",),
    ),
    "Jane Roe, *Tides* § 3.2 (3d ed. Supp. 2014).": Cited(
        "book", authors="Roe, Jane", title="Tides", pincite="§ 3.2", date="2014"
    ),
    "Roe v. Doe, No. 12-345, slip op. at 5 n.12 (9th Cir. Mar. 3, 2014).": Cited(
        "case", title="Roe v. Doe", pincite="5 n.12", date="2014-03-03", court="9th Cir."
    ),
    "*Piers at Risk: Hearing Before the H. Comm. on Piers*, 115th Cong. 5 n.12 (2014).": Cited(
        "speech",
        title="Piers at Risk: Hearing Before the H. Comm. on Piers",
        pincite="5 n.12",
        date="2014",
    ),
}


@pytest.mark.parametrize("note", _NOTES)
def test_a_note(note: str) -> None:
    assert [told(each, note) for each in read_note(note).citations] == [_NOTES[note]]


def test_a_newspaper_that_begins_with_a_number_is_no_journal() -> None:
    (found,) = read_note("Jane Roe, *Tides*, 20 Minutes (Jan. 5, 2021).").citations
    assert found.volume is None
