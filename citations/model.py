"""What a document says, as frozen values.

Rules kept here:
- Spans are half-open code-point offsets into `Document.text`. For text, Markdown and HTML that text
  is the decoded file itself, so a span is where an editor edits.
- Strings that a reader would see (`Note.text`, `sentence`, titles) are rendered: no tags, no
  Markdown marks. `raw` is the slice of the source for text and Markdown, the rendered words
  elsewhere.
- Nothing here does I/O, and nothing here knows the web.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from . import errors
from .values import frozen

ReadError = errors.ReadError
EmptyDocument = errors.EmptyDocument
NotADocument = errors.NotADocument
DocumentTooLarge = errors.DocumentTooLarge


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of code points in `Document.text`."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Thousands are made for each letter; a frozen dataclass's own takes twice as long.
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        """True for a span or an offset that lies wholly inside."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end


_set_start: Callable[[Span, int], None] = vars(Span)["start"].__set__
_set_end: Callable[[Span, int], None] = vars(Span)["end"].__set__


@frozen
class DateValue:
    """A date as printed and as far as it is known."""

    raw: str
    iso: str
    """ISO 8601 at the precision that was printed: 2018, 2018-03, 2018-03-04, 2018-03-04T20:21."""


class Pairing(StrEnum):
    """How a note and its reference found each other."""

    PAIRED = "paired"
    ORPHAN_REFERENCE = "orphan_reference"
    ORPHAN_NOTE = "orphan_note"
    DUPLICATE_LABEL = "duplicate_label"


class NoteKind(StrEnum):
    """Where the note stands."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    INLINE = "inline"


@frozen
class NoteReference:
    """The marker in the running text."""

    label: str
    """Normalised: raised digits and those of other scripts as ASCII digits, brackets removed."""
    span: Span
    line: int | None
    sentence: str
    """The rendered sentence that holds the marker, the marker included."""
    sentence_span: Span
    clause: str
    """What this note supports: from the marker before it in the sentence (or its start) to here."""
    pairing: Pairing
    page: int | None = None


class CitationForm(StrEnum):
    """Full and short forms, in the Bluebook's terms."""

    FULL = "full"
    SHORT = "short"
    ID = "id"
    SUPRA = "supra"
    HEREINAFTER = "hereinafter"
    CROSS_REFERENCE = "cross_reference"
    UNNAMED = "unnamed"


class CitationType(StrEnum):
    """CSL 1.0.2 item types, and the few that law needs beside them."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    REPORT = "report"
    PRESS_RELEASE = "press-release"
    WEBPAGE = "webpage"
    SPEECH = "speech"
    PRESIDENTIAL_DOCUMENT = "presidential-document"
    STATUTE = "statute"
    REGULATION = "regulation"
    CONSTITUTION = "constitution"
    EXECUTIVE_ORDER = "executive-order"
    BILL = "bill"
    CASE = "case"
    DOCUMENT = "document"
    """Something is cited and its kind is not known."""


@frozen
class Name:
    """A person (`family`, `given`) or an organisation (`literal`)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None
    suffix: str | None = None
    """ "Jr.", "III": what follows the family name of a person."""


class ParentheticalKind(StrEnum):
    """What a parenthetical does."""

    EXPLANATORY = "explanatory"
    QUOTING = "quoting"
    WEIGHT = "weight"
    HEREINAFTER = "hereinafter"


@frozen
class Parenthetical:
    """A parenthetical after a citation, without its outer parentheses in `text`."""

    raw: str
    kind: ParentheticalKind
    text: str


@frozen
class Identifier:
    """A registered name.

    Schemes: doi arxiv pmid pmcid isbn handle ark govinfo usc cfr fedreg publ eo stat const
    proclamation bill celex eli ecli. Values of laws are their canonical Bluebook form
    ("8 U.S.C. § 1373").
    """

    scheme: str
    value: str


@frozen
class Antecedent:
    """The full citation that a short form stands for."""

    note: str
    """The note's label."""
    index: int
    """Which citation of that note, from 0."""


