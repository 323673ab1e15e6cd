"""Acts by their number and day: "Loi n° 78-17 du 6 janvier 1978", "Ley 39/2015", "Lag (2018:218)".

Rules kept here:
- The kind of act, its number, its day and what it is about are the title, as they are printed; the
  article is the pincite; the day, or the year of the number, is the date.
- What a government makes (a decree, an ordinance, an order) is a regulation.
- What it is about goes on to the article that is meant, or to the citation's end.
"""

from __future__ import annotations

import re

from citations import dates
from citations.model import CitationForm, CitationType, DateValue

from ...late import LatePattern, late_regex
from ..draft import Draft
from . import divisions
from .finders import Codes, Finder, span

_NO = r"(?:[Nn](?:[°º.]|o\.?|\.?\s?[°º]|r\.?)|No\.?|Nos\.?|nr\.?)\s?"
_DAY = (
    r"(?:\d{1,2}(?:er|\.)?\s(?:de\s|di\s)?[a-zçéûäA-Zžśźń]{3,11}\.?(?:\s(?:de\s)?(?:1[89]"
    r"|20)\d\d)?|[A-Z][a-z]{2,8}\s\d{1,2},\s(?:1[89]|20)\d\d)"
)
_FRENCH = LatePattern(
    r"(?<!\w)(?P<title>(?P<kind>Loi(?:\s(?:organique|constitutionnelle|fédérale))?|Décret"
    r"|Ordonnance|Arrêté(?:\sroyal)?)"
    rf"\s(?:{_NO}\d{{1,4}}-\d{{1,5}}(?:\sdu\s{_DAY})?|du\s{_DAY})"
    r"(?P<about>,?\s(?:relative?s?|portant|pour|sur|concernant|visant|modifiant"
    r"|tendant)\s[^.;:()\n]{3,160}?)?)"
    rf"(?:,\s(?P<pin>{divisions.PIN})|(?<=\d)(?!\w)|(?=[.;)]?$|\s\())"
)
_SPANISH = LatePattern(
    r"(?<!\w)(?P<title>(?P<kind>Ley(?:\sOrgánica)?|Real\sDecreto(?:-[Ll]ey|\sLegislativo)?"
    r"|Decreto(?:-[Ll]ey|\sSupremo)?|Lei(?:\sComplementar)?|Decreto-Lei)"
    rf"\s(?:{_NO})?(?P<number>\d{{1,3}}(?:\.\d{{3}}|\d{{0,2}})(?:/(?:19|20)?\d\d"
    rf"|/[A-Z]{{1,4}})?)(?!\w)(?:,\sde\s(?P<day>{_DAY}))?"
    r"(?P<about>,\s(?:de\s(?:la\s|los\s|las\s)?|del\s|por\s(?:la|el)\s(?:que|cual)\s|sobre\s"
    r"|reguladora?\s|Geral\s|da\s|do\s|que\s)[^.;:()\n]{3,160}?)?)"
    rf"(?:,\s(?P<pin>{divisions.PIN})|(?<=\d)(?!\w)(?!\.\d)|(?=[.;)]?$|\s\())"
)
_ITALIAN = LatePattern(
    r"(?<!\w)(?P<title>(?P<kind>[Ll]egge(?:\s[Cc]ostituzionale)?|[Dd]ecreto\s[Ll]egislativo"
    r"|[Dd]ecreto-[Ll]egge|D\.\s?Lgs\.|D\.\s?L\.|L\.|D\.P\.R\.|D\.P\.C\.M\.)"
    rf"\s(?:(?P<day>{_DAY}),\s{_NO}\d{{1,4}}|{_NO}\d{{1,4}}/(?:19|20)?\d\d"
    rf"|{_NO}\d{{1,4}}\sdel\s\d{{4}}))"
    rf"(?:,\s(?P<pin>{divisions.PIN})|(?!\w))"
)
_NORDIC = LatePattern(
    r"(?<!\w)(?P<title>(?P<kind>(?:[A-ZÅÄÖ][a-zåäö-]{1,30}"
    r"(?:\soch)?\s){0,3}[A-ZÅÄÖa-zåäö-]{0,30}(?:[Ll]ag|förordning|laki|balk)"
    r"(?:\s(?:om|med)\s[a-zåäö\s]{3,60}?)?\s\((?P<year>(?:1[6-9]|20)\d\d):\d{1,5}\))"
    r"(?P<about>\s(?:om|med)\s[^.;:()\n]{3,120}?)?)"
    rf"(?:,?\s(?P<pin>{divisions.PIN}|\d{{1,3}}(?:\s[a-z])?\s§)|(?<=\))|(?=[.;)]?$))"
)
_LOV = LatePattern(
    r"(?<!\w)(?P<title>(?P<kind>[Ll]ov|[Ff]orskrift"
    r"|[Bb]ekendtgørelse)\s(?:(?:nr\.?\s\d{1,4}\saf\s|af\s"
    r"|(?:av\s)?)(?P<day>\d{1,2}\.\s[a-z]{3,9}\s(?:1[89]|20)\d\d)(?:\snr\.?\s\d{1,4})?)"
    r"(?P<about>\som\s[^.;:()§\n]{3,120}?)?)"
    rf"(?:,?\s(?P<pin>{divisions.PIN})|(?<=\d)(?!\w)|(?=[.;)]?$))"
)
_DUTCH = LatePattern(
    rf"(?<!\w)(?P<title>(?P<kind>Wet|Besluit)\svan\s(?P<day>{_DAY})(?P<about>(?:,?\s(?:houdende"
    rf"|tot|betreffende)\s[^.;:()\n]{{3,120}}?)?))"
    r"(?:,\s(?P<container>Stb\.|Stcrt\.)\s(?P<volume>\d{4}),\s(?:nr\.\s)?(?P<page>\d{1,5}))?"
    rf"(?:,\s(?P<pin>{divisions.PIN})|(?<=\d)(?!\w))"
)
_POLISH = LatePattern(
    r"(?<!\w)(?P<title>(?P<kind>Ustawa"
    r"|Rozporządzenie)\sz\sdnia\s(?P<day>\d{1,2}\s[a-zśźńę]{3,12}\s\d{4})\sr\."
    r"(?P<about>\s(?:o|w\ssprawie|Prawo|Kodeks)\s[^.;:()\n]{3,120}?)?)"
    rf"(?:,\s(?P<pin>{divisions.PIN})|(?=[.;)]?$|\s\())"
)
_IN_ENGLISH = LatePattern(
    r"(?<![\w.])(?P<title>(?P<kind>(?:(?:Federal|Organic|Constitutional|Basic|Royal|Legislative"
    r"|Presidential|Government|Supreme|Emergency|Cabinet)\s)?"
    r"(?:Law|Decree(?:-Law)?|Act|Ordinance|Statute)(?:\sDecree)?)\s"
    rf"(?:{_NO}\d{{1,4}}(?:[-/]\d{{1,4}})?(?:-?[A-Z]{{1,3}})?(?:\sColl\.)?|\d{{1,4}}/(?:1[89]"
    rf"|20)\d\d)"
    rf"(?:,?\s(?:of|dated)\s(?:{_DAY}|(?:1[89]|20)\d\d))?"
    r"(?P<about>,?\s(?:on|concerning|regarding|for|amending"
    r"|regulating)\s(?:the\s)?(?:(?:[A-Z][\w’'-]{1,30}|of|and|the|in|on|to"
    r"|for)[\s,]{1,2}){0,14}[A-Z][\w’'-]{1,30})?)"
    rf"(?:\s\([A-Z][\w. ]{{1,24}}\))?(?:,\s(?P<pin>{divisions.PIN})|(?<=[\w.)])(?!\w))"
)
_REGULATIONS = (
    "Décret",
    "Ordonnance",
    "Arrêté",
    "Real Decreto",
    "Decreto Supremo",
    "D.P.R.",
    "D.P.C.M.",
    "Besluit",
    "Rozporz",
    "Bekendt",
    "bekendt",
    "Forskrift",
    "forskrift",
)
_YEAR = late_regex(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def _act(match: re.Match[str], codes: Codes) -> Draft:
    """An act; the day of a Spanish one stands without its year."""
    groups = match.groupdict()
    kind, title = match["kind"], " ".join(match["title"].split())
    made = kind.startswith(_REGULATIONS) or "örordning" in kind
    return Draft(
        at=span(match),
        form=CitationForm.FULL,
        type=CitationType.REGULATION if made else CitationType.STATUTE,
        title=title.strip(" ,"),
        container=groups.get("container"),
        volume=groups.get("volume"),
        first_page=groups.get("page"),
        pincite=match["pin"],
        date=_dated(title, groups.get("day")),
    )


def _dated(title: str, day: str | None) -> DateValue | None:
    years = _YEAR.findall(title)
    if day is not None:
        whole = dates.parse(day)
        if whole is None and years and not _YEAR.search(day):
            whole = dates.parse(f"{day} de {years[-1]}")
            whole = DateValue(day, whole.iso) if whole is not None else None
        if whole is not None:
            return whole
    found = next((each.value for each in dates.find(title) if len(each.value.iso) > 7), None)
    if found is not None:
        return found
    return DateValue(years[0], years[0]) if years else None


FINDERS = (
    Finder(
        frozenset(("Loi ", "Décret ", "Ordonnance ", "Arrêté ")), _FRENCH, _act, notes_only=True
    ),
    Finder(frozenset(("Ley ", "Real Decreto", "Decreto", "Lei ")), _SPANISH, _act, notes_only=True),
    Finder(
        frozenset(
            (
                "egge ",
                "ecreto ",
                "ecreto-",
                "Lgs. ",
                "D.P.",
                "L. n",
                "L. N",
                ", n. ",
                ", n.",
                ", n°",
                ", nº",
            )
        ),
        _ITALIAN,
        _act,
        notes_only=True,
    ),
    Finder(
        frozenset(("ag (", "ning (", "aki (", "alk (", " om ", " med ")),
        _NORDIC,
        _act,
        notes_only=True,
    ),
    Finder(
        frozenset(("Lov ", "lov ", "Forskrift ", "ekendtgørelse ")), _LOV, _act, notes_only=True
    ),
    Finder(frozenset(("Wet van ", "Besluit van ")), _DUTCH, _act, notes_only=True),
    Finder(frozenset(("z dnia ",)), _POLISH, _act, notes_only=True),
    Finder(
        frozenset(
            (
                "Law No",
                "Law n",
                "Law N",
                " Decree ",
                "Decree-Law",
                "Act No",
                "Act n",
                "Ordinance No",
                "Statute No",
                *(f"Law {d}" for d in "123456789"),
            )
        ),
        _IN_ENGLISH,
        _act,
        notes_only=True,
    ),
)
