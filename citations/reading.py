"""Bytes in, Document out: the one place where formats, notes, sentences, links and grammar meet.

Rules kept here:
- A format gives passages; everything after that is the same for every format.
- The grammar reads the body first, then note by note, and is told what the notes before it cite.
- Whatever the bytes are, what is raised is a ReadError with one line for an editor.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from . import dates
from .detection import chosen
from .formats import Format
from .grammar import Context, Earlier, PlacedLink, Present, Reading, cite, establish
from .late import late_regex
from .links import FoundLink, archived, canonical_key, find, may_find
from .model import (
    DateValue,
    Document,
    Link,
    LinkForm,
    LinkRole,
    Note,
    NoteReference,
    Obfuscated,
    Pairing,
    Span,
    UnclosedQuotation,
)
from .notes.pairing import Labelled, pair
from .notes.printed import lift
from .passage import Layout, Mark, MarkedLink, NoteBody, Passage
from .places import Places
from .running import Supported, supported
from .unclosed import never_closed

_of_source = attrgetter("source.start", "source.end")
_of_span = attrgetter("span.start", "span.end")
_of_place = attrgetter("at.start", "at.end")
_OBFUSCATED = late_regex(r"\[\s*e-?mail\s+protected\s*\]", re.IGNORECASE)
_DATE_PASSAGES = 40
_DATE_HEAD = 1000


def read(
    data: bytes,
    path: str,
    format: str | None = None,  # noqa: A002 (its word)
    address: str | None = None,
) -> Document:
    """Read a document. `path` names it and helps to tell its format; no file is opened.

    `format` is a name in FORMATS where the caller knows better; `address` is where a document of
    the web came from, and its relative links start there. Raises EmptyDocument, NotADocument
    and DocumentTooLarge, all of them ReadError; ValueError for a format that is not in the table.
    """
    found = chosen(data, path, format)
    reader = _Reader(found, _laid_out(found, data, address))
    return reader.document(path, hashlib.sha256(data).hexdigest())


def links_in(data: bytes, path: str, address: str | None = None) -> tuple[Link, ...]:
    """The links of a document and nothing else, in the order of the text.

    They are the links that `read` finds, of body and notes together; that they are found without
    reading citations makes it several times as fast. Raises as `read` does.
    """
    found = chosen(data, path, None)
    return _Reader(found, _laid_out(found, data, address)).links()


def _laid_out(format_: Format, data: bytes, address: str | None) -> Layout:
    if format_.at is not None and address is not None:
        return lift(format_.at(data, address))
    return lift(format_.layout(data))


class _Reader:
    """One document on its way from Layout to Document."""

    def __init__(self, chosen: Format, layout: Layout) -> None:
        self._format = chosen
        self._layout = layout
        self._places = Places(layout.text, lined=chosen.lined, marked=chosen.verbatim)
        self._source = layout.text if chosen.verbatim else None
        self._bodies = sorted(layout.notes, key=_place)

    def links(self) -> tuple[Link, ...]:
        """Every link of body and notes, in the order of the text."""
        notes = chain.from_iterable(body.passages for body in self._bodies)
        body, _ = self._links(self._layout.body, in_code=False)
        own, _ = self._links(tuple(notes), in_code=True)
        return tuple(sorted((*body, *own), key=_of_span))

    def document(self, path: str, sha256: str) -> Document:
        layout = self._layout
        marked = [*supported(layout.body)]
        for body in self._bodies:
            marked.extend(supported(body.passages))
        marked.sort(key=_of_source)
        pairs = pair(
            [Labelled(found.mark.label, found.source.start) for found in marked],
            [Labelled(body.label, _place(body)) for body in self._bodies],
        )
        references = tuple(
            self._reference(found, pairing)
            for found, pairing in zip(marked, pairs.marks, strict=True)
        )
        codes = establish(chain(layout.body, *(body.passages for body in self._bodies)))
        earlier, present = Earlier(), self._present()
        links, placed = self._links(layout.body, in_code=False)
        running = cite(layout.body, Context(self._source, None, placed, codes, earlier))
        notes: list[Note] = []
        for index, body in enumerate(self._bodies):
            own, placed = self._links(body.passages, in_code=True)
            label = _in_ascii(body.shown)
            context = Context(self._source, label, placed, codes, earlier, present)
            said = cite(body.passages, context)
            earlier.add(label, said.citations)
            first = pairs.first_mark.get(index)
            reference = references[first] if first is not None else None
            notes.append(self._note(index, pairs.notes[index], reference, own, said))
        return Document(
            path=path,
            format=self._format.name,
            sha256=sha256,
            text=layout.text,
            encoding=layout.encoding,
            title=layout.title,
            date=self._date() or layout.date,
            notes=tuple(notes),
            references=references,
            citations=running.citations,
            links=links,
            quotations=running.quotations,
            obfuscated=tuple(self._obfuscated()),
            unclosed=tuple(self._unclosed()),
        )

    def _note(
        self,
        index: int,
        pairing: Pairing,
        reference: NoteReference | None,
        links: tuple[Link, ...],
        said: Reading,
    ) -> Note:
        body = self._bodies[index]
        return Note(
            kind=body.kind,
            label=_in_ascii(body.shown),
            ordinal=index + 1,
            text="\n".join(passage.text for passage in body.passages),
            span=self._span(body),
            label_span=body.label_span,
            line=self._places.line(_place(body)),
            page=body.passages[0].page if body.passages else None,
            pairing=pairing,
            reference=reference,
            citations=said.citations,
            links=links,
            quotations=said.quotations,
        )

    def _present(self) -> Present:
        notes = chain.from_iterable(body.passages for body in self._bodies)
        return Present([passage.text for passage in notes])

    def _reference(self, found: Supported, pairing: Pairing) -> NoteReference:
        return NoteReference(
            label=_in_ascii(found.mark.shown),
            span=found.source,
            line=self._places.line(found.source.start),
            sentence=found.sentence,
            sentence_span=self._places.widened(found.sentence_source),
            clause=found.clause,
            pairing=pairing,
            page=found.page,
        )

    def _span(self, body: NoteBody) -> Span:
        """The note's words, the marks at their edges included."""
        floor = body.label_span.end
        spans = [
            passage.source(Span(0, len(passage.text))) for passage in body.passages if passage.text
        ]
        if not spans:
            return Span(floor, floor)
        words = spans[0]
        if len(spans) > 1:
            words = Span(min([span.start for span in spans]), max([span.end for span in spans]))
        return self._places.widened(words, floor)

    def _links(
        self, passages: Sequence[Passage], in_code: bool
    ) -> tuple[tuple[Link, ...], tuple[PlacedLink, ...]]:
        """The links of passages, and the same at their rendered places for the grammar.

        A bare URL in inline code is an example in running text, and a source in a note.
        """
        links: list[Link] = []
        placed: list[PlacedLink] = []
        for index, passage in enumerate(passages):
            if not passage.links and not may_find(passage.text):
                continue
            for at, link in self._in_passage(passage):
                if passage.code and not in_code and link.form in _BARE and _covers(passage, at):
                    continue
                links.append(link)
                if link.is_mail:
                    continue  # the grammar reads sources
                archive = link.role is LinkRole.ARCHIVE
                placed.append(PlacedLink(at, link.url, index, archive, link.archive_of))
        return tuple(sorted(links, key=_of_span)), tuple(placed)

    def _in_passage(self, passage: Passage) -> Iterator[tuple[Span, Link]]:
        at = 0
        for marked in sorted(passage.links, key=_of_place):
            yield from self._in_prose(passage, at, marked.at.start)
            at = max(at, marked.at.end)
            raw = self._layout.text[marked.source.start : marked.source.end]
            yield (
                marked.at,
                self._link(
                    raw if self._format.lined else marked.url,
                    marked.source,
                    passage.page_at(marked.at.start),
                    marked,
                ),
            )
        yield from self._in_prose(passage, at, len(passage.text))

    def _in_prose(self, passage: Passage, start: int, end: int) -> Iterator[tuple[Span, Link]]:
        for first, last in _between(passage.marks, start, end):
            for found in find(passage.text, first, last):
                span = passage.source(found.at)
                words = passage.text[found.at.start : found.at.end]
                raw = self._layout.text[span.start : span.end] if self._format.verbatim else words
                page = passage.page_at(found.at.start)
                yield found.at, self._link(raw, span, page, found)

    def _link(self, raw: str, span: Span, page: int | None, found: FoundLink | MarkedLink) -> Link:
        url = found.url
        archive = archived(url)
        marked = found if isinstance(found, MarkedLink) else None
        return Link(
            raw=raw,
            url=url,
            span=span,
            line=self._places.line(span.start),
            column=self._places.column(span.start),
            form=found.form,
            role=LinkRole.SOURCE if archive is None else LinkRole.ARCHIVE,
            archive_of=None if archive is None else archive.original,
            key=canonical_key(url),
            page=page,
            shown=None if marked is None else marked.shown,
            otherwise=() if marked is None else marked.otherwise,
        )

    def _date(self) -> DateValue | None:
        """The date line near the top."""
        top = "\n".join(passage.text[:_DATE_HEAD] for passage in self._layout.body[:_DATE_PASSAGES])
        found = dates.letter_date(top)
        return found.value if found is not None else None

    def _obfuscated(self) -> Iterator[Obfuscated]:
        for passage in chain(self._layout.body, *(body.passages for body in self._bodies)):
            if "[" not in passage.text:
                continue
            for match in _OBFUSCATED.finditer(passage.text):
                span = passage.source(Span(*match.span()))
                yield Obfuscated(match[0], span, self._places.line(span.start))

    def _unclosed(self) -> Iterator[UnclosedQuotation]:
        body = self._layout.body
        for opened in never_closed([_without_code(passage) for passage in body]):
            passage, at = body[opened.paragraph], opened.offset
            words = passage.text[at : at + _SHOWN]
            raw = " ".join(words.split()) + ("…" if len(passage.text) > at + _SHOWN else "")
            span = passage.source(Span(at, min(at + _SHOWN, len(passage.text))))
            page = passage.page_at(at)
            yield UnclosedQuotation(raw, span, self._places.line(span.start), page)


