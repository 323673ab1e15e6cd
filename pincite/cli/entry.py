"""The group of commands, and the one place where exceptions become exit codes."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import click

from pincite import __version__
from pincite.errors import PinciteError, UsageError

COMMANDS: Mapping[str, str] = {
    "archive": "Save living sources that no archive has, before they die.",
    "audit": "Ask again what is due in the database, and tell what changed.",
    "check": "Read letters, ask the web and the archives, and report.",
    "demo": "Check a letter against a small web on this machine that shows every verdict.",
    "explain": "Say what a finding means and how to mend it.",
    "extract": "Read letters only: notes, citations, links and quotations.",
    "fix": "Show what to change in letters as a diff, or change it.",
    "history": "Tell what became of a link, check by check.",
    "judge": "Keep a person's word on a link: alive, or dead.",
    "report": "Tell a run again from the database, in any format.",
}
"""Every command with its line in `pincite --help`; the module of the same name holds `command`."""

USAGE = 2
UNFINISHED = 3


class ReaderGone(Exception):
    """Whoever read our output closed it."""


class Interrupted(Exception):
    """Someone pressed Ctrl-C. Click would print an empty line before it tells us."""


class LazyGroup(click.Group):
    """Imports a command's module only when that command runs."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Click ends with 1 where a pipe is closed: here 1 means findings."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error
        except KeyboardInterrupt as error:
            raise Interrupted from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help text."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command itself; None for an unknown name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"pincite.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="pincite")
def cli() -> None:
    """Check every source that a footnoted letter cites.

    Would a reader who follows this footnote today find what the author saw? pincite reads letters,
    finds their notes, citations and links, asks the web and the archives, and keeps the answers in
    SQLite.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage or settings; 3 the run could
    not be done or finished.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    # `import httpx` imports a command line of its own where it can, with pygments and what else it
    # prints with: a tenth of a second, for nothing. An empty module makes it do without.
    sys.modules.setdefault("httpx._main", ModuleType("httpx._main"))
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    # Hardly anything here is a cycle, and looking for some takes a twentieth of a run's time.
    gc.set_threshold(20_000, 20, 20)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed before we started (`>&-`)
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that lacks a character shows "?"
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(arguments, prog_name="pincite", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        return _fail(_told(error), USAGE)
    except (click.Abort, Interrupted, KeyboardInterrupt):
        return _fail("interrupted", UNFINISHED)
    except (ReaderGone, BrokenPipeError):
        # The reader (`| head`) has what it wanted; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNFINISHED
    except Exception as error:
        return _explain(error)
    return code if isinstance(code, int) else 0


def _explain(error: Exception) -> int:
    """One line for an error that we know, and a hint for one that we do not."""
    if isinstance(error, UsageError):
        return _fail(str(error), USAGE)
    if isinstance(error, PinciteError) or _is_known(error):
        return _fail(_worded(error), UNFINISHED)
    if os.environ.get("PINCITE_TRACEBACK"):
        raise error
    kind = type(error).__name__
    return _fail(
        f"internal error: {kind}: {_one_line(str(error))} (set PINCITE_TRACEBACK=1 to see where)",
        UNFINISHED,
    )


def _told(error: click.ClickException) -> str:
    """A mistake on the command line, and where help is."""
    message = error.format_message()
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    sentence = message[:1].lower() + message[1:].rstrip(".")
    return f"{sentence} (see `{where} --help`)" if where else sentence


def _worded(error: Exception) -> str:
    """An error of ours in its own words; one of the system without Python's brackets."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror


def _is_known(error: Exception) -> bool:
    from checker.model import CrawlError
    from citations.model import ReadError
    from results.model import StoreError

    return isinstance(error, CrawlError | ReadError | StoreError | OSError)


def _fail(message: str, code: int) -> int:
    click.echo(f"pincite: {_one_line(message)}", err=True)
    return code


def _one_line(message: str) -> str:
    """Error texts may quote a file or a server: no line breaks, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())
