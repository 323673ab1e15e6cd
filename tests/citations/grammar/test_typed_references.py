"""References as people type them: days behind the year, MLA without italics, titles that go on."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

REFERENCES = (
    (
        'Marlund, Hedda, and Kristin Holm. "On the Rapid Growth of Kelp." Quay Review 106, no. 5'
        " (2016): 133-139. https://example.org/articles?id=12",
        ("Marlund; Holm", "On the Rapid Growth of Kelp", "Quay Review", "133", "2016"),
    ),
    (
        'Marlund, Hedda. "On the Rapid Growth of Kelp." The Quay 4.2 (1877): 33-36.',
        ("Marlund", "On the Rapid Growth of Kelp", "The Quay", "33", "1877"),
    ),
    (
        "Marlund, Gopal, Holm & Tan (2021), *Kelp at the Border: Evidence from Norland*, Quay"
        " Review 3(1)",
        (
            "Marlund; Gopal; Holm; Tan",
            "Kelp at the Border: Evidence from Norland",
            "Quay Review",
            None,
            "2021",
        ),
    ),
    (
        "Marlund H.D. 2007. The growth of kelp. *The Quay* 2 (1): 58–71.",
        ("Marlund", "The growth of kelp", "The Quay", "58", "2007"),
    ),
    (
        "Marlund, H. 2001. A weighty weed: Ever longer kelp. Interview with Jan Foss. *Quay Times*"
        " 12: 44–51.",
        (
            "Marlund",
            "A weighty weed: Ever longer kelp. Interview with Jan Foss",
            "Quay Times",
            "44",
            "2001",
        ),
    ),
    (
        "Marlund, H., 2002. Preface In: *Kelp by example*. Quay Press, Bergen, 11–19.",
        ("Marlund", "Preface", "Kelp by example", "11", "2002"),
    ),
    (
        "Marlund, Hedda 2001, Kelp and Boyle’s Law. Bergen: Fjord University Press.",
        ("Marlund", "Kelp and Boyle’s Law", None, None, "2001"),
    ),
    (
        "Marlund, H. 1995, April 3. The kelp problem. *Quay Times*.",
        ("Marlund", "The kelp problem", "Quay Times", None, "1995-04-03"),
    ),
    (
        "Marlund H., 2007, 11 March, The next kelp, *Quay Times Magazine*.",
        ("Marlund", "The next kelp", "Quay Times Magazine", None, "2007-03-11"),
    ),
    (
        "Marlund, Hedda. 1984–1986. *Kelp & typesetting*. Bergen: Fjord University Press.",
        ("Marlund", "Kelp & typesetting", None, None, "1984"),
    ),
    (
        "Marlund, H. 1998. The art of kelp drying 2nd ed. Fjord University Press.",
        ("Marlund", "The art of kelp drying", None, None, "1998"),
    ),
    (
        "Tor Judd (ed.), Kelp and revolution in Norland, 1939–1948, New York 1989.",
        ("Judd", "Kelp and revolution in Norland, 1939–1948", None, None, "1989"),
    ),
    (
        "Marlund, H. (2018). *On Kelp*. Quay Press, 4th edition, Ch. 18.",
        ("Marlund", "On Kelp", None, None, "2018"),
    ),
)


@pytest.mark.parametrize(("source", "expected"), REFERENCES, ids=lambda value: str(value)[:50])
def test_a_typed_reference(source: str, expected: tuple[str | None, ...]) -> None:
    (citation,) = read_note(source).citations
    who = "; ".join(name.family or name.literal or "" for name in citation.authors)
    day = citation.date.iso if citation.date else None
    assert (who, citation.title, citation.container, citation.first_page, day) == expected


def test_a_journal_s_number_before_its_year_opens_no_entry() -> None:
    source = "The Quay Review 106, no. 5 (2016): it was late that year."
    assert all(citation.title is None for citation in read_note(source).citations)
