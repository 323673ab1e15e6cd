"""The statute, case or document is not where its citation says.

The service that keeps it (govinfo for the U.S. Code, the C.F.R., public laws, the Statutes at Large
and presidential documents; federalregister.gov for the Federal Register and executive orders;
CourtListener for cases; arXiv; PubMed) answers that it has nothing under this citation, and no
other service that was asked has it.

Why it matters: the citation may be mistyped, or the source may never have existed. It may also be
sound: a section that was repealed or renumbered is no longer in the current Code, and CourtListener
does not have every reporter. So this is a warning, not an error.

How to mend: compare title and section, or volume and page, with the source; for a repealed section
cite the edition of its year. If nobody knows the source, do not cite it.

Reference: govinfo.gov, "Link Service"; CourtListener, "Citation Lookup and Verification API"; The
Bluebook, 22nd ed., rules 10 and 12.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import RegistryOutcome
from citations.model import Identifier

from ...model import Dossier, Finding, Severity
from ..rule import Examples, Rule
from .example_registries import ABSENT, REGISTERED, UNASKED, named, said
from .registered import named_sources, registry_name

_LAWS = ("usc", "cfr", "publ", "stat", "fedreg", "eo", "proclamation")
_SCHEMES = frozenset({*_LAWS, "govinfo", "case", "arxiv", "pmid"})
"""What is kept in one place. An ISBN is not: Open Library lacks many books."""


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every such citation that its keeper does not know."""
    for source in named_sources(dossier):
        absent = source.asked(RegistryOutcome.ABSENT)
        if source.scheme in _SCHEMES and absent and not source.asked(RegistryOutcome.REGISTERED):
            asked = ", ".join(registry_name(each.registry) for each in absent)
            message = f"{source.subject} was not found ({asked})."
            yield RULE.found(source.place, message)


_STATUTE = Identifier("usc", "8 U.S.C. § 1373")
_KEY = "usc:8 U.S.C. § 1373"
_ORDER = Identifier("eo", "Exec. Order No. 13,768")
_ORDER_KEY = "eo:Exec. Order No. 13,768"
_PREPRINT = Identifier("arxiv", "2101.00001")

RULE = Rule(
    code="PC506",
    slug="statute-or-document-not-found",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            named(identifier=_STATUTE),
            named(said(REGISTERED, "govinfo", key=_KEY), identifier=_STATUTE),
            named(said(UNASKED, "govinfo", key=_KEY), identifier=_STATUTE),
            named(said(ABSENT)),
            named(
                said(ABSENT, "govinfo", key=_ORDER_KEY),
                said(REGISTERED, "federalregister", key=_ORDER_KEY),
                identifier=_ORDER,
            ),
            named(
                said(ABSENT, "openlibrary", key="isbn:9780306406157"),
                identifier=Identifier("isbn", "9780306406157"),
            ),
        ),
        invalid=(
            named(said(ABSENT, "govinfo", key=_KEY), identifier=_STATUTE),
            named(said(ABSENT, "arxiv", key="arxiv:2101.00001"), identifier=_PREPRINT),
            named(said(ABSENT, "federalregister", key=_ORDER_KEY), identifier=_ORDER),
        ),
    ),
    look=look,
)
