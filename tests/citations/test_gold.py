"""The bars of reading: the seeds, and the project's own letters in every format.

Rules kept here:
- Each field of each format has the bar, the worse of precision and recall. The held-out letters are
  few: their fields together have it, and benchmarks/score_reading.py tells each.
"""

from __future__ import annotations

from functools import cache

import pytest

from citations import read
from tests.citations.gold.converted import CONVERTED, PART, has_pandoc
from tests.citations.gold.manuscript import Manuscript, manuscripts
from tests.citations.gold.parity import differing
from tests.citations.gold.scoring import FIELDS, Score, Scores, score
from tests.citations.gold.seeds import seeds
from tests.citations.gold.setting import FIVE, SETTINGS

PERFECT = {
    *("note", "reference", "sentence", "URL", "citation span", "statute", "quotation"),
    *("segments", "alterations", "attribution"),
}
BAR = 0.95


@cache
def _seeds() -> Scores:
    found = Scores()
    for name, data, gold in seeds():
        found.merge(score(read(data, name), gold, name))
    return found


@cache
def _letters(setting: str, *, held_out: bool) -> Scores:
    format_, suffix, setter = SETTINGS[setting]
    found = Scores()
    for letter in manuscripts():
        if letter.held_out == held_out:
            document = read(setter(letter), f"{letter.name}.{suffix}")
            assert document.format == format_
            found.merge(score(document, letter.gold, letter.name))
    return found


@pytest.mark.skipif(not seeds(), reason="the seed letters are not beside the checkout")
def test_the_seeds() -> None:
    found = _seeds()
    assert found.fields["note"].gold == 11
    assert found.fields["citation span"].gold == 27
    below = {
        field: vars(found.fields[field])
        for field in FIELDS
        if found.fields[field].worst < (1.0 if field in PERFECT else BAR)
    }
    assert below == {}, found.misses


def test_the_gold_is_wide_enough() -> None:
    letters = manuscripts()
    assert sum(len(letter.notes) for letter in letters) >= 540
    assert sum(len(letter.notes) for letter in letters if letter.held_out) >= 30
    for letter in letters:
        for place in letter.gold.places:
            assert len({quote.raw for quote in place.quotes}) == len(place.quotes)


@pytest.mark.parametrize("setting", SETTINGS)
def test_letters(setting: str) -> None:
    found = _letters(setting, held_out=False)
    below = {
        field: vars(found.fields[field]) for field in FIELDS if found.fields[field].worst < BAR
    }
    assert below == {}


@pytest.mark.parametrize("setting", SETTINGS)
def test_letters_that_guide_no_rule(setting: str) -> None:
    together = Score()
    for field in _letters(setting, held_out=True).fields.values():
        together.merge(field)
    assert together.gold >= 400
    assert together.worst >= BAR


@pytest.mark.skipif(not has_pandoc(), reason="pandoc is missing: it comes with pincite[pandoc]")
@pytest.mark.parametrize("name", CONVERTED)
def test_letters_through_pandoc(name: str) -> None:
    format_, suffix, setter = CONVERTED[name]
    together = Score()
    for letter in manuscripts():
        if letter.name in PART:
            document = read(setter(letter), f"{letter.name}.{suffix}")
            assert document.format == format_
            for field in score(document, letter.gold, letter.name).fields.values():
                together.merge(field)
    assert together.gold >= 1000
    assert together.worst >= BAR


@pytest.mark.parametrize("letter", manuscripts(), ids=lambda letter: letter.name)
def test_five_formats_say_the_same(letter: Manuscript) -> None:
    documents = {}
    for setting in FIVE:
        _, suffix, setter = SETTINGS[setting]
        documents[setting] = read(setter(letter), f"{letter.name}.{suffix}")
    first = documents[FIVE[0]]
    assert len(first.notes) == len(letter.notes)
    apart = {name: differing(first, document) for name, document in documents.items()}
    assert set(apart.values()) == {0}, apart
