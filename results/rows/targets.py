"""Target ↔ the cells of `urls`; Finding ↔ its row.

Rules kept here:
- Key and URL of a target have columns of their own; the rest is one JSON object without defaults,
  so that a field which the model gains is kept from then on.
- Within one run the targets of several letters are one: all titles, the earliest date.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from typing import Any

from checker.model import Target

from ..model import Finding, Severity
from .values import Cells, Stored, packed_all, sound, sound_row, unpacked

MOST_TITLES = 20
"""A hundred letters may cite one page; this many of their titles tell it as well as all."""

FINDINGS = (
    *("run_id", "document_id", "code", "slug", "severity", "message"),
    *("path", "line", "column", "note", "url", "suggestion", "page"),
)

_DEFAULTS = {each.name: each.default for each in fields(Target) if each.default is not MISSING}


def target_cell(target: Target) -> str:
    """All but key and URL as JSON."""
    told = {
        name: value
        for name, default in _DEFAULTS.items()
        if (value := getattr(target, name)) != default
    }
    return sound(packed_all(told))


def target_from(key: str, url: str, cell: str | None) -> Target:
    """The target of a row of `urls`."""
    told: dict[str, Any] = unpacked(cell) or {}
    for name, value in told.items():
        if isinstance(value, list):
            told[name] = tuple(value)
    return Target(key, url, **told)


def merged(one: Target, other: Target) -> Target:
    """What two letters of one run say of a link."""
    both = one.joined(other)
    return replace(both, titles=both.titles[:MOST_TITLES])


def finding_row(finding: Finding, run_id: int, document_id: int) -> Cells:
    """In the order of FINDINGS."""
    return sound_row(
        (
            *(run_id, document_id, finding.code, finding.slug, finding.severity.value),
            *(finding.message, finding.path, finding.line, finding.column, finding.note),
            *(finding.url, finding.suggestion, finding.page),
        )
    )


def finding_from(row: Stored) -> Finding:
    """The finding of a row."""
    return Finding(
        code=row["code"],
        slug=row["slug"],
        severity=Severity(row["severity"]),
        message=row["message"],
        path=row["path"],
        line=row["line"],
        column=row["column"],
        note=row["note"],
        url=row["url"],
        suggestion=row["suggestion"],
        page=row["page"],
    )
