"""Where in a law: sections, articles, regulations, their parts, in the words of many countries.

Rules kept here:
- Pieces of patterns only; every repetition is bounded.
- A section's, an article's, a regulation's or a rule's word is not told, its number is; what is no
  ordinary division keeps its word ("Recital 71", "pt 2 div 1", "ch 4").
- Of several sections all are the number together: "13, 15(2)", "8–9".
"""

from __future__ import annotations

import re

_LETTERED = r"(?:[LRDA]\.?\s?\*?\s?)?"
NUMBER = (
    rf"{_LETTERED}\d{{1,5}}(?:[.:-]\d{{1,5}}){{0,3}}[A-Z]{{0,4}}(?:[a-z](?![A-Za-z]))?"
    r"(?:[-\s]?(?:bis|ter|quater|quinquies|sexies|septies|octies)(?!\w))?(?:\.?º)?"
)
SUBS = r"(?:\((?!\d{4}\))[A-Za-z\d.]{1,5}\)){0,5}"
_AND = r"(?:,\s(?:and\s)?|\s(?:and|&|or|to|et|und|y)\s|\s?[–-]\s?)"
_ONE = (
    r"(?:ss|§|sec(?:tion)?\.?|s\.?|regs?(?:ulation)?\.?|arts?\.?|article|sch(?:edule)?\.?|rr?\.?"
    r"|rule|cl(?:ause)?\.?|paras?\.?)"
)
_MANY = (
    r"(?:ss\.?|§§|secs\.|sections|regs\.?|regulations|arts\.?|articles|rr\.?|rules|cll\.?|clauses)"
)
_PART = (
    r"(?:pts?|[Pp]arts?|chs?|[Cc]hapters?|divs?|[Dd]ivisions?|[Aa]nn(?:ex)?|[Rr]ecitals?"
    r"|sub-?divs?)"
)
_INNER = (
    r"(?:,?\s(?:pts?|chs?|divs?|paras?|cl|r|s|item"
    r"|sub-?divs?)\.?\s?\d{1,3}(?:\.\d{1,3})?[A-Z]?(?:\([a-z\d]{1,4}\)){0,3})"
)
WORDED = (
    rf"{_PART}\.?\s(?:\d{{1,3}}[A-Z]?|[IVX]{{1,5}})"
    rf"(?:(?:,\s|\s(?:and|&)\s|[–-])\d{{1,3}}){{0,6}}{_INNER}{{0,3}}(?!\w)"
)
"""What keeps its word."""
_LIST = rf"{NUMBER}{SUBS}(?:{_AND}(?!(?:1[6-9]|20)\d\d(?!\w)){NUMBER}{SUBS}){{1,10}}"
BEHIND = (
    rf"(?:(?i:{_MANY})\s?(?P<many>{_LIST})(?!\w)"
    rf"|(?i:{_ONE})\s?(?P<rule>{NUMBER})(?P<subs>{SUBS})"
    r"(?P<upto>[–-](?:\d{1,4}[A-Z]{0,2}|\([a-z\d]{1,4}\))(?![\w(]))?"
    rf"(?P<inner>{_INNER}{{0,2}})(?!\w)"
    rf"|(?P<worded>{WORDED}))"
)
"""A division behind the law's name: "s 170(3)(c)", "ss 13, 15(2)", "sch 7, para 3", "pt 2"."""
BEFORE = (
    rf"(?:(?:[Ss]ections|[Aa]rticles|[Rr]egulations|[Ss]s\.?|[Aa]rts\.?|§§)\s(?P<many>{_LIST})"
    rf"|(?:[Ss]ection|[Aa]rticle|[Rr]egulation|[Rr]ule|[Ss]chedule|[Cc]lause|[Ss]ec\.|[Ss]\.?"
    rf"|[Aa]rt\.?|[Rr]eg\.?|§)\s"
    rf"(?P<rule>{NUMBER})(?P<subs>{SUBS}(?:,?\s\([a-z\d]{{1,4}}\)){{0,2}})"
    rf"|(?P<worded>(?:[Pp]art|[Cc]hapter)\s(?:\d{{1,3}}[A-Z]?|[IVX]{{1,5}})))"
)
"""The same before it, in words that sentences use, too."""
_PIN_WORD = (
    r"(?:arts?\.?|articles?|art[ií]culos?|artigos?|artikel|articol[oi]|§§?|ss?\.?|secs?\.?"
    r"|sections?"
    r"|paras?\.?|cll?\.?|annex|[Rr]ecitals?|regs?\.?)"
)
PIN = (
    rf"(?:(?i:{_PIN_WORD})\s?{NUMBER}{SUBS}(?:{_AND}(?!(?:1[6-9]"
    rf"|20)\d\d(?!\w)){NUMBER}{SUBS}){{0,6}}"
    r"(?:,?\s(?:Abs\.|stk\.|nr\.|ust\.|par\.|lid|para)\s?\d{1,3}){0,2}"
    r"|\d{1,3}\skap\.(?:\s\d{1,3}(?:\s[a-z])?\s§)?)(?!\w)"
)
"""A division that is told with its word, of a law that is told by its title."""


def told(match: re.Match[str]) -> tuple[str, str | None]:
    """The number and what is meant inside it, of a match of `BEHIND` or `BEFORE`."""
    groups = match.groupdict()
    whole = groups["many"] or groups["worded"]
    if whole:
        return " ".join(whole.split()), None
    upto = groups.get("upto") or ""
    subs = (groups["subs"] or "") + (upto if "(" in upto else "")
    inner = groups.get("inner") or ""
    pin = f"{subs}{inner}" if subs else inner.strip(" ,")
    return groups["rule"] + ("" if "(" in upto else upto), pin or None
