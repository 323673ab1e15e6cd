"""Sentences that are no citations, however much they look like some."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

PROSE = (
    "We thank the Example Foundation, which supported this work in 2018.",
    "The figures were rounded; totals may differ.",
    "On file with the City of Exampleville.",
    "In 2015, Congress considered, but did not pass, a bill of that kind (one of many).",
    "Chief Jane Roe, who led the department until 2018, declined to comment.",
    "Emphasis added.",
    "The *only* exception is described above (and it is narrow).",
    "He told the board in March 2020 that “nothing had changed.”",
    "See what happened next.",
    "Compare that with what was promised.",
)


@pytest.mark.parametrize("source", PROSE)
def test_prose_is_no_citation(source: str) -> None:
    assert read_note(source).citations == ()
