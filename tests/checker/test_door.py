"""What `import checker` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import checker


def test_every_name_is_there_and_sorted_as_ruff_sorts() -> None:
    assert len(set(checker.__all__)) == len(checker.__all__)
    for name in checker.__all__:
        assert getattr(checker, name) is not None


def test_no_name_is_hidden_by_a_module_of_the_same_name() -> None:
    folder = Path(checker.__file__).parent
    modules = {path.stem for path in folder.iterdir()}
    assert modules.isdisjoint(checker.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        _ = checker.nothing_of_that_name


def test_importing_it_does_not_load_the_http_client() -> None:
    code = "import sys, checker, checker.model; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
