"""`pincite history URL`: what became of a link, check by check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from pincite.errors import UsageError

from .ending import UNFINISHED
from .options import output_to, settings_from, settings_options
from .problems import printable
from .telling import tell_left_out

if TYPE_CHECKING:
    from results.model import Decision, Timeline

_LEFT = {
    "missing": "gone from its folder, no longer audited",
    "forgotten": "forgotten, no longer audited",
}
"""Why audits leave a letter out."""
_WIDTH = 11
"""Of a verdict in the table; the longest word is unreachable."""


@click.command(name="history", short_help="Tell what became of a link, check by check.")
@click.argument("url")
@click.option("--format", "format_name", metavar="NAME", default="table", help="table or json.")
@click.option("--output", metavar="FILE", help="Write it there.")
@settings_options("--db", "--db-wait")
def command(url: str, format_name: str, output: str | None, **arguments: object) -> int:
    """Tell every check of a link: when, verdict, status, reason; and where it is cited.

    A check that turned the verdict is marked with a star. What a person judged of it stands last.
    A letter that audits leave out, since it is gone or was forgotten, is told as such.
    """
    if format_name not in ("table", "json"):
        raise UsageError(f"--format: no format {format_name!r} (there are table, json)")
    settings = settings_from(arguments)
    from results import Store

    with Store.open(settings.db, read_only=True, wait=settings.db_wait) as store:
        told = store.timeline(url)
        judged = next((each for each in store.decisions() if each.url == told.url), None)
        with output_to(output) as out:
            (_write_json if format_name == "json" else _write_table)(told, judged, out)
        sys.stdout.flush()
        return UNFINISHED if tell_left_out(store) else 0


def _write_table(told: Timeline, judged: Decision | None, out: TextIO) -> None:
    out.writelines(f"{printable(line)}\n" for line in _lines(told, judged))


def _lines(told: Timeline, judged: Decision | None) -> Iterator[str]:
    from checker import REASONS
    from results import decision_words

    yield told.url
    for each in told.cited:
        place = [f"note {each.note}"] if each.note else []
        place += [f"line {each.line}"] if each.line else []
        place += [f"page {each.page}"] if each.page else []
        left = f" ({_LEFT[each.departed]})" if each.departed is not None else ""
        yield f"  cited in {', '.join([each.path, *place])}{left}"
    if not told.checks:
        yield "  never checked"
    for check in told.checks:
        mark = "*" if check.turned else " "
        status = "-" if check.status is None else str(check.status)
        head = (
            f"{check.checked_at:%Y-%m-%d %H:%M} {mark} {check.verdict.value:{_WIDTH}} {status:>3}"
        )
        moved = check.final_url if check.final_url not in (None, told.url) else ""
        tail = f" -> {moved}" if moved else ""
        _, sentence = REASONS.get(check.reason, (None, check.reason))
        yield f"  {head}  {sentence}{tail} (run {check.run})"
    if judged is not None:
        yield f"  {decision_words(judged)}"


def _write_json(told: Timeline, judged: Decision | None, out: TextIO) -> None:
    from checker import stamp

    value = {
        "format_version": 1,
        "url": told.url,
        "cited_in": [
            {
                "path": each.path,
                "note": each.note,
                "line": each.line,
                "page": each.page,
                "departed": each.departed,
            }
            for each in told.cited
        ],
        "checks": [
            {
                "run": each.run,
                "checked_at": stamp(each.checked_at),
                "verdict": each.verdict.value,
                "reason": each.reason,
                "status": each.status,
                "final_url": each.final_url,
                "evidence": each.evidence,
                "turned": each.turned,
            }
            for each in told.checks
        ],
        "judged": judged
        and {"word": judged.word, "until": judged.until.isoformat(), "why": judged.why},
    }
    out.write(json.dumps(value, indent=2) + "\n")
