"""What stands behind a title, cut and told by its form, and put together."""

from __future__ import annotations

import pytest

from citations.grammar.references import commas, elements, publishers, segments
from citations.grammar.references.parts import Setting
from citations.grammar.references.segments import Sort

CUT = (
    ("Ex Studies 24 (1996): 197–214", "WORDS NUMBER DATE PAGES"),
    ("Ex Studies, 12(2), 107-123, May 1990", "WORDS VOLUME PAGES DATE"),
    ("Ex Studies, vol. 17, no. 3, pp. 201 – 219", "WORDS VOLUME PAGES"),
    ("Ex Studies. 2012; 30(15): 1750-1754", "WORDS DATE VOLUME PAGES"),
    ("Ex, n° 82, p. 1232-1234", "WORDS ISSUE PAGES"),
    ("New York, NY: Ex Press, 2007", "IMPRINT DATE"),
    ("(Cambridge, UK: Ex Press, 2016)", "IMPRINT DATE"),
    ("2nd ed. Leeds: Ex Press", "EDITION IMPRINT"),
    ("In K. Roe (ed.), The Book (pp. 5–9). Ex Press", "IN EDITED WORDS PAGES WORDS"),
    ("In The Book, edited by Jane Roe, 5-9", "IN WORDS EDITED PAGES"),
    ("PhD thesis, Ex University, 1992", "GENRE WORDS DATE"),
    ("Proceedings of the 1992 Conference, 20th Symposium", "WORDS WORDS"),
    ("Translated by Jane Roe. London: Ex", "HAND IMPRINT"),
    ("Paris, Ex, 2014, 248 p.", "WORDS WORDS DATE NOTE"),
)
TITLES = (
    ("Lamps of Finite Height, J. Ex Logic, 27, 259-316 (1962)", "Lamps of Finite Height"),
    (
        "A Review of Past, Present, and Future. Ex Seminars, 2010. 25(5)",
        "A Review of Past, Present, and Future",
    ),
    ("Silence, in: J. Roe (ed.), The Book, Ex Press, 1978", "Silence"),
    ("Le titre, Paris, Ex, 2009", "Le titre"),
    ("A Title, Ex, Paris, 1988", "A Title"),
    ("A Title (London, 1966)", "A Title"),
    ("The court was wrong in 1998, and it is wrong now", ""),
    ("A Title, Another Part, 1998", ""),
)


@pytest.mark.parametrize(("text", "sorts"), CUT)
def test_segments(text: str, sorts: str) -> None:
    assert " ".join(segment.sort.name for segment in segments.cut(text)) == sorts


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles_between_commas(text: str, title: str) -> None:
    assert text[: commas.title_end(text, running=False)] == title


def test_running_citations_are_left_to_others() -> None:
    assert commas.title_end("A Title, 57 EX. L. REV. 937, 940 (2014)", running=True) == 0
    assert commas.title_end("A Title (Ex Press, 2014)", running=True) == 0
    assert commas.title_end("A Title, Ex Press, 2014", running=True) == len("A Title")


def test_many_segments_are_bounded() -> None:
    assert len(segments.cut("a, " * 1000)) == 60
    assert segments.cut("") == []
    assert all(s.sort is Sort.WORDS for s in segments.cut("(((( a [b"))


def test_a_publisher_needs_a_sign() -> None:
    assert elements.read("Unknown Words, 1988", Setting()).publisher is None
    assert elements.read("Unknown Words, 1988", Setting()).container is None
    assert elements.read("Unknown Words", Setting(dated=True)).publisher == "Unknown Words"
    assert elements.read("Unknown Words", Setting(linked=True)).container == "Unknown Words"
    assert elements.read("Ex Press, 1988", Setting()).publisher == "Ex Press"
    assert elements.read("Paris, Ex, 1988", Setting()).publisher == "Ex"


def test_words_of_places_publishers_and_journals() -> None:
    assert publishers.is_place("New York")
    assert not publishers.is_place("New York Times")
    assert not publishers.is_place("New York University Press")
    assert publishers.is_region("Mass.")
    assert publishers.is_conference("Proc. 5th Tide Symp.")
    assert publishers.without_place("Ex Press Boulder") == "Ex Press"
