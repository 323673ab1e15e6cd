"""Letters read, and what can be told of them without asking anyone.

Rules kept here:
- Nothing that asks the web or keeps answers is imported: `extract` starts in half the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from citations.model import Document
from results.model import DocumentReport, Dossier

from .ignores import inline_rules, sift
from .readers import Letter, read_letter, read_letters
from .settings import Settings
from .sources import Problem, Source, Web, expand, read_bytes


def read_documents(paths: Sequence[str], settings: Settings) -> Iterator[Document | Problem]:
    """Every document that the paths name, and every file that is none."""
    yield from read_letters(map(_loaded, expand(paths, Web(settings.asking()))))


def read_document(source: Source) -> Document | Problem:
    """One file, read."""
    found = _loaded(source)
    return read_letter(found) if isinstance(found, Letter) else found


def _loaded(source: Source | Problem) -> Letter | Problem:
    """The letter's bytes, or why there are none."""
    if isinstance(source, Problem):
        return source
    data = read_bytes(source)
    return data if isinstance(data, Problem) else letter_of(data, source)


def letter_of(data: bytes, source: Source) -> Letter:
    """The bytes with the name and the address that they are read under."""
    return Letter(data, source.path, source.address() if source.address else None)


def structure_of(document: Document, settings: Settings) -> DocumentReport:
    """What can be found in a letter without asking anyone."""
    from results import adjusted, find

    dossier = Dossier(document)
    rules = (*settings.ignore, *inline_rules(document.text, document.path))
    found = adjusted(find(dossier), settings.findings)
    sifted = sift(found, dossier, rules, datetime.now(UTC).date())
    return DocumentReport(dossier, sifted.kept)
