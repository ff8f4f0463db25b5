"""One short question back, with choices to click, where a question leaves open what it is about."""

from __future__ import annotations

from assistant.names import LibraryNames, short_name
from assistant.records import Answer, Query

# Words that say neither what nor about what: 目标是多少, 情况怎么样.
_OPEN = frozenset(
    [
        "目标",
        "预期",
        "指标",
        "任务",
        "工作",
        "情况",
        "报告",
        "政府",
        "数据",
        "数字",
        "内容",
        "问题",
        "计划",
        "安排",
        "重点",
        "实际",
        "完成",
        "增长",
        "政府工作报告",
        "资料",
        "文件",
        "target",
        "targets",
        "report",
        "reports",
        "data",
    ]
)
_FIGURES = ("目标", "预期", "指标", "实际", "完成", "增长", "target", "targets")


def clarification(query: Query, names: LibraryNames) -> Answer | None:
    """The question back where the query names no matter at all; None where it does, or the library is empty."""
    if query.intent != "passage" or query.absent_regions or query.absent_years or not names.entries:
        return None
    if any(term not in _OPEN and not term.isdigit() for term in query.terms):
        return None
    regions = [region for region in query.regions if region in names.regions] or list(names.regions[:2])
    choices = tuple(choice for region in regions[:2] for choice in _choices(query, region, names))[:4]
    if query.language == "en":
        text = "What would you like to know? Name the matter (and, if it matters, the region and year), for example:"
    elif query.regions:
        text = f"想了解{short_name(query.regions[0])}的哪一方面？可以写明事项，例如："
    else:
        text = "想问哪个地区、哪一年的什么事项？例如："
    return Answer(question=query.question, answer=text, kind="clarify", choices=choices, query=query)


def _choices(query: Query, region: str, names: LibraryNames) -> tuple[str, ...]:
    year = query.years[0] if query.years else names.latest_year((region,))
    where = f"{short_name(region)}{year}年" if year else short_name(region)
    if query.language == "en":
        return (f"What is the GDP growth target of {where}?", f"What are the main tasks of {where}?")
    if any(term in _FIGURES for term in query.terms):
        return (f"{where}经济增长目标是多少", f"{where}城镇新增就业目标是多少")
    return (f"{where}经济增长目标是多少", f"{where}民生实事有哪些", f"{where}数字经济有哪些举措")
