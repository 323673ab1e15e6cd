"""The Atom feed (RFC 4287): what an editor should hear of, an entry a finding.

Rules kept here:
- An entry's id depends on what was found and on nothing else, so that a reader shows it once; what
  changed since an earlier run is an entry of its own, with that run in its id.
- Text only: no entry carries markup of the web.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TextIO

from checker import stamp
from checker.model import Check
from citations import canonical_key

from ..model import DocumentReport, Finding, Report, RunInfo
from ..over_time.changes import change_words
from ..over_time.fingerprints import fingerprinted, plain_path
from ..wording import place_of
from .format import ReportFormat, ReportOptions
from .harmless.encoding import as_markup
from .harmless.markup import xml_text, xml_value
from .harmless.visible import web_href

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:pincite:findings")


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Tell the findings of a run, or what changed since an earlier one, as a feed."""
    run = report.run
    title = options.title or "pincite: what became of the sources"
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<feed xmlns="http://www.w3.org/2005/Atom">\n')
    head = (
        f"  <id>{_id(title)}</id>\n"
        f"  <title>{xml_text(title)}</title>\n"
        f"  <updated>{stamp(run.finished_at or run.started_at)}</updated>\n"
        "  <author><name>pincite</name></author>\n"
        f"  <generator version={xml_value(run.version)}>pincite</generator>\n"
    )
    out.write(as_markup(head, out))
    for told in report.documents():
        for entry in _entries(told, run):
            out.write(as_markup(entry, out))
    out.write("</feed>\n")


ATOM = ReportFormat("atom", ".atom", write)


def _entries(told: DocumentReport, run: RunInfo) -> Iterator[str]:
    words = {**change_words(told), **dict.fromkeys(told.mended, "mended")}
    for mark, finding in fingerprinted((*told.findings, *told.mended)):
        word = words.get(finding, "")
        identity = f"{mark} {word} {run.id}" if word else mark
        check = told.dossier.checks.get(canonical_key(finding.url)) if finding.url else None
        yield _entry(finding, word, _id(identity), _updated(check, run))


def _entry(finding: Finding, word: str, identity: str, updated: str) -> str:
    note = f", note {finding.note}" if finding.note else ""
    change = f"{word}: " if word else ""
    title = f"{change}{finding.code} {finding.slug} in {plain_path(finding.path)}{note}"
    lines = [
        "  <entry>",
        f"    <id>{identity}</id>",
        f"    <title>{xml_text(title)}</title>",
        f"    <updated>{updated}</updated>",
        f"    <category term={xml_value(finding.code)}/>",
    ]
    target = web_href(finding.url) if finding.url else None
    if target is not None:
        lines.append(f'    <link rel="related" href={xml_value(target)}/>')
    lines += [f"    <content>{xml_text(_content(finding))}</content>", "  </entry>", ""]
    return "\n".join(lines)


def _content(finding: Finding) -> str:
    place = place_of(finding)
    parts = [f"{finding.severity.value}: {finding.message}"]
    if finding.about:
        parts.append(finding.about)
    if finding.advice:
        parts.append(f"Suggestion: {finding.advice}")
    return " ".join([*parts, f"({place})"] if place else parts)


def _id(name: str) -> str:
    return uuid.uuid5(_SPACE, name.encode("utf-8", "backslashreplace").decode()).urn


def _updated(check: Check | None, run: RunInfo) -> str:
    return stamp(check.checked_at if check else run.finished_at or run.started_at)
