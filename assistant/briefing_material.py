"""What the papers say on a topic: their sentences with how far each clause is about it and how much it tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.briefing_clauses import Clause, clauses_of, figures_in, is_flourish
from assistant.briefing_outline import Block, Half, blocks_of, flat
from assistant.briefing_topics import ALIAS, ASPECT, ONE_WORD, Topic
from ingest import tokens
from ingest.extract.indicator_names import concept_named, find_indicators
from ingest.records import Report

# How much of the topic a sentence takes over from where it stands.
OWN_SECTION, OUTER_SECTION, SHARED_SECTION, FOREIGN = 0.8, 0.55, 0.4, 0.3
LISTED = 0.4
_UNITS_BRACKET = re.compile(
    r"^[（(【\[]?[^。]*(?:牵头|按职责分工|分别负责|责任单位|配合单位|牵头单位)[^。]*[）)】\]]?[。；]?$"
)
OTHER_YEAR = 0.0  # what is planned for a later year is no task of this one
_BY_YEAR = re.compile(r"到((?:19|20)\d\d)年")
OUTPUT_FIGURE, CORE_FIGURE = 2.6, 1.6
HEADLINE = 1.5  # of all a paper says, what stands above its subsections sums them up
LEAST = 0.5  # a sentence that is less about the topic is left out
BESIDE = 0.2  # a clause that is not on the topic itself, in a sentence outside its own section


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One sentence that may go into the briefing.

    ``text`` is the sentence in one line, ``clauses`` its clauses, ``values`` what each of them is worth (relevance times
    weight), ``hits`` whether it names the topic. ``own`` tells that it stands in a section or paragraph on the topic; ``head``
    is that section's name, ``path`` the headings around; ``headline`` that it stands above the subsections of its part.
    """

    report_id: str
    start: int
    end: int
    text: str
    half: Half
    clauses: tuple[Clause, ...]
    values: tuple[float, ...]
    relevance: float
    own: bool
    head: str
    block: int
    order: int
    hits: tuple[bool, ...] = ()
    path: tuple[str, ...] = ()
    headline: bool = False

    def words(self, first: int, last: int) -> str:
        """The words of clauses ``first`` to ``last`` with the signs between them."""
        return self.text[self.clauses[first].start : self.clauses[last].end]


def candidates_of(report: Report, topic: Topic, halves: Iterable[Half]) -> tuple[Candidate, ...]:
    """The sentences of a report on the topic, in its order. Without themes every sentence counts alike."""
    wanted = frozenset(halves)
    found: list[Candidate] = []
    blocks = blocks_of(report)
    own_sections = {block.headings for block in blocks if block.headings and _is_headed(block.headings[-1], topic)}
    own_leads = {block.headings for block in blocks if block.lead and _is_headed(block.lead, topic)}
    for number, block in enumerate(blocks):
        if block.half not in wanted:
            continue
        share, own = _standing(report, block, topic, own_sections, own_leads)
        for sentence in block.sentences:
            candidate = _candidate(report, block, number, sentence.start, sentence.end, topic, share, own)
            if candidate is not None:
                found.append(candidate)
    return tuple(found)


def _standing(
    report: Report, block: Block, topic: Topic, own_sections: set[tuple[str, ...]], own_leads: set[tuple[str, ...]]
) -> tuple[float, bool]:
    """How much of the topic every sentence of a block takes over, and whether the block is the topic's own."""
    if not topic.themes:
        return 1.0, True
    if block.lead and (_is_headed(block.lead, topic) or _speaks_of(report, block, topic)):
        return 1.0, True
    inner = block.headings[-1] if block.headings else ""
    if inner and _is_headed(inner, topic):
        if block.lead and topic.is_foreign(block.lead):
            return FOREIGN, False
        if block.lead and block.headings in own_leads and topic.shares(inner) and topic.strength(block.lead) == 0:
            return SHARED_SECTION, False
        return OWN_SECTION, True
    if block.lead and topic.strength(block.lead) >= ASPECT:
        return OUTER_SECTION, False
    outer = [heading for heading in block.headings[1:-1] if _is_headed(heading, topic)]
    if not outer:
        return 0.0, False
    siblings = any(path[:-1] == block.headings[:-1] for path in own_sections)
    if siblings or topic.is_foreign(inner):
        return FOREIGN, False
    return OUTER_SECTION, True


def _is_headed(heading: str, topic: Topic) -> bool:
    """Whether a heading names the topic, in a clause that is no mere flourish (让群众在迈向共同富裕中…)."""
    return any(topic.names_whole(clause) for clause in heading.split("，") if not is_flourish(clause))


def _speaks_of(report: Report, block: Block, topic: Topic) -> bool:
    """Whether most sentences of a block are on the topic and one of them names it."""
    if topic.is_foreign(block.lead):
        return False
    found = [topic.strength(flat(report.text[each.start : each.end])) for each in block.sentences]
    on_topic = sum(strength >= ONE_WORD for strength in found)
    return on_topic > 1 and 4 * on_topic >= 3 * len(found) and max(found) >= ALIAS


