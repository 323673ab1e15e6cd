"""The group of commands, and what click says as exit codes."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import ModuleType
from typing import Any

import click

from pincite import __version__
from pincite.errors import UsageError

from .ending import USAGE, Interrupted, ReaderGone, ended, failed

COMMANDS: Mapping[str, str] = {
    "archive": "Save living sources that no archive has, before they die.",
    "audit": "Ask again what is due in the database, and tell what changed.",
    "check": "Read letters, ask the web and the archives, and report.",
    "demo": "Check a letter against a small web on this machine that shows every verdict.",
    "explain": "Say what a finding means and how to mend it.",
    "extract": "Read letters only: notes, citations, links and quotations.",
    "fix": "Show what to change in letters as a diff, or change it.",
    "forget": "Leave letters out of audits from now on.",
    "history": "Tell what became of a link, check by check.",
    "judge": "Keep a person's word on a link: alive, or dead.",
    "report": "Tell a run again from the database, in any format.",
}
"""Every command with its line in `pincite --help`; the module of the same name holds `command`."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            hints = "; ".join([*_nearest(args[0], COMMANDS), f"see `{ctx.command_path} --help`"])
            raise UsageError(f"no such command {args[0]!r} ({hints})")
        return super().resolve_command(ctx, args)

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


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code, whatever happens."""
    return ended(lambda: call(arguments))


def call(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code. Raises what `ended` heeds."""
    # `import httpx` imports a command line of its own where it can, with pygments and what else it
    # prints with: a tenth of a second, for nothing. An empty module makes it do without.
    sys.modules.setdefault("httpx._main", ModuleType("httpx._main"))
    try:
        code = cli.main(arguments, prog_name="pincite", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        return failed(_told(error), USAGE)
    except click.Abort as error:
        raise Interrupted from error
    return code if isinstance(code, int) else 0


def _told(error: click.ClickException) -> str:
    """A mistake on the command line, and where help is."""
    message = error.format_message()
    hints: list[str] = []
    if isinstance(error, click.NoSuchOption):
        message = f"no such option {error.option_name!r}"
        hints = _nearest(error.option_name, error.possibilities or ())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hints.append(f"see `{error.ctx.command_path} --help`")
    sentence = message[:1].lower() + message[1:].rstrip(".")
    return f"{sentence} ({'; '.join(hints)})" if hints else sentence


def _nearest(name: str, known: Iterable[str]) -> list[str]:
    """What was meant, where that can be guessed."""
    return [f"did you mean {near!r}?" for near in get_close_matches(name, known, 1)]
