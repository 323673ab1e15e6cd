"""How far a page has moved from an earlier state of itself. Pure.

Rules kept here:
- Main text against main text, by words alone: what is meant is whether a reader finds the same.
- Pages of a few words drift by a date or a counter; of them nothing is said.

Sources: the measures and thresholds of the Off-Topic Memento Toolkit (Jones et al., 2018): cosine
similarity under 0.12 or a word count that fell by 70%; both together with titles, Reyes Ayala 2022.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import sqrt

from .match import same_title, words
from .model import Drift, Page

LEAST_WORDS = 80
LEAST_COSINE = 0.12
SURE_COSINE = 0.45
"""With another title, a page this unlike its copy is another page."""
LEAST_SHARE = 0.3
"""Share of its words that a page may shrink to."""


def drift(now: Page, then: Page) -> Drift | None:
    """How the page compares with what it was; None where nothing can be said."""
    ours, theirs = Counter(words(now.text)), Counter(words(then.text))
    if theirs.total() < LEAST_WORDS or ours.total() < LEAST_WORDS // 4:
        return None
    found = Drift(cosine(ours, theirs), ours.total(), theirs.total())
    return replace(found, said=_told(found, now, then))


def _told(found: Drift, now: Page, then: Page) -> str | None:
    if found.likeness < LEAST_COSINE:
        return f"the words are others (likeness {found.likeness:.2f})"
    if found.words < LEAST_SHARE * found.words_then:
        return f"{found.words:,} words are left of {found.words_then:,}"
    titled = now.title and then.title and not same_title(now.title, then.title)
    if titled and found.likeness < SURE_COSINE:
        return f"title and words are others (likeness {found.likeness:.2f})"
    return None


def cosine(one: Counter[str], other: Counter[str]) -> float:
    """Cosine of two word counts, 0 to 1; short words, which every text has, count for nothing."""
    left = {word: count for word, count in one.items() if len(word) > 3}
    right = {word: count for word, count in other.items() if len(word) > 3}
    product = sum(count * right.get(word, 0) for word, count in left.items())
    length = sqrt(sum(c * c for c in left.values())) * sqrt(sum(c * c for c in right.values()))
    return product / length if length else 0.0
