"""What an editor, a reporter or a printer sets between a source's words, and what a quotation may
leave out for it."""

from __future__ import annotations

import pytest

from checker.model import QuoteGrade, QuoteMatch
from checker.quotes import SourceText, match_quotation
from tests.checker.gold.pairs import quotation

CITES = (
    "Self-help is disfavored, Roe v. Poe, 99 Harb. 2d 12, 15 (1990), and we forbid it. The board "
    "was not told of it, and the permit, which nobody had read, was signed."
)


def matched(raw: str, source: str) -> QuoteMatch:
    return match_quotation(quotation(f"“{raw}”"), SourceText(source))


@pytest.mark.parametrize(
    "note",
    [
        "[citation omitted]",
        "[citations omitted]",
        "(internal citations omitted)",
        "[Citation and internal quotation marks omitted.]",
        "[footnotes omitted]",
    ],
)
def test_a_citation_may_be_left_out_where_a_note_says_so(note: str) -> None:
    found = matched(f"Self-help is disfavored, {note} and we forbid it.", CITES)
    assert found.grade is QuoteGrade.ALTERED_OK


def test_a_note_of_a_citation_leaves_out_no_other_words() -> None:
    found = matched("The board was [citation omitted] told of it", CITES)
    assert (found.grade, found.negation) == (QuoteGrade.WORDS_DIFFER, True)
    assert found.difference == "[-citation omitted-]{+not+}"


@pytest.mark.parametrize(
    "note",
    ["[sic]", "(emphasis added)", "[italics mine]", "[alteration in original]", "(cleaned up)"],
)
def test_what_an_editor_says_of_a_quotation_is_none_of_its_words(note: str) -> None:
    found = matched(f"and we forbid {note} it.", CITES)
    assert found.grade is QuoteGrade.ALTERED_OK


@pytest.mark.parametrize("mark", ["*345", "**12", "[*5]", "{¶ 14}", "[¶14]"])
def test_the_pages_and_paragraphs_of_a_report_are_no_words(mark: str) -> None:
    source = f"When he returned the locks {mark} had been changed."
    found = matched("When he returned the locks had been changed.", source)
    assert found.grade is QuoteGrade.NORMALIZED


def test_a_product_is_no_page_of_a_report() -> None:
    source = "The dose is 3 *5 mg, by the label."
    assert matched("The dose is 3 mg", source).grade is QuoteGrade.WORDS_DIFFER


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        ("rose to £4 1/2 million", "It rose to £4½ million at last."),
        ("rose to £4½ million", "It rose to £4 1/2 million at last."),
        ("⅓ of the year", "Closed for 1/3 of the year."),
        ("a third of 1⁄3 of it", "He took a third of 1/3 of it."),
        ("some 40 km² of ice", "We saw some 40 km2 of ice."),
        ("some 40 km2 of ice", "We saw some 40 km² of ice."),
        ("fell to −12 °C", "It fell to -12°C at night."),
        ("savings of $18-$22 million", "We expect savings of $18–$22 million."),
    ],
)
def test_figures_are_set_in_several_ways(quoted: str, printed: str) -> None:
    assert matched(quoted, printed).grade is QuoteGrade.NORMALIZED


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        ("rose to £412 million", "It rose to £4½ million at last."),
        ("rose to £3½ million", "It rose to £4½ million at last."),
    ],
)
def test_another_figure_is_another_wording(quoted: str, printed: str) -> None:
    assert matched(quoted, printed).grade is QuoteGrade.WORDS_DIFFER


@pytest.mark.parametrize(
    "quoted", ["It begins in 2018–19.", "It begins in 2018-19.", "It begins in 2018/19."]
)
def test_a_season_has_no_fraction(quoted: str) -> None:
    assert matched(quoted, "It begins in 2018/19.").grade is not QuoteGrade.WORDS_DIFFER


