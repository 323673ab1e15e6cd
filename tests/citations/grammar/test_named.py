"""Documents that the running text names without a note."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

NAMED = (
    ("We support the Dream and Promise Act and more.", "bill: the Dream and Promise Act"),
    ("as required by the Privacy Act of 1974, all", "statute: the Privacy Act of 1974"),
    ("It is barred under the Clean Example Act.", "statute: the Clean Example Act"),
    (
        "In the Final Report of the Example Commission on Policing, we read",
        "report: Final Report of the Example Commission on Policing",
    ),
    (
        "The Executive Order, *Safer Examples Everywhere*, is",
        "executive-order: *Safer Examples Everywhere*",
    ),
    (
        "after the interior affairs executive order came",
        "executive-order: the interior affairs executive order",
    ),
    (
        "We heard yesterday’s speech on trade by Governor Jane Roe with care.",
        "speech: yesterday’s speech on trade by Governor Jane Roe",
    ),
    (
        "The recent study released by the Example Institute shows this.",
        "report: The recent study released by the Example Institute",
    ),
    (
        "We oppose legislation that would cut grants to towns.",
        "bill: legislation that would cut grants to towns.",
    ),
    ("Here the Commission also found that", "report: the Commission also found"),
)
NOTHING = (
    "The Act passed.",
    "We act on the report of the mayors.",
    "In its report on cities the office said little.",
    "He gave an address in Denver.",
    "The Committee met on Tuesday.",
    "Executive orders are many.",
    "She will Act now.",
)


@pytest.mark.parametrize(("prose", "document"), NAMED)
def test_named_in_the_running_text_only(prose: str, document: str) -> None:
    found = [f"{c.type.value}: {c.raw}" for c in read_note(prose, None).citations]
    assert found == [document]
    assert all(c.form.value == "unnamed" for c in read_note(prose, None).citations)
    assert read_note(prose, "1").citations == ()


@pytest.mark.parametrize("prose", NOTHING)
def test_prose_names_nothing(prose: str) -> None:
    assert read_note(prose, None).citations == ()
