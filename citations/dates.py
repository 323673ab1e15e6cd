"""Dates in prose and on date lines, as printed and in ISO 8601.

Rules kept here:
- A date is found by its four-digit year; what stands around it decides how precise it is. Nothing
  is guessed: a day or a month that was not printed is not in the ISO form.
- Every pattern is bounded, so a text is read in linear time.
- `03/04/2018` is read month first (the letters are American) unless the first number is over 12;
  `03.04.2018` is read day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from .late import late_regex
from .model import DateValue, Span
from .values import value


@value
class FoundDate:
    """A date and where it stands in the text that was searched."""

    span: Span
    value: DateValue


@value
class _Day:
    """A date as far as it was printed, and the offset where the print begins."""

    start: int
    iso: str


_ENGLISH = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_OTHER = (
    ("enero", "janvier", "januar", "gennaio", "janeiro", "januari", "jänner"),
    ("febrero", "février", "februar", "febbraio", "fevereiro", "februari"),
    ("marzo", "mars", "märz", "março", "maart"),
    ("abril", "avril", "aprile"),
    ("mayo", "mai", "maggio", "maio", "mei", "maj", "maja"),
    ("junio", "juin", "juni", "giugno", "junho"),
    ("julio", "juillet", "juli", "luglio", "julho"),
    ("agosto", "août", "augustus"),
    ("septiembre", "septembre", "settembre", "setembro"),
    ("octubre", "octobre", "oktober", "ottobre", "outubro"),
    ("noviembre", "novembre", "novembro"),
    ("diciembre", "décembre", "dezember", "dicembre", "dezembro"),
)
MONTHS = {
    name: number
    for table in (_ENGLISH, _OTHER)
    for number, names in enumerate(table, start=1)
    for name in names
}
"""Month names and abbreviations in lower case, without a point, to 1..12."""

_CAPITALISED = {name for names in _ENGLISH for name in names}
_ONLY_MONTHS = {names[0] for names in _ENGLISH} - {"march", "may"}
"""Words of English that are nothing but a month, in small letters too."""
_SEASONS = {"spring", "summer", "fall", "autumn", "winter"}

# A pattern that begins with one set of characters is sought several times as fast.
_YEAR = re.compile(r"[12](?<!\w[12])(?:(?<=1)\d|(?<=2)[01])\d\d(?!\w)")
_YEAR_FIRST = late_regex(
    r"(?P<year>\d{4})(?:"
    r"(?P<join>[-/])(?P<month>\d{1,2})(?P=join)(?P<day>\d{1,2})(?![\d/-])"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?!\d)"
    r"(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|年\s?(?P<cmonth>\d{1,2})月(?:\s?(?P<cday>\d{1,2})日)?)"
)
_CJK_YEAR = late_regex(r"(?<!\d)\d{4}(?=年)")
_WORD = r"(?<![^\W_])(?P<word>[^\W\d_]{3,10})\.?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_MONTH_DAY = re.compile(
    _WORD + r"\s{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2})?(?:,\s{0,3}|\s{1,3})\Z"
)
_DAY_MONTH = re.compile(
    _DAY + r"(?:st|nd|rd|th|\.|º|er)?(?:\s?[-–]\s?\d{1,2})?[\s-]{1,3}(?:day\s{1,3})?"
    r"(?:(?:of|de)\s{1,3})?"
    + _WORD[len(r"(?<![^\W_])") :]
    + r",?[\s-]{1,3}(?:(?:of|de|del)\s{1,3})?\Z"
)
_MONTH = late_regex(
    _WORD + r"(?:\s?[-–/&]\s?[^\W\d_]{3,10}\.?)?,?\s{1,3}(?:(?:of|de|del)\s{1,3})?\Z"
)
_NUMERIC = late_regex(r"(?<![\d/.-])(?P<one>\d{1,2})(?P<join>[/.-])(?P<two>\d{1,2})(?P=join)\Z")
_TIME = late_regex(
    r"(?:,|,?\s{1,3}at|\s?[-–|])?\s{1,3}(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})(?::\d{2})?)?(?!\d)"
    r"(?:\s?(?P<half>[AaPp])(?:\.\s?[Mm]\.|[Mm]\b))?"
    r"(?:\s?\(?\b(?:[ECMP][SD]?T|UTC|GMT|BST|CES?T)\b\)?)?"
)
_TWO_DIGIT_YEAR = late_regex(
    r"(?P<one>\d{1,2})(?P<join>[/.-])(?P<two>\d{1,2})(?P=join)(?P<year>\d\d)"
)
_YEAR_MONTH = late_regex(r"(?P<year>\d{4})[-/](?P<month>\d{2})")
_YEAR_ALONE = late_regex(r"(?:1\d|2[01])\d\d")
_BARE_YEAR = 4
"""Characters of a year, beside which no month stands."""
_DECLARED = 60
"""Characters of what a file declares in which its date begins."""
_WINDOW = 40
"""No printed date is longer before its year ("the twenty-second" is not read)."""


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Yield the dates in `text[start:end]` that print a year and at least a month or a season.

    Spans are offsets into `text`. A bare year is not found here (see `parse`); a clock time after
    the date belongs to it.
    """
    stop = len(text) if end is None else end
    after = start
    for year in _years(text, start, stop):
        if year < after:
            continue
        found = _at_year(text, year, after, stop)
        if found is not None:
            yield found
            after = found.span.end


