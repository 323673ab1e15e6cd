"""Letters into the database and out of it again.

Rules kept here:
- The same reading of the same bytes at the same path is stored once, however many runs read it.
- A letter goes in with all that is to be asked for it, in one transaction; put in twice, it makes
  no difference.
- A letter that is read anew while its run was down takes the place of its earlier reading, and what
  only that one cited, link or identifier, is asked no more.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from checker.model import Target, Task
from citations import host_of
from citations.model import Document

from .connection import Connection
from .damaged.cells import COUNTED, typed
from .model import StoreDamaged, StoreError
from .queue import LIVE
from .rows.letters import COLUMNS, DOCUMENTS, Rows, cited_urls, document_from, document_rows
from .rows.targets import merged, target_cell, target_from
from .rows.values import Stored, insert_sql, moment_text, sound

TASKS_AT_ONCE = 1_000
"""Tasks may come from a generator; no more of them than this stand in memory."""

SETTLED_AT_ONCE = 100
"""Letters that one look for settled ones gives."""

_URL_OF_KEY = "(SELECT id FROM urls WHERE key = ?)"
_NEW_URL = insert_sql(
    "urls", ("key", "url", "host", "target", "target_run"), None, "ON CONFLICT DO NOTHING"
)
_QUEUE = ("run_id", "kind", "url_id", "lane", "state", "cited")
_NEW_ROW = insert_sql("queue", _QUEUE, {"url_id": _URL_OF_KEY}, "ON CONFLICT DO NOTHING")
_ASKED = insert_sql(
    "queue",
    _QUEUE,
    {"url_id": _URL_OF_KEY},
    "ON CONFLICT (run_id, url_id, kind) DO UPDATE SET state = excluded.state, lane = excluded.lane"
    " WHERE state = 'unasked'",
)
_CITED = insert_sql(
    "queue",
    _QUEUE,
    {"url_id": _URL_OF_KEY},
    "ON CONFLICT (run_id, url_id, kind) DO UPDATE SET cited = 1 WHERE cited = 0",
)


def add_document(
    connection: Connection,
    run: int,
    document: Document,
    targets: Mapping[str, Target],
    tasks: Iterable[Task],
) -> int:
    """Puts a letter and its tasks into a run; gives the letter's id.

    Raises:
        StoreError: there is no such run.
    """
    rows = document_rows(document)
    with connection.writing() as db:
        known = db.execute("SELECT version FROM runs WHERE id = ?", (run,)).fetchone()
        if known is None:
            raise StoreError(f"{connection.path}: there is no run {run}")
        _set_targets(db, run, targets)
        urls = {key: url for key, url in cited_urls(document) if key not in targets}
        db.executemany(_NEW_URL, ((k, url, host_of(url), None, None) for k, url in urls.items()))
        document_id = _stored(db, rows)
        if document_id is None:
            document_id = _store(db, rows, known["version"])
        _replace_earlier_reading(db, run, document_id, sound(document.path))
        added = db.execute(
            "INSERT INTO run_documents (run_id, document_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (run, document_id),
        ).rowcount
        new_links, new_tasks = _queue(db, (run, document_id), document, targets, tasks)
        db.execute(
            "UPDATE runs SET documents = documents + ?, links = links + ?, tasks = tasks + ?"
            " WHERE id = ?",
            (added, new_links, new_tasks, run),
        )
    return document_id


def _stored(db: sqlite3.Connection, rows: Rows) -> int | None:
    row = db.execute(
        "SELECT id FROM documents WHERE path = ? AND sha256 = ? AND reading = ?", rows.document[:3]
    ).fetchone()
    return row["id"] if row else None


def _store(db: sqlite3.Connection, rows: Rows, version: str) -> int:
    document_id = db.execute(
        insert_sql("documents", (*DOCUMENTS, "version", "read_at")),
        (*rows.document, version, moment_text(datetime.now(UTC))),
    ).lastrowid
    computed = {
        "document_id": str(document_id),
        "url_id": _URL_OF_KEY,
        "original_id": _URL_OF_KEY,
        "note_id": f"? + {_next_id(db, 'notes')}",
        "reference_id": f"? + {_next_id(db, 'note_references')}",
        "citation_id": f"? + {_next_id(db, 'citations')}",
    }
    own_id = {"notes": "note_id", "note_references": "reference_id", "citations": "citation_id"}
    for table, columns in COLUMNS.items():
        holes = computed | ({"id": computed[own_id[table]]} if table in own_id else {})
        sql = insert_sql(table, ("document_id", *columns), holes)
        db.executemany(sql, rows.tables[table])
    assert document_id is not None
    return document_id


_NEXT_IDS = {
    table: f"SELECT coalesce(max(id), 0) + 1 FROM {table}"  # noqa: S608  # three constants
    for table in ("notes", "note_references", "citations")
}


def _next_id(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(_NEXT_IDS[table]).fetchone()[0])


def _replace_earlier_reading(db: sqlite3.Connection, run: int, document: int, path: str) -> None:
    earlier = db.execute(
        "SELECT documents.id FROM documents JOIN run_documents"
        " ON run_documents.document_id = documents.id AND run_documents.run_id = ?"
        " WHERE documents.path = ? AND documents.id <> ?",
        (run, path, document),
    ).fetchall()
    for (old,) in earlier:
        db.execute("DELETE FROM findings WHERE run_id = ? AND document_id = ?", (run, old))
        db.execute("DELETE FROM run_documents WHERE run_id = ? AND document_id = ?", (run, old))
        db.execute("UPDATE runs SET documents = documents - 1 WHERE id = ?", (run,))
        urls = db.execute(
            "SELECT url_id FROM links WHERE document_id = ? AND url_id IS NOT NULL UNION"
            " SELECT original_id FROM links WHERE document_id = ? AND original_id IS NOT NULL UNION"
            " SELECT url_id FROM named_works WHERE document_id = ?",
            (old, old, old),
        ).fetchall()
        for (url,) in urls:
            _ask_no_more(db, run, url)


_OTHERS_LINK = (
    "SELECT EXISTS (SELECT 1 FROM links JOIN run_documents USING (document_id)"
    " WHERE run_id = ? AND url_id = ?),"
    " EXISTS (SELECT 1 FROM links JOIN run_documents USING (document_id)"
    " WHERE run_id = ? AND original_id = ?)"
    " OR EXISTS (SELECT 1 FROM named_works JOIN run_documents USING (document_id)"
    " WHERE run_id = ? AND url_id = ?)"
)


def _ask_no_more(db: sqlite3.Connection, run: int, url: int) -> None:
    """Takes back what is asked of a URL, as far as no other letter of the run cites it."""
    here = (run, url)
    linked, asked = db.execute(_OTHERS_LINK, here * 3).fetchone()
    if linked:
        return
    was_cited = db.execute(
        "UPDATE queue SET cited = 0 WHERE run_id = ? AND url_id = ? AND kind = 'live' AND cited",
        here,
    ).rowcount
    done = tasks = 0
    if not asked:
        states = "SELECT kind, state FROM queue WHERE run_id = ? AND url_id = ?"
        for row in db.execute(states, here).fetchall():
            done += row["state"] == "done"
            tasks += row["state"] != "unasked"
        db.execute("DELETE FROM queue WHERE run_id = ? AND url_id = ?", here)
        db.execute("DELETE FROM taken WHERE run_id = ? AND url_id = ?", here)
    db.execute(
        "UPDATE runs SET links = links - ?, tasks = tasks - ?, done = done - ? WHERE id = ?",
        (was_cited, tasks, done, run),
    )


def _set_targets(db: sqlite3.Connection, run: int, targets: Mapping[str, Target]) -> None:
    rows = [
        (sound(each.key), url := sound(each.url), host_of(url), target_cell(each), run)
        for each in targets.values()
    ]
    if rows and db.executemany(_NEW_URL, rows).rowcount < len(rows):
        for target in targets.values():
            _set_target(db, run, target)


def _set_target(db: sqlite3.Connection, run: int, target: Target) -> None:
    """What this letter says of a link, together with what others of the run said."""
    key, url = sound(target.key), sound(target.url)
    row = db.execute(
        "SELECT id, url, target, target_run FROM urls WHERE key = ?", (key,)
    ).fetchone()
    if row["target_run"] == run:
        url = row["url"]
        target = merged(target_from(key, url, row["target"]), target)
    told = (url, target_cell(target), run)
    if told != (row["url"], row["target"], row["target_run"]):
        db.execute(
            "UPDATE urls SET url = ?, host = ?, target = ?, target_run = ? WHERE id = ?",
            (url, host_of(url), *told[1:], row["id"]),
        )


_NAMED = insert_sql(
    "named_works",
    ("document_id", "url_id"),
    {"url_id": _URL_OF_KEY},
    "ON CONFLICT DO NOTHING",
)


def _queue(
    db: sqlite3.Connection,
    here: tuple[int, int],
    document: Document,
    targets: Mapping[str, Target],
    tasks: Iterable[Task],
) -> tuple[int, int]:
    """Queues links and tasks that the run does not have yet; gives how many of each are new.

    `here` is the run and the letter. What is asked of no link of the letter is asked of a work that
    it names.
    """
    run, letter = here
    cited = dict.fromkeys(sound(link.key) for _, link in document.all_links() if link.key)
    links = queued = 0
    coming = iter(tasks)
    while batch := list(islice(coming, TASKS_AT_ONCE)):
        told = (each.target for each in batch)
        named = {each.key: each for each in told if each.key not in targets}
        _set_targets(db, run, named)
        db.executemany(_NAMED, ((letter, sound(key)) for key in named))
        cited_and_asked, asked = [], []
        for task in batch:
            row = (run, sound(task.kind), sound(task.target.key), sound(task.lane), "pending")
            if task.kind == LIVE and row[2] in cited:
                del cited[row[2]]
                cited_and_asked.append((*row, 1))
            else:
                asked.append((*row, 0))
        new = db.executemany(_NEW_ROW, cited_and_asked).rowcount if cited_and_asked else 0
        links += new
        queued += new
        if new < len(cited_and_asked):  # some stand there already, for another letter perhaps
            queued += db.executemany(_ASKED, cited_and_asked).rowcount
            links += db.executemany(_CITED, cited_and_asked).rowcount
        queued += db.executemany(_ASKED, asked).rowcount if asked else 0
    unasked = [(run, LIVE, key, "", "unasked", 1) for key in cited]
    links += db.executemany(_CITED, unasked).rowcount if unasked else 0
    return links, queued


def ask_beside(db: sqlite3.Connection, run: int, target: Target, tasks: Iterable[Task]) -> int:
    """Queues what no letter links to itself, for the sake of one that does; gives what is new."""
    _set_targets(db, run, {target.key: target})
    rows = [
        (run, sound(each.kind), sound(target.key), sound(each.lane), "pending", 0) for each in tasks
    ]
    new = db.executemany(_ASKED, rows).rowcount if rows else 0
    db.execute("UPDATE runs SET tasks = tasks + ? WHERE id = ?", (new, run))
    return new


def document_ids(connection: Connection, run: int) -> Iterator[int]:
    """The letters of a run, by path."""
    rows = connection.rows(
        "SELECT document_id FROM run_documents JOIN documents ON documents.id = document_id"
        " WHERE run_id = ? ORDER BY path, document_id",
        (run,),
    )
    return (row["document_id"] for row in rows)


_SETTLED = (
    "SELECT document_id FROM run_documents WHERE run_id = ? AND document_id > ?"
    " AND document_id NOT IN (SELECT links.document_id FROM queue INDEXED BY queue_pending"
    "  JOIN links ON links.url_id = queue.url_id"
    "  WHERE queue.run_id = ? AND queue.state = 'pending'"
    "  UNION SELECT links.document_id FROM queue INDEXED BY queue_pending"
    "  JOIN links ON links.original_id = queue.url_id"
    "  WHERE queue.run_id = ? AND queue.state = 'pending'"
    "  UNION SELECT named_works.document_id FROM queue INDEXED BY queue_pending"
    "  JOIN named_works ON named_works.url_id = queue.url_id"
    "  WHERE queue.run_id = ? AND queue.state = 'pending')"
    # A copy may be tied to its original when all else is asked (results/tied_copies.py).
    " AND NOT EXISTS (SELECT 1 FROM links WHERE links.document_id = run_documents.document_id"
    "  AND links.role = 'archive' AND links.archive_of IS NULL)"
    " ORDER BY document_id LIMIT ?"
)


def settled(connection: Connection, run: int, after: int) -> list[int]:
    """The next letters of a run, by id from `after` on, of which no task is pending."""
    asked = (run, after, run, run, run, SETTLED_AT_ONCE)
    return [row[0] for row in connection.rows(_SETTLED, asked)]


def known(connection: Connection, path: str, sha256: str, version: str) -> Document | None:
    """The reading that this version made of these bytes at this path, without its text."""
    row = connection.one(
        "SELECT max(id) FROM documents WHERE path = ? AND sha256 = ? AND version = ?",
        (sound(path), sha256, version),
    )
    return None if row is None or row[0] is None else load_document(connection, row[0])


def path_of(connection: Connection, document_id: int) -> str:
    """A letter's path; empty where there is no such letter."""
    row = connection.one("SELECT path FROM documents WHERE id = ?", (document_id,))
    return str(row["path"]) if row else ""


