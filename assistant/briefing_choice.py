"""Choosing what goes into a part of a briefing: the stretches that tell most, without repetition, within a length.

A price a character is laid on every stretch; the lowest price at which the chosen stretches fit is searched for. So a
short part keeps only the telling clauses, a longer one whole sentences, by one rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.briefing_material import Candidate, alike, bigrams, says_again

# The first point of a block counts more, the later ones less: the page is to cover its matter.
_FIRST, _LATER = 1.3, 0.88
# Of a stretch its best clause counts in full, the others less.
_MORE_FIGURES, _MORE_WORDS = 0.75, 0.4
_LOWEST, _HIGHEST = 0.0015, 0.08
_STEPS = 18
_EACH_LOWEST, _EACH_HIGHEST, _EACH_STEP = 0.003, 0.15, 1.15
_LEAST_EACH = 14  # characters below which a group's only point says too little
_TELLING = 0.22  # the weight of a clause that says more than that something is to be advanced
_POINT_SIGNS = 2  # what joins a point to the next
LONGEST_POINT, LONGEST_BESIDE = 100, 60
SHORTEST_POINT = 12  # characters of a part of a sentence without a figure; a whole sentence may be shorter


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One stretch of a sentence: clauses ``first`` to ``last``."""

    candidate: Candidate
    first: int
    last: int
    value: float

    @property
    def text(self) -> str:
        return self.candidate.words(self.first, self.last)

    @property
    def length(self) -> int:
        return len(self.text) + _POINT_SIGNS


def choose(
    candidates: Sequence[Candidate],
    budget: int,
    *,
    heading: Callable[[Candidate], str] = lambda candidate: "",
    most: int = 200,
    taken: Sequence[str] = (),
) -> tuple[Chosen, ...]:
    """The stretches for a part of at most ``budget`` characters, headings of their groups included, in the order of the
    candidates. ``taken`` are texts that stand in the briefing already and are not said again."""
    ready = _Choice(candidates, heading, taken)
    low, high = _LOWEST, _HIGHEST
    best: tuple[Chosen, ...] = ()
    if ready.length(chosen := ready.at(low, most)) <= budget:
        return chosen
    for _ in range(_STEPS):
        price = (low * high) ** 0.5
        chosen = ready.at(price, most)
        if ready.length(chosen) <= budget:
            best, high = (chosen if ready.length(chosen) >= ready.length(best) else best), price
        else:
            low = price
    return ready.filled(best, budget, high, most)


def one_each(
    groups: Sequence[Sequence[Candidate]], budget: int, *, overhead: int = 0, taken: Sequence[str] = ()
) -> tuple[Chosen, ...]:
    """The most telling stretch of each group, all at the lowest price at which they fit together; where they do not fit at
    any, those that tell least for their length are left out. ``overhead`` is what each takes besides its words, ``taken``
    are texts that are not said again."""
    earlier = [bigrams(text) for text in taken]
    chosen: list[Chosen] = []
    price = _EACH_LOWEST
    while price < _EACH_HIGHEST:
        chosen = _best_of_each(groups, price, earlier)
        if sum(each.length + overhead for each in chosen) <= budget:
            return tuple(chosen)
        price *= _EACH_STEP
    chosen.sort(key=lambda each: -each.value / each.length)
    while chosen and sum(each.length + overhead for each in chosen) > budget:
        chosen.pop()
    return tuple(chosen)


def _best_of_each(
    groups: Sequence[Sequence[Candidate]], price: float, earlier: Sequence[frozenset[str]]
) -> list[Chosen]:
    chosen: list[Chosen] = []
    said: list[frozenset[str]] = []
    for candidates in groups:
        priced = sorted(
            filter(None, (_least_bad(candidate, price) for candidate in candidates)), key=lambda each: -each.value
        )
        for each in priced:
            grams = bigrams(each.text)
            if not any(alike(grams, other) for other in said) and not any(says_again(grams, t) for t in earlier):
                chosen.append(each)
                said.append(grams)
                break
    return chosen


def _least_bad(candidate: Candidate, price: float) -> Chosen | None:
    """A sentence's best stretch even where it costs more than it is worth; one that tells nothing counts less."""
    found = best_stretch(candidate, price, bonus=10.0)
    if found is None or len(found.text) < min(_LEAST_EACH, len(candidate.text) - 2):
        return None
    tells = any(clause.weight >= _TELLING for clause in candidate.clauses[found.first : found.last + 1])
    return found if tells else replace(found, value=found.value - 1.0)


