"""The check of a piece's figures: each must stand in a cited passage with its unit and qualifier, for the same matter,
place and year, as target or as result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.claim_figures import Figure, figures, same_unit, same_value
from assistant.claim_labels import aspect, bigrams, coverage, labels, likeness, runs
from assistant.claim_periods import SEGMENT_END, stated_in
from assistant.verification_checks import NATIONAL, Claim, told_around
from assistant.verification_evidence import Source, ancestors, region_mentions
from assistant.verification_reasons import Code, Reason

# A figure belongs to another matter where a different figure's label is likelier by this much …
CLEARER = 0.3
LIKELY = 0.6
# … or where this little of its label stands in the sentence that gives it.
RELATED = 0.3
_DOWN = re.compile(r"下降|减少|降低|回落|下调|压减|缩减|收窄|下跌|负增长|削减|压降")
_UP = re.compile(r"增长|增加|提高|提升|上升|上涨|上调|扩大|净增|新增")
_BREAK = re.compile(r"[,;:。!?()、]")
# 主要有三个方面：一是…二是…三是…: the sentence counts its own parts.
_TOLD = re.compile(r".{1,3}?(?:方面|点(?!\d)|项措施|条措施|个措施|项举措|类措施|大举措|个层面)")
_ENUMERATED = re.compile(r"(?:[一二三四五六七八九]是|第[一二三四五六七八九][,、是]|\([一二三四五六七八九1-9]\))")
_RESPECTIVELY = re.compile(r"分别")

# The order in which a figure of a source is compared; a sentence is told the last test that its best figure fails.
_ORDER: tuple[Code, ...] = ("qualifier", "direction", "region", "year", "stated", "subject")


def check_figures(claim: Claim) -> Iterator[Reason]:
    """For each figure that no source bears out, what is wrong with it."""
    found = figures(claim.text)
    own_labels = labels(claim.text, found, claim.names)
    yield from _used_twice(claim, found)
    yield from _exchanged(claim, found)
    for index, figure in enumerate(found):
        candidates = [
            (source, place)
            for source in claim.sources
            for place, other in enumerate(source.figures)
            if same_value(figure, other)
        ]
        if not candidates:
            if not _known_otherwise(figure, claim):
                yield Reason(code="figure", detail=figure.text)
            continue
        failures = [_failure(figure, own_labels[index], source, place, claim, found) for source, place in candidates]
        if all(failures):
            code = max((failure for failure in failures if failure), key=_ORDER.index)
            yield Reason(code=code, detail=figure.text)


def _used_twice(claim: Claim, found: tuple[Figure, ...]) -> Iterator[Reason]:
    """Figures that the piece gives more often than its sources do: the second use is for something else."""
    for figure in found:
        times = sum(same_value(figure, other) and figure.unit == other.unit for other in found)
        held = sum(
            same_value(figure, other) and other.unit in ("", figure.unit)
            for source in claim.sources
            for other in source.figures
        )
        if times > 1 and 0 < held < times:
            yield Reason(code="subject", detail=figure.text)
            return


def _known_otherwise(figure: Figure, claim: Claim) -> bool:
    """Whether the figure stands in a title or heading (第十五届), or only counts what the sentence itself lists."""
    known = (other for source in claim.sources for other in source.other_figures)
    if figure.unit and any(same_value(figure, other) and figure.unit == other.unit for other in known):
        return True
    told = _TOLD.match(claim.text, figure.start)
    return bool(told) and figure.low == len(_ENUMERATED.findall(claim.text))


def _failure(
    figure: Figure, label: frozenset[str], source: Source, place: int, claim: Claim, found: tuple[Figure, ...]
) -> Code | None:
    """The first test that the source's figure at ``place`` fails as evidence for ``figure``; None where it passes all."""
    other = source.figures[place]
    start, end = source.timeline.sentence(other.start)
    sentence = source.text[start:end]
    if figure.bound != other.bound or (other.effort and not figure.effort and not _hedged(figure, claim)):
        return "qualifier"
    if _turned(figure, other, sentence):
        return "direction"
    if not _region_agrees(figure, other, source, claim, found):
        return "region"
    if not _year_agrees(figure, other, source, claim):
        return "year"
    said, meant = stated_in(_clause(figure, source, claim)), source.timeline.stated_at(other.start)
    if said and meant and said != meant and said not in (stated_in(sentence), *told_around(source, other.start)):
        return "stated"
    if not _same_subject(figure, label, source, place, sentence, claim):
        return "subject"
    return None


def _hedged(figure: Figure, claim: Claim) -> bool:
    """Whether the sentence presents the figure as an aim in other words than 力争."""
    return bool(
        re.search(
            r"目标|计划|预期|拟|将|要|预计|提出|确保|努力|aim|target|plan|strive",
            claim.whole[: claim.offset + figure.start + 4],
        )
    )


