"""The quoted words stand on another page of the source than the citation says.

The source has pages (a PDF), the words were found in it, and neither the number that is printed on
that page, nor what the file calls it, nor its place in the file is the cited one. Words that stand
on the cited page as well are no finding, nor is a page that the document does not have.

Why it matters: a reader who turns to the cited page does not find the words.

How to mend: cite the page on which they stand.

Reference: Bluebook rule 3.2(a).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.model import Page

from ...model import Dossier, Finding, Severity
from ..examples import REPORT, citation
from ..rule import Examples, Rule
from .example_sources import PAGE, compared
from .said import said_of_quotations


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every quotation whose pincite is of another page."""
    for said in said_of_quotations(dossier):
        page, label = said.match.page, said.match.label
        if said.misplaced is None or page is None:
            continue
        printed = f"page {label} (page {page} of the file)" if label else f"page {page}"
        where = f"{printed} of the {said.shown_by}" if said.shown_by != "page" else printed
        message = f"The quoted words stand on {where}, not on the cited page {said.misplaced}."
        yield RULE.found(said.place, message, label or str(page))


_WORDS = "no measurable effect on rents"
_PRINTED = Page(
    title="The Night Bus Review",
    text=f"A report to the council.\f{PAGE.text}\fThe ferry sails at noon. Nobody is late for it.",
    words=90,
    pages=3,
    labels=("216", "217", "218"),
)


def _pinned(pincite: str | None, page: Page = _PRINTED, first: str | None = None) -> Dossier:
    cited = replace(citation("The Night Bus Review", url=REPORT), pincite=pincite, first_page=first)
    return compared(cited, _WORDS, page)


RULE = Rule(
    code="PC409",
    slug="quotation-on-other-page",
    severity=Severity.NOTE,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            _pinned("217"),
            _pinned("216–18"),
            _pinned("2"),
            _pinned(None),
            _pinned("¶ 3"),
            _pinned("904"),
            _pinned("218", replace(_PRINTED, text=_PRINTED.text.replace("ferry", _WORDS))),
            _pinned("41", replace(_PRINTED, labels=()), "40"),
            _pinned("218", PAGE),
        ),
        invalid=(_pinned("218"), _pinned("3 n.4"), _pinned("3", replace(_PRINTED, labels=()))),
    ),
    look=look,
)
