"""What the figures of a clause are about: everyday names, names that lean on the one before, lists that share a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.extract.figure_pairs import Subject
from ingest.extract.figure_places import leading_place
from ingest.extract.figure_words import is_between, verb_of
from ingest.extract.indicator_names import IndicatorMention, concept_named, concepts

_AND = r"(?:[、,]|和|与|及|以及|、和|或)"
_ELLIPSIS = (
    (re.compile(r"(?:城镇|城市)(?:常住)?(?:居民)?"), "城镇居民人均可支配收入", "居民人均可支配收入"),
    (re.compile(r"(?:农村|农牧区|农牧民|农民)(?:常住)?(?:居民)?"), "农村居民人均可支配收入", "居民人均可支配收入"),
    (re.compile(r"人均"), "人均地区生产总值", "地区生产总值"),
    (re.compile(r"[年总]?产量|总产"), "粮食产量", "粮食"),
    (re.compile(r"(?:播种|种植)?面积"), "粮食播种面积", "粮食"),
)
LOOSE = "原文称"


def loose_mentions(folded: str) -> tuple[IndicatorMention, ...]:
    """投资增长8%, 消费增长14.4%: everyday words that are the indicator where they are a clause's whole subject."""
    return tuple(
        IndicatorMention(name=name, start=match.start(1), end=match.end(1), text=LOOSE + word)
        for word, name, pattern in _loose_words()
        if word in folded
        for match in pattern.finditer(folded)
    )


@lru_cache(maxsize=1)
def _loose_words() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (
            word,
            concept.name,
            re.compile(
                rf"(?:(?<=[，；。、：])|^)(?:预计|预期|力争|确保|全年)?({word})(?=(?:预计|预期|力争|确保|同比)*(?:增长|下降))"
            ),
        )
        for concept in concepts()
        for word in concept.loose
    )


def named(run: Sequence[IndicatorMention], scope: str, start: int, newly: bool, place: bool) -> Iterator[Subject]:
    """The subjects of a run of names, limited to ``scope``; ``newly`` tells that 市场主体 are new ones."""
    for mention in run:
        concept = concept_named("新增市场主体" if newly and mention.name == "市场主体" else mention.name)
        if concept is not None:
            loose = mention.text.startswith(LOOSE)
            limited = mention.text if loose and not place else scope
            yield Subject(concept=concept, scope=limited, start=start, wording=mention.text, place=place)


def trailing(rest: str, last: IndicatorMention) -> tuple[tuple[IndicatorMention, ...], str]:
    """Names that lean on the last one of a list (粮食总产|、播种面积) at the start of ``rest``, and what is left of it."""
    concept = concept_named(last.name)
    for pattern, name, needs in _ELLIPSIS:
        match = re.match(rf"{_AND}({pattern.pattern})", rest)
        if match and concept is not None and needs in concept.name and name != concept.name:
            start = last.end + match.start(1)
            found = IndicatorMention(name=name, start=start, end=last.end + match.end(), text=match.group(1))
            return (found,), rest[match.end() :]
    return (), rest


def elliptical(lead: str, before: Subject | None, own_names: re.Pattern[str]) -> tuple[Subject, ...]:
    """其中城镇…、农村…; 人均…; 粮食生产获得丰收，总产量…; 临湖区增长…: subjects that lean on the one ``before``."""
    if before is None:
        return ()
    rest = re.sub(r"^[、，和与及（(]*(?:其中|而|全年|全[省市区州县])*[：:]?", "", lead)
    found: list[Subject] = []
    while rest:
        for pattern, name, needs in _ELLIPSIS:
            match, concept = pattern.match(rest), concept_named(name)
            if match and needs in before.concept.name and concept is not None:
                found.append(replace(before, concept=concept, wording=match.group()))
                rest = re.sub(rf"^{_AND}", "", rest[match.end() :])
                break
        else:
            break
    if found:
        return tuple(found) if is_between(rest) else ()
    return _of_another_place(rest, before, own_names)


def _of_another_place(rest: str, before: Subject, own_names: re.Pattern[str]) -> tuple[Subject, ...]:
    """全省生产总值增长6%，澜江新区增长12%: the same indicator of a place inside."""
    place = leading_place(rest, own_names) if before.place or not before.scope else ""
    after = rest[rest.find(place) + len(place) :] if place else ""
    if not verb_of(after) or not is_between(after):
        return ()
    return (replace(before, scope=place, place=True),)


def totals(subjects: Sequence[Subject], lead: str) -> tuple[Subject, ...]:
    """新登记市场主体54万户，总量达300万户: the total is of all, not of the new ones."""
    whole = concept_named("市场主体")
    new = re.search("总量|总数|累计|实有|达", lead) is not None and whole is not None
    return tuple(
        replace(subject, concept=whole)
        if new and whole is not None and subject.concept.name in ("新增市场主体", "净增市场主体")
        else subject
        for subject in subjects
    )


def as_shares(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """数字经济、绿色经济占GDP比重: the words that make a share hold for the whole list."""
    if len(subjects) < 2 or subjects[-1].concept.shape != "rate":
        return tuple(subjects)
    shares = [concept_named(subject.concept.share) if subject.concept.share else None for subject in subjects[:-1]]
    return (
        *(
            replace(subject, concept=share) if share is not None else subject
            for subject, share in zip(subjects[:-1], shares, strict=True)
        ),
        subjects[-1],
    )
