"""Findings that someone decided to live with: rules in the settings, comments in the letters. Pure.

Rules kept here:
- A rule gives its reason; one with a date ends on that date, and an ended rule is told, not obeyed.
- What is ignored is left out of the findings, never out of the checks: the verdict stays in sight.
- All conditions of a rule must hold; a rule without any would ignore everything and is refused.

In a letter (Markdown or HTML) a comment does the same for its own line, or for the next line where
it stands alone:

    <!-- pincite: ignore PC201 until 2027-01-31 -- the city promised to bring the page back -->

A comment with a slip in its code or its date (PC20l, 2027-02-30) is told, not obeyed: it would
leave out everything on its line, or for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .failon import is_code

if TYPE_CHECKING:
    from results.model import Dossier, Finding


@dataclass(frozen=True, slots=True)
class IgnoreRule:
    """Which findings to leave out, and why."""

    reason: str
    """Why; whoever reads the settings later wants to know."""
    until: date | None = None
    """The last day on which the rule holds."""
    code: str | None = None
    """A code (PC201) or a hundred (PC2xx)."""
    url: str | None = None
    """A regular expression, searched in the link's URL."""
    host: str | None = None
    """A host name; its subdomains are meant, too."""
    document: str | None = None
    """A glob over the letter's path."""
    verdict: str | None = None
    """As reports tell it: blocked."""

    def is_empty(self) -> bool:
        """Whether it would match everything."""
        conditions = (self.code, self.url, self.host, self.document, self.verdict)
        return all(each is None for each in conditions)

    def has_ended(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class CommentRule(IgnoreRule):
    """A comment in a letter: about one of its lines."""

    line: int = 0
    """The line that is meant; 1-based."""
    slip: str | None = None
    """A word that was meant for a code or a date and is none."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings in two heaps."""

    kept: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, IgnoreRule], ...]


def sift(
    findings: Iterable[Finding], dossier: Dossier, rules: Sequence[IgnoreRule], today: date
) -> Sifted:
    """Findings that count, and findings that a rule ignores."""
    living = [rule for rule in rules if not _has_slip(rule) and not rule.has_ended(today)]
    verdicts = _verdicts(dossier)
    kept: list[Finding] = []
    ignored: list[tuple[Finding, IgnoreRule]] = []
    for finding in findings:
        verdict = verdicts.get(finding.url or "")
        rule = next((each for each in living if _matches(each, finding, verdict)), None)
        if rule is None:
            kept.append(finding)
        else:
            ignored.append((finding, rule))
    return Sifted(tuple(kept), tuple(ignored))


def _has_slip(rule: IgnoreRule) -> bool:
    return isinstance(rule, CommentRule) and rule.slip is not None


def _verdicts(dossier: Dossier) -> dict[str, str]:
    found = {check.url: str(check.judgement.verdict) for check in dossier.checks.values()}
    for _, link in dossier.document.all_links():
        if link.key in dossier.checks:
            found[link.url] = str(dossier.checks[link.key].judgement.verdict)
    return found


def _matches(rule: IgnoreRule, finding: Finding, verdict: str | None) -> bool:
    if isinstance(rule, CommentRule) and rule.line != finding.line:
        return False
    if rule.code is not None and not _is_code(finding.code, rule.code):
        return False
    if rule.document is not None and not _is_path(finding.path, rule.document):
        return False
    if rule.verdict is not None and rule.verdict != verdict:
        return False
    url = finding.url or ""
    if rule.url is not None and re.search(rule.url, url) is None:
        return False
    return rule.host is None or _is_host(url, rule.host)


def _is_code(code: str, wanted: str) -> bool:
    wanted = wanted.upper()
    return code == wanted or (wanted.endswith("XX") and code[:3] == wanted[:3])


def _is_path(path: str, pattern: str) -> bool:
    plain = path.removeprefix("./")
    return fnmatchcase(plain, pattern) or fnmatchcase(plain, f"*/{pattern}")


def _is_host(url: str, host: str) -> bool:
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    wanted = host.lower().removeprefix("*.")
    return name == wanted or name.endswith(f".{wanted}")


_COMMENT = re.compile(r"<!--\s*pincite:\s*ignore\b([^<>\n]{0,500}?)-->", re.IGNORECASE)
_CODE = re.compile(r"\bPC(?=\w{0,8}\d)\w{1,9}", re.IGNORECASE)
"""What is meant for a code: it has a digit."""
_UNTIL = re.compile(r"\buntil\s+(?=\S{0,10}\d)(\S{1,40})", re.IGNORECASE)
"""What is meant for a date: it has a digit ("until they answer" has none)."""


def inline_rules(text: str, path: str) -> tuple[CommentRule, ...]:
    """The rules that a letter's comments make."""
    return tuple(_inline(text, path)) if "pincite:" in text else ()


def _inline(text: str, path: str) -> Iterator[CommentRule]:
    line = 1
    counted = 0
    for match in _COMMENT.finditer(text):
        words, _, reason = match.group(1).partition("--")
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        alone = not (
            text[start : match.start()] + text[match.end() : end if end >= 0 else None]
        ).strip()
        line += text.count("\n", counted, match.start())
        counted = match.start()
        until = _UNTIL.search(words)
        ends = _day(until.group(1)) if until is not None else None
        codes = _CODE.findall(words)
        slips = [code for code in codes if not is_code(code)]
        if until is not None and ends is None:
            slips.append(until.group(1))
        rule = CommentRule(
            reason=" ".join(reason.split()) or "a comment in the letter",
            until=ends,
            document=path.removeprefix("./"),
            line=line + alone,
            slip=slips[0] if slips else None,
        )
        yield from [rule] if slips or not codes else [replace(rule, code=each) for each in codes]


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word.rstrip(",.;")) if "-" in word else None
    except ValueError:
        return None
