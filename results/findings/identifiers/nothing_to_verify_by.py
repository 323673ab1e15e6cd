"""The citation gives nothing by which it could be verified.

A full citation of an article, a report or a page has neither a URL nor an identifier. It is told in
letters whose other sources were asked, so that an editor knows what no machine has looked at. Where
a search found the work's DOI, that is told instead (PC508).

Why it matters: the rest of the report says nothing of this source. It may be sound; nobody checked.

How to mend: add the DOI or a URL where there is one; else look the source up in a library.

Reference: The Bluebook, 22nd ed., rule 18.2 (parallel electronic citations).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from citations.model import Citation, CitationForm, CitationType, Link, Note

from ...model import Dossier, Finding, Severity
from ..examples import asked, check, citation, letter, link, note
from ..rule import Examples, Rule
from .example_registries import REGISTERED, named, said
from .registered import citations_of, named_sources, place_of
from .work_known_by_doi import known_by

_PUBLISHED = frozenset(
    {
        CitationType.ARTICLE_JOURNAL,
        CitationType.ARTICLE_NEWSPAPER,
        CitationType.REPORT,
        CitationType.PRESS_RELEASE,
        CitationType.WEBPAGE,
    }
)
"""What is nearly always to be found online. Books and laws are cited without a URL by rule."""


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every such citation, where anything was asked at all."""
    if not dossier.checks and not dossier.registrations:
        return
    known = {id(each.citation) for each in named_sources(dossier) if known_by(dossier, each)}
    for cited_in, each in citations_of(dossier):
        bare = _is_bare(each) and id(each) not in known
        if bare and not _has_link(dossier, cited_in, each):
            message = "Nothing here leads to the source: no URL and no identifier."
            yield RULE.found(place_of(dossier.document, cited_in, each), message)


def _is_bare(cited: Citation) -> bool:
    full = cited.form is CitationForm.FULL and cited.type in _PUBLISHED and cited.title
    return bool(full) and not cited.url and not cited.identifiers


def _has_link(dossier: Dossier, cited_in: Note | None, cited: Citation) -> bool:
    links = cited_in.links if cited_in else dossier.document.links
    return any(each.span in cited.span and not each.is_mail for each in links)


def _bare(kind: CitationType = CitationType.ARTICLE_JOURNAL, *links: Link) -> Dossier:
    """A letter with one link that was asked, and a second note that has none but these."""
    article = replace(
        citation("Ada Moreau, The Night Bus, 4 J. City Transp. 12 (2018)"),
        type=kind,
        title="The Night Bus",
    )
    first = note("1", citations=[citation("City, Report")], links=[link(at=10_000)])
    return asked(letter(first, note("2", citations=[article], links=links)), [check()])


RULE = Rule(
    code="PC507",
    slug="nothing-to-verify-by",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(),
            named(said(REGISTERED)),
            replace(_bare(), checks={}),
            _bare(CitationType.BOOK),
            _bare(CitationType.STATUTE),
            _bare(CitationType.REPORT, link("https://a.example/", at=5)),
        ),
        invalid=(
            _bare(),
            _bare(CitationType.REPORT),
            _bare(CitationType.REPORT, link("mailto:ada@a.example", at=5)),
            _bare(CitationType.REPORT, link("https://a.example/", at=500)),
        ),
    ),
    look=look,
)
