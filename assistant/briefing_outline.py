"""How a paper is laid out for a briefing: blocks of sentences under one head, each in the half of the paper it stands in.

A block is a paragraph, or the part of one that a short sentence of its own opens (抓好园区建设。…): that opening is its
``lead``. What a paper looks back on, plans, and owns up to (problems) is told apart by its headings and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from ingest.records import Report, Section
from ingest.structure.sentences import sentences

Half = Literal["review", "plan", "problems", "targets", "self", "other"]

_REVIEW = re.compile(r"回顾|总结|过去(?:的)?[一五]年|[一五]年来|成[绩就效](?!目标)|完成情况|良好开局|开局起步|工作情况")
_PLAN = re.compile(r"目标|安排|部署|任务|重点工作|工作重点|打算|思路|举措|今年|要求|取向|要点|计划|措施")
_SELF = re.compile(
    r"自身建设|(?:政府)?治理(?:体系和治理)?(?:效能|能力|现代化)(?:和|$)|服务水平|公信力|工作效能|法治政府|服务型政府"
)
_PROBLEMS = re.compile(
    r"(?:看到|认识到|存在|面临|正视)[^。]{0,40}(?:问题|不足|困难|矛盾|短板|差距|挑战)"
    r"|(?:问题|不足|困难|矛盾|短板|差距|挑战)[^。]{0,12}(?:主要(?:是|有|表现|体现)|如下|仍然存在|依然存在)"
    r"|仍有不少(?:问题|不足|困难|短板)"
)
_PROBLEMS_HEAD = re.compile(r"存在(?:的)?(?:主要)?(?:问题|困难|不足)|问题和不足|困难和问题")
_TARGETS = re.compile(r"(?:主要|预期|发展)[^。；]{0,12}目标(?:任务)?(?:是|为|[:：])")
_TARGETS_HEAD = re.compile(r"(?:主要|预期|发展)目标$")
_ADDRESS = re.compile(r"^(?:各位(?:代表|委员|同志)|同志们|朋友们)[！!，,：:]\s*")
_OPENER = re.compile(
    r"^(?:[#>*\s]+|——|──|--|[•●·]\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}(?:、|是(?!否|不是))"
    r"|\d{1,3}[.．、](?!\d)|第[一二三四五六七八九十]+[，,、]|[①-⑳])\s*"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿两]+(?:个|家|项|条|座|公里|亩|吨|万|亿)")
_NOTE_NUMBER = re.compile(r"[\[［]\d{1,3}[\]］]")
LEAD_LONGEST, LEAD_WITHIN, LEAD_SHORTEST = 24, 14, 4
_PLAIN_SENTENCE = 34  # in a paragraph of short sentences a short one is no head


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence: its span in the report, without numbering and address at its head."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Block:
    """Sentences under one head. ``headings`` are the words of the sections around, outermost first, without numbers;
    ``opening`` is the sentence of the lead."""

    report_id: str
    half: Half
    headings: tuple[str, ...]
    lead: str
    sentences: tuple[Sentence, ...]
    opening: Sentence | None = None

    @property
    def head(self) -> str:
        """The words right above: the lead, else the innermost heading, else ""."""
        return self.lead or (self.headings[-1] if self.headings else "")


@lru_cache(maxsize=96)
def blocks_of(report: Report) -> tuple[Block, ...]:
    """The blocks of a report, in its order; headings themselves are no sentences of theirs."""
    borders = sorted({0, len(report.text), *(s.start for s in report.sections), *(s.end for s in report.sections)})
    found: list[Block] = []
    for start, end in pairwise(borders):
        path = sorted((s for s in report.sections if s.start <= start < s.end), key=lambda s: (s.level, s.start))
        half = _half(report, path)
        headings = tuple(section.heading for section in path)
        paragraphs = list(_paragraphs(report, start, end, path))
        for spans in paragraphs:
            paragraph_half = _paragraph_half(report, spans, half)
            for opening, group in _led(report, spans, alone=len(paragraphs) == 1):
                if group:
                    found.append(
                        Block(
                            report_id=report.id,
                            half=paragraph_half,
                            headings=headings,
                            lead=flat(report.text[opening[0] : opening[1]]).strip("，、。！；：") if opening else "",
                            sentences=tuple(Sentence(start=s, end=e) for s, e in group),
                            opening=Sentence(start=opening[0], end=opening[1]) if opening else None,
                        )
                    )
    return tuple(found)


def flat(text: str) -> str:
    """The text in one line: breaks and spaces inside Chinese text go, a space between Latin words stays; so do the marks of
    Markdown and the paper's own note numbers ([9]), which would be taken for sources of the briefing."""
    text = _NOTE_NUMBER.sub("", text)
    joined = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text.strip())
    return re.sub(r"\s+", " ", joined).replace("**", "")


