"""Text as words with the punctuation between them, and the letters that are compared.

Rules kept here:
- Cleaning never changes the length of a text, so every offset is an offset into what was given.
- A number with its separators is one word, and so are signs that change what a number says. Each
  letter of Chinese and Japanese is a word: they are written without spaces.
- Marks that typography only dresses up (curly, ligature, soft hyphen, dash) are one character here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ..wording import HANGUL, LIGATURES, SPACELESS

PAGE_BREAK = "\f"
"""Stands between the pages of a text that has pages."""

_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What turns the direction of text (Unicode Standard Annex 9)."""
_INVISIBLE = f"\u00ad\u200b\u200c\u200d\u2060\ufeff\u0002\ufffe{_TURNING}"
_ACCENTS = "\u00a8\u00af\u00b8\u02c6\u02c7\u02d8\u02d9\u02da\u02db\u02dc\u02dd"
"""What older PDFs print apart from its letter: Sch¨opf."""
_QUOTES = "\"'`´‘’‚‛“”„‟′″«»‹›「」『』"
_DASHES = "‒–—―−⸺⸻"
_HYPHENS = "‐‑﹣－"
_CLEAN = str.maketrans(
    dict.fromkeys(_QUOTES, "'")
    | dict.fromkeys(_DASHES, "–")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys("⁄∕", "/")
    | dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTES = r"\d{1,3}(?:(?:, ?|[–-])\d{1,2}(?!\d)){0,9}"
"""Numbers of notes: 5, and 5, 6, and 5-7."""
_MARKER = re.compile(
    rf"\[(?:(?:note|nb|fn) ?)?{_NOTES}\]|\[(?:[a-z]{{1,20}} needed|edit|note [a-z*†‡§¶‖]{{1,5}})\]"
    rf"|(?:(?<=[^\W\d_][^\W\d_])|(?<=[.,;:!?')]))[{_SUPERSCRIPTS}]{{1,3}}"
    rf"|(?:(?<=[^\W\d_][^\W\d_][^\W\d_][.,;:!?])|(?<=[^\W\d_][^\W\d_][^\W\d_][.,]'))"
    rf"{_NOTES}(?=\s|$)"
    rf"|(?<=[\s'][a-z][a-z][.!?]){_NOTES}(?=\s+['(\[]?[A-Z])"
    rf"|(?<=[\s'][a-z][a-z][,;]){_NOTES}(?=\s+['(\[]?[a-z])"
    r"|(?:(?<=[^\W\d_][^\W\d_][^\W\d_])|(?<=[^\W\d_][^\W\d_][.,;:!?]))(?:[†‡]{1,3}|\*)(?=[\s.,;:!?]|$)"
    r"|(?<=[^\s\d]\s)\*{1,2}\d{1,4}(?=\s)|\[\*{1,2}\d{1,4}\]|[\[{]¶ ?\d{1,3}[\]}]"
)
"""A note's marker in the source, or an editor's of a wiki, or where a page or a paragraph of the
printed report begins (*345, [*4], {¶ 14}): no word of it."""
_UNIT = re.compile(r"\d ?[a-zµ]{1,3}$")
"""Behind it a small 2 or 3 is an exponent."""
_SIGN = r"(?<![^\s(\['])[–-](?=[$€£]?\d)"
"""A minus, whichever dash is set for it: it changes what a number says."""
_STROKE = r"(?<!\d\d\d)(?<=\d)/(?=\d{1,2}(?![\d/]))"
"""The stroke of a fraction; that of a date or of a season is none."""
HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters and Japanese syllables, for a class of a pattern."""


@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    """Such a letter. Patterns with these ranges take milliseconds to compile, and most runs meet
    none of them."""
    return re.compile(rf"(?=\w)[{HAN}]")


@lru_cache(maxsize=2)
def _word(apart: str) -> re.Pattern[str]:
    """A word, of a text in which the letters `apart` stand in none."""
    letter = rf"[^\W_{_SUPERSCRIPTS}{apart}]"
    return re.compile(
        rf"\d+(?:[.,:]\d+)*(?:[^\W\d_{apart}]+)?"
        rf"|{letter}(?:{letter}|[{_INVISIBLE}{_ACCENTS}\u0300-\u036f]|'(?={letter}))*"
        rf"|[{_SUPERSCRIPTS}]+|[%$€£¥§°+=<>±×÷‰]|{_SIGN}|{_STROKE}"
        + (rf"|(?=\w)[{apart}]" if apart else "")
    )


_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_GONE = dict.fromkeys(map(ord, _INVISIBLE + _ACCENTS))
_TIGHT_BEFORE = re.compile(r" +(?=[.,;:!?)\]'])|(?<=\d) +(?=[%‰°])")
_TIGHT_AFTER = re.compile(r"(?<=[(\[']) +|(?<=[°§]) +(?=\d)")
_AROUND_DASH = re.compile(r" *(?:–|--+|(?<= )-(?= )) *")
_DOTS = re.compile(r" *(?:\.(?: ?\.){2,}|…) *")
_MINUS = re.compile(_SIGN)
_RANGE = re.compile(r"(?<=\d)–(?=[$€£¥]?\d)")
_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
"""Where a whole number and a fraction of one letter meet: 3½ is 3 1/2."""
_MAYBE_SPACE = "\u200b"
"""A place at which a line may break: within a word, or instead of a space."""
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-\s+(?=[^\W\d_])")
_ORIENTAL = re.compile(f"[{SPACELESS}{HANGUL}]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text."""

    text: str
    """As given."""
    words: list[str]
    """Casefolded, composed, without ligatures; what words are compared by."""
    starts: list[int]
    """Offset of each word in `text`."""
    ends: list[int]


def clean(text: str) -> str:
    """Marks and dashes alike; the same length."""
    return text.translate(_CLEAN)


_SIGNS = re.compile(r"[\[\d*†‡]")
_STARRED = re.compile(r"(?:^|[\s'(])\*[^\s*][^*]{0,100}$")
"""Words behind a star that the next one closes: it stresses them."""


def without_markers(text: str) -> str:
    """A cleaned source with the markers of its own notes blanked; the same length."""
    if _SIGNS.search(text) is None:
        return text
    return _MARKER.sub(_blanked, text)


def _blanked(mark: re.Match[str]) -> str:
    """Blanks for a marker; the exponent of a unit as it is."""
    if mark.group() in "²³" and _UNIT.search(mark.string, max(0, mark.start() - 6), mark.start()):
        return mark.group()
    if mark.group() == "*" and _STARRED.search(
        mark.string, max(0, mark.start() - 110), mark.start()
    ):
        return mark.group()
    return " " * len(mark.group())


def tokenize(text: str, cleaned: str | None = None) -> Tokens:
    """The words of a text, in order."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    apart = HAN if not text.isascii() and _han().search(text) is not None else ""
    for found in _word(apart).finditer(clean(text) if cleaned is None else cleaned):
        words.append(folded(found.group()))
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, words, starts, ends)


def folded(word: str) -> str:
    """What a word is compared by."""
    if word == "–":
        return "-"
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word.translate(_GONE)).translate(LIGATURES)
        word = word.replace("⁄", "/")
    elif word[0].isdigit() and _THOUSANDS.fullmatch(word):
        word = word.replace(",", "")
    return word.casefold()


def is_oriental(char: str) -> bool:
    """Whether a character is a letter that is taken for a word."""
    return _ORIENTAL.match(char) is not None and char.isalpha()


def typeset(text: str) -> str:
    """The text as plain typography: what is left differs in words, capitals or punctuation."""
    plain = clean(text)
    if not plain.isascii():
        plain = plain.replace(PAGE_BREAK, " ").translate(_GONE).translate(LIGATURES)
        plain = _FRACTION.sub(" ", plain.replace("…", "..."))
        plain = unicodedata.normalize("NFKC", plain.replace("–", "\x00")).replace("\x00", "–")
        plain = plain.replace("⁄", "/")
    plain = " ".join(plain.replace("''", "'").split())
    plain = _DOTS.sub("... ", plain)
    plain = _RANGE.sub("-", _AROUND_DASH.sub("–", _MINUS.sub("-", plain)))
    return _TIGHT_AFTER.sub("", _TIGHT_BEFORE.sub("", plain))


def same_typography(quoted: str, source: str) -> bool:
    """Whether nothing but typography tells the two apart."""
    one, other = typeset(quoted), typeset(source)
    if one == other or (
        _MAYBE_SPACE in source and one == typeset(source.replace(_MAYBE_SPACE, " "))
    ):
        return True
    if "- " not in one + other and "-" not in one + other:
        return False
    # A hyphen at a line's end belongs to the word, or it does not.
    forms = ("-", "")
    return any(
        _LINE_HYPHEN.sub(left, one) == _LINE_HYPHEN.sub(right, other)
        for left in forms
        for right in forms
    )
