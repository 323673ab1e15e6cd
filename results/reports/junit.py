"""The JUnit report: a test suite a letter, a test case a link, and one for each other finding.

Rules kept here:
- An error is a failure; warnings and notes stand in the case's output, so that a link which is
  only odd turns no build red. A link that nobody asked, or was told to leave out, is skipped.
- Names are unique within a suite and the same in the next run.
- A test case has no attribute for its file: Jenkins' plugin xunit leaves out a whole report that
  has one (its junit-10.xsd). The suite has it, and each case's class is the letter.

There is no schema of record; https://github.com/testmoapp/junitxml describes what readers know, and
https://docs.gitlab.com/ci/testing/unit_test_reports what GitLab shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from checker.model import Verdict

from ..model import DocumentReport, Finding, Report, Severity
from ..over_time.fingerprints import plain_path
from ..wording import place_of, reason_sentence
from .format import ReportFormat, ReportOptions
from .harmless.encoding import as_markup
from .harmless.markup import xml_text, xml_value
from .harmless.visible import visible
from .telling.arrange import LinkView, arrange

_SKIPPED = frozenset({Verdict.UNKNOWN, Verdict.SKIPPED})


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    findings: tuple[Finding, ...]
    link: LinkView | None = None

    @property
    def failures(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def skipped(self) -> bool:
        return not self.failures and self.link is not None and self.link.verdict in _SKIPPED


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell a run as JUnit XML."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f"<testsuites name={xml_value(options.title or 'pincite')}>\n")
    for told in report.documents():
        for line in _suite(told, report.run.state):
            out.write(as_markup(line, out) + "\n")
    out.write("</testsuites>\n")


JUNIT = ReportFormat("junit", ".xml", write)


def _suite(told: DocumentReport, state: str) -> Iterator[str]:
    cases = tuple(_named(_cases(told, state)))
    path = plain_path(told.dossier.document.path)
    failed = sum(bool(case.failures) for case in cases)
    skipped = sum(case.skipped for case in cases)
    yield (
        f'  <testsuite name={xml_value(path)} file={xml_value(path)} tests="{len(cases)}"'
        f' failures="{failed}" errors="0" skipped="{skipped}">'
    )
    for case in cases:
        yield from _told(case, path)
    yield "  </testsuite>"


def _cases(told: DocumentReport, state: str) -> Iterator[_Case]:
    letter = arrange(told, state)
    for finding in letter.findings:
        yield _Case(f"{finding.code} {finding.slug}", (finding,))
    for block in letter.notes:
        where = f"note {block.note.label}" if block.note else "text"
        for finding in block.findings:
            yield _Case(f"{where}: {finding.code} {finding.slug}", (finding,))
        for link in block.links:
            yield _Case(f"{where}: {link.link.url}", link.findings, link)


def _named(cases: Iterator[_Case]) -> Iterator[_Case]:
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    for case in cases:
        plain = name = visible(case.name)
        while name in taken or seen[plain] == 0:
            seen[plain] += 1
            name = f"{plain} ({seen[plain]})" if seen[plain] > 1 else plain
        taken.add(name)
        yield _Case(name, case.findings, case.link)


def _told(case: _Case, path: str) -> Iterator[str]:
    head = f"    <testcase classname={xml_value(path)} name={xml_value(case.name)}"
    head += f' time="{_seconds(case.link):.3f}"'
    body = list(_body(case))
    if not body:
        yield f"{head}/>"
        return
    yield f"{head}>"
    yield from body
    yield "    </testcase>"


def _body(case: _Case) -> Iterator[str]:
    for finding in case.failures:
        yield (
            f"      <failure type={xml_value(finding.code)} message={xml_value(finding.message)}>"
            f"{xml_text(_sentence(finding))}</failure>"
        )
    if case.skipped and case.link is not None:
        yield f"      <skipped message={xml_value(reason_sentence(case.link.reason))}/>"
    for finding in case.findings:
        if finding.severity is not Severity.ERROR:
            yield f"      <system-out>{xml_text(_sentence(finding))}</system-out>"


def _sentence(finding: Finding) -> str:
    place = place_of(finding)
    where = f"{finding.path}, {place}" if place else finding.path
    parts = [f"{where}: {finding.severity.value} {finding.code}: {finding.message}"]
    if finding.about:
        parts.append(finding.about)
    if finding.suggestion:
        parts.append(f"Suggestion: {finding.suggestion}")
    return " ".join(parts)


def _seconds(link: LinkView | None) -> float:
    exchange = link.check.exchange if link and link.check else None
    return exchange.elapsed if exchange else 0.0
