"""Follow-ups on a question about responsibility, made whole: another task, another unit, a guess at the lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.followup import FollowUp
from assistant.names import short_name
from assistant.records import Query, Turn
from assistant.register_questions import register_intent, topic_of
from assistant.terms import question_terms
from assistant.unit_spelling import named_units
from assistant.wanted import language_of
from ingest.extract.agencies import UnitMention
from ingest.structure.regions import find_regions

_TASK = ("lead", "participants", "role_check")
_UNIT = ("unit_tasks", "unit_count")
_OPENING = re.compile(r"^(?:那么?|然后|再|还有|另外|以及|换成|改成|and|what about|how about)[，,\s]*", re.IGNORECASE)
_ENDING = re.compile(r"(?:又|也)?(?:怎么样|如何)?呢\s*[?？。!！]*\s*$|[?？]\s*$")
_ABOUT_FIGURES = re.compile(r"多少|目标|增长|增速|完成|实际|[高低]|第几|排名|为什么|怎么|如何")
_LONGEST = 30


def register_follow_up(text: str, conversation: Sequence[Turn], units: Collection[str] = ()) -> FollowUp | None:
    """The whole question that ``text`` means after a turn about responsibility; None where it is no such follow-up."""
    if not conversation:
        return None
    last = conversation[-1].query
    ask = register_intent(last.text, last.language, known=units)
    if ask is None or last.intent not in (*_TASK, *_UNIT):
        return None
    base = last.years[-1] if last.years else None
    rest = _ENDING.sub("", _OPENING.sub("", text.strip())).strip()
    mentions = named_units(rest, units)
    if last.intent in _UNIT and _only_a_unit(rest, mentions):
        return _completed(_other_unit(last, mentions, rest, units), "question", base)
    if last.intent not in _TASK:
        return None
    check = register_intent(text, language_of(text), known=units)
    if check is not None:
        about_it = check.intent in _TASK and not (check.topic or check.section or check.numbers or find_regions(text))
        return _completed(f"{_task_of(last, ask.units, units)}，{text}", "task", base) if about_it else None
    if len(text) > _LONGEST or rest == text.strip() or _ABOUT_FIGURES.search(rest) or mentions:
        return None
    if find_regions(rest) or not _says_something(rest):
        return None
    region = "、".join(short_name(region) for region in last.regions)
    asking = "责任单位有哪些" if last.intent == "participants" else "谁牵头"
    if last.language == "en":
        asking = ": which units take part" if last.intent == "participants" else ": which unit leads"
    return _completed(f"{region}{rest}{asking}", "question", base)


def _completed(text: str, taken: str, base: int | None) -> FollowUp:
    return FollowUp(text=text, inherited=(taken,), base_year=base)


def _only_a_unit(rest: str, mentions: Sequence[UnitMention]) -> bool:
    """Whether the words are a unit's name and nothing else, its region aside."""
    if len(mentions) != 1:
        return False
    left = rest[: mentions[0].start] + rest[mentions[0].end :]
    for region in find_regions(left):
        left = left.replace(region.text, "")
    return not re.sub(r"[的在，,\s]", "", left)


def _other_unit(last: Query, mentions: Sequence[UnitMention], rest: str, units: Collection[str]) -> str:
    """The question before with the new unit (and its region, if one is named) in the old one's place."""
    text = last.text
    before = named_units(text, units)
    old = next((mention for mention in before if mention.name in last.units), before[0] if before else None)
    regions = find_regions(rest[: mentions[0].start])
    if old is None:
        return text
    text = text[: old.start] + mentions[0].text + text[old.end :]
    if regions:
        for region in reversed(find_regions(text)):
            if region.region.name in last.regions:
                text = text[: region.start] + text[region.end :]
        text = regions[0].text + text
    return text


def _task_of(last: Query, asked: Sequence[str], units: Collection[str]) -> str:
    """The task that the question before was about, with its region."""
    mentions = tuple(mention for mention in named_units(last.text, units) if mention.name in asked)
    return re.sub(r"[，,。？?\s]+$", "", topic_of(last.text, mentions))


def _says_something(rest: str) -> bool:
    return any(len(term.word) > 1 and not term.word.isdigit() for term in question_terms(rest))
