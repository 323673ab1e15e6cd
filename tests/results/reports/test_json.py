"""The JSON contract, held against the schema that is shipped with it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checker.model import ArchiveOutcome, Page, SnapshotVerdict, Verdict
from citations.model import AlterationKind, CitationForm, CitationType, LinkForm, Pairing
from results import EXTRACTS, REPORTS, ReportOptions
from results.model import Dossier, Severity
from results.weighing.evidence import weigh

from ..weighing.test_copies_as_evidence import NINE, OTHER, PAGE, answered, copied, dossier
from .builders import CLEAN, EVERY_VERDICT, Cited, MemoryReport, dangling, letter, report

SCHEMA: dict[str, Any] = json.loads(
    files("results.reports").joinpath("schema/pincite-report-1.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def checked(*dossiers: Dossier) -> dict[str, Any]:
    return parsed(report(*dossiers))


def parsed(run: MemoryReport) -> dict[str, Any]:
    out = io.StringIO()
    REPORTS["json"].write(run, out, ReportOptions())
    value: dict[str, Any] = json.loads(out.getvalue())
    VALIDATOR.validate(value)
    return value


def extracted(*dossiers: Dossier) -> dict[str, Any]:
    out = io.StringIO()
    EXTRACTS["json"](report(*dossiers).documents(), out, ReportOptions())
    value: dict[str, Any] = json.loads(out.getvalue())
    VALIDATOR.validate(value)
    return value


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("definition", "key", "values"),
    [
        ("check", "verdict", Verdict),
        ("finding", "severity", Severity),
        ("link", "form", LinkForm),
        ("citation", "form", CitationForm),
        ("citation", "type", CitationType),
        ("note", "pairing", Pairing),
    ],
)
def test_the_schema_knows_every_value(definition: str, key: str, values: Any) -> None:
    assert SCHEMA["$defs"][definition]["properties"][key]["enum"] == [each.value for each in values]


def test_the_schema_knows_every_nested_value() -> None:
    quotation = SCHEMA["$defs"]["quotation"]["properties"]["alterations"]["items"]["properties"]
    assert quotation["kind"]["enum"] == [each.value for each in AlterationKind]
    snapshot = SCHEMA["$defs"]["check"]["properties"]["snapshots"]["items"]["properties"]
    assert snapshot["verdict"]["enum"] == [each.value for each in SnapshotVerdict]


def test_a_wrong_report_does_not_pass_the_schema() -> None:
    value = checked(CLEAN)
    value["documents"][0]["checks"][0]["verdict"] = "dead"
    assert not VALIDATOR.is_valid(value)
    del value["documents"][0]["checks"]
    assert not VALIDATOR.is_valid(value)


@pytest.mark.parametrize("dossiers", [(), (CLEAN,), (EVERY_VERDICT, CLEAN, dangling())])
def test_both_forms_hold_to_the_schema(dossiers: tuple[Dossier, ...]) -> None:
    assert len(checked(*dossiers)["documents"]) == len(dossiers)
    assert len(extracted(*dossiers)["documents"]) == len(dossiers)


def test_keys_are_those_of_the_contract() -> None:
    value = checked(CLEAN)
    assert list(value) == ["format_version", "run", "documents"]
    assert value["format_version"] == 1
    (document,) = value["documents"]
    assert list(document) == [
        "path", "format", "sha256", "title", "date", "notes", "body", "findings", "checks",
        "registered",
    ]  # fmt: skip
    (note,) = document["notes"]
    assert list(note) == [
        "kind", "label", "ordinal", "text", "span", "line", "page", "pairing", "reference",
        "citations", "links", "quotations",
    ]  # fmt: skip
    assert list(note["reference"]) == ["span", "line", "sentence", "clause"]
    assert list(note["citations"][0]) == [
        "raw", "span", "form", "type", "signal", "authors", "title", "container", "volume",
        "first_page", "pincite", "date", "publisher", "url", "parentheticals", "identifiers",
        "antecedent", "court",
    ]  # fmt: skip
    assert list(note["links"][0]) == [
        "raw", "url", "span", "line", "column", "form", "role", "archive_of", "shown",
    ]  # fmt: skip
    assert list(note["quotations"][0]) == [
        "raw", "span", "segments", "alterations", "citation", "verify",
    ]  # fmt: skip
    (check,) = document["checks"]
    assert set(check) == {
        "url", "verdict", "reason", "status", "final_url", "hops", "title", "checked_at",
        "cited_in", "snapshots", "fields", "quotations", "copy_fields", "drift",
    }  # fmt: skip
    assert list(extracted(CLEAN)) == ["format_version", "documents"]
    assert "checks" not in extracted(CLEAN)["documents"][0]


def test_names_are_persons_or_literals() -> None:
    (note,) = checked(CLEAN)["documents"][0]["notes"]
    assert note["citations"][0]["authors"] == [
        {"literal": "City Council"},
        {"family": "Ortiz", "given": "Ana"},
    ]


def test_a_check_tells_its_way_and_where_it_is_cited() -> None:
    checks = checked(EVERY_VERDICT)["documents"][0]["checks"]
    moved = checks[5]
    assert moved["verdict"] == "moved"
    assert moved["final_url"] == "https://www.agency.example/programs/secure"
    assert [hop["status"] for hop in moved["hops"]] == [301, 200]
    assert moved["hops"][0]["location"] == moved["final_url"]
    assert moved["cited_in"] == [{"note": "6", "line": 46}]
    assert moved["checked_at"] == "2026-01-15T12:30:00Z"
    assert moved["title"] == "Secure Programs"
    gone = checks[2]
    assert (gone["status"], gone["final_url"]) == (None, None)


def test_the_four_answers_of_an_archive_stay_four() -> None:
    told = {}
    for outcome in ArchiveOutcome:
        copied = "2018-03-04" if outcome is ArchiveOutcome.FOUND else None
        source = Cited("S.¹", "S.", "N,", "https://a.example/", archive=outcome, copied=copied)
        (check,) = checked(letter("a.txt", "A", [source]))["documents"][0]["checks"]
        (snapshot,) = check["snapshots"]
        told[outcome.value] = snapshot["verdict"]
        assert (snapshot["url"] is None) is (copied is None)
    assert told == {
        "found": "unverified",
        "absent": "none",
        "blocked": "blocked",
        "unanswered": "lookup_failed",
    }


def test_a_link_that_nobody_asked_is_unknown() -> None:
    source = Cited("S.¹", "S.", "N,", "https://a.example/", asked=False)
    run = report(letter("a.txt", "A", [source]))
    reasons = {"offline": "offline", "interrupted": "interrupted", "running": "interrupted"}
    for state, reason in {**reasons, "finished": "not-asked"}.items():
        told = parsed(MemoryReport(run.told, replace(run.run, state=state)))
        (check,) = told["documents"][0]["checks"]
        assert (check["verdict"], check["reason"]) == ("unknown", reason)
        assert (check["checked_at"], check["hops"]) == (None, [])


def test_a_link_cited_twice_is_one_check() -> None:
    source = Cited("S.¹", "S.", "N,", "https://a.example/")
    (check,) = checked(letter("a.txt", "A", [source, source]))["documents"][0]["checks"]
    assert check["cited_in"] == [{"note": "1", "line": 41}, {"note": "2", "line": 42}]


def test_a_copy_that_was_read_is_told_beside_the_page() -> None:
    def told(live: Page, *then: Page) -> dict[str, Any]:
        made = weigh(dossier(answered(live), *map(copied, then)))
        (check,) = checked(made)["documents"][0]["checks"]
        assert isinstance(check, dict)
        return check

    check = told(NINE, PAGE)
    page, copy = check["quotations"]
    assert (page["grade"], page["copy"], page["negation"]) == ("words_differ", None, False)
    assert "nine times" in page["passage"]
    assert (copy["grade"], copy["copy"]["captured_at"]) == ("exact", "2018-03-04T12:00:00Z")
    assert check["copy_fields"]["title"] == "verified"  # the page does not show the cited date
    assert check["drift"]["drifted"] is False
    check = told(OTHER, PAGE)
    assert (check["fields"]["title"], check["copy_fields"]["title"]) == ("differs", "verified")
    assert check["drift"]["drifted"] is True
    assert (check["drift"]["words"], check["drift"]["words_then"]) == (132, 104)
    assert told(PAGE)["drift"] is None


@given(text=st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_comes_through(text: str) -> None:
    source = Cited(text, text, text, "https://a.example/", evidence=text, page_title=text)
    (document,) = checked(letter("a.txt", text, [source]))["documents"]
    assert document["title"] == text
    assert document["checks"][0]["title"] == (text or None)
