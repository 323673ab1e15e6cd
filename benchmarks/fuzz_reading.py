"""Mutated files of every format, read until the time is over: `make fuzz-reading`.

    python benchmarks/fuzz_reading.py [--minutes 5] [--seed 1] [--formats md,docx] [--keep FOLDER]

Hypothesis draws mutations of valid files: bytes of the file, bytes inside the parts of a Word
document or a book, elements of the former's trees, scraps that are known to be awkward, stretches
that come twice or from another file. What is a find is said in `fuzz_properties`; it is shrunk, the
file is kept in the folder and its error printed. Exit 1 after a find.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from finds import Finds
from fuzz_properties import try_to_read
from fuzz_scraps import SCRAPS
from fuzz_seeds import parts_of, seeds
from fuzz_trees import TREE_EDITS, grown
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from letters import zipped

_BATCH = 300
_MOST_BYTES = 200_000

_MARKUP = (".xml", ".rels", ".xhtml", ".opf")
_PLACES = st.floats(0, 1, allow_nan=False)
_EDITS = st.one_of(
    st.tuples(st.just("insert"), _PLACES, st.sampled_from(SCRAPS)),
    st.tuples(st.just("repeat"), _PLACES, st.sampled_from(SCRAPS), st.integers(2, 3_000)),
    st.tuples(st.just("bytes"), _PLACES, st.binary(min_size=1, max_size=8)),
    st.tuples(st.just("delete"), _PLACES, st.integers(1, 400)),
    st.tuples(st.just("double"), _PLACES, st.integers(1, 2_000), st.integers(1, 8)),
    st.tuples(st.just("splice"), _PLACES, st.integers(0, len(seeds()) - 1), _PLACES),
)


def mutations(suffixes: Collection[str]) -> st.SearchStrategy[tuple[int, str, list]]:
    """Which seed, what of it is changed (the file, its parts, their trees), and how."""
    chosen = [at for at, (name, _) in enumerate(seeds()) if name.rpartition(".")[2] in suffixes]
    drawn = [_mutation(chosen, "file", _EDITS)]
    if packed := [at for at in chosen if parts_of(seeds()[at][1])]:
        drawn.append(_mutation(packed, "parts", _EDITS))
    if words := [at for at in packed if seeds()[at][0].endswith(".docx")]:
        drawn += [_mutation(words, "trees", TREE_EDITS)] * 3
    return st.one_of(drawn)


def _mutation(
    chosen: list[int], what: str, edits: st.SearchStrategy[tuple]
) -> st.SearchStrategy[tuple[int, str, list]]:
    places = st.lists(st.tuples(_PLACES, edits), min_size=1, max_size=6)
    return st.tuples(st.sampled_from(chosen), st.just(what), places)


@dataclass
class Tally:
    """What was read so far."""

    examples: int = 0
    documents: int = 0
    failed: tuple[str, bytes] = ("", b"")
    """The last file that was a find: the time may end while it is made smaller."""
    formats: Counter[str] = field(default_factory=Counter)


def mutated(index: int, what: str, edits: list[tuple[float, tuple]]) -> tuple[str, bytes]:
    """The file's name and its bytes after all edits."""
    name, data = seeds()[index]
    if what == "file":
        for _, edit in edits:
            data = edited(data, edit)
        return name, data
    parts = parts_of(data)
    names = sorted(part for part in parts if part.endswith(_MARKUP))
    change = grown if what == "trees" else edited
    for place, edit in edits:
        chosen = names[int(place * (len(names) - 1))]
        parts[chosen] = change(parts[chosen], edit)
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


def batch(number: int, tally: Tally, until: float, drawn: st.SearchStrategy) -> None:
    """Read some hundred mutations. Raises the smallest find."""

    @seeded(number)
    @settings(
        max_examples=_BATCH,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def run(mutation: tuple[int, str, list]) -> None:
        if time.monotonic() > until:
            return
        name, data = mutated(*mutation)
        tally.examples += 1
        tally.formats[name.rpartition(".")[2]] += 1
        try:
            tally.documents += try_to_read(data, name)
        except Exception:
            tally.failed = (name, data)
            raise

    run()


def main() -> int:
    """Read until the time is over; 1 after a find."""
    parser = argparse.ArgumentParser(description="Fuzz the readers.")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-finds"))
    parser.add_argument("--formats", default="txt,md,html,eml,docx,pdf,epub,xml", help="suffixes")
    asked = parser.parse_args()
    drawn = mutations(asked.formats.split(","))
    tally, finds = Tally(), Finds(asked.keep)
    begun = time.monotonic()
    until = begun + asked.minutes * 60
    number = asked.seed * 1_000_000
    while time.monotonic() < until:
        number += 1
        try:
            batch(number, tally, until, drawn)
        except Exception as error:
            # What fails once and not again comes in a group that says so.
            first = error.exceptions[0] if isinstance(error, ExceptionGroup) else error
            finds.add(first, *tally.failed)
    minutes = (time.monotonic() - begun) / 60
    print(
        f"{minutes:.1f} minutes, {tally.examples:,} files, {tally.documents:,} of them documents,"
        f" by suffix {dict(tally.formats)}; {len(finds)} finds"
    )
    return 1 if finds else 0


if __name__ == "__main__":
    sys.exit(main())