def _half(report: Report, path: Sequence[Section]) -> Half:
    if not path:
        return "other" if report.kind == "work_report" else "plan"
    words = "，".join(section.heading for section in path)
    if _TARGETS_HEAD.search(path[-1].heading) and len(path) > 1:
        return "targets"
    outer = path[0].heading
    if _PROBLEMS_HEAD.search(words):
        return "problems"
    if report.kind != "work_report":
        return "review" if _REVIEW.search(outer) and not _PLAN.search(outer) else "plan"
    if _SELF.search(outer) and not re.search(r"重点|任务|目标", outer):
        return "self"
    if report.year is not None and f"{report.year - 1}年" in outer:
        return "review"
    if report.year is not None and f"{report.year}年" in outer:
        return "plan"
    if _REVIEW.search(outer):
        return "review"
    first = [section for section in report.sections if section.level == 1]
    if first and path[0].start == first[0].start and len(first) > 1 and not _PLAN.search(outer):
        return "review"
    return "plan"


def _paragraph_half(report: Report, spans: Sequence[tuple[int, int]], half: Half) -> Half:
    """Problems and targets stand as paragraphs of their own inside the review and the plan."""
    text = report.text[spans[0][0] : spans[-1][1]]
    opening = text[:140]
    if half in ("review", "other") and _PROBLEMS.search(opening):
        return "problems"
    if half in ("plan", "other") and _TARGETS.search(opening):
        return "targets"
    return half


def _paragraphs(report: Report, start: int, end: int, path: Sequence[Section]) -> Iterator[list[tuple[int, int]]]:
    """The sentences of each paragraph between two section borders, the section's own heading left out."""
    text = report.text
    begin = start
    for section in path:
        if section.start == start:
            begin = max(begin, _after_heading(text, section))
    spans = [stripped for s, e in sentences(text, begin, end) if (stripped := _without_opener(text, s, e)) is not None]
    lines = groupby(spans, key=lambda span: text.count("\n", start, span[0]))
    paragraphs: list[list[tuple[int, int]]] = []
    for _, group in lines:
        members = list(group)
        joined = paragraphs and text[paragraphs[-1][-1][1] : members[0][0]].count("\n") == 1
        if joined and not text[paragraphs[-1][-1][0] : paragraphs[-1][-1][1]].rstrip("”）").endswith(
            ("。", "！", "；")
        ):
            paragraphs[-1].extend(members)  # a wrapped line goes on
        else:
            paragraphs.append(members)
    yield from paragraphs


def _after_heading(text: str, section: Section) -> int:
    """Where the text behind a section's heading begins."""
    at = text.find(section.heading, section.start, section.start + len(section.heading) + 60) if section.heading else -1
    if at < 0:
        return section.start
    after = at + len(section.heading)
    match = re.compile(r"[*\s]*[。：:！]?").match(text, after)
    return match.end() if match else after


def _without_opener(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without numbering, dash or address at its head; None where nothing is left."""
    while start < end:
        match = _ADDRESS.match(text[start:end]) or _OPENER.match(text[start:end])
        if match is None or match.end() == 0:
            break
        start += match.end()
    return (start, end) if len(re.sub(r"\W", "", text[start:end])) >= 4 else None


def _led(
    report: Report, spans: Sequence[tuple[int, int]], *, alone: bool
) -> Iterator[tuple[tuple[int, int] | None, list[tuple[int, int]]]]:
    """The sentences of a paragraph by the short sentence that opens them. Inside a paragraph short sentences open others
    only where several do, and the paragraph is ``alone`` under its heading (else each paragraph has one opening)."""
    lengths = [end - start for start, end in spans]
    long = bool(lengths) and sum(lengths) / len(lengths) >= _PLAIN_SENTENCE
    within = long and alone and sum(_opens_within(flat(report.text[s:e])) for s, e in spans) > 1
    opening: tuple[int, int] | None = None
    group: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(spans):
        words = flat(report.text[start:end])
        followed = at + 1 < len(spans) and (lengths[at + 1] > LEAD_LONGEST or at == 0)
        if followed and _is_lead(words) and (at == 0 or (within and _opens_within(words))):
            yield opening, group
            opening, group = (start, end), []
        else:
            group.append((start, end))
    yield opening, group


def _opens_within(words: str) -> bool:
    return _is_lead(words) and len(words) <= LEAD_WITHIN and not re.search(r"[，、“《（]", words)


def _is_lead(words: str) -> bool:
    bare = words.rstrip("。！；：")
    return (
        LEAD_SHORTEST <= len(bare) <= LEAD_LONGEST
        and words.endswith(("。", "！", "："))
        and not _FIGURE.search(re.sub(r"“[^”]*”", "", bare))
        and bare.count("，") <= 1
    )
