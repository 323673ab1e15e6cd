"""What marked alterations may not do: take or give a negation, leave out too much, join two texts.

Rules kept here:
- An ellipsis leaves out words of one text: what stands in two articles of a page, or in a page's
  text and beside it, is joined by nobody but the letter.
- Whole sentences may go with their negations, and so may an aside between commas.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from .alignment import Aligned
from .negation import negations, turns_round
from .pattern import Gap, Kind, Pattern, Run
from .source import SourceText
from .surface import trimmed

_SENTENCE_END = re.compile(r"[.!?]['\")\]]{0,3}\s+(?=['\"(\[]?[A-Z])")
_ASIDE = re.compile(r",\s?(?:who|which|whose|whom|where)\s.{0,2000},", re.DOTALL)
_SUBORDINATING = frozenset(("that", "whether", "if", "because", "dass", "ob", "que", "qu"))
"""What a clause begins with that another one governs."""
_DENYING = frozenset(
    ("false", "untrue", "wrong", "mistaken", "misleading", "incorrect", "doubtful", "doubt")
)
"""What denies such a clause without negating anything else."""
_LED_BY = 9
"""Words before such a clause in which its negation stands."""
_DETERMINERS = frozenset(("a", "an", "the", "one", "some", "any", "each", "every", "all"))


@dataclass(frozen=True, slots=True)
class Fault:
    """What a marked alteration may not do."""

    told: str
    """The difference, as QuoteMatch tells it."""
    negation: bool


def gap_faults(
    pattern: Pattern, chain: Sequence[Aligned | None], source: SourceText
) -> Fault | None:
    """The first alteration that takes or gives a negation, or leaves out too much."""
    before: tuple[Run, Aligned] | None = None
    for run, here in zip(pattern.runs, chain, strict=True):
        if here is None:
            before = None
            continue
        fault: Fault | None = None
        if before is not None:
            fault = _between(before, (run, here), source)
        elif run is pattern.runs[0] and run.before is not None:
            fault = _in_front(run, run.before, here, source)
        if fault is not None:
            return fault
        before = (run, here)
    return None


def torn_off(run: Run, here: Aligned, source: SourceText) -> Fault | None:
    """A sentence that is made, by a capital, of what stands behind its negation: "[C]uts" of "No
    cuts", "[I]t is safe" of "we do not claim that it is safe"."""
    begin = source.starts[here.first]
    last = source.words[here.first - 1] if here.first else ""
    if not (last and trimmed(run)[0].isupper() and source.text[begin].islower()):
        return None
    if source.plain[source.ends[here.first - 1] : begin].strip(" '"):
        return None
    reach = _LED_BY if last in _SUBORDINATING else 1
    start = here.first - 1
    while start and here.first - start < reach and _is_led(source, start):
        start -= 1
    leading = source.words[start : here.first]
    if not (negations(leading) or (reach > 1 and _DENYING.intersection(leading))):
        return None
    return Fault(f"{{+{source.as_printed(start, here.first)}+}} {run.text}", negation=True)


def _is_led(source: SourceText, word: int) -> bool:
    """Whether nothing parts a word from the one before it."""
    return not source.plain[source.ends[word - 1] : source.starts[word]].strip(" '")


def _in_front(run: Run, gap: Gap, here: Aligned, source: SourceText) -> Fault | None:
    inner = "".join(gap.inner)
    if run.open_start:
        ours, theirs = [inner + run.tokens.words[0]], [source.words[here.first]]
        turned = turns_round(ours, theirs)
    else:
        theirs = source.words[max(0, here.first - len(gap.inner) - 2) : here.first]
        # Words that the bracket keeps tell from where on it stands for the source's.
        kept = bool(gap.inner) and set(gap.inner) <= set(theirs)
        added = negations(gap.inner) - negations(theirs)
        turned = added > 0 or (kept and added < 0) or _stands_for_none(gap.inner, theirs)
    return Fault(f"[-[{inner}]-]{{+{' '.join(theirs)}+}}", negation=True) if turned else None


def _stands_for_none(inner: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a bracket that makes "[An] alarm" stands where the source has "No alarm"."""
    return len(inner) == 1 and inner[0] in _DETERMINERS and bool(negations(theirs[-1:]))


def _between(
    before: tuple[Run, Aligned], after: tuple[Run, Aligned], source: SourceText
) -> Fault | None:
    gap = after[0].before
    last, first = before[1].last, after[1].first
    if gap is None:
        return None
    left_out = source.words[last:first]
    printed = source.as_printed(last, first)
    if first < last - 1:
        return Fault("the parts stand in another order in the source", negation=False)
    if source.is_parted(last, first):
        return Fault("the parts stand in different articles of the page", negation=False)
    if len(left_out) > gap.most:
        return Fault(f"{len(left_out)} words of the source are left out", negation=False)
    if gap.kind is Kind.BRACKET:
        ours, theirs = _inside_word(before, after, source) or (list(gap.inner), left_out)
        if turns_round(ours, theirs):
            shown = printed or " ".join(theirs)
            return Fault(f"[-[{' '.join(gap.inner)}]-]{{+{shown}+}}", negation=True)
        return None
    cites = any(word[0].isdigit() or word == "v" for word in left_out)
    if gap.kind is Kind.CITATION and left_out and not cites:
        told = f"[-citation omitted-]{{+{_clipped(printed)}+}}"
        return Fault(told, negation=bool(negations(left_out)))
    if _swallows(source, last, first, whole=_begins_anew(after[0], source, first)):
        return Fault(f"[-. . .-]{{+{_clipped(printed)}+}}", negation=True)
    return None


def _inside_word(
    before: tuple[Run, Aligned], after: tuple[Run, Aligned], source: SourceText
) -> tuple[list[str], list[str]] | None:
    """The altered word and the source's, where the bracket stands inside one."""
    gap = after[0].before
    inner = "".join(gap.inner) if gap else ""
    if before[0].open_end:
        return [before[0].tokens.words[-1] + inner], [source.words[before[1].last - 1]]
    if after[0].open_start:
        return [inner + after[0].tokens.words[0]], [source.words[after[1].first]]
    return None


def _begins_anew(run: Run, source: SourceText, first: int) -> bool:
    """Whether a run makes a sentence, by a capital, of what stands behind a semicolon."""
    between = source.plain[source.ends[first - 1] : source.starts[first]] if first else ""
    return between.rstrip().endswith(";") and trimmed(run)[0].isupper()


def _swallows(source: SourceText, first: int, last: int, *, whole: bool) -> bool:
    """Whether an ellipsis leaves out a negation of the sentences that it joins.

    Whole sentences may go with their negations; so may an aside between commas. `whole` is whether
    a sentence begins behind what is left out, though the source has no period there.
    """
    if not negations(source.words[first:last]):
        return False
    start = source.ends[first - 1] if first else 0
    text = source.plain[start : source.starts[last] + 1]  # a capital there ends a sentence
    if _ASIDE.fullmatch(text[:-1].strip()):
        return False
    cuts = [found.end() for found in _SENTENCE_END.finditer(text)]
    if whole:
        cuts.append(len(text) - 1)
    if not cuts:
        return True
    head = bisect_left(source.starts, start + cuts[0])
    tail = bisect_left(source.starts, start + cuts[-1])
    return bool(negations(source.words[first:head]) or negations(source.words[tail:last]))


def _clipped(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= 200 else f"{folded[:100].rstrip()} … {folded[-90:].lstrip()}"
