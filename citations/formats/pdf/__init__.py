"""PDF: pages of placed characters, read back into paragraphs and notes.

Rules kept here:
- PDFium never runs in this process. What a page holds is read, and laid out, in a worker with
  bounds on time and memory (see `process`); so a file that crashes PDFium is one clear line.
- Nothing of that is imported before the first PDF is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.formats.format import Format, has_suffix

if TYPE_CHECKING:
    from citations.passage import Layout

_SUFFIXES = (".pdf",)
_HEAD = 1024
"""Bytes before which the header has to come (PDF 32000-1, annex H.3, implementation note 13)."""


def _detect(data: bytes, path: str) -> int:
    at = data.find(b"%PDF-", 0, _HEAD)
    if at == 0:
        return 100
    if at > 0:
        return 90 if has_suffix(path, _SUFFIXES) else 60
    return 0


def _layout(data: bytes) -> Layout:
    from .process import WORKERS

    return WORKERS.read(data)


PDF = Format("pdf", _SUFFIXES, _detect, _layout)

__all__ = ["PDF"]
