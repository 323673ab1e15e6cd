"""Texts with the URLs that a reader sees in them, by kind.

Rules kept here:
- Each `*.txt` beside this file is a suite. A line that begins with `%` is a remark; any other is a
  text, and the lines after it that begin with two spaces are the URLs in it, in order, as written.
- The texts are written for this project, in the kinds that public suites have (linkify-it's
  fixtures, the `linkify` crate's tests, twitter-text's conformance data, CommonMark's autolinks).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the URLs in it."""

    suite: str
    text: str
    urls: tuple[str, ...]


def cases() -> dict[str, list[Case]]:
    """Every suite with its cases, sorted by name."""
    return {
        path.stem: list(_read(path.stem, path.read_text(encoding="utf-8")))
        for path in sorted(Path(__file__).parent.glob("*.txt"))
    }


def _read(suite: str, text: str) -> list[Case]:
    read: list[Case] = []
    for line in text.split("\n"):
        if not line or line.startswith("%"):
            continue
        if line.startswith("  "):
            last = read.pop()
            read.append(Case(suite, last.text, (*last.urls, line[2:])))
        else:
            read.append(Case(suite, line, ()))
    return read
