"""The running text: passages joined where a sentence goes on, and what each marker supports.

Rules kept here:
- A sentence may go on over a page break, with a block of notes or a blank line in between. It is
  joined only where the first part has no end and the second no beginning.
- The clause of a marker reaches back to the marker before it in the sentence, or to its start;
  markers that stand together share it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from .late import late_regex
from .model import Span
from .passage import Mark, Passage
from .sentences import around
from .values import value

_ENDS = frozenset(".?!:;…。！？")
_CLOSERS = "”’\"')]}»›*_⁰¹²³⁴⁵⁶⁷⁸⁹†‡ "
_JOINERS = """
    a an the this that these those of and or nor but to in on at by for from with into upon over
    under about as than which who whose our your their his her its is are was were be been has have
    had will would shall should may must can could not
"""
_ASIDE = late_regex(r"[_=~*–—-]{3,200}|\[\[Page [\w-]{1,12}\]\]|\[Page \d{1,5}\]")
"""Lines that stand between the parts of a sentence: over notes, and where a page ends."""
_ASIDES = frozenset("_=~*–—-[")
_LETTER = late_regex(r"[^\W_]")
JOINERS = frozenset(_JOINERS.split())
"""Words that no sentence ends in."""
_LONGEST = 5000
"""Characters that are told as one sentence. Each of its markers tells it whole: without a bound,
what is told of markers without a full stop would grow with the square of their number."""
_LONG = 30
"""A shorter line may be a heading, an address or a signature: it is never joined by case alone."""


@value
class Supported:
    """A marker with the words that it stands for."""

    mark: Mark
    source: Span
    page: int | None
    sentence: str
    sentence_source: Span
    clause: str


def supported(body: Sequence[Passage]) -> Iterator[Supported]:
    """Yield every marker of the passages, in order, with its sentence and clause."""
    if not any(passage.marks for passage in body):
        return
    for stretch in _stretches(body):
        if any(passage.marks for passage in stretch):
            yield from _Stretch(stretch).supported()


def _stretches(body: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield passages, joined with the next where a sentence goes on."""
    stretch: list[Passage] = []
    for passage in body:
        text = passage.text
        if not text or (text[0] in _ASIDES and _ASIDE.fullmatch(text) and not passage.marks):
            continue
        if stretch and not (_is_marks(passage) or _goes_on(stretch[-1].text, passage.text)):
            yield stretch
            stretch = []
        stretch.append(passage)
    if stretch:
        yield stretch


def _is_marks(passage: Passage) -> bool:
    """True where nothing but markers stands: they belong to what stands before."""
    marks = passage.marks
    return (
        bool(marks)
        and sum(map(len, (mark.at for mark in marks))) * 2 > len(passage.text)
        and _LETTER.search(_without(passage)) is None
    )


def _without(passage: Passage) -> str:
    """The words between and behind a passage's markers."""
    edges = [0, *(edge for mark in passage.marks for edge in (mark.at.start, mark.at.end))]
    ends = [*edges[1:], len(passage.text)]
    return " ".join(
        passage.text[start:end] for start, end in zip(edges[::2], ends[::2], strict=True)
    )


def _goes_on(text: str, after: str) -> bool:
    tail = text[-60:].rstrip(_CLOSERS)
    if not tail or tail[-1] in _ENDS:
        return False
    if text.startswith(">") or after.startswith(">"):
        return False  # what somebody quotes, and what he answers
    first = after.lstrip("“‘\"'(")[:1]
    words = tail.split()
    if words and words[-1].lower() in JOINERS:
        return len(text) >= _LONG and (first.isalpha() or first.isdigit())
    return first.islower() and len(text) >= _LONG


class _Stretch:
    """Passages that are one text to the reader."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._starts: list[int] = []
        offset = 0
        for passage in passages:
            self._starts.append(offset)
            offset += len(passage.text) + 1
        self.text = " ".join(passage.text for passage in passages)

    def supported(self) -> Iterator[Supported]:
        placed = [
            (Span(mark.at.start + start, mark.at.end + start) if start else mark.at, mark, passage)
            for start, passage in zip(self._starts, self._passages, strict=True)
            for mark in passage.marks
        ]
        told = around(self.text, [at for at, _, _ in placed])
        sentence = clause = source = Span(-1, -1)
        before, said = -1, ""
        for (at, mark, passage), of in zip(placed, told, strict=True):
            here = of
            if at.end > here.end or at.start < here.start:
                here = Span(min(here.start, at.start), max(here.end, at.end))
            if len(here) > _LONGEST:
                here = _part(here, at)
            if here != sentence:
                sentence, before, clause = here, here.start, Span(-1, -1)
                said, source = _folded(self.text[here.start : here.end]), self._source(here)
            if clause.start < 0 or _LETTER.search(self.text, before, at.start) is not None:
                clause = Span(before, at.start)
            yield Supported(
                mark,
                passage.source(mark.at),
                passage.page_at(mark.at.start),
                said,
                source,
                _folded(self.text[clause.start : clause.end]).lstrip(",;:. "),
            )
            before = at.end

    def _source(self, at: Span) -> Span:
        first = max(0, bisect_right(self._starts, at.start) - 1)
        last = max(0, bisect_right(self._starts, at.end - 1) - 1)
        start = at.start - self._starts[first]
        end = min(at.end - self._starts[last], len(self._passages[last].text))
        return Span(
            self._passages[first].source_start(start),
            self._passages[last].source_end(end),
        )


def _part(sentence: Span, mark: Span) -> Span:
    """The part of a sentence without end that a marker stands in; the same for its neighbours."""
    start = mark.start - (mark.start - sentence.start) % _LONGEST
    return Span(start, max(mark.end, min(sentence.end, start + _LONGEST)))


def _folded(text: str) -> str:
    return text.replace("\n", " ").strip()
