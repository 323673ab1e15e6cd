"""Neutral citations and law reports of the Commonwealth: "[2019] UKSC 41", "[1986] 1 SCR 103".

Rules kept here:
- A neutral citation tells court, year and number by itself: the court is the `container`, the
  number the `first_page`.
- A report in brackets has the year before it ("[1932] AC 562", "(1992) 175 CLR 1"): the report is
  the `container`; the court is told where it is printed ("(HL)").
- What follows in the same citation (parallel reports, what became of it) is passed over.
"""

from __future__ import annotations

import re

from citations.model import DateValue
from citations.values import value

from ...late import late_regex

_COURTS = """
SCC FCA FC TCC CanLII ONCA ONSC ONCJ BCCA BCSC ABCA ABQB ABKB QCCA QCCS SKCA SKQB MBCA MBQB NBCA
NSCA NSSC NLCA PECA NWTCA CHRT INSC BCCRT BCHRT BCPC ABPC ABCJ SKPC MBPC NSPC HRTO ONLTB ONWSIAT
CIRB FPSLREB
"""
HINTS = frozenset(
    (
        *(f" {court} " for court in _COURTS.split()),
        *("[18", "[19", "[20"),
        *(f") {digit}" for digit in "123456789"),
        *("-Ohio-", "-NMSC-", "-NMCA-", "-NCSC-", "-NCCOA-", "-NCBC-", "C. Memo. ", "C. Summ"),
    )
)
_BRITISH = (
    r"UKSC|UKHL|UKPC|UKUT|UKFTT|UKEAT|EAT|EWCA\s(?:Civ|Crim)|EWHC|EWFC|EWCOP|CSIH|CSOH|HCJAC|NICA|NIQB"
    r"|NIKB|IESC|IECA|IEHC|HCA|FCAFC|FCA|NSWCA|NSWSC|NSWCCA|VSCA|VSC|QCA|QSC|WASCA|WASC|SASCFC|SASC|TASSC"
    r"|ACTSC|NTSC|FamCAFC|FamCA|NZSC|NZCA|NZHC|ZACC|ZASCA|SGCA|SGHC|HKCFA|HKCA|KESC|INSC"
)
_CANADIAN = (
    r"SCC|FCA|FC|TCC|CHRT|CanLII|ON(?:CA|SC|CJ)|BC(?:CA|SC)|AB(?:CA|QB|KB)|QC(?:CA|CS)|SK(?:CA|QB|KB)"
    r"|MB(?:CA|QB|KB)|N[BS](?:CA|QB|SC)|NL(?:CA|SC|TD)|PE(?:CA|SC)|BC(?:CRT|HRT|PC)|AB(?:PC|CJ)|SKPC|MBPC|NSPC|HRTO|ON(?:LTB|WSIAT)|CIRB|FPSLREB|YKCA|YKSC|NWTCA|NWTSC|NUCA|NUCJ|INSC"
)
_BRACKETED = (
    r"A\.?C\.?|Q\.?B\.?|K\.?B\.?|Ch\.?|Fam\.?|P\.?|W\.?L\.?R\.?|All\sE\.?R\.?(?:\s\(Comm\))?|S\.?C\.?R\.?"
    r"|F\.?L\.?R\.?|I\.?C\.?R\.?|IRLR|Lloyd[’']s\sRep|Cr\sApp\sR(?:\s\(S\))?|BCLC|BCC|EHRR|CMLR|RPC|FSR|HLR"
    r"|EGLR|P\s&\sCR|STC|FCR|F\.?C\.?|I\.?R\.?|ILRM|N\.?Z\.?L\.?R\.?|S\.?L\.?T\.?|SC(?:\s\(HL\))?|NI|S\.?L\.?R\.?"
)
_ROUND = (
    r"C\.?L\.?R\.?|A\.?L\.?R\.?|A\.?L\.?J\.?R\.?|F\.?C\.?R\.?|F\.?L\.?R\.?|NSWLR|VR|SASR|Qd\sR|WAR|ACSR|IPR"
    r"|E\.?H\.?R\.?R\.?|Cr\sApp\sR|D\.?L\.?R\.?\s\(\d(?:d|th)\)|O\.?R\.?\s\(\d(?:d|th)\)|C\.?C\.?C\.?\s\(\d(?:d|th)\)"
    r"|BCLR|HLR|LGR|TLR|LT"
)
_PINNED = (
    r"(?:(?:,\s(?:at\s)?|\s(?:at\s)?)(?P<pin{0}>\[\d{{1,4}}\](?:[–-]\[\d{{1,4}}\])?(?!\s[\dA-Z])|(?:paras?|¶¶?)\.?\s?\d{{1,4}}"
    r"(?:[–-]\d{{1,4}})?|(?:at\s)?\d{{1,4}}(?:[–-]\d{{1,4}})?(?![\w/]|\s[A-Z(])))?"
)
_PARALLEL = (
    r"(?:,\s\d{1,3}\s[A-Z][\w.]{0,8}(?:\s[A-Z][\w.]{0,8}){0,2}\s\(\d(?:d|th)\)\s\d{1,5}"
    r"|[,;]\s[\[(]?(?:18|19|20)\d\d[\])]?\s(?:\d{1,3}\s)?[A-Z][\w.’ ]{0,18}?\s\d{1,5}"
    r"|\s=\s[\[(](?:18|19|20)\d\d[\])]\s(?:\d{1,3}\s)?[A-Z][\w. ]{0,14}\s\d{1,5}){0,4}"
)
_NEUTRAL = late_regex(
    rf"(?<!\S)(?:\[(?P<year>(?:19|20)\d\d)\]\s(?P<court>{_BRITISH})|(?P<year2>(?:19|20)\d\d)\s(?P<court2>{_CANADIAN}))"
    r"\s(?P<number>\d{1,6})(?![\d–-])(?:\s\((?:Admin|Ch|QB|KB|Fam|Comm|IPEC|TCC|AAC|IAC|Pat|Costs|[A-Z]{2,4})\))?"
    + _PINNED.format("")
    + _PARALLEL
    + _PINNED.format(2)
    + r"(?:\s\(CanLII\))?"
)
_AMERICAN = late_regex(
    r"(?<!\S)(?:(?P<year>(?:19|20)\d\d)-(?P<court>Ohio|NM(?:SC|CA|CERT)|NC(?:SC|COA|BC))-(?P<number>\d{1,5})"
    r"|(?P<court2>T\.\s?C\.\s(?:Memo\.|Summ\.\sOp\.|Summary\sOpinion))\s(?P<year2>(?:19|20)\d\d)-(?P<number2>\d{1,3}))"
    r"(?![\w-])(?:,\s(?:at\s)?(?P<pin>(?:¶¶?\s?|\*|(?<=at\s))\d{1,5}(?:[–-]\*?\d{1,5})?))?"
    r"(?:,\s\d{1,4}\s[A-Z][\w.]{0,8}(?:\s[A-Z\d][\w.]{0,6}){0,3}\s\d{1,5}){0,2}"
)
"""What some courts of the states, and the Tax Court, number by themselves, with hyphens."""
_REPORT = late_regex(
    rf"(?<!\S)(?:\[(?P<year>(?:18|19|20)\d\d)\]\s(?:(?P<volume>\d{{1,2}})\s)?(?P<report>{_BRACKETED})"
    rf"|\((?P<year2>(?:17|18|19|20)\d\d)\)\s(?P<volume2>\d{{1,4}})\s(?P<report2>{_ROUND}))"
    r"\s(?P<page>\d{1,5})(?![\d])(?:\s\((?P<court>H\.?L\.?|P\.?C\.?|CA|C\.?A\.?|S\.?C\.?C\.?|HCA|QBD?|KBD?|Ch\s?D?|Div\sCt|DC|Ct\sSess)\))?"
    + _PINNED.format("")
    + _PARALLEL
    + _PINNED.format(2)
)


