"""A briefing put into prose by a chat model: group by group, every sentence verified, nothing lost.

The model gets the chosen points with the sentences that they come from. What it writes is shown where it verifies; a point
whose figures or matter are not carried by that stays as it was, and so does a group that would grow longer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.briefing_clauses import figure_texts
from assistant.briefing_editing import renumbered
from assistant.briefing_material import bigrams
from assistant.briefing_records import LIMITS, Briefing, BriefingGroup, BriefingPart, BriefingPoint
from assistant.claims import without_markers
from assistant.errors import ModelError, PromptError
from assistant.generation_stream import Deadline, whole_text
from assistant.prompts import LANGUAGE_RULES, PLACEHOLDERS, Fence, fenced_passages, load_prompt
from assistant.verification import Evidence, Verifier
from assistant.verification_gate import SentenceGate
from ingest.library.library import Library
from ingest.tokens import fold

if TYPE_CHECKING:
    from assistant.model_answers import ModelAnswers

PROMPT = "briefing"
PLACEHOLDERS.setdefault(
    PROMPT, frozenset({"language_rule", "limit", "passages", "outline", "fence", "question"})
)  # the table of prompts learns of this module's own file
PROSE = ("overview", "tasks", "problems")  # the parts that are put into prose; lists and tables stay as they are
_LONGER = 1.15  # a composed group may be so much longer than its points
_LINE = re.compile(r"^\s*(?:第?\s*)?(\d{1,2})\s*(?:段)?\s*[｜|:：.．、]\s*(.+)$")


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a group stands in the briefing."""

    part: int
    group: int


def composed(
    briefing: Briefing, *, model: ModelAnswers, library: Library, stop: Callable[[], bool] = lambda: False
) -> Briefing:
    """The briefing with its prose by the model where that verifies; its notes say where the model failed."""
    places = [
        _Place(part=at, group=number)
        for at, part in enumerate(briefing.parts)
        if part.kind in PROSE and briefing.template in ("topic", "region")
        for number in range(len(part.groups))
    ]
    if not places:
        return briefing
    evidence = dict(_evidence(briefing, library))
    try:
        text = _asked(briefing, places, evidence, model, stop)
    except (ModelError, PromptError) as error:
        return replace(briefing, notes=(*briefing.notes, f"{error}，正文为原文摘录。"))
    verifier = Verifier(evidence, question=briefing.title, language="zh")
    written = {
        place: points
        for place, line in _lines(text, places)
        if (points := _verified(line, verifier, _group(briefing, place))) is not None
    }
    if not written:
        return replace(briefing, notes=(*briefing.notes, "模型写的内容没有通过与资料的核对，正文为原文摘录。"))
    changed = renumbered(replace(briefing, parts=tuple(_replaced(briefing, written)), model=model.name))
    if changed.body_characters > LIMITS[briefing.length]:
        return briefing
    return changed


def _group(briefing: Briefing, place: _Place) -> BriefingGroup:
    return briefing.parts[place.part].groups[place.group]


def _evidence(briefing: Briefing, library: Library) -> Iterator[tuple[int, Evidence]]:
    for citation in briefing.citations:
        report = library.report(citation.report_id)
        yield (
            citation.number,
            Evidence(
                number=citation.number,
                text=citation.quote,
                title=citation.title,
                breadcrumb=f"{citation.title} › {citation.section}",
                region=citation.region,
                year=citation.year,
                kind=report.kind,
            ),
        )


def _asked(
    briefing: Briefing,
    places: list[_Place],
    evidence: dict[int, Evidence],
    model: ModelAnswers,
    stop: Callable[[], bool],
) -> str:
    """The model's text. Raises ModelError and PromptError."""
    fence = Fence.new()
    outline = []
    used: dict[int, None] = {}
    for number, place in enumerate(places, start=1):
        part, group = briefing.parts[place.part], _group(briefing, place)
        points = "；".join(f"{text}{_marks(cited)}" for text, cited in group.statements())
        outline.append(f"{number}｜{part.heading}{'：' + group.heading if group.heading else ''}：{points}")
        used.update(dict.fromkeys(n for point in group.points for n in point.citations))
    longest = max(sum(len(text) for text, _ in _group(briefing, place).statements()) for place in places)
    prompt = load_prompt(PROMPT).fill(
        language_rule=LANGUAGE_RULES["zh"],
        limit=max(60, int(longest * _LONGER)),
        passages=fenced_passages([evidence[number] for number in used if number in evidence], fence),
        outline="\n".join(outline),
        fence=fence.opening,
        question=briefing.title,
    )
    return whole_text(model.model, prompt, Deadline(model.settings.model_timeout, stop), longest=6000)


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _lines(text: str, places: list[_Place]) -> Iterator[tuple[_Place, str]]:
    """The model's text by group."""
    for line in text.splitlines():
        match = _LINE.match(line)
        if match and 1 <= int(match[1]) <= len(places):
            yield places[int(match[1]) - 1], match[2]


def _verified(line: str, verifier: Verifier, group: BriefingGroup) -> tuple[BriefingPoint, ...] | None:
    """The line's verified sentences as points, and the group's own points that they do not carry; None where nothing
    verifies, or the group grows too long."""
    gate = SentenceGate(verifier, keep_heads=False)
    points = []
    for event in (*gate.feed(line), *gate.finish()):
        words = without_markers(event.text).strip().rstrip("。；;")
        if event.kind == "shown" and event.verdict.cited and words:
            points.append(BriefingPoint(text=words, citations=event.verdict.cited))
    if not points:
        return None
    kept = [point for point in group.points if not _carried(point, points)]
    before = sum(len(point.text) for point in group.points)
    if sum(len(point.text) for point in (*points, *kept)) > _LONGER * before + 10:
        return None
    return tuple(sorted((*points, *kept), key=lambda point: min(point.citations)))


def _carried(point: BriefingPoint, written: list[BriefingPoint]) -> bool:
    """Whether what the model wrote from the point's sources says all its figures (and, without figures, its matter)."""
    said = [each.text for each in written if set(each.citations) & set(point.citations)]
    figures = {fold(figure) for figure in figure_texts(point.text)}
    if figures:
        return figures <= {fold(figure) for text in said for figure in figure_texts(text)}
    grams = bigrams(point.text)
    return any(2 * len(grams & bigrams(text)) >= len(grams) for text in said)


def _replaced(briefing: Briefing, written: dict[_Place, tuple[BriefingPoint, ...]]) -> Iterator[BriefingPart]:
    for at, part in enumerate(briefing.parts):
        groups = tuple(
            replace(group, points=written.get(_Place(part=at, group=number), group.points))
            for number, group in enumerate(part.groups)
        )
        yield replace(part, groups=groups)
