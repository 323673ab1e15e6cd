"""CSV, JUnit, GitHub annotations, GitLab code quality, Atom, Datasette: what programs rely on."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Verdict
from results.model import DocumentReport, Finding, Severity
from results.over_time.changes import compare
from results.reports.csv import COLUMNS
from results.reports.datasette import QUERIES
from results.schema import migrate

from .builders import CLEAN, EVERY_VERDICT, MemoryReport, dangling, report, with_findings
from .test_formats import RUN, written
from .test_html import HOSTILE, HOSTILE_URLS, hostile_letter

ATOM = "{http://www.w3.org/2005/Atom}"
ANY = st.text(max_size=60) | st.text("=+-@\t\r\n\"',;:%\x00\u202e \udcff", max_size=30)


def finding(text: str = "x", severity: Severity = Severity.ERROR) -> Finding:
    return Finding("PC201", text, severity, text, text, 1, 1, text, text, text)


def hostile(text: str) -> MemoryReport:
    return with_findings(hostile_letter(text, text), finding(text))


def rows(run: MemoryReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", run), newline="")))


def test_csv_has_a_row_for_each_link_and_finding() -> None:
    told = rows(RUN)
    findings = [each for letter in RUN.told for each in letter.findings]
    assert sorted(row["code"] for row in told if row["code"]) == sorted(f.code for f in findings)
    links = {
        (letter.dossier.document.path, link.url)
        for letter in RUN.told
        for _, link in letter.dossier.document.all_links()
    }
    assert {(row["path"], row["url"]) for row in told if row["verdict"]} == links
    assert tuple(told[0]) == COLUMNS
    gone = next(row for row in told if row["code"] == "PC201")
    assert (gone["verdict"], gone["status"], gone["severity"]) == ("gone", "404", "error")
    assert gone["archive_url"].startswith("https://web.archive.org/web/2019")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\uff1d", "\n@"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = written("csv", hostile(start + "HYPERLINK(1)"))
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))
            assert cell == cell.replace("\t", "").replace("\r", "").replace("\n", "")
    assert "'" + start.strip("\t\r\n ") + "HYPERLINK" in text.replace("' ", "'")


@given(text=ANY)
@settings(max_examples=100, deadline=None)
def test_csv_keeps_its_shape(text: str) -> None:
    told = list(csv.reader(io.StringIO(written("csv", hostile(text)), newline="")))
    assert {len(row) for row in told} == {len(COLUMNS)}


def test_csv_tells_changes() -> None:
    now = report(EVERY_VERDICT).told[0]
    old = Finding("PC101", "orphan-reference", Severity.ERROR, "m", "p", note="99")
    changes = compare((*now.findings[1:], old), now.findings)
    told = rows(MemoryReport((DocumentReport(now.dossier, now.findings, changes),)))
    words = [row["change"] for row in told if row["code"]]
    assert (words.count("new"), words.count("mended")) == (1, 1)
    assert words.count("still") == len(now.findings) - 1


def test_junit_counts_what_it_tells() -> None:
    root = ET.fromstring(written("junit"))
    assert [suite.get("name") for suite in root] == [t.dossier.document.path for t in RUN.told]
    for suite, letter in zip(root, RUN.told, strict=True):
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(sum(c.find("failure") is not None for c in cases))
        assert suite.get("skipped") == str(sum(c.find("skipped") is not None for c in cases))
        names = [case.get("name") for case in cases]
        assert len(set(names)) == len(names)
        errors = [f for f in letter.findings if f.severity is Severity.ERROR]
        assert len(suite.findall("testcase/failure")) == len(errors)
        others = len(letter.findings) - len(errors)
        assert len(suite.findall("testcase/system-out")) == others
    skipped = root.findall("testsuite/testcase/skipped")
    unasked = [
        check
        for letter in RUN.told
        for check in letter.dossier.checks.values()
        if check.judgement.verdict in (Verdict.UNKNOWN, Verdict.SKIPPED)
    ]
    assert len(skipped) == len(unasked) > 0


@given(text=ANY)
@settings(max_examples=100, deadline=None)
def test_xml_stays_well_formed(text: str) -> None:
    ET.fromstring(written("junit", hostile(text)))
    ET.fromstring(written("atom", hostile(text)))


@pytest.mark.parametrize("text", [*HOSTILE, *HOSTILE_URLS, "\ufffe\uffff\ud800"])
def test_hostile_words_stay_text_in_xml(text: str) -> None:
    run = hostile(text)
    assert {each.tag for each in ET.fromstring(written("junit", run)).iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "skipped", "system-out")
    }
    tags = {each.tag.removeprefix(ATOM) for each in ET.fromstring(written("atom", run)).iter()}
    known = "feed id title updated author name generator entry category link content"
    assert tags <= set(known.split())
    for link in ET.fromstring(written("atom", run)).iter(f"{ATOM}link"):
        assert (link.get("href") or "").startswith(("http://", "https://"))


def commands(run: MemoryReport) -> list[str]:
    return written("github", run).splitlines()


def test_github_annotations() -> None:
    url = "https://a.example/?a,b:c"
    found = Finding(
        "PC205",
        "link-moved",
        Severity.NOTE,
        "50% moved.",
        "./a,b:c.md",
        7,
        3,
        "2",
        url,
        "https://b/",
    )
    (command,) = commands(with_findings(CLEAN, found))
    assert command == (
        "::notice file=a%2Cb%3Ac.md,line=7,col=3,title=PC205 link-moved (note 2)"
        "::50%25 moved.%0Ahttps://a.example/?a,b:c%0ASuggestion: https://b/"
    )
    kinds = {line.split(" ")[0] for line in commands(RUN)}
    assert kinds == {"::error", "::warning", "::notice"}


@given(text=ANY | st.just("::error::\r\n::set-output name=a::b\n##[error]\u2028::stop-commands::x"))
@settings(max_examples=100, deadline=None)
def test_no_letter_issues_a_command(text: str) -> None:
    lines = written("github", hostile(text)).split("\n")
    assert [line[:8] for line in lines] == ["::error ", ""]
    assert "\r" not in lines[0]
    head = lines[0][2:].split("::")[0]
    assert head.count(",") == 3, "file, line, col, title"


def test_code_quality_entries_are_complete_and_unique() -> None:
    entries = json.loads(written("codequality"))
    assert len(entries) == sum(len(each.findings) for each in RUN.told)
    marks = [each["fingerprint"] for each in entries]
    assert len(set(marks)) == len(marks)
    for each in entries:
        assert each["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(each["location"]) == {"path", "lines"}
        assert each["location"]["lines"]["begin"] >= 1
        assert not each["location"]["path"].startswith("./")
        assert each["description"]
        assert each["check_name"]
    assert json.loads(written("codequality", report())) == []


def feed(run: MemoryReport) -> ET.Element:
    return ET.fromstring(written("atom", run))


def ids(run: MemoryReport) -> list[str]:
    return [each.findtext(f"{ATOM}id") or "" for each in feed(run).findall(f"{ATOM}entry")]


def test_atom_has_what_the_standard_asks() -> None:
    root = feed(RUN)
    for place in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(place.findall(f"{ATOM}{name}")) == 1
        assert (place.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert datetime.fromisoformat(place.findtext(f"{ATOM}updated") or "").tzinfo
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "pincite"
    assert len(ids(RUN)) == len(set(ids(RUN))) == sum(len(each.findings) for each in RUN.told)


def test_atom_entries_keep_their_ids_and_changes_have_their_own() -> None:
    later = replace(RUN.run, id=8)
    assert ids(RUN) == ids(MemoryReport(RUN.told, later))
    now = RUN.told[0]
    gone = Finding("PC101", "orphan-reference", Severity.ERROR, "m", "p", note="99")
    changed = replace(now, changes=compare((gone,), now.findings))
    run = MemoryReport((changed,), later)
    assert not set(ids(run)) & set(ids(RUN))
    assert set(ids(run)).isdisjoint(ids(MemoryReport((changed,), replace(later, id=9))))
    titles = [each.text or "" for each in feed(run).iter(f"{ATOM}title")]
    assert titles[-1].startswith("mended: PC101")
    assert titles[1].startswith("new: ")


def test_datasette_metadata_names_what_there_is() -> None:
    metadata = json.loads(written("datasette"))
    told = metadata["databases"]["pincite"]
    raw = sqlite3.connect(":memory:", isolation_level=None)
    raw.execute("BEGIN")
    migrate(raw)
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
    there = {name for (name,) in raw.execute(names)}
    assert set(told["tables"]) <= there
    for name, table in told["tables"].items():
        columns = {row[0] for row in raw.execute("SELECT name FROM pragma_table_info(?)", (name,))}
        assert set(table["columns"]) <= columns
        assert table["description"]
    assert list(told["queries"]) == [each.name for each in QUERIES]
    for query in told["queries"].values():
        raw.execute(query["sql"], {"url": "https://a.example/", "host": "a.example"}).fetchall()
    raw.close()
    assert written("datasette") == written("datasette", report(dangling()))
