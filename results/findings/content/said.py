"""What the sources say of each citation and quotation, and where an editor is told.

Rules kept here:
- Of several pages that a citation leads to (live page, cited copy, copy that an archive has) the
  one that agrees best speaks; a message names the copy where the page itself could not speak.
- A page that is something else is told once (PC406); what it does not say is not told beside.
- A finding stands at the link; at the note, where the link stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.model import FieldGrade, FieldMatch, QuoteGrade, QuoteMatch
from citations.model import Citation, Link, Note, Quotation

from ...model import CitedFields, CitedWords, CopyRead, Dossier
from ...weighing.evidence import best_field, best_words, note_of, quotation_of
from ..rule import Place, at_link

_FOUND = frozenset(QuoteGrade) - {QuoteGrade.NOT_FOUND, QuoteGrade.UNABLE}
_SHOWN = 80
"""Characters of a quotation or title that a message repeats."""
_MARKED = 400
"""Characters of a difference that a message repeats; reports tell the whole of it beside."""


@dataclass(frozen=True, slots=True)
class SaidOfCitation:
    """A citation with what its pages say of it."""

    place: Place
    citation: Citation
    title: FieldMatch
    author: FieldMatch
    date: FieldMatch
    elsewhere: bool
    """Its pages are something else."""
    shown_by: str = "page"
    """What spoke: "page", or "archive's copy of 2018-03-04" where the page could not."""
    copy: str | None = None
    """Address of a copy that shows what is cited and the page does not."""


@dataclass(frozen=True, slots=True)
class SaidOfQuotation:
    """A quotation with what the page that agrees best says of it."""

    place: Place
    quotation: Quotation
    match: QuoteMatch
    elsewhere: bool
    shown_by: str = "page"
    """As in SaidOfCitation."""
    misplaced: str | None = None
    """As in CitedWords."""


def said_of_citations(dossier: Dossier) -> Iterator[SaidOfCitation]:
    """Every citation that was compared with a page, in order of the document."""
    wrong = _pages_of_something_else(dossier)
    for told in _by_citation(dossier).values():
        first = told[0]
        note = note_of(dossier.document, first.note)
        citations = note.citations if note else dossier.document.citations
        yield SaidOfCitation(
            _place(dossier, note, first.key),
            citations[first.citation],
            best_field([each.matches.title for each in told]),
            best_field([each.matches.author for each in told]),
            best_field([each.matches.date for each in told]),
            _is_elsewhere(told, wrong),
            _shown_by(told),
            next((each.copy.url for each in told if each.copy and _agrees(each)), None),
        )


def said_of_quotations(dossier: Dossier) -> Iterator[SaidOfQuotation]:
    """Every quotation that was looked for, in order of the document."""
    wrong = _pages_of_something_else(dossier)
    asked: dict[tuple[int | None, int], list[CitedWords]] = {}
    for each in dossier.evidence.words:
        asked.setdefault((each.note, each.quotation), []).append(each)
    for told in asked.values():
        best = best_words(told)
        note = note_of(dossier.document, best.note)
        cited_by = note_of(dossier.document, best.cited_by)
        quotation = quotation_of(dossier.document, best)
        yield SaidOfQuotation(
            _place(dossier, cited_by or note, best.key),
            quotation,
            best.match,
            _is_elsewhere(told, wrong),
            _shown_by([best]),
            best.misplaced,
        )


def _is_elsewhere(
    told: Sequence[CitedFields] | Sequence[CitedWords], wrong: frozenset[str]
) -> bool:
    """Whether all pages of today are something else."""
    pages = [each.key for each in told if each.copy is None]
    return bool(pages) and all(key in wrong for key in pages)


def _shown_by(told: Sequence[CitedFields] | Sequence[CitedWords]) -> str:
    """What spoke, as a message names it."""
    copies = [each.copy for each in told]
    return "page" if None in copies or not copies else copy_words(copies[0])


def whose(shown_by: str) -> str:
    """ "the page's", or "those of the archive's copy of 2018-03-04"."""
    return "the page's" if shown_by == "page" else f"those of the {shown_by}"


def copy_words(copy: CopyRead | None) -> str:
    """A copy, as a message names it."""
    at = copy.captured_at if copy else None
    return f"archive's copy of {at:%Y-%m-%d}" if at else "cited copy"


def _agrees(fields: CitedFields) -> bool:
    return fields.matches.title.grade is FieldGrade.VERIFIED


def differing(match: QuoteMatch) -> str:
    """The marked difference, as far as a message repeats it: around its first mark."""
    told = match.difference or ""
    if len(told) <= _MARKED:
        return told
    marks = [at for at in (told.find("[-"), told.find("{+")) if at >= 0]
    start = max(0, min(marks, default=0) - _SHOWN)
    cut = told[start : start + _MARKED - 2].strip()
    return f"{'…' if start else ''}{cut}{'…' if start + _MARKED - 2 < len(told) else ''}"


def shown(words: str) -> str:
    """Quoted words or a title, as far as a message repeats them."""
    folded = " ".join(words.split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1].rstrip() + "…"


def _by_citation(dossier: Dossier) -> Mapping[tuple[int | None, int], list[CitedFields]]:
    told: dict[tuple[int | None, int], list[CitedFields]] = {}
    for each in dossier.evidence.fields:
        told.setdefault((each.note, each.citation), []).append(each)
    return told


def _pages_of_something_else(dossier: Dossier) -> frozenset[str]:
    """Pages that have another title and agree with nothing that is cited of them.

    A title alone is no proof: it takes a second witness against the page, and none for it.
    """
    against: dict[str, set[str]] = {}
    speaking: set[str] = set()
    for each in dossier.evidence.fields:
        if each.copy is not None:
            continue  # what a copy shows is no witness for or against the page of today
        matches = each.matches
        for name, match in (
            ("title", matches.title),
            ("author", matches.author),
            ("date", matches.date),
        ):
            if match.grade is FieldGrade.VERIFIED:
                speaking.add(each.key)
            elif match.grade is FieldGrade.DIFFERS:
                against.setdefault(each.key, set()).add(name)
    for words in dossier.evidence.words:
        if words.copy is not None:
            continue
        if words.match.grade in _FOUND:
            speaking.add(words.key)
        elif words.match.grade is QuoteGrade.NOT_FOUND:
            against.setdefault(words.key, set()).add("words")
    return frozenset(
        key
        for key, names in against.items()
        if "title" in names and len(names) > 1 and key not in speaking
    )


def _place(dossier: Dossier, note: Note | None, key: str) -> Place:
    links = note.links if note else dossier.document.links
    link: Link | None = next((each for each in links if each.key == key), None)
    if link is not None:
        return at_link(dossier.document, note, link)
    if note is None:
        return Place(dossier.document.path)
    return Place(dossier.document.path, note.line, None, note.label, None, note.page)
