from __future__ import annotations

import pytest

from ingest.structure.contents import contents_lines
from ingest.structure.layout import lay_out
from tests.ingest.structure.papers import plain

BODY = "一、总体要求\n坚持稳中求进，把各项工作落到实处，让群众看到变化。\n二、重点任务\n逐项抓好落实，年底前完成验收并公布结果。\n三、保障措施\n加强组织领导，压实工作责任。\n"
CASES = [
    ("目录\n一、总体要求\n二、重点任务\n三、保障措施\n" + BODY, 4, "caption and headings"),
    ("目　录\n一、总体要求 …… 1\n二、重点任务 …… 3\n" + BODY, 3, "caption and page numbers"),
    ("一、总体要求......1\n二、重点任务......3\n三、保障措施......9\n" + BODY, 3, "page numbers alone"),
    ("一、总体要求\n二、重点任务\n三、保障措施\n" + BODY, 3, "the headings stand again below"),
    ("目录\n" + BODY, 1, "a caption whose list the loader left out"),
    (BODY, 0, "headings with their text"),
    ("一、修路\n二、种树\n三、办学\n四、看病\n", 0, "a list that is all there is"),
]


@pytest.mark.parametrize(("text", "count", "remark"), CASES)
def test_tables_of_contents_are_found(text: str, count: int, remark: str) -> None:
    lines = lay_out(plain(text)).lines
    found = contents_lines(lines)
    assert found == frozenset(line.start for line in lines[:count]), remark
