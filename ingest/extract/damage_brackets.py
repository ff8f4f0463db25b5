"""Whether a bracket of a scrambled text is whole, or welded together from two."""

from __future__ import annotations

import re
from collections import Counter

from ingest.extract.agency_lexicon import unit_key
from ingest.extract.expressions import Expression
from ingest.extract.labels import find_labels
from ingest.extract.unit_lists import UNIT_ENDING

_FOREIGN = re.compile(r"[。！？]|\d{1,3}[.．](?!\d)")
# what no unit's name holds: a colon, a label's or a list's words inside, 各 before a single body, 省工〔州〕政府
_SEAM = re.compile(
    r"[：:]|^牵头|^责任单|(?:等|责任|牵头|配合)(?:单位|部门)|(?:单位|部门)(?!$)(?![和及、（(〔])|^责|^任|^各(?![市县区州级地部有单乡镇省相直成科高街国园开盟旗类中大学族行])|(?<![市县州区盟旗镇乡省地])[（〔(][州市县区][、市州县区]*[〕）)]"
)
_SPOKEN = re.compile(r"厅牵头|局牵头|委牵头|按职责分工负责")
_SIGNS = ("省", "市", "县", "国家")


def intact(bracket: str, expression: Expression) -> bool:
    """Whether the bracket shows no seam: no sentence, number or second set of labels in it, every unit a whole name."""
    if _FOREIGN.search(bracket):
        return False
    roles = Counter(label.role for label in find_labels(bracket))
    if roles and (max(roles.values()) > 1 or _SPOKEN.search(bracket)):
        return False
    return all(_whole_name(unit) for unit in (*expression.lead, *expression.participants))


def _whole_name(unit: str) -> bool:
    """Whether the name is one unit's, not the head of one and the tail of another (省交通省财政厅)."""
    if unit_key(unit).known:
        return True
    if len(unit) < 4 or unit.endswith("厅") or _SEAM.search(unit) or not UNIT_ENDING.search(unit):
        return False  # the lexicon holds every 厅
    inner = (unit[place:] for place in range(2, len(unit) - 2) if unit.startswith(_SIGNS, place))
    return not any(unit_key(tail).known and not unit[: unit.index(tail)].endswith(("国", "全")) for tail in inner)
