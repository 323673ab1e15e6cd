"""CitedFields and CitedWords ↔ rows.

Rules kept here:
- One row for each field of a citation and each page that was asked for it. Whatever a page says is
  bounded before it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model import FieldGrade, FieldMatch, FieldMatches, QuoteGrade, QuoteMatch

from ..model import CitedFields, CitedWords
from .values import Cells, Stored, sound_row

FIELD_MATCHES = (
    *("run_id", "document_id", "note", "citation", "url_id", "field", "grade", "cited", "found"),
    "witness",
)
QUOTATION_MATCHES = (
    *("run_id", "document_id", "note", "quotation", "cited_by", "url_id", "grade", "difference"),
    *("passage", "negation", "page"),
)
_LONGEST = 2000
_NAMES = ("title", "author", "date")


def field_rows(each: CitedFields, run_id: int, document_id: int) -> Iterator[Cells]:
    """In the order of FIELD_MATCHES, the link's key in the place of `url_id`."""
    matches = each.matches
    for name, match in zip(_NAMES, (matches.title, matches.author, matches.date), strict=True):
        yield sound_row(
            (
                *(run_id, document_id, each.note, each.citation, each.key, name),
                *(match.grade.value, _cut(match.cited), _cut(match.found), match.witness),
            )
        )


def quotation_row(each: CitedWords, run_id: int, document_id: int) -> Cells:
    """In the order of QUOTATION_MATCHES, the link's key in the place of `url_id`."""
    match = each.match
    return sound_row(
        (
            *(run_id, document_id, each.note, each.quotation, each.cited_by, each.key),
            *(match.grade.value, _cut(match.difference), _cut(match.passage)),
            *(int(match.negation), match.page),
        )
    )


def fields_from(rows: Iterable[Stored]) -> tuple[CitedFields, ...]:
    """Rows with `key`, in order of their ids: three in a row are one."""
    held: dict[tuple[int | None, int, str], dict[str, FieldMatch]] = {}
    for row in rows:
        match = FieldMatch(FieldGrade(row["grade"]), row["cited"], row["found"], row["witness"])
        held.setdefault((row["note"], row["citation"], row["key"]), {})[row["field"]] = match
    return tuple(
        CitedFields(note, citation, key, FieldMatches(**matches))
        for (note, citation, key), matches in held.items()
    )


def words_from(row: Stored) -> CitedWords:
    """The quotation of a row with `key`."""
    match = QuoteMatch(
        QuoteGrade(row["grade"]),
        row["difference"],
        row["passage"],
        bool(row["negation"]),
        row["page"],
    )
    return CitedWords(row["note"], row["quotation"], row["cited_by"], row["key"], match)


def _cut(text: str | None) -> str | None:
    return None if text is None else text[:_LONGEST]
