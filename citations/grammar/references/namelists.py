"""The list of names that leads a reference, in any order: who, and where the list ends.

Rules kept here:
- The first name's form tells which may follow (`nameforms`).
- A list is left where its "and" was: what stands behind the last name is no name, though it may
  look like one ("Jane Roe and John Doe, Parallel Lives").
"""

from __future__ import annotations

from citations.model import Name
from citations.values import value

from ...late import late_regex
from .nameforms import CONJUNCTIONS, Forms, Person

_ET_AL = late_regex(
    r"(?:\s?,)?\s(?:(?:&|and)\s)?(?:et\.?\s(?:al|alii)\b\.?|al\.(?=\s|,)|and others\b|u\.\s?a\."
    r"|y otros\b|e outros\b)"
)
_EDITORS = late_regex(
    r",?\s\(?(?:gen\.\s)?(?:[Ee]ds?|[Ee]ditors?|[Hh]gg?|[Hh]rsg|[Dd]irs?|[Oo]rgs?|[Cc]oords?|[Cc]omps?)\b\.?\)?"
    r"(?=[\s.,:]|$)"
)
_IN = late_regex(r"[,.;]\s[Ii]n:\s")
_AHEAD = 300
"""Characters behind the names in which their book is named."""
_STROKES = frozenset("/–—-")
"""They part names in lists as commas do: "Roe, Jane / Doe, John", "J. Roe – K. Doe"."""
_LONGEST = 600
"""Characters that are looked at."""
_MOST = 40
"""Names that are read; a longer list is none."""


@value
class NameList:
    """The names at the head of a reference."""

    names: tuple[Name, ...]
    end: int
    """Behind the last name, before the mark that ends the list."""
    initialled: bool
    """The first name has initials: hardly any sentence begins so."""
    inverted: bool
    """The first name leads with the family name."""
    editors: bool = False

    @property
    def strong(self) -> bool:
        """True where its form alone tells it from a sentence."""
        return self.initialled or self.inverted or self.editors


def head(text: str, start: int, end: int) -> NameList | None:
    """Read the names that begin at `start`; None where no person's name stands there."""
    return _List(text, start, min(end, start + _LONGEST)).read()


def whole(words: str) -> tuple[Name, ...]:
    """The names, where the words are nothing but a list of them; empty otherwise."""
    text = " ".join(words.split()).strip(" ,;:")
    found = head(text, 0, len(text))
    if found is None or text[found.end :].strip(" .,;:"):
        return ()
    return found.names


def lists(words: str) -> bool:
    """True for names and nothing else, initials behind the family names: "Roe, J., & Doe, K." """
    found = head(words, 0, len(words)) if "," in words else None
    if found is None or not (found.inverted and found.initialled):
        return False
    return not words[found.end :].strip(" .,;")


class _List(Forms):
    """One list of names while it is read."""

    def read(self) -> NameList | None:
        first = self._first()
        if first is None:
            return None
        names, last, closed = [first.name], first, False
        while len(names) < _MOST and not closed:
            following, closed = self._following(first, last)
            if following is None:
                break
            names.append(following.name)
            last = following
        loose = len(names) > 1 and not closed and first.form == "straight"
        loose = loose and not (self._slashed(last) or self._contained(last))
        loose = loose and not first.initialled and not self._edits(last)
        if len(names) == _MOST or loose:
            # "Jane Roe, Detour Ahead, …": commas alone join no full names but editors'.
            names, last = names[:1], first
        end = self.at(last.next - 1).end
        others = _ET_AL.match(self.text, end, self.end)
        end = others.end() if others is not None else end
        editors = _EDITORS.match(self.text, end, self.end)
        end = editors.end() if editors is not None else end
        inverted = first.form != "straight"
        return NameList(tuple(names), end, first.initialled, inverted, editors is not None)

    def _slashed(self, last: Person) -> bool:
        """True where strokes part the names so far."""
        return self.text.find("/", self.at(0).start, self.at(last.next - 1).end) >= 0

    def _contained(self, last: Person) -> bool:
        """True for "Jane Roe, John Doe: A Title, in: Ex Review": German lists join with commas."""
        end = self.at(last.next - 1).end
        led = self.text.startswith(": ", end)
        return led and _IN.search(self.text, end, min(self.end, end + _AHEAD)) is not None

    def _edits(self, last: Person) -> bool:
        return _EDITORS.match(self.text, self.at(last.next - 1).end, self.end) is not None

    def _first(self) -> Person | None:
        return (
            self.inverted(0, initials=True)
            or self.bare(0)
            or self.straight(0, initials=True)
            or self.lettered(0, least=2)
            or self.capitals(0)
            or self.alone(0)
            or self.inverted(0, initials=False)
            or self.straight(0, initials=False)
        )

    def _following(self, first: Person, last: Person) -> tuple[Person | None, bool]:
        """The next name, and whether it is the last ("and" led to it)."""
        index, joined, parted, dashed = last.next, False, False, False
        while index < last.next + 4:
            token = self.at(index)
            if token.text in ",;":
                parted = True
            elif token.text in _STROKES:
                dashed = True
            elif token.text in CONJUNCTIONS or token.kind == "dots":
                joined = True
            else:
                break
            index += 1
        if parted and not (joined or dashed) and first.form == "straight" and self._slashed(last):
            return None, False  # "J. Roe / K. Doe, A Title"
        if not (joined or parted or dashed):
            spaced = first.form == "inverted" and self.at(last.next - 1).kind == "initials"
            return self.inverted(last.next, initials=True) if spaced else None, False
        person = self._like(first, index, joined=joined or dashed)
        return person, joined and person is not None

    def _like(self, first: Person, index: int, *, joined: bool) -> Person | None:
        """A name in a form that may follow the first one's."""
        if first.form == "bare":
            person = self.bare(index, last=True)
            return person or (self.lettered(index, least=1) if joined else None)
        if first.form == "capitals":
            return self.capitals(index) or (
                self.straight(index, initials=False) if joined else None
            )
        initialled = self.straight(index, initials=True) or self.lettered(index, least=2)
        if first.form == "straight":
            if first.initialled and not joined:
                return initialled
            return initialled or self.straight(index, initials=False)
        inverted = self.inverted(index, initials=True)
        if inverted is not None or (first.initialled and not joined):
            return inverted or initialled
        full = self.inverted(index, initials=False) if not initialled else None
        if full is not None and self.ends(full.next) and " " not in (full.name.family or ""):
            return full
        return initialled or self.straight(index, initials=False, listed=not joined)
