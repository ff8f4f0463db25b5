"""Whether a model's sentence is borne out by the passages that it cites. Pure: no network, clock or files.

A sentence is shown only where every marker exists and every figure with its unit and qualifier, year, place, unit and its
part, quotation, name and the matter itself stands in the passages cited. What cannot be decided is let pass only where the
sentence claims nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.claim_english import is_english
from assistant.claim_figures import figures
from assistant.claim_labels import unify
from assistant.claim_periods import years
from assistant.claim_roles import units
from assistant.claim_words import matter
from assistant.claims import (
    bare,
    is_chinese,
    markers,
    normalise_markers,
    pieces,
    plain,
    quotations,
    terms,
    without_markers,
)
from assistant.verification_claim import Claim
from assistant.verification_evidence import Evidence, prepared, region_mentions
from assistant.verification_figures import check_figures
from assistant.verification_matter import check_comparison, check_names, check_support
from assistant.verification_places import check_regions, check_stated, check_years
from assistant.verification_reasons import Reason, closing_line
from assistant.verification_units import check_role_words, check_units

__all__ = ["Evidence", "Reason", "Verdict", "Verifier", "closing_line", "verify_sentence"]

_CHECKS: tuple[Callable[[Claim], Iterator[Reason]], ...] = (
    check_figures,
    check_years,
    check_regions,
    check_units,
    check_role_words,
    check_names,
    check_stated,
    check_comparison,
    check_support,
)
_LEAD_IN = re.compile(r"[:：]\s*$|^#{1,6}\s|^\*\*[^*]+\*\*$")
# 资料中没有提到…: a statement of absence needs no marker, as there is no passage to cite for it.
_ABSENT = re.compile(
    r"(?:资料|报告|原文|文件|材料|内容|以上|所给|现有|文中)[^，。；]{0,16}(?:没有|未|并未|均未|尚未|无)(?:[^，。；]{0,10})(?:提到|提及|说明|给出|列出|涉及|找到|显示|提供|明确|包含|记载|写明|见|公布|相关|信息|数据|规定|指明|反映|直接)"
    r"|(?:无法|不能|难以)(?:从|根据|由|依据|判断|确定|得出|回答|得知)"
    r"|\b(?:do(?:es)? not|did not|no)\b[^.]{0,40}\b(?:state|mention|give|contain|name|provide|specify|information|figure|passages?)\b",
    re.IGNORECASE,
)
# [1] 云岭省政府工作报告 …: a list of references or the prompt's passages given back
_ECHO = re.compile(r"\s*(?:\[\d{1,3}\]\s*)+[^\s\[。，；,;.!?！？][^\[]*$")
_LEAK_RUN = 14  # signs of a rule that a sentence repeats before it counts as the prompt given away
_SMALL_MATTER = 4  # bigrams of own matter that an uncited linking sentence may have


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a sentence may be shown, and if not, why; ``cited`` the numbers that it cites, ``content`` whether it claims
    anything (a linking sentence or a lead-in does not)."""

    ok: bool
    reasons: tuple[Reason, ...] = ()
    cited: tuple[int, ...] = ()
    content: bool = True


