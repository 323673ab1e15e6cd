"""Wikipedia's citation templates: `|archive-url=`, `|archive-date=` and `|url-status=`.

Rules kept here:
- The template is the innermost `{{…}}` around the URL, and the URL the value of its `url`.
- A parameter that is there is filled in or, for url-status, put right; one that is not is added
  after the URL. A template that has an archive-url already is left alone.

Reference: https://en.wikipedia.org/wiki/Template:Cite_web (URL parameters).
"""

from __future__ import annotations

import re
from datetime import date

from citations.model import Span

from .model import Edit

_MOST = 10_000
_BRACES = re.compile(r"\{\{|\}\}")
_IS_URL = re.compile(r"\|\s{0,20}url\s{0,20}=\s{0,20}\Z", re.IGNORECASE)
_VALUE = re.compile(
    r"\|\s{0,20}(?P<name>archive-?url|archive-?date|url-status)\s{0,20}="
    r"(?P<value>[^|{}]{0,2000})",
    re.IGNORECASE,
)


def template_around(text: str, url: Span) -> Span | None:
    """The citation template whose url stands there; None where there is none."""
    floor = max(0, url.start - _MOST)
    if _IS_URL.search(text[max(0, url.start - 64) : url.start]) is None:
        return None
    opened: list[int] = []
    for match in _BRACES.finditer(text, floor, url.start):
        if match[0] == "{{":
            opened.append(match.start())
        elif opened:
            opened.pop()
    if not opened:
        return None
    depth = 1
    for match in _BRACES.finditer(text, url.end, url.end + _MOST):
        depth += 1 if match[0] == "{{" else -1
        if not depth:
            return Span(opened[-1], match.end())
    return None


def archived(
    text: str, template: Span, url: Span, copy: str, told: tuple[date, bool]
) -> list[Edit]:
    """The edits that tell a copy in a template; `told` is its day and whether the page is dead.

    Empty where the template tells a copy already.
    """
    day, dead = told
    wanted = {
        "archive-url": copy.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D"),
        "archive-date": day.isoformat(),
        "url-status": "dead" if dead else "live",
    }
    edits: list[Edit] = []
    for match in _VALUE.finditer(text, template.start, template.end - 2):
        name = match["name"].lower().replace("archiveurl", "archive-url")
        name = name.replace("archivedate", "archive-date")
        value = match["value"].strip()
        if name == "archive-url" and value:
            return []
        new = wanted.pop(name, None)
        if new is not None and value != new:
            lead = len(match["value"]) - len(match["value"].lstrip()) if value else 0
            start = match.start("value") + lead
            edits.append(Edit(Span(start, start + len(value)), new))
    if wanted:
        words = "".join(f" |{name}={value}" for name, value in wanted.items())
        edits.append(Edit(Span(url.end, url.end), words))
    return sorted(edits)
