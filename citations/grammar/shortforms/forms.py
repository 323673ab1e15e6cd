"""Short forms: Id., Ibid., supra note 4, hereinafter names; tied to what they stand for.

Rules kept here:
- Id. means the source before it (see `ids`). A short form without antecedent is told, not guessed.
- supra binds inside the note that it names: by name, or to its only source. A name that the
  document gives to another note only is a wrong number, and binds to nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import (
    Antecedent,
    Citation,
    CitationForm,
    CitationType,
    DateValue,
    Name,
    Span,
)

from .. import authors, prose, signals, tails
from ..context import Earlier, hereinafter, name_key, names_of
from ..draft import Draft, Progress, Stretch
from ..openings import Opening
from ..secondary import middles
from . import antecedents, ids

_ID = re.compile(r"(?:id|ibid|ibidem)(?:\.|\b)(?=[\s,.;:(\[]|$)", re.IGNORECASE)
_SUPRA = re.compile(
    r"\b(?P<word>supra|infra|above|below|ante|post)\s(?:at\s)?(?:notes?|nn?\.?|fns?\.?)\s?"
    r"(?P<number>\d{1,5})(?P<range>\s?[–-]\s?\d{1,5}|(?:,\s|\sand\s)\d{1,5})?",
    re.IGNORECASE,
)
_REVERSED = re.compile(
    r"\b(?:notes?|nn?\.?|fns?\.?)\s?(?P<number>\d{1,5})(?P<range>\s?[–-]\s?\d{1,5})?,?\s"
    r"(?P<word>above|supra|below|infra)\b",
    re.IGNORECASE,
)
"""British letters print "note 4 above"."""
_AUTHOR_DATE = re.compile(
    r"(?=[^\W\d_][^()\d]{1,82}+\(?[12])"  # the year is the first number: one run tells
    r"(?P<who>[^\W\d_][^()\d]{1,80}?),?\s\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?"
    r"(?:[,:]?\s(?:at\s|pp?\.\s)?(?P<pin>\d{1,5}(?:[–-]\d{1,5})?|¶¶?\s?\d{1,4}))?\.?$"
)
"""An author and a year for a work that was cited before: "Roe et al. (2021), p. 240"."""
_HINTS = frozenset(("upra", "UPRA", "nfra", "bove", "elow", "nte ", "ost ", "(n"))
_WITHOUT_NUMBER = frozenset((" supra", "op. cit", "op cit"))
_OSCOLA = re.compile(r"\((?P<word>)nn?\.?\s?(?P<number>\d{1,5})(?P<range>[–-]\d{1,5})?\)")
_SEE = re.compile(r"(?<=\s)(?:see|cf\.)(?=,?\s)")
_CROSS = re.compile(
    r"(?:(?:discussion|text|sources\scited|cases\scited)\s)?(?:supra|infra)\s(?:[Ss]ub(?:part|section)s?|Parts?|Sections?|Secs?\.|pp?\.|at|ch\.|Chapters?|App\.|Appendix|text"
    r"|§§?|[IVX]+\b|table|tbl\.|fig\.|figure)",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    r"(?P<who>[A-Z][^;()]{1,120}?)[,.]?\s(?P<word>supra|op\.?\scit\.?)(?=[,.;\s]|$)(?!\s(?:note|n\.|nn|Part|p))"
)
"""A work cited before, in writings that number no notes: "Roe, supra, at 14"."""
_ACCOMPANYING = re.compile(r"accompanying text", re.IGNORECASE)
_PIN = re.compile(
    r"[.,]?\s?(?:at\s)?(?P<pin>(?:amends?|arts?)\.\s[IVX]{1,6}(?:,\s(?:§§?|cls?\.)\s\d{1,2}){0,2}|(?:(?:§§?|¶¶?)\s?|(?:arts?|[Rr]ecitals?|ss?|regs?|cls?|[Aa]nnex|sch|points?"
    r"|[Ss]ections?|[Ss]ecs?)\.?\s)\d[\w.:()–-]{0,30}(?:,\s(?:\d|\((?=[a-z\d]{1,4}\)))[\w.:()–-]{0,30}){0,6}(?:,\snote\b)?"
    r"(?:,?\s(?:cmts?|illus|ill)\.?\s[a-z\d](?:[–-][a-z\d])?)?(?:,?\sat\s\d[\d–-]{0,10})?)"
)
_PART = re.compile(r"(?P<title>[^\W_][^,;()]{2,100}),\s(?=(?:at\s|pp?\.\s)?\d)")
"""A part of a title, before a page."""
_GIVEN = re.compile(r"(?P<name>[A-Z][^,;()]{3,80}?)\s(?=(?:(?:arts?|pp?)\.|§§?|¶¶?)?\s?\d)")
"""A name given before, and what a comma would part from it: "Consular Convention art. 37"."""
_VERSUS = re.compile(r"\sv\.?\s|\sc\.?\s")
_REPORTED = re.compile(r"\d{1,4}\s[A-Z][\w.’' ]{1,20}\sat\s[\d*]")
"""Volume and reporter: the short form of a case, which has rules of its own."""
_TITLE_MARKS = ' ,“”"‘’*'
_GOES_ON = re.compile(r"(?P<own>(?:,?\s(?:at\s)?[\d–, &n.]{1,40}?)?),?\s[a-z]{3,20}[\s,](?!note)")
"""A page, and a word of the sentence that goes on behind it."""
_COUNTS = frozenset("$£€0123456789")
"""Titles begin with them, too: "$23 Billion, supra note 4"."""
_LONGEST_PIN = 80
_LONGEST_NAME = 200
_MOST = 50
"""Citations of one note that a supra is compared with."""


def read(stretch: Stretch, progress: Progress) -> Draft | None:
    """Read a short form; None where the stretch is none."""
    opening = stretch.opening
    text = stretch.desk.sheet.text
    found = _ID.match(text, opening.body, stretch.end)
    if found is not None:
        antecedent = ids.meant_by(stretch, progress)
        if antecedent is None and stretch.desk.context.note is None:
            return None  # the running text only mentions it
        return _draft(stretch, found.end(), CitationForm.ID, antecedent, progress)
    window = min(stretch.end, opening.body + _LONGEST_NAME)
    supra = None
    if stretch.desk.holds(_HINTS, opening.body, window):
        supra = _SUPRA.search(stretch.desk.masked, opening.body, window)
        supra = supra or _REVERSED.search(stretch.desk.masked, opening.body, window)
        supra = supra or _OSCOLA.search(text, opening.body, window)
    if supra is not None:
        return _supra(_led(stretch, supra.start()), supra, progress)
    cross = _CROSS.match(text, opening.body, stretch.end)
    if cross is not None:
        return _cross(stretch, cross.end(), progress)
    draft = _author_date(stretch, progress) or _unnumbered(stretch, progress)
    draft = draft or _named(stretch, opening.body, progress)
    if draft is None and opening.signal is None:
        inner = signals.within(stretch.desk.masked, stretch.start, stretch.end)
        if inner is not None and inner.start > stretch.start:
            later = replace(stretch, opening=Opening(inner.start, inner.end, inner.name))
            draft = _author_date(later, progress) or _named(later, inner.end, progress)
    return draft


def _unnumbered(stretch: Stretch, progress: Progress) -> Draft | None:
    """ "Roe, supra, at 14": the latest work with that name; None where no name was cited before."""
    start = stretch.opening.body
    if not stretch.desk.holds(_WITHOUT_NUMBER, start, min(stretch.end, start + _LONGEST_NAME)):
        return None
    found = _UNNUMBERED.match(stretch.desk.sheet.text, start, stretch.end)
    if found is None:
        return None
    names, title = _printed(stretch, start, found.end("who"))
    head = found["who"].strip(_TITLE_MARKS)
    if title is not None and names:
        head = names[0].family or names[0].literal or head
    meant = antecedents.lookup(stretch, head, progress)
    if meant is None:
        return None
    antecedent = meant[0]
    if title is not None:
        key = antecedents.key_of(head)
        antecedent = antecedents.titled(stretch, antecedent, key, title, progress)
    draft = _draft(stretch, found.end(), CitationForm.SUPRA, antecedent, progress)
    return _with(draft, names, title)


def _led(stretch: Stretch, before: int) -> Stretch:
    """ "For a few examples see Roe, supra note 4" begins at its signal."""
    if stretch.opening.signal is not None:
        return stretch
    for found in _SEE.finditer(stretch.desk.masked, stretch.opening.body + 1, before):
        inner = signals.match(stretch.desk.sheet.text, found.start(), before)
        if inner is not None:
            return replace(stretch, opening=Opening(inner.start, inner.end, inner.name))
    return stretch


def _cross(stretch: Stretch, after: int, progress: Progress) -> Draft:
    """A part of the document itself, with what its parentheses say."""
    draft = _draft(stretch, stretch.end, CitationForm.CROSS_REFERENCE, None, progress)
    tail = tails.read(stretch.desk, after, stretch.end)
    return replace(draft, parentheticals=tail.parentheticals)


def _author_date(stretch: Stretch, progress: Progress) -> Draft | None:
    """An author and the year of one work that was cited before."""
    start = stretch.opening.body
    if stretch.end - start > _LONGEST_NAME:
        return None
    found = _AUTHOR_DATE.match(stretch.desk.sheet.text, start, stretch.end)
    meant = antecedents.lookup(stretch, found["who"], progress) if found is not None else None
    work = antecedents.meant_by(meant[0], stretch, progress) if meant is not None else None
    if found is None or meant is None or work is None or work.date is None:
        return None
    if work.date.iso[:4] != found["year"] or not antecedents.families(found["who"]):
        return None
    draft = _draft(stretch, stretch.end, CitationForm.SHORT, meant[0], progress)
    date = DateValue(found["year"], found["year"])
    return replace(
        draft, authors=antecedents.families(found["who"]), pincite=found["pin"], date=date
    )


def _supra(stretch: Stretch, supra: re.Match[str], progress: Progress) -> Draft | None:
    text = stretch.desk.sheet.text
    opening = stretch.opening
    who = text[opening.body : supra.start()].strip(" ,")
    later = (supra["word"] or "").lower() in {"infra", "below", "post"}
    window = text[supra.end() : min(stretch.end, supra.end() + 60)]
    if later or (not who and (supra["range"] or _ACCOMPANYING.search(window))):
        return _draft(stretch, stretch.end, CitationForm.CROSS_REFERENCE, None, progress)
    if opening.signal is None and ": " in who:
        # "Size and income: Roe, supra note 4": the label is no name.
        cut = text.rindex(": ", opening.body, supra.start()) + 2
        stretch = replace(stretch, start=cut, opening=Opening(cut, cut, None))
        opening, who = stretch.opening, text[cut : supra.start()].strip(" ,")
    head = who.strip(_TITLE_MARKS)[:1]
    lower = who and not (head.isupper() or head in _COUNTS)
    if len(who.split()) > 25 or (lower and not authors.opens_with_particle(who, 0)):
        return None
    antecedent = _of_note(stretch, who, supra["number"], progress)
    if antecedent is None and stretch.desk.context.note is None:
        return None  # the running text only mentions it
    draft = _draft(stretch, supra.end(), CitationForm.SUPRA, antecedent, progress)
    names, title = _printed(stretch, opening.body, supra.start())
    work = antecedents.meant_by(antecedent, stretch, progress)
    names = _as_cited(names, work)
    given = work is not None and antecedents.key_of(who) in hereinafter(work)
    case = work is not None and work.type is CitationType.CASE
    given = given or case
    if title is None and work is not None and (given or antecedents.begins_title(work, who)):
        names, title = (), who
    return _with(draft, names, title)


def _as_cited(names: tuple[Name, ...], work: Draft | Citation | None) -> tuple[Name, ...]:
    """Names in capitals ("SHIN & WILNER") are persons where the work has persons so called."""
    families = {name.family.casefold() for name in work.authors if name.family} if work else set()
    return tuple(
        Name(family=name.literal) if name.literal and name.literal.casefold() in families else name
        for name in names
    )


def _draft(
    stretch: Stretch,
    after: int,
    form: CitationForm,
    antecedent: Antecedent | None,
    progress: Progress,
) -> Draft:
    """A short form whose own words end at `after`."""
    opening = stretch.opening
    desk, text = stretch.desk, stretch.desk.sheet.text
    pin = _PIN.match(text, after, stretch.end)
    tail = tails.read(desk, pin.end() if pin is not None else after, stretch.end)
    page = None
    if pin is None:
        rest = " ".join(text[after : tail.start].split()).strip(" ,.)")
        page = middles.PINCITE.match(rest)
    return Draft(
        at=Span(opening.start, _before_prose(stretch, after)),
        form=form,
        type=_type(antecedent, stretch, progress),
        signal=opening.signal,
        pincite=pin["pin"].rstrip(".") if pin else page["pin"] if page else None,
        date=tail.date,
        url=tail.url,
        parentheticals=tail.parentheticals,
        antecedent=antecedent,
        accessed=tail.accessed,
    )


def _before_prose(stretch: Stretch, after: int) -> int:
    """Where the short form ends that a sentence goes on behind: "Roe, supra, at 4, argues …"."""
    text = stretch.desk.sheet.text
    goes_on = _GOES_ON.match(text, after, min(stretch.end, after + _LONGEST_PIN))
    if goes_on is None or not prose.is_prose(stretch.desk.masked[goes_on.end("own") : stretch.end]):
        return stretch.end
    return goes_on.end("own")


def _with(
    draft: Draft, names: tuple[Name, ...], title: str | None, title_at: Span | None = None
) -> Draft:
    return replace(draft, authors=names, title=title, title_at=title_at)


def _of_note(stretch: Stretch, who: str, number: str, progress: Progress) -> Antecedent | None:
    earlier = stretch.desk.context.earlier
    works = antecedents.works_of(number, stretch, progress)
    name = antecedents.key_of(who)
    sources = [
        index
        for index, work in enumerate(works[:_MOST])
        if work.form is not CitationForm.CROSS_REFERENCE
    ]
    if name:
        named = [index for index in sources if _is_named(works[index], name, earlier)]
        # "Roe & Doe" are not the Roe of the citation before.
        exact = [index for index in named if name in names_of(works[index])]
        meant = {ids.full(number, index, works[index]) for index in exact or named}
        if meant:
            return meant.pop() if len(meant) == 1 else None  # two works of one author
        if earlier.named(name) is not None:
            return None  # the name belongs to another note: the number is wrong
    if len(sources) == 1:
        return ids.full(number, sources[0], works[sources[0]])
    return None


def _is_named(citation: Draft | Citation, name: str, earlier: Earlier) -> bool:
    """True when the short form's name is one of this citation's, or begins or abbreviates one."""
    if citation.antecedent is not None:
        meant = earlier.note(citation.antecedent.note) or ()
        if citation.antecedent.index < len(meant):
            citation = meant[citation.antecedent.index]
    for full in (*names_of(citation), *_parties(citation)):
        if name == full or full.startswith(name + " ") or name.startswith(full + " "):
            return True
        initials = "".join(word[0] for word in full.split() if word not in {"and", "of", "the"})
        if len(name) > 2 and (name == initials or initials.endswith(name)):
            return True
    return False


def _parties(citation: Draft | Citation) -> list[str]:
    """Of a case, its parties: "Oakes, supra note 4" is "R v Oakes"."""
    if citation.type is not CitationType.CASE or not citation.title:
        return []
    return [name_key(party) for party in _VERSUS.split(citation.title)[1:]]


def _named(stretch: Stretch, start: int, progress: Progress) -> Draft | None:
    """ "Wong Report, at 5", "Roe, “Short Title,” 45": a name given before, and a page."""
    desk, text = stretch.desk, stretch.desk.sheet.text
    if stretch.end - start > _LONGEST_NAME or not text[start : start + 1].isalpha():
        return None
    head, comma, _ = text[start : stretch.end].partition(", ")
    if not comma:
        head, comma, _ = text[start : stretch.end].partition(" at ")
    given = _GIVEN.match(text, start, stretch.end) if not comma else None
    if given is not None:
        head, comma = given["name"], " "
    found = antecedents.lookup(stretch, head, progress)
    if found is None or (given is not None and not found[1]):
        return None
    title, title_at = None, None
    after = start + len(head) + len(comma)
    group = next(desk.groups_in(after, stretch.end), None)
    if group is not None and group.quoted and group.start == after:
        title = desk.sheet.slice(group.inner).strip(" ,.") or None
        title_at = Span(group.start, group.end)
        after = group.end
    else:
        italic = next(desk.titles_in(after, stretch.end), None)
        if italic is not None and italic.start == after:
            title, after = desk.sheet.slice(italic).strip(" ,.") or None, italic.end
        else:
            for antecedent in (
                found[0],
                *stretch.desk.context.earlier.all_named(antecedents.key_of(head)),
            ):
                title, behind = _retold(stretch, antecedent, after, progress)
                if title is not None:
                    after = behind
                    break
    pages = text[after : stretch.end].strip(" ,.")
    pin = middles.PINCITE.match(pages)
    if pin is None or _REPORTED.match(pages) is not None:
        return None
    antecedent, by_hereinafter = found
    if title is not None:
        antecedent = antecedents.titled(
            stretch, antecedent, antecedents.key_of(head), title, progress
        )
    form = CitationForm.HEREINAFTER if by_hereinafter else CitationForm.SHORT
    draft = _draft(stretch, after, form, antecedent, progress)
    if draft.date is not None or draft.url is not None:
        return None
    names = () if by_hereinafter else antecedents.families(head)
    work = antecedents.meant_by(antecedent, stretch, progress)
    if title is None and work is not None and antecedents.begins_title(work, head):
        names, title = (), head  # "H.R. Rep. No. 98-894, at 20"
    return _with(draft, names, title, title_at)


def _retold(
    stretch: Stretch, antecedent: Antecedent, after: int, progress: Progress
) -> tuple[str | None, int]:
    """The title that nothing marks: "Farrow, A House for the Stars, 102"."""
    work = antecedents.meant_by(antecedent, stretch, progress)
    whole = work.title if work is not None else None
    text = stretch.desk.sheet.text
    if whole and text[after : after + len(whole)].casefold() == whole.casefold():
        return text[after : after + len(whole)], after + len(whole)
    part = _PART.match(text, after, stretch.end)
    if whole and part is not None and f" {name_key(part['title'])} " in f" {name_key(whole)} ":
        return part["title"], part.end("title")
    return None, after


def _type(antecedent: Antecedent | None, stretch: Stretch, progress: Progress) -> CitationType:
    """The kind of source that the short form stands for."""
    work = antecedents.meant_by(antecedent, stretch, progress)
    return work.type if work is not None else CitationType.DOCUMENT


def _printed(stretch: Stretch, start: int, end: int) -> tuple[tuple[Name, ...], str | None]:
    """Authors and title as the short form prints them."""
    desk = stretch.desk
    italic = next(desk.titles_in(start, end), None)
    group = next(desk.groups_in(start, end), None)
    title, cut = None, end
    if italic is not None and italic.end - italic.start > 2:
        title, cut = desk.sheet.slice(italic).strip(" ,") or None, italic.start
    elif group is not None and group.quoted:
        title, cut = desk.sheet.slice(group.inner).strip(" ,.") or None, group.start
    return antecedents.families(desk.sheet.text[start:cut].strip(" ,")), title
