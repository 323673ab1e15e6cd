"""Settings: defaults < file < environment < flags, and one line for whatever is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from checker.model import MementoSettings
from pincite.errors import SettingsError
from pincite.ignores import IgnoreRule
from pincite.settings import OPTIONS, Option, Settings, load


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_without_any_file() -> None:
    assert load(environment={}) == Settings()


def test_flags_beat_the_environment_and_the_environment_beats_the_file() -> None:
    Path("pincite.toml").write_text(
        'db = "file.db"\n[crawl]\ntimeout = 1\nretries = 1\nper_host = 1'
    )
    settings = load(
        flags={"crawl.timeout": "3"},
        environment={"PINCITE_TIMEOUT": "2", "PINCITE_RETRIES": "2"},
    )
    assert settings.db == "file.db"
    assert settings.crawl.per_host == 1
    assert settings.crawl.retries == 2
    assert settings.crawl.timeout == 3.0


def test_tool_table_of_pyproject_where_there_is_no_pincite_toml() -> None:
    Path("pyproject.toml").write_text("[tool.pincite.crawl]\nconcurrency = 3")
    assert load(environment={}).crawl.concurrency == 3
    Path("pincite.toml").write_text("[crawl]\nconcurrency = 4")
    assert load(environment={}).crawl.concurrency == 4


def test_archives_as_the_design_writes_them() -> None:
    Path("pincite.toml").write_text(
        """
