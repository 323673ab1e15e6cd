"""Notes that are printed and not marked up: `safety.³` in the text, `³ See …` in a block of notes.

Rules kept here:
- Every format passes through here, because any of them may hold typed superscripts.
- A printed number is a marker only where it cannot be anything else: `m²`, `10⁶`, `21st`,
  `30,000` and `[2018]` are none. A number that might be one counts only where a note waits for it.
- Notes may stand in blocks between the paragraphs of the body; what stands between two notes whose
  markers both came before is the first one's next paragraph.
- Numbered lists are notes only where markers ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from .model import NoteKind, Span
from .passage import Layout, Mark, NoteBody, Passage

_SUPERS = "⁰¹²³⁴-⁹"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ANY = re.compile(rf"[{_SUPERS}†‡]|\[\d{{1,3}}[\],;–-]")
_LABEL = re.compile(
    rf"(?P<super>[{_SUPERS}]{{1,4}})(?![⁺⁻⁰-⁹])[.):]?\s*(?![a-z])"
    r"|\[(?P<bracket>\d{1,3})\][.:]?\s*(?![,;(\[])"
    r"|(?P<symbol>[†‡]{1,3})\s*(?=[A-Z“\"‘'(\[<])"
    r"|(?P<number>\d{1,3})[.)]\s+"
    r"|\((?P<paren>\d{1,3})\)\s+"
)
_CANDIDATE = re.compile(
    rf"(?=[{_SUPERS}†‡\[])(?:(?P<super>[{_SUPERS}]+)"
    r"|\[(?P<bracket>\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,9})\](?!\()"
    r"|(?P<symbol>[†‡]{1,3})(?![†‡\w]))"
)
_UNIT = re.compile(r"(?:\d|\s|^)(?:[kcmdnµ]?m|ft|in|yd|mi|sq|mc|s|sec)\Z")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d\Z")
_NUMBER = re.compile(r"\d[\d,.]*\Z")
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
        "notes and references",
        "notes and sources",
    }
)
"""What a heading over notes says, in lower case."""
_RULE = re.compile(r"[\s_*=~–—-]{3,}")


class _Style(Enum):
    SUPER = "super"
    BRACKET = "bracket"
    SYMBOL = "symbol"
    NUMBER = "number"
    PAREN = "paren"


@dataclass(frozen=True, slots=True)
class _Label:
    style: _Style
    label: str
    printed: Span
    """Rendered offsets of the label itself."""
    end: int
    """Where the note's words begin."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    style: _Style
    label: str
    at: Span
    sure: bool


def lift(layout: Layout) -> Layout:
    """Move printed notes out of the body and place the marks of printed references."""
    if _ANY.search(layout.text) is None and not any(_ANY.search(p.text) for p in layout.body):
        return layout
    printed = _Printed(layout.body, {note.shown for note in layout.notes})
    starts = printed.note_starts()
    body, notes = _assemble(layout.body, printed, starts)
    return replace(layout, body=tuple(body), notes=layout.notes + tuple(notes))


