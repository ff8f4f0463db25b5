"""Assignments that a table states: one a row, read by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extract.agency_lexicon import unit_key
from ingest.extract.expressions import Expression, combine, parse_bare_list, parse_expression
from ingest.extract.labels import Role, header_role
from ingest.extract.unit_lists import UNIT_ENDING, split_units
from ingest.records import Cell, Table

_NUMBER = re.compile(r"^(?:序号|编号|序|项目编号|任务序号|No\.?)$", re.IGNORECASE)
_TASK_WORDS = re.compile(r"任务|内容|事项|举措|措施|目标|项目|工作|指标|要点|清单|名称|做法|要求")
_SECTION_WORDS = re.compile(r"类别|分类|领域|板块|方面|一级|类型|类")
_SPOKEN = re.compile(r"牵头|配合|负责|单位\s*[：:]|部门\s*[：:]")
_WITH_PEOPLE = re.compile(r"(?:及|和|与|、|/|／|（|\()\s*(?:责任人|负责人|联系人|责任领导|分管领导|领导)[）)]?\s*$")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_UNIT_ROLES: tuple[Role, ...] = ("lead", "responsible", "participant")
_HEADER_ROWS = 4
_OWN_MARK = re.compile(r"\s*(?:(?P<n>\d{1,3})[ \t]*(?:[．.](?!\d)|、)|[●•■◆▲★☆◇○])[ \t\u3000]*(?=\S{2})")
_NOTE_WORDS = re.compile(r"备注|说明|依据|进展|完成情况|情况|电话|联系")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column with the role of its header; ``people`` where it names persons beside the units."""

    index: int
    role: Role
    people: bool = False


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column of a table holds what: numbers, the tasks' words, categories before them, units and dates."""

    number: int | None
    sections: tuple[int, ...]
    task: int
    roles: tuple[Column, ...]


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
    table = _with_header(table)
    columns = read_columns(table)
    if columns is None:
        return ()
    found = []
    band = ""
    for row in table.rows:
        if len(row.cells) <= columns.task:
            continue
        task = row.cells[columns.task]
        values = [
            value for column in columns.roles if column.index < len(row.cells) for value in _values(column, row.cells)
        ]
        expression = _expression(values, default_sign)
        if expression is None or not expression.names_units or len(task.text.strip()) < 2:
            band = _band(row.cells, columns) or band
            continue
        above = [row.cells[index].text.strip() for index in columns.sections if index < len(row.cells)]
        own, number = _without_number(task, _number(row.cells, columns))
        found.append(
            RowAssignment(
                task=own,
                start=row.start,
                end=row.end,
                number=number,
                sections=tuple(text for text in (band, *above) if text),
                expression=expression,
            )
        )
    return tuple(found)


def _with_header(table: Table) -> Table:
    """The table with its header; where the reader saw none, the last of the first rows that names roles is taken for it."""
    if table.header:
        return table
    rows = [tuple(_said_once(cell.text) for cell in row.cells) for row in table.rows[:_HEADER_ROWS]]
    named = [index for index, texts in enumerate(rows) if any(_role(text) in _UNIT_ROLES for text in texts)]
    return replace(table, header=rows[named[-1]], rows=table.rows[named[-1] + 1 :]) if named else table


def _said_once(text: str) -> str:
    """序号 序号 -> 序号: the text of a header cell that was merged from two."""
    parts = text.split()
    half = len(parts) // 2
    return " ".join(parts[:half]) if half and parts[:half] == parts[half:] else text


def _values(column: Column, cells: Sequence[Cell]) -> list[tuple[Role, str]]:
    """The values of one cell: its units, and the people beside them where the header says 单位及责任人."""
    text = cells[column.index].text
    if not column.people:
        return [(column.role, text)]
    people = [
        part for part in re.split(r"[\s（）()、，]+", text) if _PERSON.match(part) and not UNIT_ENDING.search(part)
    ]
    rest = text
    for name in people:
        rest = rest.replace(name, " ")
    return [(column.role, re.sub(r"[（(]\s*[）)]", "", rest)), ("leader", "、".join(people))]


def _band(cells: Sequence[Cell], columns: Columns) -> str:
    """The words of a row that only heads the rows below it: 一 | 稳就业; "" for other rows."""
    texts = list(dict.fromkeys(cell.text.strip() for cell in cells if cell.text.strip()))
    if len(texts) > 2 or not texts or (columns.number is not None and re.match(r"\d", texts[0])):
        return ""
    return "、".join(texts) if len(texts) == 2 else texts[0]


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
    return replace(expression, leader=others.leader or expression.leader, due=others.due or expression.due)


def read_columns(table: Table) -> Columns | None:
    """The columns' meaning by the header, else (no header) by what the cells hold; None: the table assigns nothing."""
    header = table.header
    roles = [
        Column(index=index, role=role, people=_names_people(cell))
        for index, cell in enumerate(header)
        if (role := _role(cell))
    ]
    if not any(column.role in _UNIT_ROLES for column in roles):
        roles = [] if any(_TASK_WORDS.search(cell) for cell in header) else _roles_by_content(table)
    if not roles:
        return None
    if not any(column.role == "lead" for column in roles) and any(column.role == "participant" for column in roles):
        # beside a column of supporting units, the responsible ones lead, also in rows that nobody supports
        roles = [replace(column, role="lead") if column.role == "responsible" else column for column in roles]
    taken = {column.index for column in roles}
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


def _without_number(task: Cell, number: int | None) -> tuple[Cell, int | None]:
    """The task's cell without the number (of a table that has no column for it) or the bullet that it begins with."""
    mark = _OWN_MARK.match(task.text)
    if mark is None or task.end - task.start != len(task.text) or (mark["n"] and number is not None):
        return task, number
    rest = replace(task, text=task.text[mark.end() :], start=task.start + mark.end())
    return rest, int(mark["n"]) if mark["n"] else number


def _roles_by_content(table: Table) -> list[Column]:
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
        return [Column(index=found[0], role="responsible")]
    return [Column(index=found[0], role="lead"), Column(index=found[1], role="participant")] if found else []


def _role(cell: str) -> Role | None:
    """The role of a header; of 牵头单位及责任人 that of the units."""
    return header_role(cell) or header_role(_WITH_PEOPLE.sub("", cell))


def _names_people(cell: str) -> bool:
    return header_role(cell) is None and _WITH_PEOPLE.search(cell) is not None
