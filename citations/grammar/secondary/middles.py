"""What stands between a title and its date: container, volume, first page, pincite.

Rules kept here:
- Bluebook: "57 J. L. & ECON. 937, 940"; Chicago, APA and MLA: "Journal 15, no. 2", "Journal, 15(2),
  255-60", "Journal, vol. 15, no. 2, pp. 255-60".
- Every pattern runs on a bounded piece of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from citations import dates
from citations.model import DateValue
from citations.values import value

from ...late import late_regex
from ..desk import LINK
from ..references import namelists, publishers
from .titles import without_period

_PAGES = r"(?:\*{1,2}|[A-Za-z]-?)?(?:\d{1,3},\d{3}(?!\d)|\d{1,6})(?:[–—‑−-][A-Za-z*]?\d{1,6})?"
_PIN = (
    rf"(?:{_PAGES}(?:\s?(?:&\s?)?nn?\.\s?\d{{1,4}}(?:[–-]\d{{1,4}})?|(?<=\d)nn?\d{{1,4}}"
    r"|\s(?:tbl|fig|app|pl|ex)s?\.\s?[\dA-Z]{1,4})?"
    rf"(?:(?:,\s|\s?&\s?|,?\sand\s){_PAGES}(?:\s?(?:&\s?)?nn?\.\s?\d{{1,4}}|\s(?:tbl|fig|app)\.\s?[\dA-Z]{{1,4}})?){{0,6}}"
    r"|[xvilc]{1,7}(?:[–-][xvilc]{1,7})?|passim"
    r"|(?:¶¶?|§§?|[Cc]h\.|[Pp]t\.|paras?\.?|[Pp]p?\.|[Cc]hs\.|fig\.|tbl\.|app\.|nn?\.|art\.)"
    r"\s?[\dA-Zivxlc][\w.:()\[\]–-]{0,20}(?:\sat\s\d[\d–-]{0,10}|(?:,\s\d[\w.–-]{0,10}){1,4})?)"
)
PINCITE = re.compile(rf"(?:at\s)?(?:pp?\.\s?|pages?\s)?(?P<pin>{_PIN})(?=[\s,.;:)]|$)")
_NAME_AND_PAGE = late_regex(rf"(?P<name>.{{2,200}}?)\s(?:at\s)?(?P<pin>{_PAGES})$")
_AFTER_COLON = late_regex(rf"\s?:\s(?P<pin>{_PIN})(?=[\s,.;]|$)")
_NAME = r"[^\W\d](?:[^\d;]|\d{1,2}(?:d|th|st|nd|rd)\b){0,119}?"
_JOURNAL = late_regex(
    rf"(?P<volume>\d{{1,4}})(?::\d{{1,3}}|\(\d{{1,3}}\))?\s(?P<container>{_NAME}),?\s"
    r"(?P<page>¶\s?\d{1,4}\.\d{1,3}|\d{1,3},\d{3}(?!\d)|(?:¶\s?)?[A-Za-z]{0,3}\d{1,10}|_{2,6})(?:[–—-]\d{1,6})?(?P<rest>(?:,\s.{1,80})?)$"
)
_SHORT_JOURNAL = late_regex(
    rf"(?P<volume>\d{{1,4}})\s(?P<container>{_NAME}),?\sat\s(?P<pin>.{{1,40}})$"
)
_UNPAGED = late_regex(rf"(?P<volume>\d{{1,4}})\s(?P<container>{_NAME})$(?<=[\w.])")
_LAW_JOURNAL = late_regex(
    r"\b(?:J\.|L\.J\.|Q\.|(?:L\.\s?)?Rev\.|L\.Q\.|Stud\.|Journal|Law Review|Quarterly)(?!\w)"
)
"""A volume that is not printed yet: "12 Yale L.J. (forthcoming 2024)"."""
_VOLUME_AFTER = late_regex(
    r"(?P<container>[^\W\d_][^\d;]{1,119}?),?\s(?:[Vv]ol(?:ume|\.)\s?)?(?P<volume>\d{1,4}|[IVXLC]{2,9})"
    r"(?:\s?\([^()]{1,30}\)|[:.]\s?\d{1,2}|/\d{1,5})?(?:,?\s(?:no\.|nos\.|issue|iss\.)\s?[\d–/-]{1,9})?"
    r"(?:,\s(?P<rest>.{1,60}))?$"
)
_ISSUE = late_regex(r"(?:no\.|nos\.|nr\.|issue|iss\.|art\.|heft)\s?[\d–/-]{1,9}$", re.IGNORECASE)
_VOLUME = late_regex(r"(?:vol(?:ume|\.)|bd\.|jg\.)\s?(?P<volume>\d{1,4})$", re.IGNORECASE)
_PAGE_RANGE = late_regex(
    r"(?:pp?\.\s?|pages?\s|S\.\s)(?P<first>[A-Za-z]?\d{1,6})(?:\s?[–—-]\s?\d{1,6})?$"
)
_YEAR = late_regex(r"(?:c|©)?\s?(?P<year>(?:1[5-9]|20)\d\d)$")
_NUMBERED = late_regex(
    r"(?:.{0,60}\b(?:No\.|Nos\.|Paper|Report|Rep\.|Brief|Series) ?[A-Z]{0,6}[-–/]?\d"
    r"[\w.:/–-]*|(?:[A-Z][\w.]{0,9}\s){0,4}Docs?\.\s(?:No\.\s)?[\w/.()–-]{0,30}\d[\w/.()–-]{0,20}"
    r"|[A-Z]{1,8}(?:[-–]\d[\w–-]*|\d{3,8}))$"
)
_REPORTED = late_regex(r"\([A-Z][\w-]{0,9}\d{3}[\w-]{0,9}\)|[A-Z]{1,4}\d{4,8}")
"""A report's number without a word that says so: "R48642", "(IF12978)"."""
CONGRESS = re.compile(
    r"\d{1,3}(?:st|nd|rd|d|th)\sCong\.(?:\s(?P<page>\d{1,5}(?:[–-]\d{1,5})?(?:\s(?:&\s)?nn?\.\s?\d{1,4}(?:[–-]\d{1,4})?)?))?"
)
_IN = late_regex(r"[,.]?\s{0,3}in:?\s", re.IGNORECASE)
_EDITED = late_regex(r"(?:eds?\.?|edited by|trans\.?|translated by)\s|.{2,60}\s(?:eds?\.|trans\.)$")
REGISTERED = re.compile(r"(?:arXiv|doi|ISBN|PMID|PMCID|SSRN)\b[:\s]", re.IGNORECASE)
_ACCESSED = late_regex(
    r"(?:last |date )?(?:accessed|visited|viewed|retrieved)(?: on)?:?$", re.IGNORECASE
)
_UPDATED = late_regex(
    r"(?:last )?(?:updated|modified|revised|posted|published)(?: on)?:?$", re.IGNORECASE
)
_DAY = 10
"""Characters of an ISO date with its day: newspapers have those, and no volume."""
_UNVOLUMED = late_regex(
    r"\s(?P<name>(?!(?:Part|Chapter|Section|Table|Annex|Recommendation|Fig|At|See|Page|Art|Para)\b)"
    r"[a-z]{0,2}[A-Z][\w’&-]{2,20}(?:\s(?:of|the|and|&|[A-Z][\w’&-]{1,20})){0,6}?)"
    rf"(?:\s(?P<page>\d{{1,5}})(?:[–-]\d{{1,5}})?)?(?:\.?\s?$|[,;]?\s<?{LINK})"
)
_COUNTED_WORDS = """
app appendix art article arts at brief ch chapter chs fig figure line lines no nos note p para
paper paras part pp pt report sec section table tbl vol
"""
_COUNTED = frozenset(_COUNTED_WORDS.split())
"""What a number behind a name counts, where the name is no journal."""
_MOST = 300
"""A longer middle is prose."""


