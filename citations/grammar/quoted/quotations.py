"""Quoted words: what they are, where they come from, whether they are to be verified.

Rules kept here:
- A title in quotation marks is no quotation, nor are marks inside a title.
- Not to be verified: defined terms (“C4A”), scare quotes (so-called "sanctuary cities"), words that
  are only named, and a statement that the document itself makes, paragraph after paragraph.
- Quoted words in a citation's parenthetical are that citation's; in a sentence before a citation
  they are the next citation's, behind one they are the last one's.
- Inside a statement the document makes, single marks are quotations of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from citations.model import Alteration, CitationForm, CitationType, Quotation, Span

from ...late import late_regex
from .. import parentheticals
from ..desk import Desk
from ..draft import Draft
from ..structure import Group
from . import alterations

_NAMING = late_regex(
    r"(?:so[- ]called|self[- ]styled|known as|referred to as|entitled|titled|called|named|dubbed"
    r"|termed|labell?ed|nicknamed|the (?:term|word|words|phrase|label|concept|title|name)s?"
    r"|defined as|means?|hereinafter|collectively|quote,unquote|branded|marketed as"
    r"|(?:a|the|this|these|those|such|misleadingly named|alleged|supposed|purported))\s*[,:]?\s*$",
    re.IGNORECASE,
)
_SPEAKING = late_regex(
    r"\b(?:said|says?|wrote|writes?|told|testif(?:ied|ies|ying)|found|finds?|held|holds?|reads?"
    r"|according to|sp(?:eaks?|eaking|oke)\sof|mention(?:s|ed|ing)"
    r"|call(?:s|ed|ing)\s(?:it|this|that|them|him|her|us|me)"
    r"|(?:stat|not|declar|accus|argu|conclud|observ|requir|provid|promis|acknowledg|describ"
    r"|emphasiz)(?:ed|es|ing)"
    r"|(?:explain|add|assert|warn|claim|admit|admitt|recommend|report|remark|quot|tweet|insist|ask"
    r"|stress|hold|find|announc)(?:ed|es|s|ing))\b",
    re.IGNORECASE,
)
_CALLING = late_regex(r"\bcall(?:s|ed|ing)\s(?:this|that|these|those)\s*$")
_STATEMENT = late_regex(r"\b(?:statement|letter|remarks|message|text|resolution)\b", re.IGNORECASE)
_NAMED = late_regex(r"(?:entitled|titled|named|called)[,:]?\s*$")
_TERM = late_regex(
    r"(?:(?:the|an?|collectively|together|hereinafter|or|and|each|i\.e\.)[, ]*){0,3}", re.IGNORECASE
)
_AGAINST = ("But", "Contra")
"""Signals of what says the opposite."""
_SENTENCE_END = late_regex(r"[a-z\ue000-\ue003”]{3}[.?!]”?\s")
_SENTENCES = 2
"""Ends of sentences between quoted words and a citation that is not theirs."""
_FAR = 1000
_SHORT = 3
"""Words of a phrase that is quoted for its colour rather than as a source's words."""
_LOOKBACK = 120


def read(desk: Desk, drafts: list[Draft]) -> Iterator[tuple[Span, Quotation]]:
    """Yield each quotation with its place in the sheet, in order."""
    if not any(group.quoted for group in desk.groups):
        return
    reader = _Reader(desk, drafts)
    hidden = 0
    for group in desk.groups:
        if not group.quoted or group.start < hidden:
            continue
        if reader.is_title(group):
            hidden = group.end
            continue
        found = reader.quotation(group)
        if found is None:
            continue
        yield Span(group.start, group.end), found
        if found.verify or not group.reopenings:
            hidden = group.end  # what it holds is part of it


def _is_mention(draft: Draft) -> bool:
    """True for "the Fourth Amendment" in a sentence, which is where nobody's words come from."""
    return draft.type is CitationType.CONSTITUTION and draft.form is CitationForm.SHORT


