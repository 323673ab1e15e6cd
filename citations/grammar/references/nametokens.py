"""The words, initials and marks of a list of names, one by one.

Rules kept here:
- A token is made when it is asked for, and once; what marks authors ("*") is passed over.
"""

from __future__ import annotations

from citations.values import value

from ...late import late_regex

_TOKEN = late_regex(
    r"(?P<initials>(?:[^\W\d_a-z](?:[.]|(?<=[CTPS])h[.]|(?<=Y)[uae][.]|(?<=Z)h[.])(?:-|\s-(?=[^\W\d_]\.))?\s?){1,6})"
    r"|(?P<word>[^\W\d_](?:\w|[’'‘-](?=\w)|-\s(?=[^\W\d_]\.))*)"
    r"|(?P<dots>…|\.\s?\.\s?\.)"
    r"|(?P<mark>\S)"
)
_FLAGS = frozenset("*†‡§")
"""What marks authors who share a part, and is none of the name."""


@value
class Token:
    """One word, initials, or a mark."""

    kind: str
    text: str
    start: int
    end: int


class Tokens:
    """The tokens of `text[start:end]`."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.tokens: list[Token] = []
        self._scan = _TOKEN.finditer(text, start, end)

    def past(self, index: int, offset: int) -> int:
        """The first token that begins at `offset` or behind it."""
        while self.at(index).start < offset:
            index += 1
        return index

    def words(self, start: int, stop: int) -> str:
        """The text of the tokens from `start` to `stop`, the last left out."""
        words = self.text[self.at(start).start : self.at(stop - 1).end]
        return " ".join(words.split())

    def at(self, index: int) -> Token:
        """The token at `index`; one of kind "end" behind the last."""
        while index >= len(self.tokens):
            found = next(self._scan, None)
            if found is None:
                return Token("end", "\0", self.end, self.end)
            kind = found.lastgroup or ""
            words = found.group().rstrip()
            if words in _FLAGS:
                continue
            self.tokens.append(Token(kind, words, found.start(), found.start() + len(words)))
        return self.tokens[index]
