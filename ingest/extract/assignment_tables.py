"""Assignments that a table states: one a row, read by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.agency_lexicon import unit_key
from ingest.extract.expressions import Expression, combine, parse_bare_list, parse_expression
from ingest.extract.labels import Role, header_role
from ingest.extract.unit_lists import split_units
from ingest.records import Cell, Table

_NUMBER = re.compile(r"^(?:序号|编号|序|项目编号|任务序号|No\.?)$", re.IGNORECASE)
_TASK_WORDS = re.compile(r"任务|内容|事项|举措|措施|目标|项目|工作|指标|要点|清单|名称|做法|要求")
_SECTION_WORDS = re.compile(r"类别|分类|领域|板块|方面|一级|类型|类")
_SPOKEN = re.compile(r"牵头|配合|负责|单位\s*[：:]|部门\s*[：:]")
_NOTE_WORDS = re.compile(r"备注|说明|依据|进展|完成情况|情况|电话|联系")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column of a table holds what; ``roles`` pairs a column with the role of its header."""

    number: int | None
    sections: tuple[int, ...]
    task: int
    roles: tuple[tuple[int, Role], ...]


@dataclass(frozen=True, kw_only=True)
class RowAssignment:
    """One row's assignment: the task's cell, the row's span, its number and the category cells over it."""

    task: Cell
    start: int
    end: int
    number: int | None
    sections: tuple[str, ...]
    expression: Expression


def table_assignments(table: Table, default_sign: str = "") -> tuple[RowAssignment, ...]:
    """The assignments of ``table``; none where no column is headed by units."""
    columns = read_columns(table)
    if columns is None:
        return ()
    found = []
    for row in table.rows:
        if len(row.cells) <= columns.task:
            continue
        task = row.cells[columns.task]
        values = [(role, row.cells[index].text) for index, role in columns.roles if index < len(row.cells)]
        expression = _expression(values, default_sign)
        if expression is None or not expression.names_units or len(task.text.strip()) < 2:
            continue
        found.append(
            RowAssignment(
                task=task,
                start=row.start,
                end=row.end,
                number=_number(row.cells, columns),
                sections=tuple(
                    row.cells[index].text.strip()
                    for index in columns.sections
                    if index < len(row.cells) and row.cells[index].text.strip()
                ),
                expression=expression,
            )
        )
    return tuple(found)


def _expression(values: list[tuple[Role, str]], default_sign: str) -> Expression | None:
    """The cells' expression; a cell may itself say 市教育局牵头，市财政局配合."""
    spoken = [
        parse_expression(text, default_sign)
        for role, text in values
        if role in ("responsible", "lead") and _SPOKEN.search(text)
    ]
    expression = next((item for item in spoken if item is not None and item.lead), None)
    if expression is None:
        return combine(values, default_sign)
    others = combine([(role, text) for role, text in values if role in ("leader", "due")], default_sign)
    if others is None:
        return expression
    return Expression(
        lead=expression.lead,
        participants=expression.participants,
        open_list=expression.open_list,
        mode=expression.mode,
        leader=others.leader or expression.leader,
        due=others.due or expression.due,
    )


def read_columns(table: Table) -> Columns | None:
    """The columns' meaning by the header, else (no header) by what the cells hold; None: the table assigns nothing."""
    header = table.header if table.header else ()
    roles = [(index, role) for index, cell in enumerate(header) if (role := header_role(cell)) is not None]
    if not any(role in ("lead", "responsible", "participant") for _, role in roles):
        roles = _roles_by_content(table) if not header or not any(_TASK_WORDS.search(cell) for cell in header) else []
    if not roles:
        return None
    taken = {index for index, _ in roles}
    width = max([len(header), *(len(row.cells) for row in table.rows[:20])])
    number = next((index for index, cell in enumerate(header) if _NUMBER.match(cell.strip())), None)
    if number is None and width and _all_numbers(table, 0):
        number = 0
    rest = [index for index in range(width) if index not in taken and index != number]
    rest = [index for index in rest if index >= len(header) or not _NOTE_WORDS.search(header[index])]
    if not rest:
        return None
    task = _task_column(header, rest, table)
    sections = tuple(index for index in rest if index < task)
    return Columns(number=number, sections=sections, task=task, roles=tuple(roles))


def _task_column(header: Sequence[str], rest: list[int], table: Table) -> int:
    """The column of the tasks' words: of those headed so the one with most different cells, ties to the longest."""
    headed = [
        index
        for index in rest
        if index < len(header) and _TASK_WORDS.search(header[index]) and not _SECTION_WORDS.search(header[index])
    ]
    choice = headed or rest

    def weight(index: int) -> tuple[int, int]:
        texts = [row.cells[index].text for row in table.rows if index < len(row.cells) and not row.cells[index].carried]
        return len(set(texts)), sum(map(len, texts))

    return max(choice, key=weight)


def _all_numbers(table: Table, column: int) -> bool:
    texts = [row.cells[column].text.strip() for row in table.rows if column < len(row.cells)]
    return bool(texts) and all(re.fullmatch(r"[\d（()）.．、]{0,6}", text) for text in texts)


def _number(cells: Sequence[Cell], columns: Columns) -> int | None:
    if columns.number is None or columns.number >= len(cells):
        return None
    digits = re.search(r"\d{1,4}", cells[columns.number].text)
    return int(digits.group()) if digits else None


def _roles_by_content(table: Table) -> list[tuple[int, Role]]:
    """Of a table without header: columns whose cells are mostly lists of known units, the first of two leading."""
    width = max((len(row.cells) for row in table.rows), default=0)
    found: list[int] = []
    for column in range(width):
        texts = [row.cells[column].text.strip() for row in table.rows if column < len(row.cells)]
        texts = [text for text in texts if text]
        known = [
            text
            for text in texts
            if any(unit_key(unit).known for unit in split_units(text).units) and parse_bare_list(text)
        ]
        if len(texts) >= 2 and len(known) >= 0.7 * len(texts):
            found.append(column)
    if len(found) == 1:
        return [(found[0], "responsible")]
    return [(found[0], "lead"), (found[1], "participant")] if found else []
