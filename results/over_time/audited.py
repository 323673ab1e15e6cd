"""An audit against the one before it: what is new, mended, judged otherwise, confirmed dead.

Rules kept here:
- A letter is compared with the newest finished audit that read it, or, at its first audit, with the
  newest finished run: a run that was cut short found less than there was.
- A link is newly confirmed dead when this run's own check was the last strike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import documents
from ..connection import Connection
from ..model import Change
from ..rows.values import moment_text
from ..runs import info
from . import due
from .history import ChangedReport
from .strikes import Standing


@dataclass(frozen=True, slots=True)
class LetterNews:
    """What an audit has to tell of one letter."""

    path: str
    changes: tuple[Change, ...]
    verdicts: tuple[due.VerdictChange, ...]
    confirmed: tuple[tuple[str, Standing], ...]
    """Newly confirmed dead: URL and standing."""


class AuditReport(ChangedReport):
    """A `Report` of what changed since the last audit, letter by letter."""

    def __init__(self, connection: Connection, run: int) -> None:
        super().__init__(connection, run, moment_text(info(connection, run).started_at))

    def news(self) -> Iterator[LetterNews]:
        """Every letter of the audit, by path; without news, its parts are empty."""
        for number, changes in self.changes():
            path = documents.path_of(self._connection, number)
            past = due.earlier(self._connection, self.run.id, path)
            verdicts = (
                due.verdict_changes(self._connection, self.run.id, past[0], number) if past else ()
            )
            confirmed = due.newly_confirmed(self._connection, self.run.id, number)
            yield LetterNews(path, changes, verdicts, confirmed)

    def _measured_by(self, number: int) -> tuple[int, int] | None:
        path = documents.path_of(self._connection, number)
        return due.earlier(self._connection, self.run.id, path)
