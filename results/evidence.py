"""Does the source say it? Citations and quotations against the pages that they lead to. Pure.

Rules kept here:
- Only a page that answers is a witness: of what is dead, blocked or paywalled nothing is said
  (unable). So it is with words that are missing from a page that was read in part, or that shows
  next to no words without its scripts.
- The live page and the copy that is cited beside it are witnesses apart.
- A quotation of the running text is looked for in the note that its sentence leads to; one that
  follows Id. or a short form, in the source that it stands for.
- One page's words are prepared at a time: memory does not grow with the number of sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker import SourceText, match_fields, match_quotation
from checker.model import (
    ALIVE,
    Check,
    FieldGrade,
    FieldMatch,
    FieldMatches,
    Page,
    QuoteGrade,
    QuoteMatch,
)
from citations.model import Citation, CitationForm, Document, Link, Note, NoteReference, Quotation

from .model import CitedFields, CitedWords, Dossier, Evidence

LONGEST_PAGE = 200_000
LONGEST_PRINTED = 1_000_000
"""Characters at which the text of a web page or of a PDF was cut (checker.page)."""
_SCANT = 40
"""Words below which a page shows too little for its silence to mean anything."""
_FURTHEST = 5
"""Steps from a short form to the full citation."""


def weigh(dossier: Dossier) -> Dossier:
    """The dossier with its evidence. Its pages must have their text."""
    desk = _Desk(dossier)
    return replace(dossier, evidence=Evidence(tuple(desk.fields()), tuple(desk.words())))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A quotation that a page is asked for."""

    note: int | None
    place: int
    cited_by: int | None
    key: str
    quotation: Quotation


class _Desk:
    """One document's citations beside its pages."""

    def __init__(self, dossier: Dossier) -> None:
        self._checks = dossier.checks
        self._document = dossier.document
        self._by_label: dict[str, Note] = {}
        for note in dossier.document.notes:
            self._by_label.setdefault(note.label, note)

    def fields(self) -> Iterator[CitedFields]:
        """Each full citation against each page that it links to."""
        for where in (None, *self._document.notes):
            citations = where.citations if where else self._document.citations
            for place, citation in enumerate(citations):
                if citation.form is not CitationForm.FULL:
                    continue
                for link in self._links(where, citation):
                    matches = self._matched(citation, link)
                    if matches is not None:
                        ordinal = where.ordinal if where else None
                        yield CitedFields(ordinal, place, link.key, matches)

    def _matched(self, citation: Citation, link: Link) -> FieldMatches | None:
        check = self._checks.get(link.key)
        if check is None:
            return None
        page = page_of(check)
        if page is None:
            return FieldMatches(*(FieldMatch(FieldGrade.UNABLE),) * 3)
        return match_fields(citation, page, check.exchange.final_url if check.exchange else "")

    def words(self) -> Iterator[CitedWords]:
        """Each quotation that is to be verified against each page that it may come from."""
        asked: dict[str, list[_Asked]] = {}
        for each in self._asked():
            asked.setdefault(each.key, []).append(each)
        found: list[tuple[_Asked, QuoteMatch]] = []
        for key, those in asked.items():
            found.extend(_looked_up(those, self._checks[key]))
        found.sort(key=lambda pair: (pair[0].note or 0, pair[0].place))
        for each, match in found:
            yield CitedWords(each.note, each.place, each.cited_by, each.key, match)

    def _asked(self) -> Iterator[_Asked]:
        for where in (None, *self._document.notes):
            quotations = where.quotations if where else self._document.quotations
            for place, quotation in enumerate(quotations):
                if not quotation.verify:
                    continue
                seen: set[str] = set()
                for citing, link in self._sources(where, quotation):
                    if link.key in self._checks and link.key not in seen:
                        seen.add(link.key)
                        ordinal = where.ordinal if where else None
                        by = citing.ordinal if citing else None
                        yield _Asked(ordinal, place, by, link.key, quotation)

    def _sources(
        self, where: Note | None, quotation: Quotation
    ) -> Iterator[tuple[Note | None, Link]]:
        """The links that the words may come from, with the note in which each stands."""
        if quotation.citation is not None:
            yield from self._cited(where, quotation.citation)
        elif where is None:
            note = self._note_behind(quotation)
            for index in range(len(note.citations) if note else 0):
                yield from self._cited(note, index)

    def _cited(self, where: Note | None, index: int) -> Iterator[tuple[Note | None, Link]]:
        """The links of a citation, or of the one that it stands for."""
        for _ in range(_FURTHEST):
            citations = where.citations if where else self._document.citations
            if not 0 <= index < len(citations):
                return
            citation = citations[index]
            links = list(self._links(where, citation))
            if links or citation.antecedent is None:
                yield from ((where, link) for link in links)
                return
            where, index = self._by_label.get(citation.antecedent.note), citation.antecedent.index
            if where is None:
                return

    def _links(self, where: Note | None, citation: Citation) -> Iterator[Link]:
        links = where.links if where else self._document.links
        only = where is not None and len(where.citations) == 1
        for link in links:
            if link.key and (only or link.span in citation.span or link.url == citation.url):
                yield link

    def _note_behind(self, quotation: Quotation) -> Note | None:
        """The note whose marker comes next in the quotation's sentence."""
        references = self._document.references
        reference = next((each for each in references if _follows(each, quotation)), None)
        return self._by_label.get(reference.label) if reference else None