def parse(text: str) -> DateValue | None:
    """Read a string that is a date and nothing else; None where it is not.

    Beside the forms of `find` it takes a bare year ("2015"), a year and month ("2018-03") and a
    numeric date with a two-digit year ("7/22/21").
    """
    raw = text.strip().strip("()[]").strip()
    if not raw or len(raw) > 2 * _WINDOW:
        return None
    if len(raw) > _BARE_YEAR:
        for found in find(raw):
            if found.span == Span(0, len(raw)):
                return found.value
    return _short(raw)


def stated(words: str) -> DateValue | None:
    """The date that a file gives for itself: its words, or the first date near their beginning."""
    return parse(words) or next((each.value for each in find(words[:_DECLARED])), None)


_LABEL = late_regex(
    r"(?:date[ds]?|published|posted|released?|issued|updated|as of|for immediate release"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?(?:\s+on)?[\s:,.–—|-]*",
    re.IGNORECASE,
)
_LINE_HEAD = 400
_DATE_LINE = 100
_DATE_LINES = 40
"""Lines with words, from the top, of which one may be a date line."""
_DATELINE = late_regex(r"[\s.]{0,3}\)?\s{0,3}(?:[–—]|--?)\s")
"""What stands between the date of a press statement and its first words."""
_TAIL = late_regex(r"[\s.,;:|)\]–—-]*(?:via\s.*)?", re.IGNORECASE | re.DOTALL)


def letter_date(text: str) -> FoundDate | None:
    """Find the date line of a letter: a line near the top that holds a date and little else.

    Beside the date a line may carry a weekday, a label ("Date:") or the place it was written at; a
    press statement's first paragraph may begin so ("Fairfield, March 13, 2023 – The …").
    """
    offset = seen = 0
    while offset < len(text) and seen < _DATE_LINES:
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        if text[offset:end].strip():
            seen += 1
            found = _date_line(text, offset, end)
            if found is not None:
                return found
        offset = end + 1
    return None


def _date_line(text: str, start: int, end: int) -> FoundDate | None:
    line = text[start : min(end, start + _LINE_HEAD)]
    short = len(line.strip()) <= _DATE_LINE and end - start <= _LINE_HEAD
    for found in find(line):
        if len(found.value.iso) < 7 or found.span.end > _DATE_LINE:
            continue
        ends = _TAIL.fullmatch(line, found.span.end) if short else None
        if ends is None and _DATELINE.match(line, found.span.end) is None:
            continue
        if _may_lead(line[: found.span.start]):
            return FoundDate(Span(start + found.span.start, start + found.span.end), found.value)
    whole = line.strip()
    value = _short(whole) if short and len(whole) > 5 else None
    if value is None:
        return None
    at = start + line.index(whole)
    return FoundDate(Span(at, at + len(whole)), value)


def _may_lead(words: str) -> bool:
    """True for what may stand before the date on a date line: a label, or a place."""
    rest = words.strip(" \t\r*_#>|([")
    while rest:
        label = _LABEL.match(rest)
        if label is None or not label.end():
            break
        rest = rest[label.end() :]
    if not rest:
        return True
    place = rest.rstrip(" ,;:–—-|")
    return len(place) <= 50 and all(
        word[0].isupper() or word in {"of", "the", "de", "le", "den"} for word in place.split()
    )


