"""Rules of courts, of conduct and of procedure: "Fed. R. Civ. P. 12(b)(6)", "9th Cir. R. 36-3(a)".

Rules kept here:
- `container` is the body of rules with its court, `first_page` the rule, `pincite` what stands in
  parentheses behind it.
- A rule has a body that is named here; "Rule 12" alone is prose.
"""

from __future__ import annotations

import re

from .finders import SUBS_LISTED, Finder, ruled

_RULED = re.compile(
    r"(?P<code>(?:(?:Fed|FED|[A-Z][a-z]{1,5}|[A-Z]\.[A-Z])\.\s(?:Super\.\s)?R\.\s"
    r"(?:Civ|Crim|App|Bankr|CIV|CRIM|APP|BANKR)\.\sP\.|(?:Fed|FED|[A-Z][a-z]{1,5}|[A-Z]\.[A-Z])\.\sR\.\s"
    r"(?:Evid|EVID)\.|(?i:Sup\.\sCt\.\sR\.)|(?i:Model\sRules\sof\sPro[\w’']+\sConduct)(?:\s(?:r\.|R\.|Rule))?"
    r"|Model\sRule|FRCP|FRE|FRAP|FRCrP))\s(?P<rule>\d{1,4}(?:\.\d{1,3})?)" + SUBS_LISTED
)
_CIRCUIT = r"(?:\d{1,2}(?:st|nd|rd|th|d)|D\.C\.|Fed\.)\sCir\.\s(?:R\.|I\.O\.P\.|L\.A\.R\.|L\.R\.)"
_DISTRICT = (
    r"(?:(?:[NSEWCM]\.)?D\.\s?(?:[A-Z][\w.]{0,8}\s){0,2}|(?<![\w.]\s))"
    r"(?:(?:Loc(?:al|\.)|L\.)\s(?:(?:Civ|Crim|Bankr|Adm|Pat)\.\s)?R\.|(?:Civ|Crim|Bankr|Pat)\.\sL\.\s?R\."
    r"|Local\s(?:Civil\s|Criminal\s)?Rule)"
)
_OF_STATE = (
    r"(?:[A-Z]\.\s?[A-Z]\.|[A-Z][a-z]{1,5}\.?|W\.\sVa\.)\s?(?:R\.\s?A\.\s?P\.|R\.\s?C\.\s?P\.|R\.\s?(?:Civ|Crim|App)\.\s?P\.|R\.\s?E\.|(?:Sup\.\s)?Ct\.\sR\."
    r"|(?:Civ|Crim|App|Evid|Juv)\.\s?R\.|Rules\sof\sCourt(?=,\srule))"
)
_OF_A_COURT = re.compile(
    rf"(?P<code>{_CIRCUIT}|{_DISTRICT}|{_OF_STATE}|R\.C\.M\.)(?:,\srules?)?\s"
    r"(?P<rule>\d{1,4}[A-Z]?(?:[.:-]\d{1,5}){0,3})" + SUBS_LISTED
)
_HINTS = frozenset(
    (". R. ", "Ct. R. ", "CT. R. ", "FRCP", "FRE ", "FRAP", "FRCrP", "ODEL R", "odel R")
)
_OF_COURTS = frozenset(
    (
        *("Cir. R. ", "I.O.P. ", "L.A.R. ", "L.R. ", "L. R. ", "Loc. ", "Local R", "Local Civil R"),
        *("Civ. R. ", "Civ.R. ", "Crim. R. ", "Crim.R. ", "App. R. ", "App.R. ", "Evid. R. "),
        *("Evid.R. ", "Juv. R. ", "Juv.R. ", "R.A.P. ", "R. A. P. ", "R.C.P. ", "R.E. ", "Ct. R. "),
        *("R.C.M. ", "Civ.P. ", "Crim.P. ", "App.P. ", "Rules of Court, r", "Local Criminal R"),
    )
)
FINDERS = (Finder(_HINTS, _RULED, ruled), Finder(_OF_COURTS, _OF_A_COURT, ruled))
