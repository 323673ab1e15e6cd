"""The page no longer says what its cited copy says.

The letter cites an archive copy beside the page, and both were read. Their words have next to
nothing in common, most of them are gone, or title and words are others.

Why it matters: the link is alive, and a reader who follows it does not find what the author saw. Of
references with a copy, three in four had drifted from it within years.

How to mend: cite the copy in the first place, or say which version of the page is meant.

Reference: Jones et al., Scholarly Context Adrift, PLoS ONE 11(12) (2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker import drift
from checker.model import Page

from ..evidence import page_of
from ..model import Dossier, Finding, Severity
from .cited import cited_links
from .example_sources import PAGE
from .examples import REPORT, asked, check, citation, copy_of, letter, link, note
from .rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every living source with a cited copy that shows something else."""
    for cited in cited_links(dossier):
        now = page_of(cited.check)
        if now is None or not now.text or not cited.is_source:
            continue
        for copy in cited.copies:
            answer = dossier.checks.get(copy.key)
            then = page_of(answer) if answer else None
            how = drift(now, then) if then else None
            if how is not None:
                message = f"The page has drifted from its cited copy: {how}."
                yield RULE.found(cited.place, message, copy.url)
                break


_COPY = "https://web.archive.org/web/2018/https://city.example/reports/policing"
_LONG = replace(PAGE, text=" ".join([PAGE.text] * 3))
_OTHER = Page(
    title="Recipes for the summer",
    text="Cold soups, warm salads and peaches with thyme make evenings pleasant. " * 12,
)


def _copied(now: Page, then: Page) -> Dossier:
    noted = note("1", citations=[citation("x", url=REPORT)], links=[link(), copy_of(REPORT, _COPY)])
    answers = [check(REPORT), check(_COPY)]
    read = [
        replace(each, exchange=replace(each.exchange, page=page))
        for each, page in zip(answers, (now, then), strict=True)
        if each.exchange is not None
    ]
    return asked(letter(noted), read)


RULE = Rule(
    code="PC213",
    slug="drifted",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=Examples(
        valid=(
            _copied(_LONG, _LONG),
            _copied(replace(_LONG, text=_LONG.text + " Updated on March 3, 2020."), _LONG),
            _copied(replace(_LONG, title="Night Bus Review (archived)"), _LONG),
            _copied(Page(), _LONG),
        ),
        invalid=(
            _copied(_OTHER, _LONG),
            _copied(replace(_LONG, text=PAGE.text[:170]), _LONG),
        ),
    ),
    look=look,
)
