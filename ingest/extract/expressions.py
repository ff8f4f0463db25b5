"""The words that assign units, taken apart: "A牵头，B、C等按职责分工负责" or "牵头单位：A，责任单位：B等单位"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.extract.agency_lexicon import unit_key
from ingest.extract.labels import Label, Role, find_labels, label_role
from ingest.extract.unit_lists import (
    UNIT_ENDING,
    UnitList,
    list_sign,
    split_outside_brackets,
    split_units,
    without_blanks,
)
from ingest.records import Mode

# 牵头, 牵头负责; 按职责分工负责; 分别负责; 配合; 负责 -- what stands before each of them are its units.
_VERB = re.compile(
    r"(?P<lead>(?:共同|联合|分别|总)?牵头(?:负责|落实|抓总|抓落实|组织实施|实施|推进|组织|办理)?|负责牵头)"
    r"|(?P<joint>(?:依|按)(?:照)?(?:各自)?(?:工作)?(?:职责|职能|职能职责)(?:分工|要求)?(?:分别|共同|抓好|做好|协同)?(?:负责|落实|配合|推进|参与|抓好落实|组织实施)?)"
    r"|(?P<separate>分别负责|各自负责|各负其责)|(?P<shared>分工负责|分工落实|分工协作|共同负责|联合负责)"
    r"|(?P<participant>(?:积极|协同|共同|协助|具体)?(?:配合|参与|协办|协助|参加)(?:落实|做好|推进|实施|负责)?(?=$|[，,；;。、）)]))"
    r"|(?P<with>会同)"
    r"|(?P<responsible>(?:共同|联合|具体|组织|直接)?负责(?:落实|推进|实施|组织实施|办理)?|(?:共同|抓好|组织)?(?:落实|承办|组织实施|实施)(?=$|[，,；;。]))"
)
_DUE = re.compile(
    r"(?:(?:力争|确保|争取)?(?:于|在)?(?:(?:20\d\d|今|当|明)年)?(?:\d{1,2}月(?:\d{1,2}日)?|[一二三四上下]+半?(?:季度|年)|年)?(?:底|末|中旬|上旬|下旬)?(?:前|之前|以前)(?:(?:基本|全面|全部)?(?:完成|办结|取得|到位|启动|开工|建成|投用|竣工|投产|实现|出台|印发|见效|交付|通车|验收)[^，；。]{0,10})?"
    r"|(?:20\d\d年)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?(?:完成|办结)?|持续推进|长期坚持|长期推进|全年推进|常年坚持|贯穿全年)\Z"
)
_DUE_SIGNS = re.compile(r"年|月|日|底|持续|长期|季度")
_NAMED_LEAD = re.compile(r"[（(](?:牵头|牵头单位|主办|牵头部门)[）)]")
_LEADER = re.compile(
    r"\A(?:(?:省|市|州|县|区)?(?:政府|委)?(?:党组成员|常务)?[、]?(?:常务)?副?(?:省长|市长|州长|县长|区长|秘书长|主席|主任|书记)[\u4e00-\u9fff]{0,4}(?:同志)?|[\u4e00-\u9fff]{2,3}(?:同志|(?:常务)?副?(?:省长|市长|州长|县长|区长|秘书长)))\Z"
)
_PERSONS_VERB = re.compile(r"(?:总)?(?:牵头|负责|统筹|挂帅|协调)(?:负责|抓总)?$")
_NOTHING = re.compile(r"\A[\s/／—\-－无]*\Z")
_UNIT_ROLES: tuple[Role, ...] = ("lead", "responsible", "participant")
_STARS = "*＊★☆▲△●"  # a notice may mark its leads so
_TRIM = "，,；;。、：: \t\u3000\n"
_GENERAL_UNIT = re.compile(r"^(?:各|有关|相关|其他|其它|省直|市直|县直|省有关|省级|市级|全省|全市|全县|中央|国务院|本)")


@dataclass(frozen=True, kw_only=True)
class Expression:
    """Who is assigned by one bracket, line block or row."""

    lead: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    open_list: bool = False
    mode: Mode = "joint"
    leader: str = ""
    due: str = ""

    @property
    def names_units(self) -> bool:
        return bool(self.lead or self.participants)


def parse_expression(text: str, default_sign: str = "", *, whole: bool = False) -> Expression | None:
    """The units, people and dates that ``text`` assigns; None where it is no such expression.

    ``text`` is the inside of a bracket or a sentence. Every piece that stands for a unit must look like one; a remark
    behind them (每季度调度一次) may stand in a bracket, but with ``whole`` everything must be units, people or dates.
    """
    flat = _leads_named(without_blanks(text).strip(_TRIM))
    if not 2 <= len(flat) <= 1500:
        return None
    if labels := find_labels(flat):
        return _labelled(flat, labels, default_sign)
    return _by_verbs(flat, default_sign, whole=whole)


def _leads_named(flat: str) -> str:
    """A list in which a bracket behind a unit names it the lead, as a sentence: A（牵头）、B -> A牵头，B."""
    if not _NAMED_LEAD.search(flat):
        return flat
    head, sign, rest = flat.rpartition("：")
    if "牵头" in head or label_role(head) not in (None, "responsible"):
        return flat
    pieces = split_outside_brackets(rest)
    lead = [_NAMED_LEAD.sub("", piece) for piece in pieces if _NAMED_LEAD.search(piece)]
    others = [piece for piece in pieces if not _NAMED_LEAD.search(piece)]
    named = "、".join(lead) + "牵头" + ("，" + "、".join(others) + "按职责分工负责" if others else "")
    return named if label_role(head) == "responsible" or not head else head + sign + named


def parse_bare_list(text: str, default_sign: str = "") -> Expression | None:
    """The units of a bracket that holds nothing but units: （省教育厅、省财政厅等）; None where a piece is neither a known unit nor,
    beside as many known ones, a name with a level's sign and a unit's ending or a branch's (人民银行澜州市分行)."""
    flat = without_blanks(text).strip(_TRIM)
    units = split_units(flat, default_sign)
    bare = [unit.strip(_STARS) for unit in units.units]
    sure = [_known_or_general(unit) for unit in bare]
    if not any(sure) or 2 * sum(sure) < len(bare):
        return None
    if not all(known or _signed_or_branch(unit) for known, unit in zip(sure, bare, strict=True)):
        return None
    return Expression(participants=units.units, open_list=units.open_list)


