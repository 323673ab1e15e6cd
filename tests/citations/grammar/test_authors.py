"""Persons and organisations before a title."""

from __future__ import annotations

import pytest

from citations.grammar import authors
from citations.model import Name

PERSONS = (
    ("Jane Roe", ("Roe", "Jane", None)),
    ("Jane Q. Roe", ("Roe", "Jane Q.", None)),
    ("J.R. Roe", ("Roe", "J.R.", None)),
    ("JANE ROE", ("ROE", "JANE", None)),
    ("John Doe, Jr.", ("Doe", "John", "Jr.")),
    ("John Doe III", ("Doe", "John", "III")),
    ("Ludwig van den Berg", ("van den Berg", "Ludwig", None)),
    ("Bill de Blasio", ("de Blasio", "Bill", None)),
    ("LUDWIG VAN DER BERG", ("VAN DER BERG", "LUDWIG", None)),
    ("Anna-Lena D’Arcy O’Neil", ("O’Neil", "Anna-Lena D’Arcy", None)),
    ("Dr. Jane Roe", ("Roe", "Jane", None)),
    ("Mary White", ("White", "Mary", None)),
    ("Wei Gao", ("Gao", "Wei", None)),
    ("María Fernández García", ("Fernández García", "María", None)),
    ("Maria Garcia Jones", ("Jones", "Maria Garcia", None)),
    ("Ana Torres", ("Torres", "Ana", None)),
    ("Anne Case", ("Case", "Anne", None)),
    ("Ana María Çelik", ("Çelik", "Ana María", None)),
)
ORGANISATIONS = (
    "U.S. Immigration and Customs Enforcement",
    "BLACK ALLIANCE FOR JUST IMMIGRATION",
    "Human Rights Watch",
    "ACLU",
    "N.Y.C. Mayor’s Office of Immigrant Affairs",
    "National Academies of Sciences, Engineering, and Medicine",
    "Office of the Inspector General, U.S. Department of Homeland Security",
)
PROSE = (
    "He said that",
    "In her book",
    "a professor of law",
    "the figures that were published in the report and which nobody disputed",
)


@pytest.mark.parametrize(("words", "parts"), PERSONS)
def test_a_person(words: str, parts: tuple[str, str, str | None]) -> None:
    family, given, suffix = parts
    head = authors.read(words + ", ")
    assert head.names == (Name(family=family, given=given, suffix=suffix),)


@pytest.mark.parametrize("words", ORGANISATIONS)
def test_an_organisation_stays_whole(words: str) -> None:
    assert authors.read(words).names == (Name(literal=words),)


def test_several_persons_and_their_institution() -> None:
    head = authors.read("Jane Roe, John Doe & Ann Poe, Example Migration Inst., ")
    assert [name.family for name in head.names] == ["Roe", "Doe", "Poe"]
    assert head.publisher == "Example Migration Inst."


def test_a_shared_family_name() -> None:
    assert [(n.family, n.given) for n in authors.read("Jane and John Roe").names] == [
        ("Roe", "Jane"),
        ("Roe", "John"),
    ]


def test_two_organisations_are_two_only_where_both_are_sure() -> None:
    both = authors.read("U.S. Dep’t of Justice & U.S. Dep’t of Examples").names
    assert [name.literal for name in both] == ["U.S. Dep’t of Justice", "U.S. Dep’t of Examples"]
    one = authors.read("U.S. Immigration & Customs Enforcement").names
    assert [name.literal for name in one] == ["U.S. Immigration & Customs Enforcement"]


@pytest.mark.parametrize("words", PROSE)
def test_prose_is_no_author(words: str) -> None:
    head = authors.read(words)
    assert not head.sure or not head.names or not authors.are_persons(words)
    assert not authors.are_persons(words)


@pytest.mark.parametrize(
    ("words", "families"),
    [
        ("Roe, J. A., & Doe, J.", ["Roe", "Doe"]),
        ("Roe, Jane, and John Doe", ["Roe", "Doe"]),
        ("García Márquez, G., Doe, K., Jr., & Poe, L.", ["García Márquez", "Doe", "Poe"]),
        ("Roe, Jane, et al", ["Roe"]),
        ("Trust, which matters, is rare", []),
    ],
)
def test_inverted_names(words: str, families: list[str]) -> None:
    assert [name.family for name in authors.inverted(words)] == families


def test_a_very_long_head_is_prose() -> None:
    assert not authors.read("Jane Roe, " * 100).sure