class Verifier:
    """Verifies the sentences of one answer against one set of passages.

    ``guarded`` are texts that the model must not repeat (its rules, the fence of the passages); ``language`` "zh" or "en"
    is the language the answer must have, "" for any.
    """

    def __init__(
        self,
        evidence: Mapping[int, Evidence],
        *,
        question: str = "",
        language: str = "",
        guarded: Sequence[str] = (),
    ) -> None:
        self._sources = {number: prepared(passage) for number, passage in evidence.items()}
        self._question = question
        self._asked = unify(plain(question))
        self._language = language
        known = "".join(source.bare for source in self._sources.values()) + bare(question)
        self._guarded = _shingles(guarded, known)

    def warm_up(self) -> None:
        """Prepares the passages now, so that the first sentence need not wait for it (a dictionary, figures, units)."""
        for source in self._sources.values():
            source.prepare()
        matter("政府工作报告", "")

    def verify(self, sentence: str) -> Verdict:
        """The verdict on one sentence (a list item or table row counts as one); list signs at its head are ignored."""
        text = normalise_markers(sentence)
        cited = markers(text)
        if _ECHO.match(text):
            return Verdict(ok=False, reasons=(Reason(code="leak"),), cited=cited)
        if leaked := self._leaked(text):
            return Verdict(ok=False, reasons=(Reason(code="leak", detail=leaked),), cited=cited)
        if self._foreign(text):
            return Verdict(ok=False, reasons=(Reason(code="language"),), cited=cited)
        unknown = [number for number in cited if number not in self._sources]
        if unknown:
            return Verdict(ok=False, reasons=(Reason(code="marker", detail=f"[{unknown[0]}]"),), cited=cited)
        if not cited:
            return self._uncited(text)
        reasons: list[Reason] = []
        before = ""
        for piece, numbers in pieces(text):
            claim = Claim(
                raw=piece,
                before=before,
                sources=tuple(self._sources[number] for number in numbers),
                cited=tuple(self._sources[number] for number in cited),
                question=self._question,
            )
            for check in _CHECKS:
                reasons.extend(check(claim))
            before += piece
        return Verdict(ok=not reasons, reasons=tuple(dict.fromkeys(reasons)), cited=cited)

    def _leaked(self, text: str) -> str:
        compared = bare(without_markers(text))
        return next(
            (
                compared[i : i + _LEAK_RUN]
                for i in range(len(compared) - _LEAK_RUN + 1)
                if compared[i : i + _LEAK_RUN] in self._guarded
            ),
            "",
        )

    def _foreign(self, text: str) -> bool:
        words = plain(without_markers(text))
        if not self._language or len(re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]", words)) < 5:
            return False
        if self._language == "en":
            return is_chinese(words) and not is_english(words)
        return not is_chinese(words)

    def _uncited(self, text: str) -> Verdict:
        """A sentence without a marker passes where it claims nothing: links, leads in, or says what is not stated."""
        words = unify(plain(text))
        absent = bool(_ABSENT.search(words))
        own = matter(words, self._asked + "".join(name for source in self._sources.values() for name in source.names))
        known = frozenset().union(*(source.bigrams for source in self._sources.values()))
        claims = (
            any(figure.text not in self._asked for figure in figures(words))
            or any(name not in self._question for name, _, _ in units(words))
            or any(quoted not in bare(self._question) for quoted in quotations(text))
            or any(term not in self._asked and term != "gdp" for term in terms(words) if is_chinese(text))
            or not self._places_known(words)
        )
        if not claims and absent:
            return Verdict(ok=True)
        if not claims and (not own or (len(own) <= _SMALL_MATTER and own <= known)):
            return Verdict(ok=True, content=False)
        if not claims and _LEAD_IN.search(text.strip()) and len(own - known) <= _SMALL_MATTER:
            return Verdict(ok=True, content=False)
        return Verdict(ok=False, reasons=(Reason(code="uncited"),))

    def _places_known(self, words: str) -> bool:
        asked = {name for name, _, _ in region_mentions(plain(self._question))}
        held = {name for source in self._sources.values() for name in source.regions} | asked | {"全国"}
        possible = {year for source in self._sources.values() for year in source.timeline.possible()}
        possible |= {mention.first for mention in years(self._asked)}
        return all(name in held for name, _, _ in region_mentions(words)) and all(
            mention.first in possible for mention in years(words)
        )


def _shingles(texts: Sequence[str], known: str) -> frozenset[str]:
    """All runs of `_LEAK_RUN` signs of ``texts`` that do not stand in ``known`` (the passages and the question)."""
    found: set[str] = set()
    for text in texts:
        compared = bare(text)
        found.update(
            compared[i : i + _LEAK_RUN]
            for i in range(len(compared) - _LEAK_RUN + 1)
            if compared[i : i + _LEAK_RUN] not in known
        )
        if 4 <= len(compared) < _LEAK_RUN:
            found.add(compared)
    return frozenset(found)


def verify_sentence(sentence: str, evidence: Mapping[int, Evidence], *, question: str = "") -> Verdict:
    """The verdict on one sentence against ``evidence`` by number."""
    return Verifier(evidence, question=question).verify(sentence)
