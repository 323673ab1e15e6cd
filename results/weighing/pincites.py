"""Which pages a pincite means, and where quoted words stand beside them. Pure.

Rules kept here:
- A pincite of paragraphs, sections or lines means no page; nor does one that is no number.
- A page is known by the number that is printed on it, by what the file calls it, and by its place
  in the file; where the citation gives the work's first page, also by its distance from that one.
- Nothing is said of a page that the document does not have: it may be of another edition. Nor
  of words further on than the cited page, where no page bears a number: a cover may go before.

Source: The Bluebook, rules 3.2 and 3.3.
"""

from __future__ import annotations

import re
from dataclasses import replace

from checker import SourceText, match_quotation
from checker.model import Page, QuoteMatch
from citations.model import Citation, Quotation

PAGE_BREAK = "\f"
_NO_PAGE = re.compile(r"¶|§|\b(?:para|line|fig|tbl|table|ch|pt|min|col)s?\b|:\d", re.IGNORECASE)
_NOTE = re.compile(r"\bnn?\.\s{0,3}\d[\d–, -]{0,40}")
_RANGE = re.compile(
    r"(?<![\w.])\*?(\d{1,5}|[ivxlc]{1,8})(?:\s{0,2}[–—-]\s{0,2}\*?(\d{1,5}))?(?![\w])"
)
_MOST_PAGES = 100
"""Pages of one range."""
_LONGEST = 200
_OVER = 400
"""Characters of the pages before and after, into which the words may run."""


def pages_meant(pincite: str | None) -> frozenset[str]:
    """The labels of the pages: "217–19, 225 n.4" means 217, 218, 219 and 225."""
    told = (pincite or "")[:_LONGEST]
    if _NO_PAGE.search(told):
        return frozenset()
    meant: set[str] = set()
    for found in _RANGE.finditer(_NOTE.sub(" ", told.lower())):
        first, last = found[1], found[2]
        meant.add(first)
        if last and first.isdigit():
            # "217–19": the last page lends what it lacks from the first (rule 3.2(a)).
            end = int(first[: max(0, len(first) - len(last))] + last)
            meant.update(map(str, range(int(first), min(end, int(first) + _MOST_PAGES) + 1)))
    return frozenset(meant)


def places_of(meant: frozenset[str], page: Page, first_page: str | None) -> frozenset[int]:
    """Which of a document's pages, from 1, may be meant."""
    count = page.pages or 0
    start = int(first_page) if first_page and first_page.isdecimal() else 1
    places = set()
    for place in range(1, count + 1):
        label = page.labels[place - 1].lower() if place <= len(page.labels) else ""
        if meant & {label, str(place), str(place + start - 1)}:
            places.add(place)
    return frozenset(places)


def placed(
    quotation: Quotation, citation: Citation | None, found: QuoteMatch, page: Page
) -> tuple[QuoteMatch, str | None]:
    """The match with the page on which the words stand, and the pincite where that is another.

    Words that stand on the cited page as well are there.
    """
    if found.page is None or citation is None:
        return _labelled(found, page), None
    meant = pages_meant(citation.pincite)
    places = places_of(meant, page, citation.first_page)
    if not places or found.page in places:
        return _labelled(found, page), None
    texts = page.text.split(PAGE_BREAK)
    for place in sorted(places)[:_MOST_PAGES]:
        if _stands_on(place, texts, quotation, found):
            return _labelled(found, page, place), None
    if not page.labels and found.page > min(places):
        # Covers and front matter are counted in the file and seldom in print.
        return _labelled(found, page), None
    return _labelled(found, page), citation.pincite


def _stands_on(place: int, texts: list[str], quotation: Quotation, found: QuoteMatch) -> bool:
    """Whether a page has the words, or a part of them that runs over its edge."""
    before, here, after = (_text(texts, at) for at in (place - 1, place, place + 1))
    before, after = before[-_OVER:], after[:_OVER]

    def has(text: str) -> bool:
        return match_quotation(quotation, SourceText(text)).grade is found.grade

    return has(here) or (
        has(PAGE_BREAK.join((before, here, after))) and not has(before) and not has(after)
    )


def _text(texts: list[str], place: int) -> str:
    return texts[place - 1] if 1 <= place <= len(texts) else ""


def _labelled(found: QuoteMatch, page: Page, place: int | None = None) -> QuoteMatch:
    at = place or found.page
    label = page.labels[at - 1] if at and at <= len(page.labels) else ""
    return replace(found, page=at, label=label or None)
