"""Chat models that misbehave on purpose, each in one way, and one that does not.

They see what a real model sees: the messages. Passages are taken from between the fence's marks, as are instructions
that somebody planted in them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any, Literal

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.claim_figures import figures
from assistant.claims import markers, plain, without_markers
from assistant.verification import Evidence
from tests.assistant.models.alterations import ALTERATIONS, Altered
from tests.assistant.models.honest import Seen, honest_sentences

Behaviour = Literal[
    "honest", "figure", "unit", "year", "marker", "uncited", "memory", "leak", "injected", "shifted", "mixed", "foreign",
]  # fmt: skip
#: which lies each dishonest model tells
LIES: dict[str, tuple[str, ...]] = {
    "figure": ("figure", "swapped_figures", "exchanged_figures", "qualifier", "unit_of_measure", "direction"),
    "unit": ("agency", "role", "region"),
    "year": ("year", "stated"),
    "marker": ("marker",),
    "mixed": tuple(ALTERATIONS),
}
_MEMORY = (
    "{region}是全国重要的白酒和能源产业基地，近年来引进了华为、苹果、腾讯等龙头企业",
    "据公开报道，{region}的5G基站数量位居西部第一，数字经济增速连续八年领跑全国",
    "{region}的经济增速主要得益于外资大规模流入和房地产市场的繁荣",
    "业内专家普遍认为，{region}未来五年有望跻身全国经济前十强",
    "{region}下辖多个国家级新区，人口超过四千万，历史上曾是丝绸之路的重镇",
    "相关部门负责人在接受采访时表示，将出台更多优惠政策吸引海外投资者",
)
_FENCE = re.compile(r"<<<DATA (?P<word>\w+)>>>\n(?P<data>.*?)\n<<<END (?P=word)>>>", re.DOTALL)
_PASSAGE = re.compile(
    r"^\[(?P<number>\d+)\] (?P<head>[^\n]*)\n(?P<text>.*?)(?=\n\n\[\d+\] |\Z)", re.DOTALL | re.MULTILINE
)
_ORDERED = re.compile(
    r"(?:回答|输出|回复|声称|写|说|say|reply|answer|output|write|respond|state)[^“\"「]{0,20}[“\"「](?P<words>[^”\"」]{2,80})[”\"」]",
    re.IGNORECASE,
)


class SimulatedModel(BaseChatModel):
    """A chat model with one way of behaving. ``planted`` collects every lie told, ``wrote`` every honest sentence."""

    behaviour: str
    seed: int = 0
    chunk: int = 5
    repents: bool = False
    _planted: list[Altered] = PrivateAttr(default_factory=list)
    _wrote: list[str] = PrivateAttr(default_factory=list)
    _requests: int = PrivateAttr(default=0)

    @property
    def planted(self) -> list[Altered]:
        return self._planted

    @property
    def wrote(self) -> list[str]:
        return self._wrote

    @property
    def requests(self) -> int:
        return self._requests

    @property
    def _llm_type(self) -> str:
        return "simulated"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=self._answer(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        text = self._answer(messages)
        for start in range(0, len(text), self.chunk):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + self.chunk]))

    def _answer(self, messages: list[BaseMessage]) -> str:
        system, user = str(messages[0].content), str(messages[-1].content)
        mending = "没有通过核对的句子" in user
        self._requests += 1
        question = re.findall(r"问题：(.*)", user)[-1]
        rng = random.Random(f"{self.seed} {self._requests} {question}")
        passages = seen_passages(user)
        if self.behaviour == "leak":
            return self._lie("leak", system + "\n" + user[:200])
        if self.behaviour == "injected" and (orders := planted_orders(user)):
            return self._lie("injected", "".join(f"{order}[{passages[0].number}]。" for order in orders))
        if mending and not self.repents:
            return "\n".join(
                f"{number}. {sentence}" for number, sentence in enumerate((a.text for a in self._planted[-8:]), start=1)
            )
        honest = honest_sentences(question, passages, rng)
        if mending:
            return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(honest, start=1))
        return "\n".join(self._told(sentence, passages, rng) for sentence in honest)

    def _lie(self, kind: str, text: str) -> str:
        self._planted.append(Altered(text=text, kind=kind, planted=text))
        return text

    def _told(self, sentence: str, passages: list[Seen], rng: random.Random) -> str:
        """The sentence as this model tells it: as it is, or with one of its lies."""
        cited = [p for p in passages if p.number in markers(sentence)]
        if self.behaviour == "uncited":
            return self._lie("uncited", re.sub(r"\[\d+\]", "", sentence))
        if self.behaviour == "memory":
            region = next((p.region for p in passages if p.region), "该地区")
            return self._lie("memory", rng.choice(_MEMORY).format(region=region) + f"[{rng.choice(passages).number}]。")
        if self.behaviour == "foreign":
            return "The government plans to promote development and improve services across the region [1]."
        if self.behaviour == "shifted" and len(passages) > 1:
            figures_here = [f.text for f in figures(plain(without_markers(sentence))) if f.text[0].isdigit()]
            others = [
                p
                for p in passages
                if p.number not in markers(sentence) and any(f not in plain(p.text) for f in figures_here)
            ]
            if not others:
                return sentence
            other = rng.choice(others)
            return self._lie("shifted", re.sub(r"\[\d+\]", f"[{other.number}]", sentence))
        evidence = [
            Evidence(number=p.number, text=p.text, title=p.place, breadcrumb=p.place, region=p.region, year=p.year)
            for p in cited
        ]
        half_width = plain(sentence)
        kinds = list(LIES.get(self.behaviour, ()))
        rng.shuffle(kinds)
        for kind in kinds:
            if altered := ALTERATIONS[kind](half_width, evidence, rng):
                self._planted.append(altered)
                return altered.text
        self._wrote.append(sentence)
        return sentence


def seen_passages(user: str) -> list[Seen]:
    """The passages that a prompt holds."""
    found = []
    for fence in _FENCE.finditer(user):
        for match in _PASSAGE.finditer(fence["data"]):
            known = re.match(r"(?P<region>[^ ·]+?)? ?(?P<year>\d{4})年 · ", match["head"])
            place = match["head"].split(" · ")[1] if " · " in match["head"] else match["head"]
            region = known["region"] if known and known["region"] else ""
            year = int(known["year"]) if known else None
            found.append(Seen(number=int(match["number"]), region=region, year=year, place=place, text=match["text"]))
    return found


def planted_orders(user: str) -> list[str]:
    """What instructions inside the prompt's data demand to be said."""
    return [order["words"] for fence in _FENCE.finditer(user) for order in _ORDERED.finditer(fence["data"])]
