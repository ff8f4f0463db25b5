"""The register: filters, counts, and answers over a small library with a torn notice."""

from __future__ import annotations

import pytest

from assistant.records import AnswerKind
from tests.assistant.register_library import RegisterLibrary


@pytest.fixture(scope="module")
def library() -> RegisterLibrary:
    return RegisterLibrary()


# question, kind, words that stand in the answer, words that must not, remark
ANSWERS: list[tuple[str, AnswerKind, tuple[str, ...], tuple[str, ...], str]] = [
    (
        "云岭省绿色矿山谁牵头",
        "assignment",
        ("牵头单位：省自然资源厅", "第1项"),
        ("应急厅",),
        "a lead, no participants beside it",
    ),
    ("云岭省山茶和菌菇加工归哪个部门管", "assignment", ("省农业农村厅",), (), "found by its words, not by the phrase"),
    (
        "云岭省环线高速谁牵头",
        "assignment",
        ("省交通运输厅", "文字缺失", "恢复"),
        ("省能源局",),
        "a recovered text is said to be one",
    ),
    (
        "云岭省抽水蓄能电站谁牵头",
        "refusal",
        ("缺失", "无法确定"),
        ("省交通运输厅", "省工业和信息化厅"),
        "a lost assignment is no guess",
    ),
    (
        "沧原省5G基站谁牵头",
        "assignment",
        ("未明确牵头单位", "省通信管理局、省工业和信息化厅、省委网信办等按职责分工负责"),
        (),
        "no lead is named",
    ),
    ("沧原省疫源监测谁牵头", "assignment", ("未明确牵头单位", "分别负责"), (), "each for its part"),
    (
        "沧原省治理尾矿库的参与单位有哪些",
        "assignment",
        ("省应急厅、省自然资源厅、溪口市人民政府、碧川市人民政府等",),
        (),
        "participants in full",
    ),
    ("5G基站谁牵头", "assignment", ("沧原",), ("云岭2024",), "the one notice that has it"),
    ("沧原省概念验证中心是省教育厅牵头吗", "assignment", ("不是", "省科技厅", "参与"), (), "a participant is no lead"),
    (
        "沧原省科技厅是概念验证中心的责任单位吗",
        "assignment",
        ("是。", "牵头单位"),
        ("不是",),
        "the lead is responsible too",
    ),
    (
        "沧原省溪口市政府参与哪些任务",
        "assignment",
        ("溪口市人民政府参与1项", "尾矿库"),
        ("疫源",),
        "one city's government",
    ),
    (
        "Who is responsible for tailings ponds in 沧原省?",
        "assignment",
        ("省生态环境厅",),
        (),
        "English words for the matter",
    ),
    ("沧原省概念验证中心是科技厅牵头吗", "assignment", ("是。省科技厅是牵头单位",), ("不是",), "the lead is"),
    ("澜州市社区食堂谁负责，什么时候完成", "assignment", ("市民政局", "2024年9月底"), (), "with its due date"),
    ("澜州市操场翻新由哪位领导负责", "assignment", ("孟晓岚",), (), "with its leader"),
    ("云岭省省教育厅牵头几项", "assignment", ("共牵头1项", "现存"), (), "a damaged source is said with the count"),
    ("沧原省教育厅牵头哪些任务", "assignment", ("共牵头1项", "数字技师", "联合牵头"), (), "led jointly"),
    (
        "沧原省“做优科技服务”这一节有哪些任务",
        "assignment",
        ("共3项任务", "概念验证中心", "数字技师"),
        ("尾矿库",),
        "a section",
    ),
    ("沧原省第5项谁牵头", "assignment", ("疫源监测",), (), "by number"),
    ("云岭省第12项谁牵头", "refusal", ("没有找到第12项",), (), "a number that is wholly lost"),
    ("沧原省充电桩建设谁牵头", "refusal", ("没有找到", "沧原2024年责任分工方案"), (), "not in the notice"),
    ("天河省5G基站谁牵头", "refusal", ("没有天河省", "沧原2024年责任分工方案"), (), "no notice of that region"),
    ("2019年沧原省5G基站谁牵头", "refusal", ("2019年",), ("通信管理局",), "no notice of that year"),
    ("沧原省概念验证中心是省教育厅牵头的吧？", "assignment", ("不是。牵头单位：省科技厅",), (), "吧 is a check"),
    ("沧原省治理尾矿库是应急厅一家牵头吗", "assignment", ("不是",), (), "not alone, or no lead"),
    (
        "which unit leads the 5G task in 沧原省?",
        "assignment",
        ("No lead unit is named", "省通信管理局 (Communications Administration)"),
        (),
        "English",
    ),
]


