"""Names of cases: "Arizona v. United States", "In re Roe", "Ex parte Young".

Rules kept here:
- A name is capitalised but for the few words that names have between ("of the", "ex rel."); words
  of a sentence before it are not its own.
- A docket number behind the name is no part of it.
- A name is sought in a bounded window before its reporter, and not over the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citations.model import Parenthetical, ParentheticalKind, Span
from citations.values import value

from ...late import late_regex
from ..abbreviations import STARTERS
from ..desk import Desk

_VERSUS = late_regex(r"\s(?:v\.?|vs\.?|V\.|VS\.)\s(?=\S)")
_IN_RE = late_regex(
    r"(?:In [Rr]e:?|Ex parte|Matter of|In the Matter of|Estate of|IN RE|EX PARTE)\s(?=\S)"
)
_DOCKET = late_regex(
    r",?\s(?:Civ\. |Crim\. |Civil )?(?:Nos?\.|Docket|Case No\.)\s.*"
    r"|,\sB-\d{6}(?:\.\d{1,2})?(?=,?$)",
    re.DOTALL,
)
_JOINING_WORDS = """
of the and for on in re ex rel rel. parte et al al. de la van von du y a to at by an or as d/b/a
behalf v v. vs. vs & del der den los las its his her their others c
"""
_LEADING_WORDS = """
see also under accord compare but since after before citing quoting
"""
_JOINING = frozenset(_JOINING_WORDS.split())
_LEADING = frozenset(_LEADING_WORDS.split())
_CURRENCY = late_regex(r"\sin\s(?=U\.\s?S\.\s|United\sStates\sCurrency)")
"""In the names of forfeited money: "United States v. $36,125 in U.S. Currency"."""
_GIVEN = late_regex(
    r"(?P<title>.+?)\s\((?P<given>[A-Z][\w.’' &-]{0,60}\s[IVX]{1,4}"
    r"|[A-Z]{3,12}|[A-Z]{2,4}[A-Z][a-z]\w{2,20})\)"
)
"""A number ("Roe II") or letters ("USTelecom") that the case is called by from here on."""
_AMERICAN = late_regex(r"\sv\.\s|^In re\s")
"""Elsewhere a parenthesis of capitals is a party's place: "Roe v Doe (NSW)"."""
_RUN = late_regex(r"(?P<run>[A-Z][\w.’'-]{0,24}(?:\s(?:&|of|the|[A-Z][\w.’'-]{0,24})){0,6}),\s$")
_NEAR = 120
_WINDOW = 300
_WORDS = 30
_SHORT_WORDS = 6
_TOKEN = late_regex(r"\S+")
_COMPANIES = ("Inc", "Co", "Corp", "LLC", "L.L.C", "Ltd", "L.P", "LLP", "N.A", "Jr", "Sr", "P.C")


@value
class CaseName:
    """A name in a sentence."""

    at: Span
    title: str


def is_name(words: str, short: bool) -> str | None:
    """The name that `words` (all of them, up to the reporter) are; None where they are prose.

    A short form may have one party only ("Arizona, 567 U.S. at 390"). A name without two parties
    and without "In re" has no comma but that of a company.
    """
    if len(words) > _WINDOW or not (short or words.endswith((",", ".", "*", "_"))):
        return None
    name = " ".join(_DOCKET.sub("", words).strip(" ,*_").split())
    if not name or not (name[0].isupper() or name[0].isdigit()):
        return None
    parties = _VERSUS.search(name, 1) is not None or _IN_RE.match(name) is not None
    if not parties and (_has_comma(name) or len(name.split()) > (_SHORT_WORDS if short else 10)):
        return None
    return name if _is_capitalised(name) else None


def named_for_later(title: str | None) -> tuple[str | None, tuple[Parenthetical, ...]]:
    """Part "Roe v. Doe (Roe II)" into the name and what the case is called from here on."""
    found = _GIVEN.fullmatch(title) if title is not None and title.endswith(")") else None
    if found is None or (found["given"].isalnum() and not _AMERICAN.search(found["title"])):
        return title, ()
    words = found["given"]
    given = Parenthetical(f"({words})", ParentheticalKind.HEREINAFTER, words)
    return found["title"], (given,)


