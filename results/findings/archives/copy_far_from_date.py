"""The nearest archive copy is more than a year from the cited date.

The date is that of the access or of the publication as the note gives it, else that of the letter.

Why it matters: the copy may show another version of the page than the author saw. Of references
with a copy, most had drifted from it within years.

How to mend: open the copy and compare it with what is cited. If it shows the same, cite it with
its own date; if not, look in other archives, or save the page now if it still stands.

Reference: RFC 7089, 1; Jones et al., Scholarly Context Adrift, PLoS ONE 11(12) (2016).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import ArchiveOutcome, Verdict
from citations import citation_of, cited_date

from ...model import Dossier, Finding, Severity
from ...wording import span_of
from ..cited import cited_links
from ..examples import answer, asked, check, letter, link, note, one_link
from ..rule import Examples, Rule
from .cited_dates import days_apart, nearest_copy

FAR = 365
"""Days between a copy and the cited date that are still near."""


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every source whose copies all lie far from the date of its citation."""
    for cited in cited_links(dossier):
        date = cited_date(cited.document, cited.note, cited.link)
        if date is None or not cited.is_source:
            continue
        copy = nearest_copy(cited.answers, date)
        if copy is None:
            continue
        days = days_apart(copy.captured_at.date(), date)
        if days > FAR:
            citation = citation_of(cited.document, cited.note, cited.link)
            is_cited = citation is not None and (citation.accessed or citation.date)
            message = (
                f"The nearest copy is of {copy.captured_at:%Y-%m-%d}, {span_of(days)} from the "
                f"{'cited date' if is_cited else 'date of the letter'} ({date.partition('T')[0]})."
            )
            yield RULE.found(cited.place, message)


_COPY = answer(ArchiveOutcome.FOUND, "2018-03-04")
_UNDATED = note("1", f"City, Report, {check().url}.", links=[link(check().url)])
_COPIES = answer(ArchiveOutcome.FOUND, "2012-01-01", "2018-03-04")

RULE = Rule(
    code="PC304",
    slug="copy-far-from-date",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            one_link(check(), _COPY),
            one_link(check(), _COPY, date="2018"),
            one_link(check(), _COPY, date="2017-03-04"),
            one_link(check(), _COPIES, date="2018"),
            one_link(check(), answer(ArchiveOutcome.ABSENT), date="2018"),
        ),
        invalid=(
            one_link(check(), _COPY, date="2015"),
            one_link(check(), _COPY, date="2020-06"),
            one_link(
                check(verdict=Verdict.GONE, reason="not-found", status=404),
                _COPY,
                date="2014-03-01T20:21",
            ),
            asked(letter(_UNDATED, date="2021-07-22"), [check()], _COPY),
        ),
    ),
    look=look,
)
