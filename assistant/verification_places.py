"""The checks of a piece's years, dates and regions, and of plan against result; each yields what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claim_labels import bigrams, content
from assistant.claim_periods import SEGMENT_END, YearMention, dates, stated_in, years
from assistant.claim_words import idle_words, segments
from assistant.claims import plain
from assistant.verification_claim import Claim
from assistant.verification_evidence import Source, ancestors, provinces, region_mentions
from assistant.verification_reasons import Reason

_PLANS = {"十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_VERBS = "新增|完成|建成|达到|实现|引进|新建|开工|增长|改造|培育|认定|推进|打造|建设|投入|开展|实施"
_MODAL = re.compile(
    rf"(?P<sign>(?P<plan>计划|拟|预计|将(?!军)|力争|争取)|已经?(?![有知经])(?=[\u4e00-\u9fff]))(?(plan)(?:{_VERBS}))"
)
_YEAR_BEFORE = re.compile(r"同比|上年|去年|上一年")
# 岚溪市: a place by its sign that no table knows; what may stand before the sign without making a name.
_PLACE = re.compile(r"(?:^|[在与和、,;:（(])(?P<name>[\u4e00-\u9fff]{2}(?:省|市|州|县))(?![场长委政面区民值容级直属])")
_NO_PLACE = re.compile(r"[全各我本该外城都超股楼街门入上下两多每跨省市县区州]|城市|这|那|地市|小|大")


def check_years(claim: Claim) -> Iterator[Reason]:
    """Years and dates that the sources do not give, or give for something else."""
    own = [m for m in years(claim.text) if not m.relative]
    for index, mention in enumerate(own):
        following = next((m.start for m in own[index + 1 :] if m.role == "plain"), len(claim.text))
        clause = claim.text[mention.start : following]
        if not any(_year_fits(mention, clause, source, claim) for source in claim.cited):
            yield Reason(code="year", detail=claim.text[mention.start : mention.end] + "年")
            return
    known = {date for source in claim.cited for date in dates(source.context)}
    for month, day in dates(claim.text):
        if (month, day) not in known and not (day == 0 and any(month == other for other, _ in known)):
            yield Reason(code="year", detail=f"{month}月{day}日" if day else f"{month}月")
            return


def _year_fits(mention: YearMention, clause: str, source: Source, claim: Claim) -> bool:
    possible = source.timeline.possible() | frozenset(m.first for m in years(source.context) if m.role != "base")
    if mention.role == "document":
        papers = {m.first for m in years(source.text) if m.role == "document"}
        return mention.first in papers | source.paper_years
    if mention.role == "base":
        previous = (
            source.year is not None and source.year - mention.first in (1, 2) and bool(_YEAR_BEFORE.search(source.text))
        )
        return mention.first in source.timeline.literal or previous
    if mention.role == "span":
        plan = any(name in source.context and span == (mention.first, mention.last) for name, span in _PLANS.items())
        return plan or {mention.first, mention.last} <= source.timeline.literal
    if mention.first not in possible or _dated_otherwise(mention, clause, source):
        return False
    told: list[bool] = []
    for segment in segments(clause):
        words = bigrams(content(segment, claim.names))
        position, share = source.nearest_segment(words)
        if len(words) >= 3 and share >= 0.4 and (stated := source.timeline.years_at(position)):
            told.append(mention.first in stated)
    return any(told) or not told


def _dated_otherwise(mention: YearMention, clause: str, source: Source) -> bool:
    """Whether what the sentence joins to the year (2025年茶叶博览会) bears only other years in the source."""
    joined = re.match(r"\d{4}年(度?[\u4e00-\u9fff]{3})", clause)
    if not joined:
        return False
    dated = {int(year) for year in re.findall(rf"(\d{{4}})年{re.escape(joined[1])}", source.text)}
    return bool(dated) and mention.first not in dated


def check_stated(claim: Claim) -> Iterator[Reason]:
    """What is presented as done where the sources plan it, or as planned where they report it done."""
    if added := _modal_added(claim):
        yield Reason(code="stated", detail=added)
        return
    for segment in segments(claim.text):
        said = stated_in(segment)
        words = bigrams(content(segment, claim.names))
        if not said or not words:
            continue
        source = max(claim.sources, key=lambda each: each.nearest_segment(words)[1])
        position, share = source.nearest_segment(words)
        meant = source.timeline.stated_at(position)
        if share >= 0.4 and meant and meant != said and said not in told_around(source, position):
            yield Reason(code="stated", detail=segment[:24])
            return


def _modal_added(claim: Claim) -> str:
    """A 计划 or 已 that the claim puts right before a verb where the source's section says the contrary; "" where none."""
    for match in _MODAL.finditer(claim.text):
        words = bigrams(content(_segment_around(claim.text, match.start()), claim.names))
        for source in claim.sources:
            position, share = source.nearest_segment(words)
            start, end = source.timeline.sentence(position)
            contrary = "result" if match["plan"] else "target"
            if (
                share >= 0.4
                and source.timeline.heading_stated == contrary
                and match["sign"] not in source.text[start:end]
            ):
                return match.group()
    return ""


def _segment_around(text: str, position: int) -> str:
    before = [match.end() for match in SEGMENT_END.finditer(text, 0, position)]
    after = SEGMENT_END.search(text, position)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def told_around(source: Source, position: int) -> tuple[str, str]:
    """How the source's segment at ``position`` and its clause from the last year on present what they state."""
    clause = source.text[slice(*source.timeline.clause(position))]
    return stated_in(source.timeline.segment(position)), stated_in(clause)


def check_regions(claim: Claim) -> Iterator[Reason]:
    """Regions that the sources do not speak of, or not where they say the same."""
    words = bigrams(content(claim.text, claim.names))
    for name, _ in claim.places(plain(claim.raw)):
        if not any(_region_fits(name, words, source) for source in claim.cited):
            yield Reason(code="region", detail=name)
            return
    for name in provinces():
        if name in claim.raw and not any(name in source.regions or name in source.context for source in claim.cited):
            yield Reason(code="region", detail=name)
            return
    for match in _PLACE.finditer(claim.text):
        name = match["name"]
        if name[:-1] in idle_words() or _NO_PLACE.search(name[:-1]):
            continue  # 加速省…库建设: a verb before 省
        if not any(name[:-1] in source.context for source in claim.cited):
            yield Reason(code="region", detail=name)
            return


def _region_fits(name: str, words: frozenset[str], source: Source) -> bool:
    own = source.evidence.region
    if name == own or name in ancestors(own):
        return True
    if name not in source.regions and not source.speaks_of(name, 0, len(source.text)):
        return False
    best = source.nearest(words)[1]
    near = [start for start, sentence in source.sentences if len(words & sentence) >= 0.5 * best * len(words)]
    heading = any(name == other for other, _, _ in region_mentions("\n".join(source.headings)))
    return heading or any(source.speaks_of(name, *source.timeline.sentence(start)) for start in near)
