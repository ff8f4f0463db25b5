"""The register's and the figures' page without a browser: sorting, counting, bars and their axis, and the scripts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.figure_lists import table_of
from assistant.figure_records import FigureLookup
from assistant.names import short_name
from assistant.pages.parts.data_table import Sorting, TableColumn, TableRow, cell, in_order
from assistant.pages.parts.figure_chart import NARROW, bars, domain, figure_chart, label_pixels
from assistant.pages.parts.figure_choice import stated_figures
from assistant.pages.parts.register_filters import Filters, chosen
from assistant.pages.parts.register_view import counts_by_place
from assistant.pages.parts.services import services
from assistant.register import Register
from ingest.library.library import Library
from tests.assistant.figure_library import MemoryLibrary, work_report

ROOT = Path(__file__).resolve().parents[2]

# --- sorting -----------------------------------------------------------------------------------------------------

COLUMNS = (TableColumn(key="name", label="名", share=50), TableColumn(key="due", label="期", share=50))
ROWS = tuple(
    TableRow(id=name, cells=(cell(name), cell(due)))
    for name, due in (("省财政厅", "六月"), ("省教育厅", ""), ("省发展改革委", "六月"), ("省安监局", "三月"))
)


@pytest.mark.parametrize(
    ("sorting", "order", "remark"),
    [
        (Sorting(), "财教发安", "as they came"),
        (Sorting(column="name"), "安财发教", "by reading: an, cai, fa, jiao"),
        (Sorting(column="name", descending=True), "教发财安", "the other way round"),
        (Sorting(column="due"), "财发安教", "equal ones as they came, empty ones last: liu, san"),
        (Sorting(column="due", descending=True), "安财发教", "empty ones last all the same"),
        (Sorting(column="nowhere"), "财教发安", "a column that is no longer shown"),
    ],
)
def test_rows_are_sorted_by_sound(sorting: Sorting, order: str, remark: str) -> None:
    assert "".join(row.id[1] for row in in_order(ROWS, COLUMNS, sorting)) == order, remark


def test_clicks_on_a_heading_go_round() -> None:
    first = Sorting().after_click("name")
    second = first.after_click("name")
    assert (first, second) == (Sorting(column="name"), Sorting(column="name", descending=True))
    assert second.after_click("name") == Sorting()
    assert second.after_click("due") == Sorting(column="due")


# --- the register ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def register(sample_library: Library) -> Register:
    return Register(sample_library.assignments(), sample_library.entries())


def test_what_is_listed_for_a_unit_is_what_the_chart_counts(register: Register) -> None:
    for label, count in counts_by_place(register.assignments, register):
        assert label == count.unit, "one region: no need to name it"
        assert len(chosen(register, Filters(unit=count.unit, role="lead"))) == count.lead, label
        assert len(chosen(register, Filters(unit=count.unit, role="participant"))) == count.participant, label


@pytest.mark.parametrize(
    ("filters", "remark"),
    [
        (Filters(region="云岭省", year=2025), "place and year"),
        (Filters(text="5G 基站"), "all words"),
        (Filters(unit="省财政厅", role="participant", text="2025年"), "unit and words"),
    ],
)
def test_filters_leave_some_and_not_all(register: Register, filters: Filters, remark: str) -> None:
    found = chosen(register, filters)
    assert found and set(found) <= set(register.assignments), remark
    if filters.text:
        assert len(found) < len(register.assignments), remark


def test_a_section_is_taken_exactly(register: Register) -> None:
    for section in dict.fromkeys(part for item in register.assignments for part in item.section_path):
        found = chosen(register, Filters(section=section))
        assert found and all(section in item.section_path for item in found)


# --- bars --------------------------------------------------------------------------------------------------------

PAPERS = MemoryLibrary(
    (
        work_report(
            "全国",
            2025,
            "国内生产总值达到134.9万亿元、增长5%。",
            "国内生产总值增长5%左右；居民人均可支配收入增长与经济增长同步。",
        ),
        work_report(
            "云岭省",
            2025,
            "地区生产总值达到1.9万亿元、增长5.5%。",
            "地区生产总值增长5.5%左右；居民人均可支配收入增长7%。",
        ),
        work_report("岚山省", 2025, "地区生产总值下降0.5%。", "地区生产总值增长6%以上。"),
        work_report("苍河省", 2025, "地区生产总值达到8000亿元。", "城镇新增就业20万人。"),
    )
)
NAMES = {
    "growth": ("地区生产总值增速", "target", 2025),
    "fall": ("地区生产总值增速", "result", 2024),
    "amount": ("地区生产总值", "result", 2024),
    "words": ("居民人均可支配收入增速", "target", 2025),
}


def bars_of(which: str) -> list[tuple[str, str, float | None]]:
    name, kind, year = NAMES[which]
    table = table_of(FigureLookup(PAPERS), name, kind, year)  # type: ignore[arg-type]
    assert table is not None
    return [(bar.name, bar.label, bar.value) for bar in bars(table, "zh")]


@pytest.mark.parametrize(
    ("which", "expected", "remark"),
    [
        (
            "growth",
            [("岚山", "6%以上", 6.0), ("云岭", "5.5%左右", 5.5), ("全国", "5%左右", 5.0), ("苍河", "未提出", None)],
            "sorted, with the qualifier, the silent one last",
        ),
        (
            "amount",
            [("云岭", "1.9万亿元", 1.9), ("苍河", "8000亿元", 0.8), ("岚山", "未提出", None)],
            "in one unit, and without the nation that is their sum",
        ),
        (
            "words",
            [("云岭", "7%", 7.0), ("全国", "与经济增长同步", None), ("岚山", "未提出", None), ("苍河", "未提出", None)],
            "words have no bar",
        ),
    ],
)
def test_bars_say_what_the_reports_say(which: str, expected: list[tuple[str, str, float | None]], remark: str) -> None:
    assert bars_of(which) == expected, remark


def test_every_label_finds_room_behind_its_bar_even_on_a_phone() -> None:
    for name, kind, year in NAMES.values():
        table = table_of(FigureLookup(PAPERS), name, kind, year)  # type: ignore[arg-type]
        assert table is not None
        rows = bars(table, "zh")
        low, high = domain(rows)
        assert low <= 0 <= high and high > low
        for bar in rows:
            if bar.value is not None:
                length = abs(bar.value) / (high - low) * NARROW
                assert length + label_pixels(bar.label) * 0.95 <= NARROW, (name, bar)


def test_a_fall_has_its_bar_to_the_left() -> None:
    table = table_of(FigureLookup(PAPERS), "地区生产总值增速", "result", 2024)
    assert table is not None
    low, high = domain(bars(table, "zh"))
    assert low < -0.5 and high > 5.5


def test_the_chart_says_what_it_shows_in_both_languages() -> None:
    table = table_of(FigureLookup(PAPERS), "地区生产总值增速", "target", 2025)
    assert table is not None
    for language, title in (("zh", "2025年地区生产总值增速（目标）"), ("en", "GDP growth, 2025 (target)")):
        spec = figure_chart(table, language).to_dict()  # type: ignore[arg-type]
        assert spec["title"]["text"] == title
        assert spec["usermeta"]["embedOptions"]["renderer"] == "svg", "the PNG is made of the SVG"
        assert any(layer["mark"]["type"] == "rule" for layer in spec["layer"]), "the line of the whole country"


def test_what_most_regions_state_is_offered_first() -> None:
    found = stated_figures(FigureLookup(PAPERS))
    assert (found[0].name, found[0].kind, found[0].year) == ("地区生产总值增速", "target", 2025)
    assert len(found[0].regions) == 3
    assert len({(one.name, one.kind, one.year) for one in found}) == len(found)


# --- the scripts -------------------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app over a fresh data folder, drawn until the samples are in."""
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    for name in ("ASSISTANT_CHAT_MODEL", "ASSISTANT_EMBEDDING_MODEL", "ASSISTANT_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)
    services.clear()
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    at.run()
    deadline = time.monotonic() + 30
    while services().stage != "ready" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert services().stage == "ready", services().error
    yield at
    services.clear()


def shown(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def test_the_register_filters_restores_from_the_address_and_clears(app: AppTest) -> None:
    app.switch_page("assistant/pages/register.py").run()
    assert not app.exception
    before = shown(app)
    units = app.selectbox(key="register-unit").options
    assert len(units) > 30
    app.selectbox(key="register-unit").set_value("省数据局").run()
    assert shown(app) != before and "省数据局：牵头" in shown(app)
    assert app.query_params["unit"] == ["省数据局"] or app.query_params["unit"] == "省数据局"

    app.text_input(key="register-text").set_value("没有这样的词").run()
    assert "没有符合条件的任务" in shown(app)
    app.button[-1].click().run()
    assert app.selectbox(key="register-unit").value == "" and "unit" not in app.query_params
    assert shown(app) == before

    app.query_params["unit"] = "数据局"
    app.query_params["role"] = "lead"
    app.query_params["region"] = "云岭"
    app.run()
    assert app.selectbox(key="register-unit").value == "省数据局", "another way of writing the unit"
    assert app.selectbox(key="register-region").value == "云岭省"
    assert not app.exception


@pytest.mark.parametrize(
    ("parameter", "value"), [("unit", "没有的单位"), ("year", "abc"), ("role", "boss"), ("section", "<b>")]
)
def test_an_address_that_means_nothing_is_no_fault(app: AppTest, parameter: str, value: str) -> None:
    app.switch_page("assistant/pages/register.py")
    app.query_params[parameter] = value
    app.run()
    assert not app.exception and "省" in shown(app) + "".join(app.selectbox(key="register-unit").options)
    assert parameter not in app.query_params


def test_the_figures_follow_the_choice(app: AppTest) -> None:
    app.switch_page("assistant/pages/figures.py").run()
    assert not app.exception
    first = app.selectbox(key="figures-indicator").value
    assert first == "地区生产总值增速" and app.selectbox(key="figures-year").value == 2025
    app.selectbox(key="figures-indicator").set_value("粮食产量").run()
    assert "未提出" in shown(app) and not app.exception
    app.query_params.update(indicator="GDP", kind="result", year="2024")
    app.run()
    assert app.selectbox(key="figures-indicator").value == "地区生产总值增速"
    assert app.selectbox(key="figures-year").value == 2024
    app.query_params.update(indicator="幸福", kind="?", year="x", region="火星")
    app.run()
    assert not app.exception and app.multiselect(key="figures-region").value == []
    app.session_state["language"] = "en"
    app.run()
    assert not app.exception and "reports" in shown(app)


def test_an_empty_library_says_what_to_do(app: AppTest) -> None:
    app.switch_page("assistant/pages/library.py").run()
    app.button(key="remove-samples").click().run()
    for page, said in (("register", "还没有责任分工通知"), ("figures", "还没有可比较的指标")):
        app.switch_page(f"assistant/pages/{page}.py").run()
        assert said in shown(app) and not app.exception


def test_short_names_tell_the_regions_of_the_samples_apart(sample_library: Library) -> None:
    regions = {entry.region for entry in sample_library.entries()}
    assert len({short_name(region) for region in regions}) == len(regions)
