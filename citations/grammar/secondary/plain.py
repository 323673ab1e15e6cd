"""Authors, title and container where nothing marks the title ("Jane Roe, A Title, NPR").

Rules kept here:
- Persons lead, or one organisation; what follows is the title, its last part a container where it
  looks like one. Where neither leads, a title has to look like a title.
- Prose is refused: a part that goes on in lower case after an organisation is no title.
"""

from __future__ import annotations

import re

from citations.model import Name
from citations.values import value

from ...late import late_regex
from .. import authors
from ..abbreviations import STARTERS
from ..organisations import HEADS, OFFICES, THINGS, folded, is_organisation
from . import middles
from .kinds import is_case, is_record
from .outlets import is_outlet

_MOST = 700
"""A longer head is prose."""
_PIECES = 40
_PERSONAL = late_regex(
    r"(?P<kind>(?:Open |Joint |Comment |Cover )?(?:Letter|E-?mail|Memorandum|Memo"
    r"|Telephone Interview|Interview|Testimony|Statement|Remarks|Address|Speech|Declaration"
    r"|Affidavit|Keynote Address|(?:Joint |Public )?Comments?|Petition|Submission|Brief"
    r"|Objections?))"
    r"\s(?:from|of|by|with)\s(?P<who>[^,]{3,80}?)"
    r"(?=,|\s(?:[Tt]o|[Bb]efore|[Oo]n|[Aa]t|[Ii]n|[Ff]or|[Rr]egarding|re|as)\b|$)"
)


@value
class Parts:
    """What an unmarked head holds."""

    names: tuple[Name, ...]
    title: str | None
    """None for a message on a network, which has none."""
    middle: middles.Middle
    publisher: str | None = None
    kind: str = ""
    """"Letter", "Testimony": what kind of piece the words name."""


def read(words: str, dated: bool) -> Parts | None:
    """Read the words before the date or URL; None where they are prose.

    `dated`: a date stands in them or after them, so that the last part may be a container.
    """
    text = _HANDLE.sub("", " ".join(words.split())).strip(" ,;:")
    if not 3 <= len(text) <= _MOST:
        return None
    personal = _PERSONAL.match(text)
    if personal is not None:
        return _personal(personal, text)
    pieces = text.split(", ")
    if len(pieces) > _PIECES:
        return None
    for cut in range(len(pieces) - 1, -1, -1):
        journal = (
            middles.journal_of(", ".join(pieces[cut:])) if _NUMBER.match(pieces[cut]) else None
        )
        if journal is not None and cut == 0:
            return Parts((), None, journal) if is_record(journal.container or "") else None
        if journal is not None:
            return _of_journal(pieces[:cut], journal)
    book = next((i for i, piece in enumerate(pieces) if _IN_BOOK.match(piece)), 0)
    if dated and book:
        return _chapter(pieces[:book], middles.read(", " + ", ".join(pieces[book:])))
    return _free(pieces, dated)


def _personal(found: re.Match[str], text: str) -> Parts:
    """What a person said, wrote or filed: its own words are the title."""
    pieces, pincite, _ = _without_numbers(text.split(", "))
    container = None
    printed = len(pieces) > 1 and "Interview" in found["kind"] and " in " not in f" {pieces[-2]}"
    if printed and is_outlet(pieces[-1], pieces[0]):
        pieces, container = pieces[:-1], pieces[-1]
    middle = middles.Middle(container=container, pincite=pincite)
    names = authors.read(found["who"]).names
    for piece in _GIVEN_TO.split(text, maxsplit=1)[0].split(", ")[1:]:
        joined = piece.removeprefix("and ").removeprefix("& ")
        if names and names[-1].family and authors.are_persons(joined) and not _is_office(joined):
            names += authors.read(joined).names  # "from Jane Roe, John Doe, and Ann Poe to"
    return Parts(names, ", ".join(pieces), middle, kind=found["kind"])


def _is_office(piece: str) -> bool:
    """True for "Chief Geographic Info. Officer", which looks like a name."""
    last = folded(" ".join(piece.split()[-1:]))
    return last in OFFICES or last == "officer"