@pytest.mark.parametrize(("question", "kind", "words", "without", "remark"), ANSWERS, ids=[row[4] for row in ANSWERS])
def test_an_answer_states_what_the_notice_carries(
    library: RegisterLibrary,
    question: str,
    kind: AnswerKind,
    words: tuple[str, ...],
    without: tuple[str, ...],
    remark: str,
) -> None:
    answer = library.ask(question)
    assert answer is not None
    assert answer.kind == kind
    assert [word for word in words if word not in answer.answer] == []
    assert [word for word in without if word in answer.answer] == []
    assert len(answer.answer) <= 700
    for citation in answer.citations:
        assert library.papers.report(citation.report_id).text[citation.start : citation.end] == citation.quote
        assert f"[{citation.number}]" in answer.answer


def test_a_recovered_answer_cites_both_papers(library: RegisterLibrary) -> None:
    answer = library.ask("云岭省环线高速谁牵头")
    assert answer is not None
    assert {citation.report_id for citation in answer.citations} == {"work", "torn"}
    assert any("错乱" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "word"),
    [("云岭省绿色矿山谁牵头", "错乱"), ("Which unit leads the task on green mines (绿色矿山) in Yunling?", "damaged")],
)
def test_a_damaged_source_is_said_in_one_short_sentence(library: RegisterLibrary, question: str, word: str) -> None:
    answer = library.ask(question)
    assert answer is not None
    (warning,) = answer.warnings
    assert word in warning
    assert len(warning) <= (60 if word == "错乱" else 100)
    assert "。”" not in answer.answer
    assert "”.." not in answer.answer


def test_without_the_work_report_a_lost_text_stays_lost() -> None:
    answer = RegisterLibrary(with_work_report=False).ask("云岭省环线高速谁牵头")
    assert answer is not None
    assert answer.kind == "refusal"
    assert "交通运输厅" not in answer.answer


def test_a_topic_without_region_is_answered_for_every_region_that_has_it() -> None:
    whole = RegisterLibrary()
    answer = whole.ask("尾矿库治理的牵头单位是谁")
    assert answer is not None
    assert "沧原" in answer.answer


def test_a_question_of_another_kind_is_left_alone(library: RegisterLibrary) -> None:
    assert library.ask("沧原省今年粮食产量目标是多少") is None


FILTERS = [
    ({"unit": "教育厅", "role": "lead"}, 2, "a short name, as lead, in all papers"),
    ({"unit": "省教育厅", "region": "沧原省"}, 3, "either part, one region"),
    ({"unit": "省教育厅", "region": "沧原省", "role": "participant"}, 2, "as participant"),
    ({"region": "澜州市"}, 2, "a city"),
    ({"region": "澜州市", "year": 2019}, 0, "another year"),
    ({"section": "整治环境"}, 2, "a section"),
    ({"text": "5G 基站"}, 1, "all words of the text"),
]


@pytest.mark.parametrize(("filters", "count", "remark"), FILTERS, ids=[row[2] for row in FILTERS])
def test_filters_narrow_the_register(
    library: RegisterLibrary, filters: dict[str, object], count: int, remark: str
) -> None:
    assert len(library.register.filter(**filters)) == count  # type: ignore[arg-type]


def test_counts_by_unit_tell_lead_alone_and_participant(library: RegisterLibrary) -> None:
    counts = {c.unit: c for c in library.register.counts_by_unit(library.register.filter(region="沧原省"))}
    assert (counts["省教育厅"].lead, counts["省教育厅"].alone, counts["省教育厅"].participant) == (1, 0, 2)
    assert counts["省科技厅"].alone == 1
    assert next(iter(library.register.counts_by_unit())).lead == max(c.lead for c in library.register.counts_by_unit())
