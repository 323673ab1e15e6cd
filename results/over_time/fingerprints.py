"""What makes two findings of two runs the same one.

Rules kept here:
- A fingerprint is made of code, letter, note and address; of the message only where there is no
  address, and then without its numbers. Lines move, and what the web says changes daily.
- Two findings of one letter that would share a fingerprint are told apart by their order.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..model import Finding

_NUMBERS = re.compile(r"[0-9]+")
_LENGTH = 32
"""Hexadecimal digits kept of a SHA-256: 128 bits."""


def fingerprint(finding: Finding, ordinal: int = 1) -> str:
    """32 hexadecimal digits, the same in every run in which this finding is found again.

    Args:
        ordinal: from 1, among those findings of the letter that are otherwise the same.
    """
    about = finding.url if finding.url is not None else _NUMBERS.sub("#", finding.message)
    parts = (finding.code, plain_path(finding.path), finding.note or "", about, str(ordinal))
    text = "\0".join(parts)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:_LENGTH]


def fingerprinted(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """The findings of one letter, each with a fingerprint that no other one has."""
    seen: Counter[str] = Counter()
    for finding in findings:
        first = fingerprint(finding)
        seen[first] += 1
        yield (first if seen[first] == 1 else fingerprint(finding, seen[first])), finding


def plain_path(path: str) -> str:
    """The path with forward slashes and without a leading `./`."""
    return path.replace("\\", "/").removeprefix("./")
