r"""The cited works as BibTeX.

Rules kept here:
- Entry types and fields are those that every BibTeX style knows; `url`, `doi`, `isbn`, `eprint` and
  `urldate` are biblatex's and are passed over by older styles.
- BibTeX counts braces whether or not a backslash stands before them, so a brace in a text is a
  command (`\textbraceleft{}`), never `\{`. `url` and `doi` are read as they stand, so nothing is
  escaped there; the few characters that would end the field are percent-encoded.
- Styles put titles in lower case: words with capitals of their own (NASA, U.S.C.) are protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TextIO

from citations.model import CitationType, Name

from ...model import DocumentReport
from ..format import ReportOptions
from ..harmless.encoding import is_utf8
from .cited import Work, date_parts, line, works

_TYPES: Mapping[CitationType, str] = MappingProxyType(
    {
        CitationType.ARTICLE_JOURNAL: "article",
        CitationType.ARTICLE_NEWSPAPER: "article",
        CitationType.BOOK: "book",
        CitationType.CHAPTER: "incollection",
        CitationType.REPORT: "techreport",
    }
)
"""Type → entry type; everything else is `misc`."""
_CONTAINERS: Mapping[str, str] = MappingProxyType(
    {"article": "journal", "incollection": "booktitle", "misc": "howpublished"}
)
_PUBLISHERS: Mapping[str, str] = MappingProxyType(
    {"techreport": "institution", "misc": "organization"}
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{each: f"\\{each}" for each in "$&%#_"},
    }
)
_VERBATIM = str.maketrans({each: f"%{ord(each):02X}" for each in '{}\\ <>"^`|'})
_CAPITAL_INSIDE = re.compile(r"\w\W?[A-Z]")


def write_bibtex(documents: Iterable[DocumentReport], out: TextIO, options: ReportOptions) -> None:
    """One entry per work, an empty line between."""
    del options
    before = ""
    for work in works(documents):
        out.write(before + _encoded(_entry(work), out))
        before = "\n"


def _entry(work: Work) -> str:
    kind = _TYPES.get(work.citation.type, "misc")
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(work, kind))
    return f"@{kind}{{{work.key},\n{fields}}}\n"


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    citation = work.citation
    if citation.authors:
        yield "author", f"{{{' and '.join(_name(name) for name in citation.authors)}}}"
    yield "title", f"{{{_title(work.title)}}}"
    container = _CONTAINERS.get(kind, "series")
    yield from _texts(
        {
            container: citation.container,
            _PUBLISHERS.get(kind, "publisher"): citation.publisher,
            "institution": citation.court,
            "volume": citation.volume,
            "pages": citation.first_page,
            "isbn": work.isbn,
            "pmid": work.identifier("pmid"),
            "pmcid": work.identifier("pmcid"),
        }
    )
    yield from _dates(work)
    if arxiv := work.identifier("arxiv"):
        yield "eprint", f"{{{_verbatim(arxiv)}}}"
        yield "archiveprefix", "{arXiv}"
    if doi := work.identifier("doi"):
        yield "doi", f"{{{_verbatim(doi)}}}"
    if work.url:
        yield "url", f"{{{_verbatim(work.url)}}}"


def _texts(fields: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    for name, text in fields.items():
        if text:
            yield name, f"{{{line(text).translate(_ESCAPES)}}}"


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    parts = date_parts(work.citation.date)
    if not parts and work.citation.date:
        yield from _texts({"note": work.citation.date.raw})
    for name, part in zip(("year", "month", "day"), parts, strict=False):
        # Months are BibTeX's own macros, which styles print in their language.
        yield name, _MONTHS[part - 1] if name == "month" else f"{{{part}}}"
    if accessed := date_parts(work.citation.accessed):
        yield "urldate", f"{{{'-'.join(f'{part:02}' for part in accessed)}}}"


def _title(title: str) -> str:
    """Each word with a capital past its first letter in braces."""
    return " ".join(
        f"{{{escaped}}}" if _CAPITAL_INSIDE.search(word) else escaped
        for word, escaped in ((word, word.translate(_ESCAPES)) for word in title.split())
    )


def _name(name: Name) -> str:
    """ "Family, Suffix, Given"; what BibTeX would take apart stands in braces of its own."""
    if name.family is None:
        return f"{{{line(name.literal or name.given or '').translate(_ESCAPES)}}}"
    parts = [part for part in (name.family, name.suffix, name.given) if part]
    if len(parts) < 2:
        # Alone, "de la Rue" would be a Rue with the given name "de la".
        return f"{{{line(''.join(parts)).translate(_ESCAPES)}}}"
    return ", ".join(map(_part, parts))


def _part(text: str) -> str:
    text = line(text)
    escaped = text.translate(_ESCAPES)
    taken_apart = "," in text or "and" in text.casefold().split()
    return f"{{{escaped}}}" if taken_apart else escaped


def _verbatim(text: str) -> str:
    return line(text).translate(_VERBATIM)


def _encoded(text: str, out: TextIO) -> str:
    r"""For a stream that is not UTF-8: `\symbol{…}`, which XeLaTeX and LuaLaTeX read."""
    if is_utf8(out):
        return text
    return "".join(each if each.isascii() else f"{{\\symbol{{{ord(each)}}}}}" for each in text)
