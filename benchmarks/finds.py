"""What a fuzzer found: told once a kind, with a file that shows it."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from pathlib import Path


class Finds(Counter[str]):
    """How often each kind of exception came; the first file of a kind is kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def add(self, error: Exception, name: str, data: bytes) -> None:
        """Count what reading a file ended in."""
        where = traceback.extract_tb(error.__traceback__)[-1]
        sign = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
        self[sign] += 1
        if self[sign] == 1:
            self._folder.mkdir(exist_ok=True)
            digest = hashlib.sha256(data).hexdigest()[:12]
            (self._folder / f"{digest}-{name}").write_bytes(data)
            print(f"FIND {sign}: {error!s:.300} ({digest}-{name})", flush=True)
