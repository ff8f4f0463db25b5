"""A briefing on a topic, or on all of a region's work, for one region or a few: results, targets, tasks, duties, problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.briefing_choice import Chosen, choose
from assistant.briefing_draft import Draft, grouped, short_head, table_part
from assistant.briefing_duties import duty_part
from assistant.briefing_figures import TargetRow, span_of, target_rows
from assistant.briefing_material import Candidate, candidates_of
from assistant.briefing_outline import Half, flat
from assistant.briefing_records import BriefingCell, BriefingGroup, BriefingPart, BriefingTable
from assistant.briefing_request import entries_for
from assistant.figure_records import Fact, FigureLookup
from assistant.names import short_name
from ingest.records import ReportEntry

# Shares of the page: what each part may take; the tasks take what is left.
_TARGETS, _DUTIES, _PROBLEMS, _OVERVIEW, _FOLLOW_UP = 0.24, 0.22, 0.1, 0.26, 0.12
_ALL_TARGETS = 0.32  # of a page on all of a region's work
_FLAT_GROUP = 6  # points under one head from which on they are told apart by aspects
_OTHER = "其他相关工作"


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """The quotations of the figures in the table: they are not said again."""

    targets: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


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
    lookup = FigureLookup.over(draft.library)
    targets, shown = _targets(draft, papers, lookup)
    duties = duty_part(draft, [paper.entry for paper in papers], int(draft.limit * _DUTIES))
    spent = sum(_cost(part) for part in (targets, duties) if part is not None)
    draft.told(2, 4)
    problems = _problems(draft, papers, int(draft.limit * _PROBLEMS))
    spent += _cost(problems) if problems is not None else 0
    rest = draft.limit - spent
    overview = _chosen(draft, papers, "review", int(rest * _OVERVIEW / (1 - _PROBLEMS)), shown.results)
    tasks = _chosen(draft, papers, "plan", rest - _length(overview), shown.targets)
    if not any(paper.plan for paper in papers):
        tasks = []
    unused = rest - _length(overview) - _length(tasks)
    if unused > 40:
        overview = _chosen(draft, papers, "review", _length(overview) + unused, shown.results)
    draft.told(3, 4)
    parts = [_overview_part(draft, papers, overview), targets, _tasks_part(draft, papers, tasks), duties, problems]
    return tuple(part for part in parts if part is not None)


def _papers(draft: Draft, region: str) -> list[_Paper]:
    """The main paper of each year asked; where only the next year's looks back on it, that one's review."""
    entries = entries_for(draft.request, draft.names, region)
    main: dict[int | None, ReportEntry] = {}
    for entry in entries:
        if entry.kind != "division_notice" or not any(e.kind != "division_notice" for e in entries):
            main.setdefault(entry.year, entry)
    found = [_paper(draft, entry) for entry in main.values()]
    for year in draft.request.years:
        if year not in main:
            later = [e for e in draft.names.entries if e.region == region and e.year == year + 1 and _is_report(e)]
            if later:
                found.append(_paper(draft, later[0], looks_back_only=True))
                draft.notes.append(
                    f"资料库中没有{region}{year}年的报告，{year}年情况取自{year + 1}年报告的回顾部分。"
                )
    return found


def _is_report(entry: ReportEntry) -> bool:
    return entry.kind == "work_report"


def _paper(draft: Draft, entry: ReportEntry, *, looks_back_only: bool = False) -> _Paper:
    report = draft.report(entry)

    def told(*halves: Half) -> tuple[Candidate, ...]:
        return candidates_of(report, draft.topic, halves)

    if not draft.topic.themes:
        told_of = tuple(each for each in told("review") if any(clause.figures for clause in each.clauses))
        plan = () if looks_back_only else tuple(each for each in told("plan") if not each.headline) or told("plan")
        return _Paper(
            entry=entry, review=told_of, plan=plan, problems=told("problems"), looks_back_only=looks_back_only
        )
    plan = () if looks_back_only else told("plan", "self") if entry.kind == "work_report" else told("plan", "other")
    return _Paper(
        entry=entry, review=told("review"), plan=plan, problems=told("problems"), looks_back_only=looks_back_only
    )


def _targets(
    draft: Draft, papers: Sequence[_Paper], lookup: FigureLookup
) -> tuple[BriefingPart | None, _Shown]:
    """The figures as a table (a single one as a sentence), and their quotations."""
    entries = [paper.entry for paper in papers if not paper.looks_back_only]
    tables = [(entry, target_rows(lookup, entry, draft.topic)) for entry in entries]
    tables = [(entry, rows) for entry, rows in tables if rows]
    if not tables:
        return None, _Shown()
    several = len(tables) > 1
    rows = [(entry, row) for entry, held in tables for row in held]
    most = draft.limit * (_TARGETS if draft.topic.themes else _ALL_TARGETS)
    while len(rows) > 2 and _rows_length(rows) > most:
        rows.pop()
    targets = _quotes(draft, [row.target for _, row in rows])
    if len(rows) == 1:
        return _single_target(draft, *rows[0]), _Shown(targets=targets)
    entry = rows[0][0]
    year = entry.year or 0
    header = ("指标", f"{year - 1}年实际", f"{year}年目标") if not several else ("地区", "指标", "上年实际", "本年目标")
    body = tuple(_target_cells(draft, each, row, several=several) for each, row in rows)
    if all(not cells[-2].text for cells in body):
        header = (*header[:-2], header[-1])
        body = tuple((*cells[:-2], cells[-1]) for cells in body)
    table = BriefingTable(header=header, rows=body)
    return BriefingPart(kind="targets", heading="主要目标", table=table), _Shown(
        targets=targets, results=_quotes(draft, [row.result for _, row in rows])
    )


def _quotes(draft: Draft, facts: Sequence[Fact | None]) -> tuple[str, ...]:
    spans = [span_of(fact) for fact in facts if fact is not None]
    return tuple(flat(draft.library.report(report_id).text[start:end]) for report_id, start, end in spans)


def _rows_length(rows: Sequence[tuple[ReportEntry, TargetRow]]) -> int:
    return sum(len(row.name) + len(row.target_text) + len(row.result_text) for _, row in rows) + 20


def _target_cells(draft: Draft, entry: ReportEntry, row: TargetRow, *, several: bool) -> tuple[BriefingCell, ...]:
    cells = [BriefingCell(text=entry.region)] if several else []
    cells.append(BriefingCell(text=row.name))
    for fact, text in ((row.result, row.result_text), (row.target, row.target_text)):
        if fact is None:
            cells.append(BriefingCell(text=""))
        else:
            scope = f"（{fact.indicator.scope}）" if fact.indicator.scope and fact is row.result else ""
            cells.append(draft.cell(text + scope, span_of(fact)))
    return tuple(cells)


def _single_target(draft: Draft, entry: ReportEntry, row: TargetRow) -> BriefingPart:
    fact = row.target
    assert fact is not None  # rows are made of targets
    point = draft.quoted(*span_of(fact))
    return BriefingPart(kind="targets", heading="主要目标", groups=(BriefingGroup(heading="", points=(point,)),))


def _problems(draft: Draft, papers: Sequence[_Paper], budget: int) -> BriefingPart | None:
    found = [each for paper in papers for each in paper.problems]
    chosen = choose(found, budget, most=6)
    if not chosen:
        return None
    labels = _labels(papers)
    groups = grouped(draft, [("", each) for each in chosen], labels=labels)
    return BriefingPart(kind="problems", heading="问题与风险", groups=groups)


def _labels(papers: Sequence[_Paper]) -> dict[str, str]:
    """A region's name before its points, where the page is about several."""
    regions = {paper.entry.region for paper in papers}
    return {paper.entry.id: f"{short_name(paper.entry.region)}：" for paper in papers} if len(regions) > 1 else {}


