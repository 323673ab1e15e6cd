"""Quoted words: segments, alterations, attribution, and whether they are verified."""

from __future__ import annotations

import pytest

from citations.grammar.quoted import alterations
from tests.citations.grammar.notes import read_note

ALTERED = (
    ("[T]he program failed.", ("the program failed",), ("case [T]",)),
    ("[t]he program failed.", ("The program failed",), ("case [t]",)),
    ("at every local jail[.]", ("at every local jail",), ("punctuation [.]",)),
    ("the [agency] said so", ("the", "said so"), ("substitution [agency]",)),
    ("immigrant[s] came", ("immigrant", "came"), ("insertion [s]",)),
    ("immigrat[ed] here", ("immigrat", "here"), ("insertion [ed]",)),
    ("jail[] were full", ("jail", "were full"), ("omission []",)),
    ("they was [sic] there", ("they was there",), ("insertion [sic]",)),
    ("trust . . . matters", ("trust", "matters"), ("ellipsis . . .",)),
    ("trust . . . . It matters", ("trust", "It matters"), ("ellipsis . . . .",)),
    ("trust ... matters", ("trust", "matters"), ("ellipsis ...",)),
    ("trust … matters", ("trust", "matters"), ("ellipsis …",)),
    ("trust [...] matters", ("trust", "matters"), ("ellipsis [...]",)),
    (". . . trust matters", ("trust matters",), ("ellipsis . . .",)),
    ("[A] city may", ("a city may",), ("case [A]",)),
    ("no changes, at all,", ("no changes, at all",), ()),
    ("[. . .]", (), ("ellipsis [. . .]",)),
)


@pytest.mark.parametrize(("words", "segments", "changes"), ALTERED)
def test_alterations(words: str, segments: tuple[str, ...], changes: tuple[str, ...]) -> None:
    found, altered = alterations.resolve(words)
    assert found == segments
    assert tuple(f"{one.kind.value} {one.raw}" for one in altered) == changes


VERIFIED = (
    "The Secretary said that “no local officer was told of the change.”",
    'The mayor wrote: "we were never asked."',
    "The report found “no effect.”",
    "She called it, in her words, “a failure of trust between neighbors.”",
    "The law forbids ‘any official from sharing that fact.’",
)
NOT_VERIFIED = (
    "We write for Cities for Examples (“C4E”), a coalition.",
    "The agency (the “Agency”) did not answer.",
    'They are so-called "sanctuary cities."',
    "The misleadingly named “Secure Towns” program goes on.",
    "A project called “Open Doors” began.",
    "The term “alien” is not ours.",
    "Her essay entitled “What Cities Owe Their Neighbors Now” is long.",
    "It is a ‘sanctuary’ town.",
)


@pytest.mark.parametrize("source", VERIFIED)
def test_words_of_a_source_are_verified(source: str) -> None:
    assert [q.verify for q in read_note(source, None).quotations] == [True]


@pytest.mark.parametrize("source", NOT_VERIFIED)
def test_terms_and_scare_quotes_are_not_verified(source: str) -> None:
    assert [q.verify for q in read_note(source, None).quotations] == [False]


def test_quotations_belong_to_the_citation_around_or_behind_them() -> None:
    reading = read_note(
        "ICE said that it would “be at every local jail[.]” Example Agency, *Release* (2008), "
        "https://example.gov/r; Jane Roe, *Trust* (2010) (finding that it “failed everyone”). "
        "Later it “gave up the plan entirely.”"
    )
    assert [(q.raw, q.citation, q.verify) for q in reading.quotations] == [
        ("“be at every local jail[.]”", 0, True),
        ("“failed everyone”", 1, True),
        ("“gave up the plan entirely.”", 1, True),
    ]


def test_a_parenthesis_of_a_citation_quotes_it_and_defines_nothing() -> None:
    reading = read_note(
        "Example Council (“EC”), *Trust* (2010) (“Trust fell.”); Jane Roe, *Fear* (2011) (“no one "
        "came”) (the “Fear Report”)."
    )
    assert [(q.raw, q.verify) for q in reading.quotations] == [
        ("“EC”", False),
        ("“Trust fell.”", True),
        ("“no one came”", True),
        ("“Fear Report”", False),
    ]


def test_a_title_in_quotation_marks_is_no_quotation() -> None:
    reading = read_note("Jane Roe, “Trust and Its Limits,” *Ex. Times*, March 3, 2020.")
    assert reading.quotations == ()
    assert reading.citations[0].title == "Trust and Its Limits"


def test_marks_inside_an_italic_title_are_no_quotation() -> None:
    assert read_note("Jane Roe, *The “Secure” Towns*, 3 EX. REV. 5 (2010).").quotations == ()


def test_paragraphs_that_open_again_are_one_quotation() -> None:
    source = (
        "The mayor issued the following statement:\n"
        "“We took an oath.\n"
        "“We keep it, and we call upon the\n"
        "Secretary to keep his.\n"
        "“He said ‘policies that frustrate the law’ were ours. They are not.”\n"
        "About the conference: it has members."
    )
    outer, inner = read_note(source, None).quotations
    assert outer.raw.startswith("“We took")
    assert outer.raw.endswith("They are not.”")
    assert not outer.verify
    assert len(outer.segments) == 3
    assert (inner.raw, inner.verify) == ("‘policies that frustrate the law’", True)


def test_a_quotation_that_never_closes_swallows_nothing() -> None:
    source = "He said “we will.\nNothing more was heard.\nShe said “we shall see you there.”"
    assert [q.raw for q in read_note(source, None).quotations] == ["“we shall see you there.”"]


def test_apostrophes_close_nothing() -> None:
    source = "It held that ‘the states’ rights to their police’ were not at issue, as it’s said."
    assert [q.raw for q in read_note(source, None).quotations] == [
        "‘the states’ rights to their police’"
    ]
    assert read_note("Cities’ budgets, mayors’ oaths, the ‘90s, rock ’n’ roll.").quotations == ()


def test_straight_marks_pair_by_their_surroundings() -> None:
    source = 'He is 5\'10" tall and said "we were never asked about it" twice.'
    assert [q.raw for q in read_note(source, None).quotations] == ['"we were never asked about it"']


def test_markup_inside_quoted_words_stays_in_raw_only() -> None:
    (quotation,) = read_note("He wrote “we will *never* agree to it.”", None).quotations
    assert quotation.raw == "“we will *never* agree to it.”"
    assert quotation.segments == ("we will never agree to it",)
