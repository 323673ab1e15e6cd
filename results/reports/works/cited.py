"""The works that letters cite, one by one, as reference managers want them.

Rules kept here:
- Full citations only: a short form names a work that its full citation has told already.
- A work is told once in one output, however many notes and letters cite it: the first citation
  tells it. Two citations are of one work when they share a registered identifier, else when author,
  title, container, volume, page and date agree, letter case and white space apart.
- A key is made of the work alone (author, year, first word of the title), so that the same letters
  always give the same keys; works that share one are told apart by a letter in order of citation.
- What is kept beside the work at hand is its identity and its key, a few bytes each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citations.model import (
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Document,
    Name,
)

from ...model import DocumentReport

LAWS = frozenset(
    {
        CitationType.STATUTE,
        CitationType.REGULATION,
        CitationType.CONSTITUTION,
        CitationType.EXECUTIVE_ORDER,
        CitationType.BILL,
    }
)

_WORKS = ("doi", "arxiv", "pmid", "pmcid", "isbn", "handle")
"""Schemes of which one value is one work; an ISBN only of a whole book."""
_SMALL = frozenset({"a", "an", "the", "on", "of", "in", "to", "and", "for", "how", "why"})
_WORD = re.compile(r"[a-z0-9]+")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T|\Z)")
_LONGEST_KEY = 48


@dataclass(frozen=True, slots=True)
class Work:
    """One cited work."""

    key: str
    """Lower-case ASCII letters and digits: fit for BibTeX and for an id."""
    citation: Citation
    title: str
    """Of the citation; a law's own name, or the words of the citation, where it has none."""

    def identifier(self, scheme: str) -> str | None:
        """The first value of a scheme."""
        return next((i.value for i in self.citation.identifiers if i.scheme == scheme), None)

    @property
    def isbn(self) -> str | None:
        """As printed numbers go: digits and a last X."""
        return self.identifier("isbn")

    @property
    def url(self) -> str | None:
        """Where it is read: the URL that is cited, else the one that its identifier makes."""
        if self.citation.url:
            return self.citation.url
        if arxiv := self.identifier("arxiv"):
            return f"https://arxiv.org/abs/{arxiv}"
        if handle := self.identifier("handle"):
            return f"https://hdl.handle.net/{handle}"
        return None


def works(documents: Iterable[DocumentReport]) -> Iterator[Work]:
    """Each work once, in order of citation: a letter's notes first, then its running text."""
    seen: set[tuple[str, ...]] = set()
    keys: dict[str, int] = {}
    for told in documents:
        for citation in _full(told.dossier.document):
            title = _title(citation)
            identities = _identities(citation, title)
            known = not seen.isdisjoint(identities)
            seen.update(identities)
            if not known:
                yield Work(_unique(_key(citation, title), keys), citation, title)


def line(text: str) -> str:
    """One line of text in which nothing acts: controls and line breaks become spaces, folded."""
    kept = (" " if unicodedata.category(each) in _ACTING else each for each in text)
    return " ".join("".join(kept).split())


_ACTING = frozenset({"Cc", "Cs", "Zl", "Zp"})


def date_parts(date: DateValue | None) -> tuple[int, ...]:
    """Year, month, day as far as they are known; empty where not even the year is."""
    match = _ISO.match(date.iso) if date else None
    return tuple(int(part) for part in match.groups() if part) if match else ()


def _full(document: Document) -> Iterator[Citation]:
    for note in document.notes:
        yield from (each for each in note.citations if each.form is CitationForm.FULL)
    yield from (each for each in document.citations if each.form is CitationForm.FULL)


def _title(citation: Citation) -> str:
    if citation.title and (title := line(citation.title)):
        return title
    if citation.type in LAWS and citation.identifiers:
        return line(citation.identifiers[0].value)
    return line(citation.raw).rstrip(".")


def _identities(citation: Citation, title: str) -> tuple[tuple[str, ...], ...]:
    """What a work is known by; the first is always there."""
    described = (
        "",
        citation.type.value,
        *(_folded(name.family or name.literal or "") for name in citation.authors),
        _folded(title),
        _folded(citation.container or ""),
        citation.volume or "",
        citation.first_page or "",
        citation.date.iso if citation.date else "",
        "" if citation.title else citation.url or "",
    )
    registered = (
        (each.scheme, each.value.casefold())
        for each in citation.identifiers
        if each.scheme in _WORKS
        and not (each.scheme == "isbn" and citation.type is CitationType.CHAPTER)
    )
    return (described, *registered)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _key(citation: Citation, title: str) -> str:
    parts = date_parts(citation.date)
    author = _author(citation.authors)
    words = _words(title)
    first = next((word for word in words if word not in _SMALL), "")
    if citation.type in LAWS and not author:
        # A law is known by its number, not by a word of it.
        first = "".join(words)
    key = f"{author}{parts[0] if parts else ''}{first}"[:_LONGEST_KEY]
    return key if key[:1].isalpha() else f"{citation.type.value.replace('-', '')}{key}"


def _author(names: tuple[Name, ...]) -> str:
    if not names:
        return ""
    words = _words(names[0].family or names[0].literal or "")
    if names[0].family:
        return "".join(words)
    return next((word for word in words if word not in _SMALL), "")


def _words(text: str) -> list[str]:
    """Lower-case ASCII words; accents are dropped, apostrophes join."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    return _WORD.findall(plain.encode("ascii", "ignore").decode("ascii").lower())


def _unique(key: str, keys: dict[str, int]) -> str:
    """The key, and a letter after it from the second work on."""
    while True:
        times = keys.get(key, 0)
        keys[key] = times + 1
        if not times:
            return key
        key = f"{key}{_letters(times)}"


def _letters(number: int) -> str:
    """1 is b, 25 is z, then ab: as bibliographies count works of one year."""
    found = ""
    while number >= 0:
        number, place = divmod(number, 26)
        found = chr(ord("a") + place) + found
        number -= 1
    return found
