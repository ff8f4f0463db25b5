"""A briefing written out: Markdown here, Word (GB/T 9704) and, where LibreOffice is there, PDF beside it."""

from __future__ import annotations

import re

from assistant.briefing_records import Briefing, BriefingCell, BriefingPart, BriefingTable
from assistant.export_docx import as_docx
from assistant.export_numerals import chinese_numeral
from assistant.export_pdf import pdf_of, pdf_program
from assistant.export_sources import source_line

__all__ = ["as_docx", "as_markdown", "as_pdf", "pdf_program"]


def as_pdf(briefing: Briefing) -> bytes:
    """The briefing as PDF. Raises BriefingError where LibreOffice is not installed."""
    return pdf_of(as_docx(briefing, endnotes=False))


def as_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown: title, scope, parts with markers [n], notes, sources with their quotations."""
    lines = [f"# {_escaped(briefing.title)}", "", f"资料：{_escaped(briefing.scope)}", ""]
    for at, part in enumerate(briefing.parts, start=1):
        lines += [f"## {chinese_numeral(at)}、{_escaped(part.heading)}", "", *_part_lines(part)]
    if briefing.notes:
        lines += ["说明：", "", *(f"- {_escaped(note)}" for note in briefing.notes), ""]
    lines += ["## 资料来源", ""]
    for citation in briefing.citations:
        lines += [f"[{citation.number}] {_escaped(source_line(citation))}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _part_lines(part: BriefingPart) -> list[str]:
    lines: list[str] = []
    number = 0
    for group in part.groups:
        number += bool(group.heading)
        head = f"**（{chinese_numeral(number)}）{_escaped(group.heading)}。**" if group.heading else ""
        if part.kind == "list":
            lines += [line for statement in group.statements() for line in (_sentence(*statement), "")]
        else:
            lines += [head + "".join(_sentence(*statement) for statement in group.statements()), ""]
    if part.table is not None:
        lines += [*_table_lines(part.table), ""]
    return lines


def _sentence(text: str, citations: tuple[int, ...]) -> str:
    return f"{_escaped(text)}{_marks(citations)}。"


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _table_lines(table: BriefingTable) -> list[str]:
    lines = ["| " + " | ".join(map(_escaped, table.header)) + " |", "|" + " --- |" * len(table.header)]
    return [*lines, *("| " + " | ".join(map(_cell, row)) + " |" for row in table.rows)]


def _cell(cell: BriefingCell) -> str:
    return _escaped(cell.text).replace("|", "\\|") + _marks(cell.citations)


def _escaped(text: str) -> str:
    """Text of a paper with the signs that Markdown would read."""
    return re.sub(r"([\\`*_<>#~])", r"\\\1", " ".join(text.split()))
