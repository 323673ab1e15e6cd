"""The words that editors read: one place, so that every report and finding says the same.

Rules kept here:
- A verdict has one word and one glyph, whatever the report.
- The reason's sentence comes from the judge's own table; a reason that an older or newer version
  recorded is still said, by its slug.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker import REASONS
from checker.model import USABLE, ArchiveAnswer, ArchiveOutcome, Snapshot, SnapshotVerdict, Verdict

from .model import Decision, Finding
from .over_time.strikes import Standing


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """How a verdict is shown."""

    word: str
    glyph: str
    """One column wide in every terminal font."""
    plain_glyph: str
    """For outputs that know ASCII only."""


VERDICTS: Mapping[Verdict, VerdictWords] = {
    Verdict.GONE: VerdictWords("gone", "✗", "x"),
    Verdict.SOFT_404: VerdictWords("soft 404", "✗", "x"),
    Verdict.PARKED: VerdictWords("parked", "✗", "x"),
    Verdict.INVALID: VerdictWords("invalid", "✗", "x"),
    Verdict.UNREACHABLE: VerdictWords("unreachable", "!", "!"),
    Verdict.BLOCKED: VerdictWords("blocked", "○", "o"),
    Verdict.PAYWALLED: VerdictWords("paywalled", "○", "o"),
    Verdict.MOVED: VerdictWords("moved", "→", ">"),
    Verdict.OK: VerdictWords("ok", "✓", "+"),
    Verdict.SKIPPED: VerdictWords("skipped", "–", "-"),
    Verdict.UNKNOWN: VerdictWords("unknown", "?", "?"),
}
"""Every verdict, the gravest first: the order in which reports count them."""

SNAPSHOTS: Mapping[SnapshotVerdict, str] = {
    SnapshotVerdict.VERIFIED: "opened, and it shows what is cited",
    SnapshotVerdict.UNVERIFIED: "not opened yet",
    SnapshotVerdict.ERROR_CAPTURE: "a capture of an error page",
    SnapshotVerdict.WRONG_CONTENT: "it shows something else",
    SnapshotVerdict.ONLY_AFTER_DEATH: "captured after the page was gone",
    SnapshotVerdict.BLOCKED: "the archive does not show it",
    SnapshotVerdict.NONE: "no copy",
    SnapshotVerdict.LOOKUP_FAILED: "the archive could not be asked",
}


def copy_words(copy: Snapshot) -> str:
    """What is known of a copy: whether it was opened, and what that showed."""
    if not copy.evidence:
        return SNAPSHOTS[copy.verdict]
    if copy.verdict is SnapshotVerdict.VERIFIED:
        return f"{SNAPSHOTS[copy.verdict]} ({copy.evidence})"
    word = "not verified" if copy.verdict is SnapshotVerdict.UNVERIFIED else SNAPSHOTS[copy.verdict]
    return f"{word}: {copy.evidence}"


UNFINISHED: Mapping[str, str] = {
    "offline": "There was no network: links that were not asked are unknown, not dead.",
    "interrupted": "The run was interrupted: the same command goes on where it stood.",
    "running": "The run is still under way.",
}
"""What to say of a run that has not come to its end, by its state."""


def standing_words(stands: Standing) -> str:
    """How long a link has failed: `failing since 2026-03-01, 2 of 3`."""
    if stands.confirmed_at is not None:
        return (
            f"confirmed dead since {stands.confirmed_at:%Y-%m-%d}, "
            f"failing since {stands.failing_since:%Y-%m-%d}"
        )
    return f"failing since {stands.failing_since:%Y-%m-%d}, {stands.strikes} of {stands.needed}"


def decision_words(decision: Decision) -> str:
    """`judged alive by a person until 2027-01-31: opens in a browser`."""
    return f"judged {decision.word} by a person until {decision.until}: {decision.why}"


NOT_ASKED = "not-asked"
"""The reason of a link that a finished run left out."""

_OURS: Mapping[str, str] = {
    "judged-alive": "A person found that this page is there.",
    "judged-dead": "A person found that this page is not what was cited.",
    NOT_ASKED: "It was not asked: its note is not among those that changed (--changed-since).",
}
"""Reasons that no judge gives: people (results.decisions), and what a run was about."""


def not_asked(state: str) -> str:
    """The reason of a link that a run in this state did not come to."""
    return {"offline": "offline", "finished": NOT_ASKED}.get(state, "interrupted")


def reason_sentence(reason: str) -> str:
    """Why a verdict was given, as one plain sentence, from a reason's slug."""
    if reason in _OURS:
        return _OURS[reason]
    known = REASONS.get(reason)
    return known[1] if known else f"Reason: {reason}."


def archive_sentence(answer: ArchiveAnswer) -> str:
    """What one archive said, as one plain sentence; never more than it said."""
    match answer.outcome:
        case ArchiveOutcome.FOUND:
            bad = [each for each in answer.snapshots if each.verdict not in USABLE]
            count = len(answer.snapshots)
            if bad and len(bad) == count:
                held = counted(count, "copy", "copies")
                return f"{answer.archive} has {held} that cannot serve, {copy_words(bad[0])}."
            return f"{answer.archive} has {counted(count, 'copy', 'copies')} near that date."
        case ArchiveOutcome.ABSENT:
            return f"{answer.archive} has no copy."
        case ArchiveOutcome.BLOCKED:
            return f"{answer.archive} does not show copies of this site."
    return f"{answer.archive} could not be asked."


def place_of(finding: Finding) -> str:
    """`line 12`, `page 3`, or nothing where the letter has neither."""
    if finding.line is not None:
        return f"line {finding.line}"
    return "" if finding.page is None else f"page {finding.page}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 link`, `2 links`, `1,204 links`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span_of(days: int) -> str:
    """`12 days`, `5 months`, `3.7 years`."""
    if days < 60:
        return counted(days, "day")
    if days < 365:
        return counted(round(days / 30.44), "month")
    return f"{days / 365.25:.1f} years"
