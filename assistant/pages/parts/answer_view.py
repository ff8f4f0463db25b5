"""An answer on the page: text with markers, notes, sources, copy, and the reader's judgement."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, cast

import streamlit as st

from assistant.history import Rating, StoredTurn
from assistant.pages.parts.answer_blocks import answer_blocks
from assistant.pages.parts.escaping import shortened
from assistant.pages.parts.language import t
from assistant.records import Answer, Citation

QUOTE_LENGTH = 120

_component = st.components.v2.component(
    "government_reports.answer",
    js=Path(__file__).with_name("answer.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

_arrival = st.components.v2.component(
    "government_reports.arrival",
    js=Path(__file__).with_name("arrival.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, kw_only=True)
class Clicked:
    """What was clicked in this run: the number of a citation (0: none), a judgement ("": none, "none": taken back)."""

    citation: int = 0
    rating: Literal["up", "down", "none", ""] = ""


def draw_answer(stored: StoredTurn) -> Clicked:
    """What was clicked in the answer that this draws."""
    answer = stored.turn.answer
    result = _component(
        key=f"answer-{stored.id}",
        data=answer_data(answer, stored.rating, stopped=stored.stopped),
        on_cite_change=_nothing,
        on_rate_change=_nothing,
    )
    rating = cast(Literal["up", "down", "none", ""], result.rate if result.rate in ("up", "down", "none") else "")
    number = result.cite if isinstance(result.cite, int | float) else 0
    known = {citation.number for citation in answer.citations}
    return Clicked(citation=int(number) if int(number) in known else 0, rating=rating)


def bring_into_view(turn: int, *, complete: bool) -> None:
    """Scroll to the message in which this is called, when the turn begins and when its answer is complete."""
    _arrival(key="arrival", data={"turn": turn, "complete": complete})


def answer_data(answer: Answer, rating: Rating, *, stopped: bool) -> dict[str, object]:
    """The component's data: plain values only."""
    sources = [
        {
            "number": citation.number,
            "title": source_title(citation),
            "place": place(citation),
            "quote": shortened(citation.quote, QUOTE_LENGTH),
        }
        for citation in answer.citations
    ]
    numbers = {citation.number for citation in answer.citations}
    return {
        "blocks": [asdict(block) for block in answer_blocks(answer.answer, numbers)],
        "notes": _notes(answer, stopped=stopped),
        "sources": sources,
        "copy": as_plain_text(answer),
        "rating": rating,
        "meta": _meta(answer),
        "labels": {
            "open": t("answer.open"),
            "sources": t("answer.sources", count=len(sources)),
            "copy": t("answer.copy"),
            "up": t("answer.up"),
            "down": t("answer.down"),
        },
    }


def as_plain_text(answer: Answer) -> str:
    """The answer with its sources, for the clipboard."""
    lines = [answer.answer]
    if answer.citations:
        lines += ["", t("answer.sources_title")]
        lines += [
            f"[{c.number}] {' · '.join(filter(None, (source_title(c), place(c))))}{t('answer.quoted', quote=c.quote)}"
            for c in answer.citations
        ]
    return "\n".join(lines)


def source_title(citation: Citation) -> str:
    """The report's title, with its region where the title does not name it."""
    known = not citation.region or citation.region in citation.title
    return citation.title if known else t("source.of", title=citation.title, region=citation.region)


def place(citation: Citation) -> str:
    """Where in its report a citation stands: section path and page."""
    page = t("source.page", page=citation.page) if citation.page else ""
    return " · ".join(filter(None, (citation.section, page)))


def _notes(answer: Answer, *, stopped: bool) -> list[str]:
    """What is to be said about the answer; that it was stopped is said once (the outcome of a model says it itself)."""
    if stopped and not answer.answer.strip():
        return [t("answer.stopped_empty")]
    return [*answer.warnings, *([t("answer.stopped")] if stopped and answer.verification is None else [])]


def _meta(answer: Answer) -> str:
    seconds = answer.elapsed_ms / 1000
    parts = [t("answer.seconds", seconds=f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.2f}")] if seconds else []
    if answer.model:
        parts.append(t("answer.model", model=answer.model))
    counts = answer.verification
    if counts is not None and (counts.shown or counts.repaired or counts.left_out):
        parts.append(t("answer.verified", shown=counts.shown, repaired=counts.repaired, left_out=counts.left_out))
    return " · ".join(parts)


def _nothing() -> None:
    """A component hands over only what has a callback."""
