"""What is said of copies that a letter cites: archived errors, and copies of other pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Judgement, Verdict
from results import find
from results.findings.examples import REPORT, asked, check_with, copy_of, letter, link, note

COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT)
CAPTURED = ("memento-datetime", "Sun, 04 Mar 2018 12:00:00 GMT")


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ((CAPTURED,), "The cited archive copy is a capture of an error (HTTP 404)."),
        (
            (),
            "The cited archive copy does not open."
            " The server says that the page does not exist (404).",
        ),
    ],
)
def test_an_archived_404_is_another_thing_than_no_capture(
    headers: tuple[tuple[str, str], ...], message: str
) -> None:
    found = check_with(COPY.url, *headers, status=404)
    gone = replace(found, judgement=Judgement(Verdict.GONE, "not-found"))
    dossier = asked(letter(note("1", links=[COPY])), [gone])
    told = [each.message for each in find(dossier) if each.code == "PC307"]
    assert told == [message]


@pytest.mark.parametrize(
    ("archived", "is_foreign"),
    [
        (REPORT, False),
        (REPORT.replace("https:", "http:") + "/", False),
        (REPORT.replace("city", "www.city"), False),
        (REPORT.upper().replace("HTTPS", "https"), False),
        (REPORT + "?page=2", True),
        ("https://elsewhere.example/reports/policing", True),
    ],
)
def test_the_bracket_holds_a_copy_of_the_url_before_it(archived: str, is_foreign: bool) -> None:
    url = "https://web.archive.org/web/2018/" + archived
    copy = copy_of(archived, url, at=len(REPORT) + 2)
    dossier = letter(note("1", links=[link(), copy]), text=f"{REPORT} [{url}]")
    assert ("PC311" in {each.code for each in find(dossier)}) is is_foreign
