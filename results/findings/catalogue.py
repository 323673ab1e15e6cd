"""Find everything that is to be told of a document, and explain what a finding means.

Rules kept here:
- Findings come in the order in which an editor reads: by place, then by code.
- What is printed and what docs/findings.md shows is the docstring in the finding's own file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ..decisions import overruled
from ..model import Dossier, Finding
from .cited import forget_links
from .rule import Rule
from .table import FINDINGS

_GROUPS = {
    "1": ("The notes themselves", "Told from the letter alone: `pincite extract` finds them too."),
    "2": ("Links", "Told from what the web answered."),
    "3": ("Archives", "Told from what the archives answered, and from the copies that are cited."),
    "4": ("Content", "Told from a comparison of the citation with the page or its copy."),
    "5": ("Identifiers", "Told from what the registries answered."),
}


class UnknownFinding(KeyError):
    """No finding has this code or slug. `args[0]` is one line, with the nearest ones."""


def find(dossier: Dossier) -> tuple[Finding, ...]:
    """Everything that is to be told of one document, ordered by place and code.

    Findings without a line (PDF, DOCX) are ordered by their note.
    """
    ordinals = {note.label: note.ordinal for note in reversed(dossier.document.notes)}

    def place(finding: Finding) -> tuple[int, int, int, str]:
        ordinal = ordinals.get(finding.note or "", 0)
        return (finding.line or 0, finding.column or 0, ordinal, finding.code)

    judged = overruled(dossier)
    try:
        found = [finding for rule in FINDINGS.values() for finding in rule.look(judged)]
    finally:
        forget_links()
    return tuple(sorted(found, key=place))


def explain(code: str) -> str:
    """What a finding means, as plain text; `code` is a code or a slug in any case.

    Raises:
        UnknownFinding: there is no such finding.
    """
    rule = _rule(code)
    heading = f"{rule.code} {rule.slug} ({rule.severity})"
    return f"{heading}\n{'=' * len(heading)}\n\n{rule.explanation.strip()}\n"


def findings_page() -> str:
    """The text of docs/findings.md, which a test holds to this.

    To write it anew: `python -c "import results; print(results.findings_page(), end='')"`.
    """
    return "\n".join(_page()) + "\n"


def _rule(code: str) -> Rule:
    wanted = code.strip().lower()
    for rule in FINDINGS.values():
        if wanted in (rule.code.lower(), rule.slug):
            return rule
    names = [name for rule in FINDINGS.values() for name in (rule.code.lower(), rule.slug)]
    near = [
        name.upper() if name.upper() in FINDINGS else name
        for name in difflib.get_close_matches(wanted[:64], names, n=3, cutoff=0.6)
    ]
    hint = f"did you mean {' or '.join(near)}?" if near else "`pincite explain` lists them all"
    raise UnknownFinding(f"no finding is called {code!r}; {hint}")


def _page() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "Everything that pincite tells about a letter. `pincite explain CODE` prints one of these"
    yield "texts. A code never changes its meaning."
    yield ""
    yield "| code | name | severity | what |"
    yield "|---|---|---|---|"
    for rule in FINDINGS.values():
        link = f"[{rule.code}](#{rule.code.lower()})"
        yield f"| {link} | {rule.slug} | {rule.severity} | {rule.summary} |"
    group = ""
    for rule in FINDINGS.values():
        if rule.code[2] != group:
            group = rule.code[2]
            title, how = _GROUPS[group]
            yield from ("", f"## PC{group}xx: {title}", "", how)
        yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    yield from ("", f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.slug}', "")
    yield f"Severity: {rule.severity}."
    for paragraph in rule.explanation.strip().split("\n\n"):
        lead, colon, rest = paragraph.partition(":")
        bold = colon and lead in ("Why it matters", "How to mend", "Reference")
        yield from ("", f"**{lead}:**{rest}" if bold else paragraph)
