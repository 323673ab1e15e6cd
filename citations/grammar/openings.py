"""Where a citation begins inside its stretch: behind a label ("Source:", "Quoted in"), its signal.

Rules kept here:
- The label is not part of the citation; the signal is.
"""

from __future__ import annotations

import re

from citations.values import value

from . import authors, signals
from .desk import ITALIC, Desk

_LABEL = re.compile(
    r"(?i:Sources?|Reference|Citation|Link|Available at)[:—]\s{1,3}"
    r"|(?i:(?:as )?(?:quoted|cited|reported|described|discussed|reprinted|reproduced) in):?\s{1,3}"
    r"(?=\W?[^\W\d_a-z])"
)
_LEAD = re.compile(
    r"[A-Z][^.,;:()“”]{3,160}?\s(?:(?:published|appeared|reprinted|reported|adapted|drawn|taken|are|is)"
    r"\s(?:as|in|from)|drawn\son|based\son|made\sby|put\sby)"
    r"\s(?=[A-Z][\w.’-]{0,20}\s(?:(?:van|von|de|di|da)\s)?[A-Z])"
)
"""Prose that leads to the authors: "Parts of this were published as Jane Roe, …"."""
_LEADS = """
published appeared reprinted reported adapted drawn taken based made put from
"""
_LED = frozenset(f" {word} " for word in _LEADS.split())
_LABEL_LETTERS = frozenset("SsRrCcLlAaQqDd")
_BEGINS = re.compile(r"[A-Z§]|\d{1,4}\s[A-Z]")
"""The last of several: a name, or a volume and what it is of."""
_HEADED = re.compile(r"[^:]{0,2}:\s(?=[A-Z])")
_NAME = r"(?:[A-Z][\w.’'-]{0,20}\s(?:(?:van|von|de|di|da|der)\s){0,2}){0,3}[A-Z][\w’'-]{1,20}"
_NAMED = re.compile(
    rf"(?<=[a-z]\s)(?P<who>{_NAME}(?:(?:,\s|,?\s(?:and|&)\s){_NAME}){{0,4}}(?:\set\sal\.)?),\s[“‘\"«]?$"
)
"""Names behind a word in small letters, before a title."""
_QUOTES = frozenset('“‘"«')
_FAMILIES = 4
"""Two families and what joins them have so many words at most."""
_LONGEST = 200


@value
class Opening:
    """Where a citation begins, and its signal."""

    start: int
    """Of the span: the signal, where there is one."""
    body: int
    """Of the authors or the title."""
    signal: str | None


def open_at(desk: Desk, start: int, end: int) -> Opening:
    """Skip a label and read the signal."""
    text = desk.sheet.text
    label = _LABEL.match(text, start, end) if text[start] in _LABEL_LETTERS else None
    if label is not None and label.end() < end:
        start = label.end()
    elif desk.context.note is not None and desk.holds(_LED, start, min(end, start + _LONGEST)):
        led = _LEAD.match(text, start, end)
        if led is not None:
            return Opening(led.end(), led.end(), None)
    if desk.context.note is not None and desk.masked[start] == ITALIC:
        start = _headed(desk, start, end)
    signal = signals.match(text, start, end) or signals.compared(text, start, end)
    if signal is None and text.startswith("and ", start) and _BEGINS.match(text, start + 4, end):
        return Opening(start, start + 4, None)  # the last of several
    if signal is None:
        return Opening(start, start, None)
    return Opening(start, signal.end, signal.name)


def led_to(desk: Desk, start: int, end: int) -> int | None:
    """Where the names begin that a sentence leads to: "I drew on Jane Roe, *Tides* (2020)".

    They stand right before a marked title and behind a word in small letters.
    """
    title = next((one for one in desk.titles_in(start, end) if one.start > start), None)
    group = next((one for one in desk.groups_in(start, end) if one.quoted), None)
    marks = [at.start for at in (title, group) if at is not None]
    if not marks:
        return None
    low = max(start, min(marks) - _LONGEST)
    found = _NAMED.search(desk.masked, low, min(marks))
    return found.start("who") if found is not None and found.start("who") > start else None


def _headed(desk: Desk, start: int, end: int) -> int:
    """Behind what a note in italics says it is of: "*On the tides*: Jane Roe, *The Harbor*, 4"."""
    text = desk.sheet.text
    head = next(desk.titles_in(start, end), None)
    if head is None:
        return start  # it began before a label
    found = _HEADED.match(text, max(start, head.end - 2), end)
    if found is None or signals.match(text, found.end(), end) is not None:
        return start if found is None else found.end()
    name, comma, _ = text[found.end() : min(end, found.end() + _LONGEST)].partition(", ")
    title = found.end() + len(name) + len(comma)
    marked = title < end and (desk.masked[title] == ITALIC or text[title] in _QUOTES)
    known = marked and len(name.split()) <= _FAMILIES  # "Roe and Doe, *Tides*, 4"
    return found.end() if known or authors.are_persons(name) else start
