"""Words that turn a sentence round.

Rules kept here:
- Too many are better than too few: a reversal that is missed misleads a reader, one that is
  suspected costs an editor a glance.
- Words of other languages count in every text; those that are common words of another one (the
  Spanish "sin", the Italian "mai") do not.
"""

from __future__ import annotations

from collections.abc import Sequence

_NEGATING = """
no not never without nor none neither cannot nobody nothing nowhere hardly scarcely barely rarely
seldom unless except fail fails failed failing lack lacks lacked lacking refuse refuses refused deny
denies denied
nicht nichts nie niemals niemand kein keine keinen keinem keiner keines ohne weder
ne pas jamais aucun aucune rien sans ni
nunca jamás nadie nada ningún ninguno ninguna tampoco
nessun nessuno nessuna niente senza
não nem ninguém nenhum nenhuma
niet niets nooit geen zonder niemand
inte inget aldrig ikke ingen intet
не ни нет никто ничто ничего никогда без
لا لم لن ليس ليست
לא אין איננו מעולם
"""
NEGATIONS = frozenset(_NEGATING.split())
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "anti", "mis")


def negations(words: Sequence[str]) -> int:
    """How many words negate; "whether or not" negates nothing."""
    count = 0
    for place, word in enumerate(words):
        if word in NEGATIONS or word.endswith("n't") or word.startswith("n'"):
            count += 1
            before = words[max(0, place - 6) : place]
            if word == "not" and before and before[-1] == "or" and "whether" in before:
                count -= 1
    return count


def turns_round(quoted: Sequence[str], source: Sequence[str]) -> bool:
    """Whether one of two stretches that stand for each other negates and the other does not."""
    if negations(quoted) != negations(source):
        return True
    return any(_opposite(one, other) for one in quoted for other in source)


def _opposite(one: str, other: str) -> bool:
    """lawful and unlawful, documented and undocumented."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _PREFIXES)
