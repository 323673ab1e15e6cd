"""The list of names that leads a reference, in any order: who, and where the list ends.

Rules kept here:
- Four forms: "Roe, J. A." (inverted), "J. A. Roe" and "Jane Roe" (straight), "Roe JA" (bare),
  "ROE Jane" (capitals tell the family name). The first name tells which may follow.
- A list is left where its "and" was: what stands behind the last name is no name, though it may
  look like one ("Jane Roe and John Doe, Parallel Lives").
- Tokens are taken one by one within a bound; nothing is tried twice.
"""

from __future__ import annotations

import re

from citations.model import Name
from citations.values import value

from ..authors import NO_NAMES, PARTICLES, person
from ..organisations import ACRONYMS, THINGS, WORDS, folded, is_organisation
from .nametokens import Token, Tokens

_ET_AL = re.compile(
    r"(?:\s?,)?\s(?:(?:&|and)\s)?(?:et\.?\s(?:al|alii)\b\.?|al\.(?=\s|,)|and others\b|u\.\s?a\."
    r"|y otros\b|e outros\b)"
)
_EDITORS = re.compile(
    r",?\s\(?(?:gen\.\s)?(?:[Ee]ds?|[Ee]ditors?|[Hh]gg?|[Hh]rsg|[Dd]irs?|[Oo]rgs?|[Cc]oords?|[Cc]omps?)\b\.?\)?"
    r"(?=[\s.,:]|$)"
)
_SUFFIX = re.compile(r",?\s(?P<suffix>(?:Jr|Sr)\b\.?|(?:II|III|IV)\b)")
_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))
_CONJUNCTIONS = frozenset(("&", "and", "et", "und", "y", "e", "och", "en", "AND"))
_LONGEST = 600
"""Characters that are looked at."""
_MOST = 40
"""Names that are read; a longer list is none."""
_FAMILY_WORDS = 3
_GIVEN_WORDS = 4
_SHOUTED = 3
"""No family name in capitals has fewer letters."""
_CAPITALS = 4
"""Bare initials have no more letters: "Roe JAKB"."""


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


@value
class _Person:
    name: Name
    next: int
    """Index of the token behind it."""
    form: str
    """"inverted", "straight", "bare" or "capitals"."""
    initialled: bool


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


