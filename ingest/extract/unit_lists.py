"""A list of units as a notice writes it, split into the units' full names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.agency_lexicon import agency_by_body, split_prefix, unit_key

# What a unit's name ends with; a piece of a list that ends otherwise is a shortened name (岳阳、湘潭市人民政府).
UNIT_ENDING = re.compile(
    r"(?:厅|局|委|办|部|院|会|社|行|署|站|所|处|室|台|馆|校|联|协|中心|公司|集团|大学|学院|政府|单位|部门|海关|总队|支队|"
    r"大队|企业|纪委|法院|管委会|指挥部|小组|专班|新区|开发区|园区|示范区|试验区|工委|总社|机场|街道|乡镇|党委|政协|人大|报社|"
    r"出版社|医院|银行|保险|电网|铁塔|移动|联通|电信|烟草|工会|委员|军区|警备区|武警|各地|各地区|机构|团体|组织|机关|检察院|基地|联盟|军分区|人武部|铁路|民航|"
    r"省委|市委|县委|区委|州委|团队|学校|高校|县区|县市区|区县|高新区|经开区|片区|组|集团公司|中学|小学|场|队|段|厂|矿|库)"
    r"(?:[（〔(][^）〕)]{1,12}[）〕)])?$"
)
_OPEN = "（(〔[【〈《"
_CLOSE = "）)〕]】〉》"
_SEPARATORS = "、，,；;/／\n"
_JOINED = re.compile(r"以及|和|及|与")
_ETC = re.compile(
    r"等(?:有关|相关)?(?:责任|职能|成员|市直|省直|县直|区直)?(?:单位|部门|委办局|厅局|部委|机构|企业)?(?:单位|部门|和单位|、单位)?(?:要|共同)?$"
)
_ETC_BEFORE = re.compile(
    r"等(?:有关|相关)?(?:责任|职能|成员)?(?:单位|部门|委办局|厅局|企业)?(?:和单位)?(?=(?:和|及|以及|、|，|,|；|;))"
)
_GENERAL = re.compile(
    r"^(?:各|有关|相关|其他|其它|全体|全省|全市|全县|所有|市|州|县|区|省|国家|国务院|自治区|兵团|中央|中国|团省委|团市委)"
)
_PLACE_SUFFIX = re.compile(
    r"(?P<sign>自治州|自治县|新区|市|州|县|区|盟|旗|乡|镇|街道|乡镇)?(?P<rest>(?:人民)?政府|党委政府|党委、政府|党委|管委会|政府办|办事处)$"
)
_LEVELS = r"(?:自治州|自治县|特区|省|市|州|县|区|盟|旗|乡镇|乡|镇|街道|开发区|新区|地)"
_ALL_OF_LEVEL = re.compile(rf"^(?:各|有关|相关|其他){_LEVELS}(?:[（(〔][^）)〕]{{1,8}}[）)〕])?$")
_LEVEL_GOVERNMENT = re.compile(rf"^{_LEVELS}(?:[（(〔][^）)〕]{{1,10}}[）)〕])?(?:人民政府|政府|党委|管委会)")
_SHARED_TAIL = re.compile(
    r"(?:海关|银保监局|证监局|中心支行|银保监分局|监管局|税务局|管委会|市场监管局|分局|支行|支队)$"
)
_LIST_SIGNS = re.compile(r"[、，,；;：:。（()）/／]")
_PLACE_WORDS = ("市", "州", "县", "区", "镇", "乡", "乡镇", "街道", "学校")
_PLACE_SIGN = re.compile(r"(?:自治州|自治县|新区|市|州|县|区|盟|旗|乡|镇|街道)$")
_SHORT_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,6}$")


@dataclass(frozen=True, kw_only=True)
class UnitList:
    """The units of a list in its order, and whether the list is left open (等)."""

    units: tuple[str, ...]
    open_list: bool


def split_units(text: str, default_sign: str = "") -> UnitList:
    """The units of ``text``: 省科技厅、教育厅等单位和各市〔州〕政府 -> 省科技厅, 省教育厅, 各市〔州〕政府; open.

    Shared endings (岳阳、湘潭市人民政府), elided level signs (省科技厅、教育厅) and stray white space are set right.
    ``default_sign`` (省, 市 …) is put before a lexicon body where no unit of the list bears a sign.
    """
    flat = without_blanks(text)
    open_list = False
    pieces: list[str] = []
    for part in split_outside_brackets(flat):
        for piece in _split_joined(part):
            stripped, is_open = _strip_etc(piece)
            open_list = open_list or is_open
            if stripped:
                pieces.append(stripped)
    units = _restore_signs(_restore_endings(pieces), default_sign)
    return UnitList(units=tuple(dict.fromkeys(units)), open_list=open_list)


def without_blanks(text: str) -> str:
    """The text without white space; 、 for a blank or line break that stands between two whole units.

    区水务局 区财政局 are two, 省发展 改革委 and 省委 宣传部 one that a space or the end of a line has cut.
    """
    pieces = text.split()
    if len(pieces) < 2:
        return "".join(pieces)
    flat = pieces[0]
    for piece in pieces[1:]:
        left = _LIST_SIGNS.split(flat)[-1]
        right = _LIST_SIGNS.split(piece)[0]
        flat += ("、" if left and right and _two_units(left, right) else "") + piece
    return flat


def _two_units(left: str, right: str) -> bool:
    ends = unit_key(left).known or (len(left) >= 3 and UNIT_ENDING.search(left) is not None)
    signed = _own_sign(right)
    if not ends or (not signed and unit_key(left + right).known) or _begins_like_one_name(left, right):
        return False
    if right.startswith(("各", "有关", "相关")):
        return UNIT_ENDING.search(right) is not None or right.endswith(_PLACE_WORDS)
    first = _split_joined(_ETC.sub("", right))[0]
    return unit_key(first).known or (signed != "" and UNIT_ENDING.search(first) is not None)


def _begins_like_one_name(left: str, right: str) -> bool:
    """Whether the right piece only carries the left name on: 省委 政法委, 省政府 研究室."""
    return left.endswith(("委", "政府")) and len(left) <= 4 and not _own_sign(right)


def split_outside_brackets(text: str) -> list[str]:
    """The pieces between separators that stand outside brackets: 各区（市、县）政府 stays whole."""
    pieces, depth, last = [], 0, 0
    for position, sign in enumerate(text):
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and sign in _SEPARATORS:
            pieces.append(text[last:position])
            last = position + 1
    pieces.append(text[last:])
    return _governments_joined([piece.strip("。.：:·—- ") for piece in pieces if piece.strip("。.：:·—- ")])


def _governments_joined(pieces: list[str]) -> list[str]:
    """The pieces with one general name for several levels kept whole: 各市（州）、县（市、区）人民政府."""
    result: list[str] = []
    for piece in pieces:
        if result and _ALL_OF_LEVEL.match(result[-1]) and _LEVEL_GOVERNMENT.match(piece):
            result[-1] += "、" + piece
        else:
            result.append(piece)
    return result


def _split_joined(piece: str) -> list[str]:
    """The units that 和, 及 or 与 joins; a 和 inside a name (文化和旅游厅) stays.

    A join is where the left side is a whole name and the right side begins or is another.
    """
    for found in _JOINED.finditer(piece):
        left, right = piece[: found.start()], piece[found.end() :]
        etc = _ETC.search(piece)
        in_etc = etc is not None and etc.start() < found.start()  # 等部门和单位
        if not left or not right or in_etc or _inside_brackets(piece, found.start()):
            continue
        bare = _ETC_BEFORE.sub("", left + found.group())[: -len(found.group())] if "等" in left else left
        bare = _ETC.sub("", bare)
        if not (
            UNIT_ENDING.search(bare)
            or _is_place(bare)
            or (_GENERAL.match(bare) and bare.endswith(("市", "州", "县", "区")))
        ):
            continue
        if bare != left:
            return [left, *_split_joined(right)]
        if unit_key(piece).known and not unit_key(bare).known:
            continue
        if any(
            (
                _GENERAL.match(right),
                unit_key(_ETC.sub("", right)).known,
                _begins_with_unit(right),
                _is_place_body(right),
                _is_place(right),
            )
        ):
            return [left, *_split_joined(right)]
    return [piece]


def _inside_brackets(text: str, position: int) -> bool:
    before = text[:position]
    return sum(before.count(sign) for sign in _OPEN) > sum(before.count(sign) for sign in _CLOSE)


def _begins_with_unit(text: str) -> bool:
    """Whether ``text`` is a unit by its ending or a place's government."""
    return bool(UNIT_ENDING.search(_ETC.sub("", text))) and len(text) >= 4


