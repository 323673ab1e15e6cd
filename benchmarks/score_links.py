"""How well URLs are found in text, beside linkify-it-py in the same run.

    python benchmarks/score_links.py [--misses]

The suites stand in tests/citations/links/suites, one file for each kind of text. A case is right
when exactly its URLs are found, as written. linkify-it-py (MIT) is asked for web addresses only:
what it finds of e-mail addresses and of `//host` is left out before it is judged. The bar is 0.95
for every suite; both are timed on a line of links without end as well.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from linkify_it import LinkifyIt

from citations.links import find
from tests.citations.links.suites import Case, cases

BAR = 0.95
_LINE = "(see https://a.example.org/b_(c)?d=e#f), "

Finder = Callable[[str], tuple[str, ...]]


def ours(text: str) -> tuple[str, ...]:
    """What citations.links finds."""
    return tuple(text[each.at.start : each.at.end] for each in find(text))


def linkify_it() -> Finder:
    """What linkify-it-py finds."""
    finder = LinkifyIt()

    def urls(text: str) -> tuple[str, ...]:
        found = finder.match(text) or ()
        return tuple(each.raw for each in found if each.schema not in ("mailto:", "//"))

    return urls


def main() -> int:
    """Score and print; 1 where a suite is below the bar."""
    finders: dict[str, Finder] = {"pincite": ours, "linkify-it-py": linkify_it()}
    suites = cases()
    print(f"{'suite':14}" + "".join(f"{name:>22}" for name in finders))
    worst = 1.0
    for suite, texts in suites.items():
        shares = [_share(finder, texts) for finder in finders.values()]
        worst = min(worst, shares[0][0] / len(texts))
        print(f"{suite:14}" + "".join(_cell(right, len(texts)) for right, _ in shares))
        if "--misses" in sys.argv:
            for case in shares[0][1]:
                print(f"    {case.text!r}: {case.urls} but {ours(case.text)}")
    every = [case for texts in suites.values() for case in texts]
    totals = [_share(finder, every)[0] for finder in finders.values()]
    print(f"{'together':14}" + "".join(_cell(right, len(every)) for right in totals))
    print("one line of links" + _speeds(finders))
    return 0 if worst >= BAR else 1


def _share(finder: Finder, texts: list[Case]) -> tuple[int, list[Case]]:
    missed = [case for case in texts if finder(case.text) != case.urls]
    return len(texts) - len(missed), missed


def _cell(right: int, of: int) -> str:
    return f"{right:8} of {of:4} {right / of:6.3f}"


def _speeds(finders: dict[str, Finder]) -> str:
    line = _LINE * (1_000_000 // len(_LINE))
    told = ""
    for name, finder in finders.items():
        start = time.process_time()
        count = len(finder(line))
        spent = time.process_time() - start
        told += f"; {name}: {count} links, {len(line) / 1e6 / spent:.1f} MB/s"
    return told.replace(";", ":", 1)


if __name__ == "__main__":
    sys.exit(main())