def _candidate(
    report: Report, block: Block, number: int, start: int, end: int, topic: Topic, share: float, own: bool
) -> Candidate | None:
    text = flat(report.text[start:end])
    if _UNITS_BRACKET.match(text):
        return None
    strength = max((_named(clause, topic) for clause in re.split(r"[，；：]", text)), default=0.0)
    relevance = max(share, strength)
    if topic.themes and share >= LEAST and strength == 0 and topic.is_foreign(text):
        relevance = 0.45 * share  # a section may treat of two fields
    if not topic.themes and len(block.headings) == 1:
        relevance = HEADLINE
    if relevance < LEAST or (share < LEAST and strength <= ASPECT and _is_foreign(block, topic)):
        return None
    clauses = clauses_of(text, looks_back=block.half in ("review", "problems"))
    values = tuple(
        clause.weight * _clause_relevance(text[clause.start : clause.end], topic, share, relevance, own)
        for clause in clauses
    )
    if block.half == "plan" and any(int(year) != report.year for year in _BY_YEAR.findall(text)):
        values = tuple(value * OTHER_YEAR for value in values)
    if not topic.themes:
        values = tuple(value * rank for value, rank in zip(values, _figure_ranks(text, clauses), strict=True))
    if not clauses:
        return None
    return Candidate(
        report_id=report.id,
        start=start,
        end=end,
        text=text,
        half=block.half,
        clauses=clauses,
        values=values,
        relevance=relevance,
        own=own,
        head=_head(block, topic) if own else "",
        block=number,
        order=start,
        hits=tuple(_named(text[clause.start : clause.end], topic) > LISTED for clause in clauses),
        path=block.headings,
        headline=len(block.headings) == 1,
    )


def _figure_ranks(text: str, clauses: Sequence[Clause]) -> list[float]:
    """The rank of each clause's figure; one without a subject takes that of the clause before it."""
    ranks = []
    for at, clause in enumerate(clauses):
        start = clause.start if clause.begins or not at else clauses[at - 1].start
        ranks.append(_figure_rank(text[start : clause.end]) if clause.figures else 1.0)
    return ranks


def _figure_rank(words: str) -> float:
    """How much a clause counts for stating a figure by which a region's year is judged, its output before all."""
    if not figures_in(words):
        return 1.0
    names = {mention.name for mention in find_indicators(words)}
    if any(name.startswith("地区生产总值") for name in names):
        return OUTPUT_FIGURE
    return CORE_FIGURE if any((c := concept_named(name)) is not None and c.core for name in names) else 1.0


def _head(block: Block, topic: Topic) -> str:
    return block.head if topic.themes else block.headings[-1] if block.headings else ""


def _named(words: str, topic: Topic) -> float:
    """How far a clause is about the topic; a mere mention among several things (工业、农业、旅游等) is little."""
    if not topic.themes:
        return 1.0
    strength = topic.strength(words)
    items = words.split("、")
    named = [item for item in items if topic.strength(item) > 0]
    if strength and len(items) > 2 and len(named) == 1 and not figures_in(named[0]):
        return min(strength, LISTED)
    return strength


def _is_foreign(block: Block, topic: Topic) -> bool:
    """Whether a block belongs to another field: a mere word of an aspect in it is not on the topic."""
    return any(topic.is_foreign(head) for head in (block.lead, *block.headings[-1:]) if head)


def _clause_relevance(words: str, topic: Topic, share: float, relevance: float, own: bool) -> float:
    if not topic.themes:
        return relevance
    strength = _named(words, topic)
    if strength > 0:
        return max(strength, share) * (1.0 if strength <= ASPECT else 1.15)
    return share if own else max(BESIDE * relevance, 0.0)


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether of two sets of bigrams the smaller one stands mostly in the other: the same said twice."""
    small, large = sorted((first, second), key=len)
    figures = [frozenset(gram for gram in grams if gram[0].isdigit()) for grams in (small, large)]
    if all(figures) and not figures[0] & figures[1]:
        return False  # the same thing with another figure is another statement
    return bool(small) and len(small & large) >= 0.62 * len(small)


def says_again(grams: frozenset[str], earlier: frozenset[str]) -> bool:
    """Whether nearly all of a text stands in an earlier one."""
    return bool(grams) and len(grams & earlier) >= 0.8 * len(grams)


def bigrams(text: str) -> frozenset[str]:
    """The character bigrams and numbers of a text, for comparing what two texts say."""
    return frozenset(gram for gram in tokens.grams(text) if len(gram) > 1)


def sentence_key(candidate: Candidate) -> tuple[str, int]:
    return candidate.report_id, candidate.start


def in_order(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda each: (each.report_id, each.order)))
