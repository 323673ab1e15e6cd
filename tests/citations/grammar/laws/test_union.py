"""The Union's acts and decisions by their numbers: CELEX, ELI, ECLI, printed or derived.

Rules kept here:
- The laws are made up; only their shapes are real.
"""

from __future__ import annotations

import pytest

from citations.grammar.laws.celex import number_of

from ..notes import Cited, read_note, told

REGULATION, CASE = "regulation", "case"

NUMBERS = (
    ("Directive 95/46/EC", "31995L0046"),
    ("Directive (EU) 2015/2366", "32015L2366"),
    ("Council Directive 93/13", "31993L0013"),
    ("Regulation (EU) 2016/679", "32016R0679"),
    ("Regulation (EU) No 1215/2012", "32012R1215"),
    ("Regulation (EC) 139/2004", "32004R0139"),
    ("Council Regulation (EEC) No 2913/92", "31992R2913"),
    ("Regulation (EU) 2015/2012", None),  # nobody can tell which is the year
    ("Decision No 1313/2013/EU", "32013D1313"),
    ("Decision 2000/520/EC", "32000D0520"),
    ("Council Framework Decision 2008/913/JHA", "32008F0913"),
    ("Decision 3632/93/ECSC", None),
    ("Regulation 12/14", None),
)


@pytest.mark.parametrize(("printed", "number"), NUMBERS)
def test_an_act_tells_its_number(printed: str, number: str | None) -> None:
    assert number_of(printed) == number


def _act(title: str, celex: str, **fields: object) -> Cited:
    return Cited(REGULATION, title=title, identifiers=(f"celex:{celex}",), **fields)  # type: ignore[arg-type]


_QUAYS = (
    "Regulation (EU) 2019/1157 of the European Parliament and of the Council of 20 June 2019"
    " on the lighting of quays"
)
_ELI = "http://data.europa.eu/eli/reg/2024/1252/oj"
NOTES = {
    f"{_QUAYS} (OJ L 188, 12.7.2019, p. 67).": _act(
        *(_QUAYS, "32019R1157"),
        container="OJ",
        volume="L 188",
        first_page="67",
        date="2019-06-20",
    ),
    f"Regulation (EU) 2024/1252 of 11 April 2024 (OJ L, 2024/1252, 3.5.2024, ELI: {_ELI}).": Cited(
        REGULATION,
        title="Regulation (EU) 2024/1252 of 11 April 2024",
        container="OJ",
        volume="L",
        first_page="2024/1252",
        date="2024-04-11",
        url=_ELI,
        identifiers=("celex:32024R1252", f"eli:{_ELI}"),
    ),
    "See Article 6(1), point (f), of Regulation (EU) 2016/679.": _act(
        *("Regulation (EU) 2016/679", "32016R0679"),
        signal="See",
        pincite="Article 6(1), point (f)",
    ),
    "Regulation (EU) 2017/745 (CELEX: 32017R0745).": _act("Regulation (EU) 2017/745", "32017R0745"),
    "CELEX 32014R0910, Article 25(2).": Cited(
        REGULATION, pincite="Article 25(2)", identifiers=("celex:32014R0910",)
    ),
    "See CELEX number 62012CJ0131.": Cited(CASE, signal="See", identifiers=("celex:62012CJ0131",)),
    "CELEX 52021PC0206, p. 4.": Cited("document", pincite="4", identifiers=("celex:52021PC0206",)),
    "Case C-542/09 *Quay v Pier* EU:C:2012:346, para 12.": Cited(
        CASE,
        title="Quay v Pier",
        container="EU:C",
        first_page="346",
        pincite="para 12",
        date="2012",
        court="CJEU",
        identifiers=("ecli:ECLI:EU:C:2012:346",),
    ),
    "ECLI:EU:T:2018:112, para. 80.": Cited(
        CASE,
        container="EU:T",
        first_page="112",
        pincite="para. 80",
        date="2018",
        court="Gen. Ct.",
        identifiers=("ecli:ECLI:EU:T:2018:112",),
    ),
    "Hoge Raad 20 December 2019, ECLI:NL:HR:2019:2006, para 5.7.": Cited(
        CASE,
        container="NL:HR",
        first_page="2006",
        pincite="para 5.7",
        date="2019-12-20",
        court="Hoge Raad",
        identifiers=("ecli:ECLI:NL:HR:2019:2006",),
    ),
    "https://eur-lex.europa.eu/legal-content/DE/ALL/?uri=celex%3A32002L0058": Cited(
        "webpage",
        url="https://eur-lex.europa.eu/legal-content/DE/ALL/?uri=celex%3A32002L0058",
        identifiers=("celex:32002L0058",),
    ),
}


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_the_union(note: str) -> None:
    (found,) = read_note(note).citations
    assert told(found, note) == NOTES[note]


def test_prose_names_acts_with_the_article_that_is_meant() -> None:
    prose = "The duty follows from Articles 5 and 6 of Directive 2011/92/EU, which the town forgot."
    for label in ("1", None):
        (found,) = read_note(prose, label).citations
        assert (found.raw, found.pincite, found.title) == (
            "Articles 5 and 6 of Directive 2011/92/EU",
            "Articles 5 and 6",
            "Directive 2011/92/EU",
        )


PROSE = (
    "The order number 32016R0679X is unknown to the store.",
    "Part no. 32009L0147 fits the pump.",
    "Celex is a town of 40 people in the hills.",
    "Set uri=CELEX in the query and see 3 results.",
    "The ECLI of the case is unknown, but 14 of 20 courts print one.",
    "Our Decision 3/4 vote was lost in 2019.",
)


@pytest.mark.parametrize("prose", PROSE)
def test_prose_with_numbers_is_no_act(prose: str) -> None:
    assert read_note(prose).citations == ()
