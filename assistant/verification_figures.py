"""The check of a piece's figures: each must stand in a cited passage with its unit and qualifier, for the same matter,
place and year, as target or as result."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claim_figures import Figure, figures, same_value
from assistant.claim_labels import labels
from assistant.claim_periods import SEGMENT_END, stated_in
from assistant.verification_claim import Claim
from assistant.verification_evidence import NATIONAL, ancestors, region_mentions
from assistant.verification_places import told_around
from assistant.verification_reasons import Code, Reason
from assistant.verification_subjects import Pairing, exchanged, same_subject, used_twice

_DOWN = re.compile(r"下降|减少|降低|回落|下调|压减|缩减|收窄|下跌|负增长|削减|压降")
_UP = re.compile(r"增长|增加|提高|提升|上升|上涨|上调|扩大|净增|新增")
_BREAK = re.compile(r"[,;:。!?()、]")
# 主要有三个方面：一是…二是…三是…: the sentence counts its own parts.
_TOLD = re.compile(r".{1,3}?(?:方面|点(?!\d)|项措施|条措施|个措施|项举措|类措施|大举措|个层面)")
_ENUMERATED = re.compile(r"(?:[一二三四五六七八九]是|第[一二三四五六七八九][,、是]|\([一二三四五六七八九1-9]\))")
_RESPECTIVELY = re.compile(r"分别")
_AT_LARGE = re.compile(r"[全我][省市州区县国]")
_AIM = re.compile(r"目标|计划|预期|拟|将|要|预计|提出|确保|努力|aim|target|plan|strive", re.IGNORECASE)

# The order in which a figure of a source is compared; a sentence is told the last test that its best figure fails.
_ORDER: tuple[Code, ...] = ("qualifier", "direction", "region", "year", "stated", "subject")


def check_figures(claim: Claim) -> Iterator[Reason]:
    """For each figure that no source bears out, what is wrong with it."""
    told = figures(claim.whole)
    found = tuple(figure for figure in told if figure.start >= claim.offset)
    own_labels = labels(claim.whole, told, claim.names)[len(told) - len(found) :]
    yield from used_twice(claim, found)
    yield from exchanged(claim, found)
    for figure, label in zip(found, own_labels, strict=True):
        pairings = [
            Pairing(claim=claim, found=found, figure=figure, label=label, source=source, place=place)
            for source in claim.sources
            for place, other in enumerate(source.figures)
            if same_value(figure, other)
        ]
        if not pairings:
            if not _known_otherwise(figure, claim):
                yield Reason(code="figure", detail=figure.text)
            continue
        failures = [_failure(pairing) for pairing in pairings]
        if all(failures):
            code = max((failure for failure in failures if failure), key=_ORDER.index)
            yield Reason(code=code, detail=figure.text)


def _known_otherwise(figure: Figure, claim: Claim) -> bool:
    """Whether the figure stands in a title or heading (第十五届), or only counts what the sentence itself lists."""
    known = (other for source in claim.sources for other in source.other_figures)
    if figure.unit and any(same_value(figure, other) and figure.unit == other.unit for other in known):
        return True
    told = _TOLD.match(claim.whole, figure.start)
    return bool(told) and figure.low == len(_ENUMERATED.findall(claim.whole))


def _failure(pair: Pairing) -> Code | None:
    """The first test that the source's figure fails as evidence for the claim's; None where it passes all."""
    figure, other, source = pair.figure, pair.other, pair.source
    start, end = source.timeline.sentence(other.start)
    sentence = source.text[start:end]
    hedged = figure.effort or bool(_AIM.search(pair.claim.whole[: figure.start + 4]))
    if figure.bound != other.bound or (other.effort and not hedged):
        return "qualifier"
    if _turned(figure, other, sentence):
        return "direction"
    if not _region_agrees(pair):
        return "region"
    if not _year_agrees(pair):
        return "year"
    if _otherwise_stated(pair, sentence):
        return "stated"
    return None if same_subject(pair) else "subject"


def _turned(figure: Figure, other: Figure, sentence: str) -> bool:
    """Whether the claim lets rise what the source lets fall, or takes 提高到 for 提高."""
    if figure.reach and other.reach and figure.reach != other.reach:
        return True
    if figure.direction and other.direction:
        return figure.direction != other.direction
    if figure.direction == "down":
        return not _DOWN.search(sentence)
    return figure.direction == "up" and bool(_DOWN.search(sentence)) and not _UP.search(sentence)


def _region_agrees(pair: Pairing) -> bool:
    """Whether the place that the sentence names before the figure is the source's, or one that the source names there."""
    source, own = pair.source, pair.source.evidence.region
    stated = _place_of(pair)
    if not stated:
        return True
    start, _ = source.timeline.sentence(pair.other.start)
    if source.speaks_of(stated, start, pair.other.start):
        return True
    if stated == own or stated in ancestors(own):
        # 岚溪新区 … 20% is no figure of the city that holds it: a narrower place right before the source's figure counts.
        segment = _BREAK.split(source.text[: pair.other.start])[-1]
        narrower = {name for name, _, _ in region_mentions(segment)} - {own, NATIONAL} - ancestors(own)
        return not narrower or bool(narrower & {name for name, _ in pair.claim.places(pair.claim.whole)})
    return not own


def _place_of(pair: Pairing) -> str:
    """The region that the sentence gives for the figure; "" where it names none (or only 全省)."""
    claim = pair.claim
    named = claim.places(claim.whole)
    here = [(name, start) for name, start in named if start >= claim.offset]
    if _RESPECTIVELY.search(claim.text) and len(here) == len(pair.found) > 1:
        return here[pair.found.index(pair.figure)][0]
    before = [name for name, start in here if start < pair.figure.start]
    if before:
        return before[-1]
    if _AT_LARGE.search(claim.whole, claim.offset, pair.figure.start):
        return ""
    earlier = [name for name, start in named if start < claim.offset]
    return earlier[-1] if earlier else ""


def _year_agrees(pair: Pairing) -> bool:
    timeline = pair.source.timeline
    mention = pair.claim.year_of(pair.figure.start, pair.source)
    if mention is None:
        return True
    stated = timeline.years_at(pair.other.start)
    if mention.role == "span":
        return {mention.first, mention.last} <= timeline.literal or bool(
            stated & set(range(mention.first, mention.last + 1))
        )
    return mention.first in (stated or timeline.possible())


def _otherwise_stated(pair: Pairing, sentence: str) -> bool:
    """Whether the claim gives as a target what the source gives as a result, or the reverse."""
    meant = pair.source.timeline.stated_at(pair.other.start)
    segment, clause = told_around(pair.source, pair.other.start)
    said = stated_in(_segment(pair))
    if said:
        return bool(meant) and meant != said and segment != said
    said = stated_in(_clause(pair))
    return bool(said and meant) and meant != said and said not in (stated_in(sentence), segment, clause)


def _segment(pair: Pairing) -> str:
    """The words between the commas around the claim's figure."""
    whole = pair.claim.whole
    before = [match.end() for match in _BREAK.finditer(whole, 0, pair.figure.start)]
    tail = _BREAK.search(whole, pair.figure.end)
    return whole[before[-1] if before else 0 : tail.start() if tail else len(whole)]


def _clause(pair: Pairing) -> str:
    """The words of the sentence from the last year (or its beginning) to the end of the figure's segment."""
    claim, position = pair.claim, pair.figure.start
    mention = claim.year_of(position, pair.source)
    start = mention.start if mention and mention.start <= position else 0
    tail = SEGMENT_END.search(claim.whole, pair.figure.end)
    return claim.whole[start : tail.start() if tail else len(claim.whole)]
