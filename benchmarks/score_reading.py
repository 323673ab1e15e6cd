"""How well letters are read: precision and recall per field, on the seeds and on the own gold.

    python benchmarks/score_reading.py [--misses] [--settings] [SETTING ...]

The own gold stands in tests/citations/gold: whole letters, each set in every format. The held-out
letters guide no rule of the parser: their totals are told apart, and their misses are not shown.
`--settings` tells every setting by itself (the HTML of Word, of WordPress …), not each format.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from citations import read
from tests.citations.gold.converted import CONVERTED, PART, has_pandoc
from tests.citations.gold.manuscript import Manuscript, manuscripts
from tests.citations.gold.parity import differing
from tests.citations.gold.scoring import FIELDS, Score, Scores, score
from tests.citations.gold.seeds import seeds
from tests.citations.gold.setting import FIVE, SETTINGS

BAR = 0.95
PERFECT = ("note", "reference", "sentence", "URL", "citation span", "statute", "quotation")


def main(arguments: list[str]) -> int:
    """Score and print; 1 where anything is below its bar."""
    wanted = [name for name in arguments if not name.startswith("--")]
    apart = "--settings" in arguments
    tuned = _letters(wanted, apart=apart, held_out=False)
    held_out = _letters(wanted, apart=apart, held_out=True)
    found = {"seeds": _seeds()} if seeds() and not wanted else {}
    table("the seeds, and the letters that rules were tuned on", {**found, **tuned})
    table("held out", held_out)
    if has_pandoc() and not wanted:
        table("through pandoc, a part of the tuned letters", _converted())
    if not wanted:
        _parity()
    if "--misses" in arguments:
        for name, scores in {**found, **tuned}.items():
            print("\n".join(f"{name}: {miss}" for miss in scores.misses))
    below = [field for field in PERFECT if found and found["seeds"].fields[field].worst < 1]
    for scores in (*found.values(), *tuned.values()):
        below += [field for field in FIELDS if scores.fields[field].worst < BAR]
    return 1 if below else 0


def _seeds() -> Scores:
    found = Scores()
    for name, data, gold in seeds():
        found.merge(score(read(data, name), gold, name))
    return found


def _letters(wanted: list[str], *, apart: bool, held_out: bool) -> dict[str, Scores]:
    """Scores by format, or by setting."""
    found: dict[str, Scores] = {}
    for name, (format_, suffix, setter) in SETTINGS.items():
        if wanted and name not in wanted:
            continue
        column = found.setdefault(name if apart or wanted else format_, Scores())
        for letter in manuscripts():
            if letter.held_out == held_out:
                document = read(setter(letter), f"{letter.name}.{suffix}")
                column.merge(score(document, letter.gold, letter.name))
    return found


def _converted() -> dict[str, Scores]:
    found: dict[str, Scores] = {}
    for name, (_, suffix, setter) in CONVERTED.items():
        column = found.setdefault(name, Scores())
        for letter in manuscripts():
            if letter.name in PART:
                document = read(setter(letter), f"{letter.name}.{suffix}")
                column.merge(score(document, letter.gold, letter.name))
    return found


def table(title: str, columns: Mapping[str, Scores]) -> None:
    """Print precision and recall per field, one column each."""
    print(f"\n{title}: precision/recall, and how often gold has the field")
    print(f"{'':16}" + "".join(f"{name[:11]:>12}" for name in columns))
    for field in FIELDS:
        scores = [column.fields[field] for column in columns.values()]
        shares = "".join(f" {one.precision:5.3f}/{one.recall:5.3f}" for one in scores)
        print(f"{field:16}{shares} {sum(one.gold for one in scores):6}")
    together = [_together(column) for column in columns.values()]
    shares = "".join(f" {one.precision:5.3f}/{one.recall:5.3f}" for one in together)
    print(f"{'together':16}{shares} {sum(one.gold for one in together):6}")


def _together(column: Scores) -> Score:
    whole = Score()
    for one in column.fields.values():
        whole.merge(one)
    return whole


def _parity() -> None:
    """What each letter says in five formats, and how much differs from the first."""
    print("\none letter in five formats: notes/links/quotations/citations, and what differs")
    print(f"{'':16}" + "".join(f"{name:>18}" for name in FIVE))
    for letter in manuscripts():
        print(f"{letter.name:16}" + "".join(f"{cell:>18}" for cell in _alike(letter)))


def _alike(letter: Manuscript) -> list[str]:
    documents = []
    for name in FIVE:
        _, suffix, setter = SETTINGS[name]
        documents.append(read(setter(letter), f"{letter.name}.{suffix}"))
    return [
        f"{len(one.notes)}/{len(one.all_links())}"
        f"/{len(one.quotations) + sum(len(note.quotations) for note in one.notes)}"
        f"/{len(one.citations) + sum(len(note.citations) for note in one.notes)}"
        f" {differing(documents[0], one):+}"
        for one in documents
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
