"""References as render_references.js writes them, with the label of each character.

Rules kept here:
- A variable's own mark decides; where two stand around a word, the inner one, unless that is a
  note.
- Names at the head are the author's, whoever they are: an editor counts as one where nobody leads.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LABELS = {
    **dict.fromkeys(("author", "composer"), "A"),
    **dict.fromkeys(("title", "title-short"), "T"),
    **dict.fromkeys(("container-title", "container-title-short", "journalAbbreviation"), "C"),
    **dict.fromkeys(("publisher-place", "event-place"), "L"),
    **dict.fromkeys(("page", "page-first"), "G"),
    **dict.fromkeys(("issued", "year-suffix"), "D"),
    **dict.fromkeys(("DOI", "PMID", "PMCID", "ISBN", "ISSN"), "X"),
    **dict.fromkeys(("collection-title", "collection-number"), "S"),
    **dict.fromkeys(
        (
            *("editor", "translator", "container-author", "collection-editor", "director"),
            *("editorial-director", "interviewer", "original-author"),
        ),
        "E",
    ),
    **{"publisher": "P", "volume": "V", "issue": "I", "URL": "U", "accessed": "K"},
}
"""CSL's variables → the labels of citations/grammar/references/learned/fields.py; all others: N."""
_OPEN, _CLOSE, _NAME_END = "\ue010", "\ue011", "\ue012"
_NUMBER = re.compile("\ue010(?:citation-number|citation-label)[^\ue012]*\ue012[^\ue011]*\ue011")
_MARGIN = re.compile(r'<div class="csl-left-margin">.*?</div>', re.S)
_PIECE = re.compile("<[^>]*>|\ue010[^\ue012]*\ue012|\ue011|&[#\\w]+;|.", re.S)
_LEADING = re.compile(r"[\[(]?\d{1,3}[\])]?[.)]?\s+(?=\D)")
_URL = re.compile(r"https?://[^\s<>“”\"]+")
_SPACES = "\n\t\xa0\u202f\u2009"


@dataclass
class Reference:
    """A rendered reference: its text, a label a character, italics and URLs as offsets."""

    text: str
    labels: str
    italics: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    kind: str = ""


def load(path: Path) -> Iterator[Reference]:
    """Yield the references of a file, each text once; short forms and errors are left out."""
    seen = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = parse(row["html"])
        found.kind = row["type"]
        wanting = len(found.text) < 25 or not {"T", "C"} & set(found.labels)
        if wanting or found.text in seen or "???" in found.text:
            continue
        seen.add(found.text)
        yield found


def parse(rendered: str) -> Reference:
    """Read one rendered reference."""
    page = _Page()
    for piece in _PIECE.finditer(_MARGIN.sub("", _NUMBER.sub("", rendered))):
        page.take(piece.group())
    return page.reference()


class _Page:
    """What was read so far."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._labels: list[str] = []
        self._italic: list[bool] = []
        self._open: list[str] = []
        self._tags: list[tuple[str, int]] = []
        self._depth = 0

    def take(self, piece: str) -> None:
        """Read a tag, a mark, an entity or a character."""
        if piece.startswith("<"):
            self._tag(piece)
        elif piece.startswith(_OPEN):
            label = self._label(piece[1:-1])
            inner = label == "N" and self._open and self._open[-1] != "N"
            self._open.append(self._open[-1] if inner else label)
        elif piece == _CLOSE:
            if self._open:
                self._open.pop()
        else:
            self._put(html.unescape(piece))

    def reference(self) -> Reference:
        """What it came to, without the number in front."""
        text = "".join(self._text).rstrip()
        lead = _LEADING.match(text)
        start = lead.end() if lead and self._labels[0] in "ON" else 0
        italics, at = [], start
        while at < len(text):
            end = at
            while end < len(text) and self._italic[end] == self._italic[at]:
                end += 1
            if self._italic[at]:
                italics.append((at - start, end - start))
            at = end
        text = text[start:]
        links = [
            (each.start(), each.start() + len(each.group().rstrip(".,;:)]>")))
            for each in _URL.finditer(text)
        ]
        labels = "".join(self._labels[start : start + len(text)])
        return Reference(text, labels, italics, links)

    def _label(self, variables: str) -> str:
        known = next((LABELS[each] for each in variables.split("+") if each in LABELS), "N")
        return "E" if variables == "composer" and self._text else known

    def _tag(self, tag: str) -> None:
        name = tag.strip("</>").split()[0] if tag.strip("</>") else ""
        if tag.startswith("</"):
            if self._tags and self._tags[-1][0] == name:
                self._depth -= self._tags.pop()[1]
        elif not tag.endswith("/>"):
            upright = -self._depth if "font-style:normal" in tag else 0
            self._tags.append((name, 1 if name in ("i", "em") else upright))
            self._depth += self._tags[-1][1]
        if name in ("div", "p", "br"):
            self._put(" ")

    def _put(self, words: str) -> None:
        for sign in words:
            one = " " if sign in _SPACES else sign
            if one == "\u00ad" or (one == " " and (not self._text or self._text[-1] == " ")):
                continue
            self._text.append(one)
            self._labels.append(self._open[-1] if self._open else "O")
            self._italic.append(self._depth > 0)


_KINDS = (
    *(" [Blog post]", " [Internet]", " [Video]", " [Press release]", " [Audio podcast episode]"),
    *(" [Data set]", " [Fact sheet]", " [online]", " [editorial]", " [Preprint]"),
)
_SMALL = {"of", "the", "a", "an", "and", "in", "on", "for", "to", "with", "by", "from"}
_LETTERS = re.compile(r"(?<![^\W\d_’'])[^\W\d_]+")


def varied(found: Reference, chance: random.Random) -> Reference:
    """What styles do not vary: capitals of a title, marks of a keyboard, a kind behind a title."""
    draw = chance.random()
    title = found.labels.find("T")
    end = title + len(found.labels[title:]) - len(found.labels[title:].lstrip("T"))
    text, labels, italics, links = found.text, found.labels, found.italics, found.links
    if draw < 0.12 and title >= 0:
        words = text[title:end]
        high = _LETTERS.sub(lambda each: _capital(each.group()), words)
        low = words[:1] + words[1:].lower()
        changed = high if draw < 0.07 else low
        text = text[:title] + changed + text[end:] if len(changed) == len(words) else text
    elif draw < 0.16 and text.endswith("."):
        text, labels = text[:-1], labels[:-1]
    elif draw < 0.20:
        text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    elif draw < 0.24:
        text = text.translate(str.maketrans("–", "-"))
    if found.kind != "article-journal" and title >= 0 and chance.random() < 0.07:
        kind = chance.choice(_KINDS)
        text = text[:end] + kind + text[end:]
        labels = labels[:end] + "N" * len(kind) + labels[end:]
        italics = [_moved(at, end, len(kind)) for at in italics]
        links = [_moved(at, end, len(kind)) for at in links]
    return Reference(text, labels, italics, links, found.kind)


def _capital(word: str) -> str:
    return word if word in _SMALL else word[0].upper() + word[1:]


def _moved(at: tuple[int, int], end: int, by: int) -> tuple[int, int]:
    return (at[0] + by * (at[0] >= end), at[1] + by * (at[1] > end))
