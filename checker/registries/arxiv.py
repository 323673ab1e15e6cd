"""arXiv: whether a preprint exists, was withdrawn, has a newer version, was published.

Rules kept here:
- The feed is read by its few known elements with expat, entities and DTDs refused.
- An unknown number gives a feed without entries; a malformed one an entry that is titled "Error".
  Both say absent. An entry of another number says nothing.
- Withdrawn is what the newest version's comment or abstract begins to say; a paper about
  withdrawals is not withdrawn.

Source: info.arxiv.org, "arXiv API User's Manual" (Atom 1.0, arxiv:comment, arxiv:doi).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import quote
from xml.parsers import expat

from ..model import Flow, Record, RegistryAnswer, Target, Update, UpdateKind
from .registry import MOST_AUTHORS, Service, is_hindered, iso_prefix, text_of, value_of

_ATOM = "http://www.w3.org/2005/Atom "
_ARXIV = "http://arxiv.org/schemas/atom "
_VERSION = re.compile(r"(?P<number>.+?)(?:v(?P<version>\d{1,3}))?$")
_WITHDRAWN = re.compile(
    r"(?:(?:(?:this|the|our) )?(?:paper|preprint|article|submission|manuscript|work) "
    r"(?:(?:has been|is being|is|was) )?)?(?:withdrawn|retracted)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Entry:
    """One entry's texts by element name; authors apart."""

    texts: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arxiv(Service):
    """The export API."""

    schemes: ClassVar[tuple[str, ...]] = ("arxiv",)

    def lookup(self, target: Target) -> Flow[RegistryAnswer]:
        """One request, for the newest version."""
        number, cited = _parts(value_of(target))
        path = f"/api/query?id_list={quote(number, safe='/.')}&max_results=1"
        exchange = yield self.request(path, "application/atom+xml")
        if is_hindered(exchange):
            return self.unanswered(target, exchange)
        entries = None if exchange.truncated else read_feed(exchange.body)
        if entries is None or exchange.status not in (200, 400):
            return self.unanswered(target, exchange)
        if not entries or entries[0].texts.get("title") == "Error":
            return self.absent(target, exchange, "arXiv has no such number")
        entry = entries[0]
        found, newest = _parts(entry.texts.get("id", "").rpartition("/abs/")[2])
        if found.lower() != number.lower():
            return self.unanswered(target, exchange, "arXiv answered with another number")
        if cited is not None and newest is not None and cited > newest:
            return self.absent(target, exchange, f"the newest version is v{newest}")
        return self.registered(target, exchange, _record(entry, number, cited, newest))


def _parts(value: str) -> tuple[str, int | None]:
    """Number and version."""
    match = _VERSION.match(value)
    if match is None:
        return value, None
    return match["number"], int(match["version"]) if match["version"] else None


def _record(entry: _Entry, number: str, cited: int | None, newest: int | None) -> Record:
    updates = []
    told = (entry.texts.get("comment", ""), entry.texts.get("summary", ""))
    page = f"https://arxiv.org/abs/{number}"
    date = iso_prefix(entry.texts.get("updated"))
    if any(_WITHDRAWN.match(text.strip()) for text in told):
        updates.append(Update(UpdateKind.RETRACTION, page, date))
    if cited is not None and newest is not None and cited < newest:
        updates.append(Update(UpdateKind.VERSION, f"{page}v{newest}", date))
    doi = text_of(entry.texts.get("doi"))
    if doi:
        updates.append(Update(UpdateKind.VERSION, f"https://doi.org/{quote(doi, safe='/')}"))
    return Record(
        title=text_of(entry.texts.get("title")),
        authors=tuple(name for each in entry.authors if (name := text_of(each)))[:MOST_AUTHORS],
        published=iso_prefix(entry.texts.get("published")),
        container=text_of(entry.texts.get("journal_ref")),
        type="preprint",
        updates=tuple(updates),
    )


def read_feed(body: bytes) -> list[_Entry] | None:
    """The entries of an Atom feed; None for what is no feed."""
    reader = _Reader()
    try:
        return reader.read(body)
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        return None


class _Refused(Exception):
    """A declaration that a feed does not need."""


class _Reader:
    """Collects the texts of the elements directly below each entry."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._path: list[str] = []
        self._text: list[str] = []

    def read(self, body: bytes) -> list[_Entry] | None:
        """Raises expat's and our own exceptions."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        self._feed = False
        parser.Parse(body, True)
        return self._entries if self._feed else None

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _start(self, name: str, _: object) -> None:
        if not self._path:
            self._feed = name == _ATOM + "feed"
        self._path.append(name)
        self._text.clear()
        if self._path[1:] == [_ATOM + "entry"]:
            self._entries.append(_Entry())

    def _end(self, name: str) -> None:
        inside = self._path[2:]
        if self._path[1:2] == [_ATOM + "entry"]:
            entry, told = self._entries[-1], "".join(self._text)
            if inside == [_ATOM + "author", _ATOM + "name"]:
                entry.authors.append(told)
            elif len(inside) == 1 and name.startswith((_ATOM, _ARXIV)):
                entry.texts.setdefault(name.rpartition(" ")[2], told)
        self._path.pop()
        self._text.clear()
