"""How much of a sentence's own matter stands in its sources: its content words, lists and negations."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.claim_labels import bigrams, content, coverage
from ingest.tokens import HAN, plain_words

# Words of telling and linking, and verbs and adjectives that every paraphrase exchanges: they carry no claim of their own.
_TELLING = frozenset(
    [
        "根据",
        "依据",
        "按照",
        "资料",
        "材料",
        "报告",
        "政府",
        "政府工作",
        "工作报告",
        "政府工作报告",
        "文件",
        "通知",
        "方案",
        "原文",
        "显示",
        "表明",
        "指出",
        "提出",
        "提到",
        "明确",
        "明确提出",
        "说明",
        "要求",
        "强调",
        "规定",
        "列出",
        "给出",
        "可见",
        "可以",
        "看出",
        "看到",
        "总体",
        "来看",
        "总的来看",
        "总体而言",
        "总之",
        "综上",
        "综上所述",
        "综合",
        "因此",
        "所以",
        "由此",
        "此外",
        "另外",
        "同时",
        "并且",
        "而且",
        "其中",
        "其次",
        "首先",
        "最后",
        "再次",
        "一方面",
        "另一方面",
        "具体",
        "具体来看",
        "具体而言",
        "具体措施",
        "包括",
        "主要",
        "主要包括",
        "以及",
        "还",
        "还要",
        "还将",
        "还有",
        "又",
        "则",
        "而",
        "但",
        "但是",
        "不过",
        "也",
        "均",
        "都",
        "分别",
        "分别为",
        "分别是",
        "如下",
        "以下",
        "上述",
        "这些",
        "这一",
        "这项",
        "该",
        "该市",
        "该省",
        "该州",
        "该县",
        "该区",
        "其",
        "其他",
        "有关",
        "相关",
        "方面",
        "几个",
        "几方面",
        "多方面",
        "内容",
        "情况",
        "问题",
        "问到",
        "回答",
        "问题",
        "来说",
        "而言",
        "关于",
        "对于",
        "对此",
        "在于",
        "围绕",
        "聚焦",
        "针对",
        "通过",
        "依托",
        "为了",
        "以便",
        "从而",
        "进一步",
        "持续",
        "不断",
        "积极",
        "大力",
        "着力",
        "全面",
        "深入",
        "扎实",
        "加快",
        "加速",
        "加大",
        "加强",
        "强化",
        "提升",
        "提高",
        "推进",
        "推动",
        "促进",
        "实施",
        "开展",
        "落实",
        "抓好",
        "做好",
        "建设",
        "完善",
        "健全",
        "优化",
        "深化",
        "拓展",
        "扩大",
        "增强",
        "支持",
        "鼓励",
        "引导",
        "发展",
        "实现",
        "达到",
        "完成",
        "形成",
        "打造",
        "构建",
        "建立",
        "开工",
        "建成",
        "新建",
        "新增",
        "增加",
        "增长",
        "下降",
        "减少",
        "保持",
        "确保",
        "力争",
        "争取",
        "努力",
        "计划",
        "目标",
        "预期",
        "预计",
        "将",
        "要",
        "拟",
        "设定",
        "定为",
        "设为",
        "重点",
        "重要",
        "任务",
        "措施",
        "举措",
        "做法",
        "安排",
        "部署",
        "行动",
        "工程",
        "项目",
        "工作",
        "成效",
        "成果",
        "取得",
        "进展",
        "左右",
        "以上",
        "以内",
        "超过",
        "突破",
        "约",
        "近",
        "达",
        "水平",
        "规模",
        "数量",
        "总量",
        "总体上",
        "方向",
        "目的",
        "意在",
        "旨在",
        "有效",
        "稳步",
        "有序",
        "统筹",
        "协同",
        "协调",
        "相结合",
        "结合",
        "体现",
        "反映",
        "作为",
        "成为",
        "属于",
        "来自",
        "位于",
        "进行",
        "给予",
        "提供",
        "使用",
        "用于",
        "纳入",
        "推出",
        "出台",
        "制定",
        "今年",
        "去年",
        "全年",
        "当年",
        "年度",
        "年底",
        "年末",
        "期间",
        "时期",
        "以来",
        "起",
        "全省",
        "全市",
        "全州",
        "全县",
        "全区",
        "全国",
        "本省",
        "本市",
        "我省",
        "我市",
        "该报告",
        "报告期",
        "报告中",
        "过去",
        "一年",
        "未来",
        "下一步",
        "继续",
        "坚持",
        "牵头",
        "负责",
        "牵头单位",
        "责任单位",
        "配合",
        "参与",
        "单位",
        "部门",
        "由",
        "和",
        "与",
        "及",
        "或",
        "等",
        "的",
        "了",
        "在",
        "对",
        "把",
        "被",
        "向",
        "从",
        "到",
        "为",
        "是",
        "有",
        "没有",
        "未",
        "不",
        "无",
        "需要",
        "应当",
        "应",
        "可",
        "能",
        "能够",
        "一是",
        "二是",
        "三是",
        "四是",
        "五是",
        "六是",
        "第一",
        "第二",
        "第三",
        "第四",
        "其一",
        "其二",
        "其三",
        "一些",
        "多个",
        "各项",
        "各类",
        "各地",
        "整体",
        "整个",
        "相应",
        "继而",
        "随后",
        "之后",
        "之前",
        "当中",
        "之一",
        "这里",
        "那里",
        "之外",
        "除此之外",
        "与此同时",
        "不仅",
        "不但",
        "既",
        "如果",
        "即",
        "即为",
        "例如",
        "比如",
        "譬如",
        "换言之",
        "也就是说",
        "简言之",
        "值得",
        "注意",
        "注意的是",
        "需要说明",
        "补充",
        "引文",
        "资料中",
        "现有",
        "所给",
        "提供",
        "没有提到",
        "未提及",
        "未提到",
        "并未",
        "尚未",
        "数据",
        "数字",
        "指标",
        "方式",
        "路径",
        "层面",
        "角度",
        "领域",
        "环节",
        "部分",
    ]
)
_PLAIN_VERBS = frozenset(
    [
        "并",
        "再",
        "更",
        "更加",
        "较",
        "较为",
        "比较",
        "非常",
        "十分",
        "很",
        "最",
        "最为",
        "共",
        "共计",
        "合计",
        "累计",
        "总计",
        "一共",
        "大约",
        "大概",
        "左右",
        "上下",
        "前",
        "后",
        "中",
        "内",
        "外",
        "上",
        "下",
        "里",
    ]
)
IDLE_WORDS = _TELLING | _PLAIN_VERBS

_SEGMENT = re.compile(r"[,;:()。!?\n]|--")
_LIST = re.compile(r"(?:[^、,;:。!?()]{2,24}、)+[^、,;:。!?()]{2,24}")
_ITEM_TAIL = re.compile(r"等.*$|^(?:以及|和|及)")
_HAN_WORD = re.compile(rf"[{HAN}]{{2,}}")
_YEAR_WORD = re.compile(r"(?:19|20)\d\d年?|\d+(?:\.\d+)?[%万亿]?|第?[一二三四五六七八九十]+[是、]")

_NEGATOR = r"(?:不再|不得|没有|未能|尚未|并未|不是|不会|无法|严禁|禁止|杜绝|避免|防止|并非|不|未|无|非)"
_NEGATED = re.compile(rf"(?P<sign>{_NEGATOR})(?P<word>[{HAN}]{{2,4}})")
_NO_NEGATION = re.compile(
    r"不(?:断|仅|少|同|懈|足|低于|超过|高于|少于|小于|多于|得低于|动产|良|忘|变|可|管|论|但|只|负|畏|平衡|折不扣|出台|出|到|等|确定|利|稳定|含|属|便|及|愁|误|留|搞|漏|乏|了|限|愿|到位|力|松|移|停步|惜)"
    r"|未(?:来|成年|知|雨)|无(?:障碍|人|缝|纸|锡|线|害|偿|论|废|疑|欠薪|证明|感|边|理|私)|非(?:公|遗|农|化石|常|凡|法|物质|税|营利|煤|金融|洲|国有|现场|接触|电|居民|粮|耕)"
)
_UNIT_RUN = 4
# Words that end or deny a thing; a source must say so itself.
_STOPPED = re.compile(
    r"停止|取消(?!限制|收费|门槛)|暂停|放弃|叫停|终止|废止|撤销|未能|未完成|没有完成|尚未完成|未达到|未实现|落空|推迟|延期|搁置|失败"
)
# 未提及, 没有说明: what a paper does not say is no denial of what it says.
_SAYING = frozenset("提到 提及 说明 明确 给出 列出 涉及 提供 包含 直接 具体 单独 显示 找到 写明 载明 指明 相关 任何 关于 数据 信息 发现".split())


@lru_cache(maxsize=4096)
def matter_words(text: str) -> tuple[str, ...]:
    """The words of a `plain` text that claim something: Chinese words of two signs or more, telling and linking left out."""
    return tuple(
        word for word in plain_words(_YEAR_WORD.sub(" ", text)) if _HAN_WORD.fullmatch(word) and word not in IDLE_WORDS
    )


def matter(text: str, neutral: str) -> frozenset[str]:
    """The bigrams inside the matter words of ``text`` that do not stand in ``neutral`` (the question)."""
    found: set[str] = set()
    for word in matter_words(text):
        if word not in neutral:
            found |= bigrams(word)
    return frozenset(found)


def segments(text: str) -> tuple[str, ...]:
    """The parts of a sentence between its commas and brackets."""
    return tuple(part for part in _SEGMENT.split(text) if part)


def list_items(text: str) -> tuple[str, ...]:
    """The items of the sentence's lists (A、B和C等), the words of telling left out."""
    found: list[str] = []
    for match in _LIST.finditer(text):
        parts = match.group().split("、")
        parts[-1:] = re.split(r"以及|和(?!谐|平|解)|及", _ITEM_TAIL.sub("", parts[-1]))
        found.extend(part for part in (_ITEM_TAIL.sub("", item) for item in parts[1:]) if len(part) >= 2)
    return tuple(found)


