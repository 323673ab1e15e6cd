"""The table of reports, and what every format must do."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TextIO

import pytest

from results import EXTRACTS, REPORTS, ReportFormat, ReportOptions
from results.model import DocumentReport, RunInfo

from .builders import CLEAN, EVERY_VERDICT, MemoryReport, dangling, report

RUN = report(EVERY_VERDICT, CLEAN, dangling())

LINK_BY_LINK = [REPORTS[name] for name in ("terminal", "html", "json", "csv", "junit")]
"""These tell every link; the others tell findings only."""
OF_A_RUN = [each for name, each in REPORTS.items() if name not in ("datasette", "summary")]
UNBOUNDED = [each for each in OF_A_RUN if each.name != "markdown"]


def written(name: str, run: MemoryReport = RUN, options: ReportOptions | None = None) -> str:
    out = io.StringIO()
    REPORTS[name].write(run, out, options or ReportOptions())
    return out.getvalue()


def test_names_and_suffixes() -> None:
    assert {name: each.suffix for name, each in REPORTS.items()} == {
        "terminal": ".txt",
        "summary": ".txt",
        "html": ".html",
        "json": ".json",
        "csv": ".csv",
        "markdown": ".md",
        "sarif": ".sarif",
        "junit": ".xml",
        "github": ".annotations",
        "codequality": ".codequality.json",
        "atom": ".atom",
        "datasette": ".metadata.json",
    }
    assert all(name == each.name for name, each in REPORTS.items())
    assert list(EXTRACTS) == ["table", "json", "lines", "csl-json", "bibtex", "ris"]


@pytest.mark.parametrize("each", REPORTS.values(), ids=lambda each: each.name)
def test_the_same_run_gives_the_same_bytes(each: ReportFormat) -> None:
    assert written(each.name) == written(each.name)


@pytest.mark.parametrize("each", REPORTS.values(), ids=lambda each: each.name)
def test_an_empty_run_is_told(each: ReportFormat) -> None:
    text = written(each.name, report())
    assert text or each.name == "github", "an annotation is a finding; there is none"


@pytest.mark.parametrize("each", LINK_BY_LINK, ids=lambda each: each.name)
def test_every_link_is_told(each: ReportFormat) -> None:
    text = written(each.name)
    for told in RUN.told:
        for _, link in told.dossier.document.all_links():
            assert link.url in text


@pytest.mark.parametrize("each", OF_A_RUN, ids=lambda each: each.name)
def test_every_finding_is_told(each: ReportFormat) -> None:
    text = written(each.name)
    for told in RUN.told:
        for finding in told.findings:
            assert finding.code in text
            assert finding.url is None or finding.url in text


@pytest.mark.parametrize("each", OF_A_RUN, ids=lambda each: each.name)
def test_undecodable_names_and_poor_encodings_do_not_break_it(each: ReportFormat) -> None:
    document = replace(dangling().document, path="letter-\udcff.txt", title="Äé–😀")
    odd = replace(CLEAN, document=document)
    for encoding in ("utf-8", "ascii", "cp1252"):
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
        each.write(report(odd), out, ReportOptions())
        out.flush()
        assert "letter-" in raw.getvalue().decode(encoding)


class Streamed(MemoryReport):
    """Notes how much had been written when each document was asked for."""

    out: io.StringIO
    seen: list[int]

    def documents(self) -> Iterator[DocumentReport]:
        for told in self.told:
            self.seen.append(self.out.tell())
            yield told


@pytest.mark.parametrize("each", UNBOUNDED, ids=lambda each: each.name)
def test_documents_are_streamed(each: ReportFormat) -> None:
    many = report(*(EVERY_VERDICT for _ in range(100)))
    streamed = Streamed(many.told, many.run)
    object.__setattr__(streamed, "out", io.StringIO())
    object.__setattr__(streamed, "seen", [])
    each.write(streamed, streamed.out, ReportOptions())
    # The page takes every document twice: the first time for its list of letters.
    seen = streamed.seen[-100:]
    assert len(streamed.seen) in (100, 200)
    # Each document has been written, but for a bounded rest, when the next one is taken.
    head = seen[0]
    whole = (len(streamed.out.getvalue()) - head) / 100
    assert all(now - head > number * whole * 0.9 - 4 * whole for number, now in enumerate(seen))


@pytest.mark.parametrize("state", ["offline", "interrupted", "running"])
@pytest.mark.parametrize("name", ["terminal", "html"])
def test_a_run_that_did_not_end_says_so(name: str, state: str) -> None:
    run: RunInfo = replace(RUN.run, state=state, finished_at=None)
    said = {
        "offline": "not asked are unknown",
        "interrupted": "was interrupted",
        "running": "still under way",
    }[state]
    assert said in written(name, MemoryReport(RUN.told, run))
    assert said not in written(name)


@pytest.mark.parametrize("library", ["rich", "jinja2"])
def test_naming_the_formats_costs_no_library(library: str) -> None:
    code = f"import sys, results; results.REPORTS; sys.exit('{library}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_format_brings_no_other_one() -> None:
    code = (
        "import sys, results; results.REPORTS['csv']; there = sys.modules;"
        " sys.exit('results.reports.csv' not in there or 'results.reports.atom' in there)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_format_is_found_under_its_own_name() -> None:
    assert [each.name for each in REPORTS.values()] == list(REPORTS)


def test_extracts_read_documents_lazily() -> None:
    taken: list[int] = []

    def documents() -> Iterator[DocumentReport]:
        for number, told in enumerate(RUN.told):
            taken.append(number)
            yield told

    write: Callable[..., None]
    for write in EXTRACTS.values():
        taken.clear()
        out: TextIO = io.StringIO()
        write(documents(), out, ReportOptions())
        assert taken == [0, 1, 2]