_GIVEN_TO = late_regex(r"\sto\s")
_BARE_PAGE = late_regex(r"\d{1,3}(?:[–-]\d{1,3})?")
_PAGES = ("at ", "p. ", "pp. ", "¶", "§", "para", "art. ", "arts. ", "ch. ", "annex ")
_DOCUMENT = late_regex(
    r"(?:[A-Z][\w.]{0,9}\s){0,4}(?:(?:Docs?|Res|Dec)\.|Docket|ECF|Dkt\.)\s(?:No\.\s)?[\w/.()–-]{0,30}\d[\w/.()–-]{0,20}"
)
"""A document's number: "U.N. Doc. A/HRC/42/37"."""
_EDITORS = late_regex(
    r"(?:eds?\.?|editors?)$|(?:\d{1,2}(?:st|nd|rd|th|d)|rev\.|second|third)\sed(?:\.|ition|n)?$"
    r"|(?:(?:ed\. and )?trans(?:lated by|\.)(?: and ed\.)?|ed(?:ited by|\.)|eds\.|rev(?:ised by|\.)"
    r"|illus\.)\s(?=[A-Z])"
)
_MESSAGE = late_regex(
    r"(?:(?:personal|private|email|e-mail)\s(?:communication|correspondence)"
    r"|(?:e-?mail|text|voice|direct|telephone|WhatsApp)\s(?:message|conversation|correspondence|call)"
    r"|(?:(?:telephone|phone|personal|video|oral)\s)?interviews?\s(?:by|with)\s(?:the\s)?author"
    r"|(?:e-?mail|letter|message|memo)\sto\s(?:the\s)?authors?)\b"
)
"""What nobody published, and how it came: "Jane Roe, email message to author, May 3, 2020"."""
_IN_BOOK = late_regex(r"in\s(?=[A-Z])")
_JOINED = late_regex(r"&|\band\b|^(?:Jr|Sr|JR|SR|II|III|IV)\b")
"""What the last of several authors has: "A, B & C"."""
_HANDLE = late_regex(r"\s\(@[^()]{1,40}\)")
_NUMBER = re.compile(r"\d{1,4}\s")


def _of_journal(pieces: list[str], journal: middles.Middle) -> Parts | None:
    lead = _leading_persons(pieces)
    if lead == len(pieces):
        return None
    if not lead and len(pieces) > 1 and is_organisation(pieces[0]):
        lead = 0 if is_case(", ".join(pieces)) else 1
    if lead and lead < len(pieces) and pieces[lead].startswith(_COMPANY):
        lead = 0  # "Example Newspapers, Inc. v. Roe"
    title = ", ".join(pieces[lead:])
    if not title[:1].isupper() and not title[:1].isdigit():
        return None
    return Parts(authors.read(", ".join(pieces[:lead])).names, title, journal)


def _chapter(pieces: list[str], book: middles.Middle) -> Parts | None:
    """ "Jane Roe, A Chapter, in A BOOK 201": the head before the book."""
    lead = _leading_persons(pieces)
    if not 0 < lead < len(pieces) or book.prose or book.container is None:
        return None
    title = ", ".join(pieces[lead:])
    return Parts(authors.read(", ".join(pieces[:lead])).names, title, book)


def _free(pieces: list[str], dated: bool) -> Parts | None:
    if len(pieces) == 2 and pieces[1].casefold() in _NETWORKS:
        head = authors.read(pieces[0])
        return Parts(head.names, None, middles.Middle(container=pieces[1])) if head.sure else None
    pieces, pincite, numbered = _without_numbers(pieces)
    if len(pieces) > 2 and pieces[1].startswith(_COMPANY) and not authors.are_persons(pieces[0]):
        pieces[:2] = [", ".join(pieces[:2])]  # "Example Glob., Inc."
    lead = _leading_persons(pieces)
    if 0 < lead == len(pieces) - 1 and pieces[-1].casefold() not in _NETWORKS:
        # A title may look like a person, too: "Jane Roe, Detour Ahead, WASH. POST".
        lead -= is_outlet(pieces[-1], pieces[-2])
    while 0 < lead < len(pieces) - 2 and _is_role(pieces[lead]) and _is_body(pieces[lead + 1]):
        del pieces[lead : lead + 2]  # "Chairman, Fed. Commc’ns Comm’n"
    if 0 < lead < len(pieces):
        if not _may_open_title(pieces[lead]) and not _MESSAGE.match(pieces[lead]):
            return None
        if _MESSAGE.match(pieces[lead]):
            names = authors.read(", ".join(pieces[:lead])).names
            return Parts(names, ", ".join(pieces[lead:]), middles.Middle(), kind="Letter")
        lead += _is_institution(pieces[lead:])
        head = authors.read(", ".join(pieces[:lead]))
        rest = [piece for piece in pieces[lead:] if not _is_number(piece)]
        return _parts(head, rest, dated, pincite, numbered)
    if pieces[0].split()[0].casefold() in STARTERS - {"the"} and not is_headline(pieces):
        return None
    if not all(_may_open_title(piece) for piece in pieces):
        return None
    if (
        len(pieces) > 1
        and _is_body(pieces[0])
        and not (
            dated
            and len(pieces) == 2
            and not pieces[0].startswith(_OFFICES)
            and not (" of " in pieces[1] and folded(pieces[0].split()[-1]) in HEADS)
            and is_outlet(pieces[1], pieces[0])
        )
    ):
        lead = 2 if len(pieces) > 2 and _is_parted(pieces[0], pieces[1]) else 1
        rest = [piece for piece in pieces[lead:] if not _is_number(piece)]
        return _parts(authors.read(", ".join(pieces[:lead])), rest, dated, pincite, numbered)
    if not is_headline(pieces):
        return None
    return _parts(authors.Head(()), pieces, dated, pincite, numbered)


