"""Patterns that are compiled when they are first asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from citations.late import late_regex

_NUMBER = late_regex(r"(?P<n>\d+)x", re.IGNORECASE)
_BYTES = late_regex(rb"\d+")
_BROKEN = late_regex("(")
_ASKED_LAST = late_regex("b")


def test_it_is_what_re_compiles_and_takes_its_own_place() -> None:
    assert not isinstance(_NUMBER, re.Pattern)
    assert (found := _NUMBER.search("no 12X")) is not None
    assert found["n"] == "12"
    assert re.compile(r"(?P<n>\d+)x", re.IGNORECASE) == _NUMBER
    assert _BYTES.findall(b"1 22") == [b"1", b"22"]
    assert isinstance(_BYTES, re.Pattern)


def test_whoever_took_it_elsewhere_has_it_too() -> None:
    taken: Callable[[str], object] = _ASKED_LAST.match
    assert taken("b")


def test_a_source_that_is_no_pattern_is_told_when_it_is_asked() -> None:
    with pytest.raises(re.error):
        _BROKEN.match("")


def test_most_patterns_of_a_plain_letter_are_never_compiled() -> None:
    code = (
        "import re\n"
        "from citations import read\n"
        "read(b'See <https://a.example/b> for this.', 'a.md')\n"
        "from citations.grammar.references import vancouver\n"
        "named = [each for name, each in vars(vancouver).items() if name.isupper()]\n"
        "late = [each for each in named if type(each).__name__ == '_Late']\n"
        "print(len(late) > 5)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
