"""The Constitution of the United States, cited and named.

Rules kept here:
- `const` identifiers have the Bluebook's form: "U.S. Const. amend. IV", "U.S. Const. art. I, § 8".
- A state's constitution, and a street or a centre of that name, is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.model import CitationForm, CitationType, Identifier, Span
from citations.numerals import roman

from ...late import late_regex
from ..desk import QUOTED, Desk
from ..draft import Draft

HINTS = frozenset(("Const", "Amendment", "CONST"))
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh
"""
_NUMBERS = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
_ORDINAL = (
    r"(?:[Tt]wenty-)?(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth"
    r"|[Nn]inth)|[Tt]enth|[Ee]leventh|[Tt]welfth|[Tt]wentieth"
    r"|(?:[Tt]hir|[Ff]our|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)teenth"
    r"|(?:[12]?\d)(?:st|nd|rd|th)"
)
_AMENDMENT = late_regex(
    rf"(?<!\w)(?:[Tt]he\s)?(?P<first>{_ORDINAL})"
    rf"(?P<more>(?:,\s(?:and\s)?|\s(?:and|or|&)\s)(?:the\s)?(?:{_ORDINAL}))?"
    r"\s{1,2}Amendments?(?!\w)"
)
_CITED = late_regex(
    r"(?<![\w.])U\.?\s?S\.?\s{1,2}(?:Const|CONST)\.,?\s{1,2}"
    r"(?:(?P<part>[Aa]rt|[Aa]mend)s?\.\s?(?P<roman>[IVXivx]{1,6}|\d{1,2})|(?P<preamble>pmbl\.))"
    r"(?P<rest>(?:,?\s(?:§§?|cls?\.|para\.)\s?\d{1,2}(?:[–-]\d{1,2})?(?:,\s\d{1,2}(?=[.,;)]|$)){0,3}){0,3})"
)
_NAMED = late_regex(
    r"(?<!\w)(?:[Tt]he\s(?:U\.?S\.?\s|United\sStates\s|[Ff]ederal\s|American\s)?Constitution"
    r"|(?:U\.S\.|United\sStates)\sConstitution)"
    r"(?:\sof\sthe\sUnited\sStates(?:\sof\sAmerica)?)?(?!\w)"
    r"(?!\s(?:Ave|St\.|Street|Hall|Cent|Day|Party|Project|Society|Law|Pipeline|of\s|[Aa]ct))"
)


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield every mention in `at`, in order of each kind."""
    text = desk.sheet.text
    if not desk.holds(HINTS, at.start, at.end):
        return
    for match in _CITED.finditer(text, at.start, at.end):
        yield _draft(match, CitationForm.FULL, (_cited(match),))
    for match in _AMENDMENT.finditer(text, at.start, at.end):
        if desk.masked[match.start()] == QUOTED and desk.context.note is not None:
            continue  # quoted words speak of it, not the note
        words = [match["first"], *re.findall(_ORDINAL, match["more"] or "")]
        numbers = [number for number in map(_number, words) if 1 <= number <= 27]
        if numbers:
            values = tuple(f"U.S. Const. amend. {_roman(number)}" for number in numbers)
            yield _draft(match, CitationForm.SHORT, values)
    for match in _NAMED.finditer(text, at.start, at.end):
        yield _draft(match, CitationForm.UNNAMED, ("U.S. Const.",))


def _draft(match: re.Match[str], form: CitationForm, values: tuple[str, ...]) -> Draft:
    return Draft(
        at=Span(match.start(), match.end()),
        form=form,
        type=CitationType.CONSTITUTION,
        identifiers=tuple(Identifier("const", value) for value in values),
    )


def _cited(match: re.Match[str]) -> str:
    if match["preamble"]:
        return "U.S. Const. pmbl."
    number = match["roman"]
    numeral = _roman(int(number)) if number.isdigit() else number.upper()
    rest = re.sub(r",?\s+(§§?|cls?\.|para\.)\s?", r", \1 ", match["rest"])
    return f"U.S. Const. {match['part'].lower()}. {numeral}{rest}"


def _number(ordinal: str) -> int:
    digits = "".join(c for c in ordinal if c.isdigit())
    return int(digits) if digits else _NUMBERS.get(ordinal.casefold(), 0)


def _roman(number: int) -> str:
    return roman(number).upper()
