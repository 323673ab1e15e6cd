"""What Id. and Ibid. stand for: the one source before.

Rules kept here:
- Where a note or a citation sentence before has several sources, Id. means none of them (Bluebook
  rule 4.1); but "Id. § 5" means the law there, or of several laws the one whose § 5 was cited.
- "The Fourth Amendment" in a sentence is a mention: Id. goes past it, and past what the document
  says of its own parts.
"""

from __future__ import annotations

import re

from citations.model import Antecedent, Citation, CitationForm, CitationType

from ...late import late_regex
from ..draft import Draft, Progress, Stretch

_SECTION = late_regex(
    r"(?:id|ibid)\.,?\s(?:at\s)?(?:§§?|sec(?:tions?|s?\.))\s?(?P<number>\d[\w.:-]*)", re.IGNORECASE
)
_LAWS = (CitationType.STATUTE, CitationType.REGULATION)
_MOST = 50
"""Citations of one note that an Id. is compared with."""


def meant_by(stretch: Stretch, progress: Progress) -> Antecedent | None:
    """The one source before; None where there are several, or none."""
    index = _source_before(progress, len(progress.drafts))
    if index is not None:
        sentence = progress.sentences[index]
        other = _source_before(progress, index)
        several = other is not None and progress.sentences[other] == sentence
        several = several and len(_meant_in(progress, sentence)) > 1
        if several and sentence != stretch.sentence:
            return _law_among(stretch, progress, sentence)
        return full(progress.note, index, progress.drafts[index])
    before = stretch.desk.context.earlier.last()
    if before is None:
        return None
    label, citations = before
    sources = [i for i, citation in enumerate(citations) if not _is_mentioned(citation)]
    meant = {full(label, index, citations[index]) for index in sources[:_MOST]}
    return meant.pop() if len(meant) == 1 else None  # "Roe at 4; see also id. at 5" is one source


def full(label: str, index: int, citation: Draft | Citation) -> Antecedent | None:
    """The full citation itself, or what a short one stands for."""
    if _is_short(citation.form) or citation.antecedent is not None:
        return citation.antecedent
    return Antecedent(label, index)


def _meant_in(progress: Progress, sentence: int) -> set[Antecedent | None]:
    """What the citations of a sentence stand for: “Trust,” id. at 4, “fell,” id. at 5, is one."""
    return {
        full(progress.note, index, draft)
        for index, draft in enumerate(
            progress.drafts[-_MOST:], max(0, len(progress.drafts) - _MOST)
        )
        if progress.sentences[index] == sentence and not _is_mentioned(draft)
    }


def _law_among(stretch: Stretch, progress: Progress, sentence: int) -> Antecedent | None:
    """The one law of a sentence that "Id. § 5" can mean: the only one, or the one with a § 5."""
    printed = _SECTION.match(stretch.desk.sheet.text, stretch.opening.body, stretch.end)
    if printed is None:
        return None
    laws = {
        full(progress.note, index, draft): draft.first_page
        for index, draft in enumerate(progress.drafts)
        if progress.sentences[index] == sentence and draft.type in _LAWS and draft.first_page
    }
    same = [law for law, section in laws.items() if section == printed["number"]]
    found = same or list(laws)
    return found[0] if len(found) == 1 else None


def _source_before(progress: Progress, end: int) -> int | None:
    for index in range(end - 1, -1, -1):
        if not _is_mentioned(progress.drafts[index]):
            return index
    return None


def _is_mentioned(citation: Draft | Citation) -> bool:
    constitution = citation.type is CitationType.CONSTITUTION
    mention = constitution and citation.form is not CitationForm.FULL
    return mention or citation.form is CitationForm.CROSS_REFERENCE


def _is_short(form: CitationForm) -> bool:
    return form in (CitationForm.ID, CitationForm.SUPRA, CitationForm.HEREINAFTER)
