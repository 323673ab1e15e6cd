"""A run in numbers, without its letters.

Rules kept here:
- What a summary tells is what `documents` tells, counted; it only costs less: a store counts by SQL
  and needs no letter, so a million checks are told within a second.
- Ties are broken by name, so that the same run always gives the same summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from urllib.parse import urlsplit

from checker.model import DEAD

from .briefing import briefs
from .model import Report, Severity

MOST = 10
"""Letters and hosts that are named."""


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How often one finding was made."""

    severity: Severity
    code: str
    slug: str
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to name beside the counts that every report has."""

    codes: tuple[CodeCount, ...]
    """The gravest first, then the most frequent."""
    letters: tuple[tuple[str, int], ...]
    """Paths of the letters with most errors, at most MOST, with the number of errors."""
    hosts: tuple[tuple[str, int], ...]
    """Hosts with most dead links, at most MOST, with the number of links."""


@runtime_checkable
class Summing(Protocol):
    """A report that can count by itself."""

    def summary(self) -> Summary:
        """What there is to name."""


def summary(report: Report) -> Summary:
    """A run in numbers; letter by letter where the report cannot count by itself."""
    if isinstance(report, Summing):
        return report.summary()
    codes: Counter[tuple[Severity, str, str]] = Counter()
    letters: Counter[str] = Counter()
    for told in briefs(report):
        codes.update((each.severity, each.code, each.slug) for each in told.findings)
        letters[told.path] += sum(each.severity is Severity.ERROR for each in told.findings)
    dead: dict[str, str] = {}
    for document in report.documents():
        for key, check in document.dossier.checks.items():
            if check.judgement.verdict in DEAD:
                dead[key] = urlsplit(check.url).hostname or ""
    hosts = Counter(host for host in dead.values() if host)
    return Summary(
        in_order(CodeCount(*kind, count) for kind, count in codes.items()),
        _most(letters),
        _most(hosts),
    )


def in_order(counts: Iterable[CodeCount]) -> tuple[CodeCount, ...]:
    """The gravest first, then the most frequent, then by code."""
    return tuple(sorted(counts, key=lambda each: (-each.severity.weight, -each.count, each.code)))


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    found = [(name, count) for name, count in counts.items() if count]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0]))[:MOST])
