"""Cuts a note into stretches: sentences, and string citations at their semicolons.

Rules kept here:
- Cuts are sought on masked text, so none falls inside a URL, brackets, quoted words or italics.
- A reference-list entry (APA, MLA) has periods between its elements; it is one stretch to its end.
- A question mark inside a title that nothing marks does not end the citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.model import Span
from citations.signs import has_any

from . import authors, named, signals
from .abbreviations import ends_sentence
from .desk import BRACKETED, ITALIC, LINK, QUOTED, Desk
from .draft import Stretch
from .openings import open_at
from .references import entries, running
from .secondary.plain import is_headline

_BOUNDARY = re.compile(
    rf"[.?!…{QUOTED}](?:(?<={QUOTED})[\"”“»’']|(?<!{QUOTED})[\"”’»)\]]{{0,3}})"
    r"[¹²³⁰⁴-⁹]{0,4}\s{1,20}(?=\S)"
)
_SEMICOLON = re.compile(r";\s{1,20}(?=\S)")
_DATED = re.compile(rf"(?<!{LINK})(?:{BRACKETED}\)|,\s\d{{4}})$")
"""A date ends what an address follows."""
_IDS = frozenset((" id.", " id ", "*id", "—id"))
_MID_ID = re.compile(
    rf"(?:(?<=[,:—”\"’)]\s)|(?<=—))(?:{signals.MID},?\s)?id\.?"
    r"(?:\s(?:at\s)?(?:§§?\s|¶¶?\s)?[\d*][\w*–.-]{0,12}(?:\([\w]{1,4}\)){0,4}"
    r"(?:(?:,\s|\s&\s)(?:nn?\.\s?)?\d[\d–-]{0,10}(?=[,;.)\s—]|$)){0,6})?(?=[,;.)—:]|\s?$|\s(?:and|but|or|to)\s)\.?"
)
"""An Id. in the middle of a sentence, behind what it is cited for."""
_WITH = re.compile(
    rf",?\s{{1,3}}(?=with\s)|(?<={BRACKETED}\)),\s(?=and\s[\d§]|(?:and\s)?[{ITALIC}A-Z])"
)
_LAW = re.compile(r"(?:H\.R\.|S\.|S\.J\.)\s(?:[A-Z][\w.]{0,5}\s){0,2}\d|\d{1,3}\s[UC]\.\s?[SF]\.")
_LEGAL = re.compile(r"\b(?:Pub\.\sL\.|U\.\s?S\.\s?C\.|\d\sStat\.|Fed\.\sReg\.|\d\sU\.\s?S\.\s\d)")
_GOES_ON = re.compile(
    r"(?:Accessed|Retrieved|Archived|Available|Last (?:accessed|visited|updated|modified)"
    r"|Viewed|DOI|doi|https?:|www\.)\b"
)
_EVIDENCE = re.compile(rf"{LINK}|\([{BRACKETED}]{{4}}")
_TITLED = re.compile(rf"{QUOTED}[”\"’]\s(?P<words>(?:[A-Z][a-z]{{1,10}}\.?\s?){{1,5}})$")
_JOURNAL = re.compile(r"(?:[A-Z][a-z]{0,10}\.?\s?){1,5},?\s(?:vol\.|no\.|\d{1,4}(?=[,(:]|\s\d))")
_DAY_AT = re.compile(
    r"(?:\d{1,2}\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2},)\s(?:1[5-9]|20)\d\d"
)
_COMPARE = ("Compare", "compare")
_HINTS = frozenset(
    ("Id", "id.", "id ", "bid", "upra", "nfra", "Const", "CONST", "Amendment", "n.d.")
)
"""Short forms, the Constitution and works that say that they have no date need no number."""
_MARKED = (LINK, QUOTED, ITALIC, BRACKETED, ":")
"""What elements of an entry have, and remarks behind it have not."""
_REMARKS = re.compile(r"(?:[A-Z][a-z]+|A)(?:,?\s[a-z]{2,}(?:[-’][a-z]+)?){2,}")
"""Words in small letters behind the first: no publisher and no place."""
_REMARK = 400
_TITLE = 400
"""No authors and title are longer."""
_NAMES = 120
"""No first author's name, or pair of names, is longer."""
_TERMINAL = frozenset(".?!")