def _known_or_general(unit: str) -> bool:
    office = re.sub(r"^([省市县区州])政府(?=.)", r"\1", unit)  # 市政府金融办
    return unit_key(unit).known or unit_key(office).known or _GENERAL_UNIT.match(unit) is not None


def _signed_or_branch(unit: str) -> bool:
    ended = UNIT_ENDING.search(unit) is not None
    return ended and (list_sign(unit) != "" or re.search(r"(?:分行|支行|海关|分公司|分局|监管局)$", unit) is not None)


def combine(values: list[tuple[Role, str]], default_sign: str = "") -> Expression | None:
    """The expression that labelled values make together; None where they name neither unit nor person nor date.

    责任单位 beside 牵头单位 are participants; beside 配合单位 alone they lead; alone they share the work.
    """
    texts = _by_role(values, default_sign)
    signs = (list_sign(text) for role in _UNIT_ROLES for text in texts.get(role, ()))
    sign = next(filter(None, signs), default_sign)
    lists = {role: split_units("、".join(texts.get(role, ())), sign) for role in _UNIT_ROLES}
    lead, responsible, others = lists["lead"].units, lists["responsible"].units, lists["participant"].units
    mode: Mode = "lead" if lead else "joint"
    if not lead and responsible and others:
        lead, responsible, mode = responsible, (), "lead"
    participants = tuple(unit for unit in dict.fromkeys((*responsible, *others)) if unit not in lead)
    result = Expression(
        lead=lead,
        participants=participants,
        open_list=any(item.open_list for item in lists.values()),
        mode=mode,
        leader="、".join(dict.fromkeys(texts.get("leader", []))),
        due="，".join(dict.fromkeys(texts.get("due", []))),
    )
    return result if result.names_units or result.leader or result.due else None


def _by_role(values: list[tuple[Role, str]], default_sign: str) -> dict[Role, list[str]]:
    """The values of each role, empty ones left out; one that itself says 省国资委牵头，省财政厅配合 is taken apart."""
    texts: dict[Role, list[str]] = {}
    for role, value in values:
        value = _people(value) if role == "leader" else _leads_named(without_blanks(value).strip(_TRIM))
        if not value or _NOTHING.match(value):
            continue
        spoken = _by_verbs(value, default_sign) if role == "responsible" and "牵头" in value else None
        if spoken is None or not spoken.lead:
            texts.setdefault(role, []).append(value)
            continue
        others = "、".join(spoken.participants) + ("等" if spoken.open_list else "")
        texts.setdefault("lead", []).append("、".join(spoken.lead))
        texts.setdefault("participant", []).append(others)
    return texts


def _people(value: str) -> str:
    """The people of a cell; names on lines of their own are several, the parts of 王 强 one."""
    parts = value.split()
    several = all(re.fullmatch(r"[\u4e00-\u9fff·]{2,6}", part) for part in parts)
    return ("、" if several else "").join(parts).strip(_TRIM)


def merge(first: Expression, second: Expression) -> Expression:
    """Two expressions about one clause as one: what the first leaves open, the second fills in."""
    lead = first.lead or second.lead
    participants = tuple(
        unit for unit in dict.fromkeys((*first.participants, *second.participants)) if unit not in lead
    )
    return Expression(
        lead=lead,
        participants=participants,
        open_list=first.open_list or second.open_list,
        mode="lead" if lead else first.mode,
        leader=first.leader or second.leader,
        due=first.due or second.due,
    )


def with_first_leading(expression: Expression) -> Expression:
    """The expression read by the cover notice's rule that the unit listed first leads."""
    if expression.lead or not expression.participants:
        return expression
    return replace(
        expression, lead=expression.participants[:1], participants=expression.participants[1:], mode="first_listed"
    )