class _Printed:
    """Labels and candidate marks of every passage of the body."""

    def __init__(self, body: Sequence[Passage], known: set[str]) -> None:
        self.body = body
        self.known = known
        """Labels of notes that the markup gave."""
        self.labels = [_label(passage) for passage in body]
        self.candidates = [
            list(_candidates(passage, label))
            for passage, label in zip(body, self.labels, strict=True)
        ]
        self.certain: set[str] = set()
        """Labels that a sure marker has."""
        self.last: dict[str, int] = {}
        """Label → the last passage that is no list item and may refer to it."""
        for index, found in enumerate(self.candidates):
            self.certain.update(c.label for c in found if c.sure)
            if self.labels[index] is None:
                self.last.update((c.label, index) for c in found)

    def note_starts(self) -> dict[int, _Label]:
        """Passages that begin a note, by index."""
        starts = self._of_style(_Style.SUPER)
        symbols = self._of_style(_Style.SYMBOL).items()
        starts |= {index: label for index, label in symbols if label.label in self.last}
        brackets = self._of_style(_Style.BRACKET)
        asked = {c.label for c in self._all() if c.style is _Style.BRACKET}
        if asked & {label.label for label in brackets.values()} or self._under_heading(brackets):
            starts |= brackets
        found = {label.label for label in starts.values()} | self.known
        wanted = {
            c.label for c in self._all() if c.style is not _Style.SYMBOL and c.label not in found
        }
        for style in (_Style.NUMBER, _Style.PAREN):
            if wanted:
                starts |= self._lists(style, wanted)
        return dict(sorted(starts.items()))

    def marks(self, index: int, notes: set[str]) -> list[_Candidate]:
        """The candidates of a passage that are marks, `notes` being the labels that wait."""
        return [
            candidate
            for candidate in self.candidates[index]
            if (
                candidate.sure
                and (candidate.style is not _Style.SYMBOL or candidate.label in notes)
            )
            or (candidate.style is _Style.BRACKET and candidate.label in notes)
            or (candidate.label in notes and candidate.label not in self.certain)
        ]

    def _all(self) -> Iterator[_Candidate]:
        for found in self.candidates:
            yield from found

    def _of_style(self, style: _Style) -> dict[int, _Label]:
        return {
            index: label
            for index, label in enumerate(self.labels)
            if label is not None and label.style is style
        }

    def _under_heading(self, labels: dict[int, _Label]) -> bool:
        return any(index and is_heading(self.body[index - 1].text) for index in labels)

    def _lists(self, style: _Style, wanted: set[str]) -> dict[int, _Label]:
        """Numbered lists in which markers look for their notes."""
        found: dict[int, _Label] = {}
        for run in _runs(self._of_style(style)):
            numbers = {label.label for label in run.values()}
            first = min(run)
            headed = first > 0 and (
                is_heading(self.body[first - 1].text)
                or bool(_RULE.fullmatch(self.body[first - 1].text))
            )
            answers = len(numbers & wanted)
            after = all(self.last.get(number, -1) < first for number in numbers)
            if answers and (headed or (after and answers * 2 >= len(numbers))):
                found |= run
        return found


def is_heading(text: str) -> bool:
    """True for a heading over a block of notes."""
    return text.strip(" \t#*_:.").casefold() in HEADINGS


def _runs(labels: dict[int, _Label]) -> Iterator[dict[int, _Label]]:
    """Yield the stretches of labels that count up one by one."""
    run: dict[int, _Label] = {}
    last = 0
    for index, label in labels.items():
        if run and int(label.label) != last + 1:
            yield run
            run = {}
        run[index] = label
        last = int(label.label)
    if run:
        yield run


def _label(passage: Passage) -> _Label | None:
    match = _LABEL.match(passage.text)
    if match is None or (passage.marks and passage.marks[0].at.start < match.end()):
        return None
    style = next(style for style in _Style if match[style.value])
    at = match.span(style.value)
    wide = 1 if style in {_Style.BRACKET, _Style.PAREN} else 0
    printed = Span(at[0] - wide, at[1] + wide)
    label = match[style.value].translate(_DIGITS)
    return _Label(style, label, printed, match.end())


def _candidates(passage: Passage, label: _Label | None) -> Iterator[_Candidate]:
    text = passage.text
    start = label.end if label is not None else 0
    taken = {offset for mark in passage.marks for offset in range(mark.at.start, mark.at.end)}
    for match in _CANDIDATE.finditer(text, start):
        at = Span(*match.span())
        if at.start in taken or at.end - 1 in taken:
            continue
        if match["super"]:
            sure = _is_marker(text, at)
            if sure is not None:
                yield _Candidate(_Style.SUPER, match["super"].translate(_DIGITS), at, sure)
        elif match["symbol"]:
            if (
                at.start > 0
                and not text[at.start - 1].isspace()
                and text[at.start - 1] not in "([†‡"
            ):
                yield _Candidate(_Style.SYMBOL, match["symbol"], at, True)
        else:
            yield from _bracketed(text, match)


