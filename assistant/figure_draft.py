"""A figure answer being put together: its evidence and records, in the order of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.citations import Citations
from assistant.figure_records import FigureLookup
from assistant.figure_wording import Wording
from assistant.records import Answer, Query
from ingest.records import Indicator

_SENTENCE_END = "。！？\n"
_LONGEST_QUOTE = 320


@dataclass
class Draft:
    """An answer being put together: its evidence and records in the order of use."""

    query: Query
    lookup: FigureLookup
    wording: Wording
    citations: Citations
    indicators: list[Indicator] = field(default_factory=list)

    @classmethod
    def of(cls, query: Query, lookup: FigureLookup) -> Draft:
        return cls(
            query=query, lookup=lookup, wording=Wording(language=query.language), citations=Citations(lookup.source)
        )

    def cite(self, indicator: Indicator, *, whole: bool = False) -> str:
        """The marker of the record's evidence: its words, or with ``whole`` the sentence around them."""
        if indicator not in self.indicators:
            self.indicators.append(indicator)
        start, end = indicator.start, indicator.end
        if whole:
            start, end = around(self.lookup.source.report(indicator.report_id).text, start, end)
        return f"[{self.citations.add(indicator.report_id, start, end)}]"

    def answer(self, lines: Sequence[str], kind: str, choices: Sequence[str] = ()) -> Answer:
        return Answer(
            question=self.query.question,
            answer="\n".join(line for line in lines if line),
            kind="comparison" if kind == "comparison" else "refusal" if kind == "refusal" else "indicator",
            citations=self.citations.all(),
            indicators=tuple(self.indicators),
            choices=tuple(choices),
            query=self.query,
        )


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around [start, end), or as much of it as stays readable, to its inner borders."""
    left = max(text.rfind(sign, 0, start) for sign in _SENTENCE_END) + 1
    rights = [place for sign in _SENTENCE_END if (place := text.find(sign, end)) >= 0]
    right = min(rights, default=len(text))
    right = right + 1 if right < len(text) and text[right] != "\n" else right
    if right - left <= _LONGEST_QUOTE:
        return left, right
    for sign in ("；", "，"):
        near_left = max(text.rfind(sign, left, start - (60 if sign == "，" else 0)) + 1, left)
        place = text.find(sign, end + (60 if sign == "，" else 0), right)
        near_right = place if place >= 0 else right
        if near_right - near_left <= _LONGEST_QUOTE:
            return near_left, near_right
    return start, end
