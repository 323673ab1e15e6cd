"""The SARIF 2.1.0 report, for code scanning (GitHub, Azure DevOps, editors).

Rules kept here:
- Columns count code points, and `columnKind` says so (SARIF 2.1.0, 3.14.17).
- A fix is given only where the letter is text, the suggestion can take the place of the address and
  the address stands in the letter as it was read. `pincite fix` mends more.
- A place is needed by GitHub: a letter without lines is told at its first; its page is told in the
  message.
- `partialFingerprints` are the same in every run (results.over_time); what changed since an
  earlier run is `baselineState`.
- Results are streamed; the rules, which are bounded, come before them.

Reference: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import TextIO
from urllib.parse import quote

from citations.model import Document, Link, LinkForm

from ..findings.rule import Rule
from ..findings.table import FINDINGS
from ..model import ChangeKind, DocumentReport, Finding, Report, RunInfo, Severity
from ..over_time.fingerprints import fingerprinted, plain_path
from .format import ReportFormat, ReportOptions
from .harmless.visible import visible
from .json import Encoder
from .json_checks import Value, moment
from .telling.arrange import arrange

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
REPLACING = frozenset({"PC205", "PC209"})
"""Findings whose suggestion is an address for the place of another."""
CITING_A_COPY = frozenset({"PC201", "PC203", "PC204"})
"""Findings whose suggestion is the address with its copy, as running text has it."""

_INDEX = {code: place for place, code in enumerate(FINDINGS)}
_STATES: Mapping[ChangeKind, str] = {
    ChangeKind.NEW: "new",
    ChangeKind.CHANGED: "updated",
    ChangeKind.STILL: "unchanged",
    ChangeKind.MENDED: "absent",
}


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell the findings of a run as SARIF."""
    text = Encoder(out, indent=None)
    out.write(f'{{"$schema": {text(SCHEMA)}, "version": "2.1.0", "runs": [{{\n')
    for name, value in _head(report.run).items():
        out.write(f"{text(name)}: {text(value)},\n")
    out.write('"results": [')
    comma = ""
    for told in report.documents():
        for result in _results(told):
            out.write(f"{comma}\n{text(result)}")
            comma = ","
    out.write("\n]}]}\n")


SARIF = ReportFormat("sarif", ".sarif", write)


def _head(run: RunInfo) -> Value:
    invocation = {
        "executionSuccessful": run.state == "finished",
        "startTimeUtc": moment(run.started_at),
        **({"endTimeUtc": moment(run.finished_at)} if run.finished_at else {}),
    }
    driver = {
        "name": "pincite",
        "semanticVersion": run.version,
        "rules": [_rule(rule) for rule in FINDINGS.values()],
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"pincite/{run.command}/{run.id}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "SRCROOT": {"description": {"text": "The folder in which pincite was run."}}
        },
        "invocations": [invocation],
    }


def _rule(rule: Rule) -> Value:
    text = rule.explanation.strip()
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(_first_paragraphs(text).split())},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": ["citations"], "problem.severity": _problem(rule.severity)},
    }


def _first_paragraphs(text: str) -> str:
    """What the finding is, without why it matters and how to mend it."""
    return text.partition("\n\nWhy it matters:")[0]


def _problem(severity: Severity) -> str:
    return "recommendation" if severity is Severity.NOTE else severity.value


def _results(told: DocumentReport) -> Iterator[Value]:
    document = told.dossier.document
    links = _links(told)
    states = {each.finding: _STATES.get(each.kind) for each in told.changes or ()}
    for mark, finding in fingerprinted((*told.findings, *told.mended)):
        state = states.get(finding)
        yield {
            "ruleId": finding.code,
            **({"ruleIndex": _INDEX[finding.code]} if finding.code in _INDEX else {}),
            "level": finding.severity.value,
            "message": {"text": _message(finding)},
            "locations": [_location(finding, links.get(finding))],
            "partialFingerprints": {"pincite/v1": mark},
            **({"baselineState": state} if state else {}),
            **_fixes(document, finding, links.get(finding)),
        }


def _links(told: DocumentReport) -> Mapping[Finding, Link]:
    """The link at which each finding stands."""
    return {
        finding: view.link
        for block in arrange(told).notes
        for view in block.links
        for finding in view.findings
    }


def _message(finding: Finding) -> str:
    parts = [visible(finding.message)]
    if finding.about:
        parts.append(visible(finding.about))
    if finding.page is not None:
        parts.append(f"(page {finding.page})")
    return " ".join(parts)


def _location(finding: Finding, link: Link | None) -> Value:
    where: Value = {
        "physicalLocation": {
            "artifactLocation": _artifact(finding.path),
            "region": _region(finding, link),
        }
    }
    if finding.note is not None:
        where["logicalLocations"] = [{"name": f"note {visible(finding.note)}", "kind": "note"}]
    return where


def _region(finding: Finding, link: Link | None) -> Value:
    region: Value = {"startLine": finding.line or 1}
    if finding.line is not None and finding.column is not None:
        region["startColumn"] = finding.column
        if link is not None and "\n" not in link.raw and link.raw:
            region["endColumn"] = finding.column + len(link.raw)
    return region


_WHOLE = "/:?#[]@!$&'()*+,;=%~"
"""What a URL that is written already keeps."""


def _artifact(path: str) -> Value:
    """A relative URI below SRCROOT, or an absolute one."""
    if path.startswith(("http://", "https://")):
        return {"uri": quote(path.encode("utf-8", "surrogateescape"), safe=_WHOLE)}
    windows = PureWindowsPath(path)
    if windows.drive:
        return {"uri": windows.as_uri() if windows.is_absolute() else quote(plain_path(path))}
    plain = plain_path(path).encode("utf-8", "surrogateescape")
    told = quote(plain)
    if PurePosixPath(path).is_absolute():
        return {"uri": f"file://{told}"}
    return {"uri": told, "uriBaseId": "SRCROOT"}


def _fixes(document: Document, finding: Finding, link: Link | None) -> Value:
    """A replacement for the address, where it is safe to give one."""
    if finding.suggestion is None or link is None or not _takes(document, finding, link):
        return {}
    in_place = link.raw == link.url and link.line is not None and link.column is not None
    if document.encoding is None or not in_place:
        return {}
    replacement = {
        "deletedRegion": _region(finding, link),
        "insertedContent": {"text": finding.suggestion},
    }
    change = {"artifactLocation": _artifact(finding.path), "replacements": [replacement]}
    return {"fixes": [{"description": {"text": "Cite this address"}, "artifactChanges": [change]}]}


def _takes(document: Document, finding: Finding, link: Link) -> bool:
    """Whether the letter can take the suggestion where the address stands.

    A copy's brackets are for prose: in markup, in angle brackets and in a template they would be
    read as something else. `pincite fix` has the letter before it and can do those, too.
    """
    if finding.code in REPLACING:
        return True
    if finding.code not in CITING_A_COPY or document.format != "text":
        return False
    return link.form is LinkForm.BARE and not any("{{" in note.text for note in document.notes)
