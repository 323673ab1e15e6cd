"""An Id. or a supra stands for nothing.

`Id.` opens the first note, or follows a note that cites nothing; or `supra note 4` names a note
that does not exist or does not name what is named. A note whose words look like a source counts as
citing one, though pincite could not read it.

Why it matters: the reader cannot follow it to a source. Most such notes come from text that was
moved or cut after the notes were written.

How to mend: give the full citation here, or correct the number after `supra note`.

Reference: The Bluebook, 22nd ed., rules 4.1 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from citations.model import Antecedent, CitationForm

from ...model import Dossier, Finding, Severity
from ..examples import citation, letter, note
from ..rule import Examples, Rule, at_span
from .short_forms import dangling


def look(dossier: Dossier) -> Iterator[Finding]:
    """Every short form that the grammar left without an antecedent."""
    for where, each in dangling(dossier.document):
        if each.form is CitationForm.ID:
            message = "Id. does not follow a citation that it could stand for."
        else:
            message = f"“{each.raw.strip()}” leads to no earlier citation."
        yield RULE.found(at_span(dossier.document, where, each.span), message)


_FULL = citation("City, Report (2018).")
_LIGHTS = citation("Lights Specification, supra note 1, § 3.", CitationForm.SUPRA)
_CLU = citation("RCLU, supra note 1.", CitationForm.SUPRA, antecedent=Antecedent("1", 0))
_OTHERS = citation("Smith, supra note 1.", CitationForm.SUPRA, antecedent=Antecedent("1", 0))
_BARE = citation("See supra note 1.", CitationForm.SUPRA)

RULE = Rule(
    code="PC106",
    slug="no-antecedent",
    severity=Severity.WARNING,
    explanation=__doc__,
    examples=lambda: Examples(
        valid=(
            letter(
                note("1", _FULL.raw, citations=[_FULL]),
                note(
                    "2",
                    "Id. at 4.",
                    citations=[
                        citation("Id. at 4.", CitationForm.ID, antecedent=Antecedent("1", 0))
                    ],
                ),
            ),
            letter(
                note("1", "Roe Civil Liberties Union, Report (2018).", citations=[_FULL]),
                note("2", _CLU.raw, citations=[_CLU]),
            ),
            letter(
                note("1", "Doe, A Harbor (Ex Press 1999), and what it says."),
                note("2", "Id. at 4.", citations=[citation("Id. at 4.", CitationForm.ID)]),
            ),
            letter(
                note("1", "Doe, Le port, diapositive 7."),
                note("2", "Ibid., 8.", citations=[citation("Ibid., 8.", CitationForm.ID)]),
            ),
            letter(
                note("1", "The Harbor Lights Specification of 2018.", citations=[_FULL]),
                note("2", _LIGHTS.raw, citations=[_LIGHTS]),
            ),
            letter(
                note("1", "The Harbor Lights Specification of 2018.", citations=[_FULL]),
                note("2", _LIGHTS.raw, citations=[_LIGHTS]),
                note("3", "Id. § 4.", citations=[citation("Id. § 4.", CitationForm.ID)]),
            ),
            letter(
                note("1", citations=[_FULL, citation("County, Audit (2019).")]),
                note("2", _BARE.raw, citations=[_BARE]),
            ),
        ),
        invalid=(
            letter(note("1", "Id. at 4.", citations=[citation("Id. at 4.", CitationForm.ID)])),
            letter(
                note("1", _FULL.raw, citations=[_FULL]),
                note(
                    "2",
                    "Smith, supra note 9.",
                    citations=[citation("Smith, supra note 9.", CitationForm.SUPRA)],
                ),
            ),
            letter(
                note("1", "City, Report (2018).", citations=[_FULL]),
                note("2", _OTHERS.raw, citations=[_OTHERS]),
            ),
        ),
    ),
    look=look,
)