class _Reader:
    """Judges each pair of quotation marks in its surroundings."""

    def __init__(self, desk: Desk, drafts: list[Draft]) -> None:
        self._desk = desk
        self._drafts = [
            (index, draft)
            for index, draft in enumerate(drafts)
            if draft.form is not CitationForm.UNNAMED and not _is_mention(draft)
        ]
        self._starts = [draft.at.start for _, draft in self._drafts]
        self._titles = [draft.title_at for draft in drafts if draft.title_at is not None]
        self._paragraphs = [at.start for at in desk.sheet.paragraphs]

    def is_title(self, group: Group) -> bool:
        """True for a work's title, or marks inside one."""
        at = Span(group.start, group.end)
        for spans in (self._titles, self._desk.titles):
            place = bisect_right(spans, group.start, key=lambda span: span.start) - 1
            if place >= 0 and at in spans[place]:
                return True
        return False

    def quotation(self, group: Group) -> Quotation | None:
        """The quotation, None where the marks hold no words."""
        sheet = self._desk.sheet
        at = Span(group.start, group.end)
        segments: list[str] = []
        changes: list[Alteration] = []
        for words in self._paragraphs_of(group):
            found, altered = alterations.resolve(words)
            segments.extend(found)
            changes.extend(altered)
        if not segments:
            return None
        place = self._place(group)
        source = sheet.source(at)
        return Quotation(
            raw=sheet.raw(at, source),
            span=source,
            segments=tuple(segments),
            alterations=tuple(changes),
            citation=self._drafts[place][0] if place is not None else None,
            verify=self._verify(group, place),
        )

    def _paragraphs_of(self, group: Group) -> Iterator[str]:
        """Yield the quoted words, paragraph by paragraph, without the marks that open again."""
        text = self._desk.sheet.text
        after = group.start + 1
        for mark in group.reopenings:
            yield text[after:mark]
            after = mark + 1
        yield text[after : group.end - 1]

    def _place(self, group: Group) -> int | None:
        """Which of the drafts the words are attributed to."""
        place = bisect_right(self._starts, group.start) - 1
        if place >= 0 and group.end <= self._drafts[place][1].at.end:
            return place
        if self._desk.sheet.note is None and not self._same_paragraph(group, place + 1):
            return None
        in_note = self._desk.sheet.note is not None
        following = bisect_left(self._starts, group.end)  # what they name themselves cites nothing
        if in_note and place >= 0 and not self._leads(group, following):
            return place
        if following < len(self._drafts) and (in_note or self._cites(following)):
            return following
        return place if in_note and place >= 0 else None

    def _leads(self, group: Group, index: int) -> bool:
        """True where the citation that follows may be where the words come from.

        It is not where it speaks against them, or where another sentence stands between.
        """
        if index >= len(self._drafts):
            return False
        draft = self._drafts[index][1]
        if draft.signal is not None and draft.signal.startswith(_AGAINST):
            return False
        if draft.at.start - group.end > _FAR:
            return False
        between = self._desk.masked[group.end : draft.at.start]
        ended = self._desk.sheet.text[group.end - 2 : group.end - 1] in tuple(".?!")
        return len(_SENTENCE_END.findall(between)) + ended < _SENTENCES

    def _cites(self, index: int) -> bool:
        """True for a citation in the running text that is more than a mention of a law."""
        draft = self._drafts[index][1]
        return draft.title is not None or draft.url is not None or draft.antecedent is not None

    def _same_paragraph(self, group: Group, index: int) -> bool:
        if not 0 <= index < len(self._drafts):
            return False
        start = self._drafts[index][1].at.start
        return bisect_right(self._paragraphs, start) == bisect_right(self._paragraphs, group.end)

    def _verify(self, group: Group, place: int | None) -> bool:
        text = self._desk.sheet.text
        if group.reopenings:
            return not self._is_statement(group)
        words = text[group.start + 1 : group.end - 1].split()
        before = text[max(0, group.start - _LOOKBACK) : group.start]
        inside = place is not None and Span(group.start, group.end) in self._drafts[place][1].at
        if self._is_defined(group, inside):
            return False
        if inside:
            return True  # in a citation's own parenthetical
        if len(words) > _SHORT:
            named = _NAMED.search(before)
            return named is None or words[0][0].islower()
        if self._is_cited(group):
            return True
        if _NAMING.search(before) and not _CALLING.search(before):
            return False
        start = before.rfind(". ")
        while start >= 0 and before[start + 2 : start + 3].isdigit():
            start = before.rfind(". ", 0, start)  # "on Dec. 3"
        return _SPEAKING.search(before[start + 1 :]) is not None

    def _is_cited(self, group: Group) -> bool:
        """True where a citation follows the words at once: … “distinct markets.” Roe v. Doe, …"""
        text = self._desk.sheet.text
        if text[group.end - 2 : group.end - 1] not in tuple(".,?!"):
            return False
        after = group.end
        while text[after : after + 1] == " ":
            after += 1
        return self._desk.sheet.note is not None and after in self._starts

    def _is_defined(self, group: Group, inside: bool) -> bool:
        """True for (“C4A”), (the “Act”): a name given in parentheses.

        Inside a citation a whole parenthesis is more often quoted from it: “Trust fell.”
        """
        text = self._desk.sheet.text
        if text[group.end : group.end + 1] not in tuple(")],;"):
            return False
        low = max(0, group.start - 60)
        opening = max(text.rfind(mark, low, group.start) for mark in "([")
        if opening < 0:
            return False
        lead = text[opening + 1 : group.start]
        words = text[group.start + 1 : group.end - 1].split()
        if inside and not lead and (len(words) > 2 or words[-1:][0][-1:] in ".,?!"):
            return parentheticals.gives_name(text[opening + 1 : group.end])
        return len(words) <= 8 and bool(_TERM.fullmatch(lead))

    def _is_statement(self, group: Group) -> bool:
        """True for a statement that the paragraph before announces."""
        before = self._desk.sheet.text[max(0, group.start - 600) : group.start].rstrip()
        return not before or (before.endswith(":") and _STATEMENT.search(before) is not None)
