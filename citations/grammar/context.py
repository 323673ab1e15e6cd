"""What the grammar is told about the rest of the document, and what it gives back.

Rules kept here:
- A Context is frozen. The one thing that grows while a document is read, Earlier, is owned and
  filled by the driver, in the order of the notes; the grammar only looks things up in it.
- Nothing is invented: a bare "§ 1373" gets a title only where the document itself gives it one.
- Look-ups are constant in time, so that 10,000 notes with short forms stay linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from citations.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    Name,
    Parenthetical,
    ParentheticalKind,
    Quotation,
    Span,
)
from citations.values import value

from ..late import late_regex
from .decisions import reporters


@value
class PlacedLink:
    """A link that was found before the grammar runs, at its rendered place."""

    at: Span
    """Rendered offsets in the passage of the URL or of a marked link's text; no brackets."""
    url: str
    """As `Link.url`: absolute where it can be."""
    passage: int = 0
    """Index in the passages that are read."""
    archive: bool = False
    """The URL is an archive's copy of a source."""
    archive_of: str | None = None
    """The original URL inside an archive URL, where its shape shows it."""


@value
class Code:
    """Where a section stands: title 8 of the "U.S.C."."""

    title: str
    code: str


NO_CODES: Mapping[str, Code | None] = MappingProxyType({})


_WORDS = late_regex(r"[^\W_]+")


@lru_cache(maxsize=1024)
def name_key(name: str) -> str:
    """Name as short forms are compared by: letters and digits, case folded."""
    return " ".join(_WORDS.findall(name.casefold()))


class Hinted(Protocol):
    """A row of a table of rules."""

    @property
    def hints(self) -> frozenset[str]:
        """Strings without one of which it matches nothing; empty where it may match anything."""


Row = TypeVar("Row", bound=Hinted)


class Present:
    """Which of the strings that patterns ask for stand in a document's notes at all.

    A document has many notes and few of those strings: each is looked for in all of them once, and
    in a note only where one of them has it.
    """

    __slots__ = ("_tables", "of")

    def __init__(self, texts: Iterable[str]) -> None:
        self.of = _Sets("\n".join(texts))
        """Of a set of strings, none of which holds a line end, those that the texts have."""
        self._tables: dict[int, tuple[Sequence[Any], tuple[Any, ...]]] = {}
        """By the identity of a table, which is kept beside them: its rows that may match."""

    def among(self, table: Sequence[Row]) -> tuple[Row, ...]:
        """The rows of a table that have a string in the texts: the others match in no note."""
        known = self._tables.get(id(table))
        if known is None:
            known = (
                table,
                tuple([row for row in table if not row.hints or self.of[row.hints]]),
            )
            self._tables[id(table)] = known
        return known[1]


class AnyOf(frozenset[str]):
    """The strings of a whole table: which of them a text has is told by the sets of its rows."""

    __slots__ = ("parts",)
    parts: tuple[frozenset[str], ...]

    def __new__(cls, parts: Iterable[frozenset[str]]) -> AnyOf:
        """The sets together; `parts` keeps each once."""
        known = tuple(dict.fromkeys(parts))
        made = super().__new__(cls, frozenset().union(*known))
        made.parts = known
        return made


_CAPITAL = late_regex(r"[A-Z](?=(..?))")
"""A capital; what is told of it are the two characters behind it, or the one that there is."""
_SIGNS = frozenset("—–‑*[]")
"""Signs that many of the strings have and few notes."""


class _Sets(dict[frozenset[str], tuple[str, ...]]):
    """A table that fills itself: a look-up of what was asked before calls no function of ours.

    Hundreds of strings are asked for and few are there. Most are told by a key: a word that stands
    between two spaces, what stands behind a capital, or a rare sign. The text is searched only for
    those whose key it has, and for those that have none.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._keys = set(text.split(" "))
        behind = set(_CAPITAL.findall(text))
        self._keys.update(behind, [both[0] for both in behind])
        self._keys.update([sign for sign in _SIGNS if sign in text])

    def __missing__(self, hints: frozenset[str]) -> tuple[str, ...]:
        if isinstance(hints, AnyOf):
            here = self[hints] = tuple(
                dict.fromkeys([hint for part in hints.parts for hint in self[part]])
            )
            return here
        keyed, others = _keyed(hints)
        likely = [*others]
        for key in self._keys.intersection(keyed):
            likely += keyed[key]
        text = self._text
        here = self[hints] = tuple([hint for hint in likely if hint in text])
        return here


@cache
def _keyed(hints: frozenset[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The strings by their keys, and those without one; asked for each set of our tables once."""
    keyed: dict[str, tuple[str, ...]] = {}
    for hint in hints:
        words = hint.split(" ")[1:-1]
        key = max(words, key=len, default="") or _capital(hint) or _sign(hint)
        keyed[key] = (*keyed.get(key, ()), hint)
    return keyed, keyed.pop("", ())


def _capital(hint: str) -> str:
    """What stands behind a capital of the string, two characters if there are; "" without any."""
    return max(_CAPITAL.findall(hint), key=_rareness, default="")


def _sign(hint: str) -> str:
    """A rare sign of the string; "" where it has none."""
    return next((sign for sign in hint if sign in _SIGNS), "")


def _rareness(behind: str) -> tuple[bool, bool, bool]:
    """Notes are full of initials and of capitalised words, not of two capitals."""
    return len(behind) > 1, behind[0].isupper(), behind != ". "


