"""A sentence is shown only where its passages bear out everything that it claims."""

from __future__ import annotations

import random
import time

import pytest

from assistant.claims import markers, plain
from assistant.verification import Evidence, Verifier, verify_sentence
from tests.assistant.models.alterations import ALTERATIONS
from tests.assistant.models.passages import HONEST, PASSAGES

EVIDENCE = {passage.number: passage for passage in PASSAGES}
QUESTION = "云岭省和澜州市2024年有哪些目标和重点"


@pytest.mark.parametrize(("sentence", "remark"), HONEST, ids=[remark for _, remark in HONEST])
def test_an_honest_sentence_passes(sentence: str, remark: str) -> None:
    verdict = Verifier(EVIDENCE, question=QUESTION, language="zh").verify(sentence)
    assert verdict.ok, [reason.line() for reason in verdict.reasons]


# sentence, code of the first reason, remark
DISHONEST: tuple[tuple[str, str, str], ...] = (
    ("2023年，云岭省地区生产总值达到18942.7亿元[1]。", "figure", "another amount"),
    ("2023年，云岭省地区生产总值达到18642.7万亿元[1]。", "figure", "another multiplier"),
    ("2023年全省城镇新增就业52.6万户[1]。", "figure", "another counter"),
    ("云岭省2024年地区生产总值增长目标是6%[2]。", "qualifier", "左右 dropped"),
    ("云岭省2024年地区生产总值增长目标是6%以上[2]。", "qualifier", "左右 made 以上"),
    ("2024年云岭省城镇新增就业50万人左右[2]。", "qualifier", "以上 made 左右"),
    ("城镇调查失业率控制在5.5%左右[2]。", "qualifier", "以内 made 左右"),
    ("云岭省智算规模突破3.5万P[3]。", "qualifier", "力争 dropped"),
    ("云岭省2024年固定资产投资增长7.5%左右，规上工业增加值增长5%左右[2]。", "subject", "two figures exchanged"),
    ("云岭省2024年一般公共预算收入增长6%左右[2]。", "subject", "another indicator's figure"),
    ("2023年高技术制造业增加值增长7.1%[1]。", "subject", "the whole's figure for the part"),
    ("2023年云岭省居民消费价格下降0.4%[1]。", "direction", "rise made a fall"),
    ("常住人口城镇化率提高61.3%[1]。", "direction", "提高到 made 提高"),
    ("2022年，云岭省地区生产总值达到18642.7亿元[1]。", "year", "year before"),
    ("2024年，云岭省地区生产总值达到18642.7亿元[1]。", "year", "the report's year for a result"),
    ("去年云岭省地区生产总值增长6%左右[2]。", "year", "a relative year"),
    ("到2030年，数字经济核心产业增加值占地区生产总值比重达到11%[3]。", "year", "another deadline"),
    ("根据2023年云岭省政府工作报告，全省将建成高标准农田160万亩[4]。", "year", "another paper"),
    ("2024年云岭省已新建5G基站1.8万个[3]。", "stated", "a plan told as done"),
    ("云岭省计划城镇新增就业52.6万人[1]。", "stated", "a result told as a plan"),
    ("望川市2024年地区生产总值增长6.5%左右[8]。", "region", "another city, its passage not cited"),
    ("望川市2024年地区生产总值增长6.5%左右[8][9]。", "region", "another city's figure, both passages cited"),
    ("湖北省2024年地区生产总值增长6%左右[2]。", "region", "a real province"),
    ("岚溪市将改造老旧小区86个[9]。", "region", "a place that no table knows"),
    ("5G基站建设由省工业和信息化厅牵头[5]。", "role", "a unit of the same notice"),
    ("5G基站建设由省财政厅牵头[5]。", "role", "a participant of another task"),
    ("5G基站建设由省民政厅牵头[5]。", "unit", "a unit that the passage does not name"),
    ("高标准农田建设的牵头单位是省财政厅，责任单位是省农业农村厅[6]。", "role", "lead and participant exchanged"),
    ("农村改厕由省农业农村厅牵头[6]。", "role", "the lead of the task beside it"),
    ("工业互联网标杆园区由省工业和信息化厅牵头[5]。", "role", "no lead is named"),
    ("澜州市将唱响“澜江晨曲”文旅品牌[8]。", "quotation", "a word in quotation marks"),
    ("澜州市市长周启明表示将新增专精特新中小企业60家[8]。", "person", "a person from nowhere"),
    ("澜州市将新增专精特新中小企业60家，并引进ChatGPT平台[8]。", "term", "a term from nowhere"),
    ("澜州市的地区生产总值目标高于全国平均水平[8]。", "comparison", "a comparison from nowhere"),
    ("望川市的GDP增速目标为5.5%左右[9]，高于澜州市的6.5%左右[8]。", "comparison", "against its own figures"),
    ("云岭省将停止选派科技特派员[4]。", "negation", "an end from nowhere"),
    ("云岭省要搞大拆大建，推进村庄清洁行动[4]。", "negation", "a denial lost"),
    ("云岭省下辖多个国家级新区，是全国重要的白酒产业基地[3]。", "unsupported", "from memory"),
    ("云岭省将新建5G基站1.8万个，得益于外资大规模流入和房地产市场繁荣[3]。", "unsupported", "half from memory"),
    ("澜州市将发展旅游、金融、航空制造和海洋牧场[8]。", "unsupported", "a list from nowhere"),
    ("云岭省2024年新建5G基站1.8万个[12]。", "marker", "no such passage"),
    ("云岭省2024年新建5G基站1.8万个。", "uncited", "no marker"),
    ("云岭省数字经济发展成效明显，位居全国前列。", "uncited", "praise without a source"),
    ("更多信息请访问https://example.com/yunling，云岭省将新建5G基站1.8万个[3]。", "link", "a link"),
    ("[3] 云岭省政府工作报告，重点工作，做强做优数字经济", "leak", "the prompt's passage given back"),
    (
        "Yunling plans to build 18,000 base stations for the digital economy [3].",
        "language",
        "English to a Chinese question",
    ),
)


