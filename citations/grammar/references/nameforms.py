"""The forms in which a list prints one name, read off its tokens.

Rules kept here:
- "Roe, J. A." (inverted), "J. A. Roe", "J A Roe" and "Jane Roe" (straight), "Roe JA" (bare), "ROE
  Jane" (capitals tell the family name).
- Tokens are taken one by one within a bound; nothing is tried twice.
"""

from __future__ import annotations

from citations.model import Name
from citations.values import value

from ...late import late_regex
from ..authors import NO_NAMES, PARTICLES, person
from ..organisations import ACRONYMS, THINGS, WORDS, folded, is_organisation
from .nametokens import Token, Tokens

_SUFFIX = late_regex(r",?\s(?P<suffix>(?:Jr|Sr)\b\.?|(?:II|III|IV)\b)")
_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))
CONJUNCTIONS = frozenset(("&", "and", "et", "und", "y", "e", "och", "en", "AND"))
_ENDING = frozenset(",;:.([&/–—12")
"""What may stand behind a name; a digit begins a year."""
_NAMED_AFTER = frozenset(
    ("Center", "Centre", "College", "Foundation", "Hospital", "Institute", "Library", "School")
)
"""What bears a person's name: "John F. Kennedy School of Government"."""
_FAMILY_WORDS = 3
_GIVEN_WORDS = 4
_YEAR = late_regex(r"(?:1[5-9]|20)\d\d(?!\d)")
_SHOUTED = 3
"""No family name in capitals has fewer letters."""
_CAPITALS = 4
"""Bare initials have no more letters: "Roe JAKB"."""


@value
class Person:
    """One name, and how it is printed."""

    name: Name
    next: int
    """Index of the token behind it."""
    form: str
    """"inverted", "straight", "bare" or "capitals"."""
    initialled: bool


