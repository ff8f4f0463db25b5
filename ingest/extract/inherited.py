"""Tasks that take their units from the heading over them: 一、市教育局牵头（3项）, or （一）实施…工程。（牵头单位：…）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.agency_lexicon import unit_key
from ingest.extract.brackets import Evidence
from ingest.extract.clause_records import Clause, trimmed
from ingest.extract.expressions import Expression, merge
from ingest.extract.task_marks import Mark
from ingest.extract.unit_lists import split_units

_COUNT = re.compile(r"[（(]\s*(?:共|计)?\s*\d+\s*(?:项|条|件|个)(?:任务|工作)?\s*[）)]\s*[：:]?$|[：:]$")
_ROLE = re.compile(
    r"(?:为)?(?P<lead>牵头|主办|主责)?(?:负责|承担|落实|办理)?(?:的)?(?:主要|重点)?(?:任务|工作|事项|工作任务)?$"
)
_LONGEST = 800


def inherited_clauses(
    text: str, outline: Sequence[Mark], clauses: Sequence[Clause], default_sign: str
) -> tuple[Clause, ...]:
    """``clauses`` together with those that only the heading over them assigns, in order."""
    found = list(clauses)
    for index, mark in enumerate(outline):
        if mark.level > 2:
            continue
        below = _below(outline, index)
        if not below:
            continue
        heading = _unit_heading(text, mark, default_sign)
        if heading is not None:
            found = _under_unit(text, below, found, heading, mark)
        else:
            found.extend(_under_task(text, mark, below, clauses))
    return tuple(sorted(found, key=lambda clause: (clause.evidence.start, clause.start)))


def _below(outline: Sequence[Mark], index: int) -> list[tuple[Mark, int]]:
    """The numbered items under the mark at ``index``, up to the next of its level, each with where its words end."""
    below: list[tuple[Mark, int]] = []
    for place in range(index + 1, len(outline)):
        mark = outline[place]
        if mark.level <= outline[index].level:
            break
        end = outline[place + 1].start if place + 1 < len(outline) else -1
        below.append((mark, end))
    return below


def _unit_heading(text: str, mark: Mark, default_sign: str) -> Evidence | None:
    """The heading read as a list of units that its items belong to; None where it is another heading."""
    end = mark.end if mark.kind == "heading" else text.find("\n", mark.text)
    end = len(text) if end < 0 else end
    words = _COUNT.sub("", text[mark.text : end].strip())
    role = _ROLE.search(words)
    names = words[: role.start()] if role else words
    units = split_units(names, default_sign).units
    if not 1 <= len(units) <= 6 or not all(unit_key(unit).known for unit in units):
        return None
    leads = bool(role and role["lead"])
    expression = Expression(lead=units, mode="lead") if leads else Expression(participants=units, mode="joint")
    start, end = trimmed(text, mark.start, end)
    return Evidence(start=start, end=end, expression=expression)


def _under_unit(
    text: str, below: Sequence[tuple[Mark, int]], clauses: Sequence[Clause], heading: Evidence, mark: Mark
) -> list[Clause]:
    """The clauses with those under a unit's heading: new ones, and own brackets completed by the heading's lead."""
    last = below[-1][1] if below[-1][1] >= 0 else len(text)
    result = [
        replace(clause, evidence=_completed(clause.evidence, heading)) if mark.end <= clause.start < last else clause
        for clause in clauses
    ]
    for item, end in below:
        end = len(text) if end < 0 else end
        if not any(item.start <= clause.start < end for clause in clauses):
            result.extend(_clause(text, item, end, heading))
    return result


def _completed(own: Evidence, heading: Evidence) -> Evidence:
    if own.expression.lead or not heading.expression.lead:
        return own
    return replace(own, expression=merge(heading.expression, own.expression))


def _under_task(text: str, mark: Mark, below: Sequence[tuple[Mark, int]], clauses: Sequence[Clause]) -> list[Clause]:
    """The items under a task whose own line ends with the units, where none of them has units of its own."""
    first = below[0][0].start
    owners = [clause for clause in clauses if mark.text <= clause.start and clause.evidence.end <= first]
    last = below[-1][1] if below[-1][1] >= 0 else len(text)
    if len(owners) != 1 or text[owners[0].evidence.end : first].strip(" \t\u3000\n。；;"):
        return []
    if any(first <= clause.evidence.start < last for clause in clauses):
        return []
    return [
        clause
        for item, end in below
        for clause in _clause(text, item, len(text) if end < 0 else end, owners[0].evidence)
    ]


def _clause(text: str, item: Mark, end: int, evidence: Evidence) -> list[Clause]:
    start, stop = trimmed(text, item.text, end)
    if not 4 <= stop - start <= _LONGEST:
        return []
    return [Clause(start=start, end=stop, evidence=evidence, task_number=item.number, headings=())]