@value
class Reported:
    """Where a neutral citation or a law report stands, and what it says."""

    start: int
    end: int
    container: str
    page: str
    date: DateValue
    volume: str | None = None
    court: str | None = None
    pincite: str | None = None


def find(text: str, start: int, end: int) -> Reported | None:
    """The first of them in start:end."""
    found = _NEUTRAL.search(text, start, end)
    if found is not None:
        year = found["year"] or found["year2"]
        court = found["court"] or found["court2"]
        return Reported(
            start=found.start(),
            end=found.end(),
            container=court,
            page=found["number"],
            date=DateValue(year, year),
            court=court if court != "CanLII" else None,
            pincite=_pin(found),
        )
    found = _AMERICAN.search(text, start, end)
    if found is not None:
        return _american(found)
    found = _REPORT.search(text, start, end)
    if found is None:
        return None
    year = found["year"] or found["year2"]
    return Reported(
        start=found.start(),
        end=found.end(),
        container=found["report"] or found["report2"],
        page=found["page"],
        date=DateValue(year, year),
        volume=found["volume"] or found["volume2"],
        court=found["court"],
        pincite=_pin(found),
    )


def _american(found: re.Match[str]) -> Reported:
    """What is numbered with hyphens."""
    year, court = found["year"] or found["year2"], found["court"] or found["court2"]
    return Reported(
        start=found.start(),
        end=found.end(),
        container=" ".join(court.split()),
        page=found["number"] or found["number2"],
        date=DateValue(year, year),
        court="T.C." if court.startswith("T") else None,
        pincite=found["pin"],
    )


def _pin(found: re.Match[str]) -> str | None:
    pin = found["pin"] or found["pin2"]
    if pin is None:
        return None
    return pin.removeprefix("at ").replace("[", "").replace("]", "")
