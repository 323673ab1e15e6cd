"""Articles of codes and constitutions: "§ 823 Abs. 1 BGB", "Code pénal, art. 226-1".

Rules kept here:
- The code, as it is printed, is the `container`; the article is the `first_page`; what is meant
  inside it ("Abs. 1 Satz 2", "(1)(a)") the pincite.
- German codes are told by the shape of their letters behind a section sign, and by a list behind
  "Art."; codes in words by the word "Code" (or its like), and by what follows it.
- A constitution is told by its name. Recitals keep their word: they are no articles.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citations.model import CitationForm, CitationType

from ...late import LatePattern
from ..draft import Draft
from . import divisions
from .finders import Codes, Finder, span

_EU = (
    r"(?:GDPR|DS-?GVO|RGPD|AVG|DSA|DMA|MiCAR?|TFEU|TEU|AEUV|EUV|LED|UCPD|CRD|CFREU|AI\sAct"
    r"|EU\sCharter|ECHR"
    r"|EMRK|CEDH|ICCPR|ICESCR|UDHR|CRC|CEDAW|European\sConvention\son\sHuman\sRights"
    r"|Universal\sDeclaration\sof\sHuman\sRights|Charter\sof\sFundamental\sRights)"
)
_PARTS = (
    r"(?:,?\s(?:Abs(?:atz|\.)?|UAbs\.?|Satz|S\.|Nr\.?|Nrn\.|lit\.?|Buchst\.|Hs\.|Halbs\.|Alt\."
    r"|Var\.|Ziff\.?|Z)"
    r"\s?[\da-z]{1,3}(?![\w.]\w)|\sf{1,2}\.(?=\s)){0,5}"
)
_LETTERED = (
    r"\s?(?P<rule>\d{1,4}[a-z]{0,2}(?:(?:,\s|\sund\s"
    r"|\s?[–-]\s?)\d{1,4}[a-z]?){0,5})"
    rf"(?P<subs>{_PARTS})\s(?:des\s|der\s)?"
    r"(?P<code>(?P<known>GG|BV|ZGB|OR|StGB|StPO|DS-?GVO|DSG|EMRK|AEUV|EUV|GRCh|EGBGB|B-VG|StGG)"
    r"|(?=[^\s,.;)]{0,16}[a-zäöüA-ZÄÖÜ]{0,15}[A-ZÄÖÜ])[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{0,14}"
    r"(?<=[A-ZÄÖÜ])(?<=[GBOV])(?:\s[IVX]{1,4})?)"
    r"(?![\w-])"
)
_SECTION = LatePattern(rf"§(?<!\w§)§?{_LETTERED}")
_NUMBERED = LatePattern(rf"Art(?<!\wArt)(?:\.|ikel){_LETTERED}")
"""Of a German code; a pattern that begins with a letter is sought faster."""
_OF = (
    r"(?:\s(?:du|des|de\sla|de\sl[’']|de|del|dello|della|dell[’']|do|da|van\shet|van\sde|of\sthe"
    r"|of)\s?|,\s|\s)"
)
_ART = (
    r"(?:[Aa]rts?\.?|[Aa]rticles?|[Aa]rt[ií]culos?|[Aa]rticol[oi]|[Aa]rtigos?|[Aa]rtikel(?:en)?|§)"
)
_LATIN = (
    r"(?:Code\s(?:civil|pénal|électoral|monétaire|forestier|(?:d[eu]s?"
    r"|de\sl[a’'])\s?)(?:\s?[a-zéèàêôç’'-]{2,20}){0,6}"
    r"|Codice\s(?:civile|penale|della|del|dei|di)(?:\s[a-zàèéìòù]{2,16}){0,5}"
    r"|Código\s(?:Civil|Penal|de|do|da|del)(?:\s(?:[A-Z][a-zçãéíóáõ]{2,16}|de|do|da|del|la)){0,5}"
    r"|Code\s(?:of\s)?(?:Civil|Criminal|Penal)(?:\sProcedure)?"
    r"|(?:[A-Z][a-z]{2,14}\s)?(?:Civil|Criminal|Penal|Commercial|Labou?r|Tax|Electoral"
    r"|Family)\s(?:Procedure\s)?Code"
    r"(?:\sof\s(?:the\s)?(?:[A-ZÉ][\wéèç]{2,14}\s?){1,3}(?<!\s))?"
    r"|C\.\s?(?:civ|pén|proc\.\sciv|proc\.\spén|com|trav|cons)\.|c\.[cp]\.(?:[cp]\.)?"
    r"|CCQ|C\.C\.Q\.|CcQ|BW|Sr|Sv|Awb|UAVG|Wbp|BrB|RF(?=\s\d))"
)
_SUPREME = (
    r"(?:Constitution\s(?:of\s(?:the\s)?(?:[A-Z][\wéç]{1,14}(?:\sof)?\s?){1,5}(?<!\s)"
    r"|(?:française|fédérale))"
    r"(?:,?\s(?:1[789]|20)\d\d)?|[A-Z][a-z]{3,14}\sConstitution"
    r"|Constitución(?:\s(?:[A-ZEñ][a-zñ]{2,14}|[Pp]olítica|de|la|los)){0,6}?(?=[,.;)]|$)"
    r"|CE(?=[.;,)]"
    r"|$)|Costituzione|Cost\.|Constituição(?:\s(?:Federal|da\sRepública))?"
    r"|Grondwet|Grundgesetz|Grundloven|Grunnloven"
    r"|(?!U\.S\.)(?:[A-Z][a-z]{3,12}|S\.\sAfr\.)\s(?:Const|CONST)\.)"
)
_NUMBER = rf"{divisions.NUMBER}"
_CODED_FIRST = LatePattern(
    rf"(?<![\w.-])(?P<code>(?P<supreme>{_SUPREME})|{_LATIN}),?\s(?:{_ART}|ss?\.?|[Ss]ections?)\s?"
    rf"(?P<rule>{_NUMBER}(?:(?:,\s|\s?[–-]\s?|\set\s"
    rf"|\sand\s){_NUMBER}){{0,4}})(?P<subs>{divisions.SUBS})(?!\w)"
)
_CODED_LAST = LatePattern(
    rf"(?<!\w)(?:{_ART}|[Ss]ections?|ss?\.?)\s?(?P<rule>{_NUMBER}(?:(?:,\s|\s?[–-]\s?|\set\s"
    rf"|\sand\s){_NUMBER}){{0,4}})"
    rf"(?P<subs>{divisions.SUBS}){_OF}(?P<code>(?P<supreme>{_SUPREME})|{_LATIN})(?![\w-])"
)
_RECITAL = r"[Rr]ecitals?\s\d{1,3}(?:(?:,\s(?:and\s)?|\s(?:and|&|to)\s|[–-])\d{1,3}){0,8}"
_LISTED = rf"(?:(?:,\s(?:and\s)?|\s(?:and|&)\s|[–-])\d{{1,3}}[a-z]?{divisions.SUBS}){{0,8}}"
_EU_FIRST = LatePattern(
    rf"(?<![\w-])(?P<code>{_EU}),?\s(?:(?P<worded>{_RECITAL})(?!\w)"
    r"|(?:points?\s(?P<point>\([a-z]\))\sof\s)?(?:[Aa]rts?\.?|[Aa]rticles?)\s"
    rf"(?P<rule>\d{{1,3}}[a-z]?)(?P<subs>{divisions.SUBS})(?P<more>{_LISTED})(?!\w))"
)
_MEANT = (
    rf"(?<!\w)(?:(?P<worded>{_RECITAL})|(?:[Aa]rts?\.?|[Aa]rticles?)\s"
    rf"(?P<rule>\d{{1,3}}[a-z]?)(?P<subs>{divisions.SUBS})(?P<more>{_LISTED}))"
)
_EU_LAST = LatePattern(rf"{_MEANT},?\s(?:of\s(?:the\s)?)?(?P<code>{_EU})(?![\w-])")
_EU_CHARTER = LatePattern(rf"{_MEANT}\sof\sthe\s(?P<code>Charter)(?=[.;)]|$)")
_CHAPTERS = r"\d{1,3}\s?(?:[a-z]\s)?kap\.?\s\d{1,3}(?:\s?[a-z])?(?:[–-]\d{1,3})?\s§"
_NORDIC_FIRST = LatePattern(
    rf"(?<!\w)(?P<code>[A-ZÅÄÖ][a-zåäö-]{{2,40}}(?:balk|form|lag"
    rf"|ordning)(?:en)?),?\s(?P<rule>{_CHAPTERS})"
)
_NORDIC_LAST = LatePattern(
    rf"(?<!\w)(?P<rule>{_CHAPTERS})\s(?P<code>[A-ZÅÄÖa-zåäö-]{{2,40}}(?:balk|form|lag"
    rf"|ordning)en)(?!\w)"
)
_GESETZ = LatePattern(
    r"(?<!\w)(?P<code>[A-ZÄÖÜ][a-zäöüß-]{2,40}(?:gesetz|gesetzbuch|ordnung|verfassung|statut)"
    r"(?:\s\([A-ZÄÖÜ][\w-]{1,14}\))?),?\s(?:§§?|Art\.)\s?(?P<rule>\d{1,4}[a-z]?)"
    rf"(?P<subs>{_PARTS})(?!\w)"
)
_LOVEN = LatePattern(
    r"(?<!\w)(?P<code>[A-ZÆØÅa-zæøå-]{1,40}lovens?),?\s(?:§§?)\s?(?P<rule>\d{1,3}(?:\s?[a-z]"
    r"(?!\w))?)"
    r"(?P<subs>(?:,?\s(?:stk\.|nr\.|bokstav|ledd)\s?[\da-z]{1,2}){0,3})"
)
_CANADIAN = LatePattern(
    r"(?P<code>(?P<supreme>Canadian\sCharter\sof\sRights\sand\sFreedoms|Constitution\sAct,\s1(?:867"
    r"|982)))(?:\s\([A-Z.]{2,5}\))?"
    r"(?:,\s\d{2}\s&\s\d{2}\s[A-Z][a-z]{2,4}\.?,\sc\.?\s\d)?,?\s(?:ss?|sections?|§§?)\.?\s?"
    rf"(?P<rule>{_NUMBER}(?:(?:,\s|[–-]){_NUMBER}){{0,4}})(?P<subs>{divisions.SUBS})"
    r"(?:,\s(?:Part\sI\sof|being|reprinted\sin)\s[^;.\n]{5,160})?"
)


def _article(match: re.Match[str], codes: Codes) -> Draft:
    """An article of a code; of a constitution it is another kind."""
    groups = match.groupdict()
    supreme = groups.get("supreme") is not None
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.CONSTITUTION if supreme else CitationType.STATUTE,
        container=" ".join(match["code"].split()),
        first_page=" ".join((groups.get("worded") or match["rule"]).split()),
        pincite=(groups.get("subs") or "").strip(" ,") or None,
    )


def _german(match: re.Match[str], codes: Codes) -> Draft | None:
    """A section of a German code; what only looks like one behind "Art." is none."""
    code = match["code"]
    if match[0].startswith("Art") and not match["known"] and not match["subs"]:
        return None
    if sum(map(str.isupper, code.partition(" ")[0])) < 2:
        return None
    union = code in ("DSGVO", "DS-GVO", "AEUV", "EUV", "GRCh")
    draft = _article(match, codes)
    return replace(draft, type=CitationType.REGULATION) if union else draft


def _union(match: re.Match[str], codes: Codes) -> Draft:
    """Articles or recitals of what the Union calls by initials; several are the page together."""
    draft = replace(_article(match, codes), type=CitationType.REGULATION)
    point = match.groupdict().get("point")
    if point:  # "point (a) of art 6(1)"
        draft = replace(draft, pincite=(draft.pincite or "") + point)
    if not match["more"]:
        return draft
    listed = match["rule"] + match["subs"] + match["more"]
    return replace(draft, first_page=" ".join(listed.split()), pincite=None)


_ARTICLES = frozenset(
    (
        "rt. ",
        "rts. ",
        "rticle ",
        "rticles ",
        "rtículo ",
        "rticolo ",
        "rtikel ",
        "rtigo ",
        "rt ",
        "rts ",
        "§ ",
    )
)
_CODES = (
    *(
        "Code ",
        "Code,",
        "Codice ",
        "Código ",
        "Constitution ",
        "Constitution,",
        " Const. ",
        "Constitución",
        "C. civ",
        "C. p",
    ),
    *(
        "CCQ",
        "C.C.Q.",
        "Grondwet",
        "Grundgesetz",
        "Costituzione",
        "c.c.",
        "c.p.",
        " BW",
        "BW ",
        "Awb",
        " CE",
        "Cost.",
    ),
)
_UNION = frozenset(
    re.sub(r"\\s", " ", each)
    for each in (
        "GDPR",
        "DSGVO",
        "DS-GVO",
        "RGPD",
        "DSA",
        "DMA",
        "TFEU",
        "TEU",
        "ECHR",
        "ICCPR",
        "ICESCR",
        "UDHR",
        "CEDAW",
        "AI Act",
        "Charter",
        "European Convention",
        "Universal Declaration",
        "MiCA",
        "LED",
        "UCPD",
        "CRC",
    )
)
FINDERS = (
    Finder(
        frozenset(("Charter of Rights and", "Constitution Act, 1")),
        _CANADIAN,
        _article,
        notes_only=True,
    ),
    Finder(frozenset(("§",)), _SECTION, _german, notes_only=True),
    Finder(frozenset(("Art.", "Artikel")), _NUMBERED, _german, notes_only=True),
    Finder(_UNION, _EU_FIRST, _union),
    Finder(_UNION, _EU_LAST, _union),
    Finder(frozenset(("the Charter",)), _EU_CHARTER, _union, notes_only=True),
    Finder(frozenset(_CODES), _CODED_FIRST, _article, notes_only=True),
    Finder(frozenset(_CODES), _CODED_LAST, _article, notes_only=True),
    Finder(
        frozenset(("gesetz", "ordnung", "verfassung", "statut")), _GESETZ, _article, notes_only=True
    ),
    Finder(frozenset((" kap",)), _NORDIC_FIRST, _article, notes_only=True),
    Finder(frozenset((" kap",)), _NORDIC_LAST, _article, notes_only=True),
    Finder(frozenset(("loven",)), _LOVEN, _article, notes_only=True),
)
