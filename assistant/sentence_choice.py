"""The sentences of passages that answer a question, most telling first, with how far each carries the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.measures import asked_measure, counted_thing, has_measure
from assistant.records import Hit, Wanted
from assistant.retrieval import carried_share
from assistant.terms import Term
from ingest import tokens
from ingest.records import Passage
from ingest.structure.sentences import sentences

# What a neighbouring sentence, and the headings, may add for a term that the sentence itself lacks.
NEIGHBOUR, HEADING = 0.45, 0.6
KIND_BONUS, KIND_MISSING, UNIT_BONUS = 0.08, 0.22, 0.14
RANK_BONUS = 0.05
PERIOD_BONUS = 0.11
LONG = 160
COUNTED_SHARE = 0.4  # how much of the thing that is counted must stand beside the number
PARTICULAR = 0.9  # the rarity of a word that a handful of passages hold: it names a particular thing
BARE, BARE_PENALTY = 16, 0.15
WHOLE = 40  # a sentence up to this length is its own clause

_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千万亿两]+(?:个|家|项|条|座|公里|亩|吨|亿|万|成|倍|分之)")
_DATE = re.compile(
    r"(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日|底|份|上旬|中旬|下旬)?|年底|月底|季度|上半年|下半年|年内|“十[四五六]五”|日前"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}(?:省|市|县|区|州|镇|乡|村|新区|园区|城)")
_ENUMERATION = re.compile(r"[^、，。]{2,}(?:、[^、，。]{2,}){1,}")
_CAUSE = re.compile(
    r"由于|因为|受.{2,24}影响|影响|拖累|导致|依据|原因|在于|得益于|制约|有利于|为了|考虑到|下行|低于预期|未达|不及预期|压力|不足"
)
# What a report says of its own shortcomings, and a question for them.
_PROBLEM = re.compile(
    r"清醒|存在(?:一些|不少|的)?|还(?:有|不|存|需)|不足|短板|制约|有待|不够|差距|矛盾|压力较大|薄弱|不高|不强"
)
_ASKS_PROBLEMS = re.compile(
    r"(?:什么|哪些|啥|存在|主要|面临|遇到|有)(?:的)?(?:主要)?(?:困难|问题|不足|短板|挑战|矛盾|风险)"
    r"|\b(?:problems|difficulties|challenges|shortcomings)\b",
    re.IGNORECASE,
)
PROBLEM_BONUS = 0.3
_ANNOUNCING = re.compile(r"(?:是|为|如下|包括|有)$")
# The two halves of a work report, told by their headings: what was done, and what is to be done.
_REVIEW = re.compile(r"回顾|总结|过去(?:的)?[一五]年|[一五]年来|成[绩就效](?!目标)|完成情况")
_PLAN = re.compile(r"总体要求|目标|安排|部署|任务|重点工作|工作重点|打算|思路|举措|今年")
_LOOKS_AHEAD = re.compile(
    r"目标|计划|打算|要|将|想|准备|预期|力争|争取|安排|今年|明年|\bwill\b|\bplans?\b|\btargets?\b|\baims?\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"了(?!解)|实际|完成|去年|上年|已经|回顾|过去|\bdid\b|\bwas\b|\bwere\b|\bactual", re.IGNORECASE
)


Period = Literal["review", "plan", ""]


def asked_period(question: str, year_offset: int | None) -> Period:
    """Which half of a report the question is about: by the year asked, counted from the report's own (-1 is looked
    back on, 0 is planned), or by the question's verbs where no year tells; "" where nothing does."""
    if year_offset is not None:
        return "plan" if year_offset == 0 else "review"
    back, ahead = _LOOKS_BACK.search(question), _LOOKS_AHEAD.search(question)
    if bool(back) == bool(ahead):
        return ""
    return "review" if back else "plan"


