"""A Layout, or the error instead of one, as bytes between the worker and its owner.

Rules kept here:
- JSON, nothing that runs code when it is read: the worker has read a hostile file.
- Only what PDF gives is carried: one run a passage, no base URL, no declared date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from citations.model import (
    DocumentTooLarge,
    EmptyDocument,
    LinkForm,
    NotADocument,
    NoteKind,
    ReadError,
    Span,
)
from citations.passage import Layout, Mark, MarkedLink, NoteBody, Passage, Run

_ERRORS = {error.__name__: error for error in (EmptyDocument, NotADocument, DocumentTooLarge)}


def encode(answer: Layout | ReadError) -> bytes:
    """What the worker found."""
    if isinstance(answer, ReadError):
        made: dict[str, Any] = {"error": type(answer).__name__, "line": str(answer)}
    else:
        made = {
            "text": answer.text,
            "title": answer.title,
            "said": [answer.author, answer.made, answer.labels],
            "body": [_passage(passage) for passage in answer.body],
            "notes": [_note(note) for note in answer.notes],
        }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def decode(data: bytes) -> Layout:
    """The Layout in a worker's answer. Raises the error that it carries instead."""
    made = json.loads(data)
    if "error" in made:
        raise _ERRORS.get(made["error"], ReadError)(made["line"])
    notes = tuple(
        NoteBody(
            label,
            shown,
            NoteKind(kind),
            Span(start, end),
            tuple(_read_passage(p) for p in passages),
        )
        for label, shown, kind, start, end, passages in made["notes"]
    )
    body = tuple(_read_passage(passage) for passage in made["body"])
    layout = Layout(made["text"], None, body, notes, made["title"])
    author, when, labels = made["said"]
    return replace(layout, author=author, made=when, labels=tuple(labels))


def _note(note: NoteBody) -> list[Any]:
    passages = [_passage(passage) for passage in note.passages]
    return [note.label, note.shown, note.kind.value, *_ends(note.label_span), passages]


def _passage(passage: Passage) -> list[Any]:
    return [
        passage.text,
        passage.runs[0].source,
        [[mark.label, mark.shown, *_ends(mark.at)] for mark in passage.marks],
        [_link(link) for link in passage.links],
        [[*_ends(italic)] for italic in passage.italics],
        passage.page,
        passage.turns,
    ]


def _link(link: MarkedLink) -> list[Any]:
    places = (*_ends(link.at), *_ends(link.source))
    return [link.url, *places, link.form.value, link.shown, link.otherwise]


def _read_passage(made: list[Any]) -> Passage:
    text, start, marks, links, italics, page, turns = made
    return Passage(
        text,
        (Run(0, start, len(text), len(text)),),
        tuple(Mark(label, shown, Span(*at)) for label, shown, *at in marks),
        tuple(_read_link(link) for link in links),
        _read_spans(italics),
        page,
        tuple(turns),
    )


def _read_link(made: list[Any]) -> MarkedLink:
    url, start, end, source_start, source_end, form, shown, otherwise = made
    return MarkedLink(
        url,
        Span(start, end),
        Span(source_start, source_end),
        LinkForm(form),
        shown,
        tuple(otherwise),
    )


def _read_spans(made: Iterable[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*ends) for ends in made)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
