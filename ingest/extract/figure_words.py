"""The words that may stand between an indicator and its figure, and before it, without changing what it is."""

from __future__ import annotations

import re

from ingest.structure.tries import trie_pattern


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GROWTH_VERBS = _words(
    """
    增长 增速 增幅 涨幅 上涨 增加 提高 提升 上升 扩大 回升 攀升 净增 递增 增
    """
)
FALL_VERBS = _words(
    """
    下降 降低 减少 回落 降幅 收窄 负增长 缩小 下滑 改善 削减 压减 降
    """
)
LEVEL_VERBS = _words(
    """
    达到 达成 达 完成 实现 突破 超过 超 过 迈上 跨上 跨过 跨越 站上 迈过 稳定在 保持在 稳定 保持 控制在 控制到 控制 为 是
    约为 预计为 提高到 提高至 提升到 提升至 上升到 上升至 增加到 增加至 增长到 增长至 增至 增到 降至 降到 降为 下降到 下降至
    缩小至 缩小到 缩小为 降低至 降低到 扩大到 扩大至 接近 不低于 不高于 不超过 不少于 高于 低于 维持在 维持 落在 保持到
    目标为 设定为 确定为 明确为 定为 定在 在 调整为 调整到 调整至 上调至 上调到 上调为 下调至 下调到 下调为 调高到 调低到 回升到 回升至 新增 净增
    """
)
_ADVERBS = _words(
    """
    同比 环比 比上年 较上年 比去年 较去年 比上一年 较上一年 比上年度 名义 实际 可比 按可比价格计算 按可比价计算 按可比价格
    按可比价 按不变价 预期 预计 预计可 预计将 计划 规划 全年 全年预计 当年 年度 初步预计 初步核算 初步统计 据初步核算
    据初步统计 继续 分别 均 都 各 超额 也 又 再 再次 首次 历史性 已 已经 仍 将 要 能 可 有望 力争 争取 确保 努力
    奋力 力求 力保 总量 规模 总额 总值 总数 数量 水平 比例 比率 指标 速度 目标 增长目标 增长率 年均 年平均 累计
    绝对量 同口径 自然口径 稳步 持续 快速 平稳 大幅 稳定 强劲 逆势 逐步 进一步 到 由 从 的 了 至 并 且 上 以 幅度
    两年平均 三年平均 五年平均 两年 其中 人数 人员 岗位 平均 综合 平均值 均值 增量 稳 一个 千亿级 万亿级 百亿级 新的 新 万亿
    万亿元 千亿 千亿元 百亿 百亿元 大关 台阶 大台阶 关口 预期目标 今年 去年 上年 本年 年底 年末 末 底 全社会 涨
    控制目标 上限 下限 区间 大约 约 近 将近 基本 总体 以上 左右 元 亿元 相当于 一季度 第一季度 上半年 下半年 前三季度
    二季度 三季度 四季度 首季 期间 时期
    """
)
_YEARS = r"(?:到|至|在|截至|截止)?(?:20\d\d(?:[—\-－~至到]20\d\d)?|(?:前)?\d{1,2}[—\-至]?\d{0,2}个?)[年月](?:底|末|度|份)?|“?十[三四五六]五”?(?:末|期末|期间|时期)?|[今未]后?来?[三五]年"
_BRACKETS = r"\([^()]*\)|（[^（）]*）|\[\d+\]"
WORDS_BETWEEN = re.compile(
    rf"(?:{trie_pattern((*GROWTH_VERBS, *FALL_VERBS, *LEVEL_VERBS, *_ADVERBS))}|{_YEARS}|{_BRACKETS}|连续(?:\d+|[一二三四五六七八九十]+)年|[—\-“”\"，, ])*"
)
# A remark on the same subject between two of its figures: “创历史新高”, “居全国第3位”, “高于全国0.6个百分点”.
REMARK = re.compile(
    r"(?:均|都|继续|连续|稳|首次|再|再次|增速|增幅|总量|排名|规模|增量|比重|并|也|又|已|占比)*(?:创|居|位居|位列|列|排|高于|低于|好于|快于|优于|高出|在全国|保持|实现历史|实现了|超额|"
    r"完成年|完成全年|完成目标|完成[调预]|为年[初度]|为预算|为调整|为全年|占预算|为近|为历|为全|是近|是历|是改|占全|占比|跃居|稳居|领跑|领先|比预期|比年初|比目标|比计划|达到预期|符合预期|实现预期|迈上|跨上|扣除|增速|排名|人均|连|高(?!标准|质量|水平|效|起点|新|端|位)|比全|较全|比上年[高低]|其中)"
)
_OWN = r"我[国省市区州县盟旗]|全[国省市区州县盟旗]|本[国省市区州县]"
_LEADING = _words(
    """
    预计 初步预计 预期 力争 确保 努力 努力实现 实现 完成 推动 促进 带动 拉动 争取 奋力 力促 力求 保持 年度 全年 其中
    同时 今年 去年 当年 上年 本年 年内 年底 年末 主要是 即 建议 计划 初步核算 初步统计 据初步核算 据初步统计 据统计
    预测 力争实现 经济社会发展 主要预期 主要目标 预期目标 目标 主要指标 主要经济指标 经济指标 为 是 使 将 要 把 达到
    累计 已 并 且 特别是 一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 另外 此外 新的一年 一年来 过去一年 五年来
    过去五年 全力 支持 鼓励 稳定 提高 扩大 提升 降低 控制 守住 稳住 保障 地方 全社会 全体 年均 两年平均 实际 名义 来
    近五年 三年来 总量 分别 推进 和 与 及 、 以及 各类 实有 有 综合 保证 我们 的 — - * . · “ ” 一季度
    第一季度 上半年 下半年 前三季度 三季度 二季度 四季度 首季 本届政府 国控 国考 省控 国家考核 国家地表水考核 地表水
    在 在此基础上 正常年景下 正常年景 对应 相应 增速 主要经济社会发展 继续
    """
)
WORDS_BEFORE = re.compile(
    rf"(?:{trie_pattern(_LEADING)}|{_YEARS}|{_BRACKETS}|{_OWN}|[，, ]|[（(]?[一二三四五六七八九十\d]{{1,3}}[）)、.．])*"
)
QUALIFIERS = re.compile(r"力争|确保|努力|争取|奋力|预计|初步预计")
OWN_REGION = re.compile(_OWN)
_NO_PLACE = r"确保|[建推打造支持加促展施创育升善深化启编布引导鼓抓落优扩做争获增批设立坚围绕聚把在以为对从将使让依托通过高标了]|[一二三四五六七八九十\d]+[个家条类]"
PLACE = re.compile(
    rf"(?:(?!{_NO_PLACE})[一-龥“”]){{0,9}}?(?:兵团|(?:(?!{_NO_PLACE})[一-龥“”])(?:新区|开发区|园区|高新区|经开区|都市圈|城市圈|城市群|经济圈|经济区|经济带|自贸港|自贸区|"
    r"自由贸易港|自由贸易试验区|片区|保税区|综保区|科学城|沿线国家|大湾区|三角洲?|脱贫地区|脱贫县|重点城市|设区城市|中心城市|及以上城市))"
)


