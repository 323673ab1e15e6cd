"""What has to hold of whatever a reader makes of a file: the properties that fuzzing checks.

Rules kept here:
- A reader ends in a Document or in a ReadError with one line; anything else is a find.
- Offsets lie in the text, and what is raw is the text there; lines and columns are those places.
- A note stands beside no other note, and no reference brings two notes; what refers to a citation
  or a note refers to one that is there.
- The same file read twice is the same Document. In another dress (`DRESSES`: other line ends,
  another encoding, blank paragraphs behind its end) it says the same.
- The addresses alone are those of the whole document, in its order.
- An address that a fix writes is read back where it was written, and no other link changes.
- Time is bounded: so many seconds of processor time for a file of a letter's size, and four times
  the file is little more than four times the calls.
"""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple
from zlib import crc32

from fuzz_seeds import parts_of
from letters import zipped

from citations import FORMATS, read, urls_in
from citations.detection import detect
from citations.formats.decoding import HEAD
from citations.model import Citation, Document, Link, Note, Quotation, ReadError, Span
from results.fixes import FIXERS, Confidence, FixRefused, Marking, Proposal, edited
from results.fixes.styles import Manner
from results.fixes.writing import Spot, address_edits
from tests.citations.counting import calls

MOST_SECONDS = 3.0
"""Processor time for one file of up to 200 KB; reading such a letter takes a twentieth of that."""
_VERBATIM = frozenset({"text", "markdown"})
_SLICED = _VERBATIM | {"docx"}
"""Formats in which `raw` is the slice of the text; a link of Word's has its target there."""
_LINED = frozenset({"text", "markdown", "html"})
_NEW = "https://new.example.net/a-page_2"
_SHORT = 6_000
"""Bytes; a longer file is not read four times over."""
_SPARE_CALLS = 20_000
_MEANING = frozenset("#_*")
"""Such an address may lead to a place in this very page, or hold an end of emphasis."""
_SIGNED = Marking(datetime(2024, 3, 4, tzinfo=UTC))


def try_to_read(data: bytes, path: str, most_seconds: float = MOST_SECONDS) -> bool:
    """Read and check; True for a document. Raises whatever is a find."""
    before = time.process_time()
    try:
        document = read(data, path)
    except ReadError as error:
        check_error(error)
        return False
    finally:
        taken = time.process_time() - before
        assert taken < most_seconds, f"{len(data)} bytes took {taken:.1f} s"
    check(document)
    if document.format != "pdf":
        check_again(data, document)
        check_fix(data, document)
        check_growth(data, document)
    return True


def check_error(error: ReadError | FixRefused) -> None:
    """What holds of every refusal."""
    assert str(error), "an error without words"
    assert "\n" not in str(error), "an error of several lines"


def check(document: Document) -> None:
    """What holds of every document."""
    _check_spans(document)
    _check_pairs(document)
    _check_indices(document)
    for _, link in document.all_links():
        assert link.url.split(":")[0].lower() in {"http", "https", "ftp", "mailto"}, link
        if document.format in _LINED:
            _check_place(document.text, link)


def _check_spans(document: Document) -> None:
    length = len(document.text)
    notes = document.notes
    citations, quotations = _citations(document), _quotations(document)
    spans = [note.span for note in notes] + [note.label_span for note in notes]
    spans += [reference.span for reference in document.references]
    spans += [reference.sentence_span for reference in document.references]
    spans += [one.span for one in (*citations, *quotations, *document.obfuscated)]
    spans += [link.span for _, link in document.all_links()]
    for span in spans:
        assert 0 <= span.start <= span.end <= length, (span, length)
    for reference in document.references:
        assert reference.clause in reference.sentence, reference
    if document.format in _SLICED:
        for one in (*citations, *quotations):
            assert one.raw == _at(document, one.span), one
    if document.format in _VERBATIM:
        for _, link in document.all_links():
            assert link.raw == _at(document, link.span), link


def _check_place(text: str, link: Link) -> None:
    before = text[: link.span.start]
    if before.endswith("\r") and text.startswith("\n", link.span.start):
        return
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert (link.line, link.column) == (len(lines), len(lines[-1]) + 1), link