_PARTS = {
    table: f"SELECT * FROM {table} WHERE document_id = ? ORDER BY id"  # noqa: S608  # constants
    for table in COLUMNS
} | {
    "links": (
        "SELECT links.*, urls.key AS key FROM links LEFT JOIN urls ON urls.id = links.url_id"
        " WHERE document_id = ? ORDER BY links.id"
    )
}


def load_document(connection: Connection, document_id: int) -> Document:
    """A letter as it was read, without its text.

    Raises:
        StoreError: there is no such letter.
        StoreDamaged: a part of it cannot be read, or is not there.
    """
    rows = connection.rows("SELECT * FROM documents WHERE id = ?", (document_id,))
    if not rows:
        raise StoreError(f"{connection.path}: there is no document {document_id}")
    parts = {
        table: typed(connection, table, connection.rows(sql, (document_id,)))
        for table, sql in _PARTS.items()
    }
    if not connection.left_out:
        _look_for_gaps(connection, document_id, parts)
    return document_from(typed(connection, "documents", rows)[0], parts)


def _look_for_gaps(
    connection: Connection, document_id: int, parts: Mapping[str, Sequence[Stored]]
) -> None:
    """Evidence tells quotations and citations by their place: with one of them gone, or another
    letter's among them, it would be told of the wrong words."""
    for table in COUNTED:
        places: Counter[int | None] = Counter()
        for row in parts[table]:
            if row["position"] != places[row["note_id"]]:
                raise StoreDamaged(
                    f"{connection.path}: {table} of letter {document_id} are missing"
                )
            places[row["note_id"]] += 1
