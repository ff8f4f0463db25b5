"""A briefing on a list that a paper counts out (十件民生实事, 五大工程): every item, in its order."""

from __future__ import annotations

from assistant.briefing_choice import choose
from assistant.briefing_draft import Draft, bare
from assistant.briefing_duties import text_within
from assistant.briefing_material import candidates_of
from assistant.briefing_outline import blocks_of, flat
from assistant.briefing_records import BriefingGroup, BriefingPart, BriefingPoint
from assistant.briefing_request import entries_for
from assistant.lists import ListFound, announced, list_after
from assistant.names import short_name
from ingest.records import Report

_LEAST_ITEMS = 3
_OVERVIEW = 0.2


def list_parts(draft: Draft) -> tuple[BriefingPart, ...]:
    """The list with all its items, and what the review says of the last one; none where no paper counts one out."""
    regions = draft.request.regions
    parts: list[BriefingPart] = []
    for region in regions:
        for entry in entries_for(draft.request, draft.names, region):
            report = draft.report(entry)
            found = _list_in(report, draft)
            if found is None:
                continue
            where = f"（{short_name(region)}）" if len(regions) > 1 else ""
            items = _items(draft, report, found, draft.limit // len(regions))
            used = sum(len(point.shown) + 1 for point in items)
            review = choose(
                candidates_of(report, draft.topic, ["review"]),
                min(int(draft.limit * _OVERVIEW), draft.limit - used - 30),
                most=3,
            )
            if review:
                group = BriefingGroup(heading="", points=tuple(draft.points(review)))
                year = f"（{entry.year - 1}年）" if entry.year else ""
                parts.append(BriefingPart(kind="overview", heading=f"上年完成情况{year}{where}", groups=(group,)))
            heading = f"{bare(draft.request.words)}{where}"
            group = BriefingGroup(heading="", points=items)
            parts.append(BriefingPart(kind="list", heading=heading, groups=(group,)))
            break
    return tuple(parts)


def _list_in(report: Report, draft: Draft) -> ListFound | None:
    """The list that a sentence on the topic announces, with as many items as were asked for where a count was."""
    wanted = announced(draft.request.words)
    best: ListFound | None = None
    for block in blocks_of(report):
        if block.half not in ("plan", "other", "self"):
            continue
        for sentence in (*((block.opening,) if block.opening else ()), *block.sentences):
            text = flat(report.text[sentence.start : sentence.end])
            if not draft.topic.names_whole(text):
                continue
            found = list_after(report, sentence.start, sentence.end)
            if found is None or len(found.items) < _LEAST_ITEMS:
                continue
            if wanted is not None and len(found.items) != wanted:
                continue
            if best is None or len(found.items) > len(best.items):
                best = found
    return best


def _items(draft: Draft, report: Report, found: ListFound, limit: int) -> tuple[BriefingPoint, ...]:
    """The items, whole where they fit together, else each cut to its telling clauses."""
    texts = [bare(flat(report.text[start:end])) for start, end in found.items]
    room = limit - 60
    if sum(map(len, texts)) > room:
        width = max(24, room // len(texts))
        texts = [text_within(text, width, draft.topic) for text in texts]
    draft.uses(report.id)
    points = []
    for at, ((start, end), text) in enumerate(zip(found.items, texts, strict=True), start=1):
        number = draft.citations.add(report.id, start, end)
        points.append(BriefingPoint(text=text, citations=(number,), label=f"{at}．"))
    return tuple(points)
