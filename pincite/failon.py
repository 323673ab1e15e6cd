"""What makes a run fail: `--fail-on error`, `--fail-on warning`, `--fail-on PC201,PC3xx`, `never`.

A severity means that severity and the heavier ones; a code means that finding; `PC2xx` and
`PC201-PC210` mean ranges; parts are joined by commas, and any of them is enough. A code or range
that no finding has is a mistake: nothing would ever fail on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from results.model import Finding

_CODE = re.compile(r"PC(\d)(\d\d|xx)", re.IGNORECASE | re.ASCII)


def parse_fail_on(text: str) -> tuple[str, ...]:
    """The parts, in their canonical spelling.

    Raises:
        ValueError: a part is no severity, code or range, or names no finding.
    """
    parts = tuple(_part(part.strip()) for part in text.split(",") if part.strip())
    if not parts:
        raise ValueError("is empty (write never to accept everything)")
    return parts


def _part(part: str) -> str:
    if part.lower() == "never":
        return part.lower()
    from results.model import Severity

    if part.lower() in set(Severity):
        return part.lower()
    codes = part.split("-")
    if len(codes) <= 2 and all(_CODE.fullmatch(code) for code in codes):
        found = "-".join(map(canonical, codes))
        if not names_a_finding(found):
            raise ValueError(f"no finding is called {part!r} (`pincite explain` lists them all)")
        return found
    raise ValueError(f"{part!r} is no severity, code or range (error, warning, note, never, PC2xx)")


def canonical(code: str) -> str:
    """A code or a hundred as it is spelt everywhere: PC201, PC2xx."""
    return code[:3].upper() + code[3:].lower()


def is_code(text: str) -> bool:
    """Whether this is the code of a finding, or a hundred that has some, in any spelling."""
    return _CODE.fullmatch(text) is not None and names_a_finding(canonical(text))


def names_a_finding(part: str) -> bool:
    """Whether any finding has this code or lies in this range (in their canonical spelling)."""
    from results import FINDINGS

    return any(_lies_in(code, part) for code in FINDINGS)


def fails(finding: Finding, parts: Iterable[str]) -> bool:
    """Whether this finding makes the run fail."""
    return any(_matches(finding, part) for part in parts)


def _matches(finding: Finding, part: str) -> bool:
    if part == "never":
        return False
    from results.model import Severity

    if part in Severity.__members__.values():
        return finding.severity >= Severity(part)
    return _lies_in(finding.code, part)


def _lies_in(code: str, part: str) -> bool:
    low, _, high = part.partition("-")
    return _bound(low, "00") <= code <= _bound(high or low, "99")


def _bound(code: str, digits: str) -> str:
    return code.replace("xx", digits)
