"""Edits of a finished briefing: headings, order, points left out; its sources stay numbered in the order of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.briefing_editing import (
    renumbered,
    with_heading,
    with_part_moved,
    with_point_moved,
    with_title,
    without_part,
    without_point,
    without_row,
)
from assistant.briefing_records import (
    Briefing,
    BriefingCell,
    BriefingGroup,
    BriefingPart,
    BriefingPoint,
    BriefingTable,
    part_characters,
)
from assistant.records import Citation


def citation(number: int) -> Citation:
    return Citation(
        number=number,
        report_id="r",
        title="云岭省2025年政府工作报告",
        region="云岭省",
        year=2025,
        section="三、重点工作",
        page=None,
        quote=f"第{number}句。",
        start=number * 10,
        end=number * 10 + 4,
    )


def point(number: int, label: str = "") -> BriefingPoint:
    return BriefingPoint(text=f"要点{number}", citations=(number,), label=label)


def briefing() -> Briefing:
    """Two parts: points 1 and 2 under one heading and 3 under another; a table of sources 4 and 1."""
    tasks = BriefingPart(
        kind="tasks",
        heading="重点任务",
        groups=(
            BriefingGroup(heading="甲", points=(point(1), point(2))),
            BriefingGroup(heading="乙", points=(point(3),)),
        ),
    )
    rows = tuple((BriefingCell(text=f"任务{n}", citations=(n,)), BriefingCell(text="省教育厅")) for n in (4, 1))
    duties = BriefingPart(
        kind="duties", heading="责任分工", table=BriefingTable(header=("任务", "牵头单位"), rows=rows)
    )
    return Briefing(
        request="云岭省2025年教育",
        title="云岭省2025年教育工作简报",
        scope="《云岭省2025年政府工作报告》",
        template="topic",
        length="one",
        parts=(tasks, duties),
        citations=tuple(map(citation, (1, 2, 3, 4))),
    )


def shape(made: Briefing) -> list[object]:
    """Headings, and for each point or row the quotation that its first number leads to."""
    quotes = {each.number: each.quote for each in made.citations}
    found: list[object] = []
    for part in made.parts:
        found.append(part.heading)
        found += [quotes[each.citations[0]] for each in part.points]
        found += [quotes[row[0].citations[0]] for row in (part.table.rows if part.table else ())]
    return found


TASKS = ["重点任务", "第1句。", "第2句。", "第3句。"]
DUTIES = ["责任分工", "第4句。", "第1句。"]


@pytest.mark.parametrize(
    ("remark", "edit", "expected"),
    [
        ("nothing changed", renumbered, TASKS + DUTIES),
        ("a part moved down", lambda b: with_part_moved(b, 0, 1), DUTIES + TASKS),
        ("over the edge nothing moves", lambda b: with_part_moved(b, 0, -1), TASKS + DUTIES),
        (
            "a point moved",
            lambda b: with_point_moved(b, 0, 0, 0, 1),
            ["重点任务", "第2句。", "第1句。", "第3句。", *DUTIES],
        ),
        ("a point left out", lambda b: without_point(b, 0, 0, 1), ["重点任务", "第1句。", "第3句。", *DUTIES]),
        ("a group left empty goes", lambda b: without_point(b, 0, 1, 0), ["重点任务", "第1句。", "第2句。", *DUTIES]),
        ("a row left out", lambda b: without_row(b, 1, 0), [*TASKS, "责任分工", "第1句。"]),
        ("a table left empty goes with its part", lambda b: without_row(without_row(b, 1, 0), 1, 0), TASKS),
        ("a part left out", lambda b: without_part(b, 0), DUTIES),
        ("another heading", lambda b: with_heading(b, 1, " 分工  安排 "), [*TASKS, "分工 安排", "第4句。", "第1句。"]),
        ("a part keeps its heading for an empty one", lambda b: with_heading(b, 1, "  "), TASKS + DUTIES),
    ],
)
def test_an_edit_does_what_it_says(remark: str, edit: Callable[[Briefing], Briefing], expected: list[object]) -> None:
    made = edit(briefing())
    assert shape(made) == expected, remark
    numbers = list(dict.fromkeys(n for part in made.parts for n in _cited(part)))
    assert numbers == list(range(1, len(numbers) + 1)) == [each.number for each in made.citations], remark


def _cited(part: BriefingPart) -> list[int]:
    cells = [cell for row in (part.table.rows if part.table else ()) for cell in row]
    return [n for each in (*part.points, *cells) for n in each.citations]


def test_title_and_group_heading_change() -> None:
    made = with_heading(with_title(briefing(), " 教育要点 "), 0, "丙", 1)
    assert (made.title, made.parts[0].groups[1].heading) == ("教育要点", "丙")
    assert with_title(made, " ").title == "教育要点"


def test_a_label_is_said_once_in_a_row_and_counts_as_often() -> None:
    group = BriefingGroup(heading="", points=(point(1, "澜州："), point(2, "澜州："), point(3, "云岭：")))
    assert [text for text, _ in group.statements()] == ["澜州：要点1", "要点2", "云岭：要点3"]
    part = BriefingPart(kind="tasks", heading="各地", groups=(group,))
    assert part_characters(part) == len("各地澜州：要点1。要点2。云岭：要点3。")
