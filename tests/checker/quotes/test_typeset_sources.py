"""What typesetters, wikis and PDFs put between words: note markers, page edges, signs, dots."""

from __future__ import annotations

import pytest

from checker.model import QuoteGrade
from checker.quotes import SourceText, match_quotation
from tests.checker.gold.pairs import quotation

EXACT, NORMALIZED, ALTERED_OK = QuoteGrade.EXACT, QuoteGrade.NORMALIZED, QuoteGrade.ALTERED_OK
PUNCTUATION, DIFFER = QuoteGrade.PUNCTUATION_ONLY, QuoteGrade.WORDS_DIFFER


def graded(source: str, words: str) -> tuple[QuoteGrade, bool]:
    match = match_quotation(quotation(f"“{words}”"), SourceText(source))
    return match.grade, match.negation


@pytest.mark.parametrize(
    ("source", "words", "grade"),
    [
        ("The boats ran.5, 6 The quay was dry.", "The boats ran. The quay was dry.", NORMALIZED),
        ("The boats ran.5–7 The quay was dry.", "The boats ran. The quay was dry.", NORMALIZED),
        ("They left it.5 The quay was dry.", "They left it. The quay was dry.", NORMALIZED),
        ("They sold No.5 The Quay for it.", "They sold No. The Quay for it.", DIFFER),
        ("The boats ran.[2, 3] The quay was dry.", "The boats ran. The quay was dry", NORMALIZED),
        ("It ran.[note 1] The quay was dry.", "It ran. The quay was dry", NORMALIZED),
        ("It ran.[citation needed] The quay was dry.", "It ran. The quay was dry", NORMALIZED),
        ("It ran [unladen] to the dry quay.", "It ran to the dry quay", DIFFER),
        ("The boats ran. 4 The quay was dry.", "The boats ran. The quay was dry.", NORMALIZED),
        ("He said “ran.” 4 The quay was dry.", "said ‘ran.’ The quay was dry.", NORMALIZED),
        ("The boats ran. 1987 The quay was dry.", "The boats ran. The quay was dry.", DIFFER),
        ("The boats ran 4 times to the quay.", "The boats ran times to the quay.", DIFFER),
        ("The boats ran. 4 5 were dry at noon.", "The boats ran. 5 were dry at noon.", DIFFER),
        ("He asked for nothing2 and got it all.", "He asked for nothing and got it", NORMALIZED),
    ],
)
def test_markers_of_notes_are_no_words(source: str, words: str, grade: QuoteGrade) -> None:
    assert graded(source, words) == (grade, False)


HEADS = (
    "2 Night Boats\f The harbor is small and the boats are old. They sail at\f"
    "Night Boats 3 night and in the morning. Few who wait there-\f"
    "4 Night Boats fore know when. It is not\f"
    "only the fog. It is not dear. Draft of May\f"
    "6 Night Boats Draft of June The crew sleeps at noon, for they work\fonly then. "
    "They sail by day. Draft of July\f8 Night Boats The crew eats at noon."
)


@pytest.mark.parametrize(
    ("words", "grade", "negation"),
    [
        ("They sail at night and in the morning", NORMALIZED, False),
        ("They sail at noon and in the morning", DIFFER, False),
        ("Few who wait therefore know when", NORMALIZED, False),
        ("Few who wait thereby know when", DIFFER, False),
        ("They sail at night . . . . Few who wait therefore know when", ALTERED_OK, False),
        ("It is the fog.", DIFFER, True),
        ("It is not dear. The crew sleeps at noon", DIFFER, False),
        ("The crew sleeps at noon, for they work then", DIFFER, False),
        ("They sail by day. The crew eats at noon", DIFFER, False),
    ],
)
def test_a_sentence_goes_on_over_a_running_head(
    words: str, grade: QuoteGrade, negation: bool
) -> None:
    """What stands at the edges of several pages; a word that stands at one is missed there."""
    assert graded(HEADS, words) == (grade, negation)


