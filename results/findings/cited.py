"""Every link of a dossier with all that is known about it.

Rules kept here:
- A link that was not asked is left out: no finding comes from not knowing.
- "Dead" is what a reader meets for good: gone, a soft 404, parked. Unreachable may pass.
- A copy that the letter cites itself counts as a copy of the link that it stands beside.
- An e-mail address is no source: it is here only when it cannot be one, or its domain is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from checker import combined
from checker.model import DEAD, ArchiveAnswer, ArchiveOutcome, Check, Exchange, Verdict
from citations import canonical_key
from citations.model import Document, Link, LinkRole, Note

from ..model import Dossier
from ..wording import reason_sentence
from .addresses import address_of
from .rule import Place, at_link

DEAD_FOR_GOOD = frozenset({Verdict.GONE, Verdict.SOFT_404, Verdict.PARKED})

_WRONG_MAIL = frozenset({Verdict.GONE, Verdict.INVALID})

_BRACKET_GAP = 24
"""Most characters between a URL and the archive bracket after it ("> (archived at <")."""


DISTRUSTED_HOSTS = frozenset(
    f"archive.{domain}" for domain in ("today", "is", "ph", "md", "li", "vn", "fo")
)
"""archive.today under all its names; the English Wikipedia deprecated it on 2026-02-20."""


@dataclass(frozen=True, slots=True)
class CitedLink:
    """A link that was asked."""

    document: Document
    note: Note | None
    link: Link
    check: Check
    answers: tuple[ArchiveAnswer, ...]
    copies: tuple[Link, ...]
    """Copies of it that the letter cites itself, neither dead nor distrusted."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return at_link(self.document, self.note, self.link)

    @property
    def verdict(self) -> Verdict:
        """What the live link is."""
        return self.check.judgement.verdict

    @property
    def why(self) -> str:
        """Why it is that, as a sentence."""
        return reason_sentence(self.check.judgement.reason)

    @property
    def archived(self) -> ArchiveOutcome | None:
        """What the archives, taken together, say of it; None where none was asked."""
        return combined(self.answers) if self.answers else None

    @property
    def final_url(self) -> str | None:
        """Where the answer came from, with this link's own fragment; None without an exchange."""
        exchange = self.check.exchange
        return landing(self.link.url, exchange) if exchange else None

    @property
    def is_source(self) -> bool:
        """True unless it is itself an archive's copy."""
        return self.link.role is LinkRole.SOURCE


_last: tuple[Dossier, tuple[CitedLink, ...]] | None = None
"""The links of the letter that is being looked at: twenty findings ask for them."""


def cited_links(dossier: Dossier) -> tuple[CitedLink, ...]:
    """Every link that was asked, in order of the document."""
    global _last  # noqa: PLW0603 (one entry, told by identity)
    last = _last
    if last is None or last[0] is not dossier:
        last = _last = (dossier, tuple(_cited_links(dossier)))
    return last[1]


def sources(dossier: Dossier, *verdicts: Verdict) -> Iterator[CitedLink]:
    """Every link to a source that is one of these."""
    return (each for each in cited_links(dossier) if each.is_source and each.verdict in verdicts)


def without_copy(dossier: Dossier, outcome: ArchiveOutcome) -> Iterator[tuple[CitedLink, str]]:
    """Every source that has no copy in the letter and of which the archives together say `outcome`;
    with the names of those that say so.
    """
    for cited in cited_links(dossier):
        if cited.is_source and not cited.copies and cited.archived is outcome:
            said = (each.archive for each in cited.answers if each.outcome is outcome)
            yield cited, ", ".join(said)


def forget_links() -> None:
    """Let go of the letter that was looked at last."""
    global _last  # noqa: PLW0603
    _last = None


def _cited_links(dossier: Dossier) -> Iterator[CitedLink]:
    copies: Mapping[str, tuple[Link, ...]] | None = None
    for note, link in dossier.document.all_links():
        check = dossier.checks.get(link.key)
        if check is None or (link.is_mail and check.judgement.verdict not in _WRONG_MAIL):
            continue
        if copies is None:
            copies = _living_copies(dossier)
        yield CitedLink(
            dossier.document,
            note,
            link,
            check,
            dossier.answers.get(link.key, ()),
            copies.get(link.key, ()),
        )


def landing(url: str, exchange: Exchange) -> str:
    """Where a link leads: its fragment goes along, unless a redirect gave another.

    The exchange may have been made for another fragment of the same page (RFC 9110, 10.2.2).
    """
    final = exchange.final_url
    if "#" not in final and "#" not in url:
        return final  # nearly every link
    end, fragment = urldefrag(final)
    if fragment and fragment != urldefrag(exchange.request.url).fragment:
        return final
    own = urldefrag(url).fragment
    return f"{end}#{own}" if own else end


def secure_url(cited: CitedLink) -> str | None:
    """Where the answer came from, if that is the cited http address with https and no more."""
    final = cited.final_url
    if final is None or not cited.link.url.lower().startswith("http://"):
        return None
    if not final.lower().startswith("https://"):
        return None
    address = address_of(cited.link.url)
    return final if address is not None and address == address_of(final) else None


def is_distrusted(link: Link) -> bool:
    """Whether the link is a copy in an archive that may no longer be relied on."""
    url = link.url
    if url.isascii() and "archive." not in url.lower():
        return False  # nearly every link: not worth taking it apart
    address = address_of(url)
    return address is not None and address.host in DISTRUSTED_HOSTS


def _living_copies(dossier: Dossier) -> Mapping[str, tuple[Link, ...]]:
    """Archive links of the letter by the key of their original."""
    found: dict[str, tuple[Link, ...]] = {}
    before: tuple[Note | None, Link] | None = None
    for note, link in dossier.document.all_links():
        if link.role is LinkRole.ARCHIVE:
            key = _original_key(dossier.document, link, before, note)
            check = dossier.checks.get(link.key)
            dead = check is not None and check.judgement.verdict in DEAD
            if key and not dead and not is_distrusted(link):
                found[key] = (*found.get(key, ()), link)
        elif not link.is_mail:
            before = (note, link)
    return found


def _original_key(
    document: Document, copy: Link, before: tuple[Note | None, Link] | None, note: Note | None
) -> str | None:
    """The original's key: told by the archive URL, else by the bracket that it stands in.

    Bluebook 18.2.1(d): "URL [https://perma.cc/XXXX-XXXX]" is one citation.
    """
    if copy.archive_of is not None:
        return canonical_key(copy.archive_of)
    if before is not None and in_bracket(document, before, copy, note):
        return before[1].key
    return None


def in_bracket(
    document: Document, before: tuple[Note | None, Link], copy: Link, note: Note | None
) -> bool:
    """Whether a copy stands in the archive bracket of the source link before it."""
    if before[0] is not note:
        return False
    gap = document.text[before[1].span.end : copy.span.start]
    return 0 < len(gap) <= _BRACKET_GAP and ("[" in gap or "(" in gap)
