"""A briefing on a topic, or on all of a region's work, for one region or a few: results, targets, tasks, duties, problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefing_choice import Chosen, choose, one_each
from assistant.briefing_draft import Draft, grouped, short_head
from assistant.briefing_duties import duty_part
from assistant.briefing_material import Candidate, candidates_of
from assistant.briefing_outline import Half
from assistant.briefing_records import BriefingPart, part_characters
from assistant.briefing_request import entries_for
from assistant.briefing_targets import TargetPart, target_part
from assistant.names import short_name
from ingest.records import ReportEntry

# Shares of the page: what each part may take at most; the tasks take what is left.
_DUTIES, _PROBLEMS, _OVERVIEW = 0.22, 0.1, 0.29
_FLAT_GROUP = 6  # points under one head from which on they are told apart by aspects
_UNUSED = 40  # characters left by the tasks that the overview takes up
_MOST_SECTIONS = 12
_TRIES = 5
_OTHER = "其他相关工作"


@dataclass(frozen=True, kw_only=True)
class _Paper:
    """One region's main paper with its sentences on the topic, by what they tell."""

    entry: ReportEntry
    review: tuple[Candidate, ...] = ()
    plan: tuple[Candidate, ...] = ()
    problems: tuple[Candidate, ...] = ()
    looks_back_only: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.review or self.plan)


def topic_parts(draft: Draft) -> tuple[BriefingPart, ...]:
    """The parts of the page; none where no paper has a sentence on the topic."""
    papers = [paper for region in draft.request.regions for paper in _papers(draft, region)]
    papers = [paper for paper in papers if paper.anything]
    if not papers:
        return ()
    targets = target_part(draft, [paper.entry for paper in papers if not paper.looks_back_only])
    duties = duty_part(draft, [paper.entry for paper in papers], int(draft.limit * _DUTIES))
    problems = _problems(draft, papers, int(draft.limit * _PROBLEMS))
    draft.told(2, 4)
    fixed = sum(part_characters(part) for part in (targets.part, duties, problems) if part is not None)
    rest = draft.limit - fixed
    found: tuple[BriefingPart, ...] = ()
    for _ in range(_TRIES):
        overview, tasks = _told(draft, papers, targets, rest)
        parts = (overview, targets.part, tasks, duties, problems)
        found = tuple(part for part in parts if part is not None)
        over = sum(map(part_characters, found)) - draft.limit
        if over <= 0:
            break
        rest -= over + 4
    draft.told(3, 4)
    return found


def _papers(draft: Draft, region: str) -> list[_Paper]:
    """The main paper of each year asked; where only the next year's looks back on it, that one's review."""
    entries = entries_for(draft.request, draft.names, region)
    main: dict[int | None, ReportEntry] = {}
    for entry in entries:
        if entry.kind != "division_notice" or all(each.kind == "division_notice" for each in entries):
            main.setdefault(entry.year, entry)
    found = [_paper(draft, entry) for entry in main.values()]
    for year in draft.request.years:
        later = [e for e in draft.names.entries if e.region == region and e.year == year + 1 and _is_report(e)]
        if year not in main and later:
            found.append(_paper(draft, later[0], looks_back_only=True))
            draft.notes.append(f"资料库中没有{region}{year}年的报告，{year}年情况取自{year + 1}年报告的回顾部分。")
    return found


def _is_report(entry: ReportEntry) -> bool:
    return entry.kind == "work_report"


def _paper(draft: Draft, entry: ReportEntry, *, looks_back_only: bool = False) -> _Paper:
    report = draft.report(entry)

    def told(*halves: Half) -> tuple[Candidate, ...]:
        return candidates_of(report, draft.topic, halves)

    review = told("review")
    plan = told("plan", "self") if draft.topic.themes and _is_report(entry) else told("plan")
    if not _is_report(entry) and entry.kind != "division_notice":
        plan = told("plan", "other")
    if not draft.topic.themes:
        review = tuple(each for each in review if any(clause.figures for clause in each.clauses))
        plan = tuple(each for each in plan if not each.headline) or plan
    return _Paper(
        entry=entry,
        review=review,
        plan=() if looks_back_only else plan,
        problems=told("problems"),
        looks_back_only=looks_back_only,
    )


def _told(
    draft: Draft, papers: Sequence[_Paper], targets: TargetPart, budget: int
) -> tuple[BriefingPart | None, BriefingPart | None]:
    """What was done and what is to be done, within ``budget`` characters together."""
    results = targets.results
    planned = any(paper.plan for paper in papers)
    share = int(budget * _OVERVIEW) if planned else budget
    overview = _overview(draft, papers, share, results)
    tasks = _tasks(draft, papers, budget - _taken(overview), targets.targets) if planned else None
    unused = budget - _taken(overview) - _taken(tasks)
    if unused > _UNUSED:
        overview = _overview(draft, papers, _taken(overview) + unused, results)
    return overview, tasks


def _taken(part: BriefingPart | None) -> int:
    return part_characters(part) if part is not None else 0


