"""What tests of the database share: one of their own, open, and a run that has begun."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from results import Store

from .samples import PLAN


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pincite.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def run(store: Store) -> int:
    return store.begin(PLAN).id