def stretches(desk: Desk) -> Iterator[Stretch]:
    """Yield the stretches of the sheet that may hold a citation, in order."""
    number = 0
    everything = desk.context.note is None  # the running text names documents in plain prose
    for paragraph in desk.sheet.paragraphs:
        number += 1
        if not _may_cite(desk, paragraph) and not (everything and named.hinted(desk, paragraph)):
            continue
        for sentence, entry in sentences(desk, paragraph):
            number += 1
            cites = _may_cite(desk, sentence)
            if not cites and not (everything and named.hinted(desk, sentence)):
                continue
            for at, listed in _parts(desk, sentence, entry):
                opening = open_at(desk, at.start, at.end)
                yield Stretch(desk, at.start, at.end, number, opening, listed, cites)


def _may_cite(desk: Desk, at: Span) -> bool:
    """False for plain prose: every citation has a number, a URL or a word of its own."""
    text = desk.sheet.text
    if desk.has_digit(at.start, at.end) or text.find("§", at.start, at.end) >= 0:
        return True
    if desk.masked.find(LINK, at.start, at.end) >= 0 or desk.holds(_HINTS, at.start, at.end):
        return True
    return next(desk.links_in(at.start, at.end), None) is not None


def bracketed(outer: Stretch) -> Iterator[Stretch]:
    """Yield what parentheses in prose cite with a signal: "(see Jane Roe, *Trust* (1999))"."""
    desk = outer.desk
    for group in desk.groups_in(outer.start, outer.end):
        inner = group.inner
        if group.mark != "(" or signals.match(desk.sheet.text, inner.start, inner.end) is None:
            continue
        within = desk.inside(group)
        for at, entry in _parts(within, inner, 0):
            yield Stretch(
                within, at.start, at.end, outer.sentence, open_at(desk, at.start, at.end), entry
            )


def sentences(desk: Desk, paragraph: Span) -> Iterator[tuple[Span, int]]:
    """Yield the sentences of a paragraph, and where the title of a reference-list entry begins.

    An entry is one sentence; 0 stands with the others.
    """
    text, masked = desk.sheet.text, desk.masked
    start = _skip_space(text, paragraph.start, paragraph.end)
    entry = _entry(desk, start, paragraph.end)
    for found in _BOUNDARY.finditer(masked, start, paragraph.end):
        following = found.end()
        if following <= start or not _is_boundary(desk, found):
            continue
        if following <= entry or (entry and not _entry_ends(desk, found, paragraph.end)):
            continue
        if not entry and _open_head(desk, start, found, paragraph.end):
            continue
        if not entry and _in_journal(desk, start, found, paragraph.end):
            continue
        if not entry and _unfinished(desk, start, found, paragraph.end):
            continue
        if not entry and _listed_later(desk, start, found, paragraph.end):
            continue
        yield Span(start, _trim(text, start, following)), entry
        start = following
        entry = _entry(desk, start, paragraph.end)
    end = _trim(text, start, paragraph.end)
    if start < end:
        yield Span(start, end), entry


def _entry(desk: Desk, start: int, end: int) -> int:
    """Where the title of a list's entry begins; 0 where there is none, before a law and an Id."""
    title = entries.opens(desk, start, end)
    if not title:
        return 0
    text = desk.sheet.text
    law = _LEGAL.search(text, start, min(end, title + _NAMES)) is not None
    return 0 if law or text.startswith(("Id.", "Ibid."), title) else title


def _listed_later(desk: Desk, start: int, found: re.Match[str], end: int) -> bool:
    """True inside the head of an entry behind a semicolon: "5 U.S.C. § 1; Roe, J. A Title".

    In the running text it is mostly a name with its year: "Roe (1996); Doe (2007). Of these …".
    """
    if desk.context.note is None:
        return False
    semicolon = desk.masked.rfind("; ", start, found.start())
    return semicolon >= 0 and found.end() <= _entry(desk, semicolon + 2, end)


def _unfinished(desk: Desk, start: int, found: re.Match[str], end: int) -> bool:
    """True where a title goes on behind the period: a page or a signal would end it."""
    text = desk.sheet.text
    if text[found.start() - 1].isdigit() or signals.match(text, found.end(), end) is not None:
        return False
    return running.unfinished(desk, start, found.start(), end)


