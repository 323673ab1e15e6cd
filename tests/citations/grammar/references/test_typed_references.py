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
    (
        "Marlund H.D. (1936). *The history of kelp: A survey*. Quay Press, Bergen.",
        ("Marlund", "The history of kelp: A survey", None, None, "1936"),
    ),
    (
        "Marlund C. *Nave de algas*. Quay Press, 2000.",
        ("Marlund", "Nave de algas", None, None, "2000"),
    ),
    (
        "Marlund JR, Foss AS. Kelp control of learning. In: Khan MS, Sale IM (eds.) *New kelp*."
        " Quay Press; 2010. p. 109–131.",
        ("Marlund; Foss", "Kelp control of learning", "New kelp", "109", "2010"),
    ),
    (
        "Dirk Bergman – Stefan Foss, “Rational kelp,” *Quay Review* 146 (2011), pp. 1253–1274.",
        ("Bergman; Foss", "Rational kelp", "Quay Review", "1253", "2011"),
    ),
    (
        "Nora Marlund, “Rational kelp” (1992) 5(4) *Quay Networks* 699.",
        ("Marlund", "Rational kelp", "Quay Networks", "699", "1992"),
    ),
    (
        "Nora Marlund, “Rational kelp” (2016) *The Guardian*.",
        ("Marlund", "Rational kelp", "The Guardian", None, "2016"),
    ),
    (
        "N. Marlund, “The six-year kelp,” Quay Review XXXVII (1929), pp. 267–71",
        ("Marlund", "The six-year kelp", "Quay Review", "267", "1929"),
    ),
    (
        "Marlund, W. D. (1964) — “The Growth of Kelp I & II,” *Journal of Kelp* 7: 1–52",
        ("Marlund", "The Growth of Kelp I & II", "Journal of Kelp", "1", "1964"),
    ),
    (
        "Marlund, J. D., & Foss, R. F. (1992). Kelp and the young. *Kelp Bulletin, 112*, 64-105.",
        ("Marlund; Foss", "Kelp and the young", "Kelp Bulletin", "64", "1992"),
    ),
    (
        "L. Marlund, J. Foss, “Kelp as a Causal Set,” *Kelp Letters* 59, 521–523 (1987).",
        ("Marlund; Foss", "Kelp as a Causal Set", "Kelp Letters", "521", "1987"),
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


SHORT = (
    ("Marlund 1999.", "Marlund", None),
    ("(Marlund, 1999)", "Marlund", None),
    ("Marlund, Foss 1999, 12.", "Marlund; Foss", "12"),
    ("Marlund–Foss 1999.", "Marlund; Foss", None),
    ("Marlund and Foss 1999", "Marlund; Foss", None),
)


@pytest.mark.parametrize(("source", "who", "page"), SHORT)
def test_an_author_and_a_year(source: str, who: str, page: str | None) -> None:
    (citation,) = read_note(source).citations
    names = "; ".join(name.family or "" for name in citation.authors)
    assert (citation.form.value, names, citation.pincite) == ("short", who, page)
    assert citation.date is not None
    assert citation.date.iso == "1999"


@pytest.mark.parametrize("source", ["Spring 2019.", "March 2018.", "(Annual Report 2019)"])
def test_a_season_and_a_year_are_nobody(source: str) -> None:
    assert not any(citation.authors for citation in read_note(source).citations)
