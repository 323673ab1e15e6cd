"""What the words of the model's fields say, in the forms that drafts have.

Rules kept here:
- Words stand as they are printed; the mark that closes what they open belongs to them, and so does
  the mark of a question.
- A field that no rule can turn into a value stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping

from citations import dates
from citations.model import DateValue, Name

from ....late import late_regex
from ...desk import Desk
from .. import heads, namelists
from . import fields
from .fields import Field, Fields

_YEAR = late_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = late_regex(r"\d+")
_PAGE = late_regex(r"[A-Za-z]{0,2}\d+")
_IN = late_regex(r"(?:[Ii]n|[Dd]ans)[: ]\s?(?=\S)")
_ARTICLE = late_regex(r"\b[Aa]rt(?:icle|\.) ?$")
"""What leads to an article's number, which is no page."""
_LED = 9
"""Characters that lead to a number."""
_CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
_ASKED = ("?", "!")
_NUMBERED = frozenset({fields.VOLUME, fields.PAGES})
_ORDER = (fields.TITLE, fields.CONTAINER, fields.PUBLISHER, fields.VOLUME, fields.PAGES)


def of(desk: Desk, found: Fields, wanted: Mapping[str, float]) -> dict[str, str]:
    """The words of each field of which the model is as sure as is wanted, by label."""
    told: dict[str, str] = {}
    for label in _ORDER:
        field = sure(found, label, wanted)
        words = _words(desk, label, field) if field is not None else ""
        if words and words.count("(") == words.count(")"):
            told[label] = words
    return told


def sure(found: Fields, label: str, wanted: Mapping[str, float]) -> Field | None:
    """The field, where the model is as sure of it as is wanted."""
    field = found.by.get(label)
    return field if field is not None and field.sure >= wanted[label] else None


def names(desk: Desk, field: Field) -> tuple[Name, ...]:
    """Who wrote it; empty where the words are no list of names and no organisation."""
    text, end = desk.sheet.text, field.at.end
    end += text[end : end + 1] == "."  # of the last initial
    who = " ".join(text[field.at.start : end].split())
    return namelists.whole(who) or heads.body(who)


def date(desk: Desk, found: Fields) -> DateValue | None:
    """When it was issued."""
    field = found.by.get(fields.DATE)
    if field is None:
        return None
    raw = desk.sheet.slice(field.at)
    whole = next(dates.find(raw), None)
    if whole is not None:
        return whole.value
    year = heads.YEAR_IN.fullmatch(raw)
    if year is not None:
        return heads.apa_date(raw, year)
    alone = _YEAR.search(raw)
    return DateValue(alone.group(), alone.group()) if alone is not None else None


def _words(desk: Desk, label: str, field: Field) -> str:
    """The words of a field as its draft has them; empty where they are none."""
    if label in _NUMBERED:
        return _number(desk, label, field)
    words = _closed(desk, field)
    if label == fields.TITLE:
        return words.partition(" [")[0]  # behind it the kind of piece: "[Blog post]"
    if label == fields.CONTAINER:
        led = _IN.match(words)
        return words[led.end() :] if led is not None else words
    return words


def _number(desk: Desk, label: str, field: Field) -> str:
    text, start = desk.sheet.text, field.at.start
    if _ARTICLE.search(text[max(0, start - _LED) : start]):
        return ""
    end = field.at.end
    paged = label == fields.PAGES
    number = _PAGE.search(text, start, end) if paged else _NUMBER.search(text, start, end)
    return number.group() if number is not None else ""


def _closed(desk: Desk, field: Field) -> str:
    """The words, with the marks behind them that are theirs."""
    text, start, end = desk.sheet.text, field.at.start, field.at.end
    words = text[start:end]
    for mark, closing in _CLOSING.items():
        if words.count(mark) > words.count(closing) and text[end : end + 1] == closing:
            end += 1
    end += text[end : end + 1] in _ASKED
    return " ".join(text[start:end].split())