def _overview(draft: Draft, papers: Sequence[_Paper], budget: int, shown: Sequence[str]) -> BriefingPart | None:
    """What the papers tell of the year before."""
    voices = [(paper, paper.review) for paper in papers if paper.review]
    chosen: list[Chosen] = []
    for at, (_, candidates) in enumerate(voices):
        left = budget - 12 - sum(each.length for each in chosen)
        chosen.extend(choose(candidates, left // (len(voices) - at), taken=shown))
    if not chosen:
        return None
    years = {paper.entry.year - 1 for paper in papers if paper.entry.year is not None}
    heading = f"总体情况（{min(years)}年）" if len(years) == 1 else "总体情况"
    labels = _labels(papers)
    groups = grouped(draft, [(labels.get(each.candidate.report_id, "").rstrip("："), each) for each in chosen])
    return BriefingPart(kind="overview", heading=heading, groups=groups)


def _tasks(draft: Draft, papers: Sequence[_Paper], budget: int, shown: Sequence[str]) -> BriefingPart | None:
    """What the papers plan, under the heads of the source, or by region where the page is about several."""
    voices = [(paper, paper.plan) for paper in papers if paper.plan]
    chosen: list[Chosen] = []
    for at, (_, candidates) in enumerate(voices):
        left = budget - 6 - sum(each.length for each in chosen)
        chosen.extend(_planned(draft, candidates, left // (len(voices) - at), shown))
    if not chosen:
        return None
    labels = _labels(papers)
    if labels:
        groups = grouped(draft, [(labels[each.candidate.report_id].rstrip("："), each) for each in chosen])
        return BriefingPart(kind="tasks", heading="重点任务", groups=groups)
    headed = list(zip(_heads(draft, chosen), chosen, strict=True))
    aspects = [aspect.name for theme in draft.topic.themes for aspect in theme.aspects]
    own = dict.fromkeys(head for head, each in headed if each.candidate.own and head not in (_OTHER, *aspects))
    return BriefingPart(kind="tasks", heading="重点任务", groups=grouped(draft, headed, order=(*own, *aspects, _OTHER)))


def _planned(draft: Draft, candidates: Sequence[Candidate], budget: int, shown: Sequence[str]) -> Sequence[Chosen]:
    """The chosen stretches of one paper; of all that a paper plans every section has its say first."""

    def heading(each: Candidate) -> str:
        return short_head(each.head, draft.topic)

    if draft.topic.themes:
        return choose(candidates, budget, heading=heading, taken=shown)
    sections = _sections(candidates)
    overhead = max((len(heading(each)) for each in candidates), default=0) + 2
    first = one_each(list(sections.values()), budget, overhead=overhead, taken=shown)
    left = budget - sum(each.length + overhead for each in first)
    held = [candidate for section in sections.values() for candidate in section]
    more = choose(held, left, taken=[*shown, *(each.text for each in first)]) if left > _UNUSED else ()
    return sorted((*first, *more), key=lambda each: (each.candidate.order, each.first))


def _sections(candidates: Sequence[Candidate]) -> dict[tuple[str, ...], list[Candidate]]:
    """The sentences by section, as deep in the paper's headings as leaves a page no more than it can hold."""
    deepest = max((len(candidate.path) for candidate in candidates), default=1)
    sections: dict[tuple[str, ...], list[Candidate]] = {}
    for depth in range(deepest, 0, -1):
        sections = defaultdict(list)
        for candidate in candidates:
            path = candidate.path[:depth]
            sections[path].append(replace(candidate, head=path[-1] if path else ""))
        if len(sections) <= _MOST_SECTIONS:
            break
    return dict(sections)


def _heads(draft: Draft, chosen: Sequence[Chosen]) -> list[str]:
    """Each point's group: the source's own head, the aspects where many points stand under one, else the rest."""
    heads = [short_head(each.candidate.head, draft.topic) if each.candidate.own else "" for each in chosen]
    counts = {head: heads.count(head) for head in heads if head}
    by_aspect = {head for head, count in counts.items() if count >= _FLAT_GROUP and len(counts) == 1}
    result = []
    for head, each in zip(heads, chosen, strict=True):
        if head in by_aspect or (not head and not counts):
            aspect = draft.topic.aspect_of(each.text) or draft.topic.aspect_of(each.candidate.text)
            result.append(aspect or head or _OTHER)
        else:
            result.append(head or _OTHER)
    return result


def _problems(draft: Draft, papers: Sequence[_Paper], budget: int) -> BriefingPart | None:
    """What the papers own up to."""
    chosen = choose([each for paper in papers for each in paper.problems], budget, most=6)
    if not chosen:
        return None
    groups = grouped(draft, [("", each) for each in chosen], labels=_labels(papers))
    return BriefingPart(kind="problems", heading="问题与风险", groups=groups)


def _labels(papers: Sequence[_Paper]) -> dict[str, str]:
    """Region and year for the points of each paper, where the page is about several."""
    regions = {paper.entry.region for paper in papers}
    years = {paper.entry.year for paper in papers}
    labels = {
        paper.entry.id: (short_name(paper.entry.region) if len(regions) > 1 else "")
        + (f"{paper.entry.year}年" if len(years) > 1 and paper.entry.year else "")
        for paper in papers
    }
    return {id: f"{label}：" for id, label in labels.items() if label}
