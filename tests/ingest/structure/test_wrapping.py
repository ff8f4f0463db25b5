from __future__ import annotations

import pytest

from ingest.structure.passages import cut_passages
from ingest.structure.sentences import sentences
from ingest.structure.wrapping import wrap_width
from tests.ingest.structure.papers import NOTICE, PROVINCE, only


def wrapped(text: str, width: int = 34) -> str:
    """The text with every line cut at ``width``, as a copy out of a PDF has it."""
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width))


LONG = PROVINCE.replace(
    "让群众看得见变化。", "让群众看得见变化，也让返乡创业的年轻人愿意留下来、留得住，把山里的日子过成诗。" * 12
)


def test_the_width_is_found_in_wrapped_text_alone() -> None:
    assert wrap_width(wrapped(LONG)) == 34
    assert wrap_width(LONG) == 0
    assert wrap_width(NOTICE) == 0


def test_sentences_run_on_over_soft_line_ends() -> None:
    text = wrapped(LONG)
    found = [text[start:end].replace("\n", "") for start, end in sentences(text)]
    assert "（一）产业发展有了新起色。" in found
    assert any(
        sentence.startswith("引进茶叶精深加工企业12家") and sentence.endswith("越走越宽。") for sentence in found
    )


@pytest.mark.parametrize("width", [24, 34, 40])
def test_wrapped_text_has_the_same_outline(width: int) -> None:
    plain, cut = only(LONG), only(wrapped(LONG, width))
    assert [(s.level, s.number, s.heading) for s in cut.sections] == [
        (s.level, s.number, s.heading) for s in plain.sections
    ]
    assert (cut.title, cut.region, cut.date, cut.speaker) == (plain.title, plain.region, plain.date, plain.speaker)


def test_passages_of_wrapped_text_end_with_sentences() -> None:
    report = only(wrapped(LONG))
    passages = cut_passages(report)
    assert all(report.text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(passage.text[-1] in "。" for passage in passages)
