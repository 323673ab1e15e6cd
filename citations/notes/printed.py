"""Notes that are printed and not marked up: `safety.³` in the text, `³ See …` in a block of notes.

Rules kept here:
- Every format passes through here, because any of them may hold typed superscripts.
- A printed number is a marker only where it cannot be anything else: `m²`, `10⁶`, `21st`,
  `30,000` and `[2018]` are none. A number that might be one counts only where a note waits for it.
- Numbered lists are notes only where markers ask for them.
- A number that is a link to its source needs no note; it refers to one that is there.
- A list of works ("[1]", or "1." under a heading) beside notes that the markup gave is a count of
  its own: marks in brackets are its own, raised ones are the notes'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from ..late import late_regex
from ..passage import Layout, Passage
from ..values import value
from .bare import RETURN, bare_candidates, bare_labels, bare_list, may_have_bare
from .gathering import LISTED, Counts, gathered, is_heading, is_quoted
from .markers import SIGNS, Candidate, Label, Style, candidates_of, is_long, label_of, within

_WEAK = frozenset({Style.PAREN, Style.SLASH, Style.SYMBOL, Style.NAMED, Style.STROKE, Style.BARE})
"""Printed so, a mark is one only where a note is printed the same way."""
_RULE = late_regex(r"[\s_*=~–—-]{3,}")
_MOST_RANGED = 10_000
"""References that stand within ranges, in one document."""
_MOST_STARS = 20
"""References to one note by a symbol."""


def lift(layout: Layout) -> Layout:
    """Move printed notes out of the body and place the marks of printed references."""
    # In most formats a letter's signs stand in its words alone, and in its first paragraphs.
    if (
        not any(SIGNS.search(passage.text) for passage in layout.body)
        and SIGNS.search(layout.text) is None
        and not may_have_bare(layout.text)
    ):
        return layout
    marked = {note.label for note in layout.notes}
    printed = _Printed(layout.body, {note.shown for note in layout.notes}, marked)
    starts = printed.note_starts()
    waiting = printed.waiting(starts)
    body, notes = gathered(
        layout.body, Counts(starts, marked), lambda index: printed.marks(index, waiting)
    )
    return replace(layout, body=tuple(body), notes=layout.notes + tuple(notes))


@value
class _Waiting:
    """The labels of notes, which marks are sought for."""

    labels: frozenset[str]
    """All of them, those that the markup gave included."""
    by_style: dict[Style, set[str]]
    """Those that are printed."""
    quoted: frozenset[str]
    """Those that stand in quoted letters, and nowhere else in this."""

    def prints(self, candidate: Candidate) -> bool:
        """Whether a note is printed as this mark asks, whatever the markup has."""
        styles = LISTED if candidate.style is Style.BRACKET else {candidate.style}
        return any(candidate.label in self.by_style.get(style, ()) for style in styles)


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
        for at, bare in bare_labels(body).items():
            self.labels[at] = self.labels[at] or bare
        self._add_bare()
        self._asked: dict[Style, set[str]] = {style: set() for style in Style}
        """Labels that markers of each style have."""
        self._given: set[str] = set()
        """Labels that references of the markup have; what else looks so is an exponent or code."""
        self.certain: set[str] = set()
        """Labels that a sure marker has."""
        self.last: dict[str, int] = {}
        """Label → the last passage that is no list item and may refer to it."""
        self._ranged = 0
        self.stars: Counter[str] = Counter()
        """How many words bear each symbol."""
        self._count(marked)

    def _add_bare(self) -> None:
        """Bare numbers are markers where a list of notes has bare labels."""
        if any(label and label.style is Style.BARE for label in self.labels):
            apart = any(RETURN in passage.text for passage in self.body)
            for place, passage in enumerate(self.body):
                label = self.labels[place]
                self.candidates[place].extend(bare_candidates(passage, label, apart))

    def _count(self, marked: set[str]) -> None:
        """What the markers ask for, and what the markup's own references have."""
        for index, found in enumerate(self.candidates):
            for each in found:
                if each.loose:
                    continue
                self._asked[each.style].add(each.label)
                if each.style is Style.SYMBOL:
                    self.stars[each.label] += 1
                if each.sure:
                    self.certain.add(each.label)
                if self.labels[index] is None:
                    self.last[each.label] = index
            for mark in self.body[index].marks:
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
        for run in _runs(self._of_style(Style.BARE)):
            if len(asked[Style.BARE] & _names(run)) * 3 >= len(run) * 2:
                starts |= run
        wanted = (asked[Style.SUPER] | asked[Style.BRACKET]) - _names(starts) - self.known
        starts |= self._lists(Style.NUMBER, wanted, asked[Style.BRACKET] & self.known)
        wanted = (wanted | asked[Style.PAREN]) - _names(starts)
        starts |= self._lists(Style.PAREN, wanted)
        starts |= self._lists(Style.SLASH, asked[Style.SLASH] - _names(starts))
        if asked[Style.SUPER] and not starts and not self.known:
            after = max(self.last.get(label, 0) for label in asked[Style.SUPER]) + 1
            starts |= bare_list(self.body, after, asked[Style.SUPER])
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
            if candidate.loose:
                if candidate.label in self._asked[Style.PAREN]:
                    continue
                self._asked[Style.PAREN].add(candidate.label)  # the first one refers
            if quoted:
                taken = candidate.label in waiting.quoted
            elif candidate.style in _WEAK:
                taken = candidate.label in waiting.by_style.get(candidate.style, ())
            elif candidate.label in waiting.labels:
                if candidate.label in self._given and not waiting.prints(candidate):
                    continue
                doubtful = candidate.style is Style.SUPER and candidate.label in self.certain
                whole = waiting.labels.issuperset(candidate.beside)
                taken = candidate.sure or not (doubtful or not whole)
            else:
                # Where the markup has the notes, a number in brackets that none has is a number.
                taken = (
                    candidate.sure
                    and not (
                        self.known
                        and candidate.style is Style.BRACKET
                        and not _is_unmade(self.body[index], candidate)
                    )
                    and not _leads_away(self.body[index], candidate)
                )
            if taken and all(str(number) in waiting.labels for number in within(candidate)):
                found.append(candidate)
                found.extend(self._between(candidate))
        return found

    def _between(self, end: Candidate) -> Iterator[Candidate]:
        """The references between the ends of a range, told with the first; bounded in all."""
        if end.reach[1] and end.label == str(end.reach[0]) and self._ranged < _MOST_RANGED:
            for number in within(end):
                self._ranged += 1
                yield Candidate(end.style, str(number), end.at, sure=False)

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

    def _lists(
        self, style: Style, wanted: set[str], twice: Set[str] = frozenset()
    ) -> dict[int, Label]:
        """Numbered lists in which markers look for their notes.

        `twice`: labels of the markup's notes that marks have as well; a list of them has a heading.
        """
        found: dict[int, Label] = {}
        if not wanted and not twice:
            return found
        for run in _runs(self._of_style(style)):
            numbers = {label.label for label in run.values()}
            first = min(run)
            headed = first > 0 and (
                is_heading(self.body[first - 1].text)
                or bool(_RULE.fullmatch(self.body[first - 1].text))
            )
            answers = len(numbers & (wanted | twice if headed else wanted))
            after = all(self.last.get(number, -1) < first for number in numbers)
            enough = (
                answers * 2 >= len(numbers) if style is Style.NUMBER else answers == len(numbers)
            )
            if answers and (headed or (after and enough)):
                found |= run
        return found


def _is_unmade(passage: Passage, candidate: Candidate) -> bool:
    """True for "[^3]", which a converter left as it was since no note has that name."""
    return passage.text.startswith("[^", candidate.at.start)


def _leads_away(passage: Passage, candidate: Candidate) -> bool:
    """True for a number that is itself a link to a source, as `[¹](https://…)` is."""
    return any(candidate.at in link.at for link in passage.links)


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