@value
class Middle:
    """The parts between title and date."""

    container: str | None = None
    volume: str | None = None
    first_page: str | None = None
    pincite: str | None = None
    date: DateValue | None = None
    chapter: bool = False
    """The container is a book: "in BOOK"."""
    numbered: bool = False
    """A report's number stands there: "OIG-18-32", "Working Paper No. 12"."""
    prose: bool = False


def read(text: str) -> Middle:
    """Read the words after a title; `text` still has its leading comma."""
    if len(text) > _MOST:
        return Middle(prose=True)
    text = " ".join(text.split())
    chapter = _IN.match(text)
    body = (text[chapter.end() :] if chapter else text).strip(" ,:;—").lstrip(". ")
    if chapter is not None:
        body = _without_editors(body)
    if not body:
        return Middle()
    if chapter is None:
        journal = journal_of(body)
        if journal is not None:
            return journal
        year = _YEAR.match(body) is not None and text.endswith((",", ", "))
        if not text.startswith((",", ".", ":", ";")) and not year:
            pin = PINCITE.fullmatch(body)
            if pin is not None:
                return Middle(pincite=pin["pin"])
    return _pieces(body, chapter is not None)


def _without_editors(body: str) -> str:
    """Take the editors off "Jane Roe and John Doe (eds.), The Book"."""
    editors = namelists.head(body, 0, len(body))
    if editors is None or not editors.editors:
        return body
    return body[editors.end :].strip(" ,:;") or body


