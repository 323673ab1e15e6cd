"""A Task to the Flow that does it, and how fast the lanes may go that are no hosts.

Rules kept here:
- The crawler runs flows and knows nothing of what they ask; this is the only place that knows what
  kinds of tasks there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import cast

from ..archives import Archive, named_archives
from ..archives.opening import opened
from ..model import NEWEST, Check, CrawlSettings, Flow, Outcome, Pace, Task
from ..registries import Registry, named_registries
from ..visiting.visit import visit

LIVE = "live"
"""The kind of a Task that visits the page itself; every other kind is the name of a registry
or an archive."""


def flow_for(task: Task, settings: CrawlSettings) -> Flow[Outcome]:
    """What has to be asked for a task.

    Raises:
        KeyError: the task is for an archive or a registry that these settings do not name.
    """
    if task.kind == LIVE:
        visiting = visit(task.target, settings, task.known)
        if task.target.archive_of is None:
            return visiting
        keepers = (each for each in _archives(settings).values() if each.serves(task.target.url))
        return _in_lane_of(next(keepers, None), visiting)
    if (registry := _registries(settings).get(task.kind)) is not None:
        return registry.lookup(task.target)
    if task.kind.endswith(NEWEST):
        return _newest(_archives(settings)[task.kind.removesuffix(NEWEST)], task)
    return opened(_archives(settings)[task.kind], task.target, settings.archives.copies)


def _newest(archive: Archive, task: Task) -> Flow[Outcome]:
    """The newest copy in an archive, opened: a page that is blocked today was there on that day."""
    answer = yield from opened(archive, replace(task.target, cited_at=None), 1)
    return replace(answer, archive=task.kind)


def _in_lane_of(archive: Archive | None, flow: Flow[Check]) -> Flow[Outcome]:
    """A visit to a copy that a letter cites: it counts against the limit of the copy's archive."""
    if archive is None:
        return (yield from flow)
    lane, _pace = archive.replay
    try:
        request = next(flow)
        while True:
            if archive.serves(request.url):
                request = replace(request, lane=lane)
            request = flow.send((yield request))
    except StopIteration as end:
        return cast(Check, end.value)


def paces(settings: CrawlSettings) -> Mapping[str, Pace]:
    """Lane → pace, for the lanes of archives and registries. Every other lane is a host."""
    archives = _archives(settings).values()
    return {
        **dict(archive.replay for archive in archives),
        **{archive.lane: archive.pace for archive in archives},
        **{each.lane: each.pace for each in _registries(settings).values()},
    }


@lru_cache(maxsize=8)
def _archives(settings: CrawlSettings) -> Mapping[str, Archive]:
    return named_archives(settings)


@lru_cache(maxsize=8)
def _registries(settings: CrawlSettings) -> Mapping[str, Registry]:
    return named_registries(settings)
