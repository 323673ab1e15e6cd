"""Introductory signals (Bluebook rule 1.2): See, See also, See, e.g., Cf., But see, Compare …

Rules kept here:
- A signal counts only where a citation may begin after it: "See what happened" has none.
- The normalised form is capitalised, single-spaced and without a trailing comma ("See, e.g.").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CORE = (
    r"see,? also|also see|and see|see,? especially|see,? generally|see"
    r"|but see,? also|but see,? generally|but see|but cf\.?|cf\.?|but compare|compare"
    r"|contra|accord"
)
_MORE = r"(?:,? (?:e\.\s?g\.|for example|inter alia|generally))?"
_SIGNAL = re.compile(
    rf"(?P<words>(?:(?:{_CORE}){_MORE}|e\.\s?g\.|with|and(?= compare)))(?P<tail>,?\.?)(?=\s|$)",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"with\s{1,3}(?=\S)")
_WHITE = re.compile(r"\s{1,8}")
_AFTER = re.compile(
    r"[\"“‘'«„(\[]?(?:[^\W\d_]|[\d§¶<])",
)
_LOWER_AFTER = re.compile(
    r"(?:id|ibid|ibidem|supra|infra|e\.g|https?:|www\.|doi|arxiv|de |la |van |von |al-|n\.)",
)
_MID = re.compile(
    r"(?:^|[,:;.(—–] ?|\b(?:but|and|for which|generally) )"
    r"(?P<signal>see(?: also|,? generally)?(?:,? e\.\s?g\.)?|cf\.|compare|accord),? (?=\S)"
)


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal at the head of a citation."""

    start: int
    end: int
    """After its comma and the white space behind it: where the citation proper begins."""
    name: str
    """Normalised."""


def match(text: str, start: int, end: int) -> Signal | None:
    """Read the signal that stands at `start`, if what follows it can be a source."""
    if not text[start : start + 1].isalpha() or text[start] not in "SsCcBbAaEeWw":
        return None
    found = _match_spaced(text, start, min(end, start + 60))
    if found is None:
        return None
    words, after = found
    if words.lower() == "with" or words.lower() == "and":
        return None
    head = _AFTER.match(text, after, end)
    if head is None:
        return None
    letter = head.group()[-1]
    if letter.islower() and not _LOWER_AFTER.match(text, after):
        return None
    return Signal(start, after, _normal(words))


def compared(text: str, start: int, end: int) -> Signal | None:
    """Read the "with" that parts a comparison."""
    found = _COMPARED.match(text, start, end)
    return Signal(start, found.end(), "With") if found is not None else None


def within(text: str, start: int, end: int) -> Signal | None:
    """Find a signal in mid-sentence ("For a review, see Jane Roe, …"): the first of them."""
    for found in _MID.finditer(text, start, end):
        signal = match(text, found.start("signal"), end)
        if signal is not None:
            return signal
    return None


def is_signal(words: str) -> bool:
    """True for italics that hold a signal and nothing else."""
    folded = " ".join(words.split()).rstrip(",. ")
    return bool(_SIGNAL.fullmatch(folded) or _SIGNAL.fullmatch(folded + "."))


def _match_spaced(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Match with any white space between the words, which the pattern knows as one space."""
    window = text[start:end]
    single = _WHITE.sub(" ", window)
    found = _SIGNAL.match(single)
    if found is None:
        return None
    # Walk the window along the matched words to find where they end in it.
    at = 0
    for character in found.group():
        at += 1
        if character == " ":
            while at < len(window) and window[at].isspace():
                at += 1
    while at < len(window) and window[at].isspace():
        at += 1
    return found["words"], start + at


def _normal(words: str) -> str:
    plain = re.sub(r"e\.\s?g\.", "e.g.", " ".join(words.lower().split()))
    if plain in {"cf", "but cf"}:
        plain += "."
    return plain[0].upper() + plain[1:]
