"""What the web answers: links in, judged Checks and ArchiveAnswers out.

The names below are imported when they are first used, so that a command pays only for what it does.
None of them is the name of a module here: importing the module would put it in the name's place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .archives import ARCHIVES, archives_about, archives_for
    from .archives.choose import best, combined, ranked
    from .crawling.agenda import ListAgenda
    from .crawling.crawler import crawl, crawl_into
    from .drifting import drift
    from .fetching.overrides import parse_override
    from .judging.fragments import missing_place
    from .judging.sinks import Landed, sunk
    from .letters import FetchedLetter, NotFetched, fetch_letter
    from .match import match_fields
    from .moments import stamp
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
    from .saving import SAVERS, Saver, save_pages, saver_named
    from .saving.records import capture_of, whole_responses
    from .saving.records import opening as warc_opening
    from .saving.records import records_of as warc_records
    from .saving.wacz import Package, PackedPage
    from .saving.wacz import pack as pack_wacz
    from .visiting.visit import may_be_told

__all__ = [
    "ARCHIVES",
    "REASONS",
    "REGISTRIES",
    "SAVERS",
    "SEARCHED",
    "FetchedLetter",
    "Landed",
    "ListAgenda",
    "NamedWork",
    "NotFetched",
    "Package",
    "PackedPage",
    "Saver",
    "SourceText",
    "archives_about",
    "archives_for",
    "best",
    "capture_of",
    "combined",
    "crawl",
    "crawl_into",
    "drift",
    "fetch_letter",
    "is_another_work",
    "is_same_work",
    "match_fields",
    "match_quotation",
    "may_be_told",
    "missing_place",
    "names_in",
    "pack_wacz",
    "parse_override",
    "ranked",
    "registered_names",
    "registries_for",
    "registry_tasks",
    "save_pages",
    "saver_named",
    "stamp",
    "sunk",
    "verdicts_page",
    "warc_opening",
    "warc_records",
    "whole_responses",
]

_HOMES = {
    "ARCHIVES": ("archives", "ARCHIVES"),
    "Landed": ("judging.sinks", "Landed"),
    "ListAgenda": ("crawling.agenda", "ListAgenda"),
    "REASONS": ("reasons", "REASONS"),
    "NamedWork": ("registries", "NamedWork"),
    "REGISTRIES": ("registries", "REGISTRIES"),
    "SEARCHED": ("registries", "SEARCHED"),
    "SourceText": ("quotes", "SourceText"),
    "archives_about": ("archives", "archives_about"),
    "archives_for": ("archives", "archives_for"),
    "best": ("archives.choose", "best"),
    "combined": ("archives.choose", "combined"),
    "crawl": ("crawling.crawler", "crawl"),
    "crawl_into": ("crawling.crawler", "crawl_into"),
    "drift": ("drifting", "drift"),
    "FetchedLetter": ("letters", "FetchedLetter"),
    "NotFetched": ("letters", "NotFetched"),
    "fetch_letter": ("letters", "fetch_letter"),
    "is_another_work": ("registries", "is_another_work"),
    "is_same_work": ("registries", "is_same_work"),
    "match_fields": ("match", "match_fields"),
    "match_quotation": ("quotes", "match_quotation"),
    "may_be_told": ("visiting.visit", "may_be_told"),
    "missing_place": ("judging.fragments", "missing_place"),
    "names_in": ("registries", "names_in"),
    "parse_override": ("fetching.overrides", "parse_override"),
    "ranked": ("archives.choose", "ranked"),
    "registered_names": ("registries", "registered_names"),
    "registries_for": ("registries", "registries_for"),
    "registry_tasks": ("registries", "registry_tasks"),
    "stamp": ("moments", "stamp"),
    "sunk": ("judging.sinks", "sunk"),
    "verdicts_page": ("reasons", "as_markdown"),
    "Package": ("saving.wacz", "Package"),
    "PackedPage": ("saving.wacz", "PackedPage"),
    "SAVERS": ("saving", "SAVERS"),
    "Saver": ("saving", "Saver"),
    "capture_of": ("saving.records", "capture_of"),
    "pack_wacz": ("saving.wacz", "pack"),
    "save_pages": ("saving", "save_pages"),
    "saver_named": ("saving", "saver_named"),
    "warc_opening": ("saving.records", "opening"),
    "warc_records": ("saving.records", "records_of"),
    "whole_responses": ("saving.records", "whole_responses"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, attribute = _HOMES[name]
    found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), attribute)
    return found
