"""Every setting that there is, given what it cannot be: exit 2 and one line that names the place.

Rules kept here:
- The settings are found in their dataclasses and in OPTIONS, so a new one is gone over by itself.
- A text with a meaning of its own has wrong values in OF_ITS_OWN; one without stands in ANY_LINE.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pincite.cli.entry import run
from pincite.overlay import HIDDEN
from pincite.settings import OPTIONS, Option, Settings


@dataclass(frozen=True)
class Known:
    """One setting."""

    path: str
    hint: Any
    table: str | None = None
    """The array of tables in which it stands."""

    def line(self, value: str, key: str | None = None) -> str:
        """A line of TOML that sets it, or a key like its own."""
        if self.table is None:
            return f"{key or self.path} = {value}"
        name = (key or self.path).rpartition(".")[2]
        row = {**WELL[self.table], name: value}
        return f"{self.table} = [{{{', '.join(f'{k} = {v}' for k, v in row.items())}}}]"


WELL = {
    "ignore": {"reason": '"known"', "code": '"PC201"'},
    "archives.memento": {"name": '"ours"', "timegate": '"https://a.example/"'},
}
"""What a table of an array needs beside the setting that is tried."""


def known(of: type = Settings, before: str = "", table: str | None = None) -> Iterator[Known]:
    hints = typing.get_type_hints(of)
    for name in (field.name for field in fields(of)):
        path, hint = before + name, hints[name]
        items = typing.get_args(hint)[:1]
        if path in HIDDEN:
            continue
        if is_dataclass(hint):
            yield from known(typing.cast("type", hint), f"{path}.")
        elif items and is_dataclass(items[0]):
            yield Known(path, list[Any])
            yield from known(typing.cast("type", items[0]), f"{path}.", path)
        else:
            yield Known(path, hint, table)


SETTINGS = tuple(known())
LONG = "9" * 400
OF_A_TYPE: dict[Any, tuple[str, ...]] = {
    bool: ("1", '"maybe"', "[]", "{}"),
    int: ('"some"', "1.5", "true", "-1", LONG, "[]", "2027-01-31"),
    float: ('"soon"', "true", "nan", "inf", "-1", LONG, "[]", "{}"),
    str: ("3", "true", "[]", '"two\\nlines"', "2027-01-31"),
    timedelta: ('"later"', "true", "-1", '"-1d"', '"36501d"', '"99999999999w"', "[]"),
    date: ('"soon"', "3", "2027-01-31T12:00:00Z", '"2027-02-30"', "true"),
    list[Any]: ("3", '"x"', "[3]", "{}"),
}
OF_TEXTS = ("3", "[3]", "{}", '[""]', '["two\\nlines"]')
OF_PAIRS = ("3", "[]", "{a = 1}")
ADDRESSES = ('"web.archive.org"', '"https://"', '"ftp://a.example"', '"https://[::1"')
OF_ITS_OWN: dict[str, tuple[str, ...]] = {
    "fail_on": ("[]", '""', '"eror"', '"PC299"', "[1]"),
    "findings": ("3", '{PC2O1 = "off"}', '{PC201 = "warn"}', "{PC201 = 1}"),
    "crawl.ca_file": ('"nowhere.pem"', '"pincite.toml"', '"."'),
    "crawl.canaries": ('["https://example.com"]', '["a.example/x"]', '["a b"]'),
    "crawl.exclude": ('["("]', '["a", "*"]'),
    "crawl.resolve": (
        '{"https://a.example" = "127.0.0.1"}',
        '{"a.example" = "b.example"}',
        '{"a.example" = "127.0.0.1:x"}',
        '{"a.example" = "127.0.0.1:70000"}',
        '{"a.example" = "[::1]80"}',
        '{"a.example" = ""}',
    ),
    "ignore.code": ('"PC299"', '"PC201-PC203"'),
    "ignore.host": ('"https://a.example"', '"a.example/x"'),
    "ignore.url": ('"("',),
    "ignore.verdict": ('"dead"',),
    "saving.to": ('["nowhere"]', "[]"),
    "saving.wayback.recent": ('"soon"', '"3 days"'),
}
BY_NAME: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("endpoint", "cdx", "replay", "timegate", "timemap"), ADDRESSES),
    "raw": (*ADDRESSES, '"https://a.example/"'),
}
ANY_LINE = frozenset(
    {
        "archives.memento.name",
        "changed_since",
        "crawl.contact",
        "crawl.user_agent",
        "db",
        "ignore.document",
        "ignore.reason",
        "saving.warc.folder",
    }
)
"""Texts that may be any line; all but the two that name the crawler say something."""
MAY_BE_EMPTY = frozenset({"crawl.contact", "crawl.user_agent"})


def wrong_values(path: str, hint: Any) -> tuple[str, ...]:
    """What a setting cannot be, as TOML."""
    own = OF_ITS_OWN.get(path) or BY_NAME.get(path.rpartition(".")[2], ())
    if path in ("fail_on", "findings"):
        return own
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
    if typing.get_origin(hint) is tuple:
        of_pairs = typing.get_origin(typing.get_args(hint)[0]) is tuple
        return (OF_PAIRS if of_pairs else OF_TEXTS) + own
    empty = ('""',) if hint is str and path not in MAY_BE_EMPTY else ()
    return OF_A_TYPE[hint] + empty + own


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for option in OPTIONS:
        monkeypatch.delenv(option.variable, raising=False)


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> str:
        code = run(["check", "letter.md", *arguments])
        told = capfd.readouterr()
        assert (code, told.out) == (2, ""), told
        line = told.err.removesuffix("\n")
        assert line.isprintable()
        assert line.startswith("pincite: ")
        assert len(line) < 400, line
        return line.removeprefix("pincite: ")

    return call


def of_everything() -> list[str]:
    return [each.path for each in SETTINGS]


def test_there_are_settings_to_go_over() -> None:
    assert len(SETTINGS) > 100
    assert {option.path for option in OPTIONS} <= set(of_everything())


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.path)
def test_a_wrong_value_in_a_file(setting: Known, said: Any) -> None:
    for value in wrong_values(setting.path, setting.hint):
        Path("pincite.toml").write_text(setting.line(value) + "\n")
        told = said()
        name = re.escape(setting.path)
        expected = rf"pincite\.toml: \[*{name}\]*:? .*(must|no finding|is no |is empty)"
        assert re.match(expected, told), (value, told)
        assert "the limit" not in told


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.path)
def test_a_slip_in_its_name(setting: Known, said: Any) -> None:
    *tables, name = setting.path.split(".")
    slip = ".".join([*tables, f"{name}{name[-1]}"])
    Path("pincite.toml").write_text(setting.line('"x"', slip) + "\n")
    assert said() == f"pincite.toml: unknown setting {slip!r} (did you mean {name!r}?)"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.path)
def test_no_text_goes_unlooked_at(setting: Known) -> None:
    """A new one is decided upon: it has wrong values of its own, or it may be any line."""
    if setting.hint in (str, str | None, tuple[str, ...], tuple[tuple[str, str], ...]):
        own = setting.path in OF_ITS_OWN or setting.path.rpartition(".")[2] in BY_NAME
        assert own is not (setting.path in ANY_LINE)


OF_A_SHELL: dict[Any, tuple[str, ...]] = {
    bool: ("maybe", "2"),
    int: ("some", "1.5", "true", "-1", LONG),
    float: ("soon", "true", "nan", "inf", "-1", LONG),
    str: ("two\nlines",),
    timedelta: ("later", "-1d", "36501d", "1d 2h"),
}
"""In a shell everything is text: a number may be some."""
OF_A_SHELL_ITS_OWN = {
    "crawl.exclude": ("(", "two\nlines"),
    "fail_on": ("eror", "PC299", "error,PC9xx", ","),
}


def typed(option: Option) -> tuple[str, ...]:
    """What cannot be typed behind a flag."""
    if option.path in OF_A_SHELL_ITS_OWN:
        return OF_A_SHELL_ITS_OWN[option.path]
    hint = next(each.hint for each in SETTINGS if each.path == option.path)
    return OF_A_SHELL[next(iter(typing.get_args(hint)), hint)]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda each: each.flag)
def test_a_wrong_value_of_a_flag_or_a_variable(
    option: Option, said: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in typed(option):
        expected = "(must be|.* is no |no finding|is empty)"
        if option.value is None:
            assert re.match(rf"{option.flag}: {expected}", said(f"{option.flag}={word}")), word
        monkeypatch.setenv(option.variable, word)
        assert re.match(rf"{option.variable}: {expected}", said()), word
        monkeypatch.delenv(option.variable)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda each: each.flag)
def test_a_slip_in_the_name_of_a_flag_or_a_variable(
    option: Option, said: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = said(f"{option.flag}x", "3")
    slip = f"{option.flag}x"
    hint = f"did you mean {option.flag!r}?; see `pincite check --help`"
    assert told == f"no such option {slip!r} ({hint})"
    monkeypatch.setenv(f"{option.variable}X", "3")
    assert said() == (f"{option.variable}X: unknown setting (did you mean {option.variable!r}?)")
