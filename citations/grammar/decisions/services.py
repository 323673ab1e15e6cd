"""Cases that a loose-leaf service printed: "Bankr. L. Rep. (CCH) ¶ 70,707".

Rules kept here:
- The service's publisher in parentheses tells it, and a paragraph or a page; where a volume leads,
  the reporters' own rules have read it (Bluebook rule 19).
- The binder in brackets before it is told nowhere.
"""

from __future__ import annotations

import re

from citations.values import value

from ...late import late_regex

_PUBLISHERS = ("CCH", "BNA", "P-H", "RIA", "MB", "LRP", "ALM", "Bloomberg BNA", "West", "Aspen")
HINTS = frozenset(f"({publisher})" for publisher in _PUBLISHERS)
_REPORT = late_regex(
    r"(?:(?<=,\s)|(?<!\S))(?:\[[^\[\]\n]{4,60}\]\s)?"
    r"(?P<service>[A-Z][\w.&’'-]{0,14}(?:\s[A-Z&\d][\w.&’'-]{0,14}|\sof){0,6}"
    rf"\s\((?:{'|'.join(map(re.escape, _PUBLISHERS))})\))"
    r"\s(?P<page>(?:¶¶?\s?|§\s?)?\d[\d,.]{0,9}\d|(?:¶\s?)?\d)"
    r"(?:,\s(?:at\s)?(?P<pin>\d{1,3}(?:,\d{3}){0,2}(?:[–-]\d{1,3}(?:,\d{3}){0,2})?))?(?![\w,])"
)


@value
class Printed:
    """Where a service's report stands, and what it says."""

    start: int
    end: int
    service: str
    page: str
    pincite: str | None


def find(text: str, start: int, end: int) -> Printed | None:
    """The first of them in start:end."""
    found = _REPORT.search(text, start, end)
    if found is None:
        return None
    return Printed(found.start(), found.end(), found["service"], found["page"], found["pin"])
