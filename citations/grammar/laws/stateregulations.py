"""Regulations of the states, as table T1 names their codes: "Fla. Admin. Code Ann. r. 64B8-9.003".

Rules kept here:
- `container` is the code with its title, part and chapter, `first_page` the rule, `pincite` what
  stands in parentheses behind it or in a subpart; a number before the code is the `volume`.
- The state and the code's own words tell a rule; neither a sign nor its word need stand before it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...late import LatePattern
from ..draft import Draft
from .finders import SUBS, Codes, Finder, regulation
from .states import STATE

_CODE = (
    r"(?:Admin\.\s(?:Code(?:\sAnn\.|\sR\.)?|R\.(?!\s(?:Civ|Crim|App)\.)|Regs?\.|Rules)"
    r"|Agencies\sRegs\.|Code\s(?:R\.(?:\s&\sRegs\.)?|Regs\.)(?:\sAnn\.)?|Code\sAnn\.\sRegs\."
    r"|Comp\.\s(?:Codes\s)?R\.\s&\sRegs\.|Mun\.\sRegs\.)"
)
_DIVISIONS = r"(?:,?\stit\.\s\w{1,5}(?:-\w{1,4})?)?(?:,?\s(?:pt|ch|subch|subtit)\.\s\w{1,6}){0,2}"
_SIGN = r"(?:(?:rr?\.|R\.|[Rr]ules?|§|[Ss]ection|[Ss]ec\.)\s{0,2})?"
_RULE = r"(?:[A-Z][A-Za-z-]{0,6}\s?)?\d[\dA-Za-z]{0,7}(?:[.:–-]\.?[\dA-Za-z]{1,8}){0,7}"
_RULED = LatePattern(
    rf"(?:(?<![\d.,-])(?P<title>\d{{1,3}}[A-Z]?(?:-\d{{2,3}})?)\s)?"
    rf"(?P<code>(?:{STATE}\s{_CODE}|Code\s(?:Me|Ark)\.\sR\.|Minn\.\sR\.(?=\s\d{{4}}\.\d{{4}}))"
    rf"(?:\s[A-Z][A-Za-z-]{{1,7}}(?=\s§))?{_DIVISIONS}),?\s{_SIGN}(?P<rule>{_RULE}){SUBS}(?:,\s(?P<more>subps?\.\s\d{{1,2}}[a-z]?))?(?!\w)"
)


def _ruled(match: re.Match[str], codes: Codes) -> Draft:
    """A rule; what stands in parentheses behind it, or a subpart of it, is the pincite."""
    inside = [part for part in (match["subs"], match["more"]) if part]
    return replace(regulation(match, codes), pincite=", ".join(inside) or None)


FINDERS = (
    Finder(
        frozenset(
            (
                *("Admin. Code", "Admin. R", "Code R. ", "Code Me. R.", "Code Regs.", "R. & Regs."),
                *("Agencies Regs.", "Code Ann. Regs.", "Minn. R. ", "Mun. Regs."),
            )
        ),
        _RULED,
        _ruled,
    ),
)
