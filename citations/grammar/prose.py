"""Words left over between the parts of a citation: many of them are prose, which no citation is.

Rules kept here:
- Words that lead to a part ("available at", "edited") are none of them.
"""

from __future__ import annotations

from ..late import late_regex

_CONNECTING = """
accessed also and archived arxiv available cf date doi edited for forthcoming from full hdl
hereinafter html http https isbn last link modified online passim para pdf permalink pmcid pmid
retrieved see text the translated updated url via viewed visited vol
"""
_CONNECTING_WORDS = frozenset(_CONNECTING.split())
_WORD = late_regex(r"[^\W\d_]{3,}")
_PROSE = 3
"""More words than this beside the parts of a citation are prose."""


def is_prose(masked: str) -> bool:
    """True when more words are left than citations leave between their parts."""
    words = _WORD.findall(masked, 0, 2000)
    if len(words) <= _PROSE:
        return False
    return sum(word.casefold() not in _CONNECTING_WORDS for word in words) > _PROSE
