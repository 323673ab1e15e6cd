"""Colours of verdicts and severities on a terminal, in rich's words. Never the only sign."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model import DEAD, Verdict

from ..model import Severity

VERDICT_STYLES: Mapping[Verdict, str] = {
    **dict.fromkeys(DEAD, "bold red"),
    Verdict.UNREACHABLE: "bold yellow",
    Verdict.BLOCKED: "yellow",
    Verdict.PAYWALLED: "yellow",
    Verdict.MOVED: "cyan",
    Verdict.OK: "green",
    Verdict.SKIPPED: "bright_black",
    Verdict.UNKNOWN: "magenta",
}
SEVERITY_STYLES: Mapping[Severity, str] = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "cyan",
}
