"""Registries of identifiers: one file per registry behind one table, REGISTRIES.

Rules kept here:
- A registry is one file and one line here; its place and pace are settings.
- A registry is asked about the schemes that it keeps, and about nothing else. Works are searched
  for where the settings allow it (`search`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..model import CrawlSettings, Pace, RegistryAccess, Target, Task
from .agreement import is_another_work, is_same_work
from .arxiv import Arxiv
from .courtlistener import CourtListener
from .crossref import Crossref
from .datacite import DataCite
from .doi import Handles
from .federalregister import FederalRegister
from .govinfo import GovInfo
from .naming import NamedWork, names_in, registered_names
from .openalex import OpenAlex
from .openlibrary import OpenLibrary
from .pubmed import PubMed
from .registry import Registry
from .searching import SEARCHED

__all__ = [
    "REGISTRIES",
    "SEARCHED",
    "NamedWork",
    "Registry",
    "is_another_work",
    "is_same_work",
    "named_registries",
    "names_in",
    "registered_names",
    "registries_for",
    "registry_tasks",
]

REGISTRIES: Mapping[str, Callable[[str, RegistryAccess], Registry]] = {
    "doi": Handles,
    "crossref": Crossref,
    "datacite": DataCite,
    "arxiv": Arxiv,
    "pubmed": PubMed,
    "openlibrary": OpenLibrary,
    "govinfo": GovInfo,
    "courtlistener": CourtListener,
    "federalregister": FederalRegister,
    "openalex": OpenAlex,
}
"""Name of a registry, which is that of its settings → what asks it."""


def named_registries(settings: CrawlSettings) -> Mapping[str, Registry]:
    """Every registry that the settings leave on and that can be asked, by name."""
    if not settings.registries.enabled:
        return {}
    access = {name: getattr(settings.registries, name) for name in REGISTRIES}
    registries = (REGISTRIES[name](name, at) for name, at in access.items() if at.enabled)
    return {each.name: each for each in registries if each.is_ready}


def registries_for(settings: CrawlSettings) -> tuple[tuple[str, str, Pace], ...]:
    """Name, lane and pace of every registry that the settings leave on."""
    return tuple((each.name, each.lane, each.pace) for each in named_registries(settings).values())


def registry_tasks(target: Target, settings: CrawlSettings) -> Iterator[Task]:
    """One question for each registry that keeps the target's scheme."""
    scheme = target.key.partition(":")[0]
    if scheme in SEARCHED and not settings.registries.search:
        return
    for registry in named_registries(settings).values():
        if scheme in registry.schemes:
            yield Task(registry.name, registry.lane, target)
