"""Acts by their names: "Equality Act 2010, s 149(1)", "Section 5 of the Piers Act, 1885".

Rules kept here:
- The act with its year (or its number of that year) is the `container`, the section the
  `first_page`; the country in parentheses, its series and its regnal year are passed over.
- A bill is a bill; what is called a constitution or a charter of rights is one.
- Words that begin a sentence ("Under Equality Act 2010") are no part of the name.
- An act without a section is a citation where it is all that stands there; its name is the title.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationForm, CitationType, DateValue, Span

from ...late import LatePattern, late_regex
from .. import tails
from ..abbreviations import STARTERS
from ..draft import Draft, Progress, Stretch
from . import divisions
from .finders import Codes, Finder, span

_KIND = r"(?:Acts?|Regulations|Order|Rules|Measure|Ordinance|Code|Decree|Law|Bill)"
_NAMES = (
    r"(?:[A-Z][\w’'-]{0,40},?\s(?:\([A-Z][\w’', ]{1,60}\)\s)?"
    r"(?:(?:and|of|for|the|to|in|on|&)\s){0,2}){1,10}"
)
_YEAR = r"(?:,?\s(?:No\.?\s)?\d{1,3}\sof\s|,?\s)(?:1[2-9]|20)\d\d(?!\w)"
_CODE_OF = r"Code\sof\s[A-Z][a-z]{2,14}(?:\s(?:and\s)?[A-Z][a-z]{2,14}){0,2}"
_ACT = rf"(?:{_NAMES}{_KIND}|{_CODE_OF}){_YEAR}"
_COUNTRY = r"(?:\s\((?:[A-Z][A-Za-z.]{0,14}(?:\s\d{1,2}|\s[A-Z][A-Za-z.]{1,14}){0,2})\))"
_SERIES = (
    r"(?:,?\sS\.?S?I\.?\s\d{4}/\d{1,5})?(?:,\s\d{1,2}(?:\s&\s\d{1,2})?\s[A-Z][a-z]{2,4}\.?"
    r"(?:\s\d)?)?"
    r"(?:,\s(?:c\.?|asp|No\.)\s?\d{1,3})?(?:,\sNo\.?\s\d{1,3}\sof\s\d{4})?"
)
_BEHIND = LatePattern(rf"(?P<code>{_ACT}){_COUNTRY}?{_SERIES},?\s{divisions.BEHIND}{_COUNTRY}?")
_BEFORE = LatePattern(
    rf"(?<![\w.]){divisions.BEFORE}(?:,\s|,?\sof\s(?:the\s)?)(?P<code>{_ACT}){_COUNTRY}?"
)
_BARE = late_regex(
    rf"(?:[Tt]he\s)?(?P<code>(?:{_NAMES}(?:Acts?|Bill)){_YEAR})(?P<country>{_COUNTRY}?){_SERIES}"
)
_PARTED = late_regex(r",\s\d{4}$")
HINTS = frozenset(
    f"{kind}{comma} {digit}"
    for kind, digits in ((" Act", "123456789"), ("Acts", "12"), (" Bill", "12"))
    for comma in ("", ",")
    for digit in digits
) | frozenset((" Act, No", " Act No"))
REACH = 300


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read an act that is cited as a whole; None where anything else stands beside it."""
    desk, opening = stretch.desk, stretch.opening
    found = _BARE.match(desk.sheet.text, opening.body, stretch.end)
    if found is None or _led(found["code"]):
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    alone = not desk.sheet.text[stretch.end :].strip(" .)")
    if found["code"].rstrip("0123456789 ").endswith("Bill") and not found["country"]:
        return None
    if not alone and not found["country"] and _PARTED.search(found["code"]):
        return None  # a head, "Ferry Act, 1998.", before prose that tells about it
    return replace(stretch.whole(_kind(found["code"]), tail), title=_name(found["code"]))


def _led(words: str) -> int:
    """How many of the words before a name begin the sentence: "Under Equality Act 2010"."""
    cut = 0
    first, space, rest = words.partition(" ")
    while space and rest[:1].isupper() and first.casefold() in STARTERS:
        cut += len(first) + 1
        first, space, rest = rest.partition(" ")
    return cut


def _name(words: str) -> str:
    return " ".join(words.split()).removeprefix("The ")


def _kind(name: str) -> CitationType:
    if name.startswith(("Constitution ", "Charter of Rights")):
        return CitationType.CONSTITUTION
    return CitationType.BILL if " Bill" in name[-14:] else CitationType.STATUTE


def _cited(match: re.Match[str], codes: Codes) -> Draft:
    """A section of an act; a name that a sentence begins with is cut."""
    printed = match["code"]
    cut = 0 if printed.startswith("The ") else _led(printed)
    name = _name(printed[cut:])
    page, pin = divisions.told(match)
    at = span(match)
    return Draft(
        at=Span(at.start + cut, at.end) if match.start("code") == at.start else at,
        form=CitationForm.FULL,
        type=_kind(name),
        container=name,
        first_page=page,
        pincite=pin,
    )


_MEMORANDUM = LatePattern(
    r"(?P<title>(?:(?:Revised|Supplementary)\s)?Explanatory\s(?:Memorandum|Notes?"
    r"|Statement)(?:\sto\sthe\s|,\s)"
    rf"{_NAMES}(?:Act|Bill|Regulations|Order)\s(?P<year>(?:19|20)\d\d))(?!\w){_COUNTRY}?"
    r"(?:,?\s(?P<pin>(?:paras?\.?\s)?\d{1,4}(?:\s\[\d{1,4}\])?|\[\d{1,4}\])(?!\w))?"
)


def _memorandum(match: re.Match[str], codes: Codes) -> Draft:
    """What explains a bill: its own page or paragraph, its bill's year."""
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.DOCUMENT,
        title=" ".join(match["title"].split()),
        pincite=match["pin"],
        date=DateValue(match["year"], match["year"]),
    )


_YEARED = frozenset(
    (
        *(
            f"{kind}{comma} {digit}"
            for kind in ("Act", "Acts", "Order", "Rules", "Measure", "Bill", "Code")
            for comma in ("", ",")
            for digit in "12"
        ),
        *(
            f" {kind}{comma} "
            for kind in ("Regulations", "Ordinance", "Law", "Decree", "Procedure")
            for comma in ("", ",")
        ),
        *(f"Act {digit}" for digit in "3456789"),
        *("Act, No", "Act No"),
    )
)
"""Whole words are told before others; these are rare, or are no act's name without a year."""
FINDERS = (
    Finder(frozenset(("Explanatory ",)), _MEMORANDUM, _memorandum, notes_only=True),
    Finder(_YEARED, _BEHIND, _cited),
    Finder(_YEARED, _BEFORE, _cited, notes_only=True),
)
