"""Rendered text that remembers where it came from.

Rules kept here:
- A format turns its bytes into Passages and note bodies (a Layout); everything after that (pairing,
  sentences, links in prose, grammar) works on rendered text and never sees markup.
- Every rendered offset maps back to a source offset; the map is exact at both ends of a span.
- A marker that was markup (`[^2]`, <sup>, a DOCX reference) is rendered as Unicode superscript of
  the number that a reader sees, so all formats give the same sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from .model import DateValue, LinkForm, NoteKind, Span
from .values import value


@value
class Run:
    """`length` rendered characters from `rendered` on come from `source` on, one to one.

    A run of replaced text (an entity, a superscript made from `[^2]`) has `source_length` set to
    what it stands for; offsets inside such a run map to its start, its end to the end.
    """

    rendered: int
    source: int
    length: int
    source_length: int


_rendered = attrgetter("rendered")


@value
class Mark:
    """A note reference inside a passage."""

    label: str
    """What pairs it with a note: the displayed number, or the name in `[^name]`, or an HTML id."""
    shown: str
    """The label that a reader sees, normalised to ASCII."""
    at: Span
    """Rendered offsets in the passage's text."""


@value
class MarkedLink:
    """A link that the markup makes, over its rendered text."""

    url: str
    at: Span
    """Rendered offsets of the link's text."""
    source: Span
    """Source offsets of the URL itself (the href's value, the Markdown target)."""
    form: LinkForm
    shown: str | None = None
    otherwise: tuple[str, ...] = ()
    """Other readings of the URL, likeliest first (see Link.otherwise)."""

    def moved(self, at: Span, source: Span) -> MarkedLink:
        """The same link in other places."""
        return MarkedLink(self.url, at, source, self.form, self.shown, self.otherwise)


@value
class Passage:
    """A paragraph as a reader sees it."""

    text: str
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()
    links: tuple[MarkedLink, ...] = ()
    italics: tuple[Span, ...] = ()
    """Rendered offsets of emphasised text."""
    page: int | None = None
    """The page on which it begins, from 1."""
    turns: tuple[int, ...] = ()
    """Rendered offsets at which a next page begins, for a passage that runs over pages."""
    code: tuple[Span, ...] = ()
    """Rendered offsets of inline code, in order."""

    def page_at(self, offset: int) -> int | None:
        """The page that a rendered offset stands on."""
        return None if self.page is None else self.page + bisect_right(self.turns, offset)

    def source(self, at: Span) -> Span:
        """Source span of a rendered span."""
        runs = self.runs
        if len(runs) == 1 and runs[0].length == runs[0].source_length and not runs[0].rendered:
            # All of it stands so in the source: most passages do.
            base, width = runs[0].source, runs[0].length
            start = base + (at.start if at.start < width else width)
            end = base + (at.end if at.end < width else width)
            return Span(start, end if at.end > at.start else start)
        start = self.source_start(at.start)
        return Span(start, self.source_end(at.end) if at.end > at.start else start)

    def cut(self, start: int, end: int) -> Passage:
        """Give the part between two rendered offsets as a passage of its own.

        Marks, links, italics and code that reach over an edge are clipped to it; a link without
        words (an image) stands at an edge, too.
        """
        return Passage(
            self.text[start:end],
            tuple(_cut_runs(self.runs, start, end)),
            tuple(
                [
                    Mark(mark.label, mark.shown, _clip(mark.at, start, end))
                    for mark in self.marks
                    if mark.at.end > start and mark.at.start < end
                ]
            ),
            tuple(
                [
                    link.moved(_clip(link.at, start, end), link.source)
                    for link in self.links
                    if (link.at.end > start and link.at.start < end)
                    or (link.at.start == link.at.end and start <= link.at.start <= end)
                ]
            ),
            _clipped(self.italics, start, end),
            self.page_at(start),
            tuple([turn - start for turn in self.turns if start < turn < end]),
            _clipped(self.code, start, end),
        )

    def marked(self, marks: tuple[Mark, ...]) -> Passage:
        """The same with these marks."""
        return Passage(
            self.text,
            self.runs,
            marks,
            self.links,
            self.italics,
            self.page,
            self.turns,
            self.code,
        )

    def source_start(self, offset: int) -> int:
        """Where the character at a rendered offset begins in the source."""
        run = self._run(offset)
        inside, width = offset - run.rendered, run.source_length
        if run.length == width or inside == 0:
            return run.source + (inside if inside < width else width)
        return run.source if inside < run.length else run.source + width

    def source_end(self, offset: int) -> int:
        """Where the character before a rendered offset ends in the source."""
        run = self._run(offset - 1)
        inside, width = offset - run.rendered, run.source_length
        return run.source + (inside if run.length == width and inside < width else width)

    def _run(self, offset: int) -> Run:
        """The run that a rendered offset stands in."""
        runs = self.runs
        if len(runs) == 1:
            return runs[0]
        index = bisect_right(runs, offset, key=_rendered) - 1
        return runs[index if index > 0 else 0]


def _clip(span: Span, start: int, end: int) -> Span:
    first = span.start if span.start > start else start
    last = span.end if span.end < end else end
    return Span(first - start, last - start)


def _clipped(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    return tuple(
        [_clip(span, start, end) for span in spans if span.end > start and span.start < end]
    )


def _cut_runs(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        first, last = run.rendered, run.rendered + run.length
        if last <= start or first >= end:
            continue
        first = first if first > start else start
        last = last if last < end else end
        if last <= first:
            continue
        if run.length == run.source_length:
            source = run.source + first - run.rendered
            yield Run(first - start, source, last - first, last - first)
        else:
            yield Run(first - start, run.source, last - first, run.source_length)


def plain(text: str, start: int = 0) -> Passage:
    """A passage that is the source itself from `start` on."""
    return Passage(text, (Run(0, start, len(text), len(text)),))


@value
class NoteBody:
    """A note as the format found it, before pairing."""

    label: str
    """What pairs it with its marks (see Mark.label)."""
    shown: str
    kind: NoteKind
    label_span: Span
    """Source span of the printed label; empty at the note's start where none is printed."""
    passages: tuple[Passage, ...]


@value
class Layout:
    """What a format reads out of the bytes."""

    text: str
    """The document's text that all source offsets point into."""
    encoding: str | None
    body: tuple[Passage, ...]
    notes: tuple[NoteBody, ...]
    title: str | None = None
    """A title that the format itself declares (<title>, DOCX properties, YAML front matter)."""
    date: DateValue | None = None
    """A date that the format declares (YAML front matter, <meta>); a date line goes before it."""
    author: str | None = None
    """Whom a PDF names as its author."""
    made: str | None = None
    """When a PDF says that it was made, as it writes it."""
    labels: tuple[str, ...] = ()
    """What stands on each page of a PDF as its number; empty where that is its count."""
