"""Does the source say it? Citations and quotations against the pages that they lead to. Pure.

Rules kept here:
- Only a page that answers is a witness (`witnesses`). Words that are missing from a page
  that was read in part, or that shows next to no words without its scripts, prove nothing (unable).
- The live page, the copy that is cited beside it and the copy that an archive was found to have are
  witnesses apart. The last is asked where the page is silent or does not agree in everything: both
  are told then, since a copy that has the words which the page lacks shows that the page drifted.
- A quotation of the running text is looked for in the note that its sentence leads to; one that
  follows Id. or a short form, in the source that it stands for.
- One page's words are prepared at a time: memory does not grow with the number of sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker import SourceText, drift, match_fields, match_quotation
from checker.model import FieldGrade, FieldMatch, FieldMatches, Page, QuoteGrade, QuoteMatch
from citations.model import Citation, CitationForm, Document, Link, Note, NoteReference, Quotation

from ..findings.cited import CitedLink, cited_links
from ..model import CitedFields, CitedWords, CopyRead, Dossier, Evidence, PageDrift
from .pincites import placed
from .witnesses import Reader, Witness, Witnesses, page_of

LONGEST_PAGE = 200_000
"""Characters at which the text of a web page is cut (CrawlSettings.max_text); of a PDF five times
as many."""
_SCANT = 40
"""Words below which a page shows too little for its silence to mean anything."""
_FURTHEST = 5
"""Steps from a short form to the full citation."""
FOUND = frozenset({QuoteGrade.EXACT, QuoteGrade.NORMALIZED, QuoteGrade.ALTERED_OK})
"""Grades under which a source says what is quoted, as it is quoted."""


def _as_it_is(page: Page) -> Page:
    return page


def weigh(dossier: Dossier, read: Reader = _as_it_is, longest: int = LONGEST_PAGE) -> Dossier:
    """The dossier with its evidence.

    Args:
        dossier: asked.
        read: gives a page the text that the dossier left out.
        longest: CrawlSettings.max_text. Pages of earlier runs may have been cut at the default.
    """
    desk = _Desk(dossier, read, min(longest, LONGEST_PAGE))
    evidence = Evidence(tuple(desk.fields()), tuple(desk.words()), tuple(desk.drifts()))
    return replace(dossier, evidence=evidence)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A quotation that a page is asked for."""

    note: int | None
    place: int
    cited_by: int | None
    key: str
    quotation: Quotation
    citation: Citation | None = None
    """With the pincite: the full citation, or the short form before it."""


_Answer = tuple[_Asked, QuoteMatch, CopyRead | None, str | None]


class _Desk:
    """One document's citations beside its pages."""

    def __init__(self, dossier: Dossier, read: Reader, longest: int) -> None:
        self._longest = longest
        self._dossier = dossier
        self._checks = dossier.checks
        self._document = dossier.document
        self._witnesses = Witnesses(dossier, read)
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
                    ordinal = where.ordinal if where else None
                    for copy, matches in self._matched(citation, link):
                        yield CitedFields(ordinal, place, link.key, matches, copy)

    def _matched(
        self, citation: Citation, link: Link
    ) -> Iterator[tuple[CopyRead | None, FieldMatches]]:
        """What the page shows of the fields; and what its copy shows, where that is not all."""
        told = False
        for witness in self._witnesses.all(link.key):
            if witness.copy is None and witness.page is None:
                continue
            matches = match_fields(citation, witness.page, witness.address)
            matches = matches if witness.accuses else _kindly(matches)
            told = True
            yield witness.copy, matches
            if _is_agreed(matches):
                return
        if not told and link.key in self._checks:
            yield None, FieldMatches(*(FieldMatch(FieldGrade.UNABLE),) * 3)

    def words(self) -> Iterator[CitedWords]:
        """Each quotation that is to be verified against each page that it may come from."""
        asked: dict[str, list[_Asked]] = {}
        for each in self._asked():
            asked.setdefault(each.key, []).append(each)
        found: list[_Answer] = []
        for key, those in asked.items():
            found.extend(self._looked_up(key, those))
        found.sort(key=lambda told: (told[0].note or 0, told[0].place))
        for each, match, copy, misplaced in found:
            where = (each.note, each.place, each.cited_by, each.key)
            yield CitedWords(*where, match, copy, misplaced)

    def _looked_up(self, key: str, asked: Sequence[_Asked]) -> Iterator[_Answer]:
        """What the page has of the words; and what its copy has of those that the page has not."""
        silent: list[_Asked] = []
        for witness in self._witnesses.all(key):
            if witness.copy is None:
                for each, match, misplaced in _looked_in(asked, witness, self._longest):
                    if match.grade not in FOUND:
                        silent.append(each)
                    yield each, match, None, misplaced
                if not silent:
                    return
            else:
                for each, match, misplaced in _looked_in(silent, witness, self._longest):
                    if match.grade is not QuoteGrade.UNABLE:
                        yield each, match, witness.copy, misplaced

    def drifts(self) -> Iterator[PageDrift]:
        """Each living page beside the copy that the letter cites, else the archives' best."""
        seen: set[str] = set()
        for cited in cited_links(self._dossier):
            if cited.link.key in seen or not cited.is_source or page_of(cited.check) is None:
                continue
            seen.add(cited.link.key)
            found = self._drifted(cited)
            if found is not None:
                yield found

    def _drifted(self, cited: CitedLink) -> PageDrift | None:
        key = cited.link.key
        for link in cited.copies:
            answer = self._checks.get(link.key)
            then = page_of(answer) if answer else None
            if then is not None and (now := self._witnesses.live(key)) and now.page:
                measured = drift(now.page, self._witnesses.whole(then) or then)
                if measured is not None:
                    return PageDrift(key, CopyRead(link.url), measured)
        copy = self._witnesses.copy(key) if cited.answers else None
        if copy is None or copy.copy is None or copy.page is None or not copy.accuses:
            return None
        live = self._witnesses.live(key)
        measured = drift(live.page, copy.page) if live and live.page else None
        return PageDrift(key, copy.copy, measured) if measured else None

    def _asked(self) -> Iterator[_Asked]:
        for where in (None, *self._document.notes):
            quotations = where.quotations if where else self._document.quotations
            for place, quotation in enumerate(quotations):
                if not quotation.verify:
                    continue
                seen: set[str] = set()
                for citing, link, citation in self._sources(where, quotation):
                    if link.key in self._checks and link.key not in seen:
                        seen.add(link.key)
                        ordinal = where.ordinal if where else None
                        by = citing.ordinal if citing else None
                        yield _Asked(ordinal, place, by, link.key, quotation, citation)

    def _sources(
        self, where: Note | None, quotation: Quotation
    ) -> Iterator[tuple[Note | None, Link, Citation]]:
        """The links that the words may come from, with the note in which each stands, and the
        citation that points to it."""
        if quotation.citation is not None:
            yield from self._cited(where, quotation.citation)
        elif where is None:
            note = self._note_behind(quotation)
            for index in range(len(note.citations) if note else 0):
                yield from self._cited(note, index)

    def _cited(
        self, where: Note | None, index: int
    ) -> Iterator[tuple[Note | None, Link, Citation]]:
        """The links of a citation, or of the one that it stands for."""
        asked: Citation | None = None
        for _ in range(_FURTHEST):
            citations = where.citations if where else self._document.citations
            if not 0 <= index < len(citations):
                return
            citation = citations[index]
            asked = asked or citation
            links = list(self._links(where, citation))
            if links or citation.antecedent is None:
                # A short form has a pincite of its own; what it lacks the full citation has.
                full = replace(citation, pincite=asked.pincite) if asked is not citation else asked
                yield from ((where, link, full) for link in links)
                return
            where, index = self._by_label.get(citation.antecedent.note), citation.antecedent.index
            if where is None:
                return

    def _links(self, where: Note | None, citation: Citation) -> Iterator[Link]:
        links = where.links if where else self._document.links
        only = where is not None and len(where.citations) == 1
        for link in links:
            if link.is_mail:
                continue
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