def _parts(desk: Desk, sentence: Span, head: int) -> Iterator[tuple[Span, bool]]:
    """Yield the parts of a string citation; the semicolon belongs to none.

    `head`: where the title of the entry begins that the sentence is; 0 where it is none.
    """
    text, masked = desk.sheet.text, desk.masked
    start = sentence.start
    entry = head > 0
    comparing = text.startswith(_COMPARE, start)
    for found in _SEMICOLON.finditer(masked, sentence.start, sentence.end):
        following = found.end()
        if following <= head:
            continue  # "Roe, J.; Doe, K. A Title"
        if masked[following] == LINK and _DATED.search(masked, start, found.start()):
            continue  # "Jane Roe, “Tides” (2020); https://…"
        if _titles_rule(desk, Span(start, found.start()), sentence.end):
            continue
        opens = entries.opens(desk, following, sentence.end, inside=entry)
        # A URL is the last element of an entry: what a capital opens behind it is another.
        ended = masked[found.start() - 1] == LINK and text[following].isupper()
        signalled = signals.match(text, following, sentence.end) is not None
        if entry and not (opens or ended or signalled or _LAW.match(text, following)):
            continue
        for at in _cut(desk, Span(start, found.start()), comparing):
            yield at, entry
        start, entry, head = following, bool(opens), opens
    end = _trim(text, start, sentence.end)
    if start < end:
        for at in _cut(desk, Span(start, end), comparing):
            yield at, entry


def _titles_rule(desk: Desk, before: Span, end: int) -> bool:
    """True in "Fisheries of the Northeast; Closure, 79 Fed. Reg. 70,122": titles of rules."""
    if len(before) > _TITLE:
        return False
    near = min(end, before.end + _NAMES)
    found = desk.sheet.text.find("Fed. Reg.", before.end, near)
    return (
        found >= 0
        and "; " not in desk.masked[before.end + 1 : found]
        and not (_may_cite(desk, before))
    )


def _cut(desk: Desk, part: Span, comparing: bool) -> Iterator[Span]:
    """Cut a comparison, and prose around an Id.: "not “sure,” id. at 4, but “bold,” id. at 5"."""
    for at in _compared(desk, part, comparing):
        start = at.start
        if desk.context.note is not None and desk.holds(_IDS, at.start + 1, at.end):
            led = signals.match(desk.sheet.text, at.start, at.end)
            for found in _MID_ID.finditer(desk.masked, led.end + 1 if led else start + 1, at.end):
                yield from _clauses(desk, Span(start, _trim(desk.sheet.text, start, found.start())))
                yield Span(found.start(), found.end())
                start = found.end()
        if start < at.end and not desk.sheet.text[start : at.end].isspace():
            if desk.context.note is None or not desk.holds(signals.MID_WORDS, start, at.end):
                yield Span(start, at.end)
            else:
                yield from _clauses(desk, Span(start, at.end))


def _clauses(desk: Desk, at: Span) -> Iterator[Span]:
    """Cut a sentence around what it cites behind its clauses: "It held otherwise, but see Roe"."""
    start, text = at.start, desk.sheet.text
    if desk.holds(signals.MID_WORDS, start, at.end):
        for begins, ends in signals.clauses(text, desk.masked, start, at.end):
            yield Span(start, _trim(text, start, begins))
            yield Span(begins, _trim(text, begins, ends))
            start = ends
    if start < at.end:
        yield Span(start, at.end)


def _compared(desk: Desk, at: Span, comparing: bool) -> Iterator[Span]:
    """Cut "Compare A (1990), B (1991), with C (1992), and D" before "with" and behind years.

    `comparing`: the sentence begins so; the "with" may stand behind a semicolon.
    """
    start = at.start
    if comparing or desk.sheet.text.startswith(_COMPARE, start):
        text = desk.sheet.text
        for found in _WITH.finditer(desk.masked, at.start, at.end):
            led = text.startswith(("with ", "and "), found.end())
            if led or (text[found.end()].isupper() and _ends_work(desk, at.start, found.start())):
                yield Span(start, found.start())
                start = found.end()
    if start < at.end:
        yield Span(start, at.end)


def _ends_work(desk: Desk, start: int, end: int) -> bool:
    """True for a parenthesis behind a work: not for parties, "Fisheries (U.K. v. Nor.), Award"."""
    opened = desk.masked.rfind("(", start, end)
    return " v. " not in desk.sheet.text[opened:end]