def _check_pairs(document: Document) -> None:
    end = -1
    for note in sorted(document.notes, key=lambda each: each.label_span):
        assert note.label_span.start >= end, ("a note within a note", note.label_span)
        end = max(end, note.label_span.end)
        for one in (*note.citations, *note.quotations):
            assert one.span.start >= note.label_span.start, (one.span, note.span)
    brought = [note.reference for note in document.notes if note.reference is not None]
    places = [(reference.span, reference.label) for reference in brought]
    assert len(set(places)) == len(places), "one reference for two notes"
    for reference in brought:
        assert reference in document.references, reference
        assert reference.pairing == "paired", reference
    assert all(
        (note.reference is not None) == (note.pairing == "paired") for note in document.notes
    )
    assert [note.ordinal for note in document.notes] == [*range(1, len(document.notes) + 1)]


def _check_indices(document: Document) -> None:
    said = {"": len(document.citations)}  # the running text has no label
    for note in document.notes:
        said[note.label] = max(said.get(note.label, 0), len(note.citations))
    for one in _citations(document):
        if one.antecedent is not None:
            assert 0 <= one.antecedent.index < said.get(one.antecedent.note, 0), one
    for citations, quotations in [
        (document.citations, document.quotations),
        *((note.citations, note.quotations) for note in document.notes),
    ]:
        for quotation in quotations:
            assert quotation.citation is None or 0 <= quotation.citation < len(citations), quotation


def check_again(data: bytes, document: Document) -> None:
    """The same of the same file, and of the file in one other dress."""
    addresses = tuple(dict.fromkeys(link.url for _, link in document.all_links()))
    assert urls_in(data, document.path) == addresses, "addresses alone"
    dresses = [dress for dress in DRESSES if document.format in dress.formats]
    chosen = crc32(data) % (len(dresses) + 1)
    if chosen == len(dresses):
        assert read(data, document.path) == document, "read twice"
        return
    other = dresses[chosen].put_on(data, document)
    if other is not None:
        if max(len(document.text), len(data)) < HEAD // 2:  # its head is the whole in every dress
            assert detect(other, document.path) is FORMATS[document.format], "another format"
        dressed = read(other, document.path, document.format)
        _alike(dressed, document, dresses[chosen].put_on.__doc__)


def _alike(one: Document, other: Document, dress: str | None) -> None:
    for here, there in zip(said(one), said(other), strict=True):
        assert here == there, (dress, here, there)


def said(document: Document) -> tuple[object, ...]:
    """What a document says, wherever in the file it stands."""
    return (
        (document.title, document.date),
        [_said_of_note(note) for note in document.notes],
        [
            (reference.label, _even(reference.sentence), _even(reference.clause), reference.pairing)
            for reference in document.references
        ],
        [_placeless(one) for one in document.citations],
        [_placeless(one) for one in document.quotations],
        [_placeless(link) for link in document.links],
        [_even(one.raw) for one in (*document.obfuscated, *document.unclosed)],
    )


def _said_of_note(note: Note) -> tuple[object, ...]:
    return (
        (note.kind, note.label, _even(note.text), note.pairing),
        None if note.reference is None else _even(note.reference.sentence),
        [_placeless(one) for one in note.citations],
        [_placeless(one) for one in note.quotations],
        [_placeless(link) for link in note.links],
    )


_NOWHERE = Span(0, 0)


def _placeless(one: Citation | Quotation | Link) -> str:
    """All that is said, with even line ends in what is quoted from the file."""
    return repr(replace(one, span=_NOWHERE)).replace("\\r\\n", "\\n")


def _even(words: str) -> str:
    return words.replace("\r\n", "\n")


def _is_plain(document: Document) -> bool:
    """Without controls, by which text is told from binaries, and without a mark of its own."""
    text = document.text
    return not text.startswith("\ufeff") and all(each >= " " or each in "\t\n\f\r" for each in text)


def _other_line_ends(data: bytes, document: Document) -> bytes | None:
    """CR LF for LF."""
    if b"\r" in data or b"\0" in data or data.startswith((b"\xff", b"\xfe")):
        return None
    return data.replace(b"\n", b"\r\n")


