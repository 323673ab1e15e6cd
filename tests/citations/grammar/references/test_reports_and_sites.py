"""References as reports, memos and lists of sources print them: sites without a day, publishers
between commas, bodies in front, titles that nothing parts from what follows."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

LINK = "https://example.org/kelp"
REFERENCES = (
    # A URL stands where others print a date.
    (
        f"Marlund N. Kelp by the Quay: A Short Guide. {LINK}",
        ("Marlund", "Kelp by the Quay: A Short Guide", None, None, None),
    ),
    (
        f"Fjord Health Organization. Kelp and Health: A Response. n.d. {LINK}",
        ("Fjord Health Organization", "Kelp and Health: A Response", None, None, None),
    ),
    (
        f"N. Marlund: What does kelp do when nobody looks?, {LINK}",
        ("Marlund", "What does kelp do when nobody looks?", None, None, None),
    ),
    (
        "Fjord Center for Kelp Control. About Causes of Rot. FCK WATCH. 2020. Available from:"
        f" {LINK}",
        ("Fjord Center for Kelp Control", "About Causes of Rot", "FCK WATCH", None, "2020"),
    ),
    # What ends in its quotation marks goes on with a container or a day.
    (
        f"Nora Marlund, “Kelp Facts from the U.S.” *Fjord Research Center*, 10/07/2019, {LINK}",
        ("Marlund", "Kelp Facts from the U.S.", "Fjord Research Center", None, "2019-10-07"),
    ),
    (
        f"N. Marlund, “Where Is the Kelp?” 24 February 2016, {LINK}",
        ("Marlund", "Where Is the Kelp?", None, None, "2016-02-24"),
    ),
    (
        "Marlund, N. K. (1955). Form and meaning in Foss’s “passage to kelp.” *Quay Notes*, 70(3),"
        " 337–349.",
        ("Marlund", "Form and meaning in Foss’s “passage to kelp”", "Quay Notes", None, "1955"),
    ),
    (
        "Marlund N. “A great kelp”: Posters, risks, and the origins of drying. Quay History"
        " 2007;25:10-19.",
        (
            "Marlund",
            "“A great kelp”: Posters, risks, and the origins of drying",
            "Quay History",
            None,
            "2007",
        ),
    ),
    # Commas part title and publisher.
    (
        "Nora Marlund, Dried: Kelp and Profit in the Northern City, Brinehall, 2016.",
        ("Marlund", "Dried: Kelp and Profit in the Northern City", None, "Brinehall", "2016"),
    ),
    (
        "Kelp Commission, General report on all of the kelp 2014, Bergen: Quay Office, 2015.",
        (
            "Kelp Commission",
            "General report on all of the kelp 2014",
            None,
            "Quay Office",
            "2015",
        ),
    ),
    (
        "Nora R. Marlund, Intermediate Kelp, New York, NY: Quay & Co., 1990.",
        ("Marlund", "Intermediate Kelp", None, "Quay & Co.", "1990"),
    ),
    (
        "Marlund I. and Foss I., How should ports respond to kelp?, Brine, University of Brine,"
        " 2016.",
        ("Marlund; Foss", "How should ports respond to kelp?", None, "University of Brine", "2016"),
    ),
    (
        "Office of the Fjord Auditor, Audit of Kelp Contracts, City of Brine, March 2019.",
        (
            "Office of the Fjord Auditor",
            "Audit of Kelp Contracts",
            None,
            "City of Brine",
            "2019-03",
        ),
    ),
    # Nothing parts them.
    (
        "Marlund,F. and Foss,I.B. (1982) Knowledge of drying and of learning Springer, New York,"
        " NY.",
        ("Marlund; Foss", "Knowledge of drying and of learning", None, "Springer", "1982"),
    ),
    (
        "Fjord International (2015) Lethal Kelp: Drying in Norland Fjord International, London.",
        (
            "Fjord International",
            "Lethal Kelp: Drying in Norland",
            None,
            "Fjord International",
            "2015",
        ),
    ),
    # A report's number and a bureau's place.
    (
        "U.S. Kelp Accountability Office. Rental Nets: As More Rent, the Poorest Wait. KAO-20-427."
        " Washington, DC: May 2020.",
        (
            "U.S. Kelp Accountability Office",
            "Rental Nets: As More Rent, the Poorest Wait",
            None,
            None,
            "2020",
        ),
    ),
    (
        "Marlund MR, Foss SM. Kelp Victims, 2006. Bureau of Kelp Statistics: Washington, DC, 2007",
        ("Marlund; Foss", "Kelp Victims, 2006", None, "Bureau of Kelp Statistics", "2007"),
    ),
    # Names.
    (
        "Marlund, F., 2002. Our Drying Future: Kelp after the Revolution. New York: Brinehall.",
        ("Marlund", "Our Drying Future: Kelp after the Revolution", None, "Brinehall", "2002"),
    ),
    (
        "Marlund, Nora W. A Concise Kelp, 1886–1986. Brine Printers Ltd., 1988.",
        ("Marlund", "A Concise Kelp, 1886–1986", None, "Brine Printers Ltd.", "1988"),
    ),
    (
        "Finn J. Marlund III, Jan Foss & Mia Tan, *Stable Kelp*, 113 J. Am. Kelp Soc. 361 (1991).",
        ("Marlund; Foss; Tan", "Stable Kelp", "J. Am. Kelp Soc.", None, "1991"),
    ),
    (
        "Nora Marlund, Jan Foss: Kelp in Doubt, in: Quay Review 185 (1974), pp. 1124–1131.",
        ("Marlund; Foss", "Kelp in Doubt", "Quay Review", None, "1974"),
    ),
    (
        "Marlund K. Northern kelp, contemporary kinds. Foss GA, ed. *The Kelp Dictionary*."
        " 1962;1:418-432.",
        (
            "Marlund",
            "Northern kelp, contemporary kinds. Foss GA, ed",
            "The Kelp Dictionary",
            None,
            "1962",
        ),
    ),
    (
        "Marlund N. The Next Kelp. The Brine Times Magazine. 2007 Mar 11.",
        ("Marlund", "The Next Kelp", "The Brine Times Magazine", None, "2007-03-11"),
    ),
)


@pytest.mark.parametrize(("source", "expected"), REFERENCES, ids=lambda value: str(value)[:50])
def test_a_report_or_a_site(source: str, expected: tuple[str | None, ...]) -> None:
    (citation,) = read_note(source).citations
    who = "; ".join(name.family or name.literal or "" for name in citation.authors)
    day = citation.date.iso if citation.date else None
    assert (who, citation.title, citation.container, citation.publisher, day) == expected


PROSE = (
    f"See Fjord Center for Justice. The full report is available at {LINK}.",
    f"The Department of Kelp. The data are at {LINK}.",
    "Fjord University Press, Bergen, 1996.",
)


@pytest.mark.parametrize("source", PROSE)
def test_a_body_and_a_sentence_are_no_reference(source: str) -> None:
    assert not any(citation.title or citation.authors for citation in read_note(source).citations)


def test_a_town_before_its_publisher_is_no_author() -> None:
    read = read_note("Kelpwerk. *Font editor*. Chatsworth, CA: Kelpwerk, Inc., 1981.").citations
    assert not any(name.family == "Chatsworth" for citation in read for name in citation.authors)
