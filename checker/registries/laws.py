"""Where govinfo's link service keeps a law: canonical citation → path. Pure.

Rules kept here:
- Only shapes that the service documents are asked for; the first section that is named, since a
  chapter or a note to a section has no address.
- Each collection begins somewhere: whether "not there" says anything is told beside the path.

Source: github.com/usgpo/link-service (collections uscode, cfr, fr, plaw, statute, cpd), and what is
known of their beginnings: public laws from the 104th Congress, Statutes at Large volumes 65 to 125,
the Federal Register from volume 1, the Compilation of Presidential Documents from 1993.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LawLink:
    """A path of the link service."""

    path: str
    is_covered: bool = True
    """Whether the collection is complete there, so that "no such page" means what it says."""


_SECTION = r"\d{1,5}[A-Za-z]{0,3}(?:-\d{1,3})?"
_USC = re.compile(rf"(?P<title>\d{{1,2}}) U\.S\.C\. § (?P<section>{_SECTION})")
_CFR = re.compile(
    r"(?P<title>\d{1,2}) C\.F\.R\. (?:§ (?P<in>\d{1,5})\.(?P<section>\d{1,5}[A-Za-z]?(?:-\d{1,4})?)"
    r"|pt\. (?P<part>\d{1,5})\b)"
)
FEDREG = re.compile(r"(?P<volume>\d{1,3}) Fed\. Reg\. (?P<page>\d[\d,]{0,6})")
_PUBLIC_LAW = re.compile(r"Pub\. L\. No\. (?P<congress>\d{1,3})[-–](?P<law>\d{1,4})")
_STATUTE = re.compile(r"(?P<volume>\d{1,3}) Stat\. (?P<page>\d[\d,]{0,5})")
ORDER = re.compile(r"Exec\. Order No\. (?P<number>\d[\d,]{0,6})")
_PROCLAMATION = re.compile(r"Proclamation No\. (?P<number>\d[\d,]{0,6})")

_FIRST_CONGRESS = 104
_STATUTES = range(65, 126)
_FIRST_ORDER = 12_890
_FIRST_PROCLAMATION = 6_700
"""Of 1994: the year by which the compilation is on govinfo without gaps."""


def _usc(value: str) -> LawLink | None:
    match = _USC.match(value)
    return LawLink(f"/link/uscode/{match['title']}/{match['section']}") if match else None


def _cfr(value: str) -> LawLink | None:
    match = _CFR.match(value)
    if match is None:
        return None
    if match["part"]:
        return LawLink(f"/link/cfr/{match['title']}/{match['part']}")
    return LawLink(f"/link/cfr/{match['title']}/{match['in']}?sectionnum={match['section']}")


def _fedreg(value: str) -> LawLink | None:
    match = FEDREG.fullmatch(value)
    return LawLink(f"/link/fr/{match['volume']}/{_plain(match['page'])}") if match else None


def _public_law(value: str) -> LawLink | None:
    match = _PUBLIC_LAW.match(value)
    if match is None or int(match["congress"]) < _FIRST_CONGRESS:
        return None
    return LawLink(f"/link/plaw/{match['congress']}/public/{match['law']}")


def _statute(value: str) -> LawLink | None:
    match = _STATUTE.fullmatch(value)
    if match is None:
        return None
    page = _plain(match["page"])
    return LawLink(f"/link/statute/{match['volume']}/{page}", int(match["volume"]) in _STATUTES)


def _order(value: str) -> LawLink | None:
    match = ORDER.fullmatch(value)
    if match is None:
        return None
    number = _plain(match["number"])
    return LawLink(f"/link/cpd/executiveorder/{number}", int(number) >= _FIRST_ORDER)


def _proclamation(value: str) -> LawLink | None:
    match = _PROCLAMATION.fullmatch(value)
    if match is None:
        return None
    number = _plain(match["number"])
    return LawLink(f"/link/cpd/proclamation/{number}", int(number) >= _FIRST_PROCLAMATION)


def _plain(number: str) -> str:
    return number.replace(",", "")


LAWS: Mapping[str, Callable[[str], LawLink | None]] = {
    "usc": _usc,
    "cfr": _cfr,
    "fedreg": _fedreg,
    "publ": _public_law,
    "stat": _statute,
    "eo": _order,
    "proclamation": _proclamation,
}
"""Scheme → where a value of it stands; None for what the service has no address for."""


def law_link(key: str) -> LawLink | None:
    """Where a key ("usc:8 U.S.C. § 1373") stands; None for what is no law, or has no address."""
    scheme, _, value = key.partition(":")
    read = LAWS.get(scheme)
    return read(value) if read else None
