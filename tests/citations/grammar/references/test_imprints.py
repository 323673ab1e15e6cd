"""Publishers, wherever they stand by their place, a degree or a department; and what is none."""

from __future__ import annotations

import pytest

from citations.grammar.references import publishers
from tests.citations.grammar.notes import read_note

PUBLISHERS = (
    ("Marlund, H. (2004), *Kelp at Rest* (Bergen: Fjord International).", "Fjord International"),
    ("Marlund, H. (2004), *Kelp at Rest* (2nd ed., Bergen: Fjord UP).", "Fjord UP"),
    ("Marlund, H. (2004) *Kelp at Rest*. (s.l.): Board of Tides.", "Board of Tides"),
    ("Marlund, H. 1996. *Kelp at Rest*. Frankfurt a. M.: Suhrkamp.", "Suhrkamp"),
    ("Marlund H. *Kelp at Rest*. Bergen: Fjord, Ltd.; 2004.", "Fjord, Ltd"),
    ("Marlund, H. 2004. *Kelp at Rest*. Boston: Little, Brown.", "Little, Brown"),
    (
        "Marlund, H. 2014. *Kelp at Rest*. Fjord University Press:New York.",
        "Fjord University Press",
    ),
    (
        "Marlund, H. (1991). *Kelp at Rest*. Bergen: Fjord University, Department of Tides.",
        "Fjord University, Department of Tides",
    ),
    (
        "Marlund, H. 1964. *Kelp at Rest*. Fjord University PhD thesis.",
        "Fjord University",
    ),
    (
        "Hedda Marlund. “Kelp at Rest” (PhD thesis, Correspondence Course Fjord University, 1981).",
        "Correspondence Course Fjord University",
    ),
    ("Hedda Marlund, “Kelp at Rest,” PhD diss., Fjord University, 2006.", "Fjord University"),
    (
        "Marlund H. 2009. Wrack and line. In: *Shores Lost* (K.E. Holm, ed). Ex Press:London.",
        "Ex Press",
    ),
    ("Harbour Forum. 1993. Kelp programme and calendar. Fjordco, Paris.", "Fjordco"),
    (
        "Marlund, H.; Holm, K., “The extent of wet kelp,” Kelp and Tides Commission, 2015.",
        "Kelp and Tides Commission",
    ),
    (
        "Hedda Marlund, “On Kelp,” in *Kelp and Planning*. Quay Press, Bergen, 2005, pp. 3–9.",
        "Quay Press",
    ),
    (
        "Hedda Marlund, *Kelp: A Guide*, Kelp Development Corporation, 2003.",
        "Kelp Development Corporation",
    ),
)


@pytest.mark.parametrize(("source", "expected"), PUBLISHERS, ids=lambda value: str(value)[:50])
def test_a_publisher(source: str, expected: str) -> None:
    (citation,) = read_note(source).citations
    assert citation.publisher is not None
    assert citation.publisher.rstrip(".") == expected


def test_a_series_and_its_number_are_no_journal() -> None:
    (citation,) = read_note(
        "Hedda Marlund, *Kelp at Rest*, Lecture Notes in Kelp 5714 (Quay Press, 2009)."
    ).citations
    told = (citation.container, citation.volume, citation.publisher)
    assert told == (None, None, "Quay Press")


@pytest.mark.parametrize("words", ["n.p.", "s.l.", "S. l.", "n.pl.", "s.n."])
def test_what_stands_for_something_unknown_is_no_publisher(words: str) -> None:
    (citation,) = read_note(f"Marlund, H. (2004) *Kelp at Rest*. {words}: {words}.").citations
    assert citation.publisher is None
    assert publishers.is_unknown(words)


@pytest.mark.parametrize(
    "source",
    [
        "Hedda Marlund, *Kelp at Rest* (3/2015).",
        "Hedda Marlund, “Wet Kelp,” in Tor Foss (ed.), *Kelp at Rest* (Cheltenham, Vermont, 1996).",
    ],
)
def test_a_month_and_a_state_are_no_publisher(source: str) -> None:
    (citation,) = read_note(source).citations
    assert citation.publisher is None


@pytest.mark.parametrize("words", ["Thousand Oaks, CA", "Upper Saddle River, N.J.", "São Paulo"])
def test_a_place_of_several_words(words: str) -> None:
    assert publishers.is_place(words)


@pytest.mark.parametrize("words", ["Oaks", "River Studies", "Angeles Review"])
def test_a_part_of_such_a_place_is_none(words: str) -> None:
    assert not publishers.is_place(words)


PAGES = (
    ("Anton Foss, “Wet Kelp,” *Quay Journal* 14 (1989), pp. 61–72.", ("61", None)),
    ("Anton Foss, “Wet Kelp,” *Quay Journal*, 57, 2005, 40–9.", ("40", None)),
    ("Anton Foss, “Wet Kelp,” *Quay Journal* 14 (1989), pp. 61–62.", (None, "61–62")),
    ("Anton Foss, “Wet Kelp,” *Quay Journal* 14 (1989), p. 61.", (None, "61")),
    ("Anton Foss, *Wet Kelp* (London, 1989), pp. 61–72.", (None, "61–72")),
)


@pytest.mark.parametrize(("source", "expected"), PAGES, ids=lambda value: str(value)[:50])
def test_a_range_of_pages_is_the_article_s(
    source: str, expected: tuple[str | None, str | None]
) -> None:
    (citation,) = read_note(source).citations
    assert (citation.first_page, citation.pincite) == expected
