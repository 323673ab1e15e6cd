"""The suites of texts with URLs: what `make score-links` counts, held case by case."""

import pytest

from citations.links import find
from tests.citations.links.suites import Case, cases

_SUITES = cases()


def test_there_is_something_of_every_kind() -> None:
    assert len(_SUITES) >= 10
    assert sum(map(len, _SUITES.values())) >= 400
    assert all(case.text for each in _SUITES.values() for case in each)


@pytest.mark.parametrize("case", [case for suite in _SUITES.values() for case in suite], ids=repr)
def test_urls(case: Case) -> None:
    found = tuple(case.text[each.at.start : each.at.end] for each in find(case.text))
    assert found == case.urls


@pytest.mark.parametrize(
    "unit",
    [
        "|http://a.org/x",
        "t.co/a",
        "a.http://",
        "http://a..b",
        "http://a.org/を",
        "http://a.org/~~",
        "(http://a/",
        "<http://a",
        "http://a.org/(<1>1",
        "http://a.org/,",
        "https://a.example.org/b ",
    ],
)
def test_long_lines_without_spaces(unit: str) -> None:
    """Read once, not again from every URL: only the timeout of the tests would tell."""
    text = unit * (400_000 // len(unit))
    assert all(found.at.end <= len(text) for found in find(text))
