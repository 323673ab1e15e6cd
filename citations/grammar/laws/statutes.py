"""Statutes, regulations and orders: found in prose, and read where they are the whole citation.

Rules kept here:
- Values are canonical Bluebook forms: "8 U.S.C. § 1373(a)", "82 Fed. Reg. 8799",
  "Pub. L. No. 104-208", "Exec. Order No. 13,768"; one identifier for each section after "§§".
- `volume` is the title (or the volume), `container` the code (or the register), `first_page` the
  section (or the page), `pincite` the subsection of a single section.
- A bare section has the code that the document gives that section; otherwise it has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from citations.model import CitationForm, CitationType, Identifier, Span

from ...late import late_regex
from ..context import AnyOf, Code
from ..desk import Desk
from ..draft import Draft
from . import sections
from .acts import FINDERS as COMMONWEALTH
from .codes import FINDERS as STATES_AND_CITIES
from .codes import sections_in
from .courtrules import FINDERS as RULES_OF_COURTS
from .finders import Codes, Finder, coded, span
from .opinions import FINDERS as OPINIONS
from .revenue import FINDERS as REVENUE
from .stateregulations import FINDERS as STATE_REGULATIONS

_CODES = frozenset(
    ("U.S.C", "U. S. C", "USC", "U.S. Code", "U. S. Code", "C.F.R", "C. F. R", "CFR")
)
_ANY_CODE = late_regex(r"U(?:SC|\.S\. ?C|\. S\. C)|C(?:FR|\.F\.R|\. F\. R)")
"""Any of these strings, in one look at a text of any length."""
_TITLES = frozenset(("Title ", "title "))
_CODE = (
    r"(?:(?:Proposed|Former)\s)?(?<![\d.,])(?P<title>\d{1,2})\s{1,2}"
    r"(?P<code>U\.\s?S\.\s?C(?:ode\b|\.)(?:\s?A\.|\s?S\.)?|USC[AS]?\b|U\.\s?S\.\sCode\b"
    r"|C\.\s?F\.\s?R\.?|CFR\b)(?P<appended>\sapp\.(?:\s\d{1,2}(?=\s§))?)?"
)
_CODIFIED = re.compile(rf"{_CODE}\s{{0,2}}{sections.pattern(unsigned=True)}")
_SECTION_OF = re.compile(
    sections.pattern() + r"\sof\s(?:[Tt]itle\s(?P<title>\d{1,2})"
    r"(?:,?\s(?:of\s)?(?:the\s)?(?P<code>U\.\s?S\.\s?C(?:ode\b|\.)|United\sStates\sCode"
    r"|C\.\s?F\.\s?R\.|Code\sof\sFederal\sRegulations))?"
    r"|(?P<act>the\s(?:[A-Z][\w’'-]*\s(?:(?:and|of|for|the|to|in)\s){0,2}){1,10}"
    r"(?:Act|Code|Law)(?:\sof\s\d{4})?(?:\s\([^()]{2,12}\))?))"
)
_TITLE_FIRST = re.compile(
    r"[Tt]itle\s(?P<title>\d{1,2}),?\s(?:of\s)?(?:the\s)?(?P<code>United\sStates\sCode|U\.\s?S\.\sCode"
    r"|Code\sof\sFederal\sRegulations),?\s" + sections.pattern()
)
_BARE = re.compile("(?=§)" + sections.pattern())
_SPELLED = re.compile("(?=[Ss]ec)" + sections.pattern())
_PAGED = re.compile(
    r"(?<![\d.,])(?P<volume>\d{1,3})\s(?P<container>Fed\.\s?Reg\.|FR(?=\s\d{3})|Stat\.)\s"
    r"(?P<page>\d{1,3}(?:,\d{3}){1,2}|\d{1,6}(?:-\d{1,4})?)"
    r"(?:,\s(?:at\s)?(?P<pin>\d[\d,]{0,8}(?:[–-]\d[\d,]{0,8})?)(?![\w/]))?"
)
_PUBLIC_LAW = re.compile(
    r"(?:Pub(?:lic|\.)\s?L(?:aw|\.)|P\.\s?L\.)\s{0,2}(?:No\.?\s{0,2})?"
    r"(?P<number>\d{2,3}[-–‑]\d{1,4})(?:,?\s(?P<part>§§?\s?\d{1,5}(?:\([a-zA-Z0-9]{1,4}\)){0,4}))?"
)
_ORDER = re.compile(
    r"(?:(?:Exec(?:utive|\.)\s{1,2}Order|E\.?\s?O\.?)\s{0,2}(?:Nos?\.?\s{0,2})?"
    r"|(?P<proclamation>(?:Presidential\s)?Proclamation\s(?:No\.?\s)?))"
    r"(?P<number>\d{1,2},\d{3}|\d{4,5})(?!\d)(?:,?\s(?P<part>§§?\s?\d{1,3}(?:\([a-z0-9]{1,4}\)){0,4}))?"
)
_BILL = re.compile(
    r"(?<![\w.])(?P<chamber>(?:H\.\s?R\.|S\.)(?:\s?(?:Con\.|J\.)\s?Res\.|\s?Res\.)?"
    r"|H\.\s?(?:Con\.\s?|J\.\s?)?Res\.)\s?(?:No\.\s?)?(?P<number>\d{1,5})"
    r"(?:,\s(?P<congress>\d{2,3})(?:st|nd|rd|th|d)\sCong\."
    r"(?:,?\s§§?\s?\d{1,6}[a-z]?(?:\([A-Za-z\d]{1,4}\)){0,5})?)?"
)
_CODE_NAMES = {"USC": "U.S.C.", "USCA": "U.S.C.A.", "USCS": "U.S.C.S.", "CFR": "C.F.R."}


def find(desk: Desk, at: Span) -> Iterator[Draft]:
    """Yield the laws that `at` cites, each at its own words, in order."""
    hints = _HINTS if desk.context.note is not None else _OF_RUNNING_TEXT
    if not desk.holds(hints, at.start, at.end):
        return
    if desk.laws is None or desk.laws[0] != at:
        # A stretch that is no law's citation as a whole is searched for laws that it mentions.
        desk.laws = at, tuple(_found(desk, at))
    yield from desk.laws[1]


def _found(desk: Desk, at: Span) -> Iterator[Draft]:
    text, codes = desk.sheet.text, desk.context.codes
    present = desk.context.present
    found = [
        (match.start(), -match.end(), finder, match)
        for finder in (_FINDERS if present is None else present.among(_FINDERS))
        if (desk.context.note is not None or not finder.notes_only)
        and desk.holds(finder.hints, at.start, at.end)
        for match in finder.pattern.finditer(text, at.start, at.end)
    ]
    found.sort(key=itemgetter(0, 1))
    after = at.start
    last: Code | None = None
    for start, _, finder, match in found:
        # What another law covers ("§ 1373" in "8 U.S.C. § 1373") is not even read.
        draft = finder.draft(match, codes) if start >= after else None
        if draft is None:
            continue
        after = draft.at.end
        if draft.form is CitationForm.FULL and draft.container == "U.S.C." and draft.volume:
            last = Code(draft.volume, draft.container)
        bare = draft.form is CitationForm.SHORT and draft.volume is None
        yield _in_code(draft, last) if bare and last is not None else draft


def codes_in(text: str) -> Iterator[tuple[str, Code]]:
    """Yield (section number, code) for every section that the text cites with its code."""
    if _ANY_CODE.search(text) is not None:
        for match in _CODIFIED.finditer(text):
            code = Code(match["title"], _code_name(match["code"]))
            for section in sections.split(sections.printed(match)):
                yield section.number, code
    if "itle " not in text:
        return
    for match in _SECTION_OF.finditer(text):
        if match["title"]:
            name = "C.F.R." if "F" in (match["code"] or "") else "U.S.C."
            for section in sections.split(sections.printed(match)):
                yield section.number, Code(match["title"], name)


def stated_in(text: str) -> Iterator[tuple[str, Code]]:
    """The same of the codes of states and cities, whose sections are told by the code alone."""
    for number, name in sections_in(text):
        yield number, Code("", name)


def _coded(match: re.Match[str], codes: Codes) -> Draft:
    appended = match.groupdict().get("appended") or ""
    return _codified(match, match["title"], _code_name(match["code"]) + appended)


def _codified(match: re.Match[str], title: str, code: str) -> Draft:
    listed = sections.split(sections.printed(match))
    scheme = "cfr" if code == "C.F.R." else "usc"
    kind = CitationType.REGULATION if scheme == "cfr" else CitationType.STATUTE
    part = scheme == "cfr" and "." not in listed[0].number
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=kind,
        container=code,
        volume=title,
        first_page=sections.number(listed),
        pincite=sections.subsection(listed),
        identifiers=tuple(
            Identifier(scheme, f"{title} {code} {'pt.' if part else s.sign} {s}") for s in listed
        ),
    )


def _section_of(match: re.Match[str], codes: Codes) -> Draft:
    if match["title"]:
        regulation = (match["code"] or "").startswith(("C", "Code of Federal"))
        return _codified(match, match["title"], "C.F.R." if regulation else "U.S.C.")
    return coded(match, match["act"].removeprefix("the "))


def _bare(match: re.Match[str], codes: Codes) -> Draft:
    listed = sections.split(sections.printed(match))
    draft = Draft(
        at=span(match),
        form=CitationForm.SHORT,
        type=CitationType.STATUTE,
        first_page=sections.number(listed),
        pincite=sections.subsection(listed),
    )
    code = codes.get(listed[0].number)
    return _in_code(draft, code) if code is not None else draft


def _in_code(draft: Draft, code: Code) -> Draft:
    """A bare section, with the code that the document established."""
    if not code.title:
        return replace(draft, container=code.code)
    scheme = "cfr" if code.code == "C.F.R." else "usc"
    printed = (draft.first_page or "") + (draft.pincite or "")
    return replace(
        draft,
        volume=code.title,
        container=code.code,
        type=CitationType.REGULATION if scheme == "cfr" else CitationType.STATUTE,
        identifiers=tuple(
            Identifier(scheme, f"{code.title} {code.code} {s.sign} {s}")
            for s in sections.split(printed)
        ),
    )


def _spelled(match: re.Match[str], codes: Codes) -> Draft | None:
    """ "Section 1373", where the document gives it a code; "section 5" of a letter is no law."""
    first = sections.split(sections.printed(match))[0].number
    return _bare(match, codes) if codes.get(first) is not None else None


def _public_law(match: re.Match[str], codes: Codes) -> Draft:
    value = "Pub. L. No. " + match["number"].replace("–", "-").replace("‑", "-")
    return _numbered(match, CitationType.STATUTE, Identifier("publ", value))


def _paged(match: re.Match[str], codes: Codes) -> Draft:
    statutes = match["container"] == "Stat."
    container = "Stat." if statutes else "Fed. Reg."
    page = match["page"].replace(",", "")
    printed = f"{int(page):,}" if len(page) > 4 and page.isdigit() else page
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.STATUTE if statutes else CitationType.REGULATION,
        container=container,
        volume=match["volume"],
        first_page=match["page"],
        pincite=match["pin"],
        identifiers=(
            Identifier(
                "stat" if statutes else "fedreg", f"{match['volume']} {container} {printed}"
            ),
        ),
    )


def _numbered(match: re.Match[str], kind: CitationType, identifier: Identifier) -> Draft:
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=kind,
        pincite=match["part"],
        identifiers=(identifier,),
    )


def _order(match: re.Match[str], codes: Codes) -> Draft:
    number = f"{int(match['number'].replace(',', '')):,}"
    if match["proclamation"]:
        number = number.replace(",", "") if len(number) == 5 else number
        proclamation = Identifier("proclamation", f"Proclamation No. {number}")
        return _numbered(match, CitationType.PRESIDENTIAL_DOCUMENT, proclamation)
    order = Identifier("eo", f"Exec. Order No. {number}")
    return _numbered(match, CitationType.EXECUTIVE_ORDER, order)


def _bill(match: re.Match[str], codes: Codes) -> Draft | None:
    if match["chamber"] == "S." and not match["congress"]:
        return None
    chamber = re.sub(r"\.\s?(?=[A-Z])", ". ", match["chamber"]).replace("H. R.", "H.R.")
    chamber = chamber.replace(". J. Res", ".J. Res").replace("H.R. J", "H.R.J")
    value = f"{chamber} {match['number']}"
    if match["congress"]:
        number = int(match["congress"])
        value += f", {number}{_ordinal(number)} Cong."
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.BILL,
        identifiers=(Identifier("bill", value),),
    )


def _ordinal(number: int) -> str:
    """The Bluebook's endings: 101st, 102d, 103d, 104th."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "d", 3: "d"}.get(number % 10, "th")