def journal_of(body: str) -> Middle | None:
    """Read "15 MIGRATION LETTERS 255, 258-60"; None where it is something else."""
    found = _JOURNAL.match(body)
    if found is not None and _names_container(found["container"]):
        rest = found["rest"].strip(" ,.")
        pin = PINCITE.fullmatch(rest)
        return Middle(
            container=found["container"],
            volume=found["volume"],
            first_page=found["page"],
            pincite=pin["pin"] if pin else None,
            date=dates.parse(rest) if rest and pin is None else None,
        )
    unpaged = _UNPAGED.match(body) if found is None else None
    if unpaged is not None and _LAW_JOURNAL.search(unpaged["container"]):
        return Middle(container=unpaged["container"], volume=unpaged["volume"])
    short = _SHORT_JOURNAL.match(body)
    if short is not None and _names_container(short["container"]):
        pin = PINCITE.fullmatch(short["pin"].strip(" ,."))
        if pin is not None:
            return Middle(short["container"], short["volume"], pincite=pin["pin"])
    return None


def unvolumed(masked: str, start: int, end: int) -> Middle | None:
    """A site or a journal without a volume behind the year: "(2025) arXiv", "(2025) Ex Net 151"."""
    found = _UNVOLUMED.match(masked, start, end)
    return Middle(found["name"], first_page=found["page"]) if found is not None else None


def after_colon(text: str) -> str | None:
    """The page behind a Chicago date: "(2018): 255–60"."""
    found = _AFTER_COLON.match(text[:60])
    return found["pin"] if found else None


def _pieces(body: str, chapter: bool) -> Middle:
    """Read the parts between commas, each for what it is."""
    date, rest = _dated(body)
    found, rest = _volumed(Middle(date=date, chapter=chapter), rest)
    for piece in (part.strip() for part in rest.split(",")):
        bare = piece.rstrip(".")
        if bare and not _EDITED.match(piece) and not REGISTERED.match(bare):
            found = _taken(found, bare) or _contained(found, piece)
    if found.container is None:
        return found
    foreign = 4 if found.volume is not None else 1
    return replace(found, prose=not _names_container(found.container, foreign))


def _volumed(found: Middle, rest: str) -> tuple[Middle, str]:
    """A journal whose volume stands behind its name, and what follows; newspapers have none."""
    daily = found.date is not None and len(found.date.iso) >= _DAY
    volumed = None if found.chapter or daily else _VOLUME_AFTER.match(rest)
    if volumed is None or _counts(volumed["container"]):
        return found, rest
    if _YEAR.fullmatch(volumed["volume"]) and found.date is None:
        return found, rest  # "Proceedings, 2014, pp. 15-29"
    journal = replace(found, container=volumed["container"], volume=volumed["volume"])
    return journal, volumed["rest"] or ""


def _taken(found: Middle, piece: str) -> Middle | None:
    """What is known with the piece; None where it is nothing that a row of the table reads."""
    return next((more for read in _PIECES if (more := read(found, piece)) is not None), None)


