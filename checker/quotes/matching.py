"""The grade of a quotation: what it takes to make its words the source's.

Rules kept here:
- The first way that explains the words decides: as printed, then run by run in order, then the
  nearest stretch with its differences marked.
- Of several places in which the words stand, the one that agrees best counts.
- A grade is that of the worst part.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from citations.model import Quotation

from ..model import QuoteGrade, QuoteMatch
from .alignment import Aligned, align, exactly
from .gaps import gap_faults, torn_off
from .marking import marked
from .negation import negations
from .pattern import MOST_OMITTED, Pattern, Run, pattern_of
from .source import SourceText
from .surface import agrees, trimmed
from .tokens import is_oriental, same_typography

_ENOUGH = 0.55
"""Share of the letters that a nearest stretch needs to be the place at all."""
_FEW = 3
"""Words up to which all but one must be there."""
_MOST_CHAINS = 8
_LONGEST_TOLD = 2000
"""Characters of a difference or passage that are told."""
_ACTING = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
"""Controls, and marks that turn the direction of text."""
_ORDER = tuple(QuoteGrade)
_AS_QUOTED = frozenset(_ORDER[: _ORDER.index(QuoteGrade.WORDS_DIFFER)])


def match_quotation(quotation: Quotation, source: SourceText | None) -> QuoteMatch:
    """How the quoted words stand in the source.

    Args:
        quotation: as it was read; `raw` and `segments` are looked at.
        source: the prepared text; None, or one without words, where there is nothing to look in.
    """
    pattern = pattern_of(quotation)
    if source is None or not source.words or not pattern.runs:
        return QuoteMatch(QuoteGrade.UNABLE)
    if not source.beside:
        return _found_in(pattern, source)
    own = _found_in(pattern, source.own) if source.own.words else QuoteMatch(QuoteGrade.NOT_FOUND)
    if own.grade in _AS_QUOTED:
        return own
    others = [
        replace(_found_in(pattern, text), beside=kind) for kind, text in source.beside.items()
    ]
    best = min(others, key=lambda match: _ORDER.index(match.grade))
    if best.grade in _AS_QUOTED:
        return best
    # Words of two parts, joined, are those of none; what is near in neither may be so.
    return own if own.grade is QuoteGrade.WORDS_DIFFER else _found_in(pattern, source)


def _found_in(pattern: Pattern, source: SourceText) -> QuoteMatch:
    """The words in one text."""
    place = _verbatim(pattern.plain, source) or _verbatim(pattern.literal, source)
    if place is not None:
        return _told(source, place, QuoteGrade.EXACT)
    found = _in_order(pattern, source)
    if found:
        weighed = (_weighed(pattern, chain, source) for chain in found)
        return min(weighed, key=lambda match: _ORDER.index(match.grade))
    return _nearest(pattern, source)


def _told(
    source: SourceText,
    place: tuple[int, int],
    grade: QuoteGrade,
    difference: str | None = None,
    *,
    negation: bool = False,
) -> QuoteMatch:
    told = None if difference is None else _harmless(difference)
    passage = _harmless(source.passage(*place))
    return QuoteMatch(grade, told, passage, negation, source.page(place[0]))


def _harmless(text: str) -> str:
    """One bounded line of a page's words, without controls and marks that turn its direction."""
    folded = " ".join(text[: 2 * _LONGEST_TOLD].split())
    if not folded.isprintable():
        folded = folded.translate(_ACTING)
    return folded if len(folded) <= _LONGEST_TOLD else f"{folded[: _LONGEST_TOLD - 1].rstrip()}…"


def _verbatim(plain: str, source: SourceText) -> tuple[int, int] | None:
    """The words at which the text stands as printed."""
    at = source.text.find(plain) if plain else -1
    for _ in range(20):
        if at < 0:
            return None
        end = at + len(plain)
        first = bisect_left(source.starts, at)
        last = bisect_right(source.ends, end)
        if first < last and _stands_free(source, at, end):
            return first, last
        at = source.text.find(plain, at + 1)
    return None


def _stands_free(source: SourceText, start: int, end: int) -> bool:
    """Whether no word reaches over an edge; scripts without spaces have no such edges."""
    before = bisect_right(source.starts, start - 1) - 1
    if (
        start > 0
        and before >= 0
        and source.ends[before] > start
        and not is_oriental(source.text[start])
    ):
        return False
    over = bisect_right(source.starts, end - 1) - 1
    return over < 0 or source.ends[over] <= end or is_oriental(source.text[end - 1])


def _in_order(pattern: Pattern, source: SourceText) -> list[list[Aligned]]:
    """Ways to find every run word for word, one after the other within their gaps."""
    chains: list[list[tuple[int, int]]] = []
    for number, run in enumerate(pattern.runs):
        places = source.find(run.tokens.words, cut_start=run.open_start, cut_end=run.open_end)
        if number == 0:
            chains = [[place] for place in places]
        else:
            chains = _continued(chains, places, run)
        if not chains:
            return []
    words = [run.tokens.words for run in pattern.runs]
    return [
        [exactly(some, place) for some, place in zip(words, chain, strict=True)]
        for chain in chains[:_MOST_CHAINS]
    ]


