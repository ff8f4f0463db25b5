"""Scores answers against gold questions by rule: what must be said, what must not, refusals, length, evidence.

The rules are those of the project's development questions: an answer is correct when it states every wanted string (a
list means one of these), states none of the forbidden ones outside quotation marks, refuses exactly where it should, and
stays inside its length. A quotation is verbatim when it stands in the sources, white space aside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHORT, LONG = 700, 4000
QUOTES_SHORT, QUOTES_LONG = 2500, 15000
LONG_TYPES = frozenset(
    ["list", "ranking", "reverse_lookup", "section_lookup", "count", "both_provinces", "compare", "trend"]
)
REFUSAL_TYPES = frozenset({"unanswerable", "not_in_source"})
_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]{12,}”|^>.*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Score:
    """The verdict on one answer; ``why`` is empty for a correct one, ``quotes`` counts citations."""

    correct: bool
    why: str
    evidence: bool
    quotes: int
    verbatim: int
    milliseconds: float
    refused: bool


def folded(text: str) -> str:
    """The text as it is compared: compatibility forms, no markers, no white space."""
    text = re.sub(r"\[\d+\]|【\d+】", "", unicodedata.normalize("NFKC", text or ""))
    return re.sub(r"\s+", "", text).replace("−", "-")


def stated(needle: str, text: str) -> bool:
    """Whether a folded text holds the needle; a number must not be part of a longer one."""
    needle = folded(needle)
    before = r"(?<![\d.])" if needle[:1].isdigit() else ""
    after = r"(?![\d.]\d|\d)" if needle[-1:].isdigit() else ""
    return re.search(before + re.escape(needle) + after, text) is not None


def _missing(wanted: Sequence[str | Sequence[str]], text: str) -> list[str]:
    groups = [[want] if isinstance(want, str) else list(want) for want in wanted]
    return [group[0] for group in groups if not any(stated(option, text) for option in group)]


def _supports(evidence: str, quote: str) -> bool:
    evidence, quote = folded(evidence), folded(quote)
    need = max(6, int(0.6 * len(evidence)))
    return any(evidence[i : i + need] in quote for i in range(max(1, len(evidence) - need + 1)))


def score(gold: Mapping[str, Any], answer: Mapping[str, Any], sources: str) -> Score:
    """The verdict on one answer (the JSON object that the command line prints); ``sources`` folded."""
    said = folded(answer["answer"])
    claimed = folded(_QUOTED.sub("", answer["answer"]))
    refuse = bool(gold.get("must_refuse")) or gold.get("type") in REFUSAL_TYPES
    refused = answer["kind"] == "refusal"
    long = gold.get("type") in LONG_TYPES
    why = []
    if missing := _missing(gold.get("must_include", ()), said):
        why.append("missing " + "、".join(missing[:4]))
    if bad := [b for b in gold.get("must_not_include", ()) if stated(b, claimed)]:
        why.append("states " + "、".join(bad[:3]))
    if refuse != refused:
        why.append("should refuse" if refuse else "refused an answerable question")
    if len(said) > (LONG if long else SHORT):
        why.append(f"{len(said)} characters")
    quotes = [citation["quote"] for citation in answer["citations"]]
    readable = sum(map(len, quotes)) <= (QUOTES_LONG if long else QUOTES_SHORT)
    wanted = [row["quote"] for row in (*gold.get("evidence", ()), *gold.get("alt_evidence", ()))]
    return Score(
        correct=not why,
        why="; ".join(why),
        evidence=readable and (not wanted or any(_supports(w, q) for w in wanted for q in quotes)),
        quotes=len(quotes),
        verbatim=sum(folded(quote) in sources for quote in quotes),
        milliseconds=answer["elapsed_ms"],
        refused=refused,
    )
