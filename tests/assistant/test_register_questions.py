"""Which questions ask the register, and what they ask of it."""

from __future__ import annotations

import pytest

from assistant.records import Intent, Language
from assistant.register_questions import register_intent
from assistant.unit_spelling import named_units
from assistant.wanted import language_of

# question, intent, units, role, remark
ASKED: list[tuple[str, Intent, tuple[str, ...], str, str]] = [
    ("灌区改造谁牵头", "lead", (), "lead", "the plainest form"),
    ("灌区改造由谁迁头", "lead", (), "lead", "a slip for 牵头"),
    ("灌区改造归哪个部门管", "lead", (), "", "归 … 管"),
    ("口袋公园这块哪家单位负责抓", "lead", (), "", "colloquial"),
    ("拖欠工资的事找哪个厅", "lead", (), "", "找哪个厅"),
    ("who leads the irrigation renewal", "lead", (), "lead", "English"),
    ("Which department is responsible for tailings ponds?", "lead", (), "", "English, responsible"),
    ("灌区改造的配合单位有哪些", "participants", (), "participant", "supporting units"),
    (
        "灌区改造，省水利厅牵头，其他参与单位呢",
        "participants",
        ("省水利厅",),
        "lead",
        "the lead is said, others are asked",
    ),
    ("治理尾矿库是不是应急厅牵头", "role_check", ("省应急厅",), "lead", "是不是"),
    ("省水利厅是灌区改造的牵头单位吗", "role_check", ("省水利厅",), "lead", "吗 at the end"),
    ("省林业局牵头哪些任务", "unit_tasks", ("省林业局",), "lead", "what a unit leads"),
    ("林业局都负责啥工作", "unit_tasks", ("林业局",), "", "colloquial"),
    ("What does the Department of Commerce lead?", "unit_tasks", ("商务厅",), "lead", "English"),
    ("省林业局牵头几项", "unit_count", ("省林业局",), "lead", "a count"),
    ("How many tasks does the Department of Finance lead?", "unit_count", ("财政厅",), "lead", "English"),
    ("“守护好山水”这一节有哪些任务，分别谁牵头", "section_tasks", (), "lead", "a section in quotation marks"),
    ("分工方案一共多少项任务", "unit_count", (), "", "a whole notice"),
    ("农村信用社改革由谁牵头", "lead", (), "lead", "a unit's name inside the task"),
    ("治理尾矿库是应急厅牵头的吧？", "role_check", ("省应急厅",), "lead", "吧"),
    ("治理尾矿库是应急厅牵头没错吧", "role_check", ("省应急厅",), "lead", "没错吧"),
    ("口袋公园由住建厅负责，对吧", "role_check", ("省住房城乡建设厅",), "", "对吧"),
    ("治理尾矿库是应急厅牵头的对不对", "role_check", ("省应急厅",), "lead", "对不对"),
    ("省水利厅参加灌区改造吧", "role_check", ("省水利厅",), "", "参加"),
    ("环线高速那项，参加的有哪些单位和市", "participants", (), "", "参加的有哪些单位"),
    ("环线高速那项有哪些市参与", "participants", (), "participant", "cities"),
    ("除省教育厅外，学位建设还有哪些部门配合", "participants", (), "participant", "one unit set aside"),
    ("环线高速，除了牵头单位还有谁", "participants", (), "lead", "the lead set aside"),
    ("医保局牵头的事情有哪些", "unit_tasks", ("医保局",), "lead", "的事情有哪些"),
    ("水利厅、林业局分别牵头哪些任务", "unit_tasks", ("省水利厅", "林业局"), "lead", "two units"),
    ("Which units support the irrigation renewal?", "participants", (), "participant", "English, support"),
]

NOT_ASKED = [
    ("今年粮食产量目标是多少", "a figure"),
    ("报告是谁作的", "the speaker"),
    ("支持龙头企业牵头组建创新联合体的有哪些省", "牵头 as a matter"),
    ("牵头单位要怎么报送进度", "what lead units have to do"),
    ("哪些城市要建地铁", "a list of cities"),
    ("去年完成了哪些任务", "tasks of no unit"),
]


@pytest.mark.parametrize(
    ("question", "intent", "units", "role", "remark"), ASKED, ids=[row[4] + row[0] for row in ASKED]
)
def test_a_register_question_is_recognised(
    question: str, intent: Intent, units: tuple[str, ...], role: str, remark: str
) -> None:
    ask = register_intent(question, language_of(question))
    assert ask is not None
    assert (ask.intent, ask.units, ask.role) == (intent, units, role)


@pytest.mark.parametrize(("question", "remark"), NOT_ASKED, ids=[row[1] for row in NOT_ASKED])
def test_other_questions_are_left_to_others(question: str, remark: str) -> None:
    assert register_intent(question, "zh") is None


TOPICS = [
    ("灌区改造是水利厅牵头的吧？", "灌区改造", "吧"),
    ("灌区改造，公安厅之外还有哪些单位配合", "灌区改造", "a unit set aside"),
    ("环线高速那项，参加的有哪些单位和市", "环线高速", "units and cities"),
    ("两省灌区改造各由谁牵头", "灌区改造", "各由谁"),
    ("口袋公园由住建厅负责，对吧", "口袋公园", "a verb without its object"),
]


@pytest.mark.parametrize(("question", "topic", "remark"), TOPICS, ids=[row[2] for row in TOPICS])
def test_the_topic_is_the_question_without_the_asking(question: str, topic: str, remark: str) -> None:
    ask = register_intent(question, "zh")
    assert ask is not None
    assert ask.topic == topic


SECTIONS = [
    ("方案深化改革一节讲了什么任务", "深化改革", None),
    ("分工意见里“提高效能”那一节谁牵头", "提高效能", None),
    ("方案第三部分有哪些任务", "三、", None),
    ("第12到18项，省教育厅牵头几项", "", (12, 18)),
    ("第二十三项谁牵头", "", (23, 23)),
    ("task 7: who leads it", "", (7, 7)),
    ("灌区改造这块谁牵头", "", None),
]


@pytest.mark.parametrize(("question", "section", "numbers"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_sections_and_numbers_are_read(question: str, section: str, numbers: tuple[int, int] | None) -> None:
    language: Language = language_of(question)
    ask = register_intent(question, language)
    assert ask is not None
    assert (ask.section, ask.numbers) == (section, numbers)


SPELLINGS = [
    ("省林页局牵头哪些任务", (), ("省林业局",), "a homophone"),
    ("省农业弄村厅牵头几项", (), ("省农业农村厅",), "one wrong character in five"),
    ("云岭供电公司负责哪些任务", ("国网云岭供电公司",), ("国网云岭供电公司",), "a company without its prefix"),
    ("人民银行牵头什么", ("人民银行澜州中心支行",), ("人民银行澜州中心支行",), "a branch by its bank"),
    ("省林木局牵头哪些任务", (), (), "no unit is near enough in sound"),
]


@pytest.mark.parametrize(("question", "known", "expected", "remark"), SPELLINGS, ids=[row[3] for row in SPELLINGS])
def test_units_are_known_by_other_spellings(
    question: str, known: tuple[str, ...], expected: tuple[str, ...], remark: str
) -> None:
    assert tuple(mention.name for mention in named_units(question, known)) == expected
