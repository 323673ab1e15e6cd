"""What a run's silence says: whether it asked what it takes to find something again.

Rules kept here:
- Not knowing is a value. What a page says is not known while it is dead or blocked, what archives
  hold while one of them is silent and none has a copy, what registries say while one is silent.
- What a run was not to tell, it did not find to be mended: a finding that was turned off, that a
  rule ignored, about a link that a person judged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from checker.model import Verdict
from citations import canonical_key

from .. import decisions, stored_report
from ..connection import Connection, Row
from ..model import Change, ChangeKind, Finding
from .changes import ARCHIVE_SILENT, REGISTRY_SILENT, change
from .fingerprints import fingerprint, fingerprinted

_FOUND_OUT = ("found", "absent", "blocked")
_ALIVE = (Verdict.OK.value, Verdict.MOVED.value)
_FROM_ARCHIVES = frozenset({"PC211", "PC301", "PC302", "PC303", "PC304", "PC306"})
"""Findings that rest on what archives answered; the rest of PC2xx and PC3xx rest on the page."""


def told_before(
    changes: Iterable[Change], past: Asked, older: Iterator[Asked]
) -> tuple[Change, ...]:
    """The changes, with what is news only since the run that they are measured by could not know.

    Args:
        past: the letter in that run.
        older: the letter in the runs before it, the newest first. Of these the first one that told
            the finding, or knew that there was none, decides.
    """
    told = list(changes)
    new = {place for place, each in enumerate(told) if each.kind is ChangeKind.NEW}
    unknown = {place for place in new if not past.knew(told[place].finding)}
    while unknown and (run := next(older, None)) is not None:
        for place in sorted(unknown):
            finding = told[place].finding
            before = run.same(finding)
            if before is not None or run.knew(finding):
                told[place] = change(finding, before)
                unknown.discard(place)
    return tuple(told)


class Asked:
    """One reading of a letter in one run. Asks the database as it is needed."""

    def __init__(
        self, connection: Connection, run: int, number: int, off: frozenset[str] = frozenset()
    ) -> None:
        """`off` are codes that the run was told to leave out, for one that is asked if it tells."""
        self._at = (connection, run, number)
        self._off = off

    def tells(self, finding: Finding) -> bool:
        """Whether the run would have told the finding, had there been reason to."""
        return self._was_to_tell(finding) and self.knew(finding)

    def knew(self, finding: Finding) -> bool:
        """Whether the run had the answers that the finding rests on."""
        if finding.code < "PC2":
            return True
        if finding.code > "PC5":
            return not self._is_silent(REGISTRY_SILENT, finding)
        row = None if finding.url is None else self._answers.get(finding.url)
        if row is None:
            return True  # about no link, or about one that the letter does not cite
        if finding.code in _FROM_ARCHIVES:
            return bool(row["archived"]) and not self._is_silent(ARCHIVE_SILENT, finding)
        if finding.code > "PC4":
            return row["answer"] in _ALIVE
        return row["answer"] not in (None, Verdict.UNKNOWN.value)

    def same(self, finding: Finding) -> Finding | None:
        """The finding as this run told it, perhaps of a note that had another number."""
        found = dict(fingerprinted(self.findings)).get(fingerprint(finding))
        if found is not None or finding.url is None:
            return found
        alike = (each for each in self.findings if each.code == finding.code)
        return next((each for each in alike if each.url == finding.url), None)

    def _was_to_tell(self, finding: Finding) -> bool:
        if finding.code in self._off or self._is_ignored(finding):
            return False
        if finding.url is None or canonical_key(finding.url) not in self._judged:
            return True
        row = self._answers.get(finding.url)
        is_of_the_page = finding.code > "PC2" and finding.code not in _FROM_ARCHIVES
        return row is None or not is_of_the_page or row["answer"] in _ALIVE

    def _is_silent(self, code: str, finding: Finding) -> bool:
        """Whether the run found that somebody gave no answer about the same link, else note."""
        if finding.code == code:
            return False
        silent = (each for each in self.findings if each.code == code)
        if finding.url is not None:
            return any(each.url == finding.url for each in silent)
        return any(each.note == finding.note for each in silent)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the run found in the letter."""
        return stored_report.findings(*self._at)

    @cached_property
    def _is_ignored(self) -> Callable[[Finding], bool]:
        return stored_report.ignored_in(*self._at)

    @cached_property
    def _judged(self) -> frozenset[str]:
        return frozenset(decisions.decided(*self._at))

    @cached_property
    def _answers(self) -> Mapping[str, Row]:
        """By URL of the letter: the live link's answer, and whether any archive gave one."""
        connection, run, number = self._at
        rows = connection.rows(_ANSWERS, (*_FOUND_OUT, run, run, number))
        return {row["url"]: row for row in rows}


def turned_off(connection: Connection, run: int) -> frozenset[str]:
    """Codes that a run was told to leave out: their silence says nothing."""
    row = connection.one("SELECT settings FROM runs WHERE id = ?", (run,))
    decided = json.loads(row["settings"]).get("findings") or {} if row else {}
    return frozenset(code for code, word in decided.items() if word == "off")


_ANSWERS = (
    "SELECT links.url, live.answer,"
    " (SELECT max(asked.answer IN (?, ?, ?)) FROM queue AS asked WHERE asked.run_id = ?"
    "   AND asked.url_id IN (links.url_id, links.original_id) AND asked.kind <> 'live')"
    "  AS archived"
    " FROM links LEFT JOIN queue AS live"
    "  ON live.run_id = ? AND live.url_id = links.url_id AND live.kind = 'live'"
    " WHERE links.document_id = ?"
)
