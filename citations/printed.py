"""Notes that are printed and not marked up: `safety.³` in the text, `³ See …` in a block of notes.

Rules kept here:
- Every format passes through here, because any of them may hold typed superscripts.
- A printed number is a marker only where it cannot be anything else: `m²`, `10⁶`, `21st`,
  `30,000` and `[2018]` are none. A number that might be one counts only where a note waits for it.
- Notes may stand in blocks between the paragraphs of the body; what stands between two notes whose
  markers both came before is the first one's next paragraph.
- Numbered lists are notes only where markers ask for them.
- A list of works in brackets ("[1]") beside notes that the markup gave is a count of its own: marks
  in brackets are its own, raised ones are the notes'.
- A letter that somebody quotes (">") has notes of its own, and often has lost them: its references
  never lead to the notes of the one who quotes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .markers import SIGNS, Candidate, Label, Style, candidates_of, is_long, label_of
from .model import NoteKind, Span
from .passage import Layout, Mark, NoteBody, Passage
from .values import value

HEADINGS = frozenset(
    {
        "note",
        "notes",
        "endnote",
        "endnotes",
        "footnote",
        "footnotes",
        "reference",
        "references",
        "source",
        "sources",
        "citations",
        "bibliography",
        "works cited",
        "normative references",
        "informative references",
        "links",
        "notes and references",
        "notes and sources",
    }
)
"""What a heading over notes says, in lower case."""
_WEAK = frozenset({Style.PAREN, Style.SLASH, Style.SYMBOL, Style.NAMED, Style.STROKE})
"""Printed so, a mark is one only where a note is printed the same way."""
_RULE = re.compile(r"[\s_*=~–—-]{3,}")
_QUOTED = ">"
"""Before the label of what stands in a quoted letter."""
_SECTION = re.compile(r"\A(?:[\divxIVX]{1,4}\.)*(?:[\divxIVX]{1,4})?\s+(?=\w)")
_LONGEST_HEADING = 60
_MOST_STARS = 20
"""References to one note by a symbol."""
_LONGEST_NOTE = 30
"""Passages that a note in brackets may have."""


def lift(layout: Layout) -> Layout:
    """Move printed notes out of the body and place the marks of printed references."""
    if SIGNS.search(layout.text) is None and not any(SIGNS.search(p.text) for p in layout.body):
        return layout
    marked = {note.label for note in layout.notes}
    printed = _Printed(layout.body, {note.shown for note in layout.notes}, marked)
    starts = printed.note_starts()
    body, notes = _assemble(layout.body, printed, _Counts(starts, marked))
    return replace(layout, body=tuple(body), notes=layout.notes + tuple(notes))


class _Counts:
    """The printed notes, and what each is called beside the notes that the markup gave."""

    def __init__(self, starts: dict[int, Label], marked: set[str]) -> None:
        self.starts = starts
        """Passages that begin a note, by index."""
        self._twice = {
            label.label
            for label in starts.values()
            if label.style is Style.BRACKET and label.label in marked
        }

    def name(self, style: Style, label: str) -> str:
        """What pairs a mark that is printed in this style with its note."""
        return f"[{label}]" if style is Style.BRACKET and label in self._twice else label


@value
class _Waiting:
    """The labels of notes, which marks are sought for."""

    labels: frozenset[str]
    """All of them, those that the markup gave included."""
    by_style: dict[Style, set[str]]
    """Those that are printed."""
    quoted: frozenset[str]
    """Those that stand in quoted letters, and nowhere else in this."""


class _Printed:
    """Labels and candidate marks of every passage of the body."""

    def __init__(self, body: Sequence[Passage], known: set[str], marked: set[str]) -> None:
        self.body = body
        self.known = known
        """What notes that the markup gave are called where they are shown."""
        self.labels = _counted(_told_once(body, [label_of(passage) for passage in body]))
        long = {each.label for each in self.labels if each and is_long(each.style, each.label)}
        self.candidates = [
            [
                each
                for each in candidates_of(passage, label)
                if not is_long(each.style, each.label) or each.label in long
            ]
            for passage, label in zip(body, self.labels, strict=True)
        ]
        self._asked: dict[Style, set[str]] = {style: set() for style in Style}
        """Labels that markers of each style have."""
        self._given: set[str] = set()
        """Labels that references of the markup have; what else looks so is an exponent or code."""
        self.certain: set[str] = set()
        """Labels that a sure marker has."""
        self.last: dict[str, int] = {}
        """Label → the last passage that is no list item and may refer to it."""
        self.stars: Counter[str] = Counter()
        """How many words bear each symbol."""
        for index, found in enumerate(self.candidates):
            for each in found:
                self._asked[each.style].add(each.label)
                if each.style is Style.SYMBOL:
                    self.stars[each.label] += 1
                if each.sure:
                    self.certain.add(each.label)
                if self.labels[index] is None:
                    self.last[each.label] = index
            for mark in body[index].marks:
                if mark.label not in marked:
                    self._ask_for(mark.label, index)
                else:
                    self._given.add(mark.shown)

    def _ask_for(self, label: str, index: int) -> None:
        """A reference that the markup gave, to a note that it did not give."""
        self._asked[Style.SUPER].add(label)
        self._asked[Style.BRACKET].add(label)
        self.certain.add(label)
        self.last[label] = index

    def note_starts(self) -> dict[int, Label]:
        """Passages that begin a note, by index."""
        starts = self._of_style(Style.SUPER)
        starts |= self._symbols()
        brackets = self._of_style(Style.BRACKET)
        asked = self._asked
        if asked[Style.BRACKET] & _names(brackets) or self._under_heading(brackets):
            starts |= brackets
        for style, asking in ((Style.NAMED, Style.BRACKET), (Style.STROKE, Style.STROKE)):
            labelled = self._of_style(style)
            if (asked[style] | asked[asking]) & _names(labelled):
                starts |= labelled
        wanted = (asked[Style.SUPER] | asked[Style.BRACKET]) - _names(starts) - self.known
        starts |= self._lists(Style.NUMBER, wanted)
        wanted = (wanted | asked[Style.PAREN]) - _names(starts)
        starts |= self._lists(Style.PAREN, wanted)
        starts |= self._lists(Style.SLASH, asked[Style.SLASH] - _names(starts))
        return dict(sorted(starts.items()))

    def waiting(self, starts: dict[int, Label]) -> _Waiting:
        """The labels of all notes: gathered once, since each passage looks its own up in them."""
        by_style: dict[Style, set[str]] = {}
        quoted: set[str] = set()
        for index, label in starts.items():
            if is_quoted(self.body[index]):
                quoted.add(label.label)
            else:
                by_style.setdefault(label.style, set()).add(label.label)
        labels = frozenset(self.known).union(*by_style.values())
        return _Waiting(labels, by_style, frozenset(quoted))

    def marks(self, index: int, waiting: _Waiting) -> list[Candidate]:
        """The candidates of a passage that are marks of the notes that wait for them."""
        found = []
        quoted = is_quoted(self.body[index])
        for candidate in self.candidates[index]:
            if quoted:
                taken = candidate.label in waiting.quoted
            elif candidate.style in _WEAK:
                taken = candidate.label in waiting.by_style.get(candidate.style, ())
            elif candidate.label in waiting.labels:
                if candidate.label in self._given and candidate.label not in waiting.by_style.get(
                    candidate.style, ()
                ):
                    continue
                doubtful = candidate.style is Style.SUPER and candidate.label in self.certain
                whole = waiting.labels.issuperset(candidate.beside)
                taken = candidate.sure or not (doubtful or not whole)
            else:
                # Where the markup has the notes, a number in brackets that none has is a number.
                taken = candidate.sure and not (self.known and candidate.style is Style.BRACKET)
            if taken:
                found.append(candidate)
        return found

    def _symbols(self) -> dict[int, Label]:
        """Notes with symbols; an asterisk that comes again at the head of lines is a bullet.

        One that many words bear stands for any words: "qf*".
        """
        found = self._of_style(Style.SYMBOL)
        asked = self._asked[Style.SYMBOL]
        counts = Counter(label.label for label in found.values())
        return {
            index: label
            for index, label in found.items()
            if label.label in asked
            and self.stars[label.label] <= _MOST_STARS
            and (label.label[0] != "*" or counts[label.label] == 1)
        }

    def _of_style(self, style: Style) -> dict[int, Label]:
        return {
            index: label
            for index, label in enumerate(self.labels)
            if label is not None and label.style is style
        }

    def _under_heading(self, labels: dict[int, Label]) -> bool:
        return any(index and is_heading(self.body[index - 1].text) for index in labels)

    def _lists(self, style: Style, wanted: set[str]) -> dict[int, Label]:
        """Numbered lists in which markers look for their notes."""
        found: dict[int, Label] = {}
        if not wanted:
            return found
        for run in _runs(self._of_style(style)):
            numbers = {label.label for label in run.values()}
            first = min(run)
            headed = first > 0 and (
                is_heading(self.body[first - 1].text)
                or bool(_RULE.fullmatch(self.body[first - 1].text))
            )
            answers = len(numbers & wanted)
            after = all(self.last.get(number, -1) < first for number in numbers)
            enough = (
                answers * 2 >= len(numbers) if style is Style.NUMBER else answers == len(numbers)
            )
            if answers and (headed or (after and enough)):
                found |= run
        return found


def _counted(labels: list[Label | None]) -> list[Label | None]:
    """The labels without long numbers in brackets that no label before counts up to."""
    numbers = {each.label for each in labels if each and each.style is Style.BRACKET}
    return [
        None
        if each and is_long(each.style, each.label) and str(int(each.label) - 1) not in numbers
        else each
        for each in labels
    ]


def _told_once(body: Sequence[Passage], labels: list[Label | None]) -> list[Label | None]:
    """The labels without those that stand alone while another has words behind it: references."""
    worded = {
        each.label
        for passage, each in zip(body, labels, strict=True)
        if each and each.style is Style.BRACKET and each.end < len(passage.text)
    }
    return [
        None
        if each
        and each.style is Style.BRACKET
        and each.end >= len(passage.text)
        and each.label in worded
        else each
        for passage, each in zip(body, labels, strict=True)
    ]


def _names(labels: dict[int, Label]) -> set[str]:
    return {label.label for label in labels.values()}


def is_heading(text: str) -> bool:
    """True for a heading over a block of notes, with its own number or without."""
    words = _SECTION.sub("", text.strip(" \t#*_:.")) if len(text) < _LONGEST_HEADING else ""
    return words.casefold() in HEADINGS


def _runs(labels: dict[int, Label]) -> Iterator[dict[int, Label]]:
    """Yield the stretches of labels that count up one by one."""
    run: dict[int, Label] = {}
    last = 0
    for index, label in labels.items():
        if run and int(label.label) != last + 1:
            yield run
            run = {}
        run[index] = label
        last = int(label.label)
    if run:
        yield run


def _assemble(
    body: Sequence[Passage], printed: _Printed, counts: _Counts
) -> tuple[list[Passage], list[NoteBody]]:
    starts = counts.starts
    waiting = printed.waiting(starts)
    first_mark: dict[str, int] = {}
    kept: dict[int, Passage] = {}
    for index, passage in enumerate(body):
        if index in starts:
            continue
        kept[index] = passage
        of = _QUOTED if is_quoted(passage) else ""
        marks = [
            Mark(of + counts.name(c.style, c.label), c.label, c.at)
            for c in printed.marks(index, waiting)
        ]
        if marks:
            both = sorted((*passage.marks, *marks), key=_place) if passage.marks else marks
            kept[index] = passage.marked(tuple(both))
        for mark in kept[index].marks:
            first_mark.setdefault(mark.label, index)
    notes: list[NoteBody] = []
    ends = _continued(body, counts, first_mark, kept)
    kind = NoteKind.FOOTNOTE
    for index, label in starts.items():
        if index and body[index - 1].text.strip(" :").casefold() == "endnotes":
            kind = NoteKind.ENDNOTE
        passage = body[index]
        rest = passage.cut(label.end, len(passage.text))
        parts = [rest] if rest.text or rest.links else []
        parts.extend(kept.pop(more) for more in range(index + 1, ends[index]))
        if label.opens and parts and parts[-1].text.endswith("]"):
            parts[-1] = parts[-1].cut(0, len(parts[-1].text) - 1)
        source = passage.source(label.printed)
        of = _QUOTED if is_quoted(passage) else ""
        name = of + counts.name(label.style, label.label)
        notes.append(NoteBody(name, label.label, kind, source, tuple(parts)))
    return [kept[index] for index in sorted(kept)], notes


def is_quoted(passage: Passage) -> bool:
    """True for a paragraph of a letter that somebody quotes."""
    return passage.text.startswith(">")


def _place(mark: Mark) -> Span:
    return mark.at


def _continued(
    body: Sequence[Passage],
    counts: _Counts,
    first_mark: dict[str, int],
    kept: dict[int, Passage],
) -> dict[int, int]:
    """For each note, the index after its last passage."""
    starts = counts.starts
    order = sorted(starts)
    ends: dict[int, int] = {}
    for place, index in enumerate(order):
        ends[index] = index + 1
        if starts[index].opens:
            ends[index] = _closed(body, index, kept)
            continue
        bare = starts[index].end >= len(body[index].text)
        if bare and index + 1 in kept and not kept[index + 1].marks:
            # A label on a line of its own, as copied from some PDFs.
            ends[index] = index + 2
        if place + 1 == len(order):
            continue
        after = order[place + 1]
        of = _QUOTED if is_quoted(body[after]) else ""
        following = of + counts.name(starts[after].style, starts[after].label)
        waited = first_mark.get(following, len(body)) < index
        between = range(ends[index], after)
        if waited and not any(kept[i].marks or is_heading(kept[i].text) for i in between):
            ends[index] = after
    return ends


def _closed(body: Sequence[Passage], start: int, kept: dict[int, Passage]) -> int:
    """The index after the passage in which the bracket that a note's label opens is closed."""
    opened = 0
    for index in range(start, min(len(body), start + _LONGEST_NOTE)):
        if index > start and index not in kept:
            break
        text = body[index].text
        opened += text.count("[") - text.count("]")
        if opened <= 0:
            return index + 1
    return start + 1
