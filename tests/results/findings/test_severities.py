"""Severities that are decided in the settings: checked, spelt out, applied."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from results import FINDINGS, adjusted, parse_severities
from results.model import Finding, Severity

GONE = Finding("PC201", "link-gone", Severity.ERROR, "Gone.", "a.txt")
COPY = Finding("PC301", "not-archived", Severity.NOTE, "No copy.", "a.txt")
MOVED = Finding("PC205", "link-moved", Severity.NOTE, "Moved.", "a.txt")


def test_off_is_not_told_and_others_are_weighed_anew() -> None:
    decided = parse_severities({"PC301": "off", "PC205": "warning"})
    assert decided == (("PC205", "warning"), ("PC301", "off"))
    assert adjusted((GONE, COPY, MOVED), decided) == (
        GONE,
        replace(MOVED, severity=Severity.WARNING),
    )
    assert adjusted((GONE, COPY, MOVED), ()) == (GONE, COPY, MOVED)


def test_slugs_case_and_hundreds() -> None:
    assert parse_severities({"link-gone": "NOTE", "Pc205": "Off"}) == (
        ("PC201", "note"),
        ("PC205", "off"),
    )
    decided = dict(parse_severities({"PC205": "error", "PC2xx": "off"}))
    assert decided.pop("PC205") == "error", "what is named alone beats its hundred"
    assert set(decided) == {code for code in FINDINGS if code.startswith("PC2")} - {"PC205"}
    assert set(decided.values()) == {"off"}


@pytest.mark.parametrize(
    ("table", "near"),
    [
        ({"PC3O2": "off"}, "did you mean 'PC302'?"),
        ({"link-gne": "off"}, "did you mean 'link-gone'?"),
        ({"PC9xx": "off"}, "no finding is called 'PC9xx'"),
        ({"": "off"}, "no finding is called ''"),
        ({"PC201": "warn"}, "(did you mean 'warning'?)"),
        ({"PC201": "of"}, "(did you mean 'off'?)"),
        ({"PC201": False}, "must be one of off, note, warning, error, not False"),
        ({"PC201": 3}, "must be one of"),
        ({"PC201": "x" * 100_000}, "must be one of"),
    ],
)
def test_mistakes_name_the_nearest(table: dict[str, object], near: str) -> None:
    with pytest.raises(ValueError, match=re.escape(near)) as caught:
        parse_severities(table)
    assert "\n" not in str(caught.value)
