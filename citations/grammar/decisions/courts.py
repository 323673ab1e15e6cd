"""Which court decided: as the date's parenthesis prints it, or as the reporter implies it.

Rules kept here:
- Courts keep the Bluebook's abbreviation that is printed ("S.D.N.Y.", "2d Cir.", "Cal. Ct. App.").
- Where nothing is printed, the reporter of one court alone tells it (rule 10.4): the Supreme
  Court's own, a state's official reports, the appellate reports of the larger states. Regional
  reporters tell nothing.
"""

from __future__ import annotations

import re

from ...late import late_regex
from . import reporters

_SUPREME = frozenset(
    ("U.S.", "US", "S.Ct.", "SCt", "L.Ed.", "L.Ed.2d", "LEd", "LEd2d", "U.S.LEXIS")
)
_STATES = late_regex(
    r"(?P<state>Ala|Ariz|Ark|Cal|Colo|Conn|Del|Ga|Haw|Idaho|Ill|Ind|Iowa|Kan|Ky|La|Mass|Md|Me"
    r"|Mich|Minn|Miss|Mo|Mont|N\.C|N\.D|N\.H|N\.J|N\.M|N\.Y|Neb|Nev|Ohio|Okla|Or|Pa|R\.I|S\.C"
    r"|S\.D|Tenn|Tex|Utah|Va|Vt|W\.Va|Wash|Wis|Wyo)\.?(?:St\.)?(?:\d(?:d|th))?"
)
_WITHOUT_POINT = frozenset(("Idaho", "Iowa", "Ohio", "Utah"))
_APPELLATE = {
    "Cal.App.": "Cal. Ct. App.",
    "Conn.App.": "Conn. App. Ct.",
    "Ga.App.": "Ga. Ct. App.",
    "Ill.App.": "Ill. App. Ct.",
    "Mass.App.Ct.": "Mass. App. Ct.",
    "Mich.App.": "Mich. Ct. App.",
    "N.C.App.": "N.C. Ct. App.",
    "OhioApp.": "Ohio Ct. App.",
    "Or.App.": "Or. Ct. App.",
    "Va.App.": "Va. Ct. App.",
    "Wash.App.": "Wash. Ct. App.",
    "A.D.": "N.Y. App. Div.",
    "Fed.Cl.": "Fed. Cl.",
    "Vet.App.": "Vet. App.",
    "T.C.": "T.C.",
}
_SERIES = late_regex(r"\d(?:d|th)$")
_NO_COURT = late_regex(
    r"(?:decided|argued|filed|dated|rel\.|released|reprinted|as amended|amended|en banc"
    r"|unpublished|\d+$)",
    re.IGNORECASE,
)
_ALONE = late_regex(
    r"(?:\d{1,2}(?:st|nd|d|rd|th)|D\.C\.|Fed\.)\sCir\.|CA\d{1,2}|CADC|CAFed|\d{1,2}(?:st|nd|d|rd|th)\sDist\.|Ct\.\sApp\.|App\.\sDiv\.|[KQ]\.?B\.?|H\.?L\.?"
)
_STEP = late_regex(r"\s(?:filed|argued|decided|submitted|dated|entered|as amended)$")
_LONGEST = 60


def court_of(printed: str | None, reporter: str | None) -> str | None:
    """The court; `printed` is what stands before the date in its parenthesis."""
    words = _STEP.sub("", " ".join((printed or "").split())).strip(" ,;")
    if words and len(words) <= _LONGEST and words[0].isalnum() and not _NO_COURT.match(words):
        return words
    return _implied(reporters.key(reporter)) if reporter else None


def is_court(words: str) -> bool:
    """True for a court by itself, in the parenthesis of a decision whose year stands elsewhere."""
    return _ALONE.fullmatch(words) is not None


def _implied(name: str) -> str | None:
    if name in _SUPREME:
        return "U.S."
    state = _STATES.fullmatch(name)
    if state is not None:
        found = state["state"]
        return found if found in _WITHOUT_POINT else f"{found.replace('W.', 'W. ')}."
    return _APPELLATE.get(_SERIES.sub("", name))
