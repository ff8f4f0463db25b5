"""Two small jobs for a model around the exact answers: a follow-up made a question of its own, and a sentence round a look-up.

Both give None unless what the model wrote adds nothing and loses nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.claim_figures import figures
from assistant.claim_labels import unify
from assistant.claim_periods import years
from assistant.claim_roles import bound_units, is_unit, units
from assistant.claims import (
    is_chinese,
    markers,
    normalise_markers,
    plain,
    quotations,
    terms,
    without_controls,
    without_markers,
)
from assistant.errors import ModelError
from assistant.generation_stream import Deadline, whole_text
from assistant.prompts import LANGUAGE_RULES, Fence, load_prompt
from assistant.records import Answer, Query, Turn
from assistant.verification import Evidence, Verifier
from assistant.verification_evidence import region_mentions
from assistant.verification_gate import ThoughtFilter, clean

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

CONDENSE_SECONDS = 12.0
PHRASE_SECONDS = 20.0
LONGEST_QUESTION = 200
TURNS = 4
LONGEST_EXACT = 700  # a longer look-up is a list, which no sentence improves
_NO_ADDRESS = re.compile(r"^(?:改写|问题|完整问题|独立问题|standalone question|question)\s*[:：]\s*", re.IGNORECASE)
# What a look-up says about its own limits must still be said.
_CAVEATS = re.compile(
    r"没有|未|缺|损|恢复|还原|对照|错乱|并非|不是|不含|注意|等单位|左右|以上|以内|力争|共同|分别|推断|missing|recover|restor|not |no lead|damaged|jointly",
    re.IGNORECASE,
)


def condense(
    question: str,
    conversation: Sequence[Turn],
    model: BaseChatModel,
    *,
    seconds: float = CONDENSE_SECONDS,
) -> str | None:
    """The follow-up as a question that stands alone; None where the model fails or names what the conversation does not.

    Regions, years, units and figures of the result must come from the conversation or the question itself.
    """
    if not conversation:
        return None
    fence = Fence.new()
    said = "\n".join(
        f"问：{turn.query.text or turn.query.question}\n答：{turn.answer.answer[:400]}"
        for turn in conversation[-TURNS:]
    )
    language = "zh" if is_chinese(question) else "en"
    prompt = load_prompt("follow_up").fill(
        language_rule="用提问的语言写。", conversation=fence.around(said), fence=fence.opening, question=question
    )
    try:
        text = _plain_answer(whole_text(model, prompt, Deadline(seconds), LONGEST_QUESTION * 4))
    except ModelError:
        return None
    line = _NO_ADDRESS.sub("", text.strip().splitlines()[0].strip()) if text.strip() else ""
    if not 2 <= len(line) <= LONGEST_QUESTION or (language == "zh") != is_chinese(line) or fence.word in line:
        return None
    return line if _adds_nothing(line, f"{said}\n{question}\n" + _known(conversation)) else None


def _known(conversation: Sequence[Turn]) -> str:
    """What was understood in the turns before: regions, years and units in their full names."""
    parts: list[str] = []
    for turn in conversation[-TURNS:]:
        parts += [
            *turn.query.regions,
            *(f"{year}年" for year in (*turn.query.years, *turn.query.figure_years)),
            *turn.query.units,
        ]
        parts += [citation.title for citation in turn.answer.citations]
    return "\n".join(parts)


def _adds_nothing(line: str, known: str) -> bool:
    """Whether ``line`` names no region, year, unit, figure, term or quotation that ``known`` does not."""
    text, context = unify(plain(line)), unify(plain(known))
    regions = {name for name, _, _ in region_mentions(plain(known))}
    held_years = {mention.first for mention in years(context)}
    held_units = [name for name, _, _ in units(plain(known))]
    held_figures = {(figure.low, figure.high) for figure in figures(context)}
    return (
        all(name in regions or name == "全国" for name, _, _ in region_mentions(plain(line)))
        and all(mention.first in held_years for mention in years(text))
        and all(any(is_unit(name, other) for other in held_units) for name, _, _ in units(plain(line)))
        and all((figure.low, figure.high) in held_figures for figure in figures(text))
        and all(term in context for term in terms(text))
        and all(quoted in re.sub(r"\s", "", context) for quoted in quotations(line))
    )


def phrase(answer: Answer, query: Query, model: BaseChatModel, *, seconds: float = PHRASE_SECONDS) -> str | None:
    """A sentence or two round an exact answer of the register or the figures; None unless it says exactly the same.

    Every marker, figure, unit with its part, region, year and caveat of ``answer`` must be there, and none besides.
    """
    exact = answer.answer
    if answer.kind in ("refusal", "clarify") or len(exact) > LONGEST_EXACT or exact.count("\n") > 6:
        return None
    fence = Fence.new()
    prompt = load_prompt("sentence").fill(
        language_rule=LANGUAGE_RULES[query.language],
        limit=max(120, int(len(exact) * 1.5)),
        answer=f"{fence.opening}\n{exact}\n{fence.closing}",
        fence=fence.opening,
        question=query.text or query.question,
    )
    try:
        text = _plain_answer(whole_text(model, prompt, Deadline(seconds), LONGEST_EXACT * 3))
    except ModelError:
        return None
    if not text or len(text) > max(200, 2 * len(exact)) or fence.word in text or is_chinese(text) != is_chinese(exact):
        return None
    return text if says_the_same(text, exact, query.text or query.question) else None


def says_the_same(text: str, exact: str, question: str) -> bool:
    """Whether ``text`` states what ``exact`` states: nothing lost, nothing added, each part with its own marker."""
    if sorted(markers(text)) != sorted(markers(exact)) or _facts(text) != _facts(exact):
        return False
    if {m.group() for m in _CAVEATS.finditer(exact)} - {m.group() for m in _CAVEATS.finditer(text)}:
        return False
    parts_of_exact = {(unit.name, unit.part) for unit in bound_units(plain(without_markers(exact)))}
    parts_of_text = {(unit.name, unit.part) for unit in bound_units(plain(without_markers(text)))}
    if parts_of_exact != parts_of_text:
        return False
    numbers = markers(exact) or (1,)
    evidence = {number: Evidence(number=number, text=without_markers(exact)) for number in numbers}
    marker = "".join(f"[{number}]" for number in numbers)
    verifier = Verifier(evidence, question=question)
    sentences = [part for part in re.split(r"(?<=[。！？!?\n])", text) if without_markers(part).strip(" 。\n")]
    return all(verifier.verify(without_markers(part).rstrip("。 \n") + marker).ok for part in sentences) and _order(
        text
    ) == _order(exact)


def _facts(text: str) -> tuple[Counter[tuple[str, str, str, str]], frozenset[str], frozenset[int]]:
    """The figures with their bounds, the regions and the years of ``text``."""
    words = unify(plain(without_markers(text)))
    found = Counter((str(f.low.normalize()), str(f.high.normalize()), f.unit, str(f.bound)) for f in figures(words))
    regions = frozenset(name for name, _, _ in region_mentions(plain(text)))
    return found, regions, frozenset(mention.first for mention in years(words))


def _order(text: str) -> tuple[tuple[int, str], ...]:
    """For each marker the last figure or unit before it: what the marker vouches for."""
    result = []
    for match in re.finditer(r"\[(\d{1,3})\]", text):
        before = plain(without_markers(text[: match.start()]))
        amounts = [(f.end, str(f.low.normalize())) for f in figures(unify(before))]
        names = [(end, name) for name, _, end in units(before)]
        result.append((int(match[1]), max([*amounts[-1:], *names[-1:]], default=(0, ""))[1]))
    return tuple(sorted(result))


def _plain_answer(text: str) -> str:
    """The model's text without thoughts, control characters and mark-up."""
    thoughts = ThoughtFilter()
    kept = thoughts.feed(without_controls(text)) + thoughts.finish()
    return normalise_markers("\n".join(filter(None, (clean(line) for line in kept.splitlines())))).strip("“”\"' \n")
