"""Which abbreviations are law reporters: "U.S.", "F. Supp. 3d", "N.Y.3d".

Rules kept here:
- The table (reporters.txt) is Free Law Project's reporters-db, the one behind eyecite; it is read
  when a letter first holds something of the shape "567 U.S. 387".
- Spaces do not tell reporters apart ("F. 3d" is "F.3d"), nor do curly apostrophes.
- A name that is one word or one abbreviation ("Black", "P.", "Me.") is weak: it stands for a
  reporter only where more speaks for a case.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("reporters.txt")


_SPELLED = dict.fromkeys(
    ("F.App'x.", "F.Appx.", "Fed.App'x", "Fed.Appx", "Fed.Appx.", "FedAppx"), "F.App'x"
)
"""Reporters that are printed in several ways, beyond their spaces."""


def key(name: str) -> str:
    """The spelling in which the table holds a reporter's name."""
    compact = "".join(name.split()).replace("’", "'")
    return _SPELLED.get(compact, compact)


def knows(name: str) -> bool:
    """True for a law reporter."""
    compact = key(name)
    table = _table()
    return compact in table or (compact[-1] == "." and compact[:-1] in table)


def is_strong(name: str) -> bool:
    """True for a reporter that nothing else looks like."""
    compact = key(name)
    return is_service(compact) or compact.count(".") + any(char.isdigit() for char in compact) >= 2


def is_service(name: str) -> bool:
    """True for Westlaw and Lexis, whose numbers are a volume's year and a document."""
    compact = key(name)
    return compact == "WL" or compact.endswith("LEXIS")


@cache
def _table() -> frozenset[str]:
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("%"))