@frozen
class Citation:
    """One source, as one note (or the running text) cites it."""

    raw: str
    span: Span
    form: CitationForm
    type: CitationType
    signal: str | None = None
    """Normalised: no italics, no trailing comma ("See, e.g.")."""
    authors: tuple[Name, ...] = ()
    title: str | None = None
    container: str | None = None
    volume: str | None = None
    first_page: str | None = None
    pincite: str | None = None
    date: DateValue | None = None
    publisher: str | None = None
    url: str | None = None
    parentheticals: tuple[Parenthetical, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    antecedent: Antecedent | None = None
    accessed: DateValue | None = None
    """The access date ("last visited …"), where the note prints one."""
    court: str | None = None
    """Who decided a case, in the Bluebook's abbreviation: as printed ("9th Cir."), or "U.S." and
    its like where the reporter is one court's own."""


class LinkForm(StrEnum):
    """How the URL is written."""

    ANGLE = "angle"
    BARE = "bare"
    SCHEMELESS = "schemeless"
    MARKDOWN = "markdown"
    ANCHOR = "anchor"
    ANNOTATION = "annotation"


class LinkRole(StrEnum):
    """A source, or an archive's copy of one."""

    SOURCE = "source"
    ARCHIVE = "archive"


@frozen
class Link:
    """A URL in the document."""

    raw: str
    """As written, trimmed of the prose around it."""
    url: str
    """Absolute, with a scheme; otherwise as written."""
    span: Span
    line: int | None
    column: int | None
    """1-based, in code points."""
    form: LinkForm
    role: LinkRole = LinkRole.SOURCE
    archive_of: str | None = None
    """The original URL inside an archive URL, where the shape shows it."""
    shown: str | None = None
    """The text of the link where the markup has one of its own."""
    key: str = ""
    """The canonical key (`citations.links.canonical_key`): equal keys are asked once."""
    page: int | None = None
    otherwise: tuple[str, ...] = ()
    """Other readings of the URL: a hyphen at a line's end in a PDF may belong to it or not."""

    @property
    def is_mail(self) -> bool:
        """Whether it is an address to write to (`mailto:`): no page, and no source of anything."""
        return self.url[:7].lower() == "mailto:"


class AlterationKind(StrEnum):
    """The Bluebook's alterations of a quotation (rule 5.2, 5.3)."""

    CASE = "case"
    SUBSTITUTION = "substitution"
    INSERTION = "insertion"
    OMISSION = "omission"
    PUNCTUATION = "punctuation"
    ELLIPSIS = "ellipsis"


@frozen
class Alteration:
    """One marked change, as printed."""

    kind: AlterationKind
    raw: str


@frozen
class Quotation:
    """Quoted words."""

    raw: str
    """With its quotation marks."""
    span: Span
    segments: tuple[str, ...]
    """The runs between ellipses, alterations resolved, to be found in order in the source."""
    alterations: tuple[Alteration, ...] = ()
    citation: int | None = None
    """Index of the citation in the same note (or body) that it is attributed to."""
    verify: bool = True
    """False for scare quotes and defined terms."""


@frozen
class Note:
    """A footnote or endnote."""

    kind: NoteKind
    label: str
    ordinal: int
    """1-based, in order of the document."""
    text: str
    span: Span
    """The note's words, the label left out."""
    label_span: Span
    line: int | None
    page: int | None
    pairing: Pairing
    reference: NoteReference | None
    """The first reference where several point here."""
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@frozen
class PagedText:
    """The words of a source that has pages (a PDF)."""

    title: str | None
    """That the file declares."""
    pages: tuple[str, ...]
    """Running text, page after page; a word that a page's end cuts stands on the first of them."""
    notes: tuple[str, ...] = ()
    author: str | None = None
    """Whom the file names."""
    made: str | None = None
    """When the file says that it was made, as it writes it."""
    labels: tuple[str, ...] = ()
    """The number that stands on each page ("iv", "217"), "" where none does; empty where that is
    no more than its count."""


@frozen
class Obfuscated:
    """An address that a service hid from robots ("[email protected]")."""

    raw: str
    span: Span
    line: int | None


@frozen
class UnclosedQuotation:
    """A quotation mark of the running text that is opened and never closed."""

    raw: str
    """The mark and the first words behind it, as a reader sees them."""
    span: Span
    line: int | None
    page: int | None = None


@frozen
class Document:
    """A letter, read."""

    path: str
    format: str
    """A name in `citations.FORMATS`."""
    sha256: str
    """Of the bytes."""
    text: str
    encoding: str | None
    """What the bytes were decoded with; None for packaged formats (DOCX, PDF)."""
    title: str | None
    date: DateValue | None
    notes: tuple[Note, ...]
    references: tuple[NoteReference, ...]
    """Every marker in the running text, orphans included, in order."""
    citations: tuple[Citation, ...]
    """Of the body; those of a note stand in the note."""
    links: tuple[Link, ...]
    quotations: tuple[Quotation, ...]
    obfuscated: tuple[Obfuscated, ...] = ()
    unclosed: tuple[UnclosedQuotation, ...] = ()
    """Of the running text; a note's own words tell those of a note."""

    def all_links(self) -> tuple[tuple[Note | None, Link], ...]:
        """Every link with the note it stands in (None for the body), in order of the document."""
        found: list[tuple[Note | None, Link]] = [(None, link) for link in self.links]
        for note in self.notes:
            found.extend((note, link) for link in note.links)
        return tuple(sorted(found, key=lambda pair: (pair[1].span.start, pair[1].span.end)))
