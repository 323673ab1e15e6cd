"""The archive copy that the note cites is gone.

The address of the copy answers with an error, with something else, or not at all; or it answers
with a capture of an error (a 404 that carries Memento-Datetime is an archived 404). Of perma.cc,
whose pages answer whatever became of the capture, the public record is asked.

Why it matters: the copy was cited so that the source would outlive its page. WebCite went down
with all its copies; perma.cc links are deleted by their owners; addresses are mistyped.

How to mend: see whether the copy's address is written as the archive gave it; else cite another
copy of the original near the cited date.

Reference: RFC 7089; The Bluebook, 22nd ed., rule 18.2.1(d).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model import ArchiveAnswer, ArchiveOutcome, Check, SnapshotVerdict, Verdict
from citations.model import LinkRole

from ...model import Dossier, Finding, Severity
from ...wording import reason_sentence
from ..cited import DEAD_FOR_GOOD, cited_links
from ..examples import REPORT, asked, check, copy_of, letter, link, note
from ..rule import Examples, Rule


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every cited copy that is dead or does not answer."""
    for cited in cited_links(dossier):
        if cited.is_source:
            continue
        failed = _recorded(cited.answers)
        if failed is not None:
            yield RULE.found(cited.place, failed)
        elif cited.verdict in DEAD_FOR_GOOD or cited.verdict is Verdict.UNREACHABLE:
            yield RULE.found(cited.place, _told(cited.check))


def _recorded(answers: Sequence[ArchiveAnswer]) -> str | None:
    """What the archive's own record of the copy says against it (perma.cc)."""
    for each in answers:
        if each.outcome is ArchiveOutcome.ABSENT:
            return f"{each.archive} has no record of the cited copy."
        verdicts = {copy.verdict for copy in each.snapshots}
        if verdicts == {SnapshotVerdict.ERROR_CAPTURE}:
            return f"{each.archive} says that the capture of the cited copy failed."
    return None


def _told(check: Check) -> str:
    exchange = check.exchange
    if exchange is not None and exchange.status and exchange.header("memento-datetime"):
        if exchange.status >= 400:
            return f"The cited archive copy is a capture of an error (HTTP {exchange.status})."
        return "The cited archive copy is a capture of something else than the page."
    sentence = reason_sentence(check.judgement.reason)
    return f"The cited archive copy does not open. {sentence}"


_COPY = copy_of(REPORT, "https://web.archive.org/web/20180304120000/" + REPORT)


def _example(url: str, verdict: Verdict, reason: str, status: int | None) -> Dossier:
    cited = link(url, role=LinkRole.ARCHIVE)
    return asked(letter(note("1", links=[cited])), [check(url, verdict, reason, status=status)])


RULE = Rule(
    code="PC307",
    slug="cited-copy-broken",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            asked(letter(note("1", links=[_COPY])), [check(_COPY.url)]),
            _example("https://perma.cc/AB12-CD34", Verdict.BLOCKED, "forbidden", 403),
            asked(
                letter(note("1", links=[link()])),
                [check(verdict=Verdict.GONE, reason="not-found", status=404)],
            ),
        ),
        invalid=(
            _example("https://perma.cc/AB12-CD34", Verdict.GONE, "gone-410", 410),
            _example("https://www.webcitation.org/5kAbcdEFg", Verdict.UNREACHABLE, "refused", None),
        ),
    ),
    look=look,
)