def _years(text: str, start: int, stop: int) -> list[int]:
    """The offset of every number that may be a year, in order."""
    found = [match.start() for match in _YEAR.finditer(text, start, stop)]
    if "年" not in text:
        return found
    found += [match.start() for match in _CJK_YEAR.finditer(text, start, stop)]
    return sorted(set(found))


def _at_year(text: str, year: int, after: int, stop: int) -> FoundDate | None:
    first = _YEAR_FIRST.match(text, year, stop)
    if first is not None and text[max(0, year - 1) : year] not in ("/", "-", "."):
        iso = _iso(
            int(first["year"]), first["month"] or first["cmonth"], first["day"] or first["cday"]
        )
        if iso is None:
            return None
        if first["hour"]:
            iso += _clock(first["hour"], first["minute"], None) or ""
        return _found(text, Span(year, first.end()), iso)
    before = _before_year(text, max(after, year - _WINDOW), year)
    if before is None:
        return None
    end, iso = year + 4, before.iso
    time = _TIME.match(text, end, stop) if len(iso) == 10 else None
    if time is not None and (time["minute"] or time["half"]):
        clock = _clock(time["hour"], time["minute"] or "00", time["half"])
        if clock is not None:
            end, iso = time.end(), iso + clock
    return _found(text, Span(before.start, end), iso)


def _before_year(text: str, lo: int, year: int) -> _Day | None:
    """Read day and month in the words that lead up to the year at `year`."""
    window, number = text[lo:year], int(text[year : year + 4])
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        match = pattern.search(window)
        if match is not None:
            month = _month(match["word"], day=pattern is _DAY_MONTH)
            if month:
                iso = _iso(number, str(month), match["day"])
                return _Day(lo + match.start(), iso) if iso else None
    numeric = _NUMERIC.search(window)
    if numeric is not None:
        numbered = _numeric(number, numeric)
        return _Day(lo + numeric.start(), numbered) if numbered else None
    match = _MONTH.search(window)
    if match is None:
        return None
    if match["word"].lower() in _SEASONS and match["word"][0].isupper():
        return _Day(lo + match.start(), f"{number:04}")
    month = _month(match["word"])
    return _Day(lo + match.start(), f"{number:04}-{month:02}") if month else None


def _month(word: str, *, day: bool = False) -> int | None:
    """Month number; English words only with a capital, so that "may 2020" is no month.

    `day`: a day's number stands before it, so that it is one ("14 march 2001").
    """
    lower = word.lower()
    if lower in _CAPITALISED and not (day or word[0].isupper() or lower in _ONLY_MONTHS):
        return None
    return MONTHS.get(lower)


def _short(raw: str) -> DateValue | None:
    """Read the forms that are dates only when nothing stands around them."""
    match = _YEAR_MONTH.fullmatch(raw)
    if match is not None and 1 <= int(match["month"]) <= 12:
        return DateValue(raw, f"{match['year']}-{match['month']}")
    if _YEAR_ALONE.fullmatch(raw):
        return DateValue(raw, raw)
    match = _TWO_DIGIT_YEAR.fullmatch(raw)
    if match is None:
        return None
    century = 2000 if int(match["year"]) < 70 else 1900
    iso = _numeric(century + int(match["year"]), match)
    return DateValue(raw, iso) if iso else None


def _numeric(year: int, match: re.Match[str]) -> str | None:
    one, two = match["one"], match["two"]
    day_first = match["join"] == "." or int(one) > 12
    return _iso(year, two, one) if day_first else _iso(year, one, two)


def _iso(year: int, month: str, day: str | None) -> str | None:
    """ISO 8601 of a real day or month; None where the calendar has none."""
    try:
        real = date(year, int(month), int(day) if day else 1)
    except ValueError:
        return None
    return real.isoformat() if day else real.isoformat()[:7]


def _clock(hour: str, minute: str, half: str | None) -> str | None:
    """Give "T20:21"; `half` is the first letter of AM or PM, None for the 24-hour clock."""
    hours, minutes = int(hour), int(minute)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half in "Pp" else 0)
    return f"T{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None


def _found(text: str, span: Span, iso: str) -> FoundDate:
    return FoundDate(span, DateValue(" ".join(text[span.start : span.end].split()), iso))
