"""Reads passages with the GRAMMAR: whole citations first, then what prose mentions.

Rules kept here:
- Every stretch is offered to the kinds in the order of the table; the first that reads it has it.
- A stretch that is no citation is searched for laws that it mentions, and for URLs in a note.
- In the running text only a work with a marked title or a volume, and with authors or a signal,
  is a citation; everything else there is a mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from citations.model import Citation, CitationForm, Span
from citations.passage import Passage
from citations.values import value

from ..late import late_regex
from . import legal, named, signals, untitled
from .context import Code, Context, Reading
from .decisions import authorities, cases
from .desk import BRACKETED, Desk
from .draft import Draft, Progress, Stretch, seal
from .laws import (
    congress,
    constitution,
    debates,
    encyclopedias,
    european,
    federalist,
    german,
    namedacts,
    presidential,
    restatements,
    statebills,
    statutes,
    treaties,
    tribunals,
    unioncourts,
    unionnumbers,
    unitednations,
    volumes,
)
from .openings import Opening, led_to
from .quoted import quotations
from .references import entries
from .references.learned import joining
from .secondary import sources as secondary
from .secondary import undated
from .sheet import Sheet
from .shortforms import forms as shortforms
from .stretches import bracketed, stretches


@value
class Kind:
    """A kind of citation: how a whole stretch is read as one, and how prose is searched for it."""

    name: str
    whole: Callable[[Stretch, Progress], Draft | None] | None = None
    within: Callable[[Desk, Span], Iterator[Draft]] | None = None
    spelled: bool = False
    """What it reads may have neither a digit nor a link, in the running text too."""
    hints: frozenset[str] = frozenset()
    """Its file's own: strings without one of which it reads nothing; empty where it may."""
    reach: int | None = None
    """In how many characters behind the signal one of them stands; None where it looks itself."""


GRAMMAR: tuple[Kind, ...] = (
    Kind("short-forms", shortforms.read, spelled=True),
    Kind("presidential-documents", presidential.read, hints=presidential.HINTS),
    Kind("restatements", restatements.read, hints=restatements.HINTS, reach=restatements.REACH),
    Kind("encyclopedias", encyclopedias.read, hints=encyclopedias.HINTS, reach=encyclopedias.REACH),
    Kind("courts-of-the-union", unioncourts.read, hints=unioncourts.HINTS),
    Kind("european-law", european.read, european.find, hints=european.HINTS),
    Kind("bills-of-states", statebills.read, hints=statebills.HINTS, reach=statebills.REACH),
    Kind("volumes-of-laws", volumes.read, hints=volumes.HINTS, reach=volumes.REACH),
    Kind("laws", legal.read, statutes.find),
    Kind("acts-as-a-whole", namedacts.read, hints=namedacts.HINTS, reach=namedacts.REACH),
    Kind("constitution", within=constitution.find, hints=constitution.HINTS),
    Kind("treaties", treaties.read, hints=treaties.HINTS, reach=treaties.REACH),
    Kind(
        "united-nations", unitednations.read, hints=unitednations.HINTS, reach=unitednations.REACH
    ),
    Kind("debates", debates.read, hints=debates.HINTS, reach=debates.REACH),
    Kind("congress", congress.read, congress.find, hints=congress.HINTS, reach=congress.REACH),
    Kind("federalist", federalist.read, hints=federalist.HINTS, reach=federalist.REACH),
    Kind("tribunals", tribunals.read, hints=tribunals.HINTS, reach=tribunals.REACH),
    Kind("german-courts", german.read, hints=german.HINTS, reach=german.REACH),
    Kind(
        "numbers-of-the-union",
        unionnumbers.read,
        unionnumbers.find,
        hints=unionnumbers.HINTS,
        reach=unionnumbers.REACH,
    ),
    Kind("authorities", authorities.read, hints=authorities.HINTS, reach=authorities.REACH),
    Kind("cases", cases.read, cases.find),
    Kind("untitled", untitled.read, hints=untitled.HINTS, reach=untitled.REACH),
    Kind("named-documents", within=named.find),
    Kind("reference-list-entries", entries.read),
    Kind("secondary-sources", secondary.read),
    Kind("undated-works", undated.read),
)
"""Order matters: the more particular form is read first."""


_SENTENCE = late_regex(
    rf"\({BRACKETED}{{4,200}}\)(?=,?\s[a-z]{{3}}|\s?[—–])|(?<=\d{{4}})(?=\s[—–]\s)"
)
"""Where a citation ends that a sentence goes on behind: a date's parenthesis, a year and a dash."""
_BRACKETED = 50
"""Parentheses in prose that are read for citations; each costs a look at the whole note."""


def establish(passages: Iterable[Passage]) -> Mapping[str, Code | None]:
    """Section number → the code that the document puts it in; None where it names several."""
    return _Codes(tuple(passages))


