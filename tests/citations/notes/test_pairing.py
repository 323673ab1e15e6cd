"""Pairing of references with notes."""

from citations.model import Pairing
from citations.notes.pairing import Labelled, Pairs, pair

PAIRED, DUPLICATE = Pairing.PAIRED, Pairing.DUPLICATE_LABEL
NO_NOTE, NO_REFERENCE = Pairing.ORPHAN_REFERENCE, Pairing.ORPHAN_NOTE


def _pair(marks: str, notes: str) -> Pairs:
    """Labels with their offsets: "1@10 2@20"."""

    def labelled(words: str) -> list[Labelled]:
        parts = (word.split("@") for word in words.split())
        return [Labelled(label, int(at)) for label, at in parts]

    return pair(labelled(marks), labelled(notes))


def test_one_to_one() -> None:
    pairs = _pair("1@10 2@20", "1@100 2@200")
    assert pairs.marks == (PAIRED, PAIRED)
    assert pairs.notes == (PAIRED, PAIRED)
    assert pairs.first_mark == {0: 0, 1: 1}


def test_orphans_of_both_kinds() -> None:
    pairs = _pair("1@10 3@20", "1@100 2@200")
    assert pairs.marks == (PAIRED, NO_NOTE)
    assert pairs.notes == (PAIRED, NO_REFERENCE)
    assert pairs.first_mark == {0: 0}


def test_several_references_share_a_note() -> None:
    pairs = _pair("1@10 1@20 1@30", "1@100")
    assert pairs.marks == (PAIRED,) * 3
    assert pairs.first_mark == {0: 0}


def test_a_second_note_of_a_label_is_a_duplicate() -> None:
    pairs = _pair("1@10", "1@100 1@200")
    assert pairs.notes == (PAIRED, DUPLICATE)
    assert pairs.first_mark == {0: 0}


def test_two_notes_without_reference() -> None:
    assert _pair("", "1@100 1@200").notes == (NO_REFERENCE, DUPLICATE)


def test_numbering_that_begins_anew_on_each_page() -> None:
    pairs = _pair("1@10 2@20 1@210 2@220", "1@100 2@110 1@300 2@310")
    assert pairs.notes == (PAIRED,) * 4
    assert pairs.first_mark == {0: 0, 1: 1, 2: 2, 3: 3}


def test_numbering_that_begins_anew_with_all_notes_at_the_end() -> None:
    pairs = _pair("1@10 2@20 1@30", "1@100 2@110 1@120")
    assert pairs.notes == (PAIRED,) * 3
    assert pairs.first_mark == {0: 0, 1: 1, 2: 2}


def test_equal_counts_that_do_not_work_out_are_duplicates() -> None:
    pairs = _pair("1@10 1@20 2@30", "1@100 1@110 2@120 3@130")
    assert pairs.notes == (PAIRED, DUPLICATE, PAIRED, NO_REFERENCE)


def test_a_note_without_reference_leaves_the_next_chapter_s_to_its_own() -> None:
    pairs = _pair("1@10 1@210 2@220", "1@100 2@110 1@300 2@310")
    assert pairs.notes == (PAIRED, NO_REFERENCE, PAIRED, PAIRED)
