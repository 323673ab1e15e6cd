"""Document ↔ rows.

Not kept: `Document.text` (a stored document has the text ""): the letter itself is on the editor's
disk, and its digest tells whether that is still the same.

Rules kept here:
- Identity columns count from 0 within the document; the store adds what is already there.
- Rows of a document stand in its order, so reading them back by id needs no other order.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from citations import canonical_key
from citations.model import (
    Alteration,
    AlterationKind,
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Document,
    Identifier,
    Link,
    LinkForm,
    LinkRole,
    Name,
    Note,
    NoteKind,
    NoteReference,
    Obfuscated,
    Pairing,
    Parenthetical,
    ParentheticalKind,
    Quotation,
    Span,
    UnclosedQuotation,
)

from .values import Cell, Cells, Stored, packed, packed_all, sound, sound_row, texts, unpacked

_PARTS = tuple([each.name for each in fields(Name)])
"""Of a name, as a row keeps them."""
DOCUMENTS = ("path", "sha256", "reading", "format", "encoding", "title", "date_raw", "date_iso")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "note_references": (
        *("id", "position", "label", "span_start", "span_end", "line", "sentence"),
        *("sentence_start", "sentence_end", "clause", "pairing", "page"),
    ),
    "notes": (
        *("id", "kind", "label", "ordinal", "text", "span_start", "span_end"),
        *("label_start", "label_end", "line", "page", "pairing", "reference_id"),
    ),
    "citations": (
        *("id", "note_id", "position", "raw", "span_start", "span_end", "form", "type", "signal"),
        *("authors", "title", "container", "volume", "first_page", "pincite"),
        *("date_raw", "date_iso", "publisher", "url", "parentheticals"),
        *("antecedent_note", "antecedent_index", "accessed_raw", "accessed_iso", "court"),
    ),
    "identifiers": ("citation_id", "scheme", "value"),
    "links": (
        *("note_id", "position", "raw", "url", "url_id", "span_start", "span_end", "line"),
        *("column", "page", "form", "role", "archive_of", "original_id", "shown", "otherwise"),
    ),
    "quotations": (
        *("note_id", "position", "raw", "span_start", "span_end"),
        *("segments", "alterations", "citation", "verify"),
    ),
    "obfuscated": ("raw", "span_start", "span_end", "line"),
    "unclosed": ("raw", "span_start", "span_end", "line", "page"),
}
"""Columns of each table as the rows below give them; `url_id` and `original_id` as keys."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A document as rows, table by table."""

    document: Cells
    """In the order of DOCUMENTS."""
    tables: dict[str, list[Cells]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    """In the order of COLUMNS."""

    def put(self, table: str, *cells: Cell) -> None:
        """Adds a row."""
        self.tables[table].append(sound_row(cells))

    def size(self, table: str) -> int:
        """How many rows a table has so far: the next identity."""
        return len(self.tables[table])


def document_rows(document: Document) -> Rows:
    """Every row of a document."""
    rows = Rows(())
    numbers: dict[NoteReference, int] = {}
    for position, reference in enumerate(document.references):
        numbers.setdefault(reference, rows.size("note_references"))
        _put_reference(rows, position, reference)
    _put_contents(rows, None, document)
    for note in document.notes:
        _put_note(rows, note, numbers)
    for each in document.obfuscated:
        rows.put("obfuscated", each.raw, *_span(each.span), each.line)
    for open_ in document.unclosed:
        rows.put("unclosed", open_.raw, *_span(open_.span), open_.line, open_.page)
    head = (document.format, document.encoding, document.title, *_date(document.date))
    told = (document.path, document.sha256, _digest(head, rows.tables), *head)
    return Rows(sound_row(told), rows.tables)


def _digest(head: Cells, tables: Mapping[str, list[Cells]]) -> str:
    """The same reading of the same bytes gives the same digest; a better reader another one."""
    told = json.dumps([head, tables], ensure_ascii=True, check_circular=False)
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _span(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _date(date: DateValue | None) -> tuple[str | None, str | None]:
    return (date.raw, date.iso) if date else (None, None)


def _put_reference(rows: Rows, position: int | None, each: NoteReference) -> None:
    rows.put(
        "note_references",
        *(rows.size("note_references"), position, each.label, *_span(each.span), each.line),
        *(each.sentence, *_span(each.sentence_span), each.clause, each.pairing.value, each.page),
    )


def _put_note(rows: Rows, note: Note, numbers: dict[NoteReference, int]) -> None:
    number = rows.size("notes")
    reference = None
    if note.reference is not None:
        if note.reference not in numbers:
            numbers[note.reference] = rows.size("note_references")
            _put_reference(rows, None, note.reference)
        reference = numbers[note.reference]
    rows.put(
        "notes",
        *(number, note.kind.value, note.label, note.ordinal, note.text, *_span(note.span)),
        *(*_span(note.label_span), note.line, note.page, note.pairing.value, reference),
    )
    _put_contents(rows, number, note)


def _put_contents(rows: Rows, note: int | None, owner: Note | Document) -> None:
    for position, citation in enumerate(owner.citations):
        _put_citation(rows, note, position, citation)
    for position, link in enumerate(owner.links):
        _put_link(rows, note, position, link)
    for position, quotation in enumerate(owner.quotations):
        _put_quotation(rows, note, position, quotation)


def _put_citation(rows: Rows, note: int | None, position: int, each: Citation) -> None:
    number = rows.size("citations")
    authors = [
        {part: getattr(name, part) for part in _PARTS if getattr(name, part) is not None}
        for name in each.authors
    ]
    parentheticals = [[part.raw, part.kind.value, part.text] for part in each.parentheticals]
    antecedent = (each.antecedent.note, each.antecedent.index) if each.antecedent else (None, None)
    rows.put(
        "citations",
        *(number, note, position, each.raw, *_span(each.span), each.form.value, each.type.value),
        *(each.signal, packed(authors), each.title, each.container, each.volume, each.first_page),
        *(each.pincite, *_date(each.date), each.publisher, each.url, packed(parentheticals)),
        *(*antecedent, *_date(each.accessed), each.court),
    )
    for identifier in each.identifiers:
        rows.put("identifiers", number, identifier.scheme, identifier.value)


def _put_link(rows: Rows, note: int | None, position: int, each: Link) -> None:
    original = canonical_key(each.archive_of) if each.archive_of else None
    rows.put(
        "links",
        *(note, position, each.raw, each.url, each.key or None, *_span(each.span), each.line),
        *(each.column, each.page, each.form.value, each.role.value),
        *(each.archive_of, original, each.shown, packed(each.otherwise)),
    )


def _put_quotation(rows: Rows, note: int | None, position: int, each: Quotation) -> None:
    alterations = [[part.kind.value, part.raw] for part in each.alterations]
    rows.put(
        "quotations",
        *(note, position, each.raw, *_span(each.span), packed_all(each.segments)),
        *(packed(alterations), each.citation, int(each.verify)),
    )


def cited_urls(document: Document) -> Iterator[tuple[str, str]]:
    """Key and URL of each link, and of the original of each archive copy, in sound text."""
    for owner in (document.links, *(note.links for note in document.notes)):
        for link in owner:
            if link.key:
                yield sound(link.key), sound(link.url)
            if link.archive_of:
                yield sound(canonical_key(link.archive_of)), sound(link.archive_of)


def document_from(row: Stored, tables: Mapping[str, Sequence[Stored]]) -> Document:
    """The document that rows tell; `tables` in order of id, links with their `key`."""
    references = {each["id"]: _reference(each) for each in tables["note_references"]}
    placed = [each for each in tables["note_references"] if each["position"] is not None]
    contents = _contents(tables)
    citations, links, quotations = contents
    return Document(
        path=row["path"],
        format=row["format"],
        sha256=row["sha256"],
        text="",
        encoding=row["encoding"],
        title=row["title"],
        date=_date_from(row, "date"),
        notes=tuple(_note(each, references, contents) for each in tables["notes"]),
        references=tuple(references[each["id"]] for each in placed),
        citations=tuple(citations[None]),
        links=tuple(links[None]),
        quotations=tuple(quotations[None]),
        obfuscated=tuple(
            Obfuscated(each["raw"], Span(each["span_start"], each["span_end"]), each["line"])
            for each in tables["obfuscated"]
        ),
        unclosed=tuple(
            UnclosedQuotation(
                each["raw"],
                Span(each["span_start"], each["span_end"]),
                each["line"],
                each["page"],
            )
            for each in tables["unclosed"]
        ),
    )


Owned = tuple[
    defaultdict[int | None, list[Citation]],
    defaultdict[int | None, list[Link]],
    defaultdict[int | None, list[Quotation]],
]


def _note(row: Stored, references: Mapping[int, NoteReference], contents: Owned) -> Note:
    citations, links, quotations = contents
    return Note(
        kind=NoteKind(row["kind"]),
        label=row["label"],
        ordinal=row["ordinal"],
        text=row["text"],
        span=Span(row["span_start"], row["span_end"]),
        label_span=Span(row["label_start"], row["label_end"]),
        line=row["line"],
        page=row["page"],
        pairing=Pairing(row["pairing"]),
        reference=references.get(row["reference_id"]),
        citations=tuple(citations[row["id"]]),
        links=tuple(links[row["id"]]),
        quotations=tuple(quotations[row["id"]]),
    )


def _contents(tables: Mapping[str, Sequence[Stored]]) -> Owned:
    """Citations, links and quotations by the note that they stand in; None for the body."""
    identifiers = defaultdict(list)
    for each in tables["identifiers"]:
        identifiers[each["citation_id"]].append(Identifier(each["scheme"], each["value"]))
    found: Owned = (defaultdict(list), defaultdict(list), defaultdict(list))
    for each in tables["citations"]:
        found[0][each["note_id"]].append(_citation(each, tuple(identifiers[each["id"]])))
    for each in tables["links"]:
        found[1][each["note_id"]].append(_link(each))
    for each in tables["quotations"]:
        found[2][each["note_id"]].append(_quotation(each))
    return found


def _date_from(row: Stored, name: str) -> DateValue | None:
    raw = row[f"{name}_raw"]
    return None if raw is None else DateValue(raw, row[f"{name}_iso"])


def _reference(row: Stored) -> NoteReference:
    return NoteReference(
        label=row["label"],
        span=Span(row["span_start"], row["span_end"]),
        line=row["line"],
        sentence=row["sentence"],
        sentence_span=Span(row["sentence_start"], row["sentence_end"]),
        clause=row["clause"],
        pairing=Pairing(row["pairing"]),
        page=row["page"],
    )


def _citation(row: Stored, identifiers: tuple[Identifier, ...]) -> Citation:
    antecedent = row["antecedent_note"]
    return Citation(
        raw=row["raw"],
        span=Span(row["span_start"], row["span_end"]),
        form=CitationForm(row["form"]),
        type=CitationType(row["type"]),
        signal=row["signal"],
        authors=tuple(Name(**each) for each in unpacked(row["authors"])),
        title=row["title"],
        container=row["container"],
        volume=row["volume"],
        first_page=row["first_page"],
        pincite=row["pincite"],
        date=_date_from(row, "date"),
        publisher=row["publisher"],
        url=row["url"],
        parentheticals=tuple(
            Parenthetical(raw, ParentheticalKind(kind), text)
            for raw, kind, text in unpacked(row["parentheticals"])
        ),
        identifiers=identifiers,
        antecedent=None if antecedent is None else Antecedent(antecedent, row["antecedent_index"]),
        accessed=_date_from(row, "accessed"),
        court=row["court"],
    )


def _link(row: Stored) -> Link:
    return Link(
        raw=row["raw"],
        url=row["url"],
        span=Span(row["span_start"], row["span_end"]),
        line=row["line"],
        column=row["column"],
        form=LinkForm(row["form"]),
        role=LinkRole(row["role"]),
        archive_of=row["archive_of"],
        shown=row["shown"],
        key=row["key"] or "",
        page=row["page"],
        otherwise=texts(row["otherwise"]),
    )


def _quotation(row: Stored) -> Quotation:
    return Quotation(
        raw=row["raw"],
        span=Span(row["span_start"], row["span_end"]),
        segments=texts(row["segments"]),
        alterations=tuple(
            Alteration(AlterationKind(kind), raw) for kind, raw in unpacked(row["alterations"])
        ),
        citation=row["citation"],
        verify=bool(row["verify"]),
    )