def is_between(text: str) -> bool:
    """Whether ``text`` between an indicator and a figure leaves the figure the indicator's own."""
    return WORDS_BETWEEN.fullmatch(text) is not None


def residue_before(text: str, own_names: re.Pattern[str]) -> str:
    """What is left of the words before an indicator once verbs, dates and the report's own region are taken away: the
    sector, place or group that the figure is limited to, or "".

    Other names of a list (“货物贸易、服务贸易和” before 实际利用外资) limit nothing, unless they name a place.
    """
    match = WORDS_BEFORE.match(text)
    rest = text[match.end() :] if match else text
    if own := own_names.match(rest):
        match = WORDS_BEFORE.match(rest, own.end())
        rest = rest if match is None or match.end() < len(rest) else ""
    last = re.split(r"[、和与]|(?<![惠普涉波])及", rest)[-1]
    if len(last) < len(rest) and not last.strip("的 ") and not PLACE.search(rest):
        return ""
    return rest.strip("，、 的和与及")


def verb_of(text: str) -> str:
    """``growth``, ``fall``, ``level`` or "": what the last verb of ``text`` makes of the figure after it."""
    last, kind, reach = -1, "", 0
    for name, verbs in (("growth", GROWTH_VERBS), ("fall", FALL_VERBS), ("level", LEVEL_VERBS)):
        for verb in verbs:
            place = text.rfind(verb)
            if place >= 0 and (place + len(verb) > reach or (place + len(verb) == reach and place < last)):
                last, kind, reach = place, name, place + len(verb)
    if (
        kind == "level"
        and re.search(r"(?:增速|增幅|涨幅|增长|增长率)(?:[^，。；]{0,10})$", text)
        and not re.search(r"[到至]$", text)
    ):
        return "growth"
    if kind == "level" and "降幅" in text:
        return "fall"
    return kind