def _is_role(piece: str) -> bool:
    """True for "Acting Chairman", "Chief Geographic Info. Officer" behind a person's name."""
    return len(piece.split()) <= _ROLE and _is_office(piece)


def _is_number(piece: str) -> bool:
    return authors.is_number(piece) or middles.REGISTERED.match(piece) is not None


def _parts(
    head: authors.Head, pieces: list[str], dated: bool, pincite: str | None, numbered: bool
) -> Parts | None:
    """Title and container of the parts after the authors."""
    if not pieces:
        return None
    if len(pieces) == 1 and pieces[0].casefold() in _NETWORKS:
        return Parts(head.names, None, middles.Middle(container=pieces[0]), head.publisher)
    publisher = head.publisher
    if len(pieces) > 1 and head.names and pieces[-1].startswith(_GOVERNMENTS):
        publisher = publisher or pieces.pop()  # "Office of the Auditor, A Title, City of Harbour"
    title, container = _contained(pieces, dated and not numbered)
    middle = middles.Middle(container=container, pincite=pincite, numbered=numbered)
    return Parts(head.names, title, middle, publisher)


def _is_institution(rest: list[str]) -> bool:
    """True where persons are followed by their institution, not by the title."""
    if len(rest) < 2 or not _is_body(rest[0]) or len(rest[0].split()) > 6:
        return False
    if authors.is_number(rest[1]):
        return True
    heads = any(folded(token) in HEADS for token in rest[0].split())
    return heads and not (len(rest) == 2 and is_outlet(rest[1], rest[0]))


def _without_numbers(pieces: list[str]) -> tuple[list[str], str | None, bool]:
    """Take translators, a document's number and the page off the end; an "eds." from the head."""
    pieces = pieces[:1] + [piece for piece in pieces[1:] if not _EDITORS.match(piece)]
    numbered = False
    pieces, pincite = _without_page(pieces)
    while len(pieces) > 1 and _DOCUMENT.fullmatch(pieces[-1]):
        pieces, numbered = pieces[:-1], True
    if pincite is None:
        pieces, pincite = _without_page(pieces)
    if len(pieces) > 1 and authors.is_resolution(pieces[0]):
        pieces = pieces[1:]
    return pieces, pincite, numbered


def _without_page(pieces: list[str]) -> tuple[list[str], str | None]:
    """Take "at 277" off the end."""
    last = pieces[-1]
    congress = middles.CONGRESS.fullmatch(last)
    if congress is not None and len(pieces) > 1:
        return pieces[:-1], congress["page"]
    if len(pieces) > 1 and _BARE_PAGE.fullmatch(last):
        if pieces[-2][-1].isdigit():
            return [*pieces[:-2], f"{pieces[-2]}, {last}"], None  # "A Title 2, 13"
        return pieces[:-1], last
    page = middles.PINCITE.fullmatch(last) if last.startswith(_PAGES) else None
    if page is None or len(pieces) == 1:
        return pieces, None
    return pieces[:-1], page["pin"]


def _leading_persons(pieces: list[str]) -> int:
    """How many parts at the head are persons' names."""
    count = 0
    while count < len(pieces) and authors.are_persons(pieces[count]):
        count += 1
    joined = [i for i in range(1, count) if _JOINED.search(pieces[i])]
    count = min(count, joined[-1] + 1 if joined else 1)
    if count == len(pieces) and count > 1:
        count -= 1  # a title of two words looks like a person
    return count


