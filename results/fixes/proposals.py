"""What to change in a letter so that its readers find what the author saw.

Rules kept here:
- Pure: a dossier in, proposals out, in order of the letter. A link that nobody asked gives none.
- A page that says something else than it did is cited with the copy that says it, wherever it has
  moved to. Otherwise an address that was damaged is mended before anything else is thought of it; a
  page that moved is cited where it is; one that is dead is cited with its copy.
- A registered name (DOI, handle, ARK, PURL) stays as it is: it is made to outlive addresses. Only a
  DOI that is not the cited work's gives way to the one that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from checker.model import ALIVE, Snapshot, SnapshotVerdict, Verdict
from citations import canonical_key, cited_date

from ..findings.cited import DEAD_FOR_GOOD, CitedLink, cited_links, secure_url
from ..findings.identifiers.registered import registry_name
from ..findings.identifiers.work_known_by_doi import right_dois
from ..findings.links.drifted import drifted
from ..findings.rule import Place
from ..findings.table import FINDINGS
from ..model import Dossier, Finding
from .copies import copy_to_cite, verified_copies
from .damage import joined, mended
from .model import Confidence, Edit, Proposal
from .names import is_name
from .styles import Manner, printed
from .writing import Spot, address_edits, copy_edits, tidy

_DEAD_CODES: Mapping[Verdict, str] = {
    Verdict.GONE: "PC201",
    Verdict.SOFT_404: "PC203",
    Verdict.PARKED: "PC204",
}
_AT_RISK = ALIVE | {Verdict.BLOCKED, Verdict.PAYWALLED}


@dataclass(frozen=True, slots=True)
class FixChoice:
    """What may be proposed."""

    unverified: bool = False
    """Copies that nobody has opened yet, too."""
    living: bool = False
    """Copies of living pages, too: any page may change or go."""


def propose(dossier: Dossier, choice: FixChoice | None = None) -> tuple[Proposal, ...]:
    """Every change that the evidence supports, in order of the letter."""
    choice = choice or FixChoice()
    manner = Manner(dossier.document)
    dois, changed = right_dois(dossier), drifted(dossier)
    found: dict[tuple[Edit, ...] | int, Proposal] = {}
    for cited in cited_links(dossier):
        spot = Spot(dossier.document, manner, cited.note, cited.link)
        known = dois.get((cited.note.label if cited.note else None, cited.link.url))
        ideas = (
            *_registered(cited, known),
            *_drifted(cited, changed.get(cited.link.key)),
            *_addresses(dossier, cited),
            *_copies(spot, cited, choice),
        )
        proposal = _for_link(spot, cited, ideas)
        if proposal is not None:
            # A definition that several links use is one place.
            found.setdefault(proposal.edits or cited.link.span.start, proposal)
    return tuple(sorted(found.values(), key=lambda each: each.span))


def finding_of(proposal: Proposal) -> Finding:
    """The finding that a proposal mends, with what is proposed."""
    link = proposal.link
    place = Place(proposal.path, link.line, link.column, proposal.note, link.url, link.page)
    return FINDINGS[proposal.code].found(place, proposal.reason, proposal.replacement)


def _for_link(spot: Spot, cited: CitedLink, ideas: Sequence[_Idea]) -> Proposal | None:
    if not cited.is_source:
        return None
    for found in ideas:
        edits, replaced = found.write(spot)
        if edits is None:
            continue
        label = cited.note.label if cited.note else None
        return Proposal(
            found.code,
            spot.document.path,
            edits,
            found.reason,
            found.confidence,
            cited.link,
            found.url,
            label,
            replaced,
        )
    return None


@dataclass(frozen=True, slots=True)
class _Idea:
    """A change before it is written in the letter's style."""

    code: str
    url: str
    reason: str
    confidence: Confidence
    copy: Snapshot | None = None
    dead: bool = False

    def write(self, spot: Spot) -> tuple[tuple[Edit, ...] | None, bool]:
        """The edits (None where it cannot be written), and whether the URL gives way."""
        if self.copy is None:
            return address_edits(spot, self.url), True
        written = copy_edits(spot, self.copy, self.dead)
        return (None, False) if written is None else written


def _registered(cited: CitedLink, known: tuple[str, str] | None) -> Iterator[_Idea]:
    """The cited work's own DOI, where the one that is linked is not registered or is another's."""
    if known is not None and is_name(cited.link.url):
        doi, registry = known
        reason = (
            f"{registry_name(registry)} knows the cited work by this DOI, not by the given one."
        )
        address = f"https://doi.org/{quote(doi, safe='/')}"
        yield _Idea("PC508", address, reason, Confidence.LIKELY)


def _addresses(dossier: Dossier, cited: CitedLink) -> Iterator[_Idea]:
    link, alive = cited.link, cited.verdict in ALIVE
    whole = joined(link.raw, link.url)
    if whole is not None and alive and dossier.document.encoding is not None:
        reason = "The address is cut at the end of a line. Written whole, it answers."
        yield _Idea("PC109", whole, reason, Confidence.CERTAIN)
    better = None if alive else mended(link.url)
    if better is not None:
        check = dossier.checks.get(canonical_key(better))
        sure = check is not None and check.judgement.verdict in ALIVE
        reason = "The address is damaged; this is what it most likely was."
        if sure:
            reason = "The address is damaged. Without the damage it answers."
        yield _Idea("PC109", better, reason, Confidence.CERTAIN if sure else Confidence.LIKELY)
    secure = secure_url(cited)
    if secure is not None and alive:
        reason = "The site sends readers on to https; the page is the same."
        yield _Idea("PC209", tidy(secure), reason, Confidence.CERTAIN)
    elif cited.verdict is Verdict.MOVED and cited.final_url and not is_name(link.url):
        reason = "The page has moved: a permanent redirect leads here, and the new address answers."
        yield _Idea("PC205", tidy(cited.final_url), reason, Confidence.LIKELY)


def _drifted(cited: CitedLink, told: tuple[str, str] | None) -> Iterator[_Idea]:
    """The copy that shows what a living page no longer shows, beside the page's address."""
    if told is None or cited.verdict not in ALIVE or cited.copies or is_name(cited.link.url):
        return
    message, address = told
    for copy in verified_copies(cited.answers):
        if copy.url == address:
            reason = f"{message} The copy was opened and shows what is cited."
            yield _Idea("PC213", tidy(copy.url), reason, Confidence.LIKELY, copy)


def _copies(spot: Spot, cited: CitedLink, choice: FixChoice) -> Iterator[_Idea]:
    dead = cited.verdict in DEAD_FOR_GOOD
    if cited.copies or is_name(cited.link.url):
        return
    if not dead and not (choice.living and cited.verdict in _AT_RISK):
        return
    when = cited_date(spot.document, cited.note, cited.link)
    copy = copy_to_cite(cited.answers, when, choice.unverified)
    if copy is None:
        return
    opened = copy.verdict is SnapshotVerdict.VERIFIED
    state = cited.why if dead else "The page may change or go."
    told = f"{state.rstrip('.')}. {copy.archive} has a copy of {printed(copy.captured_at.date())}"
    if opened:
        told += "; it was opened and shows the page."
    else:
        told += "; nobody has opened it yet: look at it before you cite it."
    code = _DEAD_CODES.get(cited.verdict, "PC301")
    confidence = Confidence.CERTAIN if opened else Confidence.UNVERIFIED
    yield _Idea(code, tidy(copy.url), told, confidence, copy, dead)
