"""A briefing on a topic over many regions: what each of them says most tellingly, by aspect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefing_choice import Chosen, best_stretch, choose
from assistant.briefing_draft import Draft, grouped
from assistant.briefing_material import Candidate, alike, bigrams, candidates_of
from assistant.briefing_records import BriefingPart
from assistant.briefing_request import entries_for
from assistant.names import short_name
from ingest.records import ReportEntry

_PRICES = (0.004, 0.006, 0.009, 0.013, 0.018, 0.025, 0.035, 0.05, 0.08, 0.12)
_LEAST = 16  # characters below which a point says too little
_TELLING = 0.22  # the weight of a clause that says more than that something is to be advanced
_OTHER = "其他举措"


@dataclass(frozen=True, kw_only=True)
class _Voice:
    """One region's report with its planned sentences on the topic."""

    entry: ReportEntry
    candidates: tuple[Candidate, ...]


def regions_parts(draft: Draft) -> tuple[BriefingPart, ...]:
    """One part with a point of every region that speaks on the topic (more where there is room), grouped by aspect."""
    voices, silent = _voices(draft)
    if not voices:
        return ()
    if silent and len(silent) <= 10:
        names = "、".join(short_name(region) for region in silent)
        draft.notes.append(f"{names}的报告没有专门谈到这一主题。")
    budget = draft.limit - 20
    chosen = _one_each(voices, budget)
    if len(chosen) < len(voices):
        draft.notes.append(f"篇幅所限，列出{len(voices)}个地区中的{len(chosen)}个。")
    left = budget - _length(chosen)
    if left > 60:
        more = choose([c for voice in voices for c in voice.candidates], left, taken=[each.text for each in chosen])
        chosen = [*chosen, *more]
    order = {voice.entry.id: at for at, voice in enumerate(voices)}
    chosen.sort(key=lambda each: (order[each.candidate.report_id], each.candidate.order, each.first))
    labels = {voice.entry.id: f"{short_name(voice.entry.region)}：" for voice in voices}
    aspects = [aspect.name for theme in draft.topic.themes for aspect in theme.aspects]
    groups = grouped(draft, [(_aspect(draft, each), each) for each in chosen], order=[*aspects, _OTHER], labels=labels)
    heading = f"各地举措（{len(voices)}个地区）"
    return (BriefingPart(kind="tasks", heading=heading, groups=groups),)


def _voices(draft: Draft) -> tuple[list[_Voice], list[str]]:
    voices: list[_Voice] = []
    silent: list[str] = []
    for region in draft.request.regions:
        entries = [e for e in entries_for(draft.request, draft.names, region) if e.kind != "division_notice"]
        found = None
        for entry in entries[:1]:
            candidates = candidates_of(draft.report(entry), draft.topic, ["plan", "targets"])
            if candidates:
                found = _Voice(entry=entry, candidates=candidates)
        if found is not None:
            voices.append(found)
        elif entries:
            silent.append(region)
        draft.told(len(voices) + len(silent), len(draft.request.regions))
    return voices, silent


def _one_each(voices: Sequence[_Voice], budget: int) -> list[Chosen]:
    """The best stretch of each region, all at the lowest price at which they fit together."""
    chosen: list[Chosen] = []
    for price in _PRICES:
        said: list[frozenset[str]] = []
        chosen = []
        for voice in voices:
            best = _best(voice, price, said)
            if best is not None:
                chosen.append(best)
                said.append(bigrams(best.text))
        if _length(chosen) <= budget:
            return chosen
    chosen.sort(key=lambda each: -each.value / each.length)
    while chosen and _length(chosen) > budget:
        chosen.pop()
    return chosen


def _best(voice: _Voice, price: float, said: Sequence[frozenset[str]]) -> Chosen | None:
    """The region's most telling stretch at a price, even where it costs more than it is worth."""
    best: Chosen | None = None
    for candidate in voice.candidates:
        found = _least_bad(candidate, price)
        if found is None or (best is not None and found.value <= best.value):
            continue
        grams = bigrams(found.text)
        if not any(alike(grams, other) for other in said):
            best = found
    return best


def _least_bad(candidate: Candidate, price: float) -> Chosen | None:
    found = best_stretch(candidate, price, bonus=10.0)
    if found is None or len(found.text) < min(_LEAST, len(candidate.text) - 2):
        return None
    tells = any(clause.weight >= _TELLING for clause in candidate.clauses[found.first : found.last + 1])
    return found if tells else replace(found, value=found.value - 1.0)


def _length(chosen: Sequence[Chosen]) -> int:
    return sum(each.length + 4 for each in chosen) + 40


def _aspect(draft: Draft, chosen: Chosen) -> str:
    if not any(theme.aspects for theme in draft.topic.themes) and len(draft.topic.themes) < 2:
        return ""
    return draft.topic.aspect_of(chosen.text) or draft.topic.aspect_of(chosen.candidate.text) or _OTHER
