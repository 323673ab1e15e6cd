"""Takes printed notes out of the running text, and puts marks where their references are printed.

Rules kept here:
- Notes may stand in blocks between the paragraphs of the body; what stands between two notes whose
  markers both came before is the first one's next paragraph.
- An arrow at a note's end leads back to the text and is none of its words.
- A letter that somebody quotes (">") has notes of its own, and often has lost them: its references
  never lead to the notes of the one who quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..late import late_regex
from ..model import NoteKind, Span
from ..passage import Mark, NoteBody, Passage
from .markers import Candidate, Label, Style

_ELSEWHERE = """
anmerkungen fußnoten endnoten quellen quellenverzeichnis literatur literaturverzeichnis
einzelnachweise noten voetnoten bronnen bronvermelding literatuur noter fotnoter kilder källor
références bibliographie notas referencias bibliografía fuentes referências bibliografia fontes
riferimenti fonti przypisy źródła poznámky zdroje примечания сноски источники литература
примітки джерела σημειώσεις παραπομπές πηγές kaynaklar kaynakça dipnotlar منابع پانویس پی‌نوشت
پی‌نوشت‌ها یادداشت‌ها الهوامش المراجع المصادر הערות מקורות
参考文献 参考资料 参考資料 注释 註釋 脚注 注 尾注 出典 引用文献 각주 참고문헌 주석 출처
"""
"""The same in one word of other languages."""
HEADINGS = frozenset(
    {
        *_ELSEWHERE.split(),
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
_QUOTED = ">"
"""Before the label of what stands in a quoted letter."""
_SECTION = late_regex(r"\A(?:[\divxIVX]{1,4}\.)*(?:[\divxIVX]{1,4})?\s+(?=\w)")
_OF_A_PART = late_regex(
    r"(?:end|foot)?notes (?:to|for|on) (?:the )?(?:chapter|part|section|appendix|article|essay)"
    r"\b.{0,30}",
    re.IGNORECASE,
)
_OPEN = (",", ":", ";")
_URLS = ("http://", "https://", "<http", "www.")
_WAY_BACK = late_regex(r"(?:\s{0,3}[↩↵⏎↑⇑⤴]\ufe0e?){1,9}\s{0,3}\Z")
_LONGEST_WAY_BACK = 40
_LONGEST_HEADING = 60
_LONGEST_NOTE = 30
"""Passages that a note in brackets may have."""
LISTED = frozenset({Style.BRACKET, Style.NUMBER})
"""How a list is numbered that marks in brackets refer to: "[3] Vale" or "3. Vale"."""


class Counts:
    """The printed notes, and what each is called beside the notes that the markup gave."""

    def __init__(self, starts: dict[int, Label], marked: set[str]) -> None:
        self.starts = starts
        """Passages that begin a note, by index."""
        raised = {each.label for each in starts.values() if each.style is Style.SUPER}
        self._twice = {
            each.label
            for each in starts.values()
            if each.style in LISTED and (each.label in marked or each.label in raised)
        }

    def name(self, style: Style, label: str) -> str:
        """What pairs a mark that is printed in this style with its note."""
        return f"[{label}]" if style in LISTED and label in self._twice else label


def is_heading(text: str) -> bool:
    """True for a heading over a block of notes, with its own number or without."""
    words = _SECTION.sub("", text.strip(" \t#*_:.")) if len(text) < _LONGEST_HEADING else ""
    return words.casefold() in HEADINGS or _OF_A_PART.fullmatch(words) is not None


def gathered(
    body: Sequence[Passage], counts: Counts, marks_of: Callable[[int], Sequence[Candidate]]
) -> tuple[list[Passage], list[NoteBody]]:
    """The body without its notes, its references marked, and the notes.

    `marks_of` gives the references of a passage of the body, by its index.
    """
    starts = counts.starts
    first_mark: dict[str, int] = {}
    kept: dict[int, Passage] = {}
    for index, passage in enumerate(body):
        if index in starts:
            continue
        kept[index] = passage
        of = _QUOTED if is_quoted(passage) else ""
        marks = [Mark(of + counts.name(c.style, c.label), c.label, c.at) for c in marks_of(index)]
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
        if parts:
            parts[-1] = _without_way_back(parts[-1])
        source = passage.source(label.printed)
        of = _QUOTED if is_quoted(passage) else ""
        name = of + counts.name(label.style, label.label)
        notes.append(NoteBody(name, label.label, kind, source, tuple(parts)))
    return [kept[index] for index in sorted(kept)], notes


def _without_way_back(passage: Passage) -> Passage:
    text = passage.text
    if text.isascii():
        return passage
    arrows = _WAY_BACK.search(text, max(0, len(text) - _LONGEST_WAY_BACK))
    return passage.cut(0, arrows.start()) if arrows is not None else passage


def is_quoted(passage: Passage) -> bool:
    """True for a paragraph of a letter that somebody quotes."""
    return passage.text.startswith(">")


def _place(mark: Mark) -> Span:
    return mark.at


def _continued(
    body: Sequence[Passage],
    counts: Counts,
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
        last = ends[index] - 1
        if last + 1 in kept and _leads_to(body[last].text, body[last + 1].text):
            ends[index] = last + 2
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


def _leads_to(text: str, after: str) -> bool:
    """True where a note breaks off before the URL that stands below, in a paragraph of its own."""
    return text[-1:] in _OPEN and after.startswith(_URLS) and " " not in after


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
