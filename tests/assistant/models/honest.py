"""Sentences that an honest model writes from passages: the source's matter in other words, each with its marker."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claims import plain
from ingest.structure.sentences import sentences
from ingest.tokens import plain_words

_OTHER_WORDS = (
    ("推动", "推进"), ("加快", "加速"), ("提升", "提高"), ("打造", "建设"), ("大力", "积极"), ("扎实", "稳步"), ("着力", "努力"),
    ("进一步", "持续"), ("地区生产总值", "GDP"), ("规模以上", "规上"), ("社会消费品零售总额", "社零总额"), ("一般公共预算收入", "一般公共预算收入"),
)  # fmt: skip
_OPENINGS = ("", "", "根据资料，", "具体来看，", "此外，", "同时，", "报告提出，")
_LIST_SIGN = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）][、.．]?|[一二三四五六七八九十]{1,2}、|\d{1,3}[.．、]|——|--|[一二三四五六七八九]是要?)+"
)
_OWN = re.compile(r"^(?:我省|我市|我州|我区|全省|全市|全州|全区)")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A passage as the model finds it in its prompt."""

    number: int
    region: str
    year: int | None
    place: str
    text: str


def honest_sentences(question: str, passages: Sequence[Seen], rng: random.Random, most: int = 6) -> list[str]:
    """Up to ``most`` sentences, each with the marker of its passage, those likest to the question first."""
    asked = {word for word in plain_words(question) if len(word) > 1}
    scored: list[tuple[float, int, str]] = []
    for passage in passages:
        for start, end in sentences(passage.text):
            text = _LIST_SIGN.sub("", plain(passage.text[start:end])).rstrip("。!;")
            if (
                12 <= len(text) <= 220
                and not text.startswith("(")
                and not text.endswith((":", "?"))
                and "〔" not in text
            ):
                score = sum(word in text for word in asked) + 0.1 * bool(re.search(r"\d", text)) + rng.random() * 0.05
                scored.append((score, passage.number, text))
    scored.sort(key=lambda each: -each[0])
    by_number = {passage.number: passage for passage in passages}
    return [reworded(text, by_number[number], rng) for _, number, text in scored[:most]]


def reworded(text: str, passage: Seen, rng: random.Random) -> str:
    """One sentence of the passage in other words: shortened to its first clauses, synonyms, who and when put in front."""
    clauses = re.split(r"(?<=[,;])", text)
    if len(text) > 90 and len(clauses) > 3:
        text = "".join(clauses[: rng.randint(2, max(3, len(clauses) // 2 + 1))]).rstrip(",;")
        text = (
            text + "”" * (text.count("“") - text.count("”"))
            if text.count("“") <= text.count("”")
            else "".join(clauses).rstrip(",;")
        )
    for old, new in _OTHER_WORDS:
        if rng.random() < 0.6:
            text = re.sub(rf"{old}(?![^“”]*”)", new, text)
    if passage.region and _OWN.match(text):
        text = _OWN.sub(passage.region, text)
    opening = rng.choice(_OPENINGS)
    if passage.region and passage.year and not re.match(r"\d{4}年|今年|去年|过去|到|到20", text) and rng.random() < 0.5:
        past = "回顾" in passage.place
        planned = bool(re.search(r"安排|目标|任务|重点工作", passage.place)) and not re.search(r"五年", passage.place)
        if (past or planned) and not re.search(
            r"五年|(?:19|20)\d\d", passage.place.replace(str(passage.year), "").replace(str(passage.year - 1), "")
        ):
            opening = f"{passage.year - 1 if past else passage.year}年," + (
                "" if text.startswith(passage.region) else passage.region
            )
    return f"{opening}{text}[{passage.number}]。".replace(",", "，").replace(";", "；").replace(":", "：")
