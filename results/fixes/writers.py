"""The table of writers: a new one is a new file and one line here.

Rules kept here:
- A writer is pure: a file's bytes and proposals in, bytes out.
- A format without a writer (PDF) is told as a list of what to change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from citations.model import Document

from .model import FixRefused, Proposal
from .spans import rewritten


@dataclass(frozen=True, slots=True)
class Marking:
    """How tracked changes are signed."""

    at: datetime
    """UTC."""
    author: str = "pincite"


Fixer = Callable[[bytes, Document, Sequence[Proposal], Marking], bytes]
"""(file, how it was read, compatible proposals, marking) → file. Raises FixRefused."""


def _plain(
    data: bytes, document: Document, proposals: Sequence[Proposal], marking: Marking
) -> bytes:
    if document.encoding is None:
        raise FixRefused("is no text file")
    return rewritten(data, document.text, document.encoding, proposals)


FIXERS: Mapping[str, Fixer] = {
    "text": _plain,
    "markdown": _plain,
    "html": _plain,
}
"""Name of a format → its writer."""
