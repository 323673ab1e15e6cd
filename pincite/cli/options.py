"""Options that several commands share, made from the table in pincite.settings."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from pincite.errors import PinciteError, UsageError
from pincite.settings import OPTIONS, Option, Settings, load

if TYPE_CHECKING:
    from results import ReportOptions

Decorated = Callable[..., Any]


def settings_options(*flags: str, but: Collection[str] = ()) -> Callable[[Decorated], Decorated]:
    """Decorates a command with --config and the named flags (all of OPTIONS when none is named).

    `but` names flags that make no sense for the command.

    The command receives them as keyword arguments that `settings_from` turns into Settings.
    """
    chosen = [
        option
        for option in OPTIONS
        if (not flags or option.flag in flags) and option.flag not in but
    ]

    def decorate(command: Decorated) -> Decorated:
        for option in reversed(chosen):
            command = _click_option(option)(command)
        return click.option(
            "--config",
            metavar="FILE",
            help="Settings file.  [default: ./pincite.toml, or [tool.pincite] in ./pyproject.toml]",
        )(command)

    return decorate


def _click_option(option: Option) -> Callable[[Decorated], Decorated]:
    value = _value(option)
    default = "" if value is None or isinstance(value, bool) else written(value)
    text = f"{option.help}  [default: {default}]" if default else option.help
    if option.value is not None:
        return click.option(
            option.flag, _parameter(option), is_flag=True, flag_value=option.value, default=None,
            help=text,
        )  # fmt: skip
    return click.option(
        option.flag,
        _parameter(option),
        metavar=option.metavar,
        multiple=isinstance(_value(option), tuple) and option.path != "fail_on",
        help=text,
    )


def _parameter(option: Option) -> str:
    return option.flag.lstrip("-").replace("-", "_")


def _value(option: Option) -> object:
    value: object = Settings()
    for name in option.path.split("."):
        value = getattr(value, name)
    return value


def written(value: object) -> str:
    """A default as a person would write it."""
    from datetime import timedelta

    from pincite.durations import format_duration

    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def settings_from(arguments: Mapping[str, object]) -> Settings:
    """Settings from a command's keyword arguments; flags that were not given are left out."""
    flags = {
        option.path: arguments[_parameter(option)]
        for option in OPTIONS
        if arguments.get(_parameter(option)) not in (None, ())
    }
    config = arguments.get("config")
    return load(str(config) if config is not None else None, flags)


def format_for(
    name: str | None, output: str | None, default: str, also: tuple[str, ...] = ()
) -> str:
    """The report format: as named, else as the output's suffix says, else the default.

    `also` are formats that only this command has.

    Raises:
        UsageError: no such format.
    """
    from results import REPORTS

    if name is None:
        suffix = Path(output).suffix.lower() if output else ""
        name = next(
            (key for key, each in REPORTS.items() if suffix and each.suffix == suffix), default
        )
    if name not in REPORTS and name not in also:
        there = ", ".join((*also, *REPORTS))
        raise UsageError(f"--format: no format {name!r} (there are {there})")
    return name


def spare_letters(output: str | None, paths: Iterable[str]) -> None:
    """Refuse to write over a letter that is named to be read.

    Raises:
        UsageError: --output names one of the letters.
    """
    if output and os.path.isfile(output):  # noqa: PTH113 - Path raises where a name is too long
        for path in paths:
            if os.path.isfile(path) and os.path.samefile(path, output):  # noqa: PTH113, PTH121
                raise UsageError(f"--output: {output} is a letter that is to be read")


@contextmanager
def output_to(path: str | None) -> Iterator[TextIO]:
    """The file to write to, or stdout. A file is replaced only when all of it was written.

    What a link leads to is replaced, not the link; a device or a pipe is written into, never
    replaced by a file.

    Raises:
        UsageError: it cannot be written; PinciteError where the disk is full.
    """
    if path is None or path == "-":
        yield sys.stdout
        return
    with _writable(path):
        target = Path(path).resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        if target.is_file() and not target.stat().st_mode & 0o222:
            # A file is replaced, not opened, so the system would let it happen.
            raise PermissionError(errno.EACCES, "is read-only")
        # Two runs that write the same file at once must not write into each other's half.
        partial = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
        try:
            with partial.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Nobody named a wrong place: the run could not be finished."""


@contextmanager
def _writable(path: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        kind = PinciteError if error.errno in _FULL else UsageError
        raise kind(f"{path}: cannot be written ({error.strerror})") from error


def report_options(out: TextIO) -> ReportOptions:
    """Width and colour for a stream: both only where a person is looking."""
    import shutil

    from results import ReportOptions

    from .colors import wants_color

    if not out.isatty():
        return ReportOptions()
    return ReportOptions(width=shutil.get_terminal_size().columns, color=wants_color(out))
