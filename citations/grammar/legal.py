"""Stretches that are a law's citation as a whole, with its name, date and parentheticals.

Rules kept here:
- Before the law stands nothing but a signal and its name; after it only dates, parentheses, URLs
  and more of the same law ("Pub. L. No. 104-208, 110 Stat. 3009"). Else it is prose that mentions
  a law, and the mention alone is the citation.
- A law in a parenthesis counts only where it is the same law: "(codified at 8 U.S.C. § 1373)".
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationForm, CitationType, Identifier, Name, Span

from ..late import late_regex
from . import authors, prose, tails
from .desk import BRACKETED, LINK, QUOTED
from .draft import Draft, Progress, Stretch
from .laws import constitution, statutes
from .secondary import titles
from .secondary.plain import is_headline

_CODIFIED = late_regex(
    r"[\s(]*(?:to be |originally )?(?:codified|amended|amending|current version)",
    re.IGNORECASE,
)
_AFTER = late_regex(r"\s(?!(?:note|et seq|and|as|at|nt|to|through|app|or|available)\b)[a-z]")
_LED = late_regex(
    r"(?=.{0,200}?\b[a-z]{4}).{1,200}\s[a-z]{2,12}\s"
    r"(?P<name>the\s[A-Z][^,;:]{2,150}\s(?:Acts?|Code|Law|Amendments)(?:\sof\s\d{4})?)$"
)
_BEFORE = late_regex(
    r"(?P<name>(?:[A-Z][\w’'&-]{0,40}\s(?:(?:of|and|for|the|on|in|to)\s){0,2}){1,12}"
    r"(?:Acts?|Amendments|Code|Law)(?:\sof\s\d{4})?)(?:,\s[“\"][^“”\"]{2,60}[”\"])?,?\s$"
)
_STARTING = late_regex(r"(?:(?:The|Under|In|See|By|Of)\s(?:the\s)?)+")
_ACT_OF = late_regex(r"Act\sof\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}(?:,|$)")
"""An act without a name, by its day."""
_DOCUMENT = late_regex(
    r"\b(?:Manual|Handbook|Policy|Plan|Report|Memorandum|Guid(?:e|elines|ance)|Brief|Bulletin|Circular"
    r"|Res\.|Resolution|Directive|Procedures?|Complaint|Motion)(?=\s?No\.|\s?\d|,|$)",
    re.IGNORECASE,
)
"""What is called so has sections and is no law."""
_OF_LAW = late_regex(
    r"\b(?:Acts?|Codes?|Laws?|Amendments?|Ordinances?|Statutes?|Constitution|Const\.|Charter|Rules?|R\."
    r"|Regs?\.|Regulations?|Bill|Stat\.|Decree|By-?laws?|Title|Treaty|Convention|U\.S\.C\.)(?!\w)",
    re.IGNORECASE,
)
"""What a bare section behind a name makes a law of."""
_NAMED = (CitationType.STATUTE, CitationType.BILL)
_QUOTES = ("’", "”", '"', "'")
_LONGEST_NAME = 200
_COVERS = (BRACKETED, QUOTED, LINK)
_MOST = 3000
"""A longer stretch is no single citation."""
_FORMS = (CitationForm.FULL, CitationForm.SHORT, CitationForm.UNNAMED)
"""Of an act's section and the volume that prints it the volume tells: both make a full citation."""
_RANK = (
    CitationType.EXECUTIVE_ORDER,
    CitationType.PRESIDENTIAL_DOCUMENT,
    CitationType.BILL,
    CitationType.STATUTE,
    CitationType.REGULATION,
    CitationType.CONSTITUTION,
    CitationType.REPORT,
    CitationType.DOCUMENT,
)


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read one law; None where the stretch is prose or another kind of source."""
    if stretch.end - stretch.start > _MOST:
        return None
    desk, opening = stretch.desk, stretch.opening
    whole = Span(opening.body, stretch.end)
    parts = [d for d in constitution.find(desk, whole) if d.form is not CitationForm.UNNAMED]
    drafts = _apart([*parts, *statutes.find(desk, whole)])
    outer = [d for d in drafts if desk.masked[d.at.start] not in _COVERS]
    head = _head(stretch, outer) if outer else None
    if head is None or _is_prose(stretch, outer):
        return None
    begin, names, called = head
    if desk.context.note is None and opening.signal is None and not names:
        return None  # the running text mentions it
    main = next((draft for draft in outer if draft.volume), outer[0])
    title = called or main.title
    if title is not None and _is_document(title, main):
        return None
    if called is not None and all(map(_is_bare, outer)) and _is_work(names, called):
        return None  # "Jane Roe, *The Tidal Office*, § 3"
    if title is None and main is not outer[0] and outer[0].container is not None:
        title = desk.sheet.slice(outer[0].at)  # "Example Act § 5, 8 U.S.C. § 1"
    tail = tails.read(desk, outer[0].at.end, stretch.end)
    inner = [d for d in drafts if desk.masked[d.at.start] in _COVERS]
    inner = [draft for draft in inner if _is_codification(stretch, draft)]
    return replace(
        stretch.whole(min((draft.type for draft in outer), key=_RANK.index), tail),
        at=Span(opening.start if begin == opening.body else begin, stretch.end),
        form=min((draft.form for draft in outer), key=_FORMS.index),
        authors=names or main.authors,
        title=title,
        container=main.container,
        volume=main.volume,
        first_page=main.first_page,
        pincite=main.pincite,
        date=tail.date or main.date,
        publisher=tail.publisher,
        identifiers=_identifiers([*outer, *inner]),
    )


def _head(stretch: Stretch, outer: list[Draft]) -> tuple[int, tuple[Name, ...], str | None] | None:
    """Where the citation begins, its authors and the law’s name; prose that leads to it is left."""
    begin = stretch.opening.body
    name = _name(stretch, begin, outer[0].at.start) or _abbreviated(stretch, begin, outer)
    if name is None:
        return None
    # "The section is a part of the Example Act of 1996, Pub. L. …"
    led = _LED.match(name[1]) if stretch.opening.signal is None and name[1] is not None else None
    at = stretch.desk.sheet.text.find(led["name"], begin) if led is not None else -1
    if led is None or at < 0:
        return begin, *name
    return at, name[0], led["name"].removeprefix("the ")


def _is_document(title: str, main: Draft) -> bool:
    """True for "Harbor Dep’t, Dredging Manual, § 4.2": it has sections and is no law."""
    law = main.type not in (CitationType.DOCUMENT, CitationType.REPORT)
    return law and main.container is None and _DOCUMENT.search(title) is not None


def named(stretch: Stretch, drafts: list[Draft]) -> list[Draft]:
    """Name the laws that stand in parentheses behind an act's name: "Harbor Act (6 U.S.C. § 1)".

    All laws of one parenthesis are one citation.
    """
    text, masked = stretch.desk.sheet.text, stretch.desk.masked
    kept: list[Draft] = []
    for draft in drafts:
        if kept and draft.at.start < kept[-1].at.end:
            kept[-1] = _joined(kept[-1], draft)
            continue
        bracket = draft.at.start - 1
        name = None
        if draft.type in _NAMED and draft.title is None and text[bracket : bracket + 1] == "(":
            floor = max(stretch.start, bracket - _LONGEST_NAME, kept[-1].at.end if kept else 0)
            name = _BEFORE.search(text, floor, bracket)
        group = next(stretch.desk.groups_in(bracket, stretch.end), None) if name else None
        if name is None or group is None or masked[bracket] in _COVERS:
            kept.append(draft)
            continue
        words = _STARTING.sub("", name["name"])
        start = name.start() + len(name["name"]) - len(words)
        kept.append(replace(draft, at=Span(start, group.end), title=" ".join(words.split())))
    return kept


def _joined(first: Draft, more: Draft) -> Draft:
    """One citation of two laws: the first that has a volume is the one that is told."""
    main = first if first.volume else more
    return replace(
        first,
        container=main.container,
        volume=main.volume,
        first_page=main.first_page,
        pincite=main.pincite,
        identifiers=_identifiers([first, more]),
    )


def _apart(drafts: list[Draft]) -> list[Draft]:
    """In order, without what lies inside another ("U.S. Const. art. I, § 8")."""
    drafts.sort(key=lambda draft: (draft.at.start, -len(draft.at)))
    kept: list[Draft] = []
    for draft in drafts:
        if not kept or draft.at.start >= kept[-1].at.end:
            kept.append(draft)
    return kept


def _identifiers(drafts: list[Draft]) -> tuple[Identifier, ...]:
    return tuple(dict.fromkeys(i for draft in drafts for i in draft.identifiers))


def _is_bare(draft: Draft) -> bool:
    """True for a section that nobody put into a code."""
    return draft.form is CitationForm.SHORT and draft.volume is None and draft.container is None


def _is_work(names: tuple[Name, ...], title: str) -> bool:
    """True for a book or a paper, which has sections, too: nobody is the author of a code."""
    return bool(names) or not (title.isupper() or _OF_LAW.search(title))


def _name(stretch: Stretch, start: int, end: int) -> tuple[tuple[Name, ...], str | None] | None:
    """Authors and name of the law before its first number; None where prose stands there."""
    text = stretch.desk.sheet.text
    words = text[start:end].strip()
    if not words:
        return (), None
    if not words.endswith((",", "at", *_QUOTES)) or len(words) > 400:
        return None
    title = titles.find(stretch.desk, start, end)
    if title is not None and not text[title.at.end : end].strip(" ,"):
        head = authors.read(text[start : title.at.start])
        return (head.names, title.words) if head.sure else None
    if words.endswith(_QUOTES):
        return None
    words = words.rstrip(" ,")
    led = stretch.opening.signal is None and _LED.match(words) is not None
    named = led or _ACT_OF.match(words) is not None or is_headline([words])
    return ((), words) if words[:1].isupper() and named else None


def _abbreviated(
    stretch: Stretch, start: int, outer: list[Draft]
) -> tuple[tuple[Name, ...], str | None] | None:
    """ "CEA sec. 1a(19), 7 U.S.C. § 1a(19)": an act by its initials and its own section."""
    text = stretch.desk.sheet.text
    words = text[start : outer[0].at.start].strip()
    if len(outer) < 2 or not (words.isalpha() and words.isupper() and len(words) <= 8):
        return None
    return (), " ".join(text[start : outer[0].at.end].split())


def _is_prose(stretch: Stretch, outer: list[Draft]) -> bool:
    """True when a sentence goes on around the law."""
    masked = stretch.desk.masked
    if _AFTER.match(masked, outer[-1].at.end, stretch.end):
        return True
    parts: list[str] = []
    after = outer[0].at.start
    for draft in outer:
        parts.append(masked[after : draft.at.start])
        after = draft.at.end
    parts.append(masked[after : stretch.end])
    return prose.is_prose(" ".join(parts))


def _is_codification(stretch: Stretch, draft: Draft) -> bool:
    """True inside "(codified as amended at …)"."""
    for group in stretch.desk.groups_in(stretch.start, stretch.end):
        if group.start < draft.at.start < group.end:
            return _CODIFIED.match(stretch.desk.sheet.text, group.start, group.end) is not None
    return False
