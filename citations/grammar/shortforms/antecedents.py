"""What short forms stand for: the works that a document cited before, by note, name and title.

Rules kept here:
- A name means the latest full citation that has it; a title beside the name chooses among several.
- Everything is looked up; nothing is guessed where nothing agrees.
"""

from __future__ import annotations

from collections.abc import Sequence

from citations.model import Antecedent, Citation, Name

from ...late import late_regex
from .. import authors
from ..context import hereinafter, name_key
from ..draft import Draft, Progress, Stretch
from ..organisations import is_organisation

_ET_AL = late_regex(r"\bet al\b\.?")
_BETWEEN = late_regex(r",?\s(?:&|and)\s|,\s")
_AND_OTHERS = late_regex(r",?\s?\bet al\b\.?")


def works_of(label: str, stretch: Stretch, progress: Progress) -> Sequence[Draft | Citation]:
    """What a note cites, the note that is read included."""
    if label == progress.note:
        return progress.drafts
    return stretch.desk.context.earlier.note(label) or ()


def meant_by(
    antecedent: Antecedent | None, stretch: Stretch, progress: Progress
) -> Draft | Citation | None:
    """The full citation that a short form stands for."""
    works = works_of(antecedent.note, stretch, progress) if antecedent is not None else ()
    if antecedent is None or antecedent.index >= len(works):
        return None
    return works[antecedent.index]


def lookup(stretch: Stretch, head: str, progress: Progress) -> tuple[Antecedent, bool] | None:
    """The latest work with this name, and whether a "hereinafter" gave it."""
    name = key_of(head)
    if not name:
        return None
    index = progress.named(name)
    if index is None and stretch.desk.context.earlier.named(name) is None:
        name = name.replace(" and ", " ")  # "Roe and Doe" are "Roe & Doe"
        index = progress.named(name)
    if index is not None:
        return Antecedent(progress.note, index), name in hereinafter(progress.drafts[index])
    earlier = stretch.desk.context.earlier
    antecedent = earlier.named(name)
    if antecedent is None:
        return None
    citations = earlier.note(antecedent.note) or ()
    work = citations[antecedent.index] if antecedent.index < len(citations) else None
    return antecedent, work is not None and name in hereinafter(work)


def titled(
    stretch: Stretch, antecedent: Antecedent, name: str, title: str, progress: Progress
) -> Antecedent:
    """Of several works of one author, the one that has the title."""
    for one in (antecedent, *stretch.desk.context.earlier.all_named(name)):
        work = meant_by(one, stretch, progress)
        if work is not None and f" {name_key(title)} " in f" {name_key(work.title or '')} ":
            return one
    return antecedent


def begins_title(work: Draft | Citation, who: str) -> bool:
    """True for "Memorandum, supra note 8": the title's first words, and no author's name."""
    title, key = name_key(work.title or ""), name_key(who)
    named = any(key in name_key(one.family or one.literal or "") for one in work.authors)
    return bool(key) and f"{title} ".startswith(f"{key} ") and not named


def key_of(who: str) -> str:
    """A printed name as names are compared by, without "et al."."""
    return name_key(_ET_AL.sub("", who) if "et al" in who else who)


def families(words: str) -> tuple[Name, ...]:
    """ "Leyro & Stageman" are family names alone; anything longer is read as authors."""
    plain = _AND_OTHERS.sub("", words).strip(" ,")
    parts = [part for part in _BETWEEN.split(plain) if part]
    if parts and all(map(_is_family, parts)):
        return tuple(
            Name(literal=part) if is_organisation(part) and part.isupper() else Name(family=part)
            for part in parts
        )
    return authors.read(plain).names


def _is_family(part: str) -> bool:
    """True for "Leyro", "de Groot", "Van Dam": one capitalised word, and what leads to it."""
    *particles, family = part.split()
    led = not particles or authors.opens_with_particle(part[0].lower() + part[1:], 0)
    return led and family[0].isupper() and all(map(str.islower, particles[1:]))