def _is_boundary(desk: Desk, found: re.Match[str]) -> bool:
    text, masked, following = desk.sheet.text, desk.masked, found.end()
    head = text[following]
    if head.islower() or head in "(<,;:" or masked[following] == LINK:
        return False
    if head == "[" or _GOES_ON.match(text, following):
        return False
    mark = text[found.start()]
    if masked[found.start()] == QUOTED:
        return _quote_ends(text, found.start()) and not _is_title(desk, found)
    if mark != ".":
        return True
    if found.start() > 0 and masked[found.start() - 1] in (LINK, BRACKETED, QUOTED):
        return True
    return ends_sentence(text, found.start(), following)


def _is_title(desk: Desk, found: re.Match[str]) -> bool:
    """True for "Jane Roe, “Is It Silting Up?” *Ex Review*": a container or a day goes on."""
    text, masked, following = desk.sheet.text, desk.masked, found.end()
    if masked[following] != ITALIC and _DAY_AT.match(text, following) is None:
        return False
    opening = found.start()
    while opening > 0 and masked[opening] == QUOTED:
        opening -= 1
    return text[max(0, opening - 2) : opening].rstrip().endswith(",")


def _quote_ends(text: str, last: int) -> bool:
    """True when the quoted words end their sentence: “… at every local jail[.]”."""
    while last > 0 and text[last] in "]’'\")":
        last -= 1
    return text[last] in _TERMINAL


def _entry_ends(desk: Desk, found: re.Match[str], end: int) -> bool:
    """True when what follows inside an entry is no element of it."""
    before = desk.masked[max(0, found.start() - 1)]
    if before.isdigit() and _is_remark(desk, found.end(), end):
        return True
    if before == LINK or LINK in desk.masked[max(0, found.start() - 2) : found.start() + 1]:
        return True
    if desk.sheet.text[found.end()] in '“"':
        return False  # the title, in MLA's form
    return _begins(desk, found.end(), end)


def _is_remark(desk: Desk, start: int, end: int) -> bool:
    """True for words behind a year of which none is an element: "2021. Not peer reviewed."."""
    words = desk.masked[start:end]
    return (
        len(words) <= _REMARK
        and not has_any(words, _MARKED)
        and not desk.has_digit(start, end)
        and _REMARKS.match(words) is not None
    )


def _begins(desk: Desk, start: int, end: int) -> bool:
    signal = signals.match(desk.sheet.text, start, end)
    return signal is not None or entries.opens(desk, start, end, inside=True) > 0


def _open_head(desk: Desk, start: int, found: re.Match[str], end: int) -> bool:
    """True when a question mark cuts "Names, A Title That Asks? And Goes On, 57 J. 937 (2014)"."""
    text, masked = desk.sheet.text, desk.masked
    if masked[found.start()] == QUOTED or signals.match(text, found.end(), end) is not None:
        return False
    semicolon = masked.rfind("; ", max(start, found.start() - _TITLE), found.start())
    start = semicolon + 2 if semicolon >= 0 else start  # of a string's later work
    if found.start() - start > _TITLE:
        return False
    signal = signals.match(text, start, end) or signals.within(masked, start, found.start())
    head = signal.end if signal is not None else start
    if _EVIDENCE.search(masked, head, found.start()):
        return False
    comma = masked.find(", ", head, found.start())
    if not 0 < comma - head <= _NAMES:
        return False
    persons = authors.are_persons(text[head:comma])
    if not persons and (signal is None or text[found.start()] == "."):
        return False
    if text[found.start()] == "." and not _opens_title(text, comma, found):
        return False
    return _EVIDENCE.search(masked, found.end(), min(end, found.end() + _TITLE)) is not None


def _in_journal(desk: Desk, start: int, found: re.Match[str], end: int) -> bool:
    """True in "“A Title,” Water Resour. Res., vol. 55": no list has every journal's words."""
    if _JOURNAL.match(desk.masked, found.end(), end) is None:
        return False
    title = _TITLED.search(desk.masked, max(start, found.start() - _NAMES), found.start())
    return title is not None and title["words"].istitle()


def _opens_title(text: str, comma: int, found: re.Match[str]) -> bool:
    """True for "Jane Roe, Too Scared to Report. The Fear, N.Y. TIMES": both parts are titles."""
    head = text[comma + 2 : found.start()]
    second = text[found.end() : found.end() + 200].split(",", maxsplit=1)[0]
    return head[:1].isupper() and is_headline([head]) and is_headline([second])


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
