"""`pincite demo`: every verdict to be seen, without a network."""

from __future__ import annotations

import os
import tempfile
from contextlib import chdir
from pathlib import Path

import click

from .check import Telling, run_check


@click.command(name="demo", short_help="Check a letter against a small web on this machine.")
@click.option(
    "--output",
    metavar="FILE",
    default="pincite-demo.html",
    show_default=True,
    help="Where the HTML report goes.",
)
@click.option("--keep", metavar="FOLDER", help="Keep the letters and the database in this folder.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def command(output: str, keep: str | None, quiet: bool) -> int:
    """Check letters against a small web that pincite serves itself, on loopback.

    Living and moved pages, dead and disguised ones, walls, archives that have a copy and archives
    that do not answer: a few seconds, no network, and an HTML report to open.
    """
    page = Path(output).absolute()
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="pincite-demo-") as folder:
            _run(Path(folder), page, quiet)
    else:
        Path(keep).mkdir(parents=True, exist_ok=True)
        _run(Path(keep), page, quiet)
    click.echo(f"\nThe report for editors: {_short(page)}")
    return 0


def _run(folder: Path, page: Path, quiet: bool) -> None:
    from pincite.demo import demo_world
    from pincite.settings import Settings
    from results import REPORTS, ReportOptions, Store

    with demo_world() as world, chdir(folder):
        for name, data in world.letters:
            Path(name).write_bytes(data)
        settings = Settings(
            crawl=world.crawl,
            archives=world.crawl.archives,
            registries=world.crawl.registries,
        )
        run_check(
            tuple(name for name, _ in world.letters), settings, Telling("terminal", quiet=quiet)
        )
        with (
            Store.open(settings.db, read_only=True) as store,
            page.open("w", encoding="utf-8") as out,
        ):
            REPORTS["html"].write(store.report(), out, ReportOptions())


def _short(page: Path) -> str:
    """Relative where that is shorter to read."""
    return os.path.relpath(page) if page.is_relative_to(Path.cwd()) else str(page)
