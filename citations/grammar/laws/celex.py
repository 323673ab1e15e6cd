"""CELEX numbers of the Union's acts, from how they are printed: 31995L0046 is "Directive 95/46/EC".

Rules kept here:
- Sector 3, the year with four digits, the kind's letter, the number with four digits (EUR-Lex, "How
  CELEX numbers are composed").
- Until 2014 regulations have their number before the year, directives and most decisions behind it;
  "No" always leads a number; since 2015 the year stands first in all of them ("(EU) 2016/679").
- Where both orders are possible, and for the Coal and Steel Community, no number is told.
"""

from __future__ import annotations

from ...late import late_regex

_PRINTED = late_regex(
    r"(?P<framework>Framework\s)?(?P<kind>Regulation|Directive|Decision)\s"
    r"(?:\((?P<union>EU|EC|EEC|Euratom)(?:,\s?Euratom)?\)\s)?(?P<no>No\.?\s)?"
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})(?:/(?P<suffix>[A-Z]{2,4}))?"
)
_LETTERS = {"Regulation": "R", "Directive": "L", "Decision": "D"}
_NEW_ORDER = range(2015, 2100)
_OLD_ORDER = range(1952, 2015)


def number_of(printed: str) -> str | None:
    """The CELEX number of the act that stands in `printed`, None where the print leaves doubt."""
    act = _PRINTED.search(printed)
    if act is None or act["suffix"] == "ECSC":
        return None
    behind = act["no"] is not None or _is_behind(act["kind"], act["first"], act["second"])
    if behind is None:
        return None
    number, year = (act["first"], act["second"]) if behind else (act["second"], act["first"])
    whole = _year(year)
    if whole is None:
        return None
    letter = "F" if act["framework"] else _LETTERS[act["kind"]]
    return f"3{whole}{letter}{int(number):04d}"


def _is_behind(kind: str, first: str, second: str) -> bool | None:
    """Whether the year stands behind the number; None where nobody can tell."""
    if kind == "Directive":
        return False
    if kind == "Decision" and _year(first) is not None:
        return False
    if len(first) == 4 and int(first) in _NEW_ORDER:
        return False if int(second) not in _OLD_ORDER else None
    return True


def _year(printed: str) -> str | None:
    """The year with its century; None for what is no year of the Union."""
    whole = printed if len(printed) == 4 else f"19{printed}" if len(printed) == 2 else ""
    return whole if whole and (int(whole) in _OLD_ORDER or int(whole) in _NEW_ORDER) else None
