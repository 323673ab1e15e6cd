"""Calls below the command line find their frames' memory where they left it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PAGES_OF_CALLS = """
import resource
from pincite.cli.ending import ended

def deep(steps):
    return 0 if steps == 0 else deep(steps - 1)

def work():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in range(1, 200):
        for _ in range(20):
            deep(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

print(ended(work))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no count of pages there")
def test_no_depth_of_calls_takes_memory_anew_each_time() -> None:
    command = [sys.executable, "-c", _PAGES_OF_CALLS]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(told.stdout) < 100  # 1,600 where the calls of some depths cross from chunk to chunk
