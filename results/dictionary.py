"""docs/database.md, written from the schema itself.

Rules kept here:
- Nothing is said twice: what a table, a view or a column means stands beside it in the SQL
  (results/migrations/), and types and keys are asked of SQLite. It knows no type of what a view
  computes; a test holds those named here against cells.
- `python -m results.dictionary > docs/database.md` writes the page; a test fails when it is stale.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from .schema import migrate

_INTRODUCTION = """\
# The database

`pincite check` keeps what it read, asked and found in one SQLite file, `pincite.db` unless `--db`
says otherwise. It can be opened with any tool that reads SQLite, also while a run is going on:

    sqlite3 pincite.db "SELECT * FROM dead_links"
    datasette pincite.db

Begin with the views `status` and `dead_links`. The file is in WAL mode: while a process works on
it, `pincite.db-wal` and `pincite.db-shm` stand beside it and belong to it. To copy it then, use
`sqlite3 pincite.db "VACUUM INTO 'copy.db'"`.

Moments are ISO 8601 text in UTC. Spans count code points of the decoded letter, from 0, the end not
included. Empty lists of JSON columns are NULL. Text and anchors of pages are compressed:

    python3 -c "import sqlite3, zlib; print(zlib.decompress(sqlite3.connect('pincite.db').execute(
        'SELECT text FROM pages WHERE id = 1').fetchone()[0]).decode())"

What is not kept: the text of the letters, the bodies of pages and of requests, cookies, credentials
and headers that say nothing of a page. Text that is no Unicode (an undecodable file name) is kept
with backslash escapes.

A database that a newer pincite has written is refused by an older one; an older database is brought
up to date when it is next written to.
"""

_ID = "its number"
"""Meaning of a column named id, of which the SQL says nothing."""


_COMPUTED = {
    "archive_url": "text",
    "captured_at": "text",
    "days_dead": "real",
    "dead_since": "text",
    "failures": "integer",
}
"""Columns of views that are no column of a table, and what stands in them."""

_ADDED_INSIDE = re.compile(r", (\w+ [A-Z]+ [^,\n]{1,200}) /\* ([^*\n]{1,200}) \*/, -- ([^\n]*)")
"""A column that a migration added to a table with constraints: SQLite writes it before the comma of
the last column, so that one's meaning stands behind it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or a view."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or a view."""

    name: str
    kind: str
    """table or view"""
    meaning: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    """One line for each primary key, uniqueness and index."""


def relations() -> tuple[Relation, ...]:
    """Views first, then tables in the order in which they are made."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    try:
        raw.execute("BEGIN")
        migrate(raw)
        made = raw.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            " ORDER BY type DESC, rowid"
        ).fetchall()
        return tuple(_relation(raw, name, kind, sql) for name, kind, sql in made)
    finally:
        raw.close()


def _relation(raw: sqlite3.Connection, name: str, kind: str, sql: str) -> Relation:
    meaning, meanings = _comments(sql)
    links = {
        source: f"→ `{table}.{target or 'id'}`"
        for _, _, table, source, target, *_ in raw.execute(
            "SELECT * FROM pragma_foreign_key_list(?)", (name,)
        )
    }
    columns, primary = [], {}
    for _, column, type_, required, _, rank in raw.execute(
        "SELECT * FROM pragma_table_info(?)", (name,)
    ):
        if rank:
            primary[rank] = column
        computed = kind == "view" and not type_
        named = f"{_COMPUTED[column]}, computed" if computed else type_.lower()
        told = [named, "" if required or rank or kind == "view" else "or empty"]
        told.append(links.get(column, ""))
        columns.append(
            Column(
                column,
                " ".join(filter(None, told)),
                meanings.get(column, _ID if column == "id" else ""),
            )
        )
    keys = [f"primary key {', '.join(primary[rank] for rank in sorted(primary))}"] * bool(primary)
    keys.extend(_indexes(raw, name))
    return Relation(name, kind, meaning, tuple(columns), tuple(keys))


def _indexes(raw: sqlite3.Connection, table: str) -> Iterator[str]:
    listed = raw.execute("SELECT * FROM pragma_index_list(?) ORDER BY seq DESC", (table,))
    for _, index, unique, origin, partial in listed.fetchall():
        if origin == "pk":
            continue
        names = raw.execute("SELECT name FROM pragma_index_info(?)", (index,)).fetchall()
        where = ""
        if partial:
            told = "SELECT sql FROM sqlite_master WHERE name = ?"
            sql = raw.execute(told, (index,)).fetchone()[0]
            where = f" where {sql.partition(' WHERE ')[2]}"
        kind = "unique" if unique else "index"
        yield f"{kind} {', '.join(name for (name,) in names)}{where}"


def _comments(sql: str) -> tuple[str, dict[str, str]]:
    """What stands behind `--`: of the relation on its first line, of a column on its line or below.

    Column of a view: the last word before the comment, its name after AS. A column that a later
    migration added has its meaning in /* and */.
    """
    apart = _ADDED_INSIDE.sub(r", -- \3\n\1 -- \2", sql)
    added = apart.replace(" */, ", "\n").replace(" */)", "").replace("/* ", "-- ")
    first, *lines = added.splitlines()
    meanings: dict[str, str] = {}
    column = ""
    for line in lines:
        code, mark, comment = line.strip().partition("-- ")
        words = code.replace(",", " ").split()
        if words:
            column = words[words.index("AS") + 1] if "AS" in words else words[0]
        if mark:
            meanings[column] = comment
    return first.partition("-- ")[2], meanings


def database_page() -> str:
    """The page docs/database.md."""
    parts = [_INTRODUCTION]
    for relation in relations():
        parts.append(f"## {relation.name} ({relation.kind})\n\n{relation.meaning}\n")
        rows = [f"| {each.name} | {each.type} | {each.meaning} |" for each in relation.columns]
        parts.append("\n".join(["| column | type | meaning |", "|---|---|---|", *rows]) + "\n")
        if relation.keys:
            parts.append("\n".join(f"- {key}" for key in relation.keys) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(database_page())
