"""What the web answers: links in, judged Checks and ArchiveAnswers out.

The names below are imported when they are first used, so that a command pays only for what it does.
None of them is the name of a module here: importing the module would put it in the name's place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .agenda import ListAgenda
    from .archives import ARCHIVES, archives_about, archives_for
    from .archives.choose import best, combined, ranked
    from .crawler import crawl
    from .drifting import drift
    from .fragments import missing_place
    from .match import match_fields
    from .quotes import SourceText, match_quotation
    from .reasons import REASONS
    from .reasons import as_markdown as verdicts_page
    from .registries import (
        REGISTRIES,
        SEARCHED,
        NamedWork,
        is_another_work,
        is_same_work,
        names_in,
        registered_names,
        registries_for,
        registry_tasks,
    )
    from .sinks import Landed, sunk
    from .visit import may_be_told

__all__ = [
    "ARCHIVES",
    "REASONS",
    "REGISTRIES",
    "SEARCHED",
    "Landed",
    "ListAgenda",
    "NamedWork",
    "SourceText",
    "archives_about",
    "archives_for",
    "best",
    "combined",
    "crawl",
    "drift",
    "is_another_work",
    "is_same_work",
    "match_fields",
    "match_quotation",
    "may_be_told",
    "missing_place",
    "names_in",
    "ranked",
    "registered_names",
    "registries_for",
    "registry_tasks",
    "sunk",
    "verdicts_page",
]

_HOMES = {
    "ARCHIVES": ("archives", "ARCHIVES"),
    "Landed": ("sinks", "Landed"),
    "ListAgenda": ("agenda", "ListAgenda"),
    "REASONS": ("reasons", "REASONS"),
    "NamedWork": ("registries", "NamedWork"),
    "REGISTRIES": ("registries", "REGISTRIES"),
    "SEARCHED": ("registries", "SEARCHED"),
    "SourceText": ("quotes", "SourceText"),
    "archives_about": ("archives", "archives_about"),
    "archives_for": ("archives", "archives_for"),
    "best": ("archives.choose", "best"),
    "combined": ("archives.choose", "combined"),
    "crawl": ("crawler", "crawl"),
    "drift": ("drifting", "drift"),
    "is_another_work": ("registries", "is_another_work"),
    "is_same_work": ("registries", "is_same_work"),
    "match_fields": ("match", "match_fields"),
    "match_quotation": ("quotes", "match_quotation"),
    "may_be_told": ("visit", "may_be_told"),
    "missing_place": ("fragments", "missing_place"),
    "names_in": ("registries", "names_in"),
    "ranked": ("archives.choose", "ranked"),
    "registered_names": ("registries", "registered_names"),
    "registries_for": ("registries", "registries_for"),
    "registry_tasks": ("registries", "registry_tasks"),
    "sunk": ("sinks", "sunk"),
    "verdicts_page": ("reasons", "as_markdown"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, attribute = _HOMES[name]
    found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), attribute)
    return found
