"""Follow-ups on a question about figures, made whole: was it met, how far apart, what of the winner of a ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.figure_patterns import MET, RESULT, TARGET
from assistant.followup import FollowUp, figure_phrase, region_phrase, year_phrase
from assistant.names import LibraryNames
from assistant.places_and_years import places, years
from assistant.records import Turn

_LONGEST = 24
_MET_ALONE = re.compile(
    r"^(?:那么?|它|最后|最终|结果|实际|到底|究竟|去年|当年|这个)*(?:目标|任务)?(?:都|又|也|最后|最终|到底|是否|有没有|有无|超额)*"
    r"(?:完成|达到|达成|实现|达标|做到|兑现)(?:了|得)?(?:目标|任务)?(?:吗|没有?|么|如何|怎么样|情况)?(?:如何|怎么样)?[呢？?。！!\s]*$"
    r"|\b(?:was|were|did)\b.{0,20}\b(?:met|meet|hit|reach(?:ed)?|achieved?)\b",
    re.IGNORECASE,
)
_IT = re.compile(
    r"它|[该这那](?:个)?(?:省|市|州|县|区|地方|地区)|前者|\b(?:it|its|that (?:province|city|one))\b", re.IGNORECASE
)
_TARGET_ALONE = re.compile(r"目标(?:是|定|为)?多少|目标值")
_GAP = re.compile(
    r"差多少|差几个?点?|相差|差距|[高低多少快慢](?:了|出)?(?:多少|几个?点?)|\bdifference\b|\bhow (?:much|far)\b",
    re.IGNORECASE,
)


def figure_follow_up(
    text: str, conversation: Sequence[Turn], names: LibraryNames, *, indicators: Sequence[str] = ()
) -> FollowUp | None:
    """The whole question that ``text`` means after a turn about figures; None where it is no such follow-up.
    ``indicators`` are those that it names itself."""
    if not conversation or indicators or len(text) > _LONGEST or not conversation[-1].query.indicators:
        return None
    last = conversation[-1].query
    base = _base_year(conversation[-1])
    here = places(text, names)
    when = years(text, names, here.regions or last.regions, base)
    rest = text
    for word in sorted((*here.words, *when.words), key=len, reverse=True):
        rest = rest.replace(word, "")
    asked = year_phrase(when.years or last.figure_years or last.years)
    met = bool(_MET_ALONE.search(rest))
    only_a_region = bool(here.regions) and not rest.strip("那么呢的？?！!，, 在和与")
    if met or (only_a_region and MET.search(last.text) and not _TARGET_ALONE.search(last.text)):
        regions = here.regions or last.regions or _winner(conversation[-1])
        return _whole(f"{region_phrase(regions)}{asked}{_bare(figure_phrase(last))}目标完成了吗", base)
    gap = _GAP.search(text)
    if (
        gap
        and not here.regions
        and (apart := _apart(conversation, gap.group() if re.search("[一-龥]", text) else "差多少"))
    ):
        return _whole(f"{region_phrase(last.regions)}{apart[0]}{figure_phrase(last)}{apart[1]}", base)
    if not here.regions and not last.regions and _IT.search(text) and (winner := _winner(conversation[-1])):
        kind = "目标" if TARGET.search(text) else "实际" if RESULT.search(text) or when.relative else ""
        return _whole(f"{region_phrase(winner)}{asked}{figure_phrase(last)}{kind}是多少", base)
    return None


def _whole(text: str, base: int | None) -> FollowUp:
    return FollowUp(text=text, inherited=("region", "year", "indicator"), base_year=base)


def _base_year(turn: Turn) -> int | None:
    """The year that 今年 means after a turn: that of the report which answered it."""
    cited = [citation.year for citation in turn.answer.citations if citation.year]
    return cited[0] if cited else turn.query.years[-1] if turn.query.years else None


def _bare(phrase: str) -> str:
    """The indicator without 总量: a target is met in the measure that it is set in."""
    return phrase.removesuffix("总量")


def _winner(turn: Turn) -> tuple[str, ...]:
    """The region that a ranking put first."""
    if turn.query.intent != "ranking" or not turn.answer.citations:
        return ()
    return (turn.answer.citations[0].region,)


def _apart(conversation: Sequence[Turn], asking: str) -> tuple[str, str] | None:
    """What stands apart in the last turns on one region: target and result of a year, or one kind in two years; the years
    and the words that ask for the difference."""
    last = conversation[-1].query
    told = [
        row
        for turn in conversation[-3:]
        if turn.query.indicators == last.indicators and turn.query.regions == last.regions and len(last.regions) == 1
        for row in turn.answer.indicators
    ]
    kinds = {row.kind for row in told}
    asked = list(dict.fromkeys(row.year for row in told if row.year is not None))
    if kinds == {"target", "result"} and len(asked) == 1:
        return year_phrase(asked), "目标和实际差多少"
    if len(kinds) == 1 and len(asked) == 2:
        kind = "目标" if kinds == {"target"} else "实际"
        return "", f"{kind}{max(asked)}年比{min(asked)}年{asking}"
    if kinds == {"target", "result"} and len(asked) == 2:
        target = next(row.year for row in told if row.kind == "target")
        return year_phrase([target] if target else []), f"目标比{min(asked)}年实际{asking}"
    return None
