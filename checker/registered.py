"""What a registry says of an identifier, as frozen values.

Rules kept here:
- "It is not registered" and "we could not ask" are two values, and no finding mixes them.
- A record holds what tells one work from another, and what became of the work since; no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RegistryOutcome(StrEnum):
    """The three answers of a registry. The last never reads as the second."""

    REGISTERED = "registered"
    ABSENT = "absent"
    UNANSWERED = "unanswered"


class UpdateKind(StrEnum):
    """What became of a work after it was published (Crossref's update types, folded)."""

    RETRACTION = "retraction"
    """Retracted, withdrawn or removed."""
    CONCERN = "concern"
    """An expression of concern."""
    CORRECTION = "correction"
    """Correction, erratum, corrigendum, addendum, clarification."""
    VERSION = "version"
    """A newer version, or the journal's version of a preprint."""


@dataclass(frozen=True, slots=True)
class Update:
    """One notice about a work."""

    kind: UpdateKind
    url: str = ""
    """Where a reader finds the notice; empty where the registry does not say."""
    date: str | None = None
    """ISO date of the notice, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Record:
    """A work as its registry describes it."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    """As printed: given name, family name."""
    published: str | None = None
    """ISO date, as far as it is known: the earliest that the registry gives."""
    container: str | None = None
    """Journal, book or series."""
    type: str | None = None
    """In the registry's own words (journal-article, Dataset, preprint)."""
    updates: tuple[Update, ...] = ()
    doi: str | None = None
    """The work's DOI in lower case, where the registry gives one."""


@dataclass(frozen=True, slots=True)
class RegistryAnswer:
    """What one registry said of one identifier, or of a work that was searched for."""

    key: str
    """Scheme and value, as checker.registered_names makes them: "doi:10.1000/182"."""
    registry: str
    """Its name in the settings."""
    outcome: RegistryOutcome
    record: Record | None = None
    """None where the registry only says that the identifier exists. Of a search: the work that
    comes nearest to the citation; whether it is the cited one is judged from its fields."""
    detail: str = ""
    asked_at: datetime | None = None
