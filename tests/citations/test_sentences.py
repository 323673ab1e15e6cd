"""Where sentences end."""

import re
from typing import SupportsIndex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citations.model import Span
from citations.sentences import around, sentences

_MARKERS = re.compile(r"[⁰¹²³⁴-⁹]+|\[\d+\]")


def _split(text: str) -> list[str]:
    marks = [Span(*match.span()) for match in _MARKERS.finditer(text)]
    return [text[each.start : each.end] for each in sentences(text, marks)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The boats run full.", "The timetable does not."],
        ["The boats run full.¹", "The timetable does not.²"],
        ["Ridership grew,¹ and care suffered² everywhere.³", "We object."],
        ["Ridership grew.[1]", "We object [2]."],
        ["Ridership grew. [1]", "We object."],
        ["It grew.¹,²", "We object."],
        ["She said “the boats run full.”³", "“They do,” he said.", "Then (both left.)", "Good."],
        ["Why?", "Because!", "Good."],
        ["The U.S. Coast Guard agrees with Dr. A. B. Lindqvist and Mr. Sato.", "So do we."],
        ["It sails for the U.S. and back.", "The crew of J. Thomas Vale v. State knows."],
        ["They sail in the U.S.", "The crew agrees."],
        ["They sail in the U.S.³", "Mayors agree."],
        ["See 57 J. L. & ECON. 937 (2014).", "See also No. 5, Art. 3, p. 7 and Vol. 2."],
        ["It left on Jan. 5, 2020, at 8 p.m. and on Sept. 3.", "Nobody knew."],
        ["He studied law.", "Mayors disagreed.", "It was a mass.", "Nobody came."],
        ["Harbor Co. and Vale Inc. agree, e.g., on fares, i.e. all of them.", "Others do not."],
        ["They wait . . . and then leave.", "They wait. . . .", "Then they leave."],
        ["They wait... and leave.", "The end..."],
        ["In 2014.", "57 percent of all boats."],
        ["It costs $5.50 at 10.30 a.m. on pier no. 3.", "It is late."],
        ["これは船です。", "次の文です。"],
        ["Washington, D.C. – The following was issued."],
        ["“[T]he boats run full.”", "[It] grew."],
        ["All boats (see Figs. 1 and 2) et al. are late.", "The rest too."],
    ],
)
def test_splits_so(parts: list[str]) -> None:
    assert _split(" ".join(parts)) == parts


def test_bullets_and_numbers_of_items_are_no_sentences() -> None:
    assert _split("• Run more boats;") == ["Run more boats;"]
    assert _split("3. Run more boats.¹ Soon.") == ["Run more boats.¹", "Soon."]


def test_a_line_break_ends_a_sentence_unless_it_goes_on() -> None:
    assert _split("Ana Vale\nMayor of Quay\nand of the bay") == [
        "Ana Vale",
        "Mayor of Quay\nand of the bay",
    ]


def test_two_spaces_and_an_empty_text() -> None:
    assert _split("One ends.  Two begins.") == ["One ends.", "Two begins."]
    assert _split("") == []
    assert _split("   ") == []


@given(st.text(alphabet="aB.?! \n”“)¹²[]1 … U.S。", max_size=150))
@settings(max_examples=100, deadline=None)
def test_any_text_is_covered_in_order(text: str) -> None:
    marks = [Span(*match.span()) for match in _MARKERS.finditer(text)]
    found = sentences(text, marks)
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        end = each.end


_PIECES = st.sampled_from(["The ferry ", "harbor. ", "council", "econ. ", "Mr. ", "Next ", "U.S."])
_SIGNS = st.sampled_from(["¹", "²³", "[1]", "[2] ", ". ", "? ", "\n", "1. ", "”", "  ", "…", "。"])


@given(st.lists(_PIECES | _SIGNS, max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_marker_has_the_sentence_that_all_sentences_give_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = [Span(*match.span()) for match in _MARKERS.finditer(text)]
    told = around(text, marks)
    every = sentences(text, marks)
    for mark, of in zip(marks, told, strict=True):
        before = [each for each in every if each.start <= mark.start]
        assert of == (before[-1] if before else (every or [Span(0, len(text))])[0])


class _Counting(str):
    """Text that counts the characters which are cut out of it."""

    cut = 0

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        found = super().__getitem__(place)
        _Counting.cut += len(found)
        return found


def test_a_marker_far_away_costs_nothing() -> None:
    sentence = "Boats run full. "
    cut = []
    for count in (50, 500):
        text = _Counting(sentence * count + "Words.¹")
        _Counting.cut = 0
        found = sentences(text, [Span(len(text) - 1, len(text))])
        assert len(found) == count + 1
        cut.append(_Counting.cut)
    assert cut[1] < 11 * cut[0]
