"""What kind of piece the words before a title say it is: "Press Release", "Testimony of".

Rules kept here:
- The kind is taken off the words, so that what is left are names; a kind before a colon belongs to
  the title ("Fact Sheet: A Title").
"""

from __future__ import annotations

import re

from ...late import late_regex

_GENRE = late_regex(
    r"(?:^|,\s*)(?P<genre>(?:Joint )?(?:Press|News|Media) (?:[Rr]elease|[Ss]tatement|[Aa]dvisory)"
    r"|Fact ?[Ss]heet|Symposium|Comment|Note|Book Review|Essay"
    r"|Policy Brief|Issue Brief|Working Paper|White Paper|Blog Post|Data Brief|Research Brief"
    r"|Editorial|Op-Ed|Opinion|Interview|Video|Podcast|Transcript)"
    r"(?:\s(?:No\.\s?)?[\w–-]{0,12}\d[\w–-]{0,6})?\s*(?=[,:]|$)[,:]?"
)
_PERSONAL = late_regex(
    r"(?P<genre>(?:Open |Joint )?(?:Letter|E-?mail|Memorandum|Memo|Interview|Testimony|Statement"
    r"|Remarks|Address|Speech|Hearing))\s(?:from|of|by|with)\s"
)
_GIVEN_TO = late_regex(r"\s(?:to|before|on|at|in|for|regarding|re)\s", re.IGNORECASE)


def before_marked(words: str) -> tuple[str, str]:
    """The kind (empty for none), and the words without it, before a title with marks."""
    genre, rest = taken(words)
    return (genre, rest) if genre else _speaker(rest)


def taken(words: str) -> tuple[str, str]:
    """Take "Press Release" and its like out of the words before a title."""
    flat = " ".join(words.split())
    found = _GENRE.search(flat[:300])
    if found is not None and flat[found.end() - 1 : found.end()] == ":":
        return found["genre"], words  # "Fact Sheet: A Title"
    if found is not None:
        rest = flat[: found.start()] + (", " if found.start() else "") + flat[found.end() :]
        return found["genre"], rest.strip(" ,:")
    return "", words


def _speaker(words: str) -> tuple[str, str]:
    """Take "Testimony of" off the words before a marked title, and what the piece was given to."""
    flat = " ".join(words.split())
    personal = _PERSONAL.match(flat)
    if personal is not None:
        who = _GIVEN_TO.split(flat[personal.end() :], maxsplit=1)[0]
        return personal["genre"] + " of", who
    return "", words