def _issue(found: Middle, piece: str) -> Middle | None:
    """It has no field; what is no journal's has articles."""
    counted = found.volume is not None or not piece.startswith("art")
    return found if counted and _ISSUE.match(piece) else None


def _volume(found: Middle, piece: str) -> Middle | None:
    match = _VOLUME.match(piece)
    return replace(found, volume=found.volume or match["volume"]) if match is not None else None


def _year(found: Middle, piece: str) -> Middle | None:
    match = _YEAR.match(piece) if found.date is None else None
    return replace(found, date=DateValue(match["year"], match["year"])) if match else None


def _page_range(found: Middle, piece: str) -> Middle | None:
    """Of an article: "pp. 15-29"; behind a book it is the pincite."""
    match = _PAGE_RANGE.match(piece)
    if match is None or not (found.volume is not None or _is_proceedings(found.container)):
        return None
    return replace(found, first_page=found.first_page or match["first"])


def _book(found: Middle, piece: str) -> Middle | None:
    """What the chapter is in."""
    if not found.chapter or found.container is not None:
        return None
    container, page = _with_page(piece)
    return replace(found, container=container, first_page=page)


def _reported(found: Middle, piece: str) -> Middle | None:
    return replace(found, numbered=True) if _REPORTED.fullmatch(piece) else None


def _page(found: Middle, piece: str) -> Middle | None:
    pin = PINCITE.fullmatch(piece)
    return replace(found, pincite=_with_pin(found.pincite, piece, pin["pin"])) if pin else None


def _congress(found: Middle, piece: str) -> Middle | None:
    match = CONGRESS.fullmatch(piece)
    return replace(found, pincite=found.pincite or match["page"]) if match is not None else None


def _numbered(found: Middle, piece: str) -> Middle | None:
    return replace(found, numbered=True) if _NUMBERED.match(piece) else None


_PIECES: tuple[Callable[[Middle, str], Middle | None], ...] = (
    *(_issue, _volume, _year, _page_range, _book),
    *(_reported, _page, _congress, _numbered),
)
"""What a part between commas may be; the first that reads it takes it."""


def _contained(found: Middle, piece: str) -> Middle:
    """The first part that nothing else reads names the container."""
    if found.container is not None:
        return found
    if " at " not in piece:
        return replace(found, container=without_period(piece))
    container, page = _with_page(piece.rstrip("."))
    return replace(found, container=container, pincite=found.pincite or page)


def _dated(body: str) -> tuple[DateValue | None, str]:
    """Take a date without parentheses out: "N.Y. TIMES, Jan. 5, 2021, at A1"."""
    found = max(dates.find(body), key=lambda date: date.span, default=None)
    if found is None:
        return None, body
    before = body[: found.span.start].rstrip(" ,")
    access = _ACCESSED.search(before)
    rest = before[: access.start()] if access else _UPDATED.sub("", before)
    return None if access else found.value, rest + ", " + body[found.span.end :]


def _with_pin(pincite: str | None, piece: str, pin: str) -> str:
    """Add a further page: "at 60, 64"."""
    if pincite is None:
        return pin
    return f"{pincite}, {piece}" if piece.isdigit() and pincite[-1].isdigit() else pincite


def _is_proceedings(container: str | None) -> bool:
    return container is not None and publishers.is_conference(container)


def _with_page(piece: str) -> tuple[str, str | None]:
    """Split "BOOK TITLE 15" and "Book Title at 15" into container and page."""
    found = _NAME_AND_PAGE.match(piece)
    return (found["name"], found["pin"]) if found is not None else (piece, None)


def _counts(container: str) -> bool:
    """True where the number is a page ("at 5") or counts papers ("Working Paper No. 12")."""
    last = container.rsplit(maxsplit=1)[-1].lower().rstrip(".")
    return last in _COUNTED


def _names_container(words: str, most: int = 1) -> bool:
    """True for capitalised names; "has since been read by" is prose.

    `most`: words in lower case that are allowed ("Revue d’histoire maritime" with its volume).
    """
    tokens = words.split()
    if len(tokens) > 14:
        return False
    lower = [token for token in tokens if token.islower() and len(token) > 3]
    return (tokens[0][:1].isupper() and len(lower) <= most) or not words[0].isalpha()
