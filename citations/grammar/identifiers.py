"""Registered names: DOI, arXiv, PubMed, ISBN, Handle, ARK, govinfo and the European Union's (CELEX,
ELI, ECLI); in words and inside URLs.

Rules kept here:
- An ISBN counts only when its check digit is right.
- A DOI keeps balanced parentheses and the angle brackets of a SICI; the punctuation of the sentence
  and what a publisher's URL hangs on (`/abstract`, `.pdf`, a query) is not part of it.
- Values are normalised: a DOI in lower case, an ISBN without hyphens, an ARK with "ark:/", an ELI
  as the address that the Union gives it, an ECLI with "ECLI:".
- A CELEX number counts only where its word, or EUR-Lex's address, stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from citations.model import Identifier

from ..late import late_regex

_HINTS = (
    "10.",
    "arxiv",
    "pmid",
    "pmc",
    "isbn",
    "hdl",
    "handle",
    "ark:",
    "pubmed",
    "dcpd",
    "govinfo",
    "celex",
    "/eli/",
    "ecli:",
)
_DOI = late_regex(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,4}/[^\s\"“”]{1,300}")
_DOI_TAIL = late_regex(
    r"(?:/(?:abstract|full|pdf|epdf|epub|meta|summary|fulltext|html|references|pdfplus))+$"
    r"|(?:\.(?:full|long|short|abstract))?(?:\.pdf|\.html?)?$",
    re.IGNORECASE,
)
_OLD_ARXIV = r"[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?"
_NEW_ARXIV = r"\d{4}\.\d{4,5}(?:v\d{1,2})?"
_ARXIV = re.compile(
    r"(?:arxiv:\s?|arxiv\.org/(?:abs|pdf|html|format)/|arxiv\.)"
    rf"(?P<id>{_NEW_ARXIV}|{_OLD_ARXIV})(?!\d)",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"(?:\bPMID:?\s{0,2}|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)"
    r"(?P<id>\d{1,9})(?!\d)",
    re.IGNORECASE,
)
_PMCID = re.compile(r"(?<![A-Za-z0-9])(?P<id>PMC\d{4,9})(?!\d)")
_ISBN = late_regex(r"\bISBN(?:-?1[03])?:?\s{0,2}(?P<id>\d[\d ‐‑–-]{7,20}[\dXx])", re.IGNORECASE)
_HANDLE = late_regex(
    r"(?:\bhdl:\s?|hdl\.handle\.net/|\bhandle/)(?P<id>\d[\d.]{2,20}/[^\s\"“”?#]{1,200})",
    re.IGNORECASE,
)
_ARK = late_regex(r"\bark:/?(?P<id>\d{5,9}/[^\s\"“”?#]{1,200})", re.IGNORECASE)
_DCPD = late_regex(
    r"\b(?P<year>(?:19|20)\d\d)\s{1,3}DCPD(?:\s{1,3}No\.?)?\s{0,3}(?P<number>\d{1,5})(?!\d)"
    r"|\bDCPD-?(?P<package>(?:19|20)\d{7})(?!\d)"
)
_GOVINFO = late_regex(
    r"govinfo\.gov/(?:app/details|content/pkg|metadata/pkg)/(?P<id>[A-Z]{2,12}-[\w-]{3,60})"
)
_CELEX = late_regex(
    r"\bcelex(?:\s?(?:no\.?|number|nr\.?))?(?::\s?|/|\s)"
    r"(?P<id>[0-9CE](?:19|20)\d\d[A-Z]{1,2}\d{4}(?:-\d{8}|\(\d\d\)|R\(\d\d\))?)(?!\w)",
    re.IGNORECASE,
)
_ELI = late_regex(
    r"\b(?:data|eur-lex)\.europa\.eu/eli/(?P<id>[a-z_]{2,20}/[^\s\"“”<>?#]{1,200})", re.IGNORECASE
)
_ECLI = late_regex(
    r"\b(?P<id>ECLI:[A-Z]{2}:[A-Za-z][A-Za-z0-9]{0,6}:(?:1[89]|20)\d\d:[A-Za-z0-9.]{1,25})(?![\w:])"
)
_CLOSED_BY = {")": "(", "]": "[", ">": "<", "}": "{"}
_ENDING = ".,;:!?'’\"”*_"


def find(texts: Iterable[str]) -> tuple[Identifier, ...]:
    """Identifiers in the words and URLs of one citation, each once, in order of the texts."""
    found: dict[tuple[str, str], Identifier] = {}
    for text in texts:
        folded = text.lower()
        for hint in _HINTS:
            if hint in folded:
                for identifier in _in(text):
                    found.setdefault((identifier.scheme, identifier.value), identifier)
                break
    return tuple(found.values())


def _in(text: str) -> Iterator[Identifier]:
    is_url = text.startswith(("http://", "https://"))
    plain = unquote(text) if is_url else text
    for match in _DOI.finditer(plain):
        yield Identifier("doi", _doi(match.group(), is_url or _in_url(plain, match.start())))
    for scheme, pattern in (("arxiv", _ARXIV), ("pmid", _PMID), ("pmcid", _PMCID)):
        for match in pattern.finditer(plain):
            yield Identifier(scheme, match["id"])
    for match in _ISBN.finditer(plain):
        digits = "".join(c for c in match["id"] if c.isalnum()).upper()
        isbn = next((d for d in (digits, digits[:13], digits[:10]) if is_isbn(d)), None)
        if isbn is not None:
            yield Identifier("isbn", isbn)
    for match in _HANDLE.finditer(plain):
        yield Identifier("handle", _trimmed(match["id"]))
    for match in _ARK.finditer(plain):
        yield Identifier("ark", "ark:/" + _trimmed(match["id"]))
    for match in _DCPD.finditer(plain):
        number = match["package"] or match["year"] + match["number"].zfill(5)
        yield Identifier("govinfo", "DCPD-" + number)
    for match in _GOVINFO.finditer(plain):
        yield Identifier("govinfo", match["id"])
    for match in _CELEX.finditer(plain):
        yield Identifier("celex", match["id"].upper())
    for match in _ELI.finditer(plain):
        yield Identifier("eli", "http://data.europa.eu/eli/" + _trimmed(match["id"]))
    for match in _ECLI.finditer(plain):
        yield Identifier("ecli", _trimmed(match["id"]))


def is_isbn(digits: str) -> bool:
    """True for ten or thirteen digits with a right check digit (ISO 2108)."""
    if len(digits) == 10 and digits[:9].isdigit() and (digits[9].isdigit() or digits[9] == "X"):
        values = [10 if c == "X" else int(c) for c in digits]
        return sum((10 - place) * value for place, value in enumerate(values)) % 11 == 0
    if len(digits) == 13 and digits.isdigit() and digits[:3] in ("978", "979"):
        return sum(int(c) * (3 if place % 2 else 1) for place, c in enumerate(digits)) % 10 == 0
    return False


def _in_url(text: str, start: int) -> bool:
    """True when the DOI stands inside a URL that the text prints."""
    head = text[max(0, start - 300) : start]
    return "://" in head[head.rfind(" ") + 1 :]


def _doi(raw: str, in_url: bool) -> str:
    value = raw
    if in_url:
        value = re.split(r"[?#]", value, maxsplit=1)[0]
    value = _trimmed(value)
    if in_url:
        value = _DOI_TAIL.sub("", value)
    return value.lower()


def _trimmed(value: str) -> str:
    """Without the sentence's punctuation and without closing marks that nothing opened."""
    while value:
        last = value[-1]
        opener = _CLOSED_BY.get(last)
        if last in _ENDING or (opener and value.count(last) > value.count(opener)):
            value = value[:-1]
        else:
            break
    return value
