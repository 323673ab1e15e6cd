"""How well cases are read, beside eyecite in the same run, and what both cost.

    pip install eyecite && python benchmarks/score_cases.py

The notes are those of tests/citations/grammar/gold that cite a case, and those of cases.json that
look like it. eyecite gets the rendered words and reads them alone, so it is asked only what it
knows: volume, reporter, page, pincite, year and the parties, case by case; parallel reporters and
what stands in parentheses are left out for both. The grammar reads cases itself for this reason:
the same field by field, at a fraction of the time (eyecite: Free Law Project, BSD-2-Clause).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from citations.model import Citation
from tests.citations.grammar.notes import Cited, Note, gold, read_note

FIELDS = ("volume", "container", "first_page", "pincite", "date", "title")
Told = dict[str, str | None]


def main() -> int:
    """Score and print; 1 where a field of ours is below 0.95."""
    notes = [
        note
        for note in gold()
        if note.name.startswith("cases") or any(cited.type == "case" for cited in note.cites)
    ]
    started = time.perf_counter()
    import eyecite

    eyecite.get_citations("Roe v. Doe, 123 F.3d 456 (2d Cir. 1997).")
    print(f"eyecite: import and first call {time.perf_counter() - started:.2f} s")
    ours = _score("pincite", notes, lambda note: [_told(c) for c in _cases(note)])
    _score("eyecite", notes, _eyecite)
    return 0 if ours >= 0.95 else 1


def _cases(note: Note) -> list[Citation]:
    return [each for each in read_note(note.source).citations if each.type.value == "case"]


def _told(cited: Citation | Cited) -> Told:
    date = cited.date if isinstance(cited, Cited) else cited.date.iso if cited.date else None
    return {
        "volume": cited.volume,
        "container": cited.container,
        "first_page": cited.first_page,
        "pincite": cited.pincite,
        "date": date[:4] if date else None,
        "title": cited.title,
    }


def _eyecite(note: Note) -> list[Told]:
    from eyecite import get_citations
    from eyecite.models import CaseCitation

    words = note.source.replace("*", "")
    found: list[Told] = []
    last: int | None = None
    for each in get_citations(words):
        if not isinstance(each, CaseCitation):
            continue
        at = each.span()[0]
        inside = words.count("(", 0, at) > words.count(")", 0, at)
        parallel = last is not None and not words[last:at].strip(" ,")
        if inside or parallel:
            continue  # quoted in a parenthesis; a parallel reporter
        last = each.span()[1]
        data = each.metadata
        parties = [getattr(data, "plaintiff", None), getattr(data, "defendant", None)]
        short = getattr(data, "antecedent_guess", None)
        found.append(
            {
                "volume": each.groups.get("volume"),
                "container": each.groups.get("reporter"),
                "first_page": None if short else each.groups.get("page"),
                "pincite": data.pin_cite,
                "date": getattr(data, "year", None),
                "title": " v. ".join(p for p in parties if p) or short,
            }
        )
    return found


def _score(name: str, notes: list[Note], read: object) -> float:
    assert callable(read)
    right: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    told: Counter[str] = Counter()
    start = time.process_time()
    readings = [read(note) for note in notes]
    spent = time.process_time() - start
    for note, found in zip(notes, readings, strict=True):
        wanted = [_told(cited) for cited in note.cites if cited.type == "case"]
        for field in FIELDS:
            want = Counter(each[field] for each in wanted if each[field])
            got = Counter(each[field] for each in found if each[field])
            right[field] += (want & got).total()
            expected[field] += want.total()
            told[field] += got.total()
    print(f"{name}: {len(notes)} notes, {spent / len(notes) * 1000:.2f} ms a note")
    for field in FIELDS:
        precision = right[field] / max(told[field], 1)
        recall = right[field] / max(expected[field], 1)
        print(f"  {field:12} precision {precision:.3f}  recall {recall:.3f}  of {expected[field]}")
    return min(right[field] / max(told[field], expected[field], 1) for field in FIELDS)


if __name__ == "__main__":
    sys.exit(main())
