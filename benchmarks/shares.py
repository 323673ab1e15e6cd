"""How many of each kind were right, as the scores of evidence and registries print it."""

from __future__ import annotations

from collections import Counter


def told(title: str, right: Counter[str], all_: Counter[str]) -> float:
    """Print a table; gives the share that is right of all together."""
    print(title)
    for name, count in sorted(all_.items()):
        print(f"  {name:20} {right[name]:4} of {count:4}")
    share = right.total() / all_.total()
    print(f"  {'together':20} {right.total():4} of {all_.total():4}  {share:.3f}")
    return share
