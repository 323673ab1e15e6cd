"""GitHub annotations: one workflow command a finding, printed in a step of an Action.

Rules kept here:
- What stands in a property or a message is escaped as the runner unescapes it (actions/toolkit,
  packages/core, command.ts), so that no letter and no page can issue a command of its own.
- GitHub shows ten annotations of each kind a step; all are printed, the log keeps them.

Reference: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from ..briefing import briefs
from ..model import Finding, Report, Severity
from ..over_time.fingerprints import plain_path
from .format import ReportFormat, ReportOptions
from .harmless.encoding import as_text
from .harmless.visible import clipped, visible

_COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_MESSAGE = 4_000
"""Characters of a message; the runner cuts at 4 KB."""


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell the findings of a run as workflow commands."""
    for told in briefs(report):
        for finding in told.findings:
            out.write(as_text(_command(finding), out) + "\n")


GITHUB = ReportFormat("github", ".annotations", write)


def _command(finding: Finding) -> str:
    properties = {"file": plain_path(finding.path)}
    if finding.line is not None:
        properties["line"] = str(finding.line)
        if finding.column is not None:
            properties["col"] = str(finding.column)
    where = f" (note {finding.note})" if finding.note else ""
    properties["title"] = f"{finding.code} {finding.slug}{where}"
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    lines = [clipped(visible(finding.message), _MESSAGE)]
    if finding.page is not None:
        lines.append(f"Page {finding.page}")
    if finding.about:
        lines.append(visible(finding.about))
    if finding.advice:
        lines.append(f"Suggestion: {visible(finding.advice)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
