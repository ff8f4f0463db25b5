"""A briefing: one request becomes a page of sourced statements under headings, or one line on why it cannot.

    briefing = write_briefing("某市2024年数字经济工作要点", assistant=assistant)

Without a chat model every statement is a verbatim stretch of a sentence of the library; with one the statements are
composed and verified like an answer (`briefing_writing`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from assistant.briefing_comparison import comparison_parts
from assistant.briefing_draft import Draft, Progress
from assistant.briefing_lists import list_parts
from assistant.briefing_records import Briefing, BriefingPart, Length, Template
from assistant.briefing_regions import regions_parts
from assistant.briefing_request import BriefingRequest, understand_request
from assistant.briefing_title import title_of
from assistant.briefing_topic import topic_parts
from assistant.briefing_topics import Topic, topic_of
from assistant.briefing_unit import unit_parts
from assistant.briefing_writing import composed
from assistant.citations import Citations
from assistant.errors import BriefingError
from assistant.lists import announced
from ingest.records import Scope

if TYPE_CHECKING:
    from assistant.assistant import Assistant

FEW_REGIONS = 3  # up to so many regions each has its own tasks; more are gathered by aspect

__all__ = ["BriefingError", "write_briefing"]


def write_briefing(
    request: str,
    *,
    assistant: Assistant,
    length: Length = "one",
    regions: Sequence[str] = (),
    years: Sequence[int] = (),
    template: Template | Literal["auto"] = "auto",
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Briefing:
    """The briefing that ``request`` asks for.

    ``regions`` and ``years`` limit it where the request names none; ``progress`` is told (steps done, steps in
    all), ``stop`` ends a model's writing.
    Raises BriefingError, one line, for an empty topic, a region or year without papers, and a topic on which the library
    holds nothing.
    """
    understood = understand_request(
        request,
        assistant=assistant,
        length=length,
        regions=regions,
        years=years,
        template=None if template == "auto" else template,
    )
    draft = _draft(understood, assistant, progress)
    draft.told(1, 4)
    parts, template_used = _parts(draft)
    if not parts:
        raise _nothing(draft)
    title = title_of(understood, template_used, draft.used.values())
    briefing = draft.finish(title, parts, template=template_used)
    model = assistant.model_answers
    if model is not None:
        briefing = composed(briefing, model=model, library=assistant.library, stop=stop)
    draft.told(4, 4)
    return briefing


def _draft(understood: BriefingRequest, assistant: Assistant, progress: Progress | None) -> Draft:
    library = assistant.library
    scope = Scope(regions=() if understood.everywhere else understood.regions)
    topic = topic_of(understood.words, library, scope) if understood.template in ("topic", "list", "unit") else Topic()
    return Draft(
        request=understood,
        library=library,
        names=assistant.names,
        topic=topic,
        citations=Citations(library),
        register=assistant.register,
        progress=progress,
    )


def _parts(draft: Draft) -> tuple[tuple[BriefingPart, ...], Template]:
    """The parts by the request's template, and the template that they came from."""
    request = draft.request
    if request.template == "unit":
        return unit_parts(draft), "unit"
    if request.template == "comparison":
        return comparison_parts(draft), "comparison"
    asks_list = announced(request.words) is not None or request.template == "list"
    if asks_list and len(request.regions) <= FEW_REGIONS and (listed := list_parts(draft)):
        return listed, "list"
    if len(request.regions) > FEW_REGIONS:
        return regions_parts(draft), "topic"
    return topic_parts(draft), "topic" if draft.topic.themes else "region"


def _nothing(draft: Draft) -> BriefingError:
    """Why there is no page: what the library does not hold."""
    request = draft.request
    few = len(request.regions) <= FEW_REGIONS
    where = "、".join(request.regions) if few and not request.everywhere else ""
    when = "、".join(f"{year}年" for year in request.years)
    if request.template == "unit":
        unit = "、".join(request.units)
        notices = "、".join(f"{entry.region}{entry.year or ''}年" for entry in draft.register.notices[:6]) or "无"
        return BriefingError(
            f"资料库的责任分工方案中没有{where}{when}{unit}的任务，写不出简报；现有分工方案：{notices}",
            f"no task-division notice in the library names {unit}; notices held: {len(draft.register.notices)}",
        )
    what = request.words or request.text
    return BriefingError(
        f"资料库{'中' if not where else '的'}{where}{when}{'的报告' if where or when else ''}没有关于“{what}”的内容，写不出简报",
        f"the library holds nothing on “{what}”",
    )
