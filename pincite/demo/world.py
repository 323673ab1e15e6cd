"""A world to try pincite in: letters, the web that they cite, and settings that reach it.

Rules kept here:
- Everything is asked on loopback: hosts through CrawlSettings.resolve, archives through their
  addresses in the settings. One name is left to this machine's DNS on purpose: readinglab.example,
  which no name server knows. A machine without DNS calls it unreachable instead of gone.
- The guard against private addresses stays on: overrides pass it, so the letter's private link is
  refused here as it would be anywhere.
- The verdict "unknown" is not staged. It means that a link was not asked, and in this world every
  link is; interrupt the demo, and what was left is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

from checker.model import (
    ArchiveSettings,
    CrawlSettings,
    MementoSettings,
    RegistriesSettings,
    WaybackSettings,
)

from .site import CANARY, EXCLUDED, MEMENTO_HOST, WAYBACK_HOST, Place, furnish, places
from .web import Web

LETTERS = ("coalition-letter.txt", "evening-hours-brief.md")


@dataclass(frozen=True, slots=True)
class DemoWorld:
    """What `pincite demo` runs on, while the web is being served."""

    letters: tuple[tuple[str, bytes], ...]
    """File names and bytes."""
    crawl: CrawlSettings
    places: tuple[Place, ...]
    """Every cited address with the verdict that it shows."""
    web: Web
    """Its record of requests, for the curious and for tests."""


@contextmanager
def demo_world() -> Iterator[DemoWorld]:
    """Serve the demo's web on loopback until the block ends."""
    wanted = places()
    with Web() as web:
        furnish(web, wanted)
        yield DemoWorld(letters(), _settings(web), wanted, web)


def letters() -> tuple[tuple[str, bytes], ...]:
    """The demo's letters: file names and bytes."""
    folder = files(__package__) / "letters"
    return tuple((name, (folder / name).read_bytes()) for name in LETTERS)


def _settings(web: Web) -> CrawlSettings:
    """Impatient: a host that hangs costs the demo two seconds a try, beside all the others."""
    return CrawlSettings(
        timeout=1.5,
        connect_timeout=1.0,
        retries=1,
        retry_wait=0.1,
        retry_after_cap=1.0,
        per_host=4,
        host_interval=0.02,
        max_redirects=5,
        resolve=web.resolve_overrides(),
        exclude=(EXCLUDED,),
        canaries=(CANARY,),
        registries=RegistriesSettings(enabled=False),
        archives=ArchiveSettings(
            wayback=WaybackSettings(endpoint=f"http://{WAYBACK_HOST}", per_minute=6000.0),
            memento=(
                MementoSettings(
                    name="memento",
                    timegate=f"http://{MEMENTO_HOST}/timegate/",
                    timemap=f"http://{MEMENTO_HOST}/timemap/link/",
                    raw=f"http://{MEMENTO_HOST}/{{timestamp}}id_/{{url}}",
                    per_minute=6000.0,
                ),
            ),
        ),
    )
