"""Codes of states and cities, session laws: laws without a federal identifier.

Rules kept here:
- `container` is the code with its title or chapter, `first_page` the section or rule, `pincite` the
  subsection; a number before the code ("42 Pa. Cons. Stat.", "740 ILCS") is the `volume`.
- Without a section sign only codes that are named here, or a rule's, chapter's or article's own
  word, make a law: "RCW 9A.32.030", "S.F. Admin. Code ch. 12R".
- A word that begins a sentence ("Under Cal. Gov't Code") is no part of the code's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citations.model import CitationForm, CitationType, DateValue, Name

from ...late import late_regex
from ..abbreviations import STARTERS
from ..context import NO_CODES
from ..draft import Draft
from . import sections
from .finders import SUBS, Codes, Finder, coded, regulation, ruled, span
from .states import STATE

_WORDS = r"(?:[A-Z][\w.’'&-]*\s(?:(?:and|of|for|the|to|in|on|&)\s){0,2})"
_STATED = re.compile(
    r"(?:(?<![\d.,])(?P<title>\d{1,3})\s(?=(?:Pa|Ill|R\.I|Okla|Del|Me|Vt|Guam|Miss|P|V|[A-Z]\.)))?"
    rf"(?P<code>(?:(?:[A-Z][\w.’'-]{{0,20}}\s(?:of\s)?){{0,3}}[A-Z][\w.’'-]{{0,20}},\s{STATE},\s)?"
    rf"(?:{_WORDS}{{1,9}}?"
    r"(?:Code\sCiv\.\sProc\.|Code(?:\sof\s(?:Ordinances|Regulations|Laws))?|(?:Use|Zoning|Health|Bldg\.)\sRegs\.|Codes?\s(?:R\.\s&\s)?Regs\.|Laws?|Stats?\.|Act"
    r"|C\.S\.|P\.S\.|Charter|Ordinance|Ann\.|(?:Const|CONST)\.\sart\.\s[IVX]{1,6})"
    r"(?:\sAnn\.)?(?:,?\stit\.\s\w{1,4}(?:-[A-Z])?)?(?:,?\s(?:ch|art|pt|div|subch)\.\s\w{1,6}(?:[.-]\w{1,4})?){0,3}(?:\sof\s\d{4})?(?:\s\([A-Z]{2,10}\))?"
    r"|(?<=,\s)Code\sof\sOrdinances|Md\.\sCode(?:\sAnn\.)?,\s(?:[A-Z][\w.&’']*\s){1,4}(?=§)"
    rf"|(?:{STATE}\s)?(?!U\.S\.C|C\.F\.R)(?<![\w.])(?:[A-Z]\.){{2,5}}|INA|IRC))"
    r",?\s?(?=§)"
    + sections.pattern()
    + r"(?:,\s(?P<subs>subds?\.\s\d{1,2}[a-z]?(?:\([A-Za-z\d]{1,4}\)){0,4}))?"
    + r"(?:,\ssubds?\.\s(?P<letters>\([A-Za-z\d]{1,4}\)(?:\(?[A-Za-z\d]{1,4}\)){0,4}))?"
)
_REGULATIONS = ("Regs.", "R.C.N.Y.", "N.Y.C.R.R.", "C.M.R.", "N.J.A.C.")
"""In the names of codes that agencies write."""
_STATE_S = late_regex(rf"{STATE}\s(?:Admin\.\sCode|Code\sR\.)|Pa\.\sCode$")
"""A code of a state's regulations. "N.Y.C. Admin. Code" is a city's law."""
_CODE_WORDS = ("Code", "Stat.", "Laws", "Ann.", "Charter", "Ordinance", "Act")
"""One of them stands near the sign in a state's or a city's code."""
_NAME = 150
_LAST = 40
_SECTIONS = 100
"""Characters before the sign in which a code's name and its last word stand, and behind it."""
_SPELLED = re.compile(
    rf"(?P<code>{STATE}\s(?:(?:[A-Z][\w.’'&-]*|and|of)\s){{0,6}}?(?:Code|Stats?\.|Laws)(?:\sAnn\.)?),?\s"
    r"(?=[Ss]ec)" + sections.pattern()
)
"""The same in words: "N.H. Rev. Stat. Ann. section 301-B:14"."""
_UNSIGNED = re.compile(
    rf"(?P<code>(?:{STATE}\s)?(?:C\.P\.L\.R\.|CPLR(?=\s\d)|MCLA?|M\.C\.L\.(?:A\.)?|RCW|NRS|ORS|HRS|KRS|RSA"
    r"|SDCL|NMSA(?:\s1978,?)?|K\.S\.A\.|N\.J\.S\.A\.|NJSA|N\.J\.S\.|A\.R\.S\.|C\.R\.S\.|O\.R\.C\.|R\.C\."
    r"|(?:Nev|Or|Rev)\.\sRev\.\sStat\.(?:\sAnn\.)?|Neb\.\sRev\.\sStat\.|Wash\.\sRev\.\sCode))\s"
    r"(?P<rule>\d[\dA-Z]{0,5}(?:[.:-](?:\d[\dA-Za-z]{0,5}|[A-Z](?=:\d))){1,3}|(?<=R\.\s)\d{3,5}(?:-[a-z])?"
    r"|(?<=LR\s)\d{3,5}(?:-[a-z])?)" + SUBS
)
_NUMBERED = re.compile(
    r"(?<![\d.,])(?P<title>\d{1,4})\s(?P<code>ILCS|I\.L\.C\.S\.|Ill\.\sComp\.\sStat\.(?:\sAnn\.)?)\s"
    r"(?P<rule>\d{1,4}/\d[\w.-]{0,10}(?<![.-])|\d{1,4}(?=\sart\.|[,.;)]|$))" + SUBS
)
_CHAPTER = re.compile(
    r"(?P<code>(?:[A-Z][\w.’'-]{0,30}\s){1,5}(?:Code|Stat\.|Laws)(?:\sAnn\.)?),?\s"
    r"(?P<rule>(?:chs?\.|[Cc]hapter|arts?\.|[Aa]rticle|tit\.|[Tt]itle)\s\d[\dA-Za-z.:-]{0,10}(?<![.:-])"
    r"(?:,\s(?:chs?|arts?)\.\s\d[\dA-Z.-]{0,8}(?<![.-]))?)(?!\w)" + SUBS
)
_SESSION = re.compile(
    r"(?<![\d.,])(?P<title>(?:1[6789]|20)\d\d)\s"
    rf"(?P<code>{STATE}\s(?:Stat\.|(?:Gen\.\s|Sess\.\s|Pub\.\s|Spec\.\s)?(?:Laws|Acts|Sess\.)|Adv\.\sLegis\.\sServ\."
    r"|Legis\.\sServ\.))(?:\sAnn\.)?,?\s(?P<rule>ch\.\s\d{1,4}|No\.\s\d[\d-]{0,8}|P\.A\.\s\d{1,2}-\d{1,4}|\d{1,5})"
    r"(?:,\s(?P<subs>§§?\s?\d{1,4}(?:\([a-z\d]{1,3}\)){0,3}(?:[–-]\d{1,4})?|(?:at\s)?\d{1,5}))?(?!\w)"
)
_CALIFORNIA = re.compile(
    r"(?P<code>Stats\.)\s(?P<title>(?:18|19|20)\d\d),\s(?P<rule>ch\.\s\d{1,4})"
    r"(?:,\s(?P<subs>§§?\s?\d{1,4}(?:[–-]\d{1,4})?|p\.\s\d{1,5}))?(?!\w)"
)
"""What a session enacted, as California's courts print it."""
_TITLED = re.compile(
    r"(?<![\d.,])(?P<title>\d{1,3})\s(?P<code>CMR|C\.M\.R\.|Mass\.\sCode\sRegs\.|NYCRR|N\.Y\.C\.R\.R\."
    r"|N\.Y\.\sComp\.\sCodes\sR\.\s&\sRegs\.|Ill\.\sAdm(?:in)?\.\sCode|Pa\.\sCode|Va\.\sAdmin\.\sCode|NAC)\s"
    r"(?P<rule>\d[\w-]{0,8}(?:\.\d[\w-]{0,6}){1,3}(?<!-))" + SUBS
)
"""A regulation by its title and number, without a section sign: "105 CMR 410.190"."""
_ACQUISITION = re.compile(
    r"(?P<code>(?:D?FARS?|GSAM))\s(?P<rule>\d{1,3}\.\d{3,4}(?:-\d{1,4})?)" + SUBS
)
_STATE_RULE = re.compile(
    r"(?P<code>(?:[A-Z][\w.]{0,8}\s){1,4}(?:Code\sAdmin\.\sR\.|Admin\.\sR\.|Code\sR\.(?:\s&\sRegs\.)?)"
    r"(?:\s[A-Z][A-Za-z-]{1,8})?)\s(?P<rule>\d[\w:-]{0,14}(?:\.\d[\w-]{0,8}){0,3})" + SUBS
)
_LOCAL = re.compile(
    r"(?P<place>(?:[A-Z][\w.’'-]{0,40},?\s(?:of\s|and\s)?){0,8})"
    r"(?P<law>(?:Ord(?:inance|\.)|Local\sLaw|By-?law)\s(?:Nos?\.\s?)?(?=[\w./-]{0,20}\d)[\w./-]{0,30}\w"
    r"(?:\sof\s\d{4})?)"
    r"(?:,\s(?P<part>(?:§§?|art\.|ch\.)\s?\d[\w.–-]{0,12}(?:\([A-Za-z\d]{1,4}\)){0,4}))?"
)


