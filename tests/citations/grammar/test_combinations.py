"""Bluebook citations by combination: signal, author, title, place, parenthetical, link, access.

Rules kept here:
- What is expected comes from what a note was made of, field by field; no note is written by hand.
- Each place in each kind of work is joined with every value of the other parts in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice

import pytest

from .notes import Cited, read_note, told

SIGNALS = (
    *(("", None), ("See ", "See"), ("*See also* ", "See also"), ("See, e.g., ", "See, e.g.")),
    *(("But cf. ", "But cf."), ("*Accord* ", "Accord"), ("See generally ", "See generally")),
)
PERSONS = (
    ("Jane Roe", "Roe, Jane"),
    ("Jane A. Roe & John Doe", "Roe, Jane A.; Doe, John"),
    ("Ida B. Wells et al.", "Wells, Ida B."),
    ("Sam Poe III", "Poe, Sam, III"),
    ("Lee Kim, Bo Chen & Al Fox", "Kim, Lee; Chen, Bo; Fox, Al"),
)
BODIES = (
    ("QUAY INST.", "=QUAY INST."),
    ("HARBOR RSCH. CTR.", "=HARBOR RSCH. CTR."),
    ("U.S. Dep’t of Piers", "=U.S. Dep’t of Piers"),
)
TITLES = (
    *("Tides", "The Law of Quays: A Study", "What Is a Pier?", "Roe v. Doe and the Quay"),
    *("Mooring Rights: From 1990 to Now", "Ropes and Rust", "The “Soft” Harbor"),
)
_URL = "https://quay.example.com/tides"
TAILS: tuple[tuple[str, str | None, str | None], ...] = (
    ("", None, None),
    (f", {_URL}", _URL, None),
    (f", {_URL} [https://perma.cc/AB12-CD34]", _URL, None),
    (f", {_URL} (last visited Mar. 3, 2022)", _URL, "2022-03-03"),
    (f", {_URL} [https://web.archive.org/web/20220303000000/{_URL}]", _URL, None),
    (f", available at {_URL}", _URL, None),
)
_QUOTED = "quoting John Doe, Piers 4 (1999)"
_NESTED = "quoting Quay v. Pier, 12 F.3d 4, 5 (9th Cir. 1999) (en banc)"
PARENTHETICALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ()),
    (" (emphasis added)", ("weight: emphasis added",)),
    (
        " (alteration in original) (citations omitted)",
        ("weight: alteration in original", "weight: citations omitted"),
    ),
    (
        " (arguing that quays (old ones) rot)",
        ("explanatory: arguing that quays (old ones) rot",),
    ),
    (" (quoting John Doe, *Piers* 4 (1999))", (f"quoting: {_QUOTED}",)),
    (f" ({_NESTED})", (f"quoting: {_NESTED}", "weight: en banc")),
    (
        " (“Quays rot.” (emphasis added))",
        ("quoting: “Quays rot.” (emphasis added)", "weight: emphasis added"),
    ),
    (" [hereinafter *Ropes*]", ("hereinafter: hereinafter Ropes",)),
)
IN_ARTICLES = (
    *("", "5", "5–7", "5, 9–10", "5 n.12", "5 & n.12", "5 nn.12–13", "5–6, 9 n.3", "passim"),
    *("5 fig.2", "5 tbl.1"),
)
IN_BOOKS = (
    *("", "5", "5–7", "5 & n.12", "ix", "xii–xiv", "passim", "¶ 4", "¶¶ 4–6", "§ 3.2", "§§ 3–4"),
    *("ch. 3", "pt. II", "app. A"),
)
IN_CASES = ("", "5", "5–7", "5, 9", "5 n.12", "5–6 & n.3")
PLACES = {
    "article": IN_ARTICLES,
    "book": IN_BOOKS,
    "book in capitals": IN_BOOKS,
    "report": IN_BOOKS,
    "news": ("",),
    "case": IN_CASES,
}
_ROUNDS = 24


@dataclass(frozen=True)
class _Part:
    """What a note is made of, besides its place."""

    signal: tuple[str, str | None]
    author: tuple[str, str]
    title: str
    parenthetical: tuple[str, tuple[str, ...]]
    tail: tuple[str, str | None, str | None]


def _parts(kind: str) -> list[_Part]:
    """Every value of each part, in ever other company: their counts share few divisors."""
    people = BODIES if kind == "report" else PERSONS
    tails = TAILS[1:] if kind == "news" else TAILS[:2] if kind == "case" else TAILS
    rows = zip(*map(cycle, (SIGNALS, people, TITLES, PARENTHETICALS, tails)), strict=False)
    return [_Part(*row) for row in islice(rows, _ROUNDS)]


def _note(kind: str, place: str, part: _Part) -> tuple[str, Cited]:
    """A note, and what it cites."""
    author, names = part.author
    title, at = part.title, f" {place}" if place else ""
    fields: dict[str, object] = {"authors": names, "title": title, "pincite": place or None}
    if kind == "article":
        head = f"{author}, *{title}*, 12 Yale L.J. 3{',' + at if at else ''} (2014)"
        fields |= {"container": "Yale L.J.", "volume": "12", "first_page": "3", "date": "2014"}
    elif kind == "news":
        head = f"{author}, *{title}*, N.Y. Times (Jan. 5, 2021, 8:21 PM)"
        fields |= {"container": "N.Y. Times", "date": "2021-01-05T20:21"}
    elif kind == "case":
        head = f"*Roe v. Doe*, 12 F.3d 4{',' + at if at else ''} (9th Cir. 1999)"
        fields |= {"authors": "", "title": "Roe v. Doe", "container": "F.3d", "volume": "12"}
        fields |= {"first_page": "4", "date": "1999", "court": "9th Cir."}
    elif kind == "book in capitals":
        head = f"{author.upper()}, {title.upper()}{at} (2d ed. 2014)"
        fields |= {"authors": names.upper(), "title": title.upper(), "date": "2014"}
    else:
        head = f"{author}, *{title}*{at} ({'2014' if kind == 'report' else '2d ed. 2014'})"
        fields |= {"date": "2014"}
    signal, name = part.signal
    words, told_ = part.parenthetical
    tail, url, accessed = part.tail
    fields |= {"signal": name, "parentheticals": told_, "url": url, "accessed": accessed}
    return f"{signal}{head}{words}{tail}.", Cited(_TYPES[kind], **fields)  # type: ignore[arg-type]


_TYPES = {
    "article": "article-journal",
    "book": "book",
    "book in capitals": "book",
    "report": "report",
    "news": "article-newspaper",
    "case": "case",
}


@pytest.mark.parametrize(
    ("kind", "place"), [(kind, place) for kind, places in PLACES.items() for place in places]
)
def test_every_place_in_ever_other_company(kind: str, place: str) -> None:
    for part in _parts(kind):
        note, expected = _note(kind, place, part)
        assert [told(each, note) for each in read_note(note).citations] == [expected], note
