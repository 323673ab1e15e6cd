"""What registries said stands beside the citation: on the page, on the terminal, in JSON."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

from checker.model import Record, UpdateKind
from results import REPORTS, ReportOptions
from results.findings.identifiers.example_registries import (
    ABSENT,
    DOI,
    REGISTERED,
    UNASKED,
    described,
    found,
    named,
    record_of,
    said,
)
from results.model import Dossier
from results.reports.telling.registered import registered_of

from ..builders import report
from ..test_json import VALIDATOR

WORK = ("The Night Bus and Its Riders", "Ada Moreau", "2018-03-04")
ASKED = named(
    said(REGISTERED),
    said(REGISTERED, "crossref", record_of(*WORK, UpdateKind.RETRACTION, doi=DOI)),
    said(ABSENT, "datacite"),
    said(UNASKED, "openalex"),
)


def lines(dossier: Dossier) -> list[str]:
    return [
        line for told in registered_of(dossier).values() for each in told for line in each.lines
    ]


def printed(name: str, dossier: Dossier) -> str:
    out = io.StringIO()
    REPORTS[name].write(report(dossier), out, ReportOptions())
    return out.getvalue()


def value(dossier: Dossier) -> Any:
    told = json.loads(printed("json", dossier))
    VALIDATOR.validate(told)
    return told["documents"][0]["registered"]


def test_known_absent_and_could_not_be_asked_are_three_words() -> None:
    assert lines(ASKED) == [
        "doi.org has it",
        "Crossref has “The Night Bus and Its Riders”, Ada Moreau, Journal of City Transport,"
        f" 2018-03-04, doi {DOI}, retracted 2020-05-01",
        "DataCite does not have it",
        "OpenAlex could not be asked (HTTP 503)",
    ]


def test_a_search_says_whether_it_found_the_cited_work() -> None:
    same, other = record_of(doi=DOI), record_of(published="2001", doi="10.5555/other")
    (first,) = lines(described(found(REGISTERED, same)))
    (second,) = lines(described(found(REGISTERED, other)))
    (third,) = lines(described(found(ABSENT)))
    assert first.startswith("Crossref has “The Night Bus")
    assert second.startswith("Crossref has one of this title, and other fields differ: “The Night")
    assert third == "Crossref does not have it"


def test_every_report_for_readers_tells_it_beside_the_note() -> None:
    terminal = " ".join(printed("terminal", ASKED).split())
    assert f"registries: DOI {DOI}: doi.org has it; Crossref has" in terminal
    page = printed("html", ASKED)
    assert f'href="https://doi.org/{DOI}"' in page
    assert "OpenAlex could not be asked (HTTP 503)" in page


def test_json_has_every_answer_with_its_record() -> None:
    (told,) = value(ASKED)
    assert (told["scheme"], told["value"], told["url"]) == ("doi", DOI, f"https://doi.org/{DOI}")
    assert told["cited_in"]["note"] == "1"
    outcomes = [(each["registry"], each["outcome"]) for each in told["answers"]]
    assert outcomes == [
        ("doi", "registered"),
        ("crossref", "registered"),
        ("datacite", "absent"),
        ("openalex", "unanswered"),
    ]
    record = told["answers"][1]["record"]
    assert record["title"] == WORK[0]
    assert record["updates"][0]["kind"] == "retraction"
    assert told["answers"][1]["is_cited_work"] is None
    (search,) = value(described(found(REGISTERED, record_of(published="2001"))))
    assert (search["scheme"], search["answers"][0]["is_cited_work"]) == ("work", False)


def test_nothing_asked_is_nothing_told() -> None:
    assert value(named()) == []
    assert registered_of(named()) == {}


def test_what_a_registry_sends_is_no_markup_and_no_endless_line() -> None:
    hostile = Record("<script>alert(1)</script>\x1b[31m" + "x" * 5000, ("<b>A</b>",) * 50, "2018")
    dossier = named(said(REGISTERED, "crossref", hostile))
    page, terminal = printed("html", dossier), printed("terminal", dossier)
    assert "<script>alert" not in page
    assert "x" * 300 not in page
    assert "\x1b[31m" not in terminal
    assert "x" * 300 not in terminal.replace("\n", "").replace(" ", "")
    assert value(dossier)[0]["answers"][0]["record"]["title"] == hostile.title


def test_a_name_that_is_cited_twice_in_a_note_is_told_once() -> None:
    (note,) = ASKED.document.notes
    twice = replace(note, citations=(*note.citations, *note.citations))
    document = replace(ASKED.document, notes=(twice,))
    assert len(lines(replace(ASKED, document=document))) == 4
