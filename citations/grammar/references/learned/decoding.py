"""A linear chain: the likeliest labels of a row of words, and how sure each of them is.

Rules kept here:
- Exact: Viterbi for the labels, forward and backward sums for their probabilities (Lafferty,
  McCallum and Pereira 2001, "Conditional Random Fields").
- Time is the number of words times the square of the number of labels; there is no state.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from operator import add, mul

from citations.values import value


@value
class Labelled:
    """The label of a word."""

    label: int
    """Its place in the model's list of labels."""
    sure: float
    """The probability of this label at this word, over all rows of labels; 0 to 1."""


Scores = Sequence[Sequence[float]]
"""For each word, or for each label before, a score of each label."""


def decode(words: Scores, following: Scores) -> list[Labelled]:
    """Label each word.

    `words`: for each word the score of each label, as logarithms; `following[i][j]`: the score of
    label j behind label i. Both may be any finite numbers.
    """
    if not words:
        return []
    path = _likeliest(words, following)
    sums = _probabilities(words, following)
    return [Labelled(label, sums[at][label]) for at, label in enumerate(path)]


def _likeliest(words: Scores, following: Scores) -> list[int]:
    """Viterbi's path."""
    arriving = list(zip(*following, strict=True))
    best = list(words[0])
    came: list[list[int]] = []
    for scores in words[1:]:
        froms: list[int] = []
        now: list[float] = []
        for score, into in zip(scores, arriving, strict=True):
            sums = list(map(add, best, into))
            top = max(sums)
            froms.append(sums.index(top))
            now.append(top + score)
        came.append(froms)
        best = now
    label = best.index(max(best))
    path = [label]
    for froms in reversed(came):
        label = froms[label]
        path.append(label)
    path.reverse()
    return path


def _probabilities(words: Scores, following: Scores) -> list[list[float]]:
    """The probability of each label at each word."""
    tops = [max(scores) for scores in words]
    weights = [
        [exp(score - top) for score in scores] for scores, top in zip(words, tops, strict=True)
    ]
    highest = max(max(row) for row in following)
    leaving = [[exp(score - highest) for score in row] for row in following]
    arriving = list(zip(*leaving, strict=True))
    forward = [_whole(weights[0])]
    for own in weights[1:]:
        last = forward[-1]
        forward.append(
            _whole(
                [
                    weight * sum(map(mul, last, into))
                    for weight, into in zip(own, arriving, strict=True)
                ]
            )
        )
    backward = [1.0] * len(following)
    found = [_whole(forward[-1])]
    for at in range(len(words) - 2, -1, -1):
        ahead = list(map(mul, weights[at + 1], backward))
        backward = _whole([sum(map(mul, row, ahead)) for row in leaving])
        found.append(_whole(list(map(mul, forward[at], backward))))
    found.reverse()
    return found


def _whole(shares: list[float]) -> list[float]:
    """The shares of one."""
    total = sum(shares)
    if total <= 0.0:  # scores so far apart that all of them vanish
        return [1.0 / len(shares)] * len(shares)
    return [share / total for share in shares]