def _turned(figure: Figure, other: Figure, sentence: str) -> bool:
    if figure.reach and other.reach and figure.reach != other.reach:
        return True
    if figure.direction and other.direction:
        return figure.direction != other.direction
    if figure.direction == "down":
        return not _DOWN.search(sentence)
    return figure.direction == "up" and bool(_DOWN.search(sentence)) and not _UP.search(sentence)


def _region_agrees(figure: Figure, other: Figure, source: Source, claim: Claim, found: tuple[Figure, ...]) -> bool:
    """Whether the place that the sentence names before the figure is the source's, or one that the source names there."""
    own = source.evidence.region
    named = [(name, start) for name, start, _ in region_mentions(claim.text) if name != NATIONAL]
    before = [name for name, start in named if start < figure.start]
    there = source.regions_at(other.start)
    if _RESPECTIVELY.search(claim.text) and len(named) == len(found) > 1:
        stated = named[found.index(figure)][0]
    elif before:
        stated = before[-1]
    else:
        return True
    if stated in there:
        return True
    if stated == own or stated in ancestors(own):
        # 贵安新区 … 24.1% is no figure of the city that holds it: a narrower place right before the source's figure counts.
        segment = _BREAK.split(source.text[: other.start])[-1]
        narrower = {name for name, _, _ in region_mentions(segment)} - {own, NATIONAL} - ancestors(own)
        return not narrower or bool(narrower & {name for name, _ in named})
    return not own


def _year_agrees(figure: Figure, other: Figure, source: Source, claim: Claim) -> bool:
    mention = claim.year_of(claim.offset + figure.start, source)
    if mention is None:
        return True
    stated = source.timeline.years_at(other.start)
    if mention.role == "span":
        return {mention.first, mention.last} <= source.timeline.literal or bool(
            stated & set(range(mention.first, mention.last + 1))
        )
    if stated:
        return mention.first in stated
    return mention.first in source.timeline.possible()


def _clause(figure: Figure, source: Source, claim: Claim) -> str:
    """The words of the sentence from the last year (or its beginning) to the end of the figure's segment."""
    position = claim.offset + figure.start
    mention = claim.year_of(position, source)
    start = mention.start if mention and mention.start <= position else 0
    tail = SEGMENT_END.search(claim.whole, claim.offset + figure.end)
    return claim.whole[start : tail.start() if tail else len(claim.whole)]


def _same_subject(
    figure: Figure, label: frozenset[str], source: Source, place: int, sentence: str, claim: Claim
) -> bool:
    """Whether the figure is about what the source's is: no other figure of the passage answers to its label better."""
    other = source.figures[place]
    rivals = [
        index
        for index, rival in enumerate(source.figures)
        if not same_value(figure, rival) and same_unit(figure.unit, rival.unit)
    ]
    near = [
        index
        for index in rivals
        if source.timeline.sentence(source.figures[index].start) == source.timeline.sentence(other.start)
    ]
    if _other_aspect(figure, other, source, near, claim):
        return False
    if not label:
        return True
    own = likeness(label, source.labels[place])
    best = max((likeness(label, source.labels[index]) for index in rivals), default=0.0)
    if best > own + CLEARER and best >= LIKELY:
        return False
    if own < 0.95 and any(source.labels[index] == label for index in near):
        return False
    wide = bigrams(sentence) | bigrams("".join(source.headings)) | bigrams(claim.asked)
    return coverage(label, wide) >= RELATED


def _other_aspect(figure: Figure, other: Figure, source: Source, near: list[int], claim: Claim) -> bool:
    """Whether the sentence gives as added what the source gives as total (or done, or a share), where the source's
    sentence has another figure for what the claim says."""
    said, meant = aspect(claim.text, figure), aspect(source.text, other)
    if not said or not meant or said == meant:
        return False
    if figure.unit == "%" and {said, meant} == {"change", "level"}:
        return False
    return any(aspect(source.text, source.figures[index]) == said for index in near)


def _exchanged(claim: Claim, found: tuple[Figure, ...]) -> Iterator[Reason]:
    """Neighbouring figures of a run (29.1%、72.3%) that stand the other way round in the sources."""
    for run in runs(claim.text, found):
        for one, two in pairwise(run):
            first, second = found[one], found[two]
            stated = [
                (source.figures[left], source.figures[right])
                for source in claim.sources
                for other in runs(source.text, source.figures)
                for left, right in pairwise(other)
            ]
            same = any(same_value(first, left) and same_value(second, right) for left, right in stated)
            if not same and any(same_value(first, right) and same_value(second, left) for left, right in stated):
                yield Reason(code="subject", detail=first.text)