def _follows(reference: NoteReference, quotation: Quotation) -> bool:
    after = reference.span.start >= quotation.span.start
    return after and quotation.span.start >= reference.sentence_span.start


def page_of(check: Check) -> Page | None:
    """The page that may speak for or against a citation."""
    if check.judgement.verdict not in ALIVE or check.exchange is None:
        return None
    return check.exchange.page


def _looked_up(asked: Sequence[_Asked], check: Check) -> Iterator[tuple[_Asked, QuoteMatch]]:
    page = page_of(check)
    text = page.text if page else ""
    source = SourceText(text) if text else None
    longest = LONGEST_PRINTED if page and page.pages else LONGEST_PAGE
    cut = len(text) >= longest or (check.exchange is not None and check.exchange.truncated)
    silent = cut or source is None or len(source.words) < _SCANT
    for each in asked:
        match = match_quotation(each.quotation, source)
        if match.grade is QuoteGrade.NOT_FOUND and silent:
            match = QuoteMatch(QuoteGrade.UNABLE)
        if page and match.page and match.page > (page.pages or 0):
            match = replace(match, page=None)  # in the notes, which follow the last page
        yield each, match


_GRADES = tuple(QuoteGrade)
_FIELDS = (FieldGrade.VERIFIED, FieldGrade.DIFFERS, FieldGrade.NOT_FOUND, FieldGrade.UNABLE)


def best_words(words: Sequence[CitedWords]) -> CitedWords:
    """Of several pages the one that agrees best with a quotation."""
    return min(words, key=lambda each: _GRADES.index(each.match.grade))


def best_field(matches: Sequence[FieldMatch]) -> FieldMatch:
    """Of several pages' answers the one that says most for a citation."""
    return min(matches, key=lambda each: _FIELDS.index(each.grade))


def told_fields(dossier: Dossier) -> Mapping[str, Mapping[str, FieldGrade]]:
    """By Link.key, for reports that tell a page once: title, author and date.

    Where several notes cite a page, what differs for one of them is told.
    """
    order = (FieldGrade.DIFFERS, FieldGrade.VERIFIED, FieldGrade.NOT_FOUND, FieldGrade.UNABLE)
    told: dict[str, dict[str, FieldGrade]] = {}
    for each in dossier.evidence.fields:
        matches = each.matches
        here = told.setdefault(each.key, {})
        for name, match in (
            ("title", matches.title),
            ("author", matches.author),
            ("date", matches.date),
        ):
            here[name] = min(here.get(name, match.grade), match.grade, key=order.index)
    return told


def quotation_of(document: Document, words: CitedWords) -> Quotation:
    """The quotation that was looked for."""
    note = note_of(document, words.note)
    quotations = note.quotations if note else document.quotations
    return quotations[words.quotation]


def note_of(document: Document, ordinal: int | None) -> Note | None:
    """The note with an ordinal; None for the running text."""
    if ordinal is None:
        return None
    return next((note for note in document.notes if note.ordinal == ordinal), None)
