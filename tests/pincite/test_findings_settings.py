"""The table [findings]: read from a file, checked, and obeyed by a whole run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pincite.errors import SettingsError
from pincite.pipeline import check
from pincite.settings import Settings, load
from results import Store

LETTER = (
    "See the report.[^1] And more.[^3]\n\n[^1]: City, Report, htps://city.example/r.\n[^2]: No.\n"
)


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def settings(text: str) -> Settings:
    Path("pincite.toml").write_text(text)
    return load(environment={})


def found(told: Settings) -> Counter[tuple[str, str]]:
    Path("letter.md").write_text(LETTER)
    with Store.open(":memory:") as store:
        run = check(("letter.md",), told, store)
        return Counter(
            (f.code, f.severity.value) for each in run.report.documents() for f in each.findings
        )


def test_a_run_obeys_the_table() -> None:
    before = found(load(environment={}))
    assert ("PC102", "warning") in before or ("PC102", "error") in before
    code = "PC101"
    severity = next(severity for each, severity in before if each == code)
    other = "note" if severity != "note" else "error"
    after = found(settings(f'[findings]\nPC102 = "off"\n{code} = "{other}"\n'))
    expected = Counter(
        {
            (each, other if each == code else weight): count
            for (each, weight), count in before.items()
            if each != "PC102"
        }
    )
    assert after == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[findings]\nPC2O1 = "off"', "pincite.toml: findings: no finding is called 'PC2O1'"),
        ('[findings]\nPC201 = "warn"', "did you mean 'warning'?"),
        ("findings = 3", "pincite.toml: [findings] must be a table"),
    ],
)
def test_mistakes_name_the_file_and_the_nearest(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(text)
    assert said in str(caught.value)
