"""What stands in parentheses after a citation, and what it does there.

Rules kept here:
- A date, an access date and an archive's bracket are no parentheticals.
- `text` has no outer marks; one that stands inside another is told after it when it has a legal
  function of its own (quoting, citing, emphasis added).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations import dates
from citations.model import DateValue, Parenthetical, ParentheticalKind, Span

from ..late import late_regex
from .desk import Desk
from .structure import Group

_WEIGHT = late_regex(
    r"(?:en banc|per curiam|in chambers|dict(?:um|a)$|(?:alternative )?holding$|by implication$"
    r"|\d{1,2}[–-]\d{1,2} decision|Conf\. Rep\.|mem\.|memorandum"
    r"|(?:majority|plurality|lead|separate) opinion|plurality|unpublished|unanimous|table"
    r"|(?:[\w.’' ,&]{1,60}, (?:C\.\s?)?JJ?\., )?(?:dissenting|concurring"
    r"|(?:plurality|majority|lead) opinion)"
    r"|(?:all )?(?:emphas[ie]s|alterations?|internal|citations?|footnotes?|quotations?|brackets?"
    r"|ellips[ie]s)\b[\w ,&’']{0,80}?(?:added|supplied|omitted|original|modified|removed|mine|ours)"
    r"|cleaned up|quotation marks omitted|second alteration|translated by|translation (?:mine|ours)"
    r"|(?:[\w ]{1,40}, )?(?:copy )?on file(?: with\b|$)|citing references omitted)",
    re.IGNORECASE,
)
_HEREINAFTER = late_regex(r"hereinafter[,:]?\s{1,4}", re.IGNORECASE)
_GIVEN = late_regex(
    r"(?:(?:collectively|together|or),? )?(?:the )?[“\"]"
    r"(?:(?:[A-Z][\w.’'&-]{0,20}|&|and|of|on) ){0,4}"
    r"(?:[A-Z]{3,}|[\w.’'&-]{0,20}(?:Report|Study|Letter|Order|Act|Memo|Memorandum|Article|Brief|Survey|Guidance"
    r"|Guidelines|Rule|Decision|Opinion|Directive|Regulation|Convention|Treaty|Agreement|Plan|Policy|Statement))"
    r"[”\"]"
)
"""A name for later without the word: (“DOJ Report”), (the “Quays Act”)."""
_NAMED = late_regex(r"[“\"][A-Z][\w’'&-]{0,30}(?:\s(?:[A-Z][\w’'&-]{0,30}|of|the|v\.)){0,3}[”\"]")
"""One for a case, by a party: ("Midwest I"); quoted words have a sentence's case or its end."""
_QUOTING = late_regex(r"(?:first\s)?quoting\b", re.IGNORECASE)
_LEGAL = late_regex(r"(?:quoting|citing|hereinafter)\b", re.IGNORECASE)
_ACCESS = late_regex(
    r"(?:last |date |site |page |website )?"
    r"(?:visited|accessed|viewed|retrieved|checked|consulted|archived|captured)"
    r"\b(?: on)?:?\s{0,3}",
    re.IGNORECASE,
)
_OPENERS = "“\"„«‘'"
_MANY = 20
"""Parentheticals of one citation beyond these are not told."""


def kind_of(text: str, desk: Desk, group: Group) -> ParentheticalKind:
    """What the words between the marks do."""
    if _HEREINAFTER.match(text) or _GIVEN.fullmatch(text) or _NAMED.fullmatch(text):
        return ParentheticalKind.HEREINAFTER
    if _QUOTING.match(text) or _is_quotation(text, desk, group):
        return ParentheticalKind.QUOTING
    if _WEIGHT.match(text):
        return ParentheticalKind.WEIGHT
    return ParentheticalKind.EXPLANATORY


def read(desk: Desk, group: Group) -> Iterator[Parenthetical]:
    """Yield the parenthetical and the legal ones inside it."""
    yield _sealed(desk, group)
    count = 0
    for inner in desk.groups_in(group.start + 1, group.end - 1):
        if count < _MANY and _is_legal(desk, inner):
            count += 1
            yield _sealed(desk, inner)


def access_date(text: str) -> DateValue | None:
    """The date in "last visited Jan. 5, 2021"; None where the words say something else."""
    found = _ACCESS.match(text)
    if found is None or len(text) > 120:
        return None
    return dates.parse(text[found.end() :].strip(" ,.")) or next(
        (date.value for date in dates.find(text, found.end())), None
    )


def gives_name(text: str) -> bool:
    """True for “Draft Order”: what a citation's parenthesis calls the work from here on."""
    return _GIVEN.fullmatch(text) is not None


def is_hereinafter(text: str) -> bool:
    """True for "hereinafter Wong Report"."""
    return _HEREINAFTER.match(text) is not None


def _sealed(desk: Desk, group: Group) -> Parenthetical:
    at = Span(group.start, group.end)
    text = desk.sheet.slice(group.inner)
    raw = desk.sheet.raw(at, desk.sheet.source(at))
    return Parenthetical(raw, kind_of(text, desk, group), text)


def _is_quotation(text: str, desk: Desk, group: Group) -> bool:
    """True when quoted words are all that the marks hold, but for what is said of the quoting."""
    if text[:1] not in _OPENERS or not text:
        return False
    inner = desk.groups_in(group.start + 1, group.end - 1)
    first = next(inner, None)
    if first is None or not first.quoted or first.start != group.start + 1:
        return False
    after = first.end
    for other in inner:
        if other.start < after:
            continue
        if desk.sheet.text[after : other.start].strip(" .,;") or not _is_legal(desk, other):
            return False  # “Trust fell,” said the court (of appeals)
        after = other.end
    return not desk.sheet.text[after : group.end - 1].strip(" .,;")


def _is_legal(desk: Desk, group: Group) -> bool:
    """True for (emphasis added), (quoting Roe v. Doe, …)."""
    words = desk.sheet.text[group.start + 1 : group.start + 100]
    return not group.quoted and bool(_LEGAL.match(words) or _WEIGHT.match(words))


def is_part(text: str) -> bool:
    """True for the second of "(a)(1)": a year that follows at once is none."""
    return text.isalnum() and (len(text) < len("2019") or not text.isdigit()) and len(text) <= 4


def is_acronym(text: str) -> bool:
    """True for the initials of the name before them: "(ICE)"."""
    letters = text.strip("“”\"' ").replace(".", "").replace("&", "")
    return letters.isalnum() and letters.isupper() and len(letters) <= 10
