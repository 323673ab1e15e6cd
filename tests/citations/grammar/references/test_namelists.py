"""Lists of names at the head of a reference, in every order, and where they end."""

from __future__ import annotations

import pytest

from citations.grammar.references import namelists

LISTS = (
    ("Roe, Jane / Doe, John: A title", "Roe; Doe", ": A title"),
    ("J. Roe – K. Doe, A title", "Roe; Doe", ", A title"),
    ("D J R Roe, A title", "Roe", ", A title"),
    ("Jane A Roe and John B Doe, A title", "Roe; Doe", ", A title"),
    ("Roe J A, Doe K and Poe L M 1983 A title", "Roe; Doe; Poe", " 1983"),
    ("Roe JA., Doe K., Poe L. A title", "Roe; Doe; Poe", ". A title"),
    ("Roe J. A title", "Roe", ". A title"),
    ("Houten I van (1985) A title", "Houten", " (1985"),
    ("Roe, J. A., & Doe, K. (2018). A Title.", "Roe; Doe", " (2018"),
    ("Roe, J. A., and Doe, K., A Title, Ex J.", "Roe; Doe", ", A Title"),
    ("J. A. Roe, K. Doe, and L. van der Poe. A title", "Roe; Doe; van der Poe", ". A title"),
    ("Roe, Jane, John Doe, and Ann Poe. A Title.", "Roe; Doe; Poe", ". A Title"),
    ("Roe, Jane Ann and Doe, John (1983).", "Roe; Doe", " (1983"),
    ("Roe, J. and A. Doe (1993)", "Roe; Doe", " (1993"),
    ("Roe JA, Doe K, Van Poe L. A title.", "Roe; Doe; Van Poe", ". A title"),
    ("Roe JA, Doe K: A title", "Roe; Doe", ": A title"),
    ("Roe J., Doe K., 2005, « A »", "Roe; Doe", ", 2005"),
    ("Roe, J.A.; Doe, K.; Poe, L.M. A title", "Roe; Doe; Poe", " A title"),
    ("Roe, Jane A.; Doe, John; & Poe, Ann. 1998a.", "Roe; Doe; Poe", ". 1998a"),
    ("ROE Jane, DOE John, A title", "ROE; DOE", ", A title"),
    ("A. ROE, K. DOE, Le titre", "ROE; DOE", ", Le titre"),
    ("van Doe, J. F. A. (1989) A title", "van Doe", " (1989"),
    ("Santos Roe, A. de. 1978.", "Santos Roe", ". 1978"),
    ("Roe, Mário de. A Title.", "Roe", ". A Title"),
    ("Roe, J. P., Jr., & Doe, K. (1999).", "Roe; Doe", " (1999"),
    ("Roe, J. & Doe, Jr., B. G. (2001).", "Roe; Doe", " (2001"),
    ("Roe, J., Doe, K., … Poe, L. (2004).", "Roe; Doe; Poe", " (2004"),
    ("Roe, J., et al. (2004).", "Roe", " (2004"),
    ("Roe, J. S F., Doe, K L. and Poe,M. N., A title", "Roe; Doe; Poe", ", A title"),
    ("Jane Roe and John Doe, Parallel Lives, Ex", "Roe; Doe", ", Parallel"),
    ("Roe, Jane. The Title. Ex: Ex Press", "Roe", ". The Title"),
    ("Jane Roe, Detour Ahead, WASH. POST", "Roe", ", Detour"),
    ("ROE (J.A.), DOE (K.) 2006, A title", "ROE; DOE", " 2006"),
    ("Roe Jr., William Kurt. ‘A Title’.", "Roe", ". ‘A"),
    ("Roe, JA., Doe, WF., Poe, L. (2003).", "Roe; Doe; Poe", " (2003"),
    ("Roe, J. Doe, K. Poe, L. (2009).", "Roe; Doe; Poe", " (2009"),
    ("Roe JA*, Doe K *, Poe L. A title", "Roe; Doe; Poe", ". A title"),
    ("Roe, C. Vivre en couple et mieux.", "Roe", " Vivre"),
    ("Роу, Джейн. Заглавие.", "Роу", ". Загла"),
)
EDITORS = (
    "Roe, J. (Ed.). (1999). A Title.",
    "J. Roe, editor. A Title.",
    "Roe, J. and K. Doe, eds. (1993) A Title",
    "Jane Roe, John Doe (Hgg.): Der Titel.",
    "J. Roe and K. Doe (eds), A Title",
    "K. Roe (gen. ed.), A Title",
)
NONE = (
    "The court held in 1992 that",
    "In 1998, the council",
    "Press Release, U.S. Dep’t of Harbours",
    "TRAC Immigration, A Title",
    "AP, Judge Blocks Order",
    "Harbour Institute, A Title",
    "2018 was a good year",
    "",
)


@pytest.mark.parametrize(("text", "families", "rest"), LISTS)
def test_a_list_ends_where_its_last_name_does(text: str, families: str, rest: str) -> None:
    found = namelists.head(text, 0, len(text))
    assert found is not None
    assert "; ".join(name.family or "" for name in found.names) == families
    assert text[found.end :].startswith(rest)
    assert not found.editors


@pytest.mark.parametrize("text", EDITORS)
def test_editors_are_told(text: str) -> None:
    found = namelists.head(text, 0, len(text))
    assert found is not None
    assert found.editors


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_list(text: str) -> None:
    assert namelists.head(text, 0, len(text)) is None


def test_given_names_and_suffixes() -> None:
    text = "Roe, J. P., Jr., de Doe, Jane Ann, III & Poe, L. (1999)."
    found = namelists.head(text, 0, len(text))
    assert found is not None
    first = found.names[0]
    assert (first.family, first.given, first.suffix) == ("Roe", "J. P.", "Jr.")


def test_names_and_nothing_else() -> None:
    assert namelists.lists("Roe, J., & Doe, K. ")
    assert not namelists.lists("Jane Roe")
    assert not namelists.lists("Roe, J., A Title")
    assert [name.family for name in namelists.whole("Roe, J., & Doe, K.")] == ["Roe", "Doe"]
    assert namelists.whole("Roe, J., A Title") == ()
