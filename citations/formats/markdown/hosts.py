"""Whether what is left of a Markdown file, its addresses taken out, holds hosts without a scheme.

Rules kept here:
- A run without white space is looked at as it stands, and as if it were cut at inline code. Where
  neither tells, it may be one.
- Every run is looked at once, and no further than a bound.
"""

from __future__ import annotations

import re

LONGEST = 300
"""Characters of a run that are looked at."""
MOST = 2000
"""Runs that are looked at."""
_CUT = "\x01"
"""Stands where the words of prose and of inline code touch."""


def may_be_host(run: str, code: re.Pattern[str], doubt: re.Pattern[str]) -> bool:
    """True where a run without white space may hold a URL without a scheme.

    `code`: an edge of inline code; `doubt`: what is not looked at here.
    """
    from citations.links.prose import find

    words = code.sub("", run)
    return (
        len(words) >= LONGEST
        or doubt.search(words) is not None
        or words.endswith("-")
        or any(find(words))
        or (len(words) < len(run) and any(find(code.sub(_CUT, run))))
    )
