"""The tasks of the register that a question means, found by the words that they share."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.terms import Term
from ingest.records import Assignment
from ingest.tokens import grams, plain_words

_SIBLING = 0.35  # words of the task's other clauses
_HEADING, _NARROW_HEADING = 0.5, 0.92  # words of the headings; of the last one where it holds hardly any other task
_NARROW = 3
_LONG = 90  # bigrams; the words of a longer task say less about it each
_SYNONYM = 0.85
_PARTLY = 0.8  # a term of which only some bigrams stand in the task counts at most so much
_LEAST_PART = 0.25
_WHOLE, _WEIGHTY = 0.6, 0.6
_COMPOUND_WEIGHT, _LONGEST_COMPOUND = 1.0, 8
_HAN_WORD = re.compile(r"[\u4e00-\u9fff]+\Z")
_ENDINGS = frozenset("化区县市性度率业员者家人站所厅局部法权费力量网园馆村镇路桥港群圈带链品厂店户岗工师生位体型级类制")
_FUNCTION = frozenset("的了在和与及等中上下里对为到以由被把将要是有个项家块至增占好涨不就都也还再每各该这那其向从按")
_RARE, _BY_CHARACTER = 0.025, 0.4
_UNSEEN = 0.75  # a word that no task holds may be the asker's own; it weighs less than a rare one that some task holds
# Words of every plan: what is done, not to what. They weigh less than the matter beside them, the verbs hardly anything.
_GENERAL_WEIGHT, _VERB_WEIGHT = 0.5, 0.15
_PLAN_WORDS = Path(__file__).parent / "lexicon" / "plan_words.txt"
_UNKNOWN_LATIN = 0.12  # an English word without a known Chinese one says little about Chinese tasks


@lru_cache(maxsize=1)
def plan_verbs() -> frozenset[str]:
    """What every plan does (推进, 加快 …): words that hardly tell one task from another."""
    return _plan_words("verb")


@lru_cache(maxsize=1)
def general_words() -> frozenset[str]:
    """The verbs of plans and the nouns that any task may be about (体系, 工程 …)."""
    return plan_verbs() | _plan_words("general")


def _plan_words(kind: str) -> frozenset[str]:
    lines = (line.split() for line in _PLAN_WORDS.read_text(encoding="utf-8").splitlines())
    return frozenset(parts[1] for parts in lines if len(parts) == 2 and parts[0] == kind)


@dataclass(frozen=True, kw_only=True)
class FoundTask:
    """One assignment that a question may mean.

    ``coverage`` is the share (0 to 1) of the question's weight that the task's own words and their surroundings carry,
    ``own`` the share by its own words alone, ``focus`` the share of the task's words that the question names. ``named``
    tells that one of the question's weightiest words stands in it whole, not only a piece of it; ``joined`` the share of
    the question's neighbouring characters that are neighbours in the task too (乡村治理, not 城乡村镇的治理).
    """

    index: int
    coverage: float
    own: float
    focus: float
    named: bool
    joined: float

    @property
    def score(self) -> float:
        """Orders the tasks: coverage first, then how much of it the task's own words carry, in the asker's order of
        words, and how much of the task is about it."""
        return self.coverage + 0.1 * self.own + 0.1 * self.focus + 0.12 * self.joined


class TaskIndex:
    """An index of assignments by characters and bigrams, with idf weights (as in BM25, Robertson and Zaragoza 2009)."""

    def __init__(self, assignments: Sequence[Assignment]) -> None:
        self._count = len(assignments)
        self._own: dict[str, set[int]] = defaultdict(set)
        self._siblings: dict[str, set[int]] = defaultdict(set)
        self._headings: dict[str, set[int]] = defaultdict(set)
        self._narrow: set[int] = set()
        self._lengths: list[int] = []
        tasks: dict[tuple[str, int | None, tuple[str, ...]], list[int]] = defaultdict(list)
        sections: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        for index, assignment in enumerate(assignments):
            found = set(grams(own_words(assignment)))
            self._lengths.append(max(1, sum(1 for gram in found if len(gram) > 1)))
            for gram in found:
                self._own[gram].add(index)
            for gram in grams("，".join(assignment.section_path)):
                self._headings[gram].add(index)
            tasks[_task_key(assignment)].append(index)
            sections[assignment.report_id, assignment.section_path].append(index)
        for members in tasks.values():
            self._share(members, assignments)
        for (_, path), members in sections.items():
            if path and len(members) <= _NARROW:
                self._narrow.update(members)

    def _share(self, members: list[int], assignments: Sequence[Assignment]) -> None:
        """Let the clauses of one task stand as one another's surroundings."""
        if not 1 < len(members) <= 40 or assignments[members[0]].task_number is None:
            return
        shared = {gram for index in members for gram in grams(own_words(assignments[index]))}
        for gram in shared:
            self._siblings[gram].update(members)

    def find(
        self, terms: Sequence[Term], among: Collection[int], *, phrase: str = "", limit: int = 8
    ) -> tuple[FoundTask, ...]:
        """The best tasks of ``among`` for the question's terms, best first; ``phrase`` the words as they were asked."""
        weights = [self._weight(term) for term in terms]
        total = sum(weights)
        if not total:
            return ()
        coverage: dict[int, float] = defaultdict(float)
        own: dict[int, float] = defaultdict(float)
        named: dict[int, int] = defaultdict(int)
        held: dict[int, float] = defaultdict(float)
        for term, weight in zip(terms, weights, strict=True):
            for index, (degree, inside) in self._around(term).items():
                coverage[index] += weight * degree
                own[index] += weight * inside
                named[index] += len(term.word) - 1 if inside > 0.7 else 0
                if degree >= _WHOLE:
                    held[index] = max(held[index], weight)
        allowed = set(among)
        joined = self._part(phrase, self._own) if len(phrase) > 2 else {}
        found = [
            FoundTask(
                index=index,
                coverage=value / total,
                own=own[index] / total,
                focus=min(1.0, named[index] / self._lengths[index]),
                named=held[index] >= _WEIGHTY * max(weights),
                joined=joined.get(index, 0.0),
            )
            for index, value in coverage.items()
            if index in allowed
        ]
        return tuple(sorted(found, key=lambda task: (-task.score, task.index))[:limit])

    def _around(self, term: Term) -> dict[int, tuple[float, float]]:
        """Index -> how much of the term the task and its surroundings carry, and how much its own words do."""
        inside = self._degrees(term, self._own)
        siblings, headings = self._degrees(term, self._siblings), self._degrees(term, self._headings)
        if not any(degree >= 0.75 for degree in inside.values()):
            inside = {**self._by_characters(term.word), **inside}
        found = {}
        for index in inside.keys() | siblings.keys() | headings.keys():
            own = inside.get(index, 0.0) * (0.8 + 0.2 * min(1.0, _LONG / self._lengths[index]))
            heading = headings.get(index, 0.0) * (_NARROW_HEADING if index in self._narrow else _HEADING)
            found[index] = (max(own, heading, siblings.get(index, 0.0) * _SIBLING), own)
        return found

    def _by_characters(self, word: str) -> dict[int, float]:
        """For a short word that no task holds: the tasks that hold a rare character of it (酒业 and 酒企)."""
        if not 2 <= len(word) <= 3 or word.isascii():
            return {}
        rare = [sign for sign in word if 0 < len(self._own.get(sign, ())) <= max(3, _RARE * self._count)]
        return {index: _BY_CHARACTER for sign in rare for index in self._own[sign]}

    def compounds(self, terms: Sequence[Term], phrase: str) -> tuple[Term, ...]:
        """The terms with those joined that belong together: a single character with its neighbour (磷 + 污染, 常态 + 化),
        and neighbours that some task prints in one (国家 + 公园), so that a task which only holds a part counts less."""
        joined: list[Term] = []
        for term in terms:
            before = joined[-1] if joined else None
            if before is not None and self._belong_together(before.word, term.word, phrase):
                joined[-1] = Term(
                    word=before.word + term.word, weight=max(before.weight, term.weight, _COMPOUND_WEIGHT)
                )
            else:
                joined.append(term)
        return tuple(joined)

    def _belong_together(self, left: str, right: str, phrase: str) -> bool:
        word = left + right
        if word not in phrase or word.isascii() or not _HAN_WORD.match(word) or len(word) > _LONGEST_COMPOUND:
            return False
        if {left, right} & (plan_verbs() | _FUNCTION):
            return False
        if self._stands_somewhere(word):
            return len(right) > 1 or right in _ENDINGS
        single = (len(left) == 1) != (len(right) == 1 and right in _ENDINGS)
        return single and not self._stands_somewhere(max(left, right, key=len))

    def _stands_somewhere(self, word: str) -> bool:
        return any(degree == 1.0 for degree in self._part(word, self._own).values())

    def holds(self, word: str, index: int) -> bool:
        """Whether the task's own words hold ``word``."""
        return self._part(word, self._own).get(index, 0.0) >= 0.99

    def _weight(self, term: Term) -> float:
        """The term's idf by how many tasks hold it nearly whole."""
        holders = sum(1 for degree in self._degrees(term, self._own).values() if degree >= 0.75)
        idf = math.log(1 + (self._count - holders + 0.5) / (holders + 0.5))
        if holders == 0 and term.word.isascii() and not any(sign.isdigit() for sign in term.word):
            return term.weight * idf * _UNKNOWN_LATIN
        general = (
            _VERB_WEIGHT if term.word in plan_verbs() else _GENERAL_WEIGHT if term.word in general_words() else 1.0
        )
        return term.weight * idf * general * (_UNSEEN if holders == 0 else 1.0)

    def _degrees(self, term: Term, postings: dict[str, set[int]]) -> dict[int, float]:
        """Index -> how much of the term the task holds: 1 whole, less for a synonym or a part."""
        degrees = self._part(term.word, postings)
        for synonym in term.synonyms:
            for index, degree in self._part(synonym, postings).items():
                if degree >= 0.99 and degree * _SYNONYM > degrees.get(index, 0.0):
                    degrees[index] = degree * _SYNONYM
        return degrees

    def _part(self, word: str, postings: dict[str, set[int]]) -> dict[int, float]:
        """Index -> how much of ``word`` the task holds: 1 all its bigrams, else the share of its bigrams or of the
        shorter words in it, whichever is more (城乡居民 and 农村居民 share 居民)."""
        pieces = {gram for gram in grams(word) if len(gram) > 1} or set(grams(word))
        counts: dict[int, int] = defaultdict(int)
        for piece in pieces:
            for index in postings.get(piece, ()):
                counts[index] += 1
        degrees = {i: 1.0 if n == len(pieces) else _PARTLY * n / len(pieces) for i, n in counts.items()}
        if len(word) >= 4:
            self._add_inner_words(word, postings, degrees)
        return {i: degree for i, degree in degrees.items() if degree == 1.0 or degree >= _LEAST_PART}

    def _add_inner_words(self, word: str, postings: dict[str, set[int]], degrees: dict[int, float]) -> None:
        inner = [part for part in plain_words(word) if len(part) > 1]
        if len(inner) < 2:
            return
        whole = sum(map(len, inner))
        shares: dict[int, float] = defaultdict(float)
        for part in inner:
            pieces = {gram for gram in grams(part) if len(gram) > 1} or set(grams(part))
            holders = set.intersection(*(postings.get(piece, set()) for piece in pieces))
            for index in holders:
                shares[index] += len(part) / whole
        for index, share in shares.items():
            degrees[index] = max(degrees.get(index, 0.0), _PARTLY * share)


def own_words(assignment: Assignment) -> str:
    """The words by which a task is known: its text, and where that is lost the text recovered from the work report."""
    if assignment.text:
        return assignment.text
    return assignment.recovered.quote if assignment.recovered else ""


def _task_key(assignment: Assignment) -> tuple[str, int | None, tuple[str, ...]]:
    return assignment.report_id, assignment.task_number, assignment.section_path
