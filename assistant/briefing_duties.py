"""Who is responsible for a topic: a table from the register, and how a task's words are shortened for a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.briefing_choice import Chosen, stretches
from assistant.briefing_clauses import clauses_of
from assistant.briefing_draft import Draft, bare
from assistant.briefing_material import Candidate, alike, bigrams
from assistant.briefing_outline import flat
from assistant.briefing_records import BriefingCell, BriefingPart, BriefingTable
from assistant.briefing_topics import ALIAS, Topic
from assistant.register_wording import evidence_spans, shortened
from assistant.task_finding import own_words
from ingest.records import Assignment, ReportEntry

_TASK_WIDTH, _PRICE = 30, 0.008
_UNITS_SHOWN = 3


def duty_part(draft: Draft, entries: Sequence[ReportEntry], budget: int) -> BriefingPart | None:
    """The table of tasks on the topic with their units, from the notices of the same regions and years."""
    if not draft.topic.themes or draft.request.length == "half":
        return None
    wanted = {(entry.region, entry.year) for entry in entries}
    register = draft.register
    notices = [entry for entry in register.notices if (entry.region, entry.year) in wanted]
    if not notices:
        return None
    found: list[tuple[float, Assignment, str]] = []
    for item in register.assignments:
        entry = next((each for each in notices if each.id == item.report_id), None)
        words = own_words(item)
        if entry is None or item.status == "assignment_missing" or not words:
            continue
        strength = draft.topic.strength(words)
        heading = any(draft.topic.names_whole(each) and not draft.topic.shares(each) for each in item.section_path[-1:])
        if strength >= ALIAS or (heading and not draft.topic.is_foreign(words)):
            short = task_stretch(flat(words), _TASK_WIDTH, draft.topic)
            if short and (heading or draft.topic.strength(short.text) > 0):
                found.append((strength + 0.3 * heading + short.value, item, short.text))
    found.sort(key=lambda each: (-each[0], each[1].start))
    rows: list[tuple[int, tuple[BriefingCell, ...]]] = []
    length = 24
    said: list[frozenset[str]] = []
    for _, item, text in found:
        cells = _duty_cells(draft, item, text)
        cost = sum(len(cell.text) for cell in cells)
        grams = bigrams(text)
        if length + cost > budget or any(alike(grams, other) for other in said):
            continue
        rows.append((item.start, cells))
        said.append(grams)
        length += cost
    if not rows:
        return None
    rows.sort(key=lambda row: row[0])
    for notice in notices:
        draft.notes.extend(f"责任分工：{note}" for note in notice.notes if "错乱" in note)
    table = BriefingTable(header=("任务", "牵头单位", "配合单位"), rows=tuple(cells for _, cells in rows))
    return BriefingPart(kind="duties", heading="责任分工", table=table)


def _duty_cells(draft: Draft, item: Assignment, text: str) -> tuple[BriefingCell, ...]:
    spans = [(item.report_id, start, end) for start, end in evidence_spans(item)]
    numbers = tuple(dict.fromkeys(draft.citations.add(*span) for span in spans))
    draft.uses(item.report_id)
    if item.recovered is not None and item.status == "text_missing":
        draft.uses(item.recovered.report_id)
        numbers += (draft.citations.add(item.recovered.report_id, item.recovered.start, item.recovered.end),)
        text = f"{bare(text)}（据政府工作报告恢复）"
    lead = "、".join(item.lead) if item.lead else "未明确牵头"
    return (
        BriefingCell(text=bare(text), citations=tuple(dict.fromkeys(numbers))),
        BriefingCell(text=lead),
        BriefingCell(text=unit_list(item.participants, item.open_list)),
    )


def unit_list(names: Sequence[str], open_list: bool, *, most: int = _UNITS_SHOWN) -> str:
    """Units in a cell: the first few, with 等 where there are more."""
    if not names:
        return "—"
    return "、".join(names[:most]) + ("等" if open_list or len(names) > most else "")


def task_words(item: Assignment, width: int, topic: Topic) -> str:
    """A task's words within ``width`` characters: whole where they fit, else the clauses that tell most, joined by ；."""
    return text_within(flat(own_words(item)), width, topic)


def text_within(whole: str, width: int, topic: Topic) -> str:
    """A text in one line within ``width`` characters: whole where it fits, else the clauses that tell most, joined by ；."""
    if len(whole) <= width:
        return whole
    clause = re.split(r"[，；。！]", whole, maxsplit=1)[0]
    opening = clauses_of(clause, looks_back=False)
    found = [(0, 0, clause)] if len(clause) <= 0.6 * width and opening and opening[0].ends else []
    left = width - sum(len(text) for _, _, text in found)
    for at, chosen in sorted(_stretches(whole, topic), key=lambda each: -each[1].value):
        text = chosen.text
        if at == 0 and chosen.first == 0 and found:
            text = text.removeprefix(clause).lstrip("，；")
        if text and len(text) < left and text not in clause:
            found.append((at, chosen.first + 1, text))
            left -= len(text) + 1
    if not found:
        return shortened(whole, width)
    return "；".join(text for _, _, text in sorted(found))


def task_stretch(words: str, width: int, topic: Topic) -> Chosen | None:
    """The run of clauses of a task that tells most within ``width`` characters."""
    fitting = [chosen for _, chosen in _stretches(words, topic) if len(chosen.text) <= width]
    return max(fitting, key=lambda chosen: chosen.value, default=None)


def _stretches(words: str, topic: Topic) -> list[tuple[int, Chosen]]:
    """The telling stretches of each sentence of a task, short ones, with the place of the sentence."""
    found: list[tuple[int, Chosen]] = []
    for at, sentence in enumerate(filter(None, re.split(r"(?<=[。！])", words))):
        clauses = clauses_of(sentence, looks_back=False)
        values = tuple(clause.weight * _share(sentence[clause.start : clause.end], topic) for clause in clauses)
        candidate = Candidate(
            report_id="",
            start=0,
            end=0,
            text=sentence,
            half="plan",
            clauses=clauses,
            values=values,
            relevance=1.0,
            own=True,
            head="",
            block=0,
            order=at,
        )
        found.extend((at, chosen) for chosen in stretches(candidate, _PRICE, most=3))
    return found


def _share(words: str, topic: Topic) -> float:
    return max(0.3, topic.strength(words)) if topic.themes else 1.0
