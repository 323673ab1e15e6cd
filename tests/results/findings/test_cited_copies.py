"""What is said of copies that a letter cites: archived errors, and copies of other pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import ArchiveAnswer, ArchiveOutcome, Judgement, SnapshotVerdict, Verdict
from citations.model import LinkRole
from results import find
from results.findings.examples import (
    REPORT,
    answer,
    answer_with,
    asked,
    check,
    check_with,
    copy_of,
    letter,
    link,
    note,
)

V = SnapshotVerdict

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


PERMA = "https://perma.cc/AB12-CD34"


@pytest.mark.parametrize(
    ("record", "messages"),
    [
        (
            answer(ArchiveOutcome.ABSENT, url=PERMA, archive="perma.cc"),
            ["perma.cc has no record of the cited copy."],
        ),
        (
            answer_with(("2018-03-04", V.ERROR_CAPTURE), url=PERMA, archive="perma.cc"),
            ["perma.cc says that the capture of the cited copy failed."],
        ),
        (answer_with(("2018-03-04", V.UNVERIFIED), url=PERMA, archive="perma.cc"), []),
        (answer(ArchiveOutcome.UNANSWERED, url=PERMA, archive="perma.cc"), []),
    ],
)
def test_the_record_of_a_perma_link_counts_more_than_its_page(
    record: ArchiveAnswer, messages: list[str]
) -> None:
    noted = note("1", links=[link(PERMA, role=LinkRole.ARCHIVE)])
    dossier = asked(letter(noted), [check(PERMA)], record)
    assert [each.message for each in find(dossier) if each.code == "PC307"] == messages
