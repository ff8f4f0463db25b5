"""Questions that the responsibility register answers, recognised: who leads, who takes part, what a unit leads."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.records import Intent, Language
from assistant.register_patterns import (
    ABOUT_LEADING,
    ASKING,
    BEFORE_SECTION,
    COUNT,
    ENGLISH,
    ENGLISH_ASKING,
    ENGLISH_SECTION,
    LABELS,
    LEADING,
    LEADS_SLIP,
    LIST,
    LIST_OF_SECTION,
    NOT_REGISTER,
    NUMBERED_SECTION,
    ONE,
    PARTICIPANT,
    QUOTED,
    RANGE,
    STRONG,
    TASK_LIST,
    UNIT_CHECK,
    UNIT_LIKE,
    UNIT_LIST,
    UNQUOTED,
    WEAK,
    WHO,
    YES_NO,
)
from assistant.unit_spelling import named_units
from ingest.extract.agencies import UnitMention
from ingest.extract.task_marks import chinese_number
from ingest.structure.regions import find_regions

Role = Literal["lead", "participant", ""]
# a verb whose object, the unit or the asking word, was taken out: 灌区改造是 …
_LEFT_OVER = re.compile(r"(?:是|(?<![自理])由|(?<![回])归|(?<=\s)[都有了的])(?=\s|$)")


@dataclass(frozen=True, kw_only=True)
class RegisterAsk:
    """What a register question asks.

    ``units`` canonical names of the units whose role is asked; ``role`` which part of them; ``section`` the words of the
    section asked for; ``numbers`` first and last task number asked for; ``topic`` the question without the words of
    asking; ``sole`` whether only what a unit leads alone counts; ``sure`` False where only a word like 谁负责 shows it.
    """

    intent: Intent
    units: tuple[str, ...] = ()
    role: Role = ""
    section: str = ""
    topic: str = ""
    numbers: tuple[int, int] | None = None
    sole: bool = False
    sure: bool = True
    wants_due: bool = False
    wants_leader: bool = False


def register_intent(text: str, language: Language, known: Collection[str] = ()) -> RegisterAsk | None:
    """What ``text`` asks of the register; None where it asks something else.

    ``known`` are unit names of the library that the lexicon of agencies may lack (companies, institutes, offices).
    """
    text = LEADS_SLIP.sub("牵头", text)
    if ABOUT_LEADING.search(text):
        return None
    sure = bool(STRONG.search(text) or ENGLISH.search(text))
    weak = (
        LABELS.search(text)
        or WEAK.search(text)
        or UNIT_LIST.search(text)
        or TASK_LIST.search(text)
        or UNIT_CHECK.search(text)
    )
    if not sure and (NOT_REGISTER.search(text) or not weak):
        return None
    mentions = named_units(text, known)
    if not sure and not (
        LABELS.search(text) or WEAK.search(text) or TASK_LIST.search(text) or mentions or UNIT_LIKE.search(text)
    ):
        return None
    section, numbers = _section(text), _numbers(text)
    aside = tuple(mention for mention in mentions if _set_aside(text, mention))
    asked = _asked_unit(text, tuple(mention for mention in mentions if mention not in aside))
    role = _role(text)
    return RegisterAsk(
        intent=_intent(text, asked, section, numbers),
        units=tuple(dict.fromkeys(mention.name for mention in asked)),
        role=role,
        topic=topic_of(text, (*asked, *aside)),
        sole=re.search(r"单独|独自|独立|独家|(?<!哪)一家(?:来|在)?(?:单独)?牵头|alone|solely", text) is not None,
        wants_due=re.search(r"时限|期限|什么时候|何时|多久|截止|deadline|by when|due", text, re.IGNORECASE) is not None,
        wants_leader=re.search(r"领导|责任人|哪位|分管|包保|挂帅", text) is not None,
        section=section,
        numbers=numbers,
        sure=sure,
    )


def _intent(text: str, asked: tuple[UnitMention, ...], section: str, numbers: tuple[int, int] | None) -> Intent:
    count = COUNT.search(text) is not None
    if asked and count:
        return "unit_count"
    if asked and LIST.search(text) and not _names_task_too(text, asked):
        return "unit_tasks"
    if (section or (numbers and numbers[0] != numbers[1])) and LIST_OF_SECTION.search(text):
        return "section_tasks"
    if asked and YES_NO.search(text):
        return "role_check"
    if (
        count
        and not re.search(r"几家|几个(?:单位|部门)|多少(?:家|个)?(?:单位|部门)", text)
        and re.search(r"任务|一共|总共|共有|tasks", text)
    ):
        return "unit_count"
    return "participants" if _asks_participants(text) else "lead"


def _asks_participants(text: str) -> bool:
    """责任单位 where 牵头 is not asked itself: 牵头单位是X，其他参与单位呢."""
    if not PARTICIPANT.search(text):
        return False
    if not LEADING.search(text):
        return True
    last_lead = max(match.end() for match in LEADING.finditer(text))
    last_part = max(match.end() for match in PARTICIPANT.finditer(text))
    return last_part > last_lead and not re.search(r"牵头(?:单位|部门)?(?:是|有|为)?(?:谁|哪)", text)


def _role(text: str) -> Role:
    if LEADING.search(text):
        return "lead"
    if re.search(r"参与|配合|协办|协同|协助|责任单位|participat|take part|support|assist", text, re.IGNORECASE):
        return "participant"
    return ""


def _asked_unit(text: str, mentions: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
    """The units whose part is asked, not those that the task itself names (农村信用社改革谁牵头)."""
    if not mentions:
        return ()
    chosen = []
    for mention in mentions:
        before, after = text[: mention.start], text[mention.end :]
        speaks_after = re.match(
            r"\s*(?:在|于)?[^，。？?、]{0,16}?(?:牵头|负责|参与|参加|配合|承担|主抓|主办|协办|是不是|是否|是(?!谁|哪)|也|都|抓|管|落实|有(?:哪些|什么|啥|几|多少)|要干|要做|干啥|做啥|算|作为|"
            r"lead|leads|is |are |the lead|responsible|in charge|take part|participat|have|has)",
            after,
            re.IGNORECASE,
        )
        asks_before = re.search(
            r"(?:是不是|是否|是由|是|由|归|属于|算|并非|led by|does(?: the)?|is(?: the)?|by(?: the)?|do)\s*[^，。？?、]{0,8}$",
            before,
            re.IGNORECASE,
        )
        if (speaks_after or asks_before) and not _belongs_to_task(before, after):
            chosen.append(mention)
    return _with_those_beside(text, mentions, chosen)


def _with_those_beside(
    text: str, mentions: tuple[UnitMention, ...], chosen: list[UnitMention]
) -> tuple[UnitMention, ...]:
    """The chosen units with those that a comma or 和 joins to them: 水利厅、林业局分别牵头哪些任务."""
    found = list(chosen)
    for left, right in reversed(tuple(pairwise(mentions))):
        if right in found and left not in found and re.fullmatch(r"\s*[、和与及]\s*", text[left.end : right.start]):
            found.append(left)
    return tuple(mention for mention in mentions if mention in found)


def _set_aside(text: str, mention: UnitMention) -> bool:
    """Whether the question names the unit only to ask for the others: 除省水利厅外还有哪些单位."""
    return re.match(r"\s*(?:之外|以外|外(?=[，,\s还另]))", text[mention.end :]) is not None or (
        re.search(r"除(?:了|开|去)?\s*$", text[: mention.start]) is not None
    )


def _belongs_to_task(before: str, after: str) -> bool:
    """Whether the question goes on to ask who: 省妇联参与的…谁牵头, 供销社改革由谁牵头."""
    near = re.match(r"[^，。？?]{0,30}?", after)
    rest = after[near.end() :] if near else after
    return (
        re.match(rf"[^，。？?]{{1,30}}?(?:由|归|是)?{WHO}", rest) is not None
        and re.search(r"哪些任务|什么任务|哪些事|哪些工作", after) is None
        and re.match(r"\s*(?:牵头|负责|参与|配合)[^，。？?]{0,6}(?:哪|什么|啥|几|多少)", after) is None
    )


def _names_task_too(text: str, asked: tuple[UnitMention, ...]) -> bool:
    """是X牵头吗 with a task beside it is a check, even where 哪些 stands in it."""
    return YES_NO.search(text) is not None and len(topic_of(text, asked)) > 8


def _section(text: str) -> str:
    for pattern in (QUOTED, ENGLISH_SECTION, UNQUOTED):
        if found := pattern.search(text):
            return next(group for group in found.groups() if group).strip()
    if (found := NUMBERED_SECTION.search(text)) and re.search(r"方案|意见|通知|分工|任务|牵头", text):
        return found[1] + "、"
    if found := BEFORE_SECTION.search(text):
        names = [mention.end for mention in find_regions(text) if mention.start == found.start(1)]
        return text[max([found.start(1), *names]) : found.end(1)]
    return ""


def _numbers(text: str) -> tuple[int, int] | None:
    if found := RANGE.search(text):
        return int(found[1]), int(found[2])
    if found := ONE.search(text):
        value = found[1] or found[2]
        number = int(value) if value.isdigit() else chinese_number(value)
        return (number, number) if number else None
    return None


def topic_of(text: str, asked: tuple[UnitMention, ...] = ()) -> str:
    """The matter of the question: the text without the asked units and the words of asking about responsibility."""
    rest = LEADS_SLIP.sub("牵头", text)
    for mention in sorted(asked, key=lambda item: -item.start):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    rest = _LEFT_OVER.sub(" ", ASKING.sub(" ", rest))
    if re.search(r"[A-Za-z]{3}", rest):
        rest = ENGLISH_ASKING.sub(" ", re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", " ", rest))
    return re.sub(r"\s+", " ", rest).strip()