def _code_name(printed: str) -> str:
    letters = "".join(printed.split()).replace(".", "")
    if letters == "CodeofFederalRegulations":
        return "C.F.R."
    if letters in ("USCode", "UnitedStatesCode"):
        return "U.S.C."
    return _CODE_NAMES.get(letters, printed)


_SIGNS = frozenset("§")
_SECTIONS = frozenset(("ection", "ec. ", "ecs. ", "SECTION", "§"))

_FINDERS = (
    Finder(_CODES, _CODIFIED, _coded),
    Finder(_SECTIONS, _SECTION_OF, _section_of),
    Finder(_TITLES, _TITLE_FIRST, _coded),
    Finder(frozenset(("Fed.", " FR ", " Stat.")), _PAGED, _paged),
    Finder(frozenset(("Pub", "P.L.", "P. L.")), _PUBLIC_LAW, _public_law),
    Finder(frozenset((" Order", "E.O.", "EO", "E. O.", "roclamation")), _ORDER, _order),
    Finder(frozenset(("H.R.", "H. R", "S. ", "Res.")), _BILL, _bill),
    *STATE_REGULATIONS,
    *STATES_AND_CITIES,
    *REVENUE,
    *OPINIONS,
    *RULES_OF_COURTS,
    *COMMONWEALTH,
    Finder(_SIGNS, _BARE, _bare),
    Finder(_SECTIONS, _SPELLED, _spelled),
)
_HINTS = AnyOf(finder.hints for finder in _FINDERS)
_OF_RUNNING_TEXT = AnyOf(finder.hints for finder in _FINDERS if not finder.notes_only)
"""Each string costs a look at all of a long text."""