def period_of(breadcrumb: str) -> Period:
    """Which half of its report a passage stands in, by its headings."""
    headings = breadcrumb.split("›", 1)[-1]
    if _REVIEW.search(headings):
        return "review"
    return "plan" if _PLAN.search(headings) else ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One sentence: its span in the report, its score, and ``support`` – the share of the question that sentence and
    headings carry (0 to 1), which decides whether it may answer at all."""

    passage: Passage
    start: int
    end: int
    text: str
    score: float
    support: float


def choose_sentences(
    terms: Sequence[Term],
    hits: Sequence[Hit],
    *,
    wanted: Wanted,
    question: str,
    rarity: Mapping[str, float],
    required: Sequence[Sequence[str]] = (),
    periods: Mapping[str, Period] | None = None,
    limit: int = 12,
) -> tuple[Choice, ...]:
    """The best sentences of the hits, best first, at most ``limit``.

    ``rarity`` weighs each term's word (inverse document frequency); ``required`` are groups of names; the sentence, one
    before it in the passage, or its headings must hold one of each, or it is left out; ``periods`` tells for each report which half of it is asked about.
    """
    unit = asked_measure(question)
    problems = _ASKS_PROBLEMS.search(question) is not None
    chosen: list[Choice] = []
    for rank, hit in enumerate(hits):
        heading = tokens.fold(hit.passage.breadcrumb)
        whole = tokens.fold(hit.passage.text)
        if not _names_all(required, whole, heading):
            continue
        period = (periods or {}).get(hit.passage.report_id, "")
        bonus = _period_score(period_of(hit.passage.breadcrumb), period) + RANK_BONUS / (1 + rank)
        spans = sentences(hit.passage.text)
        folded = [tokens.fold(hit.passage.text[start:end]) for start, end in spans]
        for i, (start, end) in enumerate(spans):
            if not _names_all(required, " ".join(folded[: i + 1]), heading):  # a place named before stays the subject
                continue
            own, support = _carried(terms, folded, i, heading, rarity)
            if own <= 0:
                continue
            score = support + bonus + _kind_score(folded[i], wanted, unit) - _length_penalty(folded[i])
            if problems:
                score += PROBLEM_BONUS if _PROBLEM.search(folded[i]) else -PROBLEM_BONUS
            chosen.append(
                Choice(
                    passage=hit.passage,
                    start=hit.passage.start + start,
                    end=hit.passage.start + end,
                    text=hit.passage.text[start:end],
                    score=score,
                    support=support,
                )
            )
    chosen.sort(key=lambda choice: (-choice.score, choice.passage.id, choice.start))
    return _distinct(chosen, limit)


def answers_kind(text: str, terms: Sequence[Term], rarity: Mapping[str, float], wanted: Wanted, question: str) -> bool:
    """Whether a sentence holds a thing of the wanted kind where it tells: a date; a number with the measure that is
    asked for in the telling clause or the next one, beside what the number is asked of."""
    folded = tokens.fold(text)
    if wanted == "date":
        return _DATE.search(folded) is not None
    measure = asked_measure(question)
    if not measure:
        return wanted != "number" or _NUMBER.search(folded) is not None
    start, end = best_clause(text, terms, wanted, question)
    clauses = _clauses(text)
    following = next((e for s, e in clauses if s >= end), end)
    if not has_measure(tokens.fold(text[start:following]), measure):
        return False
    before = max((s for s, e in clauses if e <= start), default=start)
    near = tokens.fold(text[before:following])
    thing = counted_thing(question)
    counted = [t for t in terms if thing and len(t.word) >= 2 and t.word in thing and t.weight >= 0.5]
    if counted and not any(carried_share(term, near) >= COUNTED_SHARE for term in counted):
        return False
    particular = [
        t for t in terms if PARTICULAR <= rarity.get(t.word, 1.0) < 1.1 and t.weight >= 0.5 and not t.synonyms
    ]
    return not particular or any(carried_share(term, near) >= 0.6 for term in particular)


def _names_all(required: Sequence[Sequence[str]], text: str, heading: str) -> bool:
    return all(any(name in text or name in heading for name in group) for group in required)


def _carried(
    terms: Sequence[Term], folded: Sequence[str], i: int, heading: str, rarity: Mapping[str, float]
) -> tuple[float, float]:
    """What the sentence itself carries, and with its neighbours and headings, as shares of the question's weight."""
    total = own = support = 0.0
    around = [folded[j] for j in (i - 1, i + 1) if 0 <= j < len(folded)]
    for term in terms:
        weight = term.weight * rarity.get(term.word, 1.0)
        total += weight
        share = carried_share(term, folded[i])
        own += weight * share
        helped = max(
            share,
            HEADING * carried_share(term, heading),
            NEIGHBOUR * max((carried_share(term, text) for text in around), default=0.0),
        )
        support += weight * helped
    return (own / total, support / total) if total else (0.0, 0.0)


