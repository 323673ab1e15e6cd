"""Short forms of what is found by volume and page: "89 Fed. Reg. at 56,385".

Rules kept here:
- Such a form means the last rule, act or debate of that volume that was cited in full.
"""

from __future__ import annotations

from citations.model import Antecedent, CitationForm, CitationType, Span

from ...late import late_regex
from .. import tails
from ..context import law_key
from ..draft import Draft, Progress, Stretch

_AGAIN = late_regex(
    r"(?:(?P<name>[A-Z][^,;()]{2,120}),\s)?(?P<volume>\d{1,3})\s(?P<container>Fed\.\sReg\.|Stat\.|Cong\.\sRec\.)\sat\s"
    r"(?P<pin>[A-Z]?\d[\d,]{0,8}(?:[–-][A-Z]?\d[\d,]{0,8})?(?:\s(?:&\s)?nn?\.\s?\d{1,4})?)(?<!,)(?!\w)"
)
HINTS = frozenset((" Fed. Reg. at ", " Stat. at ", " Cong. Rec. at "))
REACH = 150
_TYPES = {
    "Fed. Reg.": CitationType.REGULATION,
    "Stat.": CitationType.STATUTE,
    "Cong. Rec.": CitationType.DOCUMENT,
}


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read the short form; None where the stretch is none, or prose."""
    desk, opening = stretch.desk, stretch.opening
    found = _AGAIN.match(desk.sheet.text, opening.body, stretch.end)
    if found is None:
        return None
    tail = tails.behind(desk, found.end(), stretch.end)
    if tail is None:
        return None
    return Draft(
        at=Span(opening.start, stretch.end),
        form=CitationForm.SHORT,
        type=_TYPES[found["container"]],
        signal=opening.signal,
        title=found["name"],
        container=found["container"],
        volume=found["volume"],
        pincite=found["pin"],
        date=tail.date,
        parentheticals=tail.parentheticals,
        antecedent=_meant(stretch, progress, law_key(found["volume"], found["container"])),
    )


def _meant(stretch: Stretch, progress: Progress, key: str) -> Antecedent | None:
    index = progress.named(key)
    if index is not None:
        return Antecedent(progress.note, index)
    return stretch.desk.context.earlier.named(key)
