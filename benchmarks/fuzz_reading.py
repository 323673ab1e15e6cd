"""Mutated files of every format, read until the time is over: `make fuzz-reading`.

    python benchmarks/fuzz_reading.py [--minutes 5] [--seed 1] [--keep FOLDER]

Hypothesis draws mutations of valid files: bytes of the file, bytes inside the parts of a Word
document, scraps that are known to be awkward, stretches that come twice or from another file. What
it finds it shrinks; the file is kept in the folder and its error printed. Exit 1 after a find.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from finds import Finds
from fuzz_seeds import SCRAPS, parts_of, seeds, try_to_read
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from letters import zipped

_BATCH = 300
_MOST_BYTES = 200_000

_PLACES = st.floats(0, 1, allow_nan=False)
_EDITS = st.one_of(
    st.tuples(st.just("insert"), _PLACES, st.sampled_from(SCRAPS)),
    st.tuples(st.just("repeat"), _PLACES, st.sampled_from(SCRAPS), st.integers(2, 3_000)),
    st.tuples(st.just("bytes"), _PLACES, st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("delete"), _PLACES, st.integers(1, 400)),
    st.tuples(st.just("double"), _PLACES, st.integers(1, 2_000), st.integers(1, 8)),
    st.tuples(st.just("splice"), _PLACES, st.integers(0, len(seeds()) - 1), _PLACES),
)
_MUTATIONS = st.tuples(
    st.integers(0, len(seeds()) - 1),
    st.booleans(),
    st.lists(st.tuples(_PLACES, _EDITS), min_size=1, max_size=6),
)


@dataclass
class Tally:
    """What was read so far."""

    examples: int = 0
    documents: int = 0
    last: tuple[str, bytes] = ("", b"")
    formats: Counter[str] = field(default_factory=Counter)


def mutated(index: int, inside: bool, edits: list[tuple[float, tuple]]) -> tuple[str, bytes]:
    """The file's name and its bytes after all edits."""
    name, data = seeds()[index]
    parts = parts_of(data) if inside and name.endswith(".docx") else {}
    if not parts:
        for _, edit in edits:
            data = edited(data, edit)
        return name, data
    names = sorted(part for part in parts if part.startswith("word/"))
    for place, edit in edits:
        chosen = names[int(place * (len(names) - 1))]
        parts[chosen] = edited(parts[chosen], edit)
    return name, zipped(parts)


def edited(data: bytes, edit: tuple) -> bytes:
    """The bytes after one edit."""
    at = int(edit[1] * len(data))
    match edit:
        case ("insert" | "bytes", _, bytes(what)):
            data = data[:at] + what + data[at:]
        case ("repeat", _, bytes(what), int(times)):
            data = data[:at] + what * times + data[at:]
        case ("delete", _, int(length)):
            data = data[:at] + data[at + length :]
        case ("double", _, int(length), int(times)):
            data = data[:at] + data[at : at + length] * times + data[at:]
        case ("splice", _, int(other), float(place)):
            strange = seeds()[other][1]
            data = data[:at] + strange[int(place * len(strange)) :]
    return data[:_MOST_BYTES]


def batch(number: int, tally: Tally, until: float) -> None:
    """Read some hundred mutations. Raises the smallest find."""

    @seeded(number)
    @settings(
        max_examples=_BATCH,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(_MUTATIONS)
    def run(mutation: tuple[int, bool, list]) -> None:
        if time.monotonic() > until:
            return
        tally.last = mutated(*mutation)
        name, data = tally.last
        tally.examples += 1
        tally.formats[name.rpartition(".")[2]] += 1
        tally.documents += try_to_read(data, name)

    run()


def main() -> int:
    """Read until the time is over; 1 after a find."""
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    asked = parser.parse_args()
    tally, finds = Tally(), Finds(asked.keep)
    begun = time.monotonic()
    until = begun + asked.minutes * 60
    number = asked.seed * 1_000_000
    while time.monotonic() < until:
        number += 1
        try:
            batch(number, tally, until)
        except Exception as error:
            finds.add(error, *tally.last)
    minutes = (time.monotonic() - begun) / 60
    print(
        f"{minutes:.1f} minutes, {tally.examples:,} files, {tally.documents:,} of them documents,"
        f" by suffix {dict(tally.formats)}; {len(finds)} finds"
    )
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
