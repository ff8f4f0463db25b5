"""The checks of a piece's units and of the part that each has in a task; each yields what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.claim_labels import bigrams, content
from assistant.claim_roles import bound_units, is_unit, role_words, task_words
from assistant.verification_claim import Claim
from assistant.verification_reasons import Reason

_CLAUSE_END = re.compile(r"[,;。]")


def check_units(claim: Claim) -> Iterator[Reason]:
    """Units that the sources do not name, or name in another part or for another task."""
    for unit in bound_units(claim.text):
        named = [
            (source, other) for source in claim.sources for other in source.units if is_unit(unit.name, other.name)
        ]
        if not named:
            if not any(unit.name in source.context for source in claim.sources):
                yield Reason(code="unit", detail=unit.name)
            elif unit.part:
                yield Reason(code="role", detail=unit.name)
            continue
        if not unit.part:
            continue
        fitting = [(source, other) for source, other in named if other.part == unit.part]
        if not fitting:
            yield Reason(code="role", detail=unit.name)
            continue
        words = _task_of(unit.start, claim)
        shares = {(source, item): len(words & task) for source in claim.sources for item, task in source.items.items()}
        best = max(shares.values(), default=0)
        given = max((shares.get((source, other.item), 0) for source, other in fitting), default=0)
        if (best >= 3 and given < 0.6 * best) or (best and not given):
            yield Reason(code="role", detail=unit.name)


def _task_of(position: int, claim: Claim) -> frozenset[str]:
    """The bigrams of the task that the sentence gives to the unit at ``position``: those of its segment, else of those before."""
    ends = [0, *(match.end() for match in _CLAUSE_END.finditer(claim.text)), len(claim.text)]
    own = max(index for index, end in enumerate(ends[:-1]) if end <= position)
    words: frozenset[str] = frozenset()
    while own >= 0 and len(words) < 3:
        segment = claim.text[ends[own] : ends[own + 1]]
        words |= bigrams(content(task_words(segment), claim.names))
        own -= 1
    return words


def check_role_words(claim: Claim) -> Iterator[Reason]:
    """Role words (牵头, 配合) that the sources do not use, or use of whom the sentence names in the other part."""
    said = role_words(claim.text)
    known = [word for source in claim.sources for word in role_words(source.context)]
    for part, before in said:
        if not any(part == other for other, _ in known):
            yield Reason(code="role", detail=before + ("牵头" if part == "lead" else "配合"))
            return
        parts = {other for other, actor in known if actor == before}
        if len(before) == 2 and parts and part not in parts:
            yield Reason(code="role", detail=before + ("牵头" if part == "lead" else "配合"))
            return
