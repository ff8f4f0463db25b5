"""Subjects and figures of one clause brought together: each figure with its indicator, measure, ends and qualifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.figure_measures import meaning
from ingest.extract.figure_words import QUALIFIERS, verb_of
from ingest.extract.indicator_lexicon import Concept, Measure, concept_named, record_name
from ingest.extract.values import Value, unit_class

_INHERITED_BEFORE = ("超过", "超", "突破", "不低于", "高于", "不超过", "低于", "不少于", "不高于")
_MILESTONE = ("突破", "迈上", "跨上", "跨过", "跨越", "站上", "迈过", "超过", "超", "过", "近", "接近", "逾", "将近")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An indicator as a sentence names it: concept, what it is limited to (``place``: it is a place), where it starts."""

    concept: Concept
    scope: str
    start: int
    wording: str
    place: bool = False


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of a sentence with its subject; ``start``/``end`` the words that state it with the whole list that it
    stands in, ``clause`` where its own clause begins, ``milestone`` that it is a mark passed (突破2万亿元), ``lasting`` that it held for years (连续8年稳定在千亿斤以上)."""

    subject: Subject
    measure: Measure
    name: str
    value: Value
    text: str
    low: float | None
    high: float | None
    qualifiers: tuple[str, ...]
    start: int
    end: int
    clause: int
    milestone: bool
    lasting: bool


def pair(
    folded: str, subjects: tuple[Subject, ...], group: list[Value], between: str, clause: int, carried_verb: str
) -> Iterator[Figure]:
    """Each subject with its figure: one to one, or one figure for all where a single one is given."""
    if len(subjects) == len(group):
        pairs = list(zip(subjects, group, strict=True))
    elif len(group) == 1 and "分别" not in between:
        pairs = [(subject, group[0]) for subject in _unified(subjects, group[0])]
    elif len(subjects) == 1 and "分别" not in between:
        pairs = [(subjects[0], group[0])]
    else:
        return
    for subject, value in pairs:
        figure = _figure(folded, subject, value, between, clause, carried_verb, group)
        if figure is not None:
            yield figure


def _unified(subjects: tuple[Subject, ...], value: Value) -> tuple[Subject, ...]:
    """城乡居民收入 with one figure is the income of all residents; other lists share the figure."""
    whole = concept_named("居民人均可支配收入")
    names = {subject.concept.name for subject in subjects}
    if whole is not None and names == set(whole.parts) and (value.wording == "number" or "城乡" in subjects[0].wording):
        return (replace(subjects[0], concept=whole),)
    return subjects


def _figure(
    folded: str, subject: Subject, value: Value, between: str, clause: int, carried_verb: str, group: list[Value]
) -> Figure | None:
    verb = verb_of(between)
    carried = subject.start < clause or subject.concept.shape == "amount"
    if not verb and carried and unit_class(value.unit) in ("percent", "points", "times"):
        verb = carried_verb
    if verb == "level" and carried_verb == "growth" and unit_class(value.unit) == "percent":
        verb = "growth" if re.search("力争|争取", between) else verb  # 增长8%以上，力争达到10%
    meant = meaning(subject.concept, subject.wording, value, verb, between)
    if meant is None:
        return None
    low, high, qualifiers = _shared_ends(value, group)
    text = folded[value.start : value.end]
    if value.wording != "number":
        text = re.sub(r"^(?:增长|增速|涨幅|增幅|均|都|力争|努力)+(?=[与同和高快超不略跑低好继持])", "", text)
    if meant.sign < 0:
        low, high = (None if high is None else -high), (None if low is None else -low)
        text = "下降" + text
    words = [match.group() for match in QUALIFIERS.finditer(folded, subject.start, value.start)]
    return Figure(
        subject=replace(subject, concept=meant.concept),
        measure=meant.measure,
        name=record_name(meant.concept, meant.measure),
        value=value,
        text=text,
        low=low,
        high=high,
        qualifiers=tuple(dict.fromkeys([*words, *qualifiers])),
        start=subject.start,
        end=group[-1].end,
        clause=clause,
        milestone=any(word in _MILESTONE for word in value.qualifiers)
        or re.search("(?:突破|迈上|跨上|跨过|跨越|站上|迈过|超过|接近)$", between) is not None,
        lasting=re.search("连续.{1,3}年", between) is not None,
    )


def _shared_ends(value: Value, group: list[Value]) -> tuple[float | None, float | None, list[str]]:
    """Ends and qualifiers, with those that a list shares: 分别超过9%、9.5%; 分别控制在3.5%和5.5%以内."""
    low, high = value.low, value.high
    qualifiers = list(value.qualifiers) if value.wording == "number" else []
    if value.wording != "number" or len(group) == 1:
        return low, high, qualifiers
    opening, closing = group[0].qualifiers[:1], group[-1].qualifiers[-1:]
    if opening and opening[0] in _INHERITED_BEFORE and not qualifiers:
        up = opening[0] in ("超过", "超", "突破", "不低于", "高于", "不少于")
        return (low, None, [*opening]) if up else (None, high, [*opening])
    if closing and closing[0] in ("以内", "之内", "以下") and not qualifiers:
        return None, high, [*closing]
    return low, high, qualifiers


_STRETCH = re.compile(r"[、，]?[并且]?(?:努力|全力)?(?:力争|争取)(?:实现|达到|增长|突破|完成|到)*")


def with_stretch_goals(folded: str, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """增长6%以上、力争6.5% is one target: the further aim becomes part of its words, the number stays the first one's."""
    kept: list[Figure] = []
    for figure in figures:
        before = kept[-1] if kept else None
        if (
            before is not None
            and (before.name, before.subject.scope) == (figure.name, figure.subject.scope)
            and before.value.wording == figure.value.wording == "number"
            and _STRETCH.fullmatch(folded, before.value.end, figure.value.number_start)
        ):
            kept[-1] = replace(
                before,
                text=before.text + folded[before.value.end : figure.value.end],
                qualifiers=tuple(dict.fromkeys((*before.qualifiers, *figure.qualifiers))),
                end=figure.end,
            )
        else:
            kept.append(figure)
    return tuple(kept)


def without_repeats(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """突破4万亿元、达到4.32万亿元 is one level, the second; 增长6%、增速高于全国 one growth, the first."""
    numbers = [figure for figure in figures if figure.value.wording == "number"]

    def stated(figure: Figure, **without: bool) -> bool:
        """Whether another number of the same name stands beside the figure, leaving out the kinds of ``without``."""
        return any(
            other is not figure
            and (other.name, other.subject.scope) == (figure.name, figure.subject.scope)
            and not (without.get("milestone") and other.milestone)
            and not other.lasting
            for other in numbers
        )

    def repeats(figure: Figure) -> bool:
        if figure.value.wording != "number" or figure.lasting:
            return stated(figure)
        return figure.milestone and figure.measure == "level" and stated(figure, milestone=True)

    return tuple(figure for figure in figures if not repeats(figure))
