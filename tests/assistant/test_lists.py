"""Complete lists out of running text and paragraphs."""

from __future__ import annotations

import pytest

from assistant.lists import announced, inline_items, list_after
from ingest.records import Report, Source


def report(text: str) -> Report:
    return Report(
        id="r",
        title="测试报告",
        kind="work_report",
        region="云岭省",
        level="province",
        year=2025,
        issuer="",
        document_number="",
        date="",
        speaker="",
        source=Source(name="x.txt", sha256="0", ordinal=1, media_type="text/plain"),
        text=text,
    )


LISTS = [
    (
        "我们要办好三件实事：（1）建校十所；（2）修路百里；（3）改厕千户。明年再看。",
        ("建校十所", "修路百里", "改厕千户"),
        "numbered in one sentence",
    ),
    (
        "今年办好三件实事。\n1．建校十所，增加学位。\n2．修路百里。\n3．改厕千户。\n二、其他工作\n1．抓安全。",
        ("建校十所，增加学位", "修路百里", "改厕千户"),
        "numbered over paragraphs; the next section's 1. is not taken",
    ),
    (
        "重点抓好两项工作：一是稳投资，开工百个项目。二是促消费，发放消费券。",
        ("稳投资，开工百个项目", "促消费，发放消费券"),
        "一是, 二是",
    ),
    (
        "主要成绩如下：\n——经济稳步增长。\n——就业总体稳定。\n一、总体要求",
        ("经济稳步增长", "就业总体稳定"),
        "dashes at the start of paragraphs",
    ),
    ("我们要继续努力。\n一、总体要求\n二、主要目标", (), "headings later are no list of this sentence"),
]


@pytest.mark.parametrize(("text", "items", "remark"), LISTS, ids=[row[-1] for row in LISTS])
def test_lists_are_complete(text: str, items: tuple[str, ...], remark: str) -> None:
    whole = report(text)
    stop = min(text.index(sign) for sign in "。：" if sign in text) + 1
    found = list_after(whole, 0, stop)
    assert tuple(text[start:end] for start, end in found.items) == items if found else items == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("办好十件民生实事", 10),
        ("打造5个实验室、建设3个基地", 3),
        ("十大产业项目", 10),
        ("推动发展", None),
        ("一项工作", None),
    ],
)
def test_how_many_are_announced(text: str, count: int | None) -> None:
    assert announced(text) == count


def test_items_inside_a_sentence_lose_their_introduction() -> None:
    assert inline_items("重点抓三大项目，即青山水库、云湖大桥、北岭隧道。") == ("青山水库", "云湖大桥", "北岭隧道")
    assert inline_items("建成学校、医院。") == ()