def sections_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield (section number, code) for the sections of states' and cities' codes in the text."""
    behind, sign = 0, text.find("§")
    while sign >= 0:
        before = max(behind, sign - _NAME)  # no code's name holds a sign
        behind = sign + (2 if text.startswith("§", sign + 1) else 1)
        if any(map(text[max(before, sign - _LAST) : sign].__contains__, _CODE_WORDS)):
            match = _STATED.search(text, before, sign + _SECTIONS)
            container = _stated(match, NO_CODES).container if match is not None else None
            if match is not None and container is not None and not match["title"]:
                for section in sections.split(sections.printed(match)):
                    yield section.number, container
        sign = text.find("§", behind)


def _stated(match: re.Match[str], codes: Codes) -> Draft:
    """A section of a state's or a city's code, or of an act by its name."""
    code = re.sub(r"\s\([A-Z]{2,10}\)$", "", match["code"])
    start = match.start()
    if not match["title"]:
        first, space, rest = code.partition(" ")
        while space and rest[:1].isupper() and first.casefold() in STARTERS:
            start, code = start + len(first) + 1, rest  # "Under Cal. Gov't Code"
            first, space, rest = code.partition(" ")
    draft = replace(coded(match, code, start), volume=match["title"])
    if match["subs"] or match["letters"]:
        more = match["letters"] or (", " if draft.pincite else "") + match["subs"]
        draft = replace(draft, pincite=(draft.pincite or "") + more)
    if "Const. art." in code or "CONST. art." in code:
        draft = replace(draft, type=CitationType.CONSTITUTION)
    if any(map(code.__contains__, _REGULATIONS)) or _STATE_S.match(code):
        draft = replace(draft, type=CitationType.REGULATION)
    return draft


def _spelled(match: re.Match[str], codes: Codes) -> Draft:
    """A section that is called so."""
    return coded(match, match["code"])


def _session(match: re.Match[str], codes: Codes) -> Draft:
    """What a session enacted: "2011 Cal. Stat. 567"; its year is the date."""
    year = match["title"]
    return replace(ruled(match, codes), date=DateValue(year, year))


def _local(match: re.Match[str], codes: Codes) -> Draft:
    """A city's or a county's law: "Marlow, Cal., Ordinance No. 2019-17, § 3"."""
    place = match["place"].strip(" ,")
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.STATUTE,
        authors=(Name(literal=place),) if place else (),
        title=" ".join(match["law"].split()),
        pincite=match["part"],
    )


_SIGNS = frozenset("§")
_SECTION_WORDS = frozenset(
    f"{code} {word}" for code in ("Ann.", "Stat.", "Code", "Laws") for word in ("section", "sec.")
)
_BARE_CODES = frozenset(
    (
        *(
            "C.P.L.R.",
            "CPLR",
            "MCL",
            "M.C.L.",
            "RCW ",
            "NRS ",
            "ORS ",
            "HRS ",
            "KRS ",
            "RSA ",
            "SDCL ",
        ),
        *("NMSA", "K.S.A.", "N.J.S.", "NJSA", "A.R.S.", "C.R.S.", "O.R.C.", "R.C. ", "Rev. Stat. "),
        "Rev. Code ",
    )
)
_CHAPTERED = tuple(
    f"{code} {word}"
    for code in ("Code", "Code,", "Code Ann.", "Stat.", "Stat. Ann.", "Laws")
    for word in ("ch", "art", "tit", "Ch", "Art", "Tit")
)
FINDERS = (
    Finder(_SIGNS, _STATED, _stated),
    Finder(_SECTION_WORDS, _SPELLED, _spelled),
    Finder(frozenset(("ILCS", "I.L.C.S.", "Ill. Comp. Stat.")), _NUMBERED, ruled),
    Finder(_BARE_CODES, _UNSIGNED, ruled),
    Finder(frozenset(_CHAPTERED), _CHAPTER, ruled, notes_only=True),
    Finder(
        frozenset((" Stat. ", " Laws ", " Acts ", "Legis. Serv.", " Sess. ")), _SESSION, _session
    ),
    Finder(
        frozenset(("rdinance No", "rdinance ", "Ord. ", "Local Law ", "Bylaw ", "By-law ")),
        _LOCAL,
        _local,
        notes_only=True,
    ),
    Finder(frozenset(("Stats. ",)), _CALIFORNIA, _session),
    Finder(
        frozenset(
            (" CMR ", "C.M.R. ", "Code Regs. ", "NYCRR ", "R.R. ", "& Regs. ", ". Code ", "NAC ")
        ),
        _TITLED,
        regulation,
    ),
    Finder(frozenset(("FAR ", "FARS ", "GSAM ")), _ACQUISITION, regulation),
    Finder(frozenset(("Admin. R. ", "Code R. ")), _STATE_RULE, regulation),
)