class Earlier:
    """The citations of the notes (or paragraphs) read so far.

    The driver makes one for each document and calls `add` after each note, in order.
    """

    __slots__ = ("_before", "_by_name", "_last", "_notes")

    def __init__(self) -> None:
        self._notes: dict[str, tuple[Citation, ...]] = {}
        self._by_name: dict[str, Antecedent] = {}
        self._before: dict[str, list[Antecedent]] = {}
        """Works whose name a later one took."""
        self._last: tuple[str, tuple[Citation, ...]] | None = None

    def add(self, label: str, citations: tuple[Citation, ...]) -> None:
        """Note `label` cites these. A label that comes again replaces the former."""
        self._notes[label] = citations
        self._last = (label, citations)
        for index, citation in enumerate(citations):
            if citation.form is CitationForm.FULL:
                meant = Antecedent(label, index)
                for key in names_of(citation):
                    former = self._by_name.get(key)
                    if former is not None:
                        self._before.setdefault(key, []).append(former)
                    self._by_name[key] = meant

    def last(self) -> tuple[str, tuple[Citation, ...]] | None:
        """Label and citations of the note before, None at the first."""
        return self._last

    def note(self, label: str) -> tuple[Citation, ...] | None:
        """Citations of a note read before, None where there is no such note."""
        return self._notes.get(label)

    def named(self, name: str) -> Antecedent | None:
        """The latest full citation with this author, organisation or hereinafter name."""
        return self._by_name.get(name_key(name))

    def all_named(self, name: str) -> Iterable[Antecedent]:
        """The full citations with this name, the latest first; not more than a few."""
        key = name_key(name)
        if key in self._by_name:
            yield self._by_name[key]
            yield from reversed(self._before.get(key, [])[-_OTHERS:])


_OTHERS = 20
"""Works of one author among which a short title chooses."""


class Work(Protocol):
    """What has the names of a work: a Citation, or one that is still being read."""

    @property
    def authors(self) -> tuple[Name, ...]:
        """Persons and organisations."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def type(self) -> CitationType:
        """Its kind."""

    @property
    def volume(self) -> str | None:
        """Its volume; a case is named by it."""

    @property
    def container(self) -> str | None:
        """What it stands in: of a case, the reporter."""

    @property
    def first_page(self) -> str | None:
        """Its first page; a case that a service prints is named by it."""

    @property
    def parentheticals(self) -> tuple[Parenthetical, ...]:
        """Among them "hereinafter …"."""


def hereinafter(work: Work) -> Iterable[str]:
    """Keys of the names that the citation gives the work for later."""
    for parenthetical in work.parentheticals:
        if parenthetical.kind is ParentheticalKind.HEREINAFTER:
            yield name_key(parenthetical.text.strip().removeprefix("hereinafter"))


def names_of(citation: Work) -> Iterable[str]:
    """Keys of every name that a later short form may use for this citation."""
    families = [name.family for name in citation.authors if name.family]
    if families:
        yield name_key(families[0])
        yield name_key(" ".join(families))
    for name in citation.authors:
        if name.literal:
            yield name_key(name.literal)
    if citation.title:
        yield name_key(citation.title)
    if citation.type is CitationType.CASE and citation.volume and citation.container:
        yield from case_keys(citation.volume, citation.container, None)
        for party in _VERSUS.split(citation.title or ""):
            yield from case_keys(citation.volume, citation.container, party)
        for given in hereinafter(citation):
            yield from case_keys(citation.volume, citation.container, given)
        if reporters.is_service(citation.container) and citation.first_page:
            yield printed_key(citation.volume, citation.container, citation.first_page)
    elif citation.type is CitationType.CASE and not citation.container:
        for party in _VERSUS.split(citation.title or ""):
            yield docket_key(party)
    if citation.volume and citation.container in PAGED_LAWS:
        yield law_key(citation.volume, citation.container)
    yield from hereinafter(citation)


PAGED_LAWS = frozenset(("Fed. Reg.", "Stat.", "Cong. Rec."))
"""Where laws are found by volume and page."""


def law_key(volume: str, container: str) -> str:
    """Key of the last law of that volume."""
    return name_key(f"law {volume} {container}")


_VERSUS = late_regex(r"\svs?\.?\s", re.IGNORECASE)
_LEADS = late_regex(r"(?:In re|Ex parte|Matter of)\s", re.IGNORECASE)


def case_keys(volume: str, reporter: str, name: str | None) -> Iterable[str]:
    """Keys of a case by volume and reporter, with a party's name where there is one.

    Without a name the key has the reporter alone: the last case of that volume.
    """
    place = name_key(f"{volume} {reporters.key(reporter)}")
    if name is None:
        yield f"case {place}"
    else:
        whole = _LEADS.sub("", name)
        for party in (whole, *_VERSUS.split(whole)):
            yield f"case {place} {name_key(party)}"


def printed_key(volume: str, reporter: str, page: str) -> str:
    """Key of a case that a service prints, which is cited by its number again."""
    return name_key(f"case {volume} {reporters.key(reporter)} {page}")


def docket_key(party: str) -> str:
    """Key of a case that no reporter printed, by a party."""
    return f"docket {name_key(_LEADS.sub('', party))}"


@value
class Context:
    """What surrounds the passages that are read."""

    source: str | None = None
    """`Document.text` where `raw` is its slice (text and Markdown); None: raw is rendered."""
    note: str | None = None
    """The label of the note that is read; None for the running text."""
    links: tuple[PlacedLink, ...] = ()
    """Every link in these passages, marked ones included, in order."""
    codes: Mapping[str, Code | None] = field(default_factory=lambda: NO_CODES)
    """Section number → its code, from `establish` over the whole document."""
    earlier: Earlier = field(default_factory=Earlier)
    present: Present | None = None
    """What all notes hold; None for the running text, and where only these passages are known."""


@value
class Reading:
    """What the passages say; all spans are source spans, in order of their starts."""

    citations: tuple[Citation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