def test_heads_are_those_of_pages_nearby() -> None:
    pages = [f"Page of number {'x' * at} and nothing else but" for at in range(40)]
    pages[20] = "Night Boats the boats are"
    pages[21] = "Old Quays dry at noon"
    told = "the boats are dry at noon"
    assert graded("\f".join(pages), told)[0] is DIFFER
    pages[35] = "Old Quays at last"
    assert graded("\f".join(pages), told)[0] is DIFFER
    pages[24] = "Old Quays at first"
    assert graded("\f".join(pages), told)[0] is NORMALIZED


@pytest.mark.parametrize(
    ("source", "words", "grade"),
    [
        ("It fell by −2 degrees.", "It fell by -2 degrees", NORMALIZED),
        ("It fell by −2 degrees.", "It fell by 2 degrees", DIFFER),
        ("It fell by −2 degrees.", "It fell by +2 degrees", DIFFER),
        ("It fell by -$2 at noon.", "It fell by $2 at noon", DIFFER),
        ("They sat in 2016–19 and won.", "They sat in 2016-19 and won", NORMALIZED),
        ("They sat in 2016–19 and won.", "They sat in 2016—19 and won", NORMALIZED),
        ("They left — two of them — at noon.", "They left-two of them-at noon", PUNCTUATION),
        ("One bad one … but who counts them?", "One bad one... but who counts them?", NORMALIZED),
        ("The text is stretched…and torn.", "The text is stretched . . . and torn", NORMALIZED),
        ("The text is stretched and torn.", "The text is stretched . . . and torn", ALTERED_OK),
        ("The E.P.A.’s rule is at least clear.", "The EPA’s rule is at least clear", PUNCTUATION),
        ("It is its own best friend.", "It is it’s own best friend", PUNCTUATION),
        ("La mise en oeuvre est lente.", "La mise en œuvre est lente", NORMALIZED),
        ("It is at\u200bleast clear and\u200bdry.", "It is at least clear", NORMALIZED),
        ("It is at\u200bleast clear.", "It is atleast clear", NORMALIZED),
        ("The \u202bferry\u202c runs at\u200f dawn.", "The ferry runs at dawn", NORMALIZED),
        ("The fer\u2066ry runs at dawn.", "The ferry runs at dawn", NORMALIZED),
        ("The cafe\u0301 opens at dawn.", "The café opens at dawn", NORMALIZED),
        ("The ｃａｆé opens at ５ sharp.", "The café opens at 5 sharp", NORMALIZED),
        ("The of\ufb01ce ful\u00adfils it.", "The office fulfils it", NORMALIZED),
        ("They have not sailed.", "They[’ve] not sailed", ALTERED_OK),
        ("They all have not sailed.", "They[’ve] not sailed", DIFFER),
        ("The Smørås ferry sails at dawn.", "The Smoras ferry sails at dawn", NORMALIZED),
    ],
)
def test_signs_and_letters(source: str, words: str, grade: QuoteGrade) -> None:
    assert graded(source, words)[0] is grade


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("We asked twice. We will ask again.", NORMALIZED),
        ("We asked twice. ‘We will ask again.", NORMALIZED),
        ("We will ask again. He said so.", PUNCTUATION),
    ],
)
def test_speech_opens_anew_with_each_paragraph(words: str, grade: QuoteGrade) -> None:
    source = "“We asked twice. “We will ask again.” He said so."
    assert graded(source, words) == (grade, False)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("two-thirds of them are left-handed", NORMALIZED),
        ("twothirds of them are left-handed", EXACT),
        ("two-thirds of them are lefthanded", NORMALIZED),
        ("two, thirds of them are lefthanded", PUNCTUATION),
    ],
)
def test_a_pdf_may_have_lost_a_hyphen_at_a_lines_end(words: str, grade: QuoteGrade) -> None:
    page = "In the end twothirds of them are left-handed."
    assert graded(f"{page}\fThe next page.", words)[0] is grade
    assert "-" in words.replace("left-", "") or graded(page, words)[0] in (EXACT, PUNCTUATION)


