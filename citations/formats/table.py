"""The table of formats."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .docx import DOCX
from .eml import EML
from .epub import EPUB
from .format import Format
from .html import HTML
from .markdown import MARKDOWN
from .pandoc import ODT, ORG, RST, RTF, TEX
from .pdf import PDF
from .text import TEXT

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (TEXT, MARKDOWN, HTML, DOCX, PDF, EML, ODT, EPUB, TEX, RST, RTF, ORG)
    }
)
"""Name → format. A new format is one more entry."""
