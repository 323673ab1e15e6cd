"""Colours: on a terminal alone, and only where they are wanted."""

from __future__ import annotations

import io

import pytest

from pincite.cli.colors import wants_color
from pincite.cli.options import report_options


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "0"}, False),  # "regardless of its value"
        ({"TERM": "dumb"}, False),
    ],
)
def test_who_sees_colors(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], colored: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "72")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert wants_color(Terminal()) is colored
    told = report_options(Terminal())
    assert (told.color, told.width) == (colored, 72)
    assert not wants_color(io.StringIO())
    assert report_options(io.StringIO()).width is None
