"""A citation while it is read: the fields of the model, with offsets into the sheet.

Rules kept here:
- A Draft is frozen and complete; `seal` turns it into the model's Citation with source offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citations.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Identifier,
    Name,
    Parenthetical,
    Span,
)
from citations.values import value

from .context import names_of
from .desk import Desk
from .openings import Opening

if TYPE_CHECKING:
    from .tails import Tail


@value
class Draft:
    """One citation, in offsets of the sheet."""

    at: Span
    form: CitationForm
    type: CitationType
    signal: str | None = None
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
    marked: bool = False
    """The title is in italics or quotation marks, or it is an entry's of a reference list."""
    court: str | None = None
    title_at: Span | None = None
    """Where the title stands; quotation marks around it or in it mark no quotation."""


@value
class Stretch:
    """A part of a note that may be one citation: a sentence, or a part of it between semicolons."""

    desk: Desk
    start: int
    end: int
    sentence: int
    """Counts the sentences of the sheet: stretches of one string citation share it."""
    opening: Opening
    entry: bool
    """True for an entry of a reference list."""
    cites: bool = True
    """False for prose that may name a document and holds nothing that every citation has."""

    @property
    def text(self) -> str:
        """The rendered words."""
        return self.desk.sheet.text[self.start : self.end]

    def holds(self, hints: frozenset[str], within: int) -> bool:
        """True when one of the strings stands in `within` characters behind the signal."""
        start = self.opening.body
        return self.desk.holds(hints, start, min(self.end, start + within))

    def whole(self, kind: CitationType, tail: Tail) -> Draft:
        """The stretch as one full citation: its signal and what its tail says, the rest to be told.

        No publisher is taken: the tail of a law names its court or its state there.
        """
        return Draft(
            at=Span(self.opening.start, self.end),
            form=CitationForm.FULL,
            type=kind,
            signal=self.opening.signal,
            date=tail.date,
            url=tail.url,
            parentheticals=tail.parentheticals,
            accessed=tail.accessed,
        )


@dataclass(slots=True)
class Progress:
    """What was read before in the same note; short forms look back at it."""

    note: str
    """The label that antecedents name: empty in the running text."""
    drafts: list[Draft] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    """The sentence that each draft stands in."""
    bracketed: int = 0
    """Parentheses in prose that were read for citations."""
    entries: int = 0
    """Entries of reference lists that were read."""
    _names: dict[str, int] = field(default_factory=dict)
    _indexed: int = 0
    """Drafts whose names stand in `_names`."""

    def add(self, draft: Draft, sentence: int) -> None:
        """Take the next citation, in order."""
        self.drafts.append(draft)
        self.sentences.append(sentence)

    def named(self, key: str) -> int | None:
        """Index of the latest full citation with this name."""
        # Names are gathered when one is asked for: after a note's last citation nobody asks.
        for index in range(self._indexed, len(self.drafts)):
            if self.drafts[index].form is CitationForm.FULL:
                for name in names_of(self.drafts[index]):
                    self._names[name] = index
        self._indexed = len(self.drafts)
        return self._names.get(key)


def seal(desk: Desk, draft: Draft, floor: int) -> Citation:
    """The model's Citation, with raw and source span; what stands before `floor` is another's."""
    source = desk.sheet.source(draft.at)
    if source.start < floor < source.end:
        source = Span(floor, source.end)
    return Citation(
        raw=desk.sheet.raw(draft.at, source),
        span=source,
        form=draft.form,
        type=draft.type,
        signal=draft.signal,
        authors=draft.authors,
        title=draft.title,
        container=draft.container,
        volume=draft.volume,
        first_page=draft.first_page,
        pincite=draft.pincite,
        date=draft.date,
        publisher=draft.publisher,
        url=draft.url,
        parentheticals=draft.parentheticals,
        identifiers=draft.identifiers,
        antecedent=draft.antecedent,
        accessed=draft.accessed,
        court=draft.court,
    )
