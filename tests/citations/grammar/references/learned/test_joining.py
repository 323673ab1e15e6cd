"""References in styles that no rule knows, and when the model is asked at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.grammar.desk import Desk
from citations.grammar.references.learned import fields, tokens
from citations.grammar.references.learned.weights import FILE, shipped
from citations.model import Citation, CitationForm, Span
from tests.citations.counting import calls_of
from tests.citations.grammar.notes import read_note

UNKNOWN = (
    (
        "City of Quay. ‘Timeline of Tide Gauges’. 1996, September 26."
        " https://quay.example.org/timeline.pdf (accessed 4 May 2016).",
        ("City of Quay", "Timeline of Tide Gauges", None, None, "1996-09-26"),
    ),
    (
        "R Haddad. Prison calls cost families millions. The Harbor Ledger. 2 May 2021."
        " https://ledger.example.com/2021/05/02/calls",
        (
            "Haddad",
            "Prison calls cost families millions",
            "The Harbor Ledger",
            None,
            "2021-05-02",
        ),
    ),
    (
        "Marlund, Hedda. Kelp prices in the north: Evidence from Norland. Harbor Policy Lab,"
        " Bergen, 2019.",
        (
            "Marlund",
            "Kelp prices in the north: Evidence from Norland",
            None,
            "Harbor Policy Lab",
            "2019",
        ),
    ),
)
PROSE = (
    "The survey was sent to 40 counties in 2019; 31 of them replied, most of them late.",
    "In 2014 the board met four times. Its minutes are kept at https://quay.example.org/minutes.",
    "Figures for 2020 are not comparable with those before, since the form was changed.",
    "Version 2.0 was released in 1998 and is not supported any more (see the changelog).",
)
RUNNING = (
    "Jane Roe, *The Tides of Norland* 45 (2014).",
    "See Jane Roe, *Kelp and Law*, 57 Quay L. Rev. 937, 940 (2014).",
    "Roe v. Doe, 410 U.S. 113, 120 (1973).",
    "42 U.S.C. § 1983 (2018).",
    "Id. at 45.",
)


def _told(found: Citation) -> tuple[str | None, ...]:
    names = "; ".join(name.family or name.literal or "" for name in found.authors)
    date = found.date.iso if found.date else None
    return (
        names.title() if names.isupper() else names,
        found.title,
        found.container,
        (found.publisher),
        date,
    )


@pytest.mark.parametrize(("note", "expected"), UNKNOWN, ids=[note[:20] for note, _ in UNKNOWN])
def test_a_style_that_no_rule_knows(note: str, expected: tuple[str | None, ...]) -> None:
    (found,) = read_note(note).citations
    assert _told(found) == expected
    assert found.form is CitationForm.FULL
    assert found.raw.strip() == note.strip()


@pytest.mark.parametrize("note", PROSE)
def test_prose_is_no_reference(note: str) -> None:
    assert not [each for each in read_note(note).citations if each.title]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of which the model was asked."""
    words: list[str] = []
    read = fields.read

    def counted(desk: Desk, at: Span) -> fields.Fields:
        words.append(desk.sheet.slice(at))
        return read(desk, at)

    monkeypatch.setattr(fields, "read", counted)
    return words


@pytest.mark.parametrize("note", RUNNING)
def test_running_notes_and_law_do_not_ask(note: str, asked: list[str]) -> None:
    read_note(note)
    assert asked == []


def test_an_entry_whose_title_is_marked_does_not_ask(asked: list[str]) -> None:
    read_note("Roe, J. (2014). *The tides of Norland*. Quay Press.")
    assert asked == []


def test_an_entry_whose_title_nothing_marks_asks_once(asked: list[str]) -> None:
    read_note("Roe, J. (2014). The tides of Norland. Quay Review, 3, 45-67.")
    assert len(asked) == 1


def test_the_running_text_asks_nothing_about_prose(asked: list[str]) -> None:
    read_note("City of Quay ‘Timeline’ 1996, September 26", label=None)
    assert asked == []


def test_the_spans_of_fields_stand_in_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    note = UNKNOWN[0][0]
    seen: list[fields.Fields] = []
    read = fields.read

    def kept(desk: Desk, at: Span) -> fields.Fields:
        seen.append(read(desk, at))
        return seen[-1]

    monkeypatch.setattr(fields, "read", kept)
    read_note(note)
    (found,) = seen
    assert fields.TITLE in found.by
    for field in found.by.values():
        assert 0 <= field.at.start < field.at.end <= len(note)
        assert 0.0 <= field.sure <= 1.0
        assert note[field.at.start : field.at.end] == note[field.at.start : field.at.end].strip()


@given(st.text(alphabet="RoeJKdp 2014.,;:()[]“”‘’«»\"'/-–?!*&", min_size=30, max_size=300))
def test_no_note_raises(text: str) -> None:
    read_note("Roe, J. 2014. " + text)
    read_note(text + " 2014 https://example.org/a")


def test_the_cost_is_linear_in_the_words() -> None:
    def cost(words: int) -> int:
        note = (
            "Roe, J. (2014). " + "Tides rise slowly and " * words + "fall. Quay Review, 3, 45-67."
        )
        return calls_of(read_note, note)

    few, many = cost(6), cost(24)
    assert len(tokens.cut("a " * tokens.MOST, Span(0, 2 * tokens.MOST), tokens.Marks())) == (
        tokens.MOST
    )
    assert many < 6 * few


def test_the_weights_say_what_they_are() -> None:
    weights = shipped()
    assert int(weights.head["references"]) > 1000
    assert weights.head["date"]
    assert len(weights.following) == len(weights.labels)
    assert FILE.stat().st_size < 500_000