class Forms(Tokens):
    """Reads one name at a token, in the form that is asked for; None where it has another."""

    def ends(self, index: int) -> bool:
        """True where a list may end or go on."""
        token = self.at(index)
        return token.text in _ENDING or token.text in CONJUNCTIONS or token.kind == "end"

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

    def inverted(self, index: int, *, initials: bool) -> Person | None:
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
        while self.at(index).text in PARTICLES and self.at(index).text not in CONJUNCTIONS:
            index += 1  # "Andrade, Mário de"
        late = _SUFFIX.match(self.text, self.at(index - 1).end, self.end)
        if late is not None and suffix is None:
            suffix = late["suffix"]
            index = self.past(index, late.end())
        return Person(Name(family=family, given=given, suffix=suffix), index, "inverted", initials)

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
            spaced = spaced or (words > 0 and self._is_letter(index) and self.ends(index + 1))
            spaced = spaced and not (words > 0 and self._opens_title(index))
            if token.kind == "initials" or spaced:
                letters = True
            elif not self._is_name(index) or (initials and not self._closes(index + 1)):
                break
            index, words = index + 1, words + 1
        if not words and initials and self._is_letter(index):
            if self.ends(index + 1) and self.at(index + 1).text != ".":
                return index + 1, True  # "Merleau-Ponty, M (1973)"
            if self.at(index + 1).text == "." and self.ends(index + 2):
                return index + 2, True  # "Roe, JA., Doe, K."
            if self.ends(index + 1):
                return index + 1, True
        return index, letters

    def _opens_title(self, index: int) -> bool:
        """True for the article in "Roe, Jane B. A Long Title": its letter has no period."""
        return self.at(index).text == "A" and self.at(index - 1).kind == "initials"

    def straight(self, index: int, *, initials: bool, listed: bool = False) -> Person | None:
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
            elif names == 1 and self._is_single(index) and self._is_name(index + 1):
                last = False  # "Jane A Roe"
            elif self._is_name(index):
                names, last = names + 1, True
            elif token.text in PARTICLES and index > start and token.text not in CONJUNCTIONS:
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
        return Person(name, index, "straight", initials)

    def bare(self, index: int, *, last: bool = False) -> Person | None:
        """ "van Dijk PJ": capitals without periods behind the family name.

        `last`: the period behind one letter may end the list.
        """
        start = index
        while self.at(index).text in PARTICLES or self.at(index).text in ("Von", "De", "Van"):
            index += 1
        words = 0
        while words < 2 and self._is_name(index):
            if self._is_letter(index) and self.at(index + 2).kind != "initials":
                break  # "ROE (J.)" goes on, "Roe JA (eds.)" does not
            index, words = index + 1, words + 1
        if words and self.at(index).kind == "initials":
            return self._pointed(start, index, last=last)
        if words and [self.at(index).text, self.at(index + 2).text] == ["(", ")"]:
            name = Name(family=self.words(start, index), given=self.at(index + 1).text)
            pointed = self.at(index + 1).kind == "initials"
            return Person(name, index + 3, "bare", True) if pointed else None
        if not words or not self._is_letter(index):
            return None
        family, first = self.words(start, index), index
        index += 1
        while self._is_single(first) and index < first + 3 and self._is_single(index):
            index += 1  # "Roe J A"
        pointed = self._is_single(first) and self.at(index).kind == "initials"
        if pointed and len(self.at(index).text) == len("J."):
            self._split(index)
            index += 1  # "Roe J A. Title"
        given = self.words(first, index)
        if family.isupper() and len(given) > 2 and " " not in given:
            return None  # "ROSALIND FENN" in small capitals
        while self.at(index).text in PARTICLES and self.at(index).text not in CONJUNCTIONS:
            index += 1  # "Houten J van"
        if not (pointed or self.ends(index)):
            return None
        if self.at(index).text == "." and self.at(index + 1).text in ",;":
            index += 1  # "Roe JA., Doe K."
        return Person(Name(family=family, given=given), index, "bare", True)

    def _split(self, index: int) -> None:
        """Take the period off an initial: it ends the list."""
        token = self.at(index)
        self.tokens[index] = Token("word", token.text[0], token.start, token.end - 1)

    def _is_single(self, index: int) -> bool:
        return len(self.at(index).text) == 1 and self._is_letter(index)

    def lettered(self, index: int, *, least: int) -> Person | None:
        """ "J A Roe" and, behind an "and", "JA Roe": initials without periods lead."""
        start = index
        while index < start + 3 and self._is_letter(index) and not self._is_name(index):
            index += 1
        if index - start < least and not (least == 1 and self._is_letter(index)):
            return None
        index = max(index, start + 1)
        family = index
        while self.at(index).text in PARTICLES:
            index += 1
        if not self._is_name(index) or self.at(index).text.isupper():
            return None
        index += 1
        if not self.ends(index):
            return None
        name = Name(family=self.words(family, index), given=self.words(start, family))
        return Person(name, index, "straight", True)

    def alone(self, index: int) -> Person | None:
        """ "Roe J." before a title; "Jane R. Doe, Title" begins with Jane."""
        start = index
        while index < start + 2 and self._is_name(index):
            index += 1
        token, word, near = self.at(index), self.at(index + 1), self.at(index + 2)
        pointed = token.kind == "initials" and len(token.text) == len("J.")
        beyond = self.at(index + 3).text
        joins = near.text in CONJUNCTIONS and (beyond[0].isupper() or beyond in ("al", "others"))
        joins = joins or near.text in _SUFFIXES  # "Jane J. Roe III, John Doe & Kay Poe"
        if index == start or not pointed or near.text in _ENDING or joins:
            return None
        opens = word.kind == "word" and word.text[0].isupper() and word.text not in PARTICLES
        if not (opens or word.kind == "end" or word.text in "12"):
            return None
        if near.text in _NAMED_AFTER:
            return None
        self._split(index)
        name = Name(family=self.words(start, index), given=self.at(index).text)
        return Person(name, index + 1, "bare", True)

    def _pointed(self, start: int, index: int, *, last: bool) -> Person | None:
        """ "Roe J." in a list, or with the period behind the letter that ends one."""
        token, near = self.at(index), self.at(index + 1)
        dated = _YEAR.match(self.text, near.start) is not None  # "Roe J.A. 2007. A Title"
        if near.text in ",;(" or near.text in CONJUNCTIONS or dated:
            name = Name(family=self.words(start, index), given=token.text)
            return Person(name, index + 1, "bare", True)
        if not last or len(token.text) != len("J."):
            return None
        self._split(index)
        name = Name(family=self.words(start, index), given=token.text[0])
        return Person(name, index + 1, "bare", True)

    def capitals(self, index: int) -> Person | None:
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
        return Person(name, index, "capitals", True)

    def _is_shouted(self, index: int) -> bool:
        token = self.at(index)
        return token.kind == "word" and len(token.text) > 2 and token.text.isupper()

    def _is_letter(self, index: int) -> bool:
        """True for initials without periods: "JA", "J-P"."""
        token = self.at(index)
        letters = token.text.replace("-", "")
        led = index > 0 and self.at(index - 1).text == ","  # "DOE, JR.", but "Doe JR"
        if letters in _SUFFIXES or (led and letters.title() in _SUFFIXES):
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
    short = short or any(folded(token) in THINGS for token in given.split())
    return short or family in ACRONYMS or is_organisation(given)
