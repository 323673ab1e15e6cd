"""How well letters are read: precision and recall per field, on the seeds and on the own gold.

    python benchmarks/score_reading.py [--misses] [FORMAT ...]

The own gold stands in tests/citations/gold: whole letters, each set in every format. Letters of the
held-out part guide no rule of the parser; their misses are not shown.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from citations import read
from tests.citations.gold.manuscript import manuscripts
from tests.citations.gold.scoring import FIELDS, Scores, score
from tests.citations.gold.setting import SETTINGS

BAR = 0.95


def main(arguments: list[str]) -> int:
    """Score and print; 1 below the bar."""
    show = "--misses" in arguments
    wanted = [name for name in arguments if not name.startswith("--")]
    settings = {name: setting for name, setting in SETTINGS.items() if not wanted or name in wanted}
    parts: dict[tuple[bool, str], Scores] = defaultdict(Scores)
    for name, (format_, suffix, setter) in settings.items():
        for letter in manuscripts():
            document = read(setter(letter), f"{letter.name}.{suffix}", format_)
            parts[letter.held_out, name].merge(score(document, letter.gold, letter.name))
    for held_out in (False, True):
        columns = {name: parts[held_out, name] for name in settings}
        print(f"\n{'held out' if held_out else 'tuned'}: precision/recall")
        _table(columns)
        if show and not held_out:
            for name, scores in columns.items():
                for miss in scores.misses:
                    print(f"{name}: {miss}")
    return 0


def _table(columns: dict[str, Scores]) -> None:
    print(f"{'':16}" + "".join(f"{name[:13]:>14}" for name in columns))
    for field in FIELDS:
        line = ""
        for scores in columns.values():
            one = scores.fields[field]
            line += f"{one.precision:7.3f}/{one.recall:5.3f} "
        print(f"{field:16}{line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
