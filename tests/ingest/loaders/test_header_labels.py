"""Header rows are told by the names of columns that government tables use."""

from __future__ import annotations

import pytest

from ingest.loaders.header_labels import is_label, looks_like_header


@pytest.mark.parametrize(
    "text",
    [
        "序号", "序 号", "任务", "重点任务", "工作内容", "主要目标任务", "工作举措", "项目名称", "牵头单位", "责任单位", "配合单位", "牵头领导",
        "责任部门", "牵头（责任）单位", "牵头单位及责任人", "参与单位", "分管领导", "完成时限", "完成时间", "时间节点", "时间进度", "进度安排",
        "指标", "指标名称", "单位", "计量单位", "目标", "目标值", "2024年目标（%）", "2023年完成情况", "2023年", "预期", "预期目标", "增长（%）",
        "同比增速", "属性", "备注", "类别", "“十四五”末目标", "Lead agency", "Task", "Due date",
    ],
)  # fmt: skip
def test_names_of_columns(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "省发展改革委",
        "建设云岭大桥",
        "12860.4",
        "2024年6月底前",
        "澜州市人民政府",
        "地区生产总值",
        "加快推进单位改革和部门协同",
        "5.8%",
    ],
)
def test_contents_are_no_names_of_columns(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    ("remark", "cells", "header"),
    [
        ("the usual", ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"], True),
        ("one column of its own name", ["序号", "改革专题", "牵头单位"], True),
        ("figures by year", ["指标", "单位", "2023年", "2024年目标"], True),
        ("a label and its value", ["牵头单位", "省水利厅"], False),
        ("two labels and their values", ["牵头单位", "省水利厅", "完成时限", "2024年底"], False),
        ("one label", ["序号", ""], False),
        ("a row of contents", ["1", "建设云岭大桥", "省交通运输厅", "2024年底"], False),
        ("a long cell", ["序号", "任务", "按照时限要求推进各项目标任务落实并且按季度报送工作进展"], False),
        ("empty", ["", ""], False),
    ],
)
def test_header_rows(remark: str, cells: list[str], header: bool) -> None:
    assert looks_like_header(cells) is header, remark
