"""The page is there, the place on it that is cited is not.

The link ends in a fragment (`#section-4`, `#page=12`, `#:~:text=…`), and the page that answers has
no such place: no element of that name, fewer pages, or not those words. The page is alive all the
same. Pages that scripts build, and pages that were read in part, are not judged.

Why it matters: a reader lands at the top of a long page and does not know where to look; often the
section was rewritten or moved, and may no longer say what is cited.

How to mend: look for the passage on the page and link to its place of today; where it is gone, cite
the archive copy of the page as it was.

Reference: WHATWG HTML, 7.4.6; RFC 8118; WICG, URL Fragment Text Directives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker import missing_place
from checker.model import ALIVE, Check, Page, Verdict

from ...model import Dossier, Finding, Severity
from ..cited import cited_links
from ..examples import asked, check, letter, link, note
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every link to a place that its living page lacks."""
    for cited in cited_links(dossier):
        fragment = cited.link.url.partition("#")[2]
        exchange = cited.check.exchange
        if not fragment or exchange is None or cited.verdict not in ALIVE:
            continue
        lacks = missing_place(fragment, exchange)
        if lacks is not None:
            yield RULE.found(cited.place, lacks)


_GUIDE = "https://agency.example/guide"


def _guide(page: Page, verdict: Verdict = Verdict.OK) -> Check:
    """The guide, asked, and what it said."""
    told = check(_GUIDE, verdict, "ok" if verdict is Verdict.OK else "not-found")
    assert told.exchange is not None
    return replace(told, exchange=replace(told.exchange, page=page))


def _dossier(fragment: str, page: Page, verdict: Verdict = Verdict.OK) -> Dossier:
    return asked(letter(note("1", links=[link(_GUIDE + fragment)])), [_guide(page, verdict)])


_LONG = Page(anchors=frozenset({"fees", "user-content-hours"}), text="fees " * 90, words=90)

RULE = Rule(
    code="PC212",
    slug="missing-fragment",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            _dossier("", _LONG),
            _dossier("#fees", _LONG),
            _dossier("#hours", _LONG),
            _dossier("#machines", Page(text="Loading", words=1)),
            _dossier("#machines", _LONG, Verdict.GONE),
            _dossier("#page=12", Page(pages=12)),
        ),
        invalid=(
            _dossier("#machines", _LONG),
            _dossier("#:~:text=lending%20machines", _LONG),
            _dossier("#page=13", Page(pages=12)),
        ),
    ),
    look=look,
)
