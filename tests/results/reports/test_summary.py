"""A run in numbers: what the store counts is what the letters tell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.model import Check, Judgement, Target, Task, Verdict
from citations import read
from results import REPORTS, ReportOptions, RunPlan, Store, find
from results.model import Report
from results.summing import Summing, summary

from .builders import ASKED, CLEAN, EVERY_VERDICT, dangling, report
from .test_formats import RUN, written

BAD = ("gone", "gone", "ok", "parked", "gone", "unreachable")


def told(run: Report) -> str:
    out = io.StringIO()
    REPORTS["summary"].write(run, out, ReportOptions())
    return out.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three letters, of which one link is cited in two."""
    with Store.open(tmp_path / "pincite.db") as opened:
        run = opened.begin(RunPlan("check", "summary", "0"))
        for number in range(3):
            text = "\n".join(
                f"A claim.[^{place}]\n\n[^{place}]: https://h{place % 2}.example/{number * place}\n"
                for place in range(len(BAD))
            )
            document = read(text.encode(), f"{number}.md")
            targets = {link.key: Target(link.key, link.url) for _, link in document.all_links()}
            tasks = [Task("live", target.url.split("/")[2], target) for target in targets.values()]
            opened.add_document(run.id, document, targets, tasks)
            for place, target in enumerate(targets.values()):
                judgement = Judgement(Verdict(BAD[place]), "not-found")
                opened.record(run.id, [Check(target.key, target.url, judgement, None, ASKED)])
        for document_id in opened.document_ids(run.id):
            dossier = opened.dossier(run.id, document_id)
            opened.save_findings(run.id, document_id, find(dossier))
        opened.finish(run.id)
        yield opened


class Uncounted:
    """The same report, without its own way of counting."""

    def __init__(self, report: Report) -> None:
        self.run = report.run
        self.documents = report.documents
        self.verdicts = report.verdicts
        self.severities = report.severities


def test_the_store_counts_what_the_letters_tell(store: Store) -> None:
    stored = store.report()
    assert isinstance(stored, Summing)
    counted = summary(stored)
    assert counted == summary(Uncounted(stored))
    assert counted.hosts
    assert {each.code for each in counted.codes} >= {"PC201", "PC202"}
    assert sum(each.count for each in counted.codes) == sum(stored.severities().values())


def test_it_names_verdicts_findings_letters_and_hosts(store: Store) -> None:
    text = told(store.report())
    assert text.startswith("3 letters, ")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert any(line.startswith("✗ gone") for line in lines)
    assert any(line.startswith("error PC201 link-gone") for line in lines)
    after = lines[lines.index("Letters with most errors") + 1 :]
    assert {after[0].split()[0], after[1].split()[0], after[2].split()[0]} == {
        "0.md",
        "1.md",
        "2.md",
    }
    # Letters 1 and 2: places 1, 3 and 5; letter 0: one address for all three.
    assert lines[lines.index("Hosts with most dead links") + 1] == "h1.example 7"


def test_every_finding_and_verdict_is_counted() -> None:
    text = written("summary")
    for each in RUN.told:
        for finding in each.findings:
            assert finding.code in text
            assert finding.slug in text
    assert text.count("%") == len(RUN.verdicts())


def test_what_is_rare_still_shows() -> None:
    (line,) = [line for line in written("summary").splitlines() if "moved" in line and "%" in line]
    assert line[-1] in "▏▎▍▌▋▊▉█"


def test_an_ascii_terminal_gets_ascii() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    REPORTS["summary"].write(report(EVERY_VERDICT, CLEAN, dangling()), out, ReportOptions())
    out.flush()
    assert "#" in raw.getvalue().decode("ascii")