def _chosen(draft: Draft, papers: Sequence[_Paper], half: str, budget: int, quoted: Sequence[str]) -> list[Chosen]:
    """What is chosen of each paper; several papers share the budget."""
    held = [(paper, paper.review if half == "review" else paper.plan) for paper in papers]
    held = [(paper, candidates) for paper, candidates in held if candidates]
    result: list[Chosen] = []
    left = budget - 8
    for at, (_, candidates) in enumerate(held):
        share = left // (len(held) - at)
        chosen = choose(
            candidates,
            share,
            heading=lambda each: short_head(each.head, draft.topic) if half == "plan" else "",
            taken=quoted,
        )
        result.extend(chosen)
        left -= sum(each.length for each in chosen)
    return result


def _length(chosen: Sequence[Chosen]) -> int:
    return sum(each.length for each in chosen) + 12


def _overview_part(draft: Draft, papers: Sequence[_Paper], chosen: Sequence[Chosen]) -> BriefingPart | None:
    if not chosen:
        return None
    years = {paper.entry.year - 1 for paper in papers if paper.entry.year is not None}
    heading = f"总体情况（{min(years)}年）" if len(years) == 1 else "总体情况"
    labels = _labels(papers)
    groups = grouped(draft, [(labels.get(each.candidate.report_id, "").rstrip("："), each) for each in chosen])
    return BriefingPart(kind="overview", heading=heading, groups=groups)


def _tasks_part(draft: Draft, papers: Sequence[_Paper], chosen: Sequence[Chosen]) -> BriefingPart | None:
    if not chosen:
        return None
    labels = _labels(papers)
    if labels:
        groups = grouped(draft, [(labels[each.candidate.report_id].rstrip("："), each) for each in chosen])
        return BriefingPart(kind="tasks", heading="重点任务", groups=groups)
    headed = list(zip(_heads(draft, chosen), chosen, strict=True))
    aspects = [aspect.name for theme in draft.topic.themes for aspect in theme.aspects]
    own = dict.fromkeys(head for head, each in headed if each.candidate.own and head not in (_OTHER, *aspects))
    groups = grouped(draft, headed, order=(*own, *aspects, _OTHER))
    return BriefingPart(kind="tasks", heading="重点任务", groups=groups)


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


def _cost(part: BriefingPart) -> int:
    if part.table is not None:
        return table_part(part, part.table)
    return len(part.heading) + sum(len(point.shown) + 1 for point in part.points)
