"""Whether a bracket of a scrambled text is whole, or welded together from two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.extract.agency_lexicon import agency_by_body, unit_key
from ingest.extract.expressions import Expression
from ingest.extract.labels import find_labels
from ingest.extract.unit_lists import UNIT_ENDING

_FOREIGN = re.compile(r"[。！？]|\d{1,3}[.．](?!\d)")
# what no unit's name holds: a colon, a label's or a list's words inside, 各 before a single body, 省工〔州〕政府
_SEAM = re.compile(
    r"[：:]|^牵头|^责任单|(?:等|责任|牵头|配合)(?:单位|部门)|(?:单位|部门)(?!$)(?![和及、（(〔])|^责|^任|^各(?![市县区州级地部有单乡镇省相直成科高街国园开盟旗类中大学族行])|(?<![市县州区盟旗镇乡省地])[（〔(][州市县区][、市州县区]*[〕）)]"
)
# signs that never stand side by side, a label without its colon before a list, 省科技厅政府, 等政府
_BAD_JOIN = re.compile(
    r"[：:][\s]*[、，,；;：:)）]|[、，,；;]\s*[、，,；;：:]|^[（(](?:牵头|责任|责|任)[、，,]|[厅局委办等](?:人民)?政府(?![办督研参发性])"
)
_LIST_SIGNS = re.compile(r"[、，,；;：:和]|等单位|等部门")
_GENERAL = re.compile(r"(?:各|有关|相关|其他)")
_GENERAL_GOVERNMENT = re.compile(r"[（〔(].*政府$")
# a name broken off before the list's last words: 省教单位, 省发展政府
_CUT_SHORT = re.compile(
    r"^[省市县](?!直|有关|相关|级|内|属|各|人民政府|政府|委政府|场)[^（〔(各和]{1,12}(?<!成员)(?<!有关)(?<!相关)(?:单位|部门|政府)$"
)
_ENOUGH, _NEARLY_ALL = 10, 0.9
_SPOKEN = re.compile(r"厅牵头|局牵头|委牵头|按职责分工负责")
_SIGNS = ("省", "市", "县", "国家")


def intact(bracket: str, expression: Expression) -> bool:
    """Whether the bracket shows no seam: no sentence, number or second set of labels in it, every unit a whole name."""
    if _FOREIGN.search(bracket) or _BAD_JOIN.search(bracket) or not _balanced(bracket):
        return False
    if _torn_pieces(bracket):
        return False
    roles = Counter(label.role for label in find_labels(bracket))
    if roles and (max(roles.values()) > 1 or _SPOKEN.search(bracket)):
        return False
    return all(_whole_name(unit) for unit in (*expression.lead, *expression.participants))


def usual_roles(brackets: Iterable[str]) -> frozenset[str]:
    """The roles whose labels nearly every bracket of a notice bears; a bracket without one of them has lost a part."""
    counts: Counter[str] = Counter()
    total = 0
    for bracket in brackets:
        total += 1
        counts.update({label.role for label in find_labels(bracket)})
    return frozenset(role for role, count in counts.items() if total >= _ENOUGH and count >= _NEARLY_ALL * total)


def lacks_a_part(bracket: str, expression: Expression, usual: frozenset[str]) -> bool:
    """Whether a label that the notice's brackets usually bear is gone while its units are there: 牵头单位：A等单位和各市政府."""
    if usual <= {label.role for label in find_labels(bracket)}:
        return False
    units = (*expression.lead, *expression.participants)
    return expression.open_list or any(_GENERAL.match(unit) for unit in units)


def _balanced(bracket: str) -> bool:
    return all(bracket.count(left) == bracket.count(right) for left, right in ("〔〕", "［］", "【】"))


def _torn_pieces(bracket: str) -> bool:
    """Whether the list, as printed, names a unit twice, or holds a piece that begins like a unit and ends like none."""
    pieces = [piece for piece in _LIST_SIGNS.split(re.sub(r"\s", "", bracket.strip("（()）"))) if piece]
    units = [piece for piece in pieces if unit_key(piece).known]
    if len(units) != len(set(units)):
        return True
    if not find_labels(bracket):  # 省民政厅牵头: units and verbs in one piece
        return False
    return any(
        piece.startswith(_SIGNS)
        and not UNIT_ENDING.search(piece)
        and not unit_key(piece).known
        and not piece.endswith(("市", "州", "县", "区", "等"))
        for piece in re.split(r"[、，,；;：:]|和(?=各)", re.sub(r"\s", "", bracket.strip("（()）")))
        if piece
    )


def _whole_name(unit: str) -> bool:
    """Whether the name is one unit's, not the head of one and the tail of another (省交通省财政厅)."""
    if _GENERAL_GOVERNMENT.search(unit) and not re.match(r"各|有关|相关|其他|所有|全", unit):
        return False
    if unit_key(unit).known:
        return True
    if _CUT_SHORT.search(unit) or _breaks_off(unit):
        return False
    if len(unit) < 4 or unit.endswith("厅") or _SEAM.search(unit) or not UNIT_ENDING.search(unit):
        return False  # the lexicon holds every 厅
    inner = (unit[place:] for place in range(2, len(unit) - 2) if unit.startswith(_SIGNS, place))
    return not any(unit_key(tail).known and not unit[: unit.index(tail)].endswith(("国", "全")) for tail in inner)


def _breaks_off(unit: str) -> bool:
    """Whether a name without entry in the lexicon begins like a body of it and leaves that in the middle of its stem
    (省自然资业局), or is such a beginning before another whole body (省乡税务局)."""
    if not unit.startswith("省"):
        return False
    name = unit[1:]
    for body, agency in agency_by_body().items():
        shared = _shared_length(name, body)
        stem = len(agency.stem)
        if 3 <= shared < min(stem, len(body) - 1) and body.startswith(agency.stem):
            return True
        if shared and len(name) > shared + 2 and name[shared:] in agency_by_body() and shared < stem:
            return True
    return False


def _shared_length(left: str, right: str) -> int:
    return next((place for place, (one, two) in enumerate(zip(left, right, strict=False)) if one != two), 0) or (
        min(len(left), len(right)) if left[:1] == right[:1] else 0
    )
