"""What sources say of citations: into the database, and to a dossier.

Rules kept here:
- A run has one comparison of a letter; what comes later takes the place of what came before.
"""

from __future__ import annotations

from citations.model import Document, Note

from ..connection import Connection
from ..damaged.cells import typed
from ..model import Evidence, StoreDamaged
from ..rows.evidence import (
    DRIFTS,
    FIELD_MATCHES,
    QUOTATION_MATCHES,
    drift_from,
    drift_row,
    field_rows,
    fields_from,
    quotation_row,
    words_from,
)
from ..rows.values import insert_sql

_OF_KEY = {"url_id": "(SELECT id FROM urls WHERE key = ?)"}
_NEW_FIELD = insert_sql("field_matches", FIELD_MATCHES, _OF_KEY)
_NEW_QUOTATION = insert_sql("quotation_matches", QUOTATION_MATCHES, _OF_KEY)
_NEW_DRIFT = insert_sql("drifts", DRIFTS, _OF_KEY)
_FIELDS = (
    "SELECT field_matches.*, urls.key FROM field_matches JOIN urls ON urls.id = url_id"
    " WHERE document_id = ? AND run_id = ? ORDER BY field_matches.id"
)
_QUOTATIONS = (
    "SELECT quotation_matches.*, urls.key FROM quotation_matches JOIN urls ON urls.id = url_id"
    " WHERE document_id = ? AND run_id = ? ORDER BY quotation_matches.id"
)

_DRIFTS = (
    "SELECT drifts.*, urls.key FROM drifts JOIN urls ON urls.id = url_id"
    " WHERE document_id = ? AND run_id = ? ORDER BY drifts.id"
)


def save_evidence(connection: Connection, run: int, document_id: int, evidence: Evidence) -> None:
    """What a run's pages say of a letter, in the place of what they said before."""
    with connection.writing() as db:
        for table in ("field_matches", "quotation_matches", "drifts"):
            db.execute(
                # One of three constants.
                f"DELETE FROM {table} WHERE document_id = ? AND run_id = ?",  # noqa: S608
                (document_id, run),
            )
        fields = (row for each in evidence.fields for row in field_rows(each, run, document_id))
        db.executemany(_NEW_FIELD, fields)
        words = (quotation_row(each, run, document_id) for each in evidence.words)
        db.executemany(_NEW_QUOTATION, words)
        drifts = (drift_row(each, run, document_id) for each in evidence.drifts)
        db.executemany(_NEW_DRIFT, drifts)


def evidence(connection: Connection, run: int, document_id: int, letter: Document) -> Evidence:
    """What a run's pages say of a letter, as it was saved.

    Raises:
        StoreDamaged: some of it is of a citation or a quotation that the letter does not have.
    """
    here = (document_id, run)
    fields = typed(connection, "field_matches", connection.rows(_FIELDS, here))
    words = typed(connection, "quotation_matches", connection.rows(_QUOTATIONS, here))
    drifts = typed(connection, "drifts", connection.rows(_DRIFTS, here))
    told = Evidence(
        fields_from(fields), tuple(map(words_from, words)), tuple(map(drift_from, drifts))
    )
    if not _is_of(letter, told):
        raise StoreDamaged(f"{connection.path}: parts of letter {document_id} are missing")
    return told


def _is_of(letter: Document, told: Evidence) -> bool:
    """Whether the letter has everything that was compared, each under one number."""
    if not told.fields and not told.words:
        return True
    parts: dict[int | None, Note | Document] = {note.ordinal: note for note in letter.notes}
    if len(parts) < len(letter.notes):
        return False
    parts[None] = letter
    cited = all(
        (where := parts.get(each.note)) and each.citation < len(where.citations)
        for each in told.fields
    )
    return cited and all(
        (where := parts.get(each.note)) and each.quotation < len(where.quotations)
        for each in told.words
    )
