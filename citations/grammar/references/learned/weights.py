"""The learned weights, as the file beside this module holds them.

Rules kept here:
- Written by benchmarks/learn_references.py and by nothing else; its first line says when, from how
  many references, and in which order the labels stand.
- Loaded when a reference first asks, and a row is parsed when a word first has its feature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("weights.txt")
VERSION = 1
SCALE = 100
"""Weights are written as whole hundredths."""
_WEIGHT = re.compile(r"([A-Z])(-?\d+)")


class Weights:
    """What each feature says for each label."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the lines of a file: its head, one row a label, then one a feature.

        Raises:
            ValueError: the file is of another version, or no such file at all.
        """
        head = dict(part.split("=", 1) for part in lines[0].split())
        if head["version"] != str(VERSION):
            raise ValueError(f"weights of version {head['version']}")
        self.head = head
        self.labels: str = head["labels"]
        count = len(self.labels)
        self._at = {label: at for at, label in enumerate(self.labels)}
        self.following = [self._row(line.split("\t")[1]) for line in lines[1 : count + 1]]
        self._written = dict(line.split("\t", 1) for line in lines[count + 1 :])
        self._rows: dict[str, list[float] | None] = {}
        self._none = [0.0] * count

    def score(self, features: Iterable[str]) -> list[float]:
        """The score of each label for a word with these features."""
        rows = [row for feature in features if (row := self._row_of(feature)) is not None]
        return [float(sum(column)) for column in zip(*rows, strict=True)] if rows else self._none

    def _row_of(self, feature: str) -> list[float] | None:
        try:
            return self._rows[feature]
        except KeyError:
            written = self._written.get(feature)
            if written is None:
                return None  # not kept: features of hostile text are without number
            row = self._rows[feature] = self._row(written)
            return row

    def _row(self, written: str) -> list[float]:
        row = [0.0] * len(self._at)
        for label, weight in _WEIGHT.findall(written):
            row[self._at[label]] = int(weight) / SCALE
        return row


@cache
def shipped() -> Weights:
    """The weights that this package holds."""
    return Weights(FILE.read_text(encoding="utf-8").splitlines())