@pytest.mark.parametrize(
    ("source", "words", "grade"),
    [
        ("No cuts, no excuses.", "Cuts, no excuses", DIFFER),
        ("No cuts, no excuses.", "[C]uts, no excuses", DIFFER),
        ("No cuts, no excuses.", "cuts, no excuses", EXACT),
        ("We said no. Cuts are dear.", "Cuts are dear", EXACT),
        ("We said no; cuts are dear.", "Cuts are dear", PUNCTUATION),
        ("The cuts are dear to us.", "Cuts are dear to us", PUNCTUATION),
        ("Rarely have I seen a dry quay.", "[I have] seen a dry quay", DIFFER),
        ("They do not expect a dry quay.", "[They] expect a dry quay", DIFFER),
        ("They do expect a dry quay.", "[They] expect a dry quay", ALTERED_OK),
        ("No, the board does expect a dry quay.", "[They] expect a dry quay", ALTERED_OK),
        ("They expect a dry quay.", "[Nobody] expect[s] a dry quay", DIFFER),
    ],
)
def test_a_negation_in_front_is_not_torn_off(source: str, words: str, grade: QuoteGrade) -> None:
    assert graded(source, words) == (grade, grade is DIFFER)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Die Fähre fährt nicht am Sonntag.", "Die Fähre fährt . . . am Sonntag"),
        ("Sie haben kein Recht auf Lärm.", "Sie haben Recht auf Lärm"),
        ("Le bac ne part jamais le dimanche.", "Le bac part le dimanche"),
        ("Le bac n’est pas parti.", "Le bac est parti"),
        ("El barco nunca sale de noche.", "El barco . . . sale de noche"),
        ("O barco não sai de noite.", "O barco sai de noite"),
        ("De boot vaart niet op zondag.", "De boot vaart . . . op zondag"),
        ("Il battello parte senza luci di notte.", "Il battello parte con luci di notte"),
    ],
)
def test_negations_of_other_languages(source: str, words: str) -> None:
    assert graded(source, words) == (DIFFER, True)


def test_a_short_run_is_found_where_it_agrees_best() -> None:
    source = "You look tired, said the mate, at the end of the day. Tired wasn’t the word, said I."
    match = match_quotation(quotation("“Tired was the word”"), SourceText(source))
    assert (match.grade, match.negation) == (DIFFER, True)
    assert match.difference == "Tired [-was-]{+wasn't+} the word"


SOURCE = (
    "Unlawful entry is dear. " + "The quay was dry and the boats were old. " * 40 + "So it was."
)


def test_a_word_of_the_source_is_not_cut_at_its_beginning() -> None:
    assert graded(SOURCE, "lawful entry is dear")[0] is DIFFER
    assert graded(f"“{SOURCE}", "Unlawful entry is dear")[0] is EXACT


def test_an_editor_is_shown_what_stands_around_and_what_was_left_out() -> None:
    text = "One two three. " * 60 + "The ferry left the harbor. " + "Four five six. " * 60
    match = match_quotation(quotation("“The ferry left the harbor”"), SourceText(text))
    assert match.passage is not None
    before, after = match.passage.split("The ferry left the harbor")
    assert 220 < len(before) <= 241
    assert 220 < len(after) <= 241
    left_out = (
        "The boats were not old, " + "and the quay was long and dry, " * 8 + "but they sailed."
    )
    match = match_quotation(
        quotation("“The boats were . . . but they sailed”"), SourceText(left_out)
    )
    assert (match.grade, match.negation) == (DIFFER, True)
    assert match.difference is not None
    assert match.difference.startswith("[-. . .-]{+not old, and the quay")
    assert " … " in match.difference
    assert match.difference.endswith("the quay was long and dry+}")


def test_words_that_are_written_apart_beside_an_accent() -> None:
    source = "In the end the night bus and the café ran late."
    assert graded(source, "the nightbus and the cafe ran late")[0] is NORMALIZED
    assert graded(source, "the nightbus and the coffee ran late")[0] is DIFFER


def test_the_page_of_a_text_that_begins_with_an_empty_one() -> None:
    match = match_quotation(quotation("“the boats were old”"), SourceText("\fthe boats were old"))
    assert match.page == 2


def test_an_ellipsis_and_a_bracket_in_a_row_leave_out_what_both_may() -> None:
    source = "The boats sailed " + "past the quay " * 6 + "to the harbor at noon."
    assert graded(source, "The boats sailed . . . [into] the harbor at noon")[0] is ALTERED_OK
    assert graded(source, "The boats sailed [into] the harbor at noon")[0] is DIFFER