[archives.wayback]
endpoint = "http://127.0.0.1:8080"
[[archives.memento]]
name = "ours"
timegate = "http://127.0.0.1:8080/coll/"
timemap = "http://127.0.0.1:8080/coll/timemap/link/"
raw = "http://127.0.0.1:8080/coll/{timestamp}id_/{url}"
"""
    )
    archives = load(environment={}).asking().archives
    assert archives.wayback.endpoint == "http://127.0.0.1:8080"
    assert archives.memento == (
        MementoSettings(
            name="ours",
            timegate="http://127.0.0.1:8080/coll/",
            timemap="http://127.0.0.1:8080/coll/timemap/link/",
            raw="http://127.0.0.1:8080/coll/{timestamp}id_/{url}",
        ),
    )


def test_a_flag_without_value_sets_its_value_and_so_does_its_variable() -> None:
    assert load(flags={"archives.enabled": False}, environment={}).archives.enabled is False
    assert load(environment={"PINCITE_NO_ARCHIVES": "1"}).archives.enabled is False
    assert load(environment={"PINCITE_NO_ARCHIVES": "0"}).archives.enabled is True
    assert load(environment={"PINCITE_ALLOW_PRIVATE": "yes"}).crawl.allow_private is True


def test_a_table_of_pairs_is_read_in_its_order() -> None:
    Path("pincite.toml").write_text(
        '[crawl.resolve]\n"b.example" = "127.0.0.1:8080"\n"a.example:443" = "[::1]"\n'
    )
    assert load(environment={}).crawl.resolve == (
        ("b.example", "127.0.0.1:8080"),
        ("a.example:443", "[::1]"),
    )


def test_durations_and_fail_on() -> None:
    settings = load(flags={"max_age": "7d", "fail_on": "warning,pc3XX"}, environment={})
    assert settings.max_age == timedelta(days=7)
    assert settings.fail_on == ("warning", "PC3xx")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[crawl]\ntimeut = 1", "unknown setting 'crawl.timeut' (did you mean 'timeout'?)"),
        ('[crawl]\ntimeout = "soon"', "crawl.timeout must be a number, not 'soon'"),
        ("[crawl]\ntimeout = 0", "crawl.timeout must be at least 0.01, not 0"),
        ("[crawl]\ntimeout = inf", "crawl.timeout must be at most 1,000,000,000,000, not inf"),
        ("[crawl]\nconcurrency = 99999999999", "crawl.concurrency must be at most 10,000, not"),
        ("[crawl]\nretries = 9_000_000", "crawl.retries must be at most 1,000, not 9000000"),
        ("[crawl]\ntimeout = nan", "crawl.timeout must be at least 0.01, not nan"),
        ("[crawl]\nconcurrency = 1.5", "crawl.concurrency must be a whole number, not 1.5"),
        ("[crawl]\nallow_private = 1", "crawl.allow_private must be true or false, not 1"),
        ("[crawl]\nexclude = ['(']", "crawl.exclude must be a regular expression (missing )"),
        ("[crawl]\nexclude = ['a', '*']", "at position 0), not '*'"),
        (
            "[archives.wayback]\nendpoint = 'web.archive.org'",
            "archives.wayback.endpoint must be an",
        ),
        ("[registries.crossref]\nendpoint = 'https://'", "must be an address (https://…), not"),
        (
            "[[archives.memento]]\nname = 'x'\ntimegate = '127.0.0.1:8080/coll/'",
            "archives.memento.timegate must be an address (https://…), not '127.0.0.1:8080/coll/'",
        ),
        (
            "[[archives.memento]]\nname = 'x'\ntimegate = 'http://a.example/'\nraw = 'http://a.example/'",
            "archives.memento.raw must have {url} in it, not 'http://a.example/'",
        ),
        ("fail_on = 'PC299'", "fail_on: no finding is called 'PC299'"),
        ("crawl = 3", "[crawl] must be a table"),
        ("[crawl.archives]\nenabled = true", "unknown setting 'crawl.archives'"),
        ("max_age = 'later'", "max_age must be a duration"),
        ("fail_on = 'sometimes'", "fail_on: 'sometimes' is no severity"),
        ("fail_on = [1]", "fail_on must be a string or a list of strings"),
        ("[[archives.memento]]\nname = 'x'", "[[archives.memento]] needs timegate"),
        ("archives.memento = 3", "archives.memento must be a list"),
        ("[crawl.resolve]\na = 1", "crawl.resolve must be a table of strings"),
        ("timeout = 5", "unknown setting 'timeout' (did you mean 'crawl.timeout'?)"),
        ("[tool.pincite]\ndb = 'a.db'", "unknown setting 'tool' ([tool.pincite] stands in"),
        ("[crawl]\nretries = true", "crawl.retries must be a whole number, not true"),
        ("[saving]\nto = ['nowhere']", "saving.to must be one of wayback, perma, warc, not"),
        (
            "[[archives.memento]]\nname = 'wayback'\ntimegate = 'http://a.example/'",
            "archives.memento: two archives are called 'wayback'",
        ),
        ("db = [", "not valid TOML"),
        ("db = " + "[" * 5000, "nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_its_place(text: str, message: str) -> None:
    Path("pincite.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(environment={})
    said = str(caught.value)
    assert message in said
    assert said.startswith("pincite.toml: ")
    assert "\n" not in said


def test_a_flag_is_named_once() -> None:
    with pytest.raises(SettingsError, match=r"^--fail-on: 'eror' is no severity"):
        load(flags={"fail_on": "eror"}, environment={})


def test_a_variable_that_is_neither_yes_nor_no() -> None:
    with pytest.raises(SettingsError, match=r"^PINCITE_ROBOTS: must be true or false, not 'maybe'"):
        load(environment={"PINCITE_ROBOTS": "maybe"})
    assert load(environment={"PINCITE_ROBOTS": "On"}).crawl.robots is True


def test_a_named_settings_file_must_be_there() -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml: cannot be read"):
        load("nowhere.toml", environment={})


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.flag)
def test_every_option_names_a_setting_that_exists(option: Option) -> None:
    value: object = Settings()
    for name in option.path.split("."):
        value = getattr(value, name)


def test_ignore_rules_with_dates_as_toml_or_text() -> None:
    Path("pincite.toml").write_text(
        '[[ignore]]\nhost = "example.org"\nreason = "known"\nuntil = 2027-01-31\n'
        '[[ignore]]\ncode = "PC301"\nreason = "later"\nuntil = "2027-02-28"\n'
    )
    assert load(environment={}).ignore == (
        IgnoreRule("known", date(2027, 1, 31), host="example.org"),
        IgnoreRule("later", date(2027, 2, 28), code="PC301"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('host = "example.org"', "[[ignore]] needs reason"),
        ('reason = "because"', "[[ignore]] has no condition"),
        ('reason = "because"\nurl = "("', "ignore.url must be a regular expression"),
        ('reason = "because"\ncode = "PC299"', "ignore.code must be a finding's code or a hundred"),
        ('reason = "because"\ncode = "PC201-PC203"', "a hundred (PC201, PC2xx; `pincite explain`"),
        ('reason = "because"\ncode = "PC9xx"', "ignore.code must be a finding's code"),
        (
            'reason = "because"\nverdict = "dead"',
            "ignore.verdict must be one of ok, moved, soft_404",
        ),
        (
            'reason = "because"\ncode = "PC201"\nuntil = 2027-01-31T12:00:00Z',
            "ignore.until must be a date (2027-01-31), not 2027-01-31 12:00:00+00:00",
        ),
        ('reason = "because"\ncode = "PC201"\nuntil = "soon"', "ignore.until must be a date"),
    ],
)
def test_what_is_no_ignore_rule(text: str, message: str) -> None:
    Path("pincite.toml").write_text(f"[[ignore]]\n{text}\n")
    with pytest.raises(SettingsError) as caught:
        load(environment={})
    assert message in str(caught.value)


@pytest.mark.parametrize("code", ["PC201", "pc2xx", "PC2XX"])
def test_a_code_is_known_however_it_is_written(code: str) -> None:
    Path("pincite.toml").write_text(f'[[ignore]]\nreason = "because"\ncode = "{code}"\n')
    assert load(environment={}).ignore == (IgnoreRule("because", code=code),)


def test_a_variable_that_is_nearly_ours_is_a_slip() -> None:
    with pytest.raises(SettingsError) as caught:
        load(environment={"PINCITE_TIMOUT": "3"})
    assert str(caught.value) == "PINCITE_TIMOUT: unknown setting (did you mean 'PINCITE_TIMEOUT'?)"


def test_a_variable_that_is_far_from_ours_is_anothers() -> None:
    others = {"PINCITE_IMAGE": "python:3.12", "PINCITE_TRACEBACK": "1", "TIMOUT": "3"}
    assert load(environment=others) == Settings()


def test_an_empty_variable_is_not_set() -> None:
    assert load(environment={"PINCITE_TIMEOUT": "", "PINCITE_ALLOW_PRIVATE": ""}) == Settings()
