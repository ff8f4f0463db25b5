"""Answers over the real papers: rows are (remark, question, regions, years, kind, what is said, what is not)."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from assistant.figures import answer_from_figures, figures_table
from tests.assistant.figure_library import MemoryLibrary, asked
from tests.corpus import needs_corpus
from tests.ingest.extract.indicators import corpus_reports

pytestmark = [needs_corpus, pytest.mark.corpus]
QUOTED = re.compile("「[^」]*」")


@lru_cache(maxsize=1)
def _library() -> MemoryLibrary:
    return MemoryLibrary(corpus_reports())


ASKED = [
    (
        "target, not last year's result",
        "广西2022年规上工业增长目标",
        ("广西壮族自治区",),
        2022,
        "indicator",
        ["7%"],
        ["8.6%"],
    ),
    ("result, not this year's target", "辽宁2021年固投实际增长多少", ("辽宁省",), 2021, "indicator", ["2.6%"], ["10%"]),
    ("subject carried past a remark", "江苏2021年社零增长了多少", ("江苏省",), 2021, "indicator", ["15.1%"], ["6.5%"]),
    ("third of a shared list", "贵阳2024年服务业增加值增速目标", ("贵阳市",), 2024, "indicator", ["6%左右"], ["9%"]),
    ("the region's own, not its corps'", "新疆2021年GDP增速", ("新疆维吾尔自治区",), 2021, "indicator", ["7%"], ["8%"]),
    ("the corps' own", "新疆兵团2021年GDP增长多少", ("新疆生产建设兵团",), 2021, "indicator", ["8%", "兵团"], ["7%"]),
    (
        "growth is not answered with the amount",
        "甘肃2021年GDP增速是多少",
        ("甘肃省",),
        2021,
        "refusal",
        ["未给出"],
        ["6.5%"],
    ),
    (
        "a target that is set in words",
        "四川2022年外贸增长目标",
        ("四川省",),
        2022,
        "indicator",
        ["高于经济增速"],
        ["17.6%"],
    ),
    (
        "no target of this name",
        "浙江2022年固定资产投资增长目标",
        ("浙江省",),
        2022,
        "refusal",
        ["未提出"],
        ["10.8%", "10%"],
    ),
    ("no report of this year", "江西2023年GDP目标", ("江西省",), 2023, "refusal", ["没有江西省2023年"], ["7%"]),
    (
        "lower of two",
        "吉林和辽宁2022年财政收入目标哪个低",
        ("吉林省", "辽宁省"),
        2022,
        "comparison",
        ["2%以上", "4%左右"],
        [],
    ),
    ("highest of all", "2022年哪个省社零目标最高", (), 2022, "comparison", ["海南省，11%", "25份提出，6份未提出"], []),
    (
        "all below a figure",
        "2022年哪些省失业率目标低于5.5%",
        (),
        2022,
        "comparison",
        ["共4个", "北京", "上海", "江苏", "西藏"],
        ["广东"],
    ),
]


@pytest.mark.parametrize(
    ("remark", "question", "regions", "year", "kind", "said", "unsaid"), ASKED, ids=[row[0] for row in ASKED]
)
def test_answers_over_the_real_papers(
    remark: str, question: str, regions: tuple[str, ...], year: int, kind: str, said: list[str], unsaid: list[str]
) -> None:
    answer = answer_from_figures(asked(question, *regions, years=(year,)), _library())
    assert answer is not None
    assert answer.kind == kind, answer.answer
    stated = QUOTED.sub("", answer.answer)
    assert all(word in stated for word in said), answer.answer
    assert not any(re.search(rf"(?<![\d.]){re.escape(word)}", stated) for word in unsaid), answer.answer
    for citation in answer.citations:
        assert _library().report(citation.report_id).text[citation.start : citation.end] == citation.quote


def test_no_table_leaves_a_report_out() -> None:
    table = figures_table(_library(), indicator="社零", kind="target", year=2022)
    assert table is not None
    assert (len(table.rows), len(table.stated) + len(table.silent)) == (32, 32)
    assert {"湖南省", "全国"} <= {row.region for row in table.silent}
