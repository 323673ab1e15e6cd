"""The table of writers: a new one is a new file and one line here.

Rules kept here:
- A writer is pure: a file's bytes and proposals in, bytes out.
- A format without a writer (PDF) is told as a list of what to change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from citations.model import Document

from .model import FixRefused, Marking, Proposal
from .spans import rewritten

Fixer = Callable[[bytes, Document, Sequence[Proposal], Marking], bytes]
"""(file, how it was read, compatible proposals, marking) → file. Raises FixRefused."""


def _plain(
    data: bytes, document: Document, proposals: Sequence[Proposal], marking: Marking
) -> bytes:
    if document.encoding is None:
        raise FixRefused("is no text file")
    return rewritten(data, document.text, document.encoding, proposals)


def _word(
    data: bytes, document: Document, proposals: Sequence[Proposal], marking: Marking
) -> bytes:
    from .docx import write_docx

    return write_docx(data, document, proposals, marking)


FIXERS: Mapping[str, Fixer] = {
    "text": _plain,
    "markdown": _plain,
    "html": _plain,
    "docx": _word,
}
"""Name of a format → its writer."""
