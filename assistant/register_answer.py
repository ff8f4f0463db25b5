"""The answer to a register question: which notices it means, which task or unit, and what they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.citations import ReportSource
from assistant.names import in_pinyin, short_name
from assistant.records import Answer, Query
from assistant.register_english import translated_terms
from assistant.register_lists import section_answer, unit_answer
from assistant.register_questions import RegisterAsk, register_intent, topic_of
from assistant.register_refusals import no_notice, no_task, no_unit
from assistant.register_tasks import TaskChoice, task_answer
from assistant.spelling import simplified
from assistant.task_finding import FoundTask, general_words
from assistant.terms import Term, question_terms
from ingest.records import ReportEntry
from ingest.structure.regions import canonical_region, find_regions
from ingest.tokens import fold

if TYPE_CHECKING:
    from assistant.register import Register

_LEAST_COVERAGE = 0.55  # share of the question's weight that a task must carry
_LEAST_OWN = 0.4
_BY_HEADING = 0.8  # a task may also be meant by its heading alone
_OTHER_REGION = 0.8  # a second region's task must be nearly as good as the best region's
_TIE = 0.97
_NEAR = 0.62  # below it the answer says that the task only comes near
_NEAR_YEARS = 6  # 23年 beside a notice of 2022 is a year, 10年 is a span of time
_QUOTED_WORDS = re.compile(r"[“\"「『]([^”\"」』]{2,30})[”\"」』]")
_SURE = 0.7  # below it a second task that fits as well is no help


@dataclass(frozen=True, kw_only=True)
class NoticeScope:
    """The notices that a question means. ``places`` are places of the question that have no notice of their own: they
    are part of the matter. ``named`` tells that the question names the notices' regions, ``above`` that it names a place
    inside them."""

    entries: tuple[ReportEntry, ...]
    places: tuple[str, ...] = ()
    named: bool = False
    above: bool = False


def answer_from_register(query: Query, register: Register, library: ReportSource) -> Answer | None:
    """The answer that the register gives; None where the question is none of its own after all."""
    ask = register_intent(query.text, query.language, known=register.unit_names)
    if ask is None or not register.notices:
        return None
    scope = _scope(query, register)
    if not scope.entries:
        return no_notice(query, register) if ask.sure else None
    by_unit = ask.intent in ("unit_tasks", "unit_count") or (
        ask.intent == "role_check" and ask.numbers is None and not _is_matter(matter_terms(query, ask, scope))
    )
    if by_unit and ask.units:
        return unit_answer(query, ask, register, scope.entries, library) or (
            no_unit(query, ask, register, scope.entries) if ask.sure else None
        )
    if ask.intent == "section_tasks" or (ask.intent == "unit_count" and not ask.units):
        answer = section_answer(query, ask, register, scope.entries, library)
        if answer is not None:
            return answer
    choices = _as_typed(query, register, scope) or _choices(query, ask, register, scope)
    if not choices and not ask.sure:
        return None
    if not choices:
        elsewhere = scope.places and not scope.named and not scope.above
        return no_notice(query, register) if elsewhere else no_task(query, ask, register, scope.entries)
    return task_answer(query, ask, register, choices, library)


def _as_typed(query: Query, register: Register, scope: NoticeScope) -> tuple[TaskChoice, ...]:
    """The choices by the words as typed, where names were put right: some were right (贵烟 is no slip for 贵阳)."""
    typed = simplified(query.question.strip())
    if query.inherited or typed == query.text:
        return ()
    ask = register_intent(typed, query.language, known=register.unit_names)
    return _choices(query, ask, register, scope) if ask is not None else ()


def _scope(query: Query, register: Register) -> NoticeScope:
    """The notices of the regions and years that the question names; all of them where it names none."""
    notices = register.notices
    held = {entry.region for entry in notices}
    named = [region for region in query.regions if region in held]
    others = [region for region in query.regions if region not in held and _is_written(region, query.question)]
    above = held & {ancestor for region in others for ancestor in _ancestors(region)}
    chosen = list(notices)
    if named or above:
        chosen = [entry for entry in notices if entry.region in (named or above)]
    if years := _asked_years(query, chosen):
        of_year = [entry for entry in chosen if entry.year in years]
        if not of_year:
            return NoticeScope(entries=())
        chosen = of_year
    return NoticeScope(
        entries=tuple(chosen), places=tuple(map(short_name, others)), named=bool(named), above=bool(above)
    )


def _asked_years(query: Query, entries: Sequence[ReportEntry]) -> tuple[int, ...]:
    """The years asked for; a number that only looks like one (2000处, 平均10年) is part of the matter."""
    held = [entry.year for entry in entries if entry.year is not None]
    relative = re.search(r"[今去明前本]年|this year|last year|next year", query.text, re.IGNORECASE) is not None
    return tuple(
        year
        for year in query.years
        if relative
        or re.search(rf"(?<!\d){year}(?!\d|[.%％]|\s*[万亿个家户处座所人亩吨项条公]|\s*元)", query.text)
        or any(abs(year - other) <= _NEAR_YEARS for other in held)
    )


def _is_written(region: str, text: str) -> bool:
    """Whether the region stands in the question itself and is no reading of a supposed slip."""
    return any(mention.region.name == region for mention in find_regions(text)) or short_name(region) in text


def _ancestors(region: str) -> tuple[str, ...]:
    found: list[str] = []
    current = canonical_region(region)
    while current is not None and current.parent and current.parent not in found:
        found.append(current.parent)
        current = canonical_region(current.parent)
    return tuple(found)


def matter_terms(query: Query, ask: RegisterAsk, scope: NoticeScope) -> tuple[Term, ...]:
    """The terms of the task itself: without asking words, years, and the names of regions that have a notice."""
    regions = {entry.region for entry in scope.entries}
    drop = [
        word
        for word in query.scope_words
        if _names_region(word, regions) or re.fullmatch(r"\d{2,4}年?|[今去本]年", word)
    ]
    for entry in scope.entries:
        named = (entry.region, short_name(entry.region)) if scope.named else (entry.region,)
        drop.extend((*named, *_english_names(entry.region)))
    translated, rest = translated_terms(ask.topic) if query.language == "en" else ((), ask.topic)
    terms = [*translated, *(term for term in question_terms(rest, drop=drop) if re.search(r"\w", term.word))]
    if query.language == "en" and any(re.search(r"[\u4e00-\u9fff]", term.word) for term in terms):
        # the Chinese name in brackets says what is meant; the English words around it translate it
        terms = [term if re.search(r"[\u4e00-\u9fff\d]", term.word) else replace(term, weight=0.25) for term in terms]
    return tuple(terms)


def _names_region(word: str, regions: set[str]) -> bool:
    return any(word in (region, short_name(region)) for region in regions) or any(
        mention.region.name in regions for mention in find_regions(word)
    )


def _english_names(region: str) -> tuple[str, ...]:
    known = canonical_region(region)
    names = [in_pinyin(short_name(region))]
    if known is not None and known.english:
        names.append(known.english)
    return tuple(names)


def _choices(query: Query, ask: RegisterAsk, register: Register, scope: NoticeScope) -> tuple[TaskChoice, ...]:
    """For each notice the task that the question means (several where they fit alike); notices without one left out."""
    plain = matter_terms(query, ask, scope)
    terms = register.index.compounds(plain, fold(ask.topic))
    if ask.numbers is not None and not _is_matter(terms):
        return _by_number(ask.numbers, register, scope.entries)
    phrase = "".join(term.word for term in plain)
    among = [index for entry in scope.entries for index in register.by_report.get(entry.id, ())]
    fitting: dict[str, list[FoundTask]] = {}
    for task in register.index.find(terms, among, phrase=phrase, limit=len(among)):
        if _is_meant(task) and _place_fits(task.index, register, scope):
            fitting.setdefault(register.assignments[task.index].report_id, []).append(task)
    for report_id, tasks in fitting.items():
        fitting[report_id] = _holding_the_quoted(tasks, query, register)
    found = [_choice(entry, fitting[entry.id]) for entry in scope.entries if entry.id in fitting]
    if scope.named:
        return tuple(found)
    top = max((choice.score for choice in found), default=0.0)
    return tuple(choice for choice in found if choice.score >= _OTHER_REGION * top)


def _holding_the_quoted(tasks: list[FoundTask], query: Query, register: Register) -> list[FoundTask]:
    """The tasks that hold all that the question puts in quotation marks; all of them where none does."""
    quoted = [words for words in _QUOTED_WORDS.findall(query.text) if not words.isspace()]
    holding = [task for task in tasks if quoted and all(register.index.holds(words, task.index) for words in quoted)]
    return holding or tasks


def _is_meant(task: FoundTask) -> bool:
    """Whether the task carries enough of the question to be what it means."""
    enough = task.own >= _LEAST_OWN or task.coverage >= _BY_HEADING
    return task.named and enough and task.coverage >= _LEAST_COVERAGE


def _choice(entry: ReportEntry, tasks: Sequence[FoundTask]) -> TaskChoice:
    """The best task of one notice, with those that fit just as well where it fits well."""
    best = tasks[0]
    alike = tuple(task.index for task in tasks if task.score >= _TIE * best.score) if best.coverage >= _SURE else ()
    return TaskChoice(entry=entry, indexes=alike[:3] or (best.index,), score=best.score, near=best.coverage < _NEAR)


def _is_matter(terms: Sequence[Term]) -> bool:
    """Whether the terms name a task: some word besides numbers and the words of every plan."""
    return any(len(term.word) >= 2 and not term.word.isdigit() and term.word not in general_words() for term in terms)


def _by_number(numbers: tuple[int, int], register: Register, entries: Sequence[ReportEntry]) -> tuple[TaskChoice, ...]:
    found = []
    for entry in entries:
        indexes = tuple(
            index
            for index in register.by_report.get(entry.id, ())
            if numbers[0] <= (register.assignments[index].task_number or 0) <= numbers[1]
        )
        if indexes:
            found.append(TaskChoice(entry=entry, indexes=indexes, score=1.0))
    return tuple(found)


def _place_fits(index: int, register: Register, scope: NoticeScope) -> bool:
    """Whether a task of another region's notice speaks of one of the places asked for, in its words or its units."""
    if not scope.places or scope.named:
        return True
    item = register.assignments[index]
    return any(
        register.index.holds(place, index) or any(place in unit for unit in (*item.lead, *item.participants))
        for place in scope.places
    )


__all__ = ["NoticeScope", "answer_from_register", "matter_terms", "topic_of"]