def _is_place(text: str) -> bool:
    return bool(_SHORT_PLACE.match(text) and _bears_sign(text))


def _bears_sign(text: str) -> bool:
    """Whether a place's name ends with its level sign; a 州 of two characters is a city's name (永州), no 州."""
    return _PLACE_SIGN.search(text) is not None and not (len(text) == 2 and text.endswith("州"))


def _is_place_body(text: str) -> bool:
    return bool(_PLACE_SUFFIX.search(text))


def _strip_etc(piece: str) -> tuple[str, bool]:
    """The piece without its 等单位, and whether it had one."""
    if found := _ETC.search(piece):
        return piece[: found.start()], True
    return piece, False


def _restore_endings(pieces: list[str]) -> list[str]:
    """Shortened names completed by the ending of the next whole one: 岳阳、湘潭、郴州市人民政府."""
    result = list(pieces)
    for index in range(len(result) - 2, -1, -1):
        piece, following = result[index], result[index + 1]
        whole = UNIT_ENDING.search(piece) or unit_key(piece).known
        if (whole and not _is_place(piece)) or not re.fullmatch(r"[\u4e00-\u9fff]{2,14}", piece):
            continue
        if (found := _PLACE_SUFFIX.search(following)) and not _GENERAL.match(following):
            sign = "" if _bears_sign(piece) else (found["sign"] or "")
            result[index] = piece + sign + found["rest"]
        elif tail := _SHARED_TAIL.search(following):
            result[index] = piece + tail.group() if _SHORT_PLACE.match(piece) else piece
        elif stem := _with_suffix_of(piece, following):
            result[index] = stem
    return result


