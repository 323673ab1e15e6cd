"""What an editor decided about findings: `PC301 = "off"`, `PC205 = "warning"`, `PC3xx = "note"`.

Rules kept here:
- A name is a code, a slug or a hundred of codes (PC3xx); what is named alone beats its hundred.
- A finding that is off is never told and never fails a run. Nothing but the severity of the others
  changes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..model import Finding, Severity
from .table import FINDINGS

OFF = "off"
"""The word for a finding that is not to be told."""

Severities = tuple[tuple[str, str], ...]
"""Pairs of a code and `off`, `note`, `warning` or `error`, by code, each code at most once."""


def parse_severities(table: Mapping[str, object]) -> Severities:
    """A table of settings, checked and spelt out code by code.

    Raises:
        ValueError: no finding is called so, or a value is none of the four words; one line that
            names the nearest ones.
    """
    hundreds: dict[str, str] = {}
    codes: dict[str, str] = {}
    for name, value in table.items():
        word = _word(name, value)
        code = _code(name)
        if code.endswith("XX"):
            hundreds.update((each, word) for each in FINDINGS if each.startswith(code[:3]))
        else:
            codes[code] = word
    return tuple(sorted({**hundreds, **codes}.items()))


def adjusted(findings: Iterable[Finding], severities: Severities) -> tuple[Finding, ...]:
    """The findings that are to be told, each with the severity that was decided for it."""
    decided = dict(severities)
    return tuple(
        replace(each, severity=Severity(decided[each.code])) if each.code in decided else each
        for each in findings
        if decided.get(each.code) != OFF
    )


def _word(name: str, value: object) -> str:
    words = (OFF, *(severity.value for severity in Severity))
    if isinstance(value, str) and value.lower() in words:
        return value.lower()
    told = f"must be one of {', '.join(words)}, not {value!r:.80}"
    near = difflib.get_close_matches(str(value)[:64].lower(), words, 1)
    raise ValueError(f"{name} {told}" + (f" (did you mean {near[0]!r}?)" if near else ""))


def _code(name: str) -> str:
    wanted = name.strip()
    code = wanted.upper()
    if code in FINDINGS or (code.endswith("XX") and code[:3] in {each[:3] for each in FINDINGS}):
        return code
    slugs = {rule.slug: rule.code for rule in FINDINGS.values()}
    slug = wanted.lower().replace("_", "-")
    if slug in slugs:
        return slugs[slug]
    near = difflib.get_close_matches(code[:64], FINDINGS, 1)
    near = near or difflib.get_close_matches(slug[:64], slugs, 1)
    hint = f"did you mean {near[0]!r}?" if near else "`pincite explain` lists them all"
    raise ValueError(f"no finding is called {name!r:.80} ({hint})")