@pytest.mark.parametrize(
    "printed",
    [
        "We do not claim that counsel alone accounts for the gap.",
        "It has never been shown that counsel alone accounts for the gap.",
        "No one knows whether counsel alone accounts for the gap.",
        "It is misleading to say that counsel alone accounts for the gap.",
    ],
)
def test_no_sentence_is_made_of_what_the_source_denies(printed: str) -> None:
    found = matched("[C]ounsel alone accounts for the gap.", printed)
    assert (found.grade, found.negation) == (QuoteGrade.WORDS_DIFFER, True)


@pytest.mark.parametrize(
    "printed",
    [
        "We find that counsel alone accounts for the gap.",
        "It did not rain. The judges say that counsel alone accounts for the gap.",
        "Judges who never rest, or so they say, hold that counsel alone accounts for the gap.",
    ],
)
def test_a_sentence_may_be_made_of_what_the_source_says(printed: str) -> None:
    found = matched("[C]ounsel alone accounts for the gap.", printed)
    assert found.grade is QuoteGrade.ALTERED_OK


def test_a_clause_may_go_with_its_negation_where_the_next_is_made_a_sentence() -> None:
    source = "We say that it is forbidden. He did not intend to harm; intent is not an element."
    found = matched("it is forbidden . . . . [I]ntent is not an element.", source)
    assert found.grade is QuoteGrade.ALTERED_OK
    assert matched("He did . . . intend to harm", source).negation


HEADS = (
    "The court held that the tenants could not\f{head} recover what they had paid, and so it was "
    "that they left.\f813 Roe on Tenancy Nothing was ever said of them again."
)


@pytest.mark.parametrize("head", ["812 Harbor Law Review", "812 HARBOR LAW REVIEW [Vol. 88:799"])
def test_a_heading_that_counts_on_or_is_in_capitals_parts_no_sentence(head: str) -> None:
    found = matched("could not recover what they had paid", HEADS.format(head=head))
    assert found.grade is QuoteGrade.NORMALIZED


@pytest.mark.parametrize(
    "head",
    [
        "812 Harbor Law Review never",
        "812 Harbor Law Review fully",
        "812 HARBOR LAW REVIEW easily",
        "900 Harbor Law Review",
        "In Harbor City",
    ],
)
def test_words_that_are_no_heading_are_missed(head: str) -> None:
    found = matched("could not recover what they had paid", HEADS.format(head=head))
    assert found.grade is QuoteGrade.WORDS_DIFFER


@pytest.mark.parametrize(
    ("quoted", "grade"),
    [
        ("send the debian/* files", QuoteGrade.EXACT),
        ("Now send the *debian* files", QuoteGrade.WORDS_DIFFER),
        ("the debian/* files [up]stream", QuoteGrade.ALTERED_OK),
        ("call its _start() only", QuoteGrade.EXACT),
        ("*call its* _start() only", QuoteGrade.NORMALIZED),
    ],
)
def test_stars_and_underscores_may_be_the_sources_own(quoted: str, grade: QuoteGrade) -> None:
    source = "Do not send the debian/* files upstream, and call its _start() only."
    assert matched(quoted, source).grade is grade


def test_letters_that_only_look_alike_are_told_by_name() -> None:
    found = matched("The council will p\N{CYRILLIC SMALL LETTER A}y", "The council will pay today.")
    assert found.grade is QuoteGrade.WORDS_DIFFER
    assert (found.difference or "").endswith("{+pay+} (Cyrillic small letter a)")
    found = matched("The council will pry", "The council will pay today.")
    assert (found.difference or "").endswith("{+pay+}")


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        ("السعر يتغير منذ عام", "السعر لم يتغير منذ عام 2009."),
        ("השר אמר זאת בכנסת", "השר לא אמר זאת בכנסת אתמול."),
        ("Мы обещали этого никому вчера", "Мы не обещали этого никому вчера, сказал он."),
    ],
)
def test_a_lost_negation_is_loud_in_other_scripts(quoted: str, printed: str) -> None:
    assert matched(quoted, printed).negation