class _Choice:
    """The candidates of one part, ready to be priced."""

    def __init__(
        self, candidates: Sequence[Candidate], heading: Callable[[Candidate], str], taken: Sequence[str]
    ) -> None:
        self._candidates = list(candidates)
        self._heading = heading
        self._taken = [bigrams(text) for text in taken]
        self._rank: dict[int, int] = {}
        self._grams: dict[str, frozenset[str]] = {}
        blocks: dict[tuple[str, int], list[int]] = defaultdict(list)
        for at, candidate in enumerate(self._candidates):
            blocks[candidate.report_id, candidate.block].append(at)
        for members in blocks.values():
            ordered = sorted(members, key=lambda at: -max(self._candidates[at].values, default=0.0))
            for rank, at in enumerate(ordered):
                self._rank[at] = rank

    def length(self, chosen: Sequence[Chosen]) -> int:
        headings = {self._heading(each.candidate) for each in chosen}
        return sum(each.length for each in chosen) + sum(len(heading) + 5 for heading in headings if heading)

    def at(self, price: float, most: int) -> tuple[Chosen, ...]:
        """What is worth its price, best first taken, in the order of the candidates."""
        priced: list[tuple[float, int, Chosen]] = []
        for at, candidate in enumerate(self._candidates):
            factor = _FIRST if self._rank[at] == 0 else max(0.6, _LATER ** self._rank[at])
            for stretch in stretches(candidate, price, factor):
                priced.append((stretch.value, at, stretch))
        priced.sort(key=lambda item: (-item[0], item[1]))
        kept: list[tuple[int, Chosen]] = []
        said: list[frozenset[str]] = []
        for _, at, stretch in priced:
            if len(kept) >= most:
                break
            grams = self._bigrams(stretch.text)
            if any(alike(grams, other) for other in said) or self._is_taken(grams):
                continue
            said.append(grams)
            kept.append((at, stretch))
        kept.sort(key=lambda item: (item[0], item[1].first))
        return tuple(stretch for _, stretch in kept)

    def filled(self, chosen: Sequence[Chosen], budget: int, price: float, most: int) -> tuple[Chosen, ...]:
        """The chosen stretches and, of those that a lower price would add, what still fits, best first."""
        kept = list(chosen)
        for lower in (0.8, 0.6, 0.4, 0.2, 0.05):
            more = sorted(self.at(price * lower, most * 2), key=lambda each: -each.value)
            for each in more:
                grams = self._bigrams(each.text)
                again = any(alike(grams, self._bigrams(other.text)) for other in kept)
                if len(kept) >= most or again or self._is_taken(grams):
                    continue
                if self.length([*kept, each]) <= budget:
                    kept.append(each)
        place = {id(candidate): at for at, candidate in enumerate(self._candidates)}
        return tuple(sorted(kept, key=lambda each: (place[id(each.candidate)], each.first)))

    def _is_taken(self, grams: frozenset[str]) -> bool:
        return any(says_again(grams, earlier) for earlier in self._taken)

    def _bigrams(self, text: str) -> frozenset[str]:
        if text not in self._grams:
            self._grams[text] = bigrams(text)
        return self._grams[text]


def stretches(candidate: Candidate, price: float, factor: float = 1.0, most: int = 2) -> tuple[Chosen, ...]:
    """The best stretches of a sentence at a price a character (at most ``most``, which do not touch each other)."""
    found: list[Chosen] = []
    free = [(0, len(candidate.clauses) - 1)]
    while free and len(found) < most:
        low, high = free.pop(0)
        best = best_stretch(candidate, price, factor, low, high)
        if best is None:
            continue
        found.append(best)
        free += [(low, best.first - 2), (best.last + 2, high)]
        free = [(a, b) for a, b in free if a <= b]
    return tuple(found)


def best_stretch(
    candidate: Candidate,
    price: float,
    factor: float = 1.0,
    low: int = 0,
    high: int | None = None,
    bonus: float = 0.0,
) -> Chosen | None:
    """The run of clauses that is worth most after its price; None where none is worth it. A ``bonus`` makes it worth it."""
    clauses, values = candidate.clauses, candidate.values
    high = len(clauses) - 1 if high is None else high
    best: Chosen | None = None
    for first in range(low, high + 1):
        if not clauses[first].begins:
            continue
        top = others = 0.0
        for last in range(first, high + 1):
            if last > first and clauses[last].item:
                break
            share = _MORE_FIGURES if clauses[last].figures else _MORE_WORDS
            if values[last] > top:
                top, others = values[last], others + top * share
            else:
                others += values[last] * share
            value = (top + others) * factor
            length = clauses[last].end - clauses[first].start
            if length > LONGEST_POINT and last > first:
                break
            worth = bonus + value - price * (length + _POINT_SIGNS + 4)
            if worth <= 0 or not clauses[last].ends or not _stands(candidate, first, last, length):
                continue
            if best is None or worth > best.value:
                best = Chosen(candidate=candidate, first=first, last=last, value=worth)
    return best


def _stands(candidate: Candidate, first: int, last: int, length: int) -> bool:
    """Whether clauses ``first`` to ``last`` make a point: long enough to say something, and, in a sentence outside the
    topic's own sections, on the topic to its end."""
    whole = first == 0 and last == len(candidate.clauses) - 1
    if length < SHORTEST_POINT and not whole and not any(each.figures for each in candidate.clauses[first : last + 1]):
        return False
    if candidate.own:
        return True
    hit = candidate.hits.index(True, first, last + 1) if any(candidate.hits[first : last + 1]) else -1
    needed = hit >= 0 and not any(clause.begins for clause in candidate.clauses[first + 1 : hit + 1])
    return needed and candidate.hits[last] and (length <= LONGEST_BESIDE or first == last)