class _Codes(Mapping[str, Code | None]):
    """Found when the first section without a code asks: most documents have none."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self._passages = passages

    @cached_property
    def _found(self) -> dict[str, Code | None]:
        return _apart(self._passages, statutes.codes_in)

    @cached_property
    def _stated(self) -> dict[str, Code | None]:
        """Those of states and cities, which are sought where no other code has the section."""
        return _apart(self._passages, statutes.stated_in)

    def __getitem__(self, number: str) -> Code | None:
        code = self._found.get(number)
        return code if code is not None or number in self._found else self._stated[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _apart(
    passages: tuple[Passage, ...], codes_in: Callable[[str], Iterator[tuple[str, Code]]]
) -> dict[str, Code | None]:
    found: dict[str, Code | None] = {}
    for passage in passages:
        for number, code in codes_in(passage.text):
            if found.setdefault(number, code) != code:
                found[number] = None
    return found


def cite(passages: tuple[Passage, ...], context: Context) -> Reading:
    """Citations and quotations of one note, or of the whole running text. Never raises."""
    if not any(passage.text for passage in passages):
        return Reading()
    desk = Desk(Sheet(passages, context), context)
    progress = Progress(context.note or "")
    for stretch in stretches(desk):
        whole = _whole(stretch, progress) if stretch.cites else None
        if whole is not None:
            progress.add(whole, stretch.sentence)
            continue
        for draft in _within(stretch, progress):
            progress.add(draft, stretch.sentence)
    made = joining.alone(desk, progress.drafts)
    drafts = [made] if made is not None else progress.drafts
    found = quotations.read(desk, drafts)
    return Reading(
        citations=tuple(_sealed(desk, drafts)),
        quotations=tuple(quotation for _, quotation in found),
    )


def _sealed(desk: Desk, drafts: list[Draft]) -> Iterator[Citation]:
    """Yield the citations; emphasis marks between two of them belong to the first."""
    end = 0
    for draft in drafts:
        citation = seal(desk, draft, end)
        end = citation.span.end
        yield citation


def _whole(stretch: Stretch, progress: Progress) -> Draft | None:
    in_note = stretch.desk.context.note is not None
    dated = in_note or _may_be_dated(stretch)
    for kind in _kinds(stretch.desk):
        if kind.whole is None or not (dated or kind.spelled):
            continue
        if kind.reach is not None and not stretch.holds(kind.hints, kind.reach):
            continue
        draft = kind.whole(stretch, progress)
        if draft is not None and (in_note or _in_running_text(draft)):
            return draft
    return None


def _kinds(desk: Desk) -> tuple[Kind, ...]:
    """Those that may read something here."""
    present = desk.context.present
    return GRAMMAR if present is None else present.among(GRAMMAR)


def _may_be_dated(stretch: Stretch) -> bool:
    """False where nothing in the running text is a date, a volume or a URL to find a work by."""
    desk, start, end = stretch.desk, stretch.start, stretch.end
    return desk.has_digit(start, end) or desk.is_linked(start, end)


def _in_running_text(draft: Draft) -> bool:
    """True where the running text cites rather than mentions."""
    if draft.form is not CitationForm.FULL:
        return draft.antecedent is not None or draft.form is CitationForm.CROSS_REFERENCE
    marked = draft.marked or draft.volume is not None
    found_by = draft.date is not None or draft.url is not None
    return marked and found_by and (bool(draft.authors) or draft.signal is not None)


def _within(stretch: Stretch, progress: Progress) -> list[Draft]:
    """What the prose of a stretch mentions, in order, without overlaps."""
    desk, at = stretch.desk, Span(stretch.start, stretch.end)
    found = [
        draft for kind in _kinds(desk) if kind.within is not None for draft in kind.within(desk, at)
    ]
    if desk.context.note is not None and progress.bracketed < _BRACKETED:
        for inner in bracketed(stretch):
            progress.bracketed += 1
            whole = _whole(inner, progress)
            found += [whole] if whole is not None else []
    if desk.context.note is not None:
        found += secondary.linked(stretch)
        found += [*_begun(stretch, progress), *_ended(stretch, progress)]
    found.sort(key=lambda draft: (draft.at.start, -len(draft.at)))
    kept: list[Draft] = []
    for draft in found:
        if not kept or draft.at.start >= kept[-1].at.end:
            kept.append(draft)
    if desk.context.note is None:
        return kept
    return [_signalled(stretch, draft) for draft in legal.named(stretch, kept)]


def _begun(stretch: Stretch, progress: Progress) -> Iterator[Draft]:
    """Yield the work that a sentence begins with: "Jane Roe, *Tides* (2020), tells why …"."""
    desk = stretch.desk
    found = _SENTENCE.search(desk.masked, stretch.opening.body, stretch.end)
    if found is not None and found.end() < stretch.end:
        draft = secondary.read(replace(stretch, end=found.end()), progress)
        if draft is not None and draft.at.start == stretch.start and _in_running_text(draft):
            yield draft


def _ended(stretch: Stretch, progress: Progress) -> Iterator[Draft]:
    """Yield the work that a sentence ends with: "I drew on Jane Roe, *Tides* (2020)."."""
    start = led_to(stretch.desk, stretch.opening.body, stretch.end)
    if start is not None:
        inner = replace(stretch, opening=Opening(start, start, None))
        draft = shortforms.read(inner, progress) or secondary.read(inner, progress)
        if draft is not None and draft.at.start == start and _in_running_text(draft):
            yield draft


def _signalled(stretch: Stretch, draft: Draft) -> Draft:
    """With the signal that leads to it in the sentence: "The rule, see 42 U.S.C. § 1, is old"."""
    if draft.signal is not None:
        return draft
    signal = signals.before(stretch.desk.sheet.text, stretch.start, draft.at.start)
    if signal is None:
        return draft
    return replace(draft, at=Span(signal.start, draft.at.end), signal=signal.name)
