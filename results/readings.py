"""Which reading of a letter is the newest that was checked.

Rules kept here:
- The same bytes at the same path come first, then the same bytes elsewhere (a path spelt
  otherwise), then other bytes at the same path: the letter before it was changed.
- Only a run that came to its end counts; one that was stopped knows too little.
"""

from __future__ import annotations

from dataclasses import dataclass

from .connection import Connection
from .rows.values import sound


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one letter in one run."""

    run: int
    document: int
    sha256: str


_NEWEST = (
    "SELECT run_id, document_id, sha256 FROM documents"
    " JOIN run_documents ON run_documents.document_id = documents.id"
    " JOIN runs ON runs.id = run_id AND runs.state = 'finished'"
    " WHERE {} ORDER BY run_id DESC LIMIT 1"
)
_SAME = _NEWEST.format("path = ? AND sha256 = ?")
_ELSEWHERE = _NEWEST.format("sha256 = ?")
_CHANGED = _NEWEST.format("path = ?")


def newest(connection: Connection, path: str, sha256: str) -> Reading | None:
    """The newest reading of a letter; None where it was never checked."""
    name = sound(path)
    ways = ((_SAME, (name, sha256)), (_ELSEWHERE, (sha256,)), (_CHANGED, (name,)))
    for sql, parameters in ways:
        row = connection.one(sql, parameters)
        if row is not None:
            return Reading(row["run_id"], row["document_id"], row["sha256"])
    return None