def _in_ascii(label: str) -> str:
    """A label with the digits that all scripts share: "۱۲" and "١٢" are note 12."""
    if label.isascii():
        return label
    return "".join([str(int(sign)) if sign.isdecimal() else sign for sign in label])


_SHOWN = 60
"""Characters of a quotation that is never closed."""


def _without_code(passage: Passage) -> str:
    """The text with its inline code blanked: marks in it quote nothing."""
    text = passage.text
    for at in passage.code:
        text = text[: at.start] + " " * len(at) + text[at.end :]
    return text


_BARE = (LinkForm.BARE, LinkForm.SCHEMELESS)


def _covers(passage: Passage, at: Span) -> bool:
    """True for a place inside inline code."""
    index = bisect_left(passage.code, Span(at.start + 1, 0)) - 1
    return index >= 0 and at in passage.code[index]


def _between(marks: Sequence[Mark], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The text between note markers: "since we began" and its note "vi" are no host."""
    for index in range(bisect_left(marks, start, key=_mark_start), len(marks)):
        at = marks[index].at
        if at.start >= end:
            break
        yield start, at.start
        start = at.end
    if start < end:
        yield start, end


def _mark_start(mark: Mark) -> int:
    return mark.at.start


def _place(body: NoteBody) -> int:
    return body.label_span.start
