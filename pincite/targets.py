"""Documents → what to ask: one Target per canonical key, and the Tasks that go with it.

Rules kept here:
- A link is asked once, however many notes cite it.
- A copy should be near to what the author saw: the access date, else the cited date, else the
  letter's date; the earliest, where several notes cite the link.
- A cited archive copy is asked like any page, and its original is asked beside it.
- An identifier is asked about once, in every registry that keeps its kind; so is a work that has
  none and is searched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker import (
    archives_about,
    archives_for,
    may_be_told,
    names_in,
    registries_for,
    registry_tasks,
)
from checker.model import CrawlSettings, Pace, Target, Task
from citations import canonical_key, citation_of, cited_date, host_of
from citations.model import Document, Link, LinkRole, Note

from .sources import is_url


def targets_of(document: Document) -> dict[str, Target]:
    """Every link of a document as a Target, by key."""
    targets: dict[str, Target] = {}
    for note, link in document.all_links():
        for target in _targets_of_link(document, note, link):
            known = targets.get(target.key)
            targets[target.key] = known.joined(target) if known else target
    return targets


def _targets_of_link(document: Document, note: Note | None, link: Link) -> Iterator[Target]:
    citation = citation_of(document, note, link)
    titles = (citation.title,) if citation and citation.title else ()
    cited_at = cited_date(document, note, link)
    yield Target(
        key=link.key,
        url=link.url,
        titles=titles,
        cited_at=cited_at,
        fragment=link.url.partition("#")[2] or None,
        archive_of=link.archive_of,
    )
    if link.role is LinkRole.ARCHIVE and link.archive_of and is_url(link.archive_of):
        yield Target(canonical_key(link.archive_of), link.archive_of, titles, cited_at)


def tasks_for(targets: Iterable[Target], settings: CrawlSettings) -> Iterator[Task]:
    """The live question for every target, and one question per archive for every source."""
    for target in targets:
        yield Task("live", lane_of(target.url), target)
        if settings.archives.enabled and may_be_told(target, settings):
            for name, lane in archives_about(target, settings):
                yield Task(name, lane, target)


def identifier_tasks(
    document: Document, settings: CrawlSettings, notes: frozenset[str] | None = None
) -> Iterator[Task]:
    """The questions to registries about the works that a document names or describes.

    `notes`, where given, are the labels of the only notes that are to be asked about.
    """
    named: dict[str, Target] = {}
    for each in names_in(document):
        if notes is None or (each.note is not None and each.note.label in notes):
            target = each.target
            known = named.get(target.key)
            named[target.key] = known.joined(target) if known else target
    for target in named.values():
        yield from registry_tasks(target, settings)


def kinds_asked(settings: CrawlSettings) -> tuple[tuple[str, str | None], ...]:
    """Every kind of task of a run with its lane; None where the host is the lane."""
    beside = (*archives_asked(settings), *registries_for(settings))
    return (("live", None), *((name, lane) for name, lane, _ in beside))


def archives_asked(settings: CrawlSettings) -> tuple[tuple[str, str, Pace], ...]:
    """Name, lane and pace of every archive that a run asks."""
    return tuple(archives_for(settings)) if settings.archives.enabled else ()


def lane_of(url: str) -> str:
    """The host that paces a URL; an empty lane for what has no host."""
    return host_of(url) if is_url(url) else ""
