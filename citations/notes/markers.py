"""What printed markers and note labels look like.

Rules kept here:
- A candidate is sure where nothing but a marker stands so; the rest count only where a note of that
  label waits for them (see `printed`).
- `m²`, `10⁶`, `10−⁶`, `(a+b)²`, `log² n`, `¹⁴C`, `21st`, `30,000`, `[2018]`, `§ 5(1)` and a form
  field's asterisk are none.
- Code has none: "[0]" picks from a list there, and `man:page[5]` is a manual's page.
- A caret raises a number where browsers for terminals write the text ("the pier.^3"); behind one
  letter, a digit or a command of TeX it makes a power.
- Brackets come with what programs put around them: `^[1]` (browsers for terminals), `[FN1]` (court
  reporters), `Link: [1]` (the trailers of patches). Numbers between backslashes are the Government
  Publishing Office's.
- A number of more than three digits in brackets is a year or a docket, unless notes count up to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum

from ..late import late_regex
from ..model import Span
from ..numerals import lowered
from ..passage import Passage
from ..values import value

_SUPERS = "⁰¹²³⁴-⁹"
_NAMED = r"(?:(?:FN|Fn|fn|[Ff]oot[Nn]ote\s)\.?\s?|\^)"
"""What brackets may say before a note's number; a caret where Markdown was not made a note."""
SIGNS = re.compile(
    # One set of characters first, which the search runs for, then what stands around them.
    rf"[{_SUPERS}†‡\[(*)/\\^](?:(?<=[{_SUPERS}†‡])|(?<=\[){_NAMED}?\d{{1,5}}[\],;:–-]"
    r"|(?<=[.,;:!?)\]”’\"a-z]\^)\d"
    r"|(?<=\d[)/\\])(?=\s)"
    r"|(?<=\()\d{1,3}\)|(?<=[^\s*]\*)(?=[\s.,;]|\Z))"
)
"""A text without any of these prints no notes."""
_LABEL = late_regex(
    rf"(?P<super>[{_SUPERS}]{{1,5}})(?![⁺⁻⁰-⁹])[.):]?(?![a-z])\s*"
    rf"|(?:Link:\s)?\^?\[{_NAMED}?(?P<bracket>\d{{1,5}})\][.:]?(?![,;(\[])\s*"
    r"|\\(?P<stroke>\d{1,4})\\\s+"
    r"|(?:\[(?:[Ff]oot)?[Nn]ote |(?:FN|Fn)\.?\s?)(?P<named>\d{1,4}|[A-Z]|[*†‡]{1,3})[.:]\s+"
    r"|(?P<symbol>[†‡]{1,3}|\*{1,3})\s*(?=[A-Z“\"‘'(\[<])"
    r"|(?P<number>\d{1,3})[.)]\s+"
    r"|\((?P<paren>\d{1,3})\)(?:\s+|\Z)"
    r"|(?P<slash>\d{1,3})/\s+"
)
_LABEL_HEADS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹[†‡*(^\\FL")
"""What a label begins with, beside a digit."""
_AT = (
    r"(?:,\s(?:(?i:at|pp?|pages?|ch|chap|chapter|secs?|sect|section|paras?|art|figs?|tab|table|thm"
    r"|theorem|lemma|app)(?:\.|\b)|§§?)\s?[^\[\]\n]{1,40})"
)
"""The place in a note's work, which the bracket of a reference may name: "[6, at 12]"."""
_FORMS = (
    rf"(?<=[{_SUPERS}])(?P<super>[{_SUPERS}]*)"
    rf"|(?<=\[){_NAMED}?(?P<bracket>\d{{1,5}}(?:(?:\s?[,;–-]\s?|\][–-]\[)\d{{1,5}}){{0,9}}){_AT}?\]"
    r"(?!\()"
    r"|(?<=\[)(?P<named>[A-Z]|[*†‡]{1,3})\](?![\w(])"
    r"|(?<=\\)(?P<stroke>\d{1,4})\\"
    r"|(?<=\()(?P<paren>\d{1,3})\)(?!\w|\((?!\d{1,3}\)))"
    r"|(?<=[.,;:!?)\]”’\"a-z]\^)(?P<caret>\d{1,3})(?=[\s.,;:!?)”’\"]|\Z)"
    r"|(?P<symbol>(?<=[†‡])[†‡]{0,2}|(?<=\*)\*{0,2})(?![†‡*\w])"
    r"|(?<=[0-9])(?P<slash>\d{0,2})/(?=[\s.,;:]|\Z)"
)
# One set of characters first, which the search runs for.
_CANDIDATE = re.compile(rf"[{_SUPERS}†‡\[(*0-9\\^](?:{_FORMS})")
_SLASHED = late_regex(r"/(?<=\d/)(?=[\s.,;:]|\Z)")
_UNSLASHED = re.compile(rf"[{_SUPERS}†‡\[(*\\^](?:{_FORMS})")
"""A text without "1/" is not looked at where its digits are: dates and addresses have many."""
_QUOTED_LABEL = late_regex(r"(?:>[ \t]*)+(?P<printed>\[(?P<label>\d{1,3})\])[.:]?(?![,;(\[])\s+")
_SURE_DIGITS = 3
_LONGEST_RANGE = 20
"""Notes that one range refers to at most."""
_UNIT = late_regex(r"(?:[\d/·⋅]|\s|^)(?:[kcmdnµ]?m|ft|in|yd|mi|sq|mc|s|sec)\Z")
_FUNCTION = late_regex(r"(?<![^\W\d_])(?:log|ln|lg|exp|sin|cos|tan|cot|sec|sinh|cosh|tanh)\Z")
_ARGUMENT = late_regex(r"\s?(?:[A-Za-zα-ω](?![^\W\d_])|\()")
_FORMULA = late_regex(
    r"\((?:\d{1,3}[⁰¹²³⁴-⁹]{1,3}|(?=[^()]*[-–−+×·*/=^])(?=[^()]*[^\W\d_]|[^()]*[+×·*=^])"
    r"(?:[\d\s⁰¹²³⁴-⁹₀-₉.,+×·*/=^−–-]|[^\W\d_](?![^\W\d_]))++)\)\Z"
)
"""In brackets, with a sign of reckoning, and nothing but numbers and single letters; no years."""
_LONGEST_FORMULA = 40
_MINUS = frozenset("-–−")
_BEFORE_MINUS = late_regex(
    r"(?:[0-9]|[\d/·⋅\s](?:[kcmdnµ]?m|s|sec|min|h|mol|kg|g|l|L|K|Pa))[-–−]\Z"
)
"""Before the exponent of "10−⁶" and "cm−¹"."""
_YEAR = late_regex(r"(?<!\d)(?:1[5-9]|20)\d\d\Z")
_NUMBER = late_regex(r"\d[\d,.]*\Z")


_JOINED = frozenset("/=&_#+")
"""Before a bracket that is a part of something."""
_ONE_OR_RANGE = late_regex(r"(?P<first>\d{1,5})(?:(?:\s?[–-]\s?|\][–-]\[)(?P<last>\d{1,5}))?")
_INDEX = late_regex(r"\s?=|/\w|;\s*(?://|/\*|\S+\[)")
"""Behind "list[10]" where it picks from a list, in a line of a program."""
_VARIABLE = late_regex(r"(?<![^\W\d_])(?:0x[0-9A-Fa-f]+|[a-z])\Z", re.ASCII)
"""Before it: one small letter ("Appendix A[1]" bears a mark), or a place in memory."""
_CARET = late_regex(r"\^\s{0,50}\Z")
_CODE_WORD = late_regex(r"[^\W\d]:[^\W\d][\w:.-]*\Z|\w_\w*\Z")
"""A word that only programs write: `link:git-bundle`, `buffer_size`."""
_WORD_BEFORE = 24
_WORD_ENDS = late_regex(r"(?:[.,;:!?\]”’\"]|(?<![\\\w])[^\W\d_]{3,}\)?)\Z")
"""Before a caret that raises a note's number."""
_ENDS = frozenset(("", *".,;:?!،؛؟۔，。；：、"))
"""Behind a reference that ends a sentence or a part of one; in Arabic and Chinese, too."""
_FIGURES = late_regex(r"\s?(?:\(\d{1,3}\))*\s?(?:\.\s?){3}|\s\$?\s?\d[\d,.]*%?(?:\s|\Z)")
"""What a table prints behind a name: leading points, or the next column."""
_POINTED_AT = late_regex(
    r"(?:and|or|in|of|by|to|see|under|from|with|both|parts?|(?:sub)?sec(?:tions?)?|art(?:icles?)?"
    r"|(?:sub)?para(?:graph)?s?|clauses?|items?|points?|steps?|rules?|options?|phase|table|figure"
    r"|list|eq(?:uation)?|nos?|numbers?)?"
)
"""Words before "(2)" that point at a part of a law, a list or a formula."""


class Style(StrEnum):
    """How a label is printed."""

    SUPER = "super"
    BRACKET = "bracket"
    SYMBOL = "symbol"
    NUMBER = "number"
    PAREN = "paren"
    SLASH = "slash"
    STROKE = "stroke"
    """Between backslashes, before the note as in the text."""
    BARE = "bare"
    """A number and no more, under a rule (see `bare`)."""
    NAMED = "named"
    """`[Footnote 3: …]` and `FN3.`; referred to by `[3]`, or `[A]`."""


_CLOSED = frozenset({Style.BRACKET, Style.PAREN, Style.SLASH, Style.STROKE})
"""What has a sign behind its number that belongs to the label."""


@value
class Label:
    """The label at the head of a note."""

    style: Style
    label: str
    printed: Span
    """Rendered offsets of the label itself."""
    end: int
    """Where the note's words begin."""
    opens: bool = False
    """The label opens a bracket that closes behind the note's last word."""


@value
class Candidate:
    """What may be a marker."""

    style: Style
    label: str
    at: Span
    sure: bool
    beside: tuple[str, ...] = ()
    """All labels of the brackets that it stands in."""
    reach: tuple[int, int] = (0, 0)
    """The ends of a range ("14–16"), of which this is one."""
    loose: bool = False
    """It stands behind any word: it counts where a note under a heading has nothing better."""


def within(candidate: Candidate) -> range:
    """The numbers between the ends of a range; none where it is no count of notes."""
    first, last = candidate.reach
    return range(first + 1, last) if last - first < _LONGEST_RANGE else range(0)


def is_long(style: Style, label: str) -> bool:
    """True for "[2018]": a note's number only where notes are counted up to it."""
    return style is Style.BRACKET and len(label) > _SURE_DIGITS


def label_of(passage: Passage) -> Label | None:
    """The label that a passage begins with; no-break spaces may indent it."""
    text = passage.text
    indent = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
    head = text[indent : indent + 1]
    if head == ">":
        return _quoted_label(passage)
    if head not in _LABEL_HEADS and not head.isdecimal():
        return None
    match = _LABEL.match(text, indent)
    if (
        match is None
        or _in_code(passage, indent)
        or (passage.marks and passage.marks[0].at.start < match.end())
    ):
        return None
    style = Style(match.lastgroup or "")
    width = match.end(style.value) + (1 if style in _CLOSED else 0)
    label = lowered(match[style.value])
    opens = style is Style.NAMED and head == "["
    return Label(style, label, Span(match.start(), width), match.end(), opens)


def _quoted_label(passage: Passage) -> Label | None:
    """The label of a note in a letter that somebody quotes: in brackets, or it is anything."""
    match = _QUOTED_LABEL.match(passage.text)
    if match is None:
        return None
    return Label(Style.BRACKET, match["label"], Span(*match.span("printed")), match.end())


def candidates_of(passage: Passage, label: Label | None) -> Iterator[Candidate]:
    """Yield what may be markers in a passage, its own label left out."""
    text = passage.text
    start = label.end if label is not None else 0
    taken: set[int] | None = None
    beside = -1
    """Where the last one in parentheses ended: "(3)(4)" are two."""
    pattern = _CANDIDATE if _SLASHED.search(text, start) is not None else _UNSLASHED
    for match in pattern.finditer(text, start):
        at = Span(*match.span())
        if taken is None:
            taken = {place for mark in passage.marks for place in range(mark.at.start, mark.at.end)}
        if at.start in taken or at.end - 1 in taken or _in_code(passage, at.start):
            continue
        if match["caret"]:
            if _WORD_ENDS.search(text, max(0, at.start - _WORD_BEFORE), at.start):
                yield Candidate(Style.SUPER, match["caret"], at, False)
            continue
        style = Style(match.lastgroup or "")
        if style is Style.SUPER:
            sure = _is_marker(text, at)
            if sure is not None:
                yield Candidate(style, lowered(match[0]), at, sure)
        elif style is Style.BRACKET:
            yield from _bracketed(text, match)
        elif style in {Style.NAMED, Style.STROKE}:
            yield Candidate(style, match[style.value], at, False)
        elif _is_close(text, at.start, style) or (
            style is Style.PAREN and (beside == at.start or may_refer(text, at))
        ):
            beside = at.end
            yield Candidate(style, match[0].strip("()/"), at, False)
        elif style is Style.PAREN and _is_loose(text, at):
            yield Candidate(style, match["paren"], at, False, loose=True)


def _is_loose(text: str, at: Span) -> bool:
    """True for a number in parentheses behind a word that neither lists nor points at anything."""
    words = text[max(0, at.start - _WORD_BEFORE) : at.start].split()
    if not words or not words[-1][-1].isalpha():
        return False
    return _POINTED_AT.fullmatch(words[-1].casefold()) is None


def _in_code(passage: Passage, at: int) -> bool:
    """True inside code, where "[0]" picks from a list."""
    place = bisect_right(passage.code, at, key=lambda span: span.start) - 1
    return place >= 0 and at < passage.code[place].end


def _is_close(text: str, start: int, style: Style) -> bool:
    """True where a weak marker stands at the end of words: `boats(1)`, `boats 1/`, `boats*`."""
    if style is Style.SLASH and text[start - 1 : start] == " ":
        start -= 1
    before = text[start - 1 : start] if start > 0 else ""
    if not before or before.isspace() or before in "([{†‡*/-":
        return False
    return style is Style.SYMBOL or not (before.isdigit() or before == ")")


def may_refer(text: str, at: Span) -> bool:
    """True for a number in parentheses that stands as a note reference does, close or apart.

    Behind a blank it ends a sentence or a part of one ("is known (1).") or stands behind an end
    ("is known. (2) Then"), or before a column of figures. The points of a list ("(1) build, (2)
    repair") and the parts of a law ("section 3(1)", "paragraph (2)") are none.
    """
    before = text[max(0, at.start - _WORD_BEFORE) : at.start]
    words = before.rstrip()
    word = words[words.rfind(" ") + 1 :] if words else ""
    if word[-1:] == ")" and _FIGURES.match(text, at.end) is not None:
        return True
    if not word or word[-1] in "([{)/-–—":
        return False
    if any(letter.isdigit() for letter in word):
        return _is_year(word) and text[at.end : at.end + 1] in _ENDS
    if words == before:
        return True
    if _POINTED_AT.fullmatch(word.casefold().strip(".,;:§¶“”‘’\"'")):
        return False
    return (
        word[-1] in '.?!”’"'
        or text[at.end : at.end + 1] in _ENDS
        or _FIGURES.match(text, at.end) is not None
    )


def _is_year(word: str) -> bool:
    """True for the year in "was opened in 1965 (2)."; the number of a section has fewer digits."""
    return word.isdecimal() and len(word) == 4 and 1500 <= int(word) < 2100


def _bracketed(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    """`[3]`, each number of `[3, 4]` and `[3–6]`; one close to a word, or behind `^`, is sure.

    No note is called 0 unless one is there: "name[0]" is the first of a list.
    """
    start = match.start()
    before = text[start - 1 : start]
    if (
        before in _JOINED
        or _CODE_WORD.search(text, max(0, start - 60), start)
        or _VARIABLE.search(text, max(0, start - 60), start)
        or _INDEX.match(text, match.end())
    ):
        return
    caret = _CARET.search(text, max(0, start - 60), start)
    if caret is not None:
        start, before = caret.start(), "^"
    sure = bool(before) and not before.isspace() and before not in "([{"
    numbers = list(_ONE_OR_RANGE.finditer(match["bracket"]))
    ends = [end for number in numbers for end in _ends(number)]
    beside = tuple([label for label, _, _ in ends])
    offset = match.start("bracket")
    for place, (label, at, reach) in enumerate(ends):
        begin = start if place == 0 else offset + at
        end = match.end() if place == len(ends) - 1 else offset + ends[place + 1][1]
        alone = sure and label != "0" and not reach[1]
        yield Candidate(Style.BRACKET, label, Span(begin, end), alone, beside, reach)


def _ends(number: re.Match[str]) -> list[tuple[str, int, tuple[int, int]]]:
    """Label, place and reach of a number, or of both ends of a range."""
    first, last = number["first"], number["last"]
    if last is None:
        return [(first, number.start(), (0, 0))]
    reach = (int(first), int(last))
    return [(first, number.start(), reach), (last, number.start("last"), reach)]


def _is_marker(text: str, at: Span) -> bool | None:
    """True for a superscript that is surely a marker, None for one that is surely none."""
    before = text[max(0, at.start - 12) : at.start]
    after = text[at.end : at.end + 1]
    if not before or (after and after in "⁺⁻ⁿ⁽"):
        return None
    last = before[-1]
    if last.isspace():
        return None if after.isalnum() else False
    if last.isdigit():
        return _is_marker_behind_number(before)
    if not last.isalpha():
        return None if _is_exponent(text, at, before) else True
    return _is_marker_behind_word(text, at, before)


def _is_marker_behind_number(before: str) -> bool | None:
    """A year may bear one; "10⁶" bears none."""
    if _YEAR.search(before):
        return True
    number = _NUMBER.search(before)
    return None if number is None or number[0].strip(",.") in {"2", "10", "1"} else False


def _is_exponent(text: str, at: Span, before: str) -> bool:
    """True behind a formula in brackets, a minus or a sign of reckoning."""
    last = before[-1]
    if last == ")" and _FORMULA.search(text, max(0, at.start - _LONGEST_FORMULA), at.start):
        return True
    if last in _MINUS and _BEFORE_MINUS.search(before) and not _YEAR.search(before[:-1]):
        return True
    return last in "⁺⁻⁽^_×·√"


def _is_marker_behind_word(text: str, at: Span, before: str) -> bool | None:
    """Within a word ("Na¹ím", "of²¹⁰Pb") it may be anything: a wrong charset, an isotope."""
    if _UNIT.search(before):
        return None
    if _FUNCTION.search(before) and _ARGUMENT.match(text, at.end):
        return None
    last = before[-1]
    alone = len(before) < 2 or not before[-2].isalpha()
    if alone:
        return False if last.isupper() and last.isascii() else None
    return not text[at.end : at.end + 1].isalpha()
