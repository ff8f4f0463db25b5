"""The section paths of a damaged notice's tasks, as far as they are sure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.extract.task_marks import chinese_number

Headings = Sequence[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class _Head:
    """The headings printed at one task: first level ("" where none is printed) and second."""

    task: int
    top: str
    own: str


def sure_paths(headings: Mapping[int, Headings], highest: int) -> dict[int, tuple[str, ...]]:
    """Task -> its section path. ``headings``: every task whose number survived, with the headings printed before it.

    A heading stands between a bracket and the next number, so it can only be lost together with that number. Behind such
    a loss a path holds on as far as the next surviving heading carries on from it, and no further.
    """
    heads = [_Head(task=task, **_levels(found)) for task, found in sorted(headings.items()) if found]
    tops = _tops(heads)
    paths: dict[int, tuple[str, ...]] = {}
    for index, head in enumerate(heads):
        following = heads[index + 1] if index + 1 < len(heads) else None
        end = following.task if following else highest + 1
        path = tuple(filter(None, (tops[index], head.own)))
        rest = path
        if (
            following is None
            or following.top
            or tops[index + 1] != tops[index]
            or rank(following.own) != rank(head.own) + 1
        ):
            rest = _first_level(tops[index], following, tops[index + 1] if following else "")
        broken = False
        for task in range(head.task, end):
            broken = broken or task not in headings
            paths[task] = rest if broken else path
    return paths


def _levels(found: Headings) -> dict[str, str]:
    levels = dict(found)
    return {"top": levels.get(1, ""), "own": levels.get(2, "")}


def _first_level(top: str, following: _Head | None, following_top: str) -> tuple[str, ...]:
    """The first-level heading alone, where the next one shows that none was lost between."""
    if following is None or not top:
        return ()
    sure = rank(following.top) == rank(top) + 1 if following.top else following_top == top
    return (top,) if sure else ()


def _tops(heads: Sequence[_Head]) -> list[str]:
    """The first-level heading over each head; "" where it may be lost.

    Between two printed first-level headings every one that is lost shows as a fall of the second level's numbers
    （三）…（二）; where there are fewer falls than lost headings, nothing between is sure.
    """
    result: list[str] = []
    printed = [index for index, head in enumerate(heads) if head.top] + [len(heads)]
    result.extend("" for _ in heads[: printed[0]])
    for start, end in pairwise(printed):
        group = heads[start:end]
        lost = rank(heads[end].top) - rank(group[0].top) - 1 if end < len(heads) else 0
        falls = [place for place in range(1, len(group)) if rank(group[place].own) <= rank(group[place - 1].own)]
        kept = falls[0] if falls else len(group)
        if len(falls) < lost:
            kept = 1
        result.extend(group[0].top if place < kept else "" for place in range(len(group)))
    return result


def rank(heading: str) -> int:
    """The number of a heading: （三）… -> 3, 五、… -> 5; 0 without."""
    found = re.match(r"[（(]?([一二三四五六七八九十百]+)", heading)
    return chinese_number(found[1]) if found else 0