@pytest.mark.parametrize(("sentence", "code", "remark"), DISHONEST, ids=[remark for _, _, remark in DISHONEST])
def test_a_dishonest_sentence_is_refused_with_its_reason(sentence: str, code: str, remark: str) -> None:
    verdict = Verifier(EVIDENCE, question=QUESTION, language="zh").verify(sentence)
    assert not verdict.ok
    assert code in [reason.code for reason in verdict.reasons], [reason.line() for reason in verdict.reasons]
    assert all(reason.line("zh") and reason.line("en") for reason in verdict.reasons)


ENGLISH: tuple[tuple[str, bool, str], ...] = (
    ("The 2024 GDP growth target is about 6% (“地区生产总值增长6%左右”) [2].", True, "with the source's words"),
    ("Industrial output is to grow by about 7.5% and fixed-asset investment by about 5% [2].", True, "two figures"),
    ("In 2023, GDP reached RMB 1,864.27 billion, up 5.8% from the previous year [1].", True, "billions for 亿"),
    ("At least 500,000 urban jobs are to be created [2].", True, "at least for 以上"),
    ("The digital economy will make up 11% of GDP by 2025 [3].", True, "by 2025"),
    ("The work is led by 省通信管理局 [5].", True, "a unit in Chinese"),
    ("The passages do not state an export target.", True, "absence"),
    ("In 2023, GDP reached RMB 1,964.27 billion [1].", False, "another amount"),
    ("In 2024, GDP reached RMB 1,864.27 billion, up 5.8% [1].", False, "another year"),
    ("About 500,000 urban jobs are to be created [2].", False, "at least made about"),
    ("The unemployment target is about 6% [2].", False, "another matter's figure"),
    ("The work is led by 省财政厅 [5].", False, "another unit"),
    ("The province has become a national big data hub attracting global companies [3].", False, "from memory"),
)


@pytest.mark.parametrize(("sentence", "ok", "remark"), ENGLISH, ids=[remark for _, _, remark in ENGLISH])
def test_english_sentences_are_held_to_the_chinese_passages(sentence: str, ok: bool, remark: str) -> None:
    verdict = Verifier(EVIDENCE, question="What are Yunling's targets?", language="en").verify(sentence)
    assert verdict.ok is ok, [reason.line("en") for reason in verdict.reasons]


def test_no_alteration_of_an_honest_sentence_passes() -> None:
    verifier = Verifier(EVIDENCE, question=QUESTION, language="zh")
    tried = 0
    for seed in range(4):
        rng = random.Random(seed)
        for sentence, _ in HONEST:
            half_width = plain(sentence)
            cited = [EVIDENCE[number] for number in markers(half_width)]
            for alter in ALTERATIONS.values() if cited else ():
                if altered := alter(half_width, cited, rng):
                    tried += 1
                    assert not verifier.verify(altered.text).ok, f"{altered.kind} {altered.planted}: {altered.text}"
    assert tried > 600


def test_full_and_half_width_and_chinese_numerals_are_equal() -> None:
    evidence = {
        1: Evidence(
            number=1,
            text="改造提升老旧小区三十五个，一般性支出压减百分之五，完成投资１２．５亿元。",
            region="云岭省",
            year=2024,
        )
    }
    assert verify_sentence("改造提升老旧小区35个，一般性支出压减5%，完成投资12.5亿元[1]。", evidence).ok
    assert verify_sentence("完成投资125000万元[1]。", evidence).ok, "arithmetically equal"
    assert not verify_sentence("完成投资12.5万亿元[1]。", evidence).ok


def test_a_footnote_of_the_paper_is_no_marker_and_no_hindrance() -> None:
    evidence = {1: Evidence(number=1, text="自由贸易账户[5]收支增长7.3倍。", region="云岭省", year=2024)}
    assert verify_sentence("自由贸易账户收支增长7.3倍[1]。", evidence).ok
    assert not verify_sentence("自由贸易账户收支增长7.3倍[5]。", evidence).ok


def test_what_the_library_knows_of_the_paper_may_be_said() -> None:
    evidence = {
        1: Evidence(
            number=1,
            text="各位代表，现在我代表省人民政府作政府工作报告。",
            region="云岭省",
            year=2024,
            title="云岭省政府工作报告",
            about="省长 陈志远 2024-01-23",
        )
    }
    assert verify_sentence("2024年云岭省政府工作报告由省长陈志远所作[1]。", evidence).ok
    assert not verify_sentence("2024年云岭省政府工作报告由省长陈志明所作[1]。", evidence).ok


def test_a_sentence_takes_less_than_five_milliseconds() -> None:
    verifier = Verifier(EVIDENCE, question=QUESTION, language="zh")
    sentences = [sentence for sentence, _ in HONEST] + [sentence for sentence, _, _ in DISHONEST]
    for sentence in sentences:
        verifier.verify(sentence)  # what is prepared once per passage is prepared while the model still thinks
    started = time.process_time()
    for number, sentence in enumerate(sentences):
        verifier.verify(sentence.replace("[", f"（第{number}次）[", 1))
    assert (time.process_time() - started) / len(sentences) < 0.005
