"""Which clauses of one text stand, in the same order, in another: a heaviest increasing chain of like clauses."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.report_clauses import bigrams

_LEAST_LIKENESS = 0.55
_LEAST_SHARED = 0.3


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Clause ``left`` of the one text is like clause ``right`` of the other; ``likeness`` from 0 to 1."""

    left: int
    right: int
    likeness: float


def like_pairs(left: Sequence[str], right: Sequence[str]) -> tuple[Pair, ...]:
    """All pairs of folded clauses that share most of their bigrams: Dice, or how much of the shorter the longer holds."""
    holders: dict[str, list[int]] = defaultdict(list)
    right_grams = [bigrams(words) for words in right]
    for index, grams in enumerate(right_grams):
        for gram in grams:
            holders[gram].append(index)
    pairs: list[Pair] = []
    for index, words in enumerate(left):
        grams = bigrams(words)
        shared: dict[int, int] = defaultdict(int)
        for gram in grams:
            for other in holders.get(gram, ()):
                shared[other] += 1
        for other, count in shared.items():
            if count < _LEAST_SHARED * len(grams):
                continue
            likeness = _likeness(count, len(grams), len(right_grams[other]))
            if likeness >= _LEAST_LIKENESS:
                pairs.append(Pair(left=index, right=other, likeness=likeness))
    return tuple(pairs)


def _likeness(shared: int, one: int, two: int) -> float:
    dice = 2 * shared / (one + two)
    held = shared / min(one, two) if min(one, two) >= 5 else 0.0
    return max(dice, 0.9 * held)


def heaviest_chain(pairs: Sequence[Pair], weights: Sequence[float]) -> tuple[Pair, ...]:
    """The pairs of the heaviest chain in which both sides never go back; ``weights`` of the left clauses.

    Weighted longest non-decreasing subsequence with a binary indexed tree of maxima, O(n log n).
    """
    by_left: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_left[pair.left].append(pair)
    places = sorted({pair.right for pair in pairs})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    nodes: list[tuple[Pair, int]] = []
    for left in sorted(by_left):
        fresh: list[tuple[int, float, int]] = []
        for pair in by_left[left]:
            place = bisect_right(places, pair.right)
            total, before = _best(tree, place)
            nodes.append((pair, before))
            fresh.append((place, total + weights[left] * pair.likeness**2, len(nodes) - 1))
        for place, total, node in fresh:
            _raise(tree, place, (total, node))
    total, node = _best(tree, len(places))
    chain: list[Pair] = []
    while node >= 0:
        pair, node = nodes[node]
        chain.append(pair)
    return tuple(reversed(chain))


def _best(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place > 0:
        best = max(best, tree[place])
        place -= place & -place
    return best


def _raise(tree: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(tree):
        if value > tree[place]:
            tree[place] = value
        place += place & -place
