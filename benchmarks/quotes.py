"""What it costs to look quotations up: 10,000 of them against texts of 150 KB, on one core.

    python benchmarks/quotes.py [--quotations 10000] [--texts 50]

A fifth each stands word for word, has one word changed, has an ellipsis, has a "not" added, is not
there at all. Texts and words are made up from a fixed seed; each text is prepared once. Processor
time is told, and whether every grade is what it must be.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from itertools import accumulate

from checker import SourceText, match_quotation
from checker.model import QuoteGrade
from citations.model import Quotation, Span

CHARACTERS = 150_000
KINDS = ("as it stands", "a word changed", "an ellipsis", "a not added", "made up")
WANTED = (
    {QuoteGrade.EXACT},
    {QuoteGrade.WORDS_DIFFER},
    {QuoteGrade.ALTERED_OK, QuoteGrade.WORDS_DIFFER},
    {QuoteGrade.WORDS_DIFFER},
    {QuoteGrade.NOT_FOUND, QuoteGrade.WORDS_DIFFER},
)


class Words:
    """A language of 6,000 words, the commonest the most often."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # no secret
        letters = "etaoinshrdlucmfwypvbgk"
        self._words = [
            "".join(self.random.choices(letters, k=self.random.randint(2, 9))) for _ in range(6000)
        ]
        self._weights = list(accumulate(1 / (rank + 1) for rank in range(6000)))

    def draw(self, count: int) -> list[str]:
        """Some words in a row."""
        return self.random.choices(self._words, cum_weights=self._weights, k=count)

    def text(self) -> str:
        """A text of CHARACTERS."""
        drawn = self.draw(CHARACTERS // 4)
        return " ".join(
            f"{word.capitalize()}." if at % 17 == 0 else word for at, word in enumerate(drawn)
        )[:CHARACTERS]


def quoted(kind: int, words: list[str], language: Words) -> Quotation:
    """A quotation of one of KINDS from a text's words."""
    length = language.random.randint(6, 30)
    at = language.random.randrange(len(words) - length)
    some = words[at : at + length]
    segments: tuple[str, ...] | None = None
    if kind == 1:
        some[length // 2] = "changed"
    elif kind == 2:
        segments = (" ".join(some[: length // 3]), " ".join(some[length // 2 :]))
        some = [*some[: length // 3], ". . .", *some[length // 2 :]]
    elif kind == 3:
        some.insert(length // 2, "not")
    elif kind == 4:
        some = language.draw(length)
    said = " ".join(some)
    return Quotation(f"“{said}”", Span(0, len(said) + 2), segments or (said,))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quotations", type=int, default=10_000)
    parser.add_argument("--texts", type=int, default=50)
    options = parser.parse_args()
    language = Words(3)
    spent: Counter[str] = Counter()
    grades: Counter[tuple[str, str]] = Counter()
    wrong = 0
    for _ in range(options.texts):
        text = language.text()
        words = text.split()
        begun = time.process_time()
        source = SourceText(text)
        spent["preparing"] += time.process_time() - begun
        for number in range(options.quotations // options.texts):
            kind = number % len(KINDS)
            quotation = quoted(kind, words, language)
            begun = time.process_time()
            grade = match_quotation(quotation, source).grade
            spent[KINDS[kind]] += time.process_time() - begun
            grades[KINDS[kind], grade] += 1
            wrong += grade not in WANTED[kind]
    told = sum(grades.values())
    print(f"{told:,} quotations, {options.texts} texts of {CHARACTERS:,} characters")
    for name, seconds in spent.items():
        print(f"  {name:15} {seconds:7.2f} s")
    print(f"  {'together':15} {sum(spent.values()):7.2f} s of processor time (bar: 60 s)")
    for (name, grade), count in sorted(grades.items()):
        print(f"  {name:15} {grade:17} {count:6,}")
    print(f"wrong grades: {wrong}")


if __name__ == "__main__":
    main()
