"""Nobody knows the cited work: it may have been invented.

Every registry that was asked about the work has answered, and each says that it does not have it;
the citation gives no page that answers, and the archives have no copy of one. The message says who
was asked. It is a suspicion and no fact: registries are not complete, and a slip in the title or in
the volume hides a sound work as well.

It is told only where registries cover the kind of source: journal articles that give a DOI, or that
both Crossref and OpenAlex were asked for (law journals left out, since few of them are in either);
books with an ISBN; cases in a printed reporter. A registry that could not be asked keeps it from
being told (PC505).

Why it matters: language models make up citations that look right in every field. Whoever is the
first to look such a source up finds nothing.

How to mend: find the work itself, in a library or with whoever drafted the letter. If nobody has
seen it, do not cite it.

Reference: Crossref and OpenAlex REST APIs; CourtListener, "Citation Lookup and Verification API",
which was made to find such citations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker import is_another_work
from checker.model import ArchiveOutcome, RegistryOutcome, Verdict
from citations import citation_of
from citations.model import Citation, CitationType, Identifier, Link, Note

from ...model import Dossier, Finding, Severity
from ..cited import DEAD_FOR_GOOD
from ..rule import Examples, Rule
from .example_registries import ABSENT, DOI, REGISTERED, UNASKED, described, found, record_of, said
from .registered import NamedSource, named_sources, registry_name

_SEARCHES_NEEDED = 2
"""Of an article without a DOI."""
_LAW = frozenset({"l", "law", "legal", "jurisprudence", "juris"})
_NOTHING = DEAD_FOR_GOOD | {Verdict.INVALID}


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every citation that no registry, page or copy knows."""
    for sources in _by_citation(dossier):
        first = sources[0]
        if first.citation is None or not all(map(_nobody_has, sources)):
            continue
        pages = _pages(dossier, first.note, first.citation)
        if pages is not None and _is_covered(first.citation, sources):
            reasons = "; ".join((*map(_reason, sources), pages))
            yield RULE.found(first.place, f"This citation may have been invented: {reasons}.")


def _by_citation(dossier: Dossier) -> Iterator[Sequence[NamedSource]]:
    """What was asked about each citation."""
    found: dict[object, list[NamedSource]] = {}
    for source in named_sources(dossier):
        if source.citation is not None:
            note = source.note.ordinal if source.note else None
            found.setdefault((note, source.citation.span), []).append(source)
    return iter(found.values())


def _nobody_has(source: NamedSource) -> bool:
    """Whether every registry answered, and none has this work."""
    if source.asked(RegistryOutcome.UNANSWERED):
        return False
    return not source.asked(RegistryOutcome.REGISTERED) or _is_anothers(source)


def _is_anothers(source: NamedSource) -> bool:
    """Whether the identifier is registered, but for another work."""
    citation = source.citation
    records = () if source.is_search or citation is None else source.records
    return bool(records) and all(
        citation is not None and is_another_work(citation, each) for each in records
    )


def _is_covered(citation: Citation, sources: Sequence[NamedSource]) -> bool:
    schemes = {each.scheme for each in sources}
    if citation.type is CitationType.CASE:
        return "case" in schemes
    searches = [each for each in sources if each.is_search]
    asked = {answer.registry for each in searches for answer in each.answers}
    if citation.type is CitationType.BOOK:
        return "isbn" in schemes and bool(asked)
    if citation.type is not CitationType.ARTICLE_JOURNAL:
        return False
    if "doi" in schemes:
        return bool(asked)
    return len(asked) >= _SEARCHES_NEEDED and not _is_law(citation)


def _is_law(citation: Citation) -> bool:
    container = (citation.container or "").lower().replace(".", " ")
    return bool(_LAW & set(container.split()))


def _pages(dossier: Dossier, note: Note | None, citation: Citation) -> str | None:
    """That no page shows it, in words; None where one does, or nobody knows."""
    place = note or dossier.document
    links = [each for each in place.links if _belongs(dossier, note, each, citation)]
    if not links:
        return None if citation.url else "it gives no address"
    if all(_shows_nothing(dossier, each) for each in links):
        return "its address leads nowhere and no archive has a copy"
    return None


def _belongs(dossier: Dossier, note: Note | None, link: Link, citation: Citation) -> bool:
    owner = citation_of(dossier.document, note, link)
    return owner is not None and owner.span == citation.span


def _shows_nothing(dossier: Dossier, link: Link) -> bool:
    check, answers = dossier.checks.get(link.key), dossier.answers.get(link.key, ())
    if check is None or check.judgement.verdict not in _NOTHING:
        return False
    return bool(answers) and all(each.outcome is ArchiveOutcome.ABSENT for each in answers)


def _reason(source: NamedSource) -> str:
    if _is_anothers(source):
        return f"the {source.shown} is another work's"
    names = [registry_name(each.registry) for each in source.answers]
    who = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    have = "have" if len(names) > 1 else "has"
    what = "work of this title" if source.is_search else source.shown
    return f"{who} {have} no {what}"


_ISBN = Identifier("isbn", "9780306406157")
_CASE = "case:347 U.S. 9999"


def _case(outcome: RegistryOutcome) -> Dossier:
    """A reported case that CourtListener was asked about."""
    dossier = described(said(outcome, "courtlistener", key=_CASE))
    note = dossier.document.notes[0]
    case = replace(
        note.citations[0],
        type=CitationType.CASE,
        volume="347",
        container="U.S.",
        first_page="9999",
    )
    document = replace(dossier.document, notes=(replace(note, citations=(case,)),))
    return replace(dossier, document=document)


_OTHER = record_of("Growth of Kelp in Cold Water", "Jun Sato", "2009")
_NO_DOI = (said(ABSENT), said(ABSENT, "crossref"), said(ABSENT, "datacite"))

RULE = Rule(
    code="PC509",
    slug="perhaps-invented",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            described(),
            described(found(ABSENT)),  # one search is not enough without a DOI
            described(found(ABSENT), found(UNASKED, None, "openalex")),
            described(found(ABSENT), found(REGISTERED, record_of(), "openalex")),
            # A work of this title is known; that the year differs does not make it invented.
            described(found(ABSENT), found(REGISTERED, record_of(published="2001"), "openalex")),
            described(*_NO_DOI, found(UNASKED, doi=DOI), doi=DOI),
            described(said(ABSENT), said(UNASKED, "crossref"), found(ABSENT, doi=DOI), doi=DOI),
            described(said(REGISTERED), found(ABSENT, doi=DOI), doi=DOI),
            described(
                found(ABSENT, container="Tall Tree L. Rev."),
                found(ABSENT, None, "openalex", container="Tall Tree L. Rev."),
                container="Tall Tree L. Rev.",
            ),
            described(found(ABSENT), found(ABSENT, None, "openalex"), kind=CitationType.REPORT),
            _case(REGISTERED),
            _case(UNASKED),
        ),
        invalid=(
            described(found(ABSENT), found(ABSENT, None, "openalex")),
            described(*_NO_DOI, found(ABSENT, doi=DOI), doi=DOI),
            described(
                said(REGISTERED),
                said(REGISTERED, "crossref", _OTHER),
                found(ABSENT, doi=DOI),
                doi=DOI,
            ),
            described(
                said(ABSENT, "openlibrary", key="isbn:9780306406157"),
                found(ABSENT),
                found(ABSENT, None, "openalex"),
                kind=CitationType.BOOK,
                identifier=_ISBN,
            ),
            _case(ABSENT),
        ),
    ),
    look=look,
)
