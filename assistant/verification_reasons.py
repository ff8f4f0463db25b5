"""Why a sentence of a model is not shown: one record, with its words for the repair request and for the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "marker",
    "uncited",
    "figure",
    "qualifier",
    "direction",
    "subject",
    "year",
    "stated",
    "region",
    "unit",
    "role",
    "quotation",
    "person",
    "term",
    "comparison",
    "negation",
    "unsupported",
    "link",
    "language",
    "leak",
]

_GROUPS: dict[Code, tuple[str, str]] = {
    "marker": ("引用了不存在的资料", "cites a passage that does not exist"),
    "uncited": ("没有注明出处", "names no source"),
    "figure": ("数字与所引资料不符", "figure not in the cited passage"),
    "qualifier": ("数字的限定（左右、以上等）与所引资料不符", "figure's qualifier differs from the source"),
    "direction": ("增减方向与所引资料不符", "direction of change differs from the source"),
    "subject": ("数字与所指事项对不上", "figure belongs to another matter"),
    "year": ("年份与所引资料不符", "year differs from the source"),
    "stated": ("目标与完成情况混淆", "target and result confused"),
    "region": ("地区与所引资料不符", "region differs from the source"),
    "unit": ("单位名称不在所引资料中", "unit not in the cited passage"),
    "role": ("单位的牵头或配合角色与所引资料不符", "unit's role differs from the source"),
    "quotation": ("引文与原文不符", "quotation differs from the source"),
    "person": ("人名不在所引资料中", "person not in the cited passage"),
    "term": ("名称不在所引资料中", "term not in the cited passage"),
    "comparison": ("比较的结论没有依据", "comparison without basis"),
    "negation": ("是与否和所引资料相反", "affirms what the source denies, or the reverse"),
    "unsupported": ("内容在所引资料中找不到依据", "not supported by the cited passage"),
    "link": ("含有资料之外的网址", "link from outside the passages"),
    "language": ("没有用提问的语言", "not in the question's language"),
    "leak": ("不是对问题的回答", "not an answer to the question"),
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing in a sentence that its sources do not bear out; ``detail`` is the word or figure itself."""

    code: Code
    detail: str = ""

    def line(self, language: str = "zh") -> str:
        """The reason in words: 数字与所引资料不符（7.5%）."""
        chinese, english = _GROUPS[self.code]
        if language == "en":
            return f"{english} ({self.detail})" if self.detail else english
        return f"{chinese}（{self.detail}）" if self.detail else chinese


def closing_line(reasons: Iterable[Reason], language: str) -> str:
    """The line that ends an answer: how many sentences were left out, and why; "" where none was.

    ``reasons`` holds one reason (the first) for each sentence left out.
    """
    counts = Counter(reason.code for reason in reasons)
    total = sum(counts.values())
    if not total:
        return ""
    if language == "en":
        parts = "; ".join(f"{_GROUPS[code][1]}: {count}" for code, count in counts.most_common())
        return f"{total} sentence{'s' if total > 1 else ''} of the model left out after checking against the sources ({parts})."
    parts = "；".join(f"{_GROUPS[code][0]}{count}句" for code, count in counts.most_common())
    return f"模型另有{total}句未通过与资料的核对，已略去：{parts}。"