def before(desk: Desk, start: int, end: int) -> CaseName | None:
    """The name that leads to the reporter at `end`, in what begins at `start`."""
    low = max(start, end - _WINDOW)
    text = desk.sheet.text
    if not text[low:end].rstrip(" *_").endswith(","):
        return None
    italic = _italic(desk, low, end)
    if italic is not None:
        return italic
    stop = len(text[low:end].rstrip(" ,*_")) + low
    versus = None
    for found in _VERSUS.finditer(text, low, stop):
        versus = found
    if versus is not None:
        first = _first_party(text, low, versus.start())
        return _named(text, first, stop) if first is not None else None
    for found in _IN_RE.finditer(text, low, stop):
        named = _named(text, found.start(), stop)
        if named is not None:
            return named
    return None


def shortened(text: str, start: int, end: int) -> Iterator[CaseName]:
    """Yield the capitalised words before ", 567 U.S. at 390", the longest run first.

    A sentence's first word is among them ("As Roe"): who knows the earlier cases chooses.
    """
    found = _RUN.search(text, max(start, end - _NEAR), end)
    at = found.start("run") if found is not None else end
    while found is not None and at < found.end("run"):
        title = text[at : found.end("run")]
        yield CaseName(Span(at, found.end("run")), title)
        at += title.find(" ") + 1 or len(title)


def _italic(desk: Desk, low: int, end: int) -> CaseName | None:
    """Italics that end where the reporter begins."""
    text = desk.sheet.text
    last = None
    for at in desk.titles_in(low, end):
        last = at
    if last is None or text[last.end : end].strip(" ,"):
        return None
    title = is_name(desk.sheet.slice(last).strip(" ,") + ",", short=True)
    return CaseName(last, title) if title is not None else None


def _named(text: str, start: int, stop: int) -> CaseName | None:
    title = is_name(text[start:stop] + ",", short=False)
    return CaseName(Span(start, stop), title) if title is not None else None


def _first_party(text: str, low: int, versus: int) -> int | None:
    """Where the party before "v." begins: the capitalised words that lead to it."""
    tokens = [(each.start(), each.group()) for each in _TOKEN.finditer(text, low, versus)]
    start: int | None = None
    for count, (at, token) in enumerate(reversed(tokens)):
        bare = token.strip("“”\"‘’'(*_[")
        if count > _WORDS or not bare:
            break
        if count and token.endswith((",", ";", ":")) and not _is_company(token, tokens, at):
            break
        if count and token.endswith(".") and _ends_sentence(bare):
            break
        if bare[0].isupper() or bare[0].isdigit():
            start = at + token.find(bare)
        elif bare not in _JOINING:
            break
        if token[0] in '(“"[':
            break
    return _without_starters(text, start, versus) if start is not None else None


def _is_company(token: str, tokens: list[tuple[int, str]], at: int) -> bool:
    """True for the comma in "Roe Lines, Inc. v. Doe": what follows it is a company's form."""
    following = next((word for start, word in tokens if start > at), "")
    return following.rstrip(".,").startswith(_COMPANIES)


def _ends_sentence(word: str) -> bool:
    """True for a whole word with its period; names abbreviate ("Dep't", "Ass'n", "U.S.")."""
    plain = word[:-1]
    return len(plain) > 5 and plain.isalpha() and plain[1:].islower()


def _without_starters(text: str, start: int, versus: int) -> int | None:
    """Take "In", "Under", "See" off the head of the party."""
    while True:
        token = _TOKEN.match(text, start, versus)
        if token is None:
            return None
        word = token.group().rstrip(",").casefold()
        if word not in STARTERS and word not in _JOINING and word not in _LEADING:
            return start
        gap = re.compile(r"\s+").match(text, token.end(), versus)
        if gap is None:
            return None
        start = gap.end()


def _has_comma(name: str) -> bool:
    """True for a comma that is not a company's ("Roe Lines, Inc.")."""
    return any(not piece.lstrip().startswith(_COMPANIES) for piece in name.split(",")[1:])


def _is_capitalised(name: str) -> bool:
    """True where every word is capitalised but for the joining ones."""
    tokens = _CURRENCY.sub("", name).split()
    if len(tokens) > _WORDS:
        return False
    return all(
        not token.lstrip("(“\"'‘[")[:1].islower() or token.strip('(),:“”"') in _JOINING
        for token in tokens
    )
