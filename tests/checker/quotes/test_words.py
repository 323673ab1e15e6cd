"""What counts as the same word, as a negation, as the same marks: rule by rule."""

from __future__ import annotations

import pytest

from checker.model import QuoteGrade
from checker.quotes import SourceText, match_quotation
from checker.quotes.negation import negations, turns_round
from checker.quotes.tokens import folded, tokenize, typeset
from tests.checker.gold.pairs import quotation


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("1,204", "1204"),
        ("12,345,678", "12345678"),
        ("1,2", "1,2"),
        ("12,34", "12,34"),
        ("1234,567", "1234,567"),
        ("Straße", "strasse"),
        ("co\u00adoperate", "cooperate"),
        ("ﬁnd", "find"),
        ("Sch\u00a8opf", "schopf"),
    ],
)
def test_what_a_word_is_compared_by(word: str, same: str) -> None:
    assert folded(word) == same


def test_words_stand_where_they_stood() -> None:
    text = "The “fleet’s” 63% of 1,204."
    tokens = tokenize(text)
    assert tokens.words == ["the", "fleet's", "63", "%", "of", "1204"]
    spans = zip(tokens.starts, tokens.ends, strict=True)
    assert [text[start:end] for start, end in spans] == ["The", "fleet’s", "63", "%", "of", "1,204"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("they did not go", 1),
        ("they don't go", 1),
        ("neither of them", 1),
        ("whether or not it goes", 0),
        ("whether it goes at once today or not", 1),
        ("whether it goes soon or not", 0),
        ("or not", 1),
        ("it is knotty", 0),
    ],
)
def test_how_many_words_negate(words: str, count: int) -> None:
    assert negations(words.split()) == count


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("lawful", "unlawful", True),
        ("approve", "disapprove", True),
        ("resident", "nonresident", True),
        ("complete", "incomplete", True),
        ("possible", "impossible", True),
        ("legal", "illegal", True),
        ("regular", "irregular", True),
        ("social", "antisocial", True),
        ("judged", "misjudged", True),
        ("able", "unable", True),
        ("lawful", "awful", False),
        ("til", "until", False),
        ("lawful", "lawful", False),
        ("state", "interstate", False),
    ],
)
def test_words_that_say_the_opposite(one: str, other: str, expected: bool) -> None:
    assert turns_round([one], [other]) is expected
    assert turns_round([other], [one]) is expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a  b\nc", "a b c"),
        ("“a”, ‘b’", "'a','b'"),
        ("a -- b", "a–b"),
        ("a - b", "a–b"),
        ("a. . . b", "a... b"),
        ("a… b", "a... b"),
        ("63 %", "63%"),
        ("( a )", "(a)"),
        ("§ 12 of loi n° 5", "§12 of loi n°5"),
    ],
)
def test_plain_typography(text: str, plain: str) -> None:
    assert typeset(text) == plain


SOURCE = (
    "The council met on Monday. Its report3 says that the night bus is safe, cheap and late. "
    "Nobody asked how much it costs."
)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("the night bus is safe, cheap and late", QuoteGrade.EXACT),
        ("Its report says that the night bus is safe", QuoteGrade.NORMALIZED),
        ("[T]he night bus is safe, cheap and late", QuoteGrade.ALTERED_OK),
        ("the night bus is safe . . . and late", QuoteGrade.ALTERED_OK),
        ("the night bus is safe, cheap [sic] and late", QuoteGrade.ALTERED_OK),
        ("the night bus is safe [emphasis added], cheap and late", QuoteGrade.ALTERED_OK),
        ("the night bus is safe[;] cheap and late", QuoteGrade.ALTERED_OK),
        ("the night [buses are] safe, cheap and late", QuoteGrade.ALTERED_OK),
        ("Its report says[:] that the night bus is safe[;] cheap and late", QuoteGrade.ALTERED_OK),
        ("Its report says that [T]he night bus is safe", QuoteGrade.ALTERED_OK),
        ("the night bus is safe, [ch]eap and late", QuoteGrade.ALTERED_OK),
        ("the night bus is safe[;] cheap, and late", QuoteGrade.PUNCTUATION_ONLY),
        ("the night bus is safe[;] cheap and, late", QuoteGrade.PUNCTUATION_ONLY),
        ("the night bus is safe, cheap and[;] la te", QuoteGrade.PUNCTUATION_ONLY),
        ("Its . . . [T]he night bus is safe", QuoteGrade.ALTERED_OK),
        ("(the night bus is safe, cheap and late)", QuoteGrade.EXACT),
        ("the nightbus is safe, cheap and late", QuoteGrade.PUNCTUATION_ONLY),
        ("the night bus is safe cheap and late", QuoteGrade.PUNCTUATION_ONLY),
        ("The Night Bus is safe, cheap and late", QuoteGrade.PUNCTUATION_ONLY),
        ("the night bus is slow, cheap and late", QuoteGrade.WORDS_DIFFER),
        ("the night bus is safe [sic] and late", QuoteGrade.WORDS_DIFFER),
        ("the night bus is safe [Emphasis added.] and late", QuoteGrade.WORDS_DIFFER),
        (
            "Its report says that the night bus is safe, cheap and late . . . and dear",
            QuoteGrade.WORDS_DIFFER,
        ),
        ("the day tram was never asked for by anyone at all", QuoteGrade.NOT_FOUND),
    ],
)
def test_grades_of_one_sentence(words: str, grade: QuoteGrade) -> None:
    assert match_quotation(quotation(f"“{words}”"), SourceText(SOURCE)).grade is grade


@pytest.mark.parametrize(
    ("source", "words", "grade", "difference"),
    [
        (
            "In the end the café near the harbor was open on Sundays.",
            "the cafe near the harbor was open on Sundays",
            QuoteGrade.NORMALIZED,
            None,
        ),
        (
            "It was open at the pièr and at the new pier.",
            "It was open at the pier and at the",
            QuoteGrade.NORMALIZED,
            None,
        ),
        (
            "The council of the town met on Monday in the hall of the school.",
            "the town met on Sunday in the hall of the",
            QuoteGrade.WORDS_DIFFER,
            "the town met on [-Sunday-]{+Monday+} in the hall of …",
        ),
        (
            "Nobody complained of the noise. The council met at noon in the old hall. It was cold. "
            "Nobody complained of the noise, since the hall was closed.",
            "The council met at nine in the old hall. . . . Nobody complained of the noise",
            QuoteGrade.WORDS_DIFFER,
            "The council met at [-nine-]{+noon+} in the old hall . . . Nobody complained of the"
            " noise",
        ),
    ],
    ids=["first word twice", "last word twice", "both twice", "sentence twice"],
)
def test_words_that_the_source_says_twice(
    source: str, words: str, grade: QuoteGrade, difference: str | None
) -> None:
    """A quotation is held against the place that it comes from, not against one that begins so."""
    found = match_quotation(quotation(f"“{words}”"), SourceText(source))
    assert (found.grade, found.difference) == (grade, difference)