def _looked_in(
    asked: Sequence[_Asked], witness: Witness, longest: int
) -> Iterator[tuple[_Asked, QuoteMatch, str | None]]:
    """Each quotation against one page; with its pincite, where the words stand elsewhere."""
    page = witness.page
    text = page.text if page else ""
    source = SourceText(text) if text else None
    silent = (
        source is None
        or len(text) >= (5 * longest if page and page.pages else longest)
        or witness.truncated
        or not witness.accuses
        or len(source.words) < _SCANT
    )
    for each in asked:
        match = match_quotation(each.quotation, source)
        if (match.grade is QuoteGrade.NOT_FOUND and silent) or not (
            witness.accuses or match.grade in FOUND
        ):
            match = QuoteMatch(QuoteGrade.UNABLE)
        if page and match.page and match.page > (page.pages or 0):
            match = replace(match, page=None)  # in the notes, which follow the last page
        misplaced = None
        if page and match.page:
            match, misplaced = placed(each.quotation, each.citation, match, page)
        yield each, match, misplaced


def _kindly(matches: FieldMatches) -> FieldMatches:
    """What speaks for the citation; nothing that speaks against it."""
    fields = (matches.title, matches.author, matches.date)
    told = (
        each if each.grade is FieldGrade.VERIFIED else FieldMatch(FieldGrade.UNABLE, each.cited)
        for each in fields
    )
    return FieldMatches(*told)


def _is_agreed(matches: FieldMatches) -> bool:
    """Whether every field that is cited was found."""
    fields = (matches.title, matches.author, matches.date)
    return all(each.grade is FieldGrade.VERIFIED or each.cited is None for each in fields)


_GRADES = tuple(QuoteGrade)
_FIELDS = (FieldGrade.VERIFIED, FieldGrade.DIFFERS, FieldGrade.NOT_FOUND, FieldGrade.UNABLE)


def best_words(words: Sequence[CitedWords]) -> CitedWords:
    """Of several pages the one that agrees best with a quotation."""
    return min(words, key=lambda each: _GRADES.index(each.match.grade))


def best_field(matches: Sequence[FieldMatch]) -> FieldMatch:
    """Of several pages' answers the one that says most for a citation."""
    return min(matches, key=lambda each: _FIELDS.index(each.grade))


def told_fields(
    dossier: Dossier, *, of_copies: bool = False
) -> Mapping[str, Mapping[str, FieldGrade]]:
    """By Link.key, for reports that tell a page once: title, author and date of the page itself;
    with `of_copies`, of the copy of it that an archive has.

    Where several notes cite a page, what differs for one of them is told.
    """
    order = (FieldGrade.DIFFERS, FieldGrade.VERIFIED, FieldGrade.NOT_FOUND, FieldGrade.UNABLE)
    told: dict[str, dict[str, FieldGrade]] = {}
    for each in dossier.evidence.fields:
        if (each.copy is not None) is not of_copies:
            continue
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
