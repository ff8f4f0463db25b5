"""Which unit has which part in a task, as a text binds them: 牵头单位：A / 由A牵头 / B、C按职责分工负责.

Works on `claims.plain` text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.extract.agencies import canonical_unit, find_units, same_unit, split_units

Part = Literal["lead", "participant", ""]


@dataclass(frozen=True, kw_only=True)
class BoundUnit:
    """A unit with its part in the task of item ``item`` of the text (a bracket with what stands before it)."""

    name: str
    part: Part
    start: int
    item: int


# A label stands before its units (牵头单位：A、B), a verb behind them (A、B牵头).
_PART = re.compile(
    r"(?P<lead_label>(?:第一|共同|总)?(?:牵头|主办|主责|牵头负责|主要责任)(?:单位|部门|机构|方)?(?:\([^)]{1,6}\))?(?:分别|主要|均|共|还|也|具体|一共|总共)?(?:[:为是有包括]|如下)+|lead(?:ing)? (?:units?|agenc(?:y|ies)|departments?)(?:\s(?:is|are)|:)|led (?:jointly )?by|\blead:)"
    r"|(?P<part_label>(?:责任|配合|参与|参加|协办|协同|协作|落实|承办|负责)(?:单位|部门|机构|方)(?:分别|主要|均|还|则|共|也|具体|一共|总共)?(?:[:为是有包括]|如下)+|(?:participating|supporting|responsible|participant) (?:units?|agenc(?:y|ies)|departments?)(?:\s(?:is|are|include)|:)|\bparticipants?:)"
    r"|(?P<lead_verb>(?:共同|联合|负责|负总责|总)?(?:牵头|主办)(?:负责|抓总|组织|落实|推进|实施|抓|承担)?|(?:是|为|作为|系|担任)(?:[^,。;:()]{0,12}的)?(?:牵头|主办|主责)(?:单位|部门)(?:之一)?|\bleads?\b|\bis the lead\b)"
    r"|(?P<part_verb>(?:是|为|作为|系|担任)(?:[^,。;:()]{0,12}的)?(?:责任|配合|参与|协办)(?:单位|部门)(?:之一)?|(?:按照?)?(?:各自)?职责(?:分工)?(?:抓好落实|负责|落实)|分工负责|分别负责|配合|参与|参加|协助|协办|协同|\bparticipates?\b|\btakes? part\b|\bsupports?\b)",
    re.IGNORECASE,
)
_NOT_PART = re.compile(r"(?:积极|主动|广泛|群众|社会|公众|公民|深度|多方|有序|引导|动员|鼓励|支持|企业)$")
_STOP = re.compile(r"[;。!?\n]|(?<=\))|\((?=[^)]{4,})")
_ITEM_END = re.compile(r"\)|[。;\n]")


@lru_cache(maxsize=2048)
def units(text: str) -> tuple[tuple[str, int, int], ...]:
    """The units that a `plain` text names: (canonical name, start, end)."""
    return tuple((mention.name, mention.start, mention.end) for mention in find_units(text))


@lru_cache(maxsize=2048)
def bound_units(text: str) -> tuple[BoundUnit, ...]:
    """Every unit of ``text`` with its part; "" where no role word binds it."""
    marks = [match for match in _PART.finditer(text) if not _NOT_PART.search(text[: match.start()])]
    stops = [match.start() for match in _STOP.finditer(text)]
    ends = [
        match.start()
        for match in _ITEM_END.finditer(text)
        if text[match.start()] == ")" or text[match.start()] in "。;\n"
    ]
    found: list[BoundUnit] = []
    for mark in marks:
        part: Part = "lead" if mark.lastgroup in ("lead_label", "lead_verb") else "participant"
        for name, start in _listed(text, mark, marks, stops):
            found.append(
                BoundUnit(name=canonical_unit(name), part=part, start=start, item=sum(stop < start for stop in ends))
            )
    listed = {unit.start for unit in found}
    for name, start, end in units(text):
        if not any(start <= position < end or position <= start < position + 3 for position in listed):
            found.append(
                BoundUnit(
                    name=name,
                    part=_part(start, end, marks, stops),
                    start=start,
                    item=sum(stop < start for stop in ends),
                )
            )
    return tuple(sorted(found, key=lambda unit: unit.start))


def _part(start: int, end: int, marks: list[re.Match[str]], stops: list[int]) -> Part:
    """The part of the unit at [start, end): that of the label before it, else of the first verb behind it."""
    floor = max((stop for stop in stops if stop <= start), default=-1)
    ceiling = min((stop for stop in stops if stop >= end), default=10**9)
    before = [m for m in marks if floor <= m.start() and m.end() <= start]
    if before and before[-1].lastgroup in ("lead_label", "part_label"):
        return "lead" if before[-1].lastgroup == "lead_label" else "participant"
    after = [m for m in marks if end <= m.start() < ceiling and m.lastgroup in ("lead_verb", "part_verb")]
    if after:
        return "lead" if after[0].lastgroup == "lead_verb" else "participant"
    return ""


def _listed(text: str, mark: re.Match[str], marks: list[re.Match[str]], stops: list[int]) -> list[tuple[str, int]]:
    """The units that stand in a label's list, also those that the lexicon does not know (a company, a university)."""
    if mark.lastgroup not in ("lead_label", "part_label"):
        return []
    ceiling = min(
        [stop for stop in stops if stop >= mark.end()]
        + [m.start() for m in marks if m.start() >= mark.end()]
        + [len(text)]
    )
    listed = text[mark.end() : ceiling]
    listed = listed.split(")")[0] if "(" not in listed else listed
    found = []
    for name in split_units(listed).units:
        offset = listed.find(name)
        if offset >= 0 and 3 <= len(name) <= 24:
            found.append((name, mark.end() + offset))
    return found


@lru_cache(maxsize=2048)
def role_words(text: str) -> tuple[tuple[Part, str], ...]:
    """Every role verb of ``text`` with the two signs before it: (part, signs)."""
    found: list[tuple[Part, str]] = []
    for match in _PART.finditer(text):
        part: Part = "lead" if match.lastgroup in ("lead_verb", "lead_label") else "participant"
        verb = match.lastgroup == "lead_verb" or match.group() in ("配合", "协办", "协助")
        found.append((part, text[max(0, match.start() - 2) : match.start()] if verb else ""))
    return tuple(found)


def task_words(text: str) -> str:
    """``text`` without its units and role words: what the task itself says."""
    for _, start, end in reversed(units(text)):
        text = text[:start] + " " + text[end:]
    return _PART.sub(" ", text)


def is_unit(claim: str, source: str) -> bool:
    """Whether a claim's unit is the source's; a level sign (省, 市) may be left out on one side."""
    return claim == source or same_unit(claim, source)
