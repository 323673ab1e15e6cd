"""What a citation and a record are to each other, in one word: as the held-out pairs have it."""

from __future__ import annotations

from checker.registries import is_another_work, is_same_work
from citations.model import Citation, CitationForm, CitationType, DateValue, Name, Span

from .held_out_pairs import Pair


def meaning_of(pair: Pair) -> str:
    """same, another or neither."""
    person = " " not in pair.author or pair.author[:1].islower()
    name = Name(family=pair.author) if person else Name(literal=pair.author)
    cited = Citation(
        raw="",
        span=Span(0, 0),
        form=CitationForm.FULL,
        type=CitationType.ARTICLE_JOURNAL,
        title=pair.title,
        authors=(name,) if pair.author else (),
        container=pair.container or None,
        date=DateValue(pair.year, pair.year),
    )
    if is_same_work(cited, pair.record):
        return "same"
    return "another" if is_another_work(cited, pair.record) else "neither"
