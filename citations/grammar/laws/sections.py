"""Lists of sections: "1373(a), 1644 and 1101(a)(15)–(17)".

Rules kept here:
- Each section keeps its own subsections; a range stays one section with an en dash.
- The patterns are bounded: at most twenty more sections, eight subsections each.
"""

from __future__ import annotations

import re

from citations.values import value

from ...late import late_regex

_SUB = r"\((?!\d{4}\))[A-Za-z0-9]{1,6}\)"
_SUBS = rf"(?:{_SUB}){{0,8}}"
_SECTION = (
    r"\d{1,5}[A-Za-z]{0,3}(?:(?<=\d[A-Z])\d(?=\.\d))?(?::\d{1,5}[A-Za-z]?)?(?:[-–‑](?:\d{1,5}[a-z]?|[a-z]{1,2}(?![A-Za-z])|[A-Z]:\d{1,5})){0,2}"
    rf"(?:\.\d{{1,5}}[a-z]?){{0,3}}{_SUBS}(?:[–-]\.\d{{1,5}}[a-z]?(?![\d(]))?"
)
_AND = r"(?:,\s(?:and\s|&\s|or\s)?|\s(?:and|&|or|to|through)\s|\s?(?:--|[–—-])\s?)"
_NEXT_CODE = r"(?!\d{1,3}\s(?:U\.|C\.|USC|CFR|Fed\.|Stat\.))"
_PLURAL = r"(?:§\s?§|[Ss]ections|[Ss]ecs\.|SECTIONS|[Pp]arts|[Pp]ts\.)"
_SINGULAR = r"(?:§|[Ss]ection|[Ss]ec\.|SECTION|[Pp]art|[Pp]t\.|[Cc]h\.|[Cc]hapter)"
_MANY = rf"{_SECTION}(?:{_AND}(?:{_NEXT_CODE}{_SECTION}|{_SUB}{_SUBS})){{0,20}}"
_ONE_LIST = rf"{_SECTION}(?:{_AND}{_SUB}{_SUBS}){{0,20}}(?:[–—-]{_SECTION}(?:[–—-]{_SUB}{_SUBS})?)?"


def pattern(unsigned: bool = False) -> str:
    """A sign and its sections, in the groups `many` or `one`; the sign may be missing."""
    sign = f"{_SINGULAR}?" if unsigned else _SINGULAR
    return rf"(?:{_PLURAL}\s{{0,2}}(?P<many>{_MANY})|{sign}\s{{0,2}}(?P<one>{_ONE_LIST}))"


def printed(match: re.Match[str]) -> str:
    """The list of sections that `pattern` found."""
    found: str = match["many"] or match["one"]
    return found


_ONE = late_regex(rf"(?P<base>\d[\w.:–‑-]*?)(?P<subs>{_SUBS}(?:–{_SUBS})?)$")
_RANGE = late_regex(r"\s?(?:--|[–—])\s?|-(?=\()|\s(?:to|through)\s")
_LEVEL = late_regex(r"\([A-Za-z\d]{1,6}\)")
_NUMERAL = late_regex(r"[ivx]{2,6}|[ivx]")
_BETWEEN = late_regex(r",\s(?:and\s|&\s|or\s)?|\s(?:and|&|or)\s")


@value
class Section:
    """One section of a code."""

    number: str
    subsection: str | None
    printed: str | None = None
    """The subsection as the list prints it, where it is less: "(3)" of "(a)(1), (3)"."""

    def __str__(self) -> str:
        return self.number + (self.subsection or "")

    @property
    def sign(self) -> str:
        """ "§", or "§§" before a range."""
        return "§§" if "–" in self.number else "§"


def split(printed: str) -> tuple[Section, ...]:
    """Each section of a printed list, at least one."""
    found: list[Section] = []
    for piece in _BETWEEN.split(printed):
        words = _RANGE.sub("–", piece.strip())
        one = _ONE.match(words)
        if words.startswith("(") and found:
            subs = words.replace(" ", "")
            found.append(Section(found[-1].number, _beside(found[-1].subsection or "", subs), subs))
        elif one is not None:
            found.append(Section(one["base"], one["subs"].replace(" ", "") or None))
        elif words:
            found.append(Section(words.replace(" ", ""), None))
    return tuple(found) or (Section(printed.strip(), None),)


def _beside(before: str, subs: str) -> str:
    """The whole of "(3)" behind "(a)(1)": it stands where the last of its kind does."""
    levels = _LEVEL.findall(before.partition("–")[0])
    first = _LEVEL.match(subs)
    if first is None:
        return subs
    kind = _kind(first[0])
    same = [at for at, level in enumerate(levels) if _kind(level) == kind]
    return "".join(levels[: same[-1]]) + subs if same else subs


def _kind(level: str) -> str:
    inner = level[1:-1]
    if inner.isdigit():
        return "number"
    if inner.isupper():
        return "capital"
    return "numeral" if _NUMERAL.fullmatch(inner) else "letter"


def number(sections: tuple[Section, ...]) -> str:
    """The section's number, or the whole list where there are several."""
    if len({section.number for section in sections}) == 1:
        return sections[0].number
    return ", ".join(str(section) for section in sections)


def subsection(sections: tuple[Section, ...]) -> str | None:
    """The subsections of a single section."""
    if len({section.number for section in sections}) > 1:
        return None
    return ", ".join(s.printed or s.subsection for s in sections if s.subsection) or None