def _in_utf_16(_: bytes, document: Document) -> bytes | None:
    """UTF-16 with its mark."""
    if not _is_plain(document):
        return None
    return codecs.BOM_UTF16_LE + document.text.encode("utf-16-le")


def _in_utf_8(_: bytes, document: Document) -> bytes | None:
    """UTF-8 with its mark."""
    return codecs.BOM_UTF8 + document.text.encode() if _is_plain(document) else None


def _with_a_blank_end(_: bytes, document: Document) -> bytes | None:
    """Blank lines behind the last one."""
    if not _is_plain(document):
        return None
    return codecs.BOM_UTF8 + document.text.encode() + b"\n\n\n"


def _with_a_blank_paragraph(data: bytes, _: Document) -> bytes | None:
    """An empty w:p at the end of the body."""
    parts = parts_of(data)
    before, end, after = parts.get("word/document.xml", b"").rpartition(b"</w:body>")
    if not end or before.count(b"<w:body") != 1:
        return None
    return zipped({**parts, "word/document.xml": before + b"<w:p/>" + end + after})


class Dress(NamedTuple):
    """The same letter in other bytes."""

    formats: frozenset[str]
    put_on: Callable[[bytes, Document], bytes | None]
    """(bytes, how they were read) → other bytes; None where the letter cannot be written so."""


DRESSES = (
    Dress(_LINED | {"eml"}, _other_line_ends),
    Dress(_LINED, _in_utf_16),
    Dress(_LINED, _in_utf_8),
    Dress(_LINED, _with_a_blank_end),
    Dress(frozenset({"docx"}), _with_a_blank_paragraph),
)


def check_fix(data: bytes, document: Document) -> None:
    """One link gets another address; it and the others are read back."""
    fixer = FIXERS.get(document.format)
    placed = [
        (note, link)
        for note, link in document.all_links()
        if not link.is_mail and not _MEANING.intersection(link.raw)
    ]
    if fixer is None or not placed or (document.format in _LINED and not _is_plain(document)):
        return
    note, link = placed[crc32(data) % len(placed)]
    edits = address_edits(Spot(document, Manner(document), note, link), _NEW)
    if edits is None:
        return
    label = note.label if note is not None else None
    proposal = Proposal("PC205", document.path, edits, "It moved.", Confidence.LIKELY, link, _NEW,
                        label, retarget=True)  # fmt: skip
    try:
        fixed = fixer(data, document, [proposal], _SIGNED)
    except FixRefused as error:
        check_error(error)
        return
    after = read(fixed, document.path)
    if (after.format, after.encoding) != (document.format, document.encoding):
        return  # what told the one or the other stood in the address
    assert after.text == edited(document.text, edits), "other words changed, too"
    spans = {link.span, *(edit.span for edit in edits)}
    links = [each for _, each in document.all_links()]
    if any(each.span not in spans and _overlap(each.span, spans) for each in links):
        return  # where tags stand thousands deep, words are read with what follows them
    urls = [_NEW if each.span in spans else each.url for each in links]
    assert [each.url for _, each in after.all_links()] == urls, ("a fix", link.url, link.span)


def _overlap(span: Span, others: set[Span]) -> bool:
    return any(span.start < each.end and each.start < span.end for each in others)


def check_growth(data: bytes, document: Document) -> None:
    """One short file in eight, four times over, as `tests/citations/test_growth.py` counts."""
    if document.format not in _LINED or len(data) > _SHORT or crc32(data) % 8:
        return
    try:
        once, often = (calls(data * times, document.path) for times in (1, 4))
    except ReadError as error:
        check_error(error)  # what made it a document stood within its first characters
        return
    assert often < 6 * once + _SPARE_CALLS, f"{once} calls, four times over {often}"


def _at(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _citations(document: Document) -> list[Citation]:
    notes = document.notes
    return [*document.citations, *(one for note in notes for one in note.citations)]


def _quotations(document: Document) -> list[Quotation]:
    notes = document.notes
    return [*document.quotations, *(one for note in notes for one in note.quotations)]
