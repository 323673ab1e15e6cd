"""Copies whose address does not tell their original (perma.cc), tied to it once an archive told it.

Rules kept here:
- The original of a cited copy is asked like that of any other copy, in the run that learned of it.
- Done twice, it makes no difference; another letter's copy of the same page adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from checker.model import Target, Task
from citations import canonical_key

from .connection import Connection
from .documents import ask_beside
from .rows.targets import target_from

_LEARNED = (
    "SELECT DISTINCT links.url_id, urls.key, urls.url, urls.target, snapshots.original"
    " FROM run_documents JOIN links ON links.document_id = run_documents.document_id"
    " JOIN queue ON queue.run_id = run_documents.run_id AND queue.url_id = links.url_id"
    " JOIN snapshots ON snapshots.answer_id = queue.answer_id"
    " JOIN urls ON urls.id = links.url_id"
    " WHERE run_documents.run_id = ? AND links.role = 'archive' AND links.archive_of IS NULL"
    " AND queue.state = 'done' AND snapshots.original <> ''"
)
_TIED = (
    "UPDATE links SET original_id = (SELECT id FROM urls WHERE key = ?)"
    " WHERE url_id = ? AND archive_of IS NULL"
)


def tie(connection: Connection, run: int, tasks_of: Callable[[Target], Iterable[Task]]) -> int:
    """Asks for the originals that archives have named; gives how many tasks are new.

    Args:
        connection: the database.
        run: its id.
        tasks_of: what is to be asked for an original.
    """
    learned = connection.rows(_LEARNED, (run,))
    added = 0
    with connection.writing() as db:
        for row in learned:
            key = canonical_key(row["original"])
            if not key or key == row["key"]:
                continue
            copy = target_from(row["key"], row["url"], row["target"])
            original = replace(copy, key=key, url=row["original"], fragment=None, archive_of=None)
            added += ask_beside(db, run, original, tasks_of(original))
            db.execute(_TIED, (key, row["url_id"]))
    return added
