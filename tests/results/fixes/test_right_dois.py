"""A DOI that is not the cited work's gives way to the one that is, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

from checker import names_in
from checker.model import Record, RegistryAnswer, RegistryOutcome, Verdict
from results import Confidence, propose
from results.findings.examples import ASKED
from results.model import Dossier

from .samples import after, dossier, gone

LETTER = (
    "July 22, 2021\n\nThe bus helps.[1]\n\n[1] Ada Moreau, The Night Bus and Its Riders, 4 J. City"
    " Transp. 12 (2018), {}.\n"
)
WRONG, RIGHT = "https://doi.org/10.5555/slip", "https://doi.org/10.5555/night.2018.4"
WORK = Record(
    "The Night Bus and Its Riders",
    ("Ada Moreau",),
    "2018-03",
    "Journal of City Transport",
    doi="10.5555/night.2018.4",
)


def said(outcome: RegistryOutcome, found: Record | None) -> Dossier:
    """The letter with its wrong DOI, and what the DOI system and Crossref's search said."""
    told = dossier(LETTER.format(WRONG), "a.txt", [gone(WRONG, Verdict.GONE)])
    doi, claim = (each.target.key for each in names_in(told.document))
    assert (doi, claim.partition(":")[0]) == ("doi:10.5555/slip", "claim")
    state = RegistryOutcome.REGISTERED if found else RegistryOutcome.ABSENT
    answers = {
        doi: (RegistryAnswer(doi, "doi", outcome, asked_at=ASKED),),
        claim: (RegistryAnswer(claim, "crossref", state, found, asked_at=ASKED),),
    }
    return replace(told, registrations=answers)


def test_the_right_doi_takes_the_place_of_one_that_is_not_registered() -> None:
    told = said(RegistryOutcome.ABSENT, WORK)
    (proposal,) = propose(told)
    assert (proposal.code, proposal.replacement) == ("PC508", RIGHT)
    assert proposal.confidence is Confidence.LIKELY
    assert "Crossref knows the cited work by this DOI" in proposal.reason
    assert after(told) == LETTER.format(RIGHT)


def test_without_agreement_nothing_is_proposed() -> None:
    assert propose(said(RegistryOutcome.ABSENT, None)) == ()
    assert propose(said(RegistryOutcome.ABSENT, replace(WORK, authors=("Jun Sato",)))) == ()
    assert propose(said(RegistryOutcome.ABSENT, replace(WORK, doi=None))) == ()


def test_a_doi_that_is_registered_stays() -> None:
    assert propose(said(RegistryOutcome.REGISTERED, WORK)) == ()