def _with_suffix_of(piece: str, following: str) -> str:
    """市教育 before 民政局 -> 市教育局: a lexicon stem that leaves its suffix to the list's last."""
    bodies = agency_by_body()
    for suffix in ("委员会", "厅", "局", "委", "部", "办"):
        if following.endswith(suffix):
            return next(
                (
                    piece + suffix
                    for start in range(len(piece))
                    if piece[start:] + suffix in bodies and split_prefix(piece[:start]) is not None
                ),
                "",
            )
    return ""


def _restore_signs(units: list[str], default_sign: str) -> list[str]:
    """Elided level signs put back: after 省科技厅, a bare 教育厅 is 省教育厅."""
    result: list[str] = []
    sign = ""
    for unit in units:
        own = _own_sign(unit)
        if own:
            sign = own
            result.append(unit)
            continue
        lead = sign or default_sign
        result.append(_with_sign(lead, unit) if lead and _is_bare(unit) else unit)
    return result


def list_sign(text: str) -> str:
    """The level sign (省, 市 …) that the first signed unit of ``text`` bears, "" where none does."""
    for part in split_outside_brackets(without_blanks(text)):
        if sign := _own_sign(part):
            return sign
    return ""


def _own_sign(unit: str) -> str:
    """省, 市, 县, 区 or 自治区 where the unit begins with it."""
    for sign in ("自治区", "省", "市", "县", "区", "州"):
        if unit.startswith(sign) and not unit.startswith(
            ("市场", "市政", "区域", "县域", "市（", "市(", "市〔", "区（", "县（", "州（")
        ):
            return sign
    return ""


def _is_bare(unit: str) -> bool:
    """Whether the unit is a lexicon body without any level or place before it that a place's own body could be."""
    if unit in agency_by_body():
        key = unit_key(unit)
        return key.known and key.level in ("", "province") and unit not in ("政府", "人民政府", "法院", "检察院")
    return False


def _with_sign(sign: str, unit: str) -> str:
    agency = agency_by_body()[unit]
    if agency.kind in ("party", "partyfixed") and sign in ("省", "市", "县", "区", "州"):
        return sign + unit if unit.startswith("委") else sign + "委" + unit
    if agency.kind == "league":
        return unit
    return sign + unit
