"""All that a run knows of a letter, out of the database.

Rules kept here:
- A letter may cite a thousand long pages: which of them come whole is the caller's choice.
- What is looked at anew each time (evidence, standings, decisions) is apart from what was answered,
  so that a letter that was just judged is told without being read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from checker.model import ArchiveAnswer, Page, Snapshot
from citations.model import Link

from . import saves
from .connection import Connection
from .damaged.cells import typed
from .decisions import decided
from .documents import load_document
from .model import Dossier
from .newest import OF_ARCHIVES, with_newest
from .over_time.due import standings
from .registrations import registrations
from .rows.answers import LIGHT_PAGES, answer_from, check_from, page_from, snapshot_from
from .rows.values import Stored
from .weighing.stored_evidence import evidence

_LINKED = (
    "(SELECT url_id FROM links WHERE document_id = ? AND url_id IS NOT NULL UNION"
    " SELECT original_id FROM links WHERE document_id = ? AND original_id IS NOT NULL)"
    " AS linked CROSS JOIN queue ON queue.run_id = ? AND queue.url_id = linked.url_id"
)
_CHECKS = (
    # Constants, both here and below.
    "SELECT checks.*, urls.key FROM " + _LINKED + " AND queue.kind = 'live'"  # noqa: S608
    " JOIN checks ON checks.id = queue.check_id JOIN urls ON urls.id = queue.url_id"
)
_ANSWERS = (
    "SELECT archive_answers.*, urls.key FROM " + _LINKED + " AND queue.kind <> 'live'"  # noqa: S608
    f" AND queue.{OF_ARCHIVES}"
    " JOIN archive_answers ON archive_answers.id = queue.answer_id"
    " JOIN urls ON urls.id = queue.url_id ORDER BY queue.url_id, archive_answers.archive"
)


def every_page(link: Link) -> bool:
    """For `dossier`: all pages come whole."""
    return True


def no_page(link: Link) -> bool:
    """For `dossier`: no page comes whole."""
    return False


def dossier(
    connection: Connection,
    run: int,
    document_id: int,
    *,
    whole: Callable[[Link], bool] = every_page,
) -> Dossier:
    """All that a run knows of a letter.

    Args:
        connection: the database.
        run: its id.
        document_id: the letter.
        whole: says of which links the pages come whole. Of the others, and of archives' copies,
            `Page.text` and `Page.anchors` are left empty, since a letter may cite a thousand long
            pages; `whole_page` gives the whole of one.

    Raises:
        StoreError: there is no such letter.
    """
    document = load_document(connection, document_id)
    here = (document_id, document_id, run)
    rows = typed(connection, "checks", connection.rows(_CHECKS, here))
    told = typed(connection, "archive_answers", connection.rows(_ANSWERS, here))
    copies = _copies(connection, [row["id"] for row in told])
    keys = {link.key for _, link in document.all_links() if whole(link)}
    # What no link of the letter names is the original of a copy; "all" means these, too.
    everything = whole is every_page
    wanted = [row for row in rows if everything or row["key"] in keys]
    pages = _pages(connection, LIGHT_PAGES, (*_ids(rows, *_OF_CHECKS), *_ids(copies, "page_id")))
    pages |= _pages(connection, "*", _ids(wanted, *_OF_CHECKS))
    if everything:
        pages |= _pages(connection, "*", _ids(copies, "page_id"))
    answers = _answers(told, copies, pages)
    checks = {row["key"]: check_from(row, pages) for row in rows}
    asked = Dossier(
        document,
        checks,
        saves.with_saved(connection, document, with_newest(connection, run, checks, answers)),
        registrations=registrations(connection, run, document),
    )
    return anew(connection, run, document_id, asked)


def anew(connection: Connection, run: int, document_id: int, asked: Dossier) -> Dossier:
    """A dossier whose letter and answers are known, with what else the database has of it now."""
    return replace(
        asked,
        evidence=evidence(connection, run, document_id, asked.document),
        standings=standings(connection, run, document_id),
        decisions=decided(connection, run, document_id),
    )


_OF_CHECKS = ("page_id", "probe_page_id")


def _ids(rows: Sequence[Stored], *columns: str) -> set[int]:
    return {row[column] for row in rows for column in columns} - {None}


def _pages(connection: Connection, columns: str, wanted: Iterable[int]) -> dict[int | None, Page]:
    found = connection.rows(
        # Both lists of columns are constants.
        f"SELECT {columns} FROM pages WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(sorted(wanted)),),
    )
    return {row["id"]: page_from(row) for row in typed(connection, "pages", found)}


def _copies(connection: Connection, answers: Sequence[int]) -> Sequence[Stored]:
    rows = connection.rows(
        "SELECT * FROM snapshots WHERE answer_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(answers),),
    )
    return typed(connection, "snapshots", rows)


def _answers(
    told: Sequence[Stored], copies: Sequence[Stored], pages: Mapping[int | None, Page]
) -> dict[str, tuple[ArchiveAnswer, ...]]:
    """What archives said, by key of the link, each with its copies."""
    snapshots: dict[int, list[Snapshot]] = {}
    for row in copies:
        snapshots.setdefault(row["answer_id"], []).append(snapshot_from(row, pages))
    answers: dict[str, tuple[ArchiveAnswer, ...]] = {}
    for row in told:
        one = answer_from(row, tuple(snapshots.get(row["id"], ())))
        answers[one.key] = (*answers.get(one.key, ()), one)
    return answers


def whole_page(connection: Connection, page: Page) -> Page:
    """The page with its text and anchors; as it is, where the database does not have it."""
    row = connection.one("SELECT * FROM pages WHERE content = ?", (page.content,))
    return page if row is None else page_from(row)
