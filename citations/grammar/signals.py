"""Introductory signals (Bluebook rule 1.2): See, See also, See, e.g., Cf., But see, Compare …

Rules kept here:
- A signal counts only where a citation may begin after it: "See what happened" has none.
- The normalised form is capitalised, single-spaced and without a trailing comma ("See, e.g.").
"""

from __future__ import annotations

import re

from citations.values import value

_S = r"\s{1,4}"
_SIGNAL = re.compile(
    r"(?P<words>(?:"
    rf"see,?{_S}also|see,?{_S}especially|see,?{_S}generally|see|also{_S}see|and{_S}see"
    rf"|but{_S}see,?{_S}also|but{_S}see,?{_S}generally|but{_S}see|but{_S}cf\.?|cf\.?"
    rf"|but{_S}compare|compare|contra|accord"
    rf")(?:,?{_S}(?:e\.\s?g\.|for{_S}example|inter{_S}alia|generally))?|e\.\s?g\.)"
    r",?\.?:?(?:\s{1,4}|$)",
    re.IGNORECASE,
)
_LETTERS = frozenset("SsCcBbAaEe")
_COMPARED = re.compile(r"with\s{1,3}(?=\S)")
_EG = re.compile(r"e\.\s?g\.")
_AFTER = re.compile(
    r"[\"“‘'«„(\[]?(?:[^\W\d_]|[\d§¶<])",
)
_LOWER_AFTER = re.compile(
    r"(?:discussion (?:supra|infra)|text accompanying|(?:sources|cases) cited"
    r"|id|ibid|ibidem|supra|infra|e\.g|https?:|www\.|doi|arxiv|al-|n\."
    r"|(?:v[ao]n|d[aeiou]|de[lnr]|della|dos|das|te[nr]|l[ae]s?|los|el|zu[mr]?|bin|ibn|a[fv])\s)",
)
_MID = re.compile(
    r"(?:^|[,:;.(—–] ?|\b(?:but|and|for which|generally|details|analysis"
    r"|(?:view|account|discussion|overview|critique|example|summary|survey|review|history)s?) )"
    r"(?P<signal>see(?: also|,? generally)?(?:,? e\.\s?g\.|,? for example)?|cf\.|compare|accord),? "
    r"(?=\S)"
)
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