def with_marked_leading(expression: Expression, mark: str) -> Expression:
    """The expression read by the rule that the units that bear ``mark`` lead (带“*”的为牵头单位); "" : no such rule."""
    if not mark or expression.lead:
        return expression
    lead = tuple(unit.replace(mark, "") for unit in expression.participants if mark in unit)
    others = tuple(unit for unit in expression.participants if mark not in unit)
    return replace(expression, lead=lead, participants=others, mode="lead") if lead else expression


def _labelled(flat: str, labels: Sequence[Label], default_sign: str) -> Expression | None:
    """牵头单位：A，责任单位：B、C等单位和各市政府；完成时限：…"""
    values: list[tuple[Role, str]] = []
    head = flat[: labels[0].start].strip(_TRIM)
    if head and (leading := _by_verbs(head, default_sign)):
        values.extend([("lead", "、".join(leading.lead)), ("responsible", "、".join(leading.participants))])
    elif head and len(head) > 4:
        return None
    for label, following in zip_longest(labels, labels[1:]):
        values.append((label.role, flat[label.end : following.start if following else len(flat)]))
    result = combine(values, default_sign)
    return result if result is not None and _plausible(result.lead + result.participants) else None


def _by_verbs(flat: str, default_sign: str, *, whole: bool = False) -> Expression | None:
    """A、B牵头，C会同D按职责分工负责，2022年6月底前完成"""
    due, leader, words = _take_out(flat)
    found = list(_VERB.finditer(words))
    if not found:
        return None
    groups: dict[str, list[str]] = {}
    last, pending_with = 0, False
    for match in found:
        piece = words[last : match.start()].strip(_TRIM)
        piece = re.sub(r"^(?:由|请|以及|并)", "", piece)
        kind = match.lastgroup or ""
        if kind == "with":
            groups.setdefault("lead_or_responsible", []).append(piece)
            pending_with = True
        elif piece:
            groups.setdefault("participant" if pending_with else kind, []).append(piece)
            if pending_with and kind == "lead":
                groups.setdefault("lead", []).extend(groups.pop("lead_or_responsible", []))
            pending_with = False
        elif kind == "responsible" and not groups:
            return None
        last = match.end()
    rest = words[last:].strip(_TRIM)
    if rest and (whole or _plausible(split_units(rest, default_sign).units, strict=True)):
        groups.setdefault("rest", []).append(rest)
    return _from_groups(groups, due, leader, default_sign)


def _take_out(flat: str) -> tuple[str, str, str]:
    """Due date and leader named between commas, and the remaining words."""
    due, leader, kept = "", "", []
    for part in re.split(r"(?<=[，,；;。])", flat):
        bare = part.strip(_TRIM)
        if _DUE_SIGNS.search(bare) and _DUE.match(bare):
            due = due or bare
        elif _LEADER.match(person := _PERSONS_VERB.sub("", bare)):
            leader = "、".join(filter(None, (leader, person)))
        else:
            kept.append(part)
    return due, leader, "".join(kept)


def _from_groups(groups: dict[str, list[str]], due: str, leader: str, default_sign: str) -> Expression | None:
    sign = next((found for pieces in groups.values() for found in map(list_sign, pieces) if found), "") or default_sign
    lists: dict[str, UnitList] = {kind: split_units("、".join(pieces), sign) for kind, pieces in groups.items()}

    def units(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for kind in kinds if kind in lists for unit in lists[kind].units))

    lead = units("lead")
    others = units("lead_or_responsible", "responsible", "joint", "separate", "shared", "participant", "rest")
    if not lead and "participant" in lists and ("responsible" in lists or "lead_or_responsible" in lists):
        lead = units("lead_or_responsible", "responsible")
    if not _plausible(lead + others) or ("rest" in lists and not _plausible(lists["rest"].units, strict=True)):
        return None
    mode: Mode = "lead" if lead else ("separate" if "separate" in lists else "joint")
    return Expression(
        lead=lead,
        participants=tuple(unit for unit in others if unit not in lead),
        open_list=any(item.open_list for item in lists.values()),
        mode=mode,
        leader=leader,
        due=due,
    )


def _plausible(units: tuple[str, ...], strict: bool = False) -> bool:
    """Whether the pieces look like units: known, general (各县区) or with a unit's ending, and of a name's length."""
    if not units:
        return False
    good = sum(_looks_like_unit(unit) for unit in units)
    return good == len(units) if strict or len(units) < 4 else good >= 0.75 * len(units)


def _looks_like_unit(unit: str) -> bool:
    if len(unit) > 45:
        return False
    if unit_key(unit).known:
        return True
    general = _GENERAL_UNIT.match(unit) is not None and len(unit) <= 24
    return (
        general
        or (UNIT_ENDING.search(unit) is not None and len(unit) >= 3)
        or unit.endswith(("市", "州", "县", "区", "盟"))
    )