def _bracketed(text: str, match: re.Match[str]) -> Iterator[_Candidate]:
    """`[3]`, and each number of `[3, 4]`; sure where it stands close to a word."""
    before = text[match.start() - 1 : match.start()]
    if before in {"/", "=", "&", "_", "#"}:
        return
    sure = bool(before) and not before.isspace() and before not in "([{"
    numbers = list(re.finditer(r"\d+", match["bracket"]))
    offset = match.start("bracket")
    for place, number in enumerate(numbers):
        first, last = place == 0, place == len(numbers) - 1
        begin = match.start() if first else offset + number.start()
        end = match.end() if last else offset + numbers[place + 1].start()
        yield _Candidate(_Style.BRACKET, number[0], Span(begin, end), sure)


def _is_marker(text: str, at: Span) -> bool | None:
    """True for a superscript that is surely a marker, None for one that is surely none."""
    before = text[max(0, at.start - 12) : at.start]
    after = text[at.end : at.end + 1]
    if not before or (after and after in "⁺⁻ⁿ⁽"):
        return None
    last = before[-1]
    if last.isspace():
        return None if after.isalnum() else False
    if last.isdigit():
        if _YEAR.search(before):
            return True
        number = _NUMBER.search(before)
        return None if number is None or number[0].strip(",.") in {"2", "10", "1"} else False
    if not last.isalpha():
        return None if last in "⁺⁻⁽^_×·√" else True
    if _UNIT.search(before):
        return None
    alone = len(before) < 2 or not before[-2].isalpha()
    if alone:
        return False if last.isupper() and last.isascii() else None
    return True


def _assemble(
    body: Sequence[Passage], printed: _Printed, starts: dict[int, _Label]
) -> tuple[list[Passage], list[NoteBody]]:
    waiting = {label.label for label in starts.values()} | printed.known
    first_mark: dict[str, int] = {}
    kept: dict[int, Passage] = {}
    for index, passage in enumerate(body):
        if index in starts:
            continue
        marks = [Mark(c.label, c.label, c.at) for c in printed.marks(index, waiting)]
        for mark in (*passage.marks, *marks):
            first_mark.setdefault(mark.label, index)
        both = sorted((*passage.marks, *marks), key=lambda mark: mark.at)
        kept[index] = replace(passage, marks=tuple(both)) if marks else passage
    notes: list[NoteBody] = []
    ends = _continued(body, starts, first_mark, kept)
    kind = NoteKind.FOOTNOTE
    for index, label in starts.items():
        if index and body[index - 1].text.strip(" :").casefold() == "endnotes":
            kind = NoteKind.ENDNOTE
        passage = body[index]
        parts = [passage.cut(label.end, len(passage.text))] if label.end < len(passage.text) else []
        parts.extend(kept.pop(more) for more in range(index + 1, ends[index]))
        source = passage.source(label.printed)
        notes.append(NoteBody(label.label, label.label, kind, source, tuple(parts)))
    return [kept[index] for index in sorted(kept)], notes


def _continued(
    body: Sequence[Passage],
    starts: dict[int, _Label],
    first_mark: dict[str, int],
    kept: dict[int, Passage],
) -> dict[int, int]:
    """For each note, the index after its last passage."""
    order = sorted(starts)
    ends: dict[int, int] = {}
    for place, index in enumerate(order):
        ends[index] = index + 1
        bare = starts[index].end >= len(body[index].text)
        if bare and index + 1 in kept and not kept[index + 1].marks:
            # A label on a line of its own, as copied from some PDFs.
            ends[index] = index + 2
        if place + 1 == len(order):
            continue
        after = order[place + 1]
        waited = first_mark.get(starts[after].label, len(body)) < index
        between = range(ends[index], after)
        if waited and not any(kept[i].marks or is_heading(kept[i].text) for i in between):
            ends[index] = after
    return ends