def foreign_items(text: str, context: frozenset[str], neutral: str) -> tuple[str, ...]:
    """Those items of the sentence's lists of whose words the sources know less than half."""
    foreign = []
    for item in list_items(text):
        words = bigrams(content(item))
        if len(words) >= 2 and item not in neutral and coverage(words, context) < 0.5:
            foreign.append(item)
    return tuple(foreign)


def turned(text: str, sources: tuple[str, ...]) -> str:
    """The word of ``text`` that is denied where the sources affirm it or affirmed where they deny it; "" where none is."""
    whole = "\n".join(sources)
    for match in _STOPPED.finditer(text):
        if match.group() not in whole:
            return match.group()
    for match in _NEGATED.finditer(text):
        word = match["word"][:2]
        if _NO_NEGATION.match(match.group()) or word in _SAYING or word not in whole:
            continue
        if not re.search(rf"{_NEGATOR}[{HAN}]{{0,3}}{re.escape(word)}", whole):
            return match.group()
    for source in sources:
        for match in _NEGATED.finditer(source):
            word = match["word"]
            if len(word) < _UNIT_RUN or _NO_NEGATION.match(match.group()):
                continue
            position = text.find(word)
            if position < 0 or re.search(rf"{_NEGATOR}[{HAN}]{{0,2}}$", text[:position]):
                continue
            if len(re.findall(re.escape(word), whole)) == len(re.findall(rf"{_NEGATOR}{re.escape(word)}", whole)):
                return word
    return ""