class _List(Tokens):
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

    def _edits(self, last: _Person) -> bool:
        return _EDITORS.match(self.text, self.at(last.next - 1).end, self.end) is not None

    def _first(self) -> _Person | None:
        return (
            self._inverted(0, initials=True)
            or self._bare(0)
            or self._straight(0, initials=True)
            or self._capitals(0)
            or self._inverted(0, initials=False)
            or self._straight(0, initials=False)
        )

    def _following(self, first: _Person, last: _Person) -> tuple[_Person | None, bool]:
        """The next name, and whether it is the last ("and" led to it)."""
        index, joined, parted = last.next, False, False
        while index < last.next + 4:
            token = self.at(index)
            if token.text in ",;":
                parted = True
            elif token.text in _CONJUNCTIONS or token.kind == "dots":
                joined = True
            else:
                break
            index += 1
        if not (joined or parted):
            spaced = first.form == "inverted" and self.at(last.next - 1).kind == "initials"
            return self._inverted(last.next, initials=True) if spaced else None, False
        person = self._like(first, index, joined=joined)
        return person, joined and person is not None

    def _like(self, first: _Person, index: int, *, joined: bool) -> _Person | None:
        """A name in a form that may follow the first one's."""
        if first.form == "bare":
            return self._bare(index, last=True)
        if first.form == "capitals":
            return self._capitals(index) or (
                self._straight(index, initials=False) if joined else None
            )
        initialled = self._straight(index, initials=True)
        if first.form == "straight":
            if first.initialled and not joined:
                return initialled
            return initialled or self._straight(index, initials=False)
        inverted = self._inverted(index, initials=True)
        if inverted is not None or (first.initialled and not joined):
            return inverted or initialled
        full = self._inverted(index, initials=False) if not initialled else None
        if full is not None and self._ends(full.next) and " " not in (full.name.family or ""):
            return full
        return initialled or self._straight(index, initials=False, listed=not joined)

    def _ends(self, index: int) -> bool:
        """True where a list may end or go on."""
        token = self.at(index)
        return token.text in ",;:.([&" or token.text in _CONJUNCTIONS or token.kind == "end"

    def _is_spaced(self, index: int) -> bool:
        """True for the first letter of "S F."."""
        token, near = self.at(index), self.at(index + 1)
        return (
            token.kind == "word"
            and len(token.text) == 1
            and (near.kind == "initials" or self._is_letter(index + 1))
        )

    def _closes(self, index: int) -> bool:
        """True where a name behind initials is a given name: "Roe, J. Alexander (2001)"."""
        return self.at(index).text in "(;&"

    def _inverted(self, index: int, *, initials: bool) -> _Person | None:
        """ "van Dijk, P. J., Jr." and, without `initials`, "Roe, Jane A." """
        start = index
        index, words = self._family(index)
        if not words or words > (_FAMILY_WORDS if initials else 2):
            return None
        most = 1 if words > 1 and not initials else _GIVEN_WORDS
        family, suffix = self.words(start, index), None
        early = _SUFFIX.match(self.text, self.at(index - 1).end, self.end)
        if early is not None:
            suffix = early["suffix"]
            index = self.past(index, early.end())
        if self.at(index).text != ",":
            return None
        index += 1
        start = index
        index, letters = self._given(index, most, initials=initials)
        if index == start or (initials and not letters):
            return None
        given = self.words(start, index)
        if not initials and (self._is_name(index) or _is_body(family, given)):
            return None
        if most == 1 and self.at(index).text != ".":
            return None  # "Jane Roe, Detours (2017)" begins with Jane
        while self.at(index).text in PARTICLES and self.at(index).text not in _CONJUNCTIONS:
            index += 1  # "Andrade, Mário de"
        late = _SUFFIX.match(self.text, self.at(index - 1).end, self.end)
        if late is not None and suffix is None:
            suffix = late["suffix"]
            index = self.past(index, late.end())
        return _Person(Name(family=family, given=given, suffix=suffix), index, "inverted", initials)

    def _family(self, index: int) -> tuple[int, int]:
        """Behind the family name, and its words without particles; 0 where it is none."""
        start, words = index, 0
        while self.at(index).text in PARTICLES:
            index += 1
        while words < _FAMILY_WORDS and self._is_name(index):
            if words and self.at(index).text in _SUFFIXES:
                break
            words += self.at(index).text.lower() not in PARTICLES
            index += 1
            while self.at(index).text in PARTICLES:
                index += 1
        tokens = map(folded, self.words(start, index).split()) if words > 1 else ()
        if any(token in THINGS or token in WORDS for token in tokens):
            return index, 0  # "Press Release, U.S. Department"
        return index, words

    def _given(self, index: int, most: int, *, initials: bool) -> tuple[int, bool]:
        """Behind the given names, and whether there are initials among them."""
        words, letters = 0, False
        while words < most:
            token = self.at(index)
            spaced = self._is_spaced(index) if initials else bool(words) and self._is_letter(index)
            spaced = spaced or (words > 0 and self._is_letter(index) and self._ends(index + 1))
            if token.kind == "initials" or spaced:
                letters = True
            elif not self._is_name(index) or (initials and not self._closes(index + 1)):
                break
            index, words = index + 1, words + 1
        if not words and initials and self._is_letter(index):
            if self._ends(index + 1) and self.at(index + 1).text != ".":
                return index + 1, True  # "Merleau-Ponty, M (1973)"
            if self.at(index + 1).text == "." and self._ends(index + 2):
                return index + 2, True  # "Roe, JA., Doe, K."
            if self._ends(index + 1):
                return index + 1, True
        return index, letters

    def _straight(self, index: int, *, initials: bool, listed: bool = False) -> _Person | None:
        """ "J. A. van Dijk" and, without `initials`, "Jane A. Roe".

        `listed`: persons stand before it and behind it, so that "Peter Amis" is one too.
        """
        start, names, last = index, 0, False
        if (self.at(index).kind == "initials") is not initials:
            return None
        while index < start + 6:
            token = self.at(index)
            if token.kind == "initials":
                last = False
            elif self._is_name(index):
                names, last = names + 1, True
            elif token.text in PARTICLES and index > start and token.text not in _CONJUNCTIONS:
                last = False
            else:
                break
            index += 1
        if not last or not names or (not initials and names < 2) or names > 4:
            return None
        words = self.words(start, index)
        if is_organisation(words) and not (listed and names < 3):
            return None
        name, suffix = person(words), _SUFFIX.match(self.text, self.at(index - 1).end, self.end)
        if suffix is not None:
            name = Name(family=name.family, given=name.given, suffix=suffix["suffix"])
            index = self.past(index, suffix.end())
        return _Person(name, index, "straight", initials)

    def _bare(self, index: int, *, last: bool = False) -> _Person | None:
        """ "van Dijk PJ": capitals without periods behind the family name.

        `last`: the period behind one letter may end the list.
        """
        start = index
        while self.at(index).text in PARTICLES or self.at(index).text in ("Von", "De", "Van"):
            index += 1
        words = 0
        while words < 2 and self._is_name(index):
            if self._is_letter(index) and self.at(index + 1).text != "(":
                break
            index, words = index + 1, words + 1
        if words and self.at(index).kind == "initials":
            return self._pointed(start, index, last=last)
        if words and [self.at(index).text, self.at(index + 2).text] == ["(", ")"]:
            name = Name(family=self.words(start, index), given=self.at(index + 1).text)
            pointed = self.at(index + 1).kind == "initials"
            return _Person(name, index + 3, "bare", True) if pointed else None
        if not words or not self._is_letter(index):
            return None
        family, given = self.words(start, index), self.at(index).text
        if family.isupper() and len(given) > 2:
            return None  # "ROSALIND FENN" in small capitals
        token = self.at(index + 1)
        if token.text not in ",;:.(" and token.text not in _CONJUNCTIONS and token.kind != "end":
            return None
        return _Person(Name(family=family, given=given), index + 1, "bare", True)

    def _pointed(self, start: int, index: int, *, last: bool) -> _Person | None:
        """ "Roe J." in a list, or with the period behind the letter that ends one."""
        token, near = self.at(index), self.at(index + 1)
        if near.text in ",;(" or near.text in _CONJUNCTIONS:
            name = Name(family=self.words(start, index), given=token.text)
            return _Person(name, index + 1, "bare", True)
        if not last or len(token.text) != len("J."):
            return None
        self.tokens[index] = Token("word", token.text[0], token.start, token.end - 1)
        name = Name(family=self.words(start, index), given=token.text[0])
        return _Person(name, index + 1, "bare", True)

    def _capitals(self, index: int) -> _Person | None:
        """ "ROE Jane" and "VAN DIJK Pieter": capitals tell the family name."""
        start = index
        while index < start + 3 and self._is_shouted(index):
            index += 1
        if index == start:
            return None
        family, given = self.words(start, index), index
        while index < given + 2 and self._is_name(index) and not self._is_shouted(index):
            index += 1
        if index == given:
            return None
        if family in ACRONYMS or is_organisation(f"- {self.words(given, index)}"):
            return None  # "TRAC Immigration"
        name = Name(family=family, given=self.words(given, index))
        return _Person(name, index, "capitals", True)

    def _is_shouted(self, index: int) -> bool:
        token = self.at(index)
        return token.kind == "word" and len(token.text) > 2 and token.text.isupper()

    def _is_letter(self, index: int) -> bool:
        """True for initials without periods: "JA", "J-P"."""
        token = self.at(index)
        letters = token.text.replace("-", "")
        if letters.title() in _SUFFIXES or letters in _SUFFIXES:
            return False
        return token.kind == "word" and letters.isupper() and len(letters) <= _CAPITALS

    def _is_name(self, index: int) -> bool:
        token = self.at(index)
        return (
            token.kind == "word"
            and len(token.text) > 1
            and token.text[0].isupper()
            and folded(token.text) not in NO_NAMES
            and not token.text[-1].isdigit()
        )


def _is_body(family: str, given: str) -> bool:
    """True for "AP, Judge Blocks Order": no person is called so."""
    short = family.isupper() and len(family) < _SHOUTED
    return short or family in ACRONYMS or is_organisation(given)
