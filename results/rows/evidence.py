"""CitedFields, CitedWords and PageDrift ↔ rows.

Rules kept here:
- One row for each field of a citation and each page that was asked for it. Whatever a page says is
  bounded before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model import Drift, FieldGrade, FieldMatch, FieldMatches, QuoteGrade, QuoteMatch

from ..model import CitedFields, CitedWords, CopyRead, PageDrift
from .values import Cells, Stored, moment, moment_from, sound_row

FIELD_MATCHES = (
    *("run_id", "document_id", "note", "citation", "url_id", "field", "grade", "cited", "found"),
    *("witness", "copy", "captured_at"),
)
QUOTATION_MATCHES = (
    *("run_id", "document_id", "note", "quotation", "cited_by", "url_id", "grade", "difference"),
    *("passage", "negation", "page", "label", "copy", "captured_at", "misplaced", "beside"),
)
DRIFTS = (
    *("run_id", "document_id", "url_id", "copy", "captured_at", "likeness", "words"),
    *("words_then", "said"),
)
_LONGEST = 2000
NAMES = ("title", "author", "date")
"""The fields of a citation that pages are asked for."""


def field_rows(each: CitedFields, run_id: int, document_id: int) -> Iterator[Cells]:
    """In the order of FIELD_MATCHES, the link's key in the place of `url_id`."""
    matches = each.matches
    for name, match in zip(NAMES, (matches.title, matches.author, matches.date), strict=True):
        yield sound_row(
            (
                *(run_id, document_id, each.note, each.citation, each.key, name),
                *(match.grade.value, _cut(match.cited), _cut(match.found), match.witness),
                *_copy_cells(each.copy),
            )
        )


def quotation_row(each: CitedWords, run_id: int, document_id: int) -> Cells:
    """In the order of QUOTATION_MATCHES, the link's key in the place of `url_id`."""
    match = each.match
    return sound_row(
        (
            *(run_id, document_id, each.note, each.quotation, each.cited_by, each.key),
            *(match.grade.value, _cut(match.difference), _cut(match.passage)),
            *(int(match.negation), match.page, match.label, *_copy_cells(each.copy)),
            *(_cut(each.misplaced), match.beside),
        )
    )


def drift_row(each: PageDrift, run_id: int, document_id: int) -> Cells:
    """In the order of DRIFTS, the link's key in the place of `url_id`."""
    drift = each.drift
    return sound_row(
        (
            *(run_id, document_id, each.key, *_copy_cells(each.copy)),
            *(drift.likeness, drift.words, drift.words_then, drift.said),
        )
    )


def _copy_cells(copy: CopyRead | None) -> Cells:
    return (None, None) if copy is None else (copy.url, moment(copy.captured_at))


def _copy_from(row: Stored) -> CopyRead | None:
    return None if row["copy"] is None else CopyRead(row["copy"], moment_from(row["captured_at"]))


def fields_from(rows: Iterable[Stored]) -> tuple[CitedFields, ...]:
    """Rows with `key`, in order of their ids: three in a row are one, fewer are none."""
    held: dict[tuple[int | None, int, str, CopyRead | None], dict[str, FieldMatch]] = {}
    for row in rows:
        where = (row["note"], row["citation"], row["key"], _copy_from(row))
        held.setdefault(where, {})[row["field"]] = field_from(row)
    return tuple(
        CitedFields(note, citation, key, FieldMatches(**matches), copy)
        for (note, citation, key, copy), matches in held.items()
        if len(matches) == len(NAMES)
    )


def field_from(row: Stored) -> FieldMatch:
    """The grade of one field."""
    return FieldMatch(FieldGrade(row["grade"]), row["cited"], row["found"], row["witness"])


def words_from(row: Stored) -> CitedWords:
    """The quotation of a row with `key`."""
    match = QuoteMatch(
        QuoteGrade(row["grade"]),
        row["difference"],
        row["passage"],
        bool(row["negation"]),
        row["page"],
        row["label"],
        row["beside"],
    )
    where = (row["note"], row["quotation"], row["cited_by"], row["key"])
    return CitedWords(*where, match, _copy_from(row), row["misplaced"])


def drift_from(row: Stored) -> PageDrift:
    """The comparison of a row with `key`."""
    drift = Drift(row["likeness"], row["words"], row["words_then"], row["said"])
    copy = CopyRead(row["copy"], moment_from(row["captured_at"]))
    return PageDrift(row["key"], copy, drift)


def _cut(text: str | None) -> str | None:
    return None if text is None else text[:_LONGEST]
