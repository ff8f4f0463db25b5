"""A briefing on a topic over many regions: what each of them says most tellingly, by aspect."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.briefing_choice import Chosen, choose, one_each
from assistant.briefing_draft import Draft, grouped
from assistant.briefing_material import Candidate, candidates_of
from assistant.briefing_records import BriefingPart
from assistant.briefing_request import entries_for
from assistant.figure_tables import in_usual_order
from assistant.names import short_name
from ingest.records import ReportEntry

_LABEL, _HEADINGS = 3, 40  # characters of a region's name before its point, and of the headings together
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
    budget = draft.limit - 20 - _HEADINGS
    chosen = list(one_each([voice.candidates for voice in voices], budget, overhead=_LABEL))
    heard = {each.candidate.report_id for each in chosen}
    left_out = [voice.entry.region for voice in voices if voice.entry.id not in heard]
    if left_out:
        draft.notes.append(f"篇幅所限，未列出{'、'.join(map(short_name, left_out))}。")
    left = budget - sum(each.length + _LABEL for each in chosen)
    if left > 60:
        more = choose([c for voice in voices for c in voice.candidates], left, taken=[each.text for each in chosen])
        chosen = [*chosen, *more]
    order = {voice.entry.id: at for at, voice in enumerate(voices)}
    chosen.sort(key=lambda each: (order[each.candidate.report_id], each.candidate.order, each.first))
    labels = {voice.entry.id: f"{short_name(voice.entry.region)}：" for voice in voices}
    aspects = [aspect.name for theme in draft.topic.themes for aspect in theme.aspects]
    groups = grouped(draft, [(_aspect(draft, each), each) for each in chosen], order=[*aspects, _OTHER], labels=labels)
    heading = f"各地举措（{len(heard)}个地区）"
    return (BriefingPart(kind="tasks", heading=heading, groups=groups),)


def _voices(draft: Draft) -> tuple[list[_Voice], list[str]]:
    voices: list[_Voice] = []
    silent: list[str] = []
    for region in in_usual_order(draft.request.regions):
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


def _aspect(draft: Draft, chosen: Chosen) -> str:
    if not any(theme.aspects for theme in draft.topic.themes) and len(draft.topic.themes) < 2:
        return ""
    return draft.topic.aspect_of(chosen.text) or draft.topic.aspect_of(chosen.candidate.text) or _OTHER