def _kind_score(folded: str, wanted: Wanted, unit: str) -> float:
    score = 0.0
    if unit:
        score += UNIT_BONUS if has_measure(folded, unit) else -KIND_MISSING / 2
    if wanted == "reason":
        return score + (2 * KIND_BONUS if _CAUSE.search(folded) else -KIND_BONUS)
    pattern = {"number": _NUMBER, "date": _DATE, "place": _PLACE, "list": _ENUMERATION}.get(wanted)
    if pattern is not None:
        score += KIND_BONUS if pattern.search(folded) else -KIND_MISSING
    return score


def _period_score(found: Period, asked: Period) -> float:
    if not asked or not found:
        return 0.0
    return PERIOD_BONUS if found == asked else -PERIOD_BONUS


def _length_penalty(folded: str) -> float:
    """A bare heading (short, without a figure) tells nothing by itself; a sentence of many clauses hides what it tells."""
    if len(folded) < BARE and not _NUMBER.search(folded):
        return BARE_PENALTY
    return min(0.1, max(0.0, (len(folded) - LONG) / 2000))


def _distinct(choices: Sequence[Choice], limit: int) -> tuple[Choice, ...]:
    kept: list[Choice] = []
    seen: set[str] = set()
    for choice in choices:
        key = re.sub(r"\W", "", choice.text)
        if key and key not in seen:
            seen.add(key)
            kept.append(choice)
        if len(kept) == limit:
            break
    return tuple(kept)


def best_clause(text: str, terms: Sequence[Term], wanted: Wanted, question: str) -> tuple[int, int]:
    """The span of the clauses inside a sentence that answer most directly; the whole sentence where it is short.

    A clause that only carries on the one before it (it starts with a verb of the same subject) keeps that one, so that
    what is said about whom stays readable.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    spans = _clauses(text)
    unit = asked_measure(question)
    best, best_score = (0, len(text)), -1.0
    for i, (start, end) in enumerate(spans):
        folded = tokens.fold(text[start:end])
        if _ANNOUNCING.search(folded) and len(spans) > 1:
            continue
        carried = sum(term.weight * carried_share(term, folded) for term in terms)
        score = carried + 2 * _kind_score(folded, wanted, unit) * max(1.0, sum(t.weight for t in terms) / 4)
        if score > best_score:
            best, best_score = _with_subject(text, spans, i, terms), score
    return best


def _clauses(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = depth = 0
    for i, sign in enumerate(text):
        depth += (sign in "“（(《「【") - (sign in "”）)》」】")
        if sign in "，；;：。！？" and depth <= 0:
            if i > start:
                spans.append((start, i))
            start = i + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans or [(0, len(text))]


def _with_subject(text: str, spans: Sequence[tuple[int, int]], i: int, terms: Sequence[Term]) -> tuple[int, int]:
    start, end = spans[i]
    if i > 0 and end - start < 14:
        before = tokens.fold(text[spans[i - 1][0] : spans[i - 1][1]])
        if any(carried_share(term, before) >= 0.8 for term in terms):
            start = spans[i - 1][0]
    return start, end
