"""A page's words in messages: bounded, and with nothing in them that acts, in every report."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from results import REPORTS, ReportOptions, find
from results.findings.content.example_sources import PAGE, citing
from results.model import DocumentReport, Dossier

from ..reports.builders import MemoryReport, report

ACTING = "\x1b]0;owned\x07\u202e\u2066\x9b2J\x00"
QUOTED = "no measurable effect on the rents near"
HOSTILE = replace(
    PAGE, text=PAGE.text.replace("on rents", f"on{ACTING} {ACTING}all{ACTING} rents{ACTING}")
)


def told() -> DocumentReport:
    dossier: Dossier = citing(quoted=QUOTED, page=HOSTILE)
    return DocumentReport(dossier, tuple(find(dossier)))


def test_a_message_holds_the_words_and_nothing_that_acts() -> None:
    (finding,) = [each for each in told().findings if each.code == "PC405"]
    assert "all" in finding.message
    assert finding.message.isprintable()


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_passes_on_what_acts(name: str) -> None:
    found = told()
    run = report(found.dossier)
    out = io.StringIO()
    REPORTS[name].write(MemoryReport((found,), run.run), out, ReportOptions())
    for character in "\x1b\x07\u202e\u2066\x9b\x00":
        assert character not in out.getvalue()


def test_a_message_is_bounded_and_shows_the_mark() -> None:
    same = " ".join(f"word{number}" for number in range(300))
    page = replace(PAGE, text=f"{PAGE.text} {same} ends here in peace with all the world.")
    dossier = citing(quoted=f"{same} ends there in peace", page=page)
    (finding,) = [each for each in find(dossier) if each.code == "PC405"]
    assert "[-there-]{+here+}" in finding.message
    assert len(finding.message) < 500
