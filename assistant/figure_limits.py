"""What a question puts before and after the name of an indicator: 汽车出口 and 外资研发中心 ask for something else."""

from __future__ import annotations

import re

from ingest.extract.indicator_names import IndicatorMention
from ingest.structure.regions import find_regions
from ingest.structure.tries import trie_pattern

_BORDER = re.compile(r"(?<=[\d去今明前上当本全近])年|[\s\d的等，,。？?！!、：:；;“”\"《》()（）「」·—\-/&%％．.+]")
# Words that may stand before an indicator without limiting it.
_BEFORE = """
请问 问下 问一下 查一下 查 想知道 告诉我 关于 全省 全市 全区 全州 全县 全国 全国各 我省 我市 我区 我州 我县 本省 本市 省里 市里 区里 县里 州里 政府
省政府 市政府 报告 工作报告 政府工作报告 计划 打算 预期 预计 要 想 准备 力争 确保 完成 实现 达到 实际 目标 新增 增长 去年 今年 明年 上年
前年 历年 一年 哪年 哪一年 哪一 那年 近几年 这几年 近三年 近五年 近两年 逐年 每年 各年 近年 近年来 连续 当年 全年 年度 地方 地方级 全社会 全口径 哪个 哪些 哪几个 哪几 哪 各 各个 省 市 州 县 区 省份 省区 省市 地区 城市 直辖市 自治区 谁 什么 多少
的 在 对 把 和 与 及 跟 比 是 有 会 能 将 最高 最低 最快 最慢 最多 最少 最大 最小 经济大省 大省 两 三 四 五 几 个 地 两地 三地 三省 两省 四地 隔壁 那 那么 还有
以及 分别 各自 提出 提 提了 提到 设定 定 定的 设 设了 制定 总 整体 整个 对比 比较 看看 看 说说 说 介绍 了解 一下 下 吗 呢 了 也 都 又 再 不 没 没有 未 就 里 中 内
上 间 之间 所有 全部 每个 31 西部 东部 中部 东北 西北 西南 京津冀 长三角 成渝 东三省 四大 主要 经济 经济社会发展 保持 稳定 稳 增加 提高 扩大 促进 推动 拉动 带动 人均
同期 同年 一季度 上半年 其 其中 它 它们 他们 该 此 这 这个 给 出 给出 列 列出 列个 从 到 为 以 由 让 争取 努力 控制 名义 可比 累计 平均 年均 年底 末 底 创造 解决
国家 中央 中国 我国 国务院 城乡 官方 公布 发布 写 写的 写了 讲 讲的 明确 明确的 下达 规定 要求 希望 拟 安排 部署 有关 相关 方面 具体 之前 以前 以后 之后 究竟 到底 大概 大约 居民 百姓 老百姓
"""
# What may follow a short name that still asks for its figure.
_AFTER = re.compile(
    r"(?:的|年|目标|增|涨|跌|降|升|是|有|多|几|达|完|预|计划|打算|要|想|定|设|总|规模|数|占|比|控|稳|突破|超|高|低|最|排|情况|怎|咋|呢|吗|和|与|及|跟|实|任务|要求|指标|水平|金额|各|分|都|能|"
    r"将|会|又|去|今|在|为|到|不|没|未|谁|哪|差|相|对|同|变|下|上|提|减|全|做|干|冲|争|保|应|可|力|新增|名义|绝|体量|快|慢|强|如何|表现|走势|历|逐|安排|底线|区间|方面|这|那|啥|什|成|以|就|也|还|"
    r"已|曾|后|之|按|调|从|受|收|落|跑|领|居|位|列|结果|值|额|率|量|幅|百分|点|于|打|产|播|面积|强度|投入|支出|人|给|情|个|拟|希望|准备|发|公|大|小|谁|前|倒|第|垫|回|由|来|拉|单|值|吧|啊|呀|嘛|哈|么|速)"
)
_HAN = re.compile("[一-龥]")
_FILLERS = re.compile(rf"{trie_pattern(sorted(set(_BEFORE.split())))}")


def limit_before(folded: str, mention: IndicatorMention, earlier: tuple[IndicatorMention, ...]) -> str:
    """The words right before a mention that limit it to a part (“汽车” in 汽车出口), or ""."""
    start = max([0, *(other.end for other in earlier if other.end <= mention.start)])
    borders = [match.end() for match in _BORDER.finditer(folded, start, mention.start)]
    left = folded[max([start, *borders]) : mention.start]
    if not left:
        return ""
    whole = folded[start : mention.start]
    regions = [found.end for found in find_regions(whole)]
    cut = max([0, *(end - (len(whole) - len(left)) for end in regions)])
    left = left[min(max(cut, 0), len(left)) :]
    rest = _stripped(left)
    return rest if len(_HAN.findall(rest)) >= 2 else ""


def _stripped(left: str) -> str:
    """The words without fillers at either end."""
    changed = True
    while left and changed:
        changed = False
        if match := _FILLERS.match(left):
            left, changed = left[match.end() :], True
        for length in range(min(6, len(left)), 0, -1):
            if left and _FILLERS.fullmatch(left[-length:]):
                left, changed = left[:-length], True
                break
    return left


def asks_for_more(folded: str, mention: IndicatorMention) -> bool:
    """Whether a short name goes on into another noun: 外资|研发中心, 粮食产|业园."""
    if len(_HAN.findall(mention.text)) > 4 or not _HAN.search(mention.text[-1:]):
        return False
    following = folded[mention.end : mention.end + 1]
    return bool(following and _HAN.match(following)) and _AFTER.match(folded, mention.end) is None
