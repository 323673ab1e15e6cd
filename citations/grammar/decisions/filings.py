"""What was filed in a case, and stands before its name: "Complaint ¶ 14, Roe v. Doe, No. 21-412".

Rules kept here:
- The filing is told nowhere: the case is what a registry knows. Its page or paragraph is the
  pincite.
- Its number on the docket ("ECF No. 12"), its day and "in" may follow it.
"""

from __future__ import annotations

from citations.values import value

from ...late import late_regex

_FILING = late_regex(
    r"(?:[A-Z][\w.’'-]{0,14}\s){0,5}(?:Complaint|Compl\.|Answer|Petition|Pet\.|Brief|Br\.|Mem\.|Memorandum"
    r"|Motion|Mot\.|Opp[’']n|Reply|Order|Op\.|Opinion|Decl\.|Declaration|Aff\.|Affidavit|Transcript|Tr\."
    r"|Resp\.|Response|Stip\.|Stipulation|Indictment|Judgment|Decree|Notice|Report|Decision)(?:\s[^,]{1,120}?)??"
    r"(?:,\s(?:Examiner|Trustee|Receiver|Special Master|Magistrate Judge))?"
    r"(?:\s(?:(?:at\s)?(?P<page>\d{1,4}(?::\d{1,2})?(?:[–-]\d{1,4}(?::\d{1,2})?)?"
    r"(?:,\s\d{1,4}(?:[–-]\d{1,4})?(?=,)){0,6})"
    r"|(?P<sign>¶¶?\s?\d[\d–, -]{0,12}\d|¶¶?\s?\d)))?"
    r",\s(?=\S)"
    r"(?:(?:ECF|Dkt\.|Doc\.)\s(?:No\.\s)?\d[\d-]{0,8},\s)?"
    r"(?:\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4},\s)?"
    r"(?:at\s(?P<at>\d{1,4}(?:[–-]\d{1,4})?),\s)?(?:in\s(?=[A-Z]))?"
)


@value
class Filing:
    """A filing at the head of some words."""

    length: int
    """Characters of the words that it takes."""
    pincite: str | None


NONE = Filing(0, None)


def leading(words: str) -> Filing:
    """The filing that the words begin with; one of no length where they begin with none."""
    found = _FILING.match(words)
    if found is None:
        return NONE
    return Filing(found.end(), found["page"] or found["sign"] or found["at"])