def _contained(pieces: list[str], dated: bool) -> tuple[str, str | None]:
    """Title and container of the parts after the authors."""
    capitals = len(pieces) > 1 and pieces[-1].isupper() and not pieces[0].isupper()
    if len(pieces) < 2 or not (dated or capitals):
        return ", ".join(pieces), None
    cut = len(pieces)
    if not pieces[0].isupper():
        while cut > 1 and pieces[cut - 1].isupper():
            cut -= 1  # small capitals name the container
    last = pieces[-1]
    named = is_outlet(last, ", ".join(pieces[:-1])) or _JOURNAL_NAME.search(last) is not None
    named = named or last.casefold() in _NETWORKS
    if cut == len(pieces) and named:
        cut -= 1
    return ", ".join(pieces[:cut]), ", ".join(pieces[cut:]) or None


def _is_body(piece: str) -> bool:
    tokens = piece.split()
    if len(tokens) > 12 or ":" in piece or not is_organisation(piece):
        return False
    return _capitals(tokens) >= 0.99


def _is_parted(first: str, second: str) -> bool:
    """True where the second part can only be the parent of the first, or its office."""
    if second.startswith(_PARENTS):
        return True
    place = folded((second.rsplit(maxsplit=1) or [""])[-1])
    if first.startswith(_OFFICES) and place in _PLACES and _is_body(second):
        return True
    if _goes_on(first, second):
        return True
    if second.startswith(_DIVISIONS) and _is_body(second):
        return True
    offices = any(folded(token) in HEADS for token in second.split())
    return offices and _is_body(second) and first.casefold().startswith(_DEPARTMENTS)


def _goes_on(first: str, second: str) -> bool:
    """True for "Comm. on Econ., Soc. & Cultural Rts.": a name with commas of its own."""
    tokens = second.split()
    joined = "&" in tokens or "and" in tokens
    return (
        joined
        and len(tokens) <= _JOINED_WORDS
        and _COMPLEMENT.search(first) is not None
        and not any(folded(token) in THINGS for token in tokens)
        and _capitals(tokens) >= 0.99
        and (second.endswith(".") or is_organisation(second.replace(" and ", " ")))
    )


_JOINED_WORDS = 5
_ROLE = 5
"""No office behind a name has more words."""
_COMPLEMENT = late_regex(r"\s(?:on|of|for)\s")
_JOURNAL_NAME = late_regex(r"^J\. |\bJ\.$|\bL\. ?Rev\.|^Journal of |\bQ\.$")
_NETWORKS = frozenset(("twitter", "x", "facebook", "instagram", "youtube", "tiktok", "linkedin"))
_COMPANY = ("Inc.", "LLC", "Ltd.", "Co.", "Corp.", "L.P.", "L.L.C.")
_DEPARTMENTS = ("u.s. dep", "dep't of", "dep’t of", "department of", "u.s. gov")
_OFFICES = (
    *("Office of", "Off. of", "Mayor’s Off", "Mayor's Off", "Bureau of", "Division of"),
    *("Board of", "Trustees of", "Committee on", "Commission on", "Ministry of", "Institute of"),
)
_GOVERNMENTS = ("City of ", "County of ", "Town of ", "City and County of ", "State of ")
_PLACES = frozenset(("county", "city", "state", "commonwealth", "university", "town", "village"))
_DIVISIONS = ("Directorate", "Division of", "Bureau of", "Section on", "Unit for", "Branch of")
_PARENTS = ("U.S. Dep", "Dep't of", "Dep’t of", "Department of", "Office of", "Off. of")


def _may_open_title(piece: str) -> bool:
    first = piece[:1]
    return first.isupper() or not first.isalpha() or piece.startswith(("and ", "or "))


def is_headline(pieces: list[str]) -> bool:
    """True when most of the long words are capitalised."""
    return _capitals(" ".join(pieces).split()) >= 0.6


def _capitals(tokens: list[str]) -> float:
    """The share of the long words that are capitalised."""
    long = [token for token in tokens if len(token) > 3 and token[0].isalpha()]
    if not long:
        return 1.0 if all(token[:1].isupper() for token in tokens if token[:1].isalpha()) else 0.0
    return sum(token[0].isupper() for token in long) / len(long)
