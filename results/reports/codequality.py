"""GitLab's Code Quality report: a JSON list, one entry a finding.

Rules kept here:
- Fingerprints are unique within the report and the same in the next run, so that GitLab tells what
  a merge request brings from what was there before.
- A letter without lines is told at its first line: GitLab shows nothing that has no line.

Reference: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TextIO

from ..briefing import briefs
from ..model import Finding, Report, Severity
from ..over_time.fingerprints import fingerprinted, plain_path
from .format import ReportFormat, ReportOptions
from .harmless.visible import visible
from .json import Encoder
from .json_checks import Value

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell the findings of a run, one at a time."""
    text = Encoder(out, indent=None)
    opening = "["
    for entry in _entries(report):
        out.write(f"{opening}\n{text(entry)}")
        opening = ","
    out.write("\n]\n" if opening == "," else "[]\n")


CODEQUALITY = ReportFormat("codequality", ".codequality.json", write)


def _entries(report: Report) -> Iterator[Value]:
    for told in briefs(report):
        for mark, finding in fingerprinted(told.findings):
            yield _entry(mark, finding)


def _entry(mark: str, finding: Finding) -> Value:
    where = f" (note {finding.note})" if finding.note else ""
    about = f" {finding.about}" if finding.about else ""
    return {
        "description": visible(f"{finding.message}{about}{where}"),
        "check_name": f"{finding.code} {finding.slug}",
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": plain_path(finding.path), "lines": {"begin": finding.line or 1}},
    }