def _continued(
    chains: list[list[tuple[int, int]]], places: list[tuple[int, int]], run: Run
) -> list[list[tuple[int, int]]]:
    """Each place that follows on a chain within the gap, on the nearest chain before it."""
    ends = [chain[-1][1] for chain in chains]
    most = run.before.most if run.before else 0
    least = -1 if run.open_start else 0
    on: list[list[tuple[int, int]]] = []
    for place in places:
        nearest = bisect_right(ends, place[0] - least) - 1
        if nearest >= 0 and place[0] - ends[nearest] <= most:
            on.append([*chains[nearest], place])
    return on


def _weighed(pattern: Pattern, chain: Sequence[Aligned], source: SourceText) -> QuoteMatch:
    """The grade of words that are all there, by what stands between and around them."""
    whole = (chain[0].first, max(each.last for each in chain))
    fault = gap_faults(pattern, chain, source) or torn_off(pattern.runs[0], chain[0], source)
    if fault is not None:
        return _told(source, whole, QuoteGrade.WORDS_DIFFER, fault.told, negation=fault.negation)
    same = True
    for run, each in zip(pattern.runs, chain, strict=True):
        if trimmed(run) == source.as_printed(each.first, each.last):
            continue
        same = False
        found = source.surface(each.first, each.last)
        if not agrees(run, found, paged=source.is_paged):
            difference = marked(trimmed(run), found, words_only=False)
            return _told(source, whole, QuoteGrade.PUNCTUATION_ONLY, difference)
    if (mark := pattern.ends_with) and mark not in source.after(chain[-1].last):
        words = " ".join(source.as_printed(chain[-1].first, chain[-1].last).split()[-4:])
        return _told(source, whole, QuoteGrade.PUNCTUATION_ONLY, f"{words}[-{mark}-]")
    if pattern.altered:
        # What is marked like an alteration may be the source's own.
        printed = same_typography(pattern.plain.rstrip("!?"), source.surface(*whole))
        grade = QuoteGrade.NORMALIZED if printed else QuoteGrade.ALTERED_OK
        return _told(source, whole, grade)
    return _told(source, whole, QuoteGrade.EXACT if same else QuoteGrade.NORMALIZED)


def _nearest(pattern: Pattern, source: SourceText) -> QuoteMatch:
    """The stretch of the source that shares the most with the words, and what differs."""
    chain = _located(pattern, source)
    words = sum(len(run.tokens.words) for run in pattern.runs)
    letters = sum(len(word) for run in pattern.runs for word in run.tokens.words)
    kept = sum(each.words for each in chain if each)
    matched = sum(each.matched for each in chain if each)
    found = [each for each in chain if each]
    least = max(2, words - 1) if words <= _FEW else 3
    if not found or kept < least or matched < _ENOUGH * letters:
        return QuoteMatch(QuoteGrade.NOT_FOUND)
    place = (found[0].first, max(found[0].last, min(found[-1].last, found[0].last + MOST_OMITTED)))
    fault = gap_faults(pattern, chain, source)
    hard = len(found) < len(chain) or any(each.hard for each in found)
    if not hard and fault is None:
        soft = QuoteGrade.ALTERED_OK if pattern.altered else QuoteGrade.NORMALIZED
        return _told(source, place, soft)
    difference = " . . . ".join(
        _difference(run, each, source) for run, each in zip(pattern.runs, chain, strict=True)
    )
    if fault is not None and not hard:
        difference = fault.told
    negation = any(each.negation for each in found) or (fault is not None and fault.negation)
    missing = [run for run, each in zip(pattern.runs, chain, strict=True) if each is None]
    negation = negation or any(negations(run.tokens.words) for run in missing)
    return _told(source, place, QuoteGrade.WORDS_DIFFER, difference, negation=negation)


def _difference(run: Run, each: Aligned | None, source: SourceText) -> str:
    if each is None:
        return f"[-{' '.join(run.text.split())}-]"
    return marked(trimmed(run), source.surface(each.first, each.last), words_only=True)


def _located(pattern: Pattern, source: SourceText) -> list[Aligned | None]:
    """Each run where it stands, or nearly, after the one before if it can be had there."""
    chain: list[Aligned | None] = []
    last: Aligned | None = None
    for run in pattern.runs:
        here = _near(run, last, source) if last else None
        if here is None:
            here = _anywhere(run, source)
        chain.append(here)
        last = here or last
    return chain


def _near(run: Run, before: Aligned, source: SourceText) -> Aligned | None:
    most = run.before.most if run.before else 0
    words = run.tokens.words
    reach = before.last + most + len(words) + 12
    for place in source.find(words, cut_start=run.open_start, cut_end=run.open_end):
        if before.last <= place[0] <= before.last + most:
            return exactly(words, place)
    found = align(words, source, before.last, min(len(source.words), reach))
    return found if found and _is_there(run, found) else None


def _anywhere(run: Run, source: SourceText) -> Aligned | None:
    words = run.tokens.words
    places = source.find(words, cut_start=run.open_start, cut_end=run.open_end)
    if places:
        return exactly(words, places[0])
    found = align(words, source, 0, len(source.words))
    return found if found and _is_there(run, found) else None


def _is_there(run: Run, found: Aligned) -> bool:
    return found.matched >= _ENOUGH * sum(map(len, run.tokens.words))
