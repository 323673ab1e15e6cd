"""A day found in a page that declares none: htmldate's guess, bounded, off the loop.

Rules kept here:
- Asked only for pages that a citation names and that give no date of their own: it takes twenty
  times as long as reading the page.
- A guess may bear a citation out; it never contradicts one (checker.match.dates).
- Its input is bounded, and whatever it raises is no date: pages are hostile.
- The first of January stands for the year: that is how htmldate writes a year alone.

Source: Barbaresi, htmldate: A Python package to extract publication dates, JOSS 5(51), 2020.
"""

from __future__ import annotations

import re
import warnings

from ..model import Page
from .charset import decode

_LONGEST = 20_000
"""Characters looked at: 10 to 20 milliseconds. htmldate tries a thousand dates at most, so that a
page that was made to be slow costs some two seconds of a thread, one such page at a time."""
_DAY = re.compile(r"(?:19[89]\d|20\d\d)-\d\d-\d\d")
_MOST_SCRIPTS = 200


def needs_date(page: Page) -> bool:
    """Whether a web page says nothing of when it was made."""
    return page.pages is None and not (page.published or page.modified) and bool(page.text)


def found_day(body: bytes, content_type: str) -> str | None:
    """The day, or the year, that htmldate finds in a page; None for none. Takes tens of
    milliseconds: call it from a thread."""
    from htmldate import find_date

    markup = _without_scripts(decode(body[: 20 * _LONGEST], content_type))[:_LONGEST]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find_date(markup, original_date=True, extensive_search=True)
    except Exception:  # a parser of hostile input; no date is an answer
        return None
    if found is None or _DAY.fullmatch(found) is None:
        return None
    return found[:4] if found.endswith("-01-01") else found


def _without_scripts(markup: str) -> str:
    """The markup without scripts and styles: what stands in them would fill the bound."""
    for tag in ("script", "style"):
        lower, kept, at = markup.lower(), [], 0
        for _ in range(_MOST_SCRIPTS):
            start = lower.find(f"<{tag}", at)
            end = lower.find(f"</{tag}", start) if start >= 0 else -1
            if end < 0:
                break
            kept.append(markup[at:start])
            at = end
        markup = "".join((*kept, markup[at:]))
    return markup
