"""What tests of the fetcher share: the authority of this run, as settings name one."""

from __future__ import annotations

from pathlib import Path

import pytest
import trustme


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)
