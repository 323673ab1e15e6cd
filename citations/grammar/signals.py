"""Introductory signals (Bluebook rule 1.2): See, See also, See, e.g., Cf., But see, Compare …

Rules kept here:
- A signal counts only where a citation may begin after it: "See what happened" has none.
- The normalised form is capitalised, single-spaced and without a trailing comma ("See, e.g.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.values import value

from ..late import late_regex

_S = r"\s{1,4}"
_EG_WORDS = rf"e\.\s?g\.|eg(?=[,\s])|for{_S}example|inter{_S}alia|in{_S}particular|generally"
_WORDS = (
    rf"(?:(?:but|and|also){_S})?see(?:,?{_S}(?:also|especially|generally|further|particularly))?"
    rf"|(?:but{_S})?cf(?:\.|\b)(?:{_S}also)?|(?:but{_S})?compare|contrast|contra|accord"
)
"""Every signal of rule 1.2 without its "e.g.", and what other guides have beside them."""
_SIGNAL = late_regex(
    rf"(?P<words>(?:{_WORDS})(?:,?{_S}(?:{_EG_WORDS}))?|e\.\s?g\.),?\.?:?(?:\s{{1,4}}|$)",
    re.IGNORECASE,
)
MID = rf"(?:{_WORDS})(?:,?{_S}(?:{_EG_WORDS}))?"
"""A signal in mid-sentence, in small letters."""
_LETTERS = frozenset("SsCcBbAaEe")
_COMPARED = late_regex(r"with\s{1,3}(?=\S)")
_EG = late_regex(r"e\.\s?g\.")
_AFTER = late_regex(
    r"[\"“‘'«„(\[]?(?:[^\W\d_]|[\d§¶<])",
)
_LOWER_AFTER = late_regex(
    r"(?:discussion (?:supra|infra)|text accompanying|(?:sources|cases) cited"
    r"|id|ibid|ibidem|supra|infra|e\.g|https?:|www\.|doi|arxiv|al-|n\."
    r"|(?:v[ao]n|d[aeiou]|de[lnr]|della|dos|das|te[nr]|l[ae]s?|los|el|zu[mr]?|bin|ibn|a[fv])\s)",
)
_MID = late_regex(
    r"(?:^|[,:;.(—–] ?|\b(?:but|and|for which|generally|details|analysis"
    r"|(?:view|account|discussion|overview|critique|example|summary|survey|review|history)s?) )"
    r"(?P<signal>see(?: also|,? generally)?(?:,? e\.\s?g\.|,? for example)?|cf\.|compare|accord),? "
    r"(?=\S)"
)
_CLAUSE = late_regex(
    rf"(?:(?<=[,:)”\"’]\s)|(?<=[—–]\s)|(?<=[—–]))"
    rf"(?=(?:{_WORDS})[,.\s]|e\.\s?g\.,?\s[\d§])"
)
"""Where a signal may begin behind a clause of the same sentence; "e.g." leads to much else."""
_GOES_ON = late_regex(
    r"(?:,\s(?!(?:available|archived|accessed|last|cert|aff|rev|vacated|overruled|abrogated|as"
    r"|superseded|rehearing|reh|review|appeal|reprinted|quoted|cited|codified|translated|edited"
    r"|with|in|at|notes?|nn?|et|paras?|opened|adopted|signed|eds?|trans|nos?|vols?|pts?|chs?|arts?"
    r"|writ|pet|mot|argued|filed|slip|sub|on|to|dated|citing|quoting|supra|infra|accompanying|see"
    r"|cf|but\ssee|but\scf|accord|contra|withdrawn|modified|amended|cls?|tit|amends?|id|app|tbl|fig"
    r"|pp?|ss?|regs?|rr?|cols?|sec|subds?|subpt|cmts?|illus|annex|pmbl|v[ao]n|d[eiu]|de[lnr]|pass)\b)"
    r"|\s?[—–]\s?(?=[a-z]))[a-z]{2,}[\s,]"
)
"""Where a sentence goes on behind what it cites; the words here lead to a citation's parts."""
MID_WORDS = frozenset(
    f"{lead}{word}"
    for lead in (" ", "—", "–")
    for word in ("see ", "see,", "cf.", "cf ", "compare", "contra", "accord", "e.g.", "e. g.")
)
"""Without one of these no signal stands behind a clause."""
_MID_WORDS = ("see", "cf.", "compare", "accord")
"""Without one of these no signal stands in mid-sentence."""
_CLAUSE_WORDS = (*_MID_WORDS, "cf ", "contra", "e.g", "e. g")
_CLAUSE_ENDS = frozenset('.,;:(—–”"’')
_LONGEST = 40
"""No signal has more characters."""


@value
class Signal:
    """A signal at the head of a citation."""

    start: int
    end: int
    """After its comma and the white space behind it: where the citation proper begins."""
    name: str
    """Normalised."""


def match(text: str, start: int, end: int) -> Signal | None:
    """Read the signal that stands at `start`, if what follows it can be a source."""
    if text[start : start + 1] not in _LETTERS:
        return None
    found = _SIGNAL.match(text, start, end)
    if found is None:
        return None
    words, after = found["words"], found.end()
    head = _AFTER.match(text, after, end)
    if head is None:
        return None
    letter = head.group()[-1]
    branded = text[head.end() : head.end() + 1].isupper()  # "eBay"
    if letter.islower() and not branded and not _LOWER_AFTER.match(text, after):
        return None
    return Signal(start, after, _normal(words))


def compared(text: str, start: int, end: int) -> Signal | None:
    """Read the "with" that parts a comparison."""
    found = _COMPARED.match(text, start, end)
    return Signal(start, found.end(), "With") if found is not None else None


def within(text: str, start: int, end: int) -> Signal | None:
    """Find a signal in mid-sentence ("For a review, see Jane Roe, …"): the first of them."""
    window = text[start:end]
    if not any(map(window.__contains__, _MID_WORDS)):
        return None
    for found in _MID.finditer(text, start, end):
        signal = match(text, found.start("signal"), end)
        if signal is not None:
            return signal
    return None


def clauses(text: str, masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Find what a sentence cites behind its clauses: "It held so, see Roe v. Doe, and so do we".

    Each begins with its signal, and ends where the sentence goes on.
    """
    head = match(text, start, end)
    after = head.end + 1 if head is not None else start + 1
    for found in _CLAUSE.finditer(masked, after, end):
        signal = match(text, found.end(), end) if found.end() >= after else None
        if signal is not None and signal.end < end:
            goes_on = _GOES_ON.search(masked, signal.end, end)
            after = goes_on.start() if goes_on is not None else end
            yield signal.start, after


def before(text: str, start: int, end: int) -> Signal | None:
    """Read the signal that ends where a citation begins in mid-sentence: ", see Roe v. Doe"."""
    low = max(start, end - _LONGEST)
    if not any(map(text[low:end].lower().__contains__, _CLAUSE_WORDS)):
        return None
    for found in _SIGNAL.finditer(text, low, end):
        led = text[start : found.start()].rstrip()
        if found.end() == end and (not led or led[-1] in _CLAUSE_ENDS):
            return Signal(found.start(), end, _normal(found["words"]))
    return None


def is_signal(words: str) -> bool:
    """True for italics that hold a signal and nothing else."""
    folded = words.strip().rstrip(",. ")
    return bool(_SIGNAL.fullmatch(folded) or _SIGNAL.fullmatch(folded + "."))


def _normal(words: str) -> str:
    plain = _EG.sub("e.g.", " ".join(words.lower().split()))
    if plain in {"cf", "but cf"}:
        plain += "."
    return plain[0].upper() + plain[1:]
