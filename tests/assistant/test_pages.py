"""The pages without a browser: texts in both languages, layout of answers and reports, jobs, and the scripts themselves."""

from __future__ import annotations

import re
import string
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import assistant.pages
from assistant.errors import ModelError
from assistant.history import History
from assistant.pages.parts import answer_job
from assistant.pages.parts.adding_job import AddingJob, Upload
from assistant.pages.parts.answer_blocks import answer_blocks, blocks_html
from assistant.pages.parts.answer_job import AnswerJob
from assistant.pages.parts.escaping import as_html, as_label, shortened
from assistant.pages.parts.examples import LIMIT, candidates, working
from assistant.pages.parts.reading_blocks import part_at, parts, reading_blocks, section_around
from assistant.pages.parts.report_list import filtered
from assistant.pages.parts.services import services
from assistant.pages.texts import LANGUAGES, text, texts
from assistant.records import Answer, Query, Turn
from assistant.settings import ALL_SETTINGS
from ingest.errors import UnreadableFileError
from ingest.library.library import Library
from ingest.library.outcomes import FileOutcome, Progress
from ingest.reading import read_reports
from ingest.records import KINDS, LEVELS, Report

PAGES = Path(assistant.pages.__file__).parent
ROOT = PAGES.parents[1]
HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def reports(library: Library) -> tuple[Report, ...]:
    """The sample papers."""
    return tuple(library.report(entry.id) for entry in library.entries())


# --- texts -------------------------------------------------------------------------------------------------------


def test_every_text_stands_in_both_languages_with_the_same_places_to_fill() -> None:
    keys = [entry.key for entry in texts()]
    assert len(keys) == len(set(keys))
    for entry in texts():
        assert entry.zh.strip() and entry.en.strip(), entry.key
        places = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in (entry.zh, entry.en)]
        assert places[0] == places[1], entry.key
        assert not re.search(r"[\u4e00-\u9fff]", entry.en.replace("云岭省", "")), f"{entry.key}: Chinese in the English"


def test_pages_use_no_text_that_is_missing_and_leave_none_unused() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app.py", *PAGES.rglob("*.py")))
    used = set(re.findall(r"""["']([a-z]+\.[a-z_]+)["']""", source))
    prefixes = tuple(set(re.findall(r"""f["']([a-z]+\.[a-z_]*)\{""", source)))
    keys = {entry.key for entry in texts()}
    used -= {key for key in used if key.endswith(".js")}
    assert {key for key in used if key.split(".")[0] in {k.split(".")[0] for k in keys}} <= keys
    assert {key for key in keys - used if not key.startswith(prefixes)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_levels_and_settings_have_their_texts(language: str) -> None:
    for key in (
        *(f"kind.{kind}" for kind in KINDS),
        *(f"level.{level}" for level in LEVELS),
        *(f"setting.{setting.name}" for setting in ALL_SETTINGS),
    ):
        assert text(key, language)  # type: ignore[arg-type]


# --- texts of others ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("比较 *云岭* 与 _澜州_", r"比较 \*云岭\* 与 \_澜州\_"),
        ("[点我](http://x)", "\\[点我\\]\\(http:\u2060\\/\\/x\\)"),
        (":red[警告] :material/home:", ":\u2060red\\[警告\\] :\u2060material\\/home:\u2060"),
        ("$x$ `y`\n# 标题", r"\$x\$ \`y\` \# 标题"),
    ],
)
def test_labels_show_every_sign_as_it_is(written: str, label: str) -> None:
    assert as_label(written) == label


def test_html_is_shown_and_not_read() -> None:
    assert "<" not in as_html(HTML)
    assert as_html("一\n二") == "一<br>二"
    shown = blocks_html(answer_blocks(f"{HTML}\n- {HTML}\n| {HTML} |\n| 二 |"))
    assert "<script" not in shown and "<img" not in shown


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    assert shortened("一二三四五", 5) == "一二三四五"
    assert shortened("一二三 四五\n六", 5) == "一二三…"


# --- answers -----------------------------------------------------------------------------------------------------

BLOCKS = [
    ("目标是6%左右[1]。", {1}, [("paragraph", [["目标是6%左右|<1>|。"]])], "a marker in the sentence"),
    ("见[1][2]", {1, 2}, [("paragraph", [["见|<1>|<2>"]])], "two markers side by side"),
    ("黔府办发[2022]4号[3]", {1}, [("paragraph", [["黔府办发[2022]4号[3]"]])], "brackets that are no citation"),
    ("第一\n\n第二", set(), [("paragraph", [["第一"]]), ("paragraph", [["第二"]])], "lines are paragraphs"),
    ("有：\n- 甲[1]\n- 乙", {1}, [("paragraph", [["有："]]), ("list", [["甲|<1>"], ["乙"]])], "a list"),
    (
        "| 地区 | 目标 |\n| --- | --- |\n| 云岭 | 6%[1] |",
        {1},
        [("table", [["地区", "目标"], ["云岭", "6%|<1>"]])],
        "a table",
    ),
    ("| 只有一行 |", set(), [("paragraph", [["| 只有一行 |"]])], "one piped line is no table"),
    ("**粗** <b>体</b>", set(), [("paragraph", [["**粗** <b>体</b>"]])], "mark-up stays text"),
    ("", set(), [], "nothing"),
]


@pytest.mark.parametrize(("written", "markers", "expected", "remark"), BLOCKS)
def test_answers_are_laid_out(
    written: str, markers: set[int], expected: list[tuple[str, list[list[str]]]], remark: str
) -> None:
    found = [
        (
            block.kind,
            [["|".join(f"<{r.marker}>" if r.marker else r.text for r in cell) for cell in row] for row in block.rows],
        )
        for block in answer_blocks(written, markers)
    ]
    assert found == expected, remark


# --- reading -----------------------------------------------------------------------------------------------------


def test_the_marked_text_is_the_quotation_for_every_passage_of_the_samples(sample_library: Library) -> None:
    for report in reports(sample_library):
        in_tables = {(row.start, row.end) for table in report.tables for row in table.rows}
        for passage in sample_library.passages(report.id):
            start, end = section_around(report, passage.start, passage.end)
            assert start <= passage.start and passage.end <= end, passage.id
            if any(first <= passage.start < last for first, last in in_tables):
                continue  # cells are marked one by one
            blocks = reading_blocks(report, start, end, ((passage.start, passage.end),))
            marked = "".join(s.text for block in blocks for cell in block.cells for s in cell if s.marked)
            assert marked.split() == passage.text.split() or re.sub(r"\s", "", marked) == re.sub(
                r"\s", "", passage.text
            )


def test_the_parts_of_a_report_are_its_whole_text_in_order(sample_library: Library) -> None:
    for report in reports(sample_library):
        pieces = parts(report)
        assert re.sub(r"\s", "", "".join(report.text[p.start : p.end] for p in pieces)) == re.sub(
            r"\s", "", report.text
        )
        assert all(first.end <= second.start for first, second in pairwise(pieces))
        assert len(pieces) > 3, report.title
        for number, piece in enumerate(pieces):
            assert part_at(pieces, piece.start) == number


def test_blocks_are_the_source_character_for_character(sample_library: Library) -> None:
    for report in reports(sample_library):
        whole = reading_blocks(report, 0, len(report.text))
        lines = [
            "".join(s.text for cell in block.cells for s in cell)
            for block in whole
            if block.kind in ("heading", "paragraph")
        ]
        outside = [line for line in report.text.split("\n") if line.strip()]
        assert set(lines) <= set(outside)
        assert sum(block.kind == "heading" for block in whole) >= 4, report.title
        assert sum(any(s.strong for cell in b.cells for s in cell) for b in whole if b.kind == "paragraph") <= len(
            report.sections
        )


def test_tables_are_laid_out_in_cells_and_a_merged_cell_is_marked_once() -> None:
    paper = (
        "<html><body><p>临湖区2026年重点工作责任分工表</p><table><tr><th>工作任务</th><th>牵头单位</th><th>配合单位</th></tr>"
        "<tr><td>新建雨水花园46座</td><td>区住房城乡建设局</td><td rowspan=2>区水务局</td></tr>"
        "<tr><td>改造内涝点19处</td><td>区水务局</td></tr></table></body></html>"
    )
    (reading,) = read_reports("分工表.html", paper.encode())
    text = reading.report.text
    blocks = reading_blocks(reading.report, 0, len(text), ((text.index("新建"), len(text)),))
    cells = [(b.kind, ["".join(s.text for s in cell) for cell in b.cells]) for b in blocks]
    assert cells[-3:] == [
        ("header", ["工作任务", "牵头单位", "配合单位"]),
        ("row", ["新建雨水花园46座", "区住房城乡建设局", "区水务局"]),
        ("row", ["改造内涝点19处", "区水务局", "区水务局"]),
    ]
    assert [[any(s.marked for s in cell) for cell in block.cells] for block in blocks[-3:]] == [
        [False, False, False],
        [True, True, True],
        [True, True, False],
    ]


def test_reports_are_filtered_by_all_words_and_kind(sample_library: Library) -> None:
    entries = sample_library.entries()
    assert {e.region for e in filtered(entries, "澜州", "")} == {"澜州市"}
    assert {e.year for e in filtered(entries, "云岭 2024", "")} == {2024}
    assert {e.kind for e in filtered(entries, "", "division_notice")} == {"division_notice"}
    assert filtered(entries, "没有这样的报告", "") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_come_from_what_the_library_holds(language: str, sample_library: Library) -> None:
    made = candidates(
        sample_library.entries(),
        sample_library.assignments(),
        sample_library.indicators(),
        language,  # type: ignore[arg-type]
    )
    assert len(made) == len(set(made)) > LIMIT
    assert any("云岭省" in question for question in made)
    kept = working(made, lambda question: question != made[0])
    assert kept == made[1 : LIMIT + 1]
    assert candidates((), (), (), "zh") == ()


# --- jobs --------------------------------------------------------------------------------------------------------


@dataclass
class ScriptedStream:
    """A stream that yields ``pieces``, an exception among them is raised; ``hang`` waits before the last piece."""

    pieces: tuple[str | Exception, ...]
    hang: threading.Event | None = None
    stopped: bool = False
    given: list[str] = field(default_factory=list)
    query: Query = field(default_factory=lambda: Query(question="问", text="问", language="zh", intent="passage"))

    def __iter__(self) -> Iterator[str]:
        for number, piece in enumerate(self.pieces):
            if self.hang is not None and number == len(self.pieces) - 1:
                self.hang.wait(5)
            if self.stopped:
                return
            if isinstance(piece, Exception):
                raise piece
            self.given.append(piece)
            yield piece

    def stop(self) -> None:
        self.stopped = True

    @property
    def answer(self) -> Answer:
        return Answer(question="问", answer="".join(self.given), kind="generated", query=self.query)


def run_job(stream: ScriptedStream) -> tuple[AnswerJob, list[tuple[Turn, bool]], list[str]]:
    kept: list[tuple[Turn, bool]] = []
    job = AnswerJob("问", lambda: stream, lambda turn, stopped: kept.append((turn, stopped)))
    return job, kept, list(job.growth(0.05))


def test_an_answer_grows_and_is_kept_once() -> None:
    job, kept, seen = run_job(ScriptedStream(("一", "二", "三")))
    assert seen[-1] == "一二三" and all("一二三".startswith(one) for one in seen)
    assert [(turn.answer.answer, stopped) for turn, stopped in kept] == [("一二三", False)]
    assert job.finished and not job.error


def test_an_error_of_the_assistant_is_one_line_in_two_languages() -> None:
    job, kept, _ = run_job(ScriptedStream(("一", ModelError("模型没有回应", "no answer from the model"))))
    assert (job.error, job.error_english, kept) == ("模型没有回应", "no answer from the model", [])


def test_a_bug_is_one_line_without_a_traceback() -> None:
    job, kept, _ = run_job(ScriptedStream((ZeroDivisionError("secret detail"),)))
    assert "ZeroDivisionError" in job.error and "secret" not in job.error + job.error_english and not kept


def test_a_stopped_answer_keeps_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_job, "STOP_SECONDS", 0.1)
    hang = threading.Event()
    stream = ScriptedStream(("一", "二", "三"), hang=hang)
    kept: list[tuple[Turn, bool]] = []
    job = AnswerJob("问", lambda: stream, lambda turn, stopped: kept.append((turn, stopped)))
    began = time.monotonic()
    for seen in job.growth(0.05):
        if seen == "一二":
            job.stop()
    assert time.monotonic() - began < 2, "a model that hangs is not waited for"
    assert [(turn.answer.answer, stopped) for turn, stopped in kept] == [("一二", True)]
    hang.set()
    time.sleep(0.1)
    assert len(kept) == 1, "what comes later is not kept a second time"


def test_one_bad_file_does_not_stop_the_others() -> None:
    def add(upload: Upload, progress: object) -> tuple[FileOutcome, ...]:
        if upload.name == "坏.txt":
            raise UnreadableFileError(upload.name, "读不了", "cannot be read")
        if upload.name == "怪.txt":
            raise RuntimeError("secret detail")
        assert callable(progress)
        progress(Progress(files_done=0, files_total=1, file=upload.name, passages_done=1, passages_total=2))
        return (FileOutcome(name=upload.name, status="added"),)

    job = AddingJob([Upload(name=name, data=b"x" * 10) for name in ("坏.txt", "怪.txt", "好.txt")], add)
    deadline = time.monotonic() + 5
    while not job.finished and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [outcome.status for outcome in job.outcomes] == ["failed", "failed", "added"]
    assert job.outcomes[0].error == "坏.txt：读不了"
    assert "secret" not in job.outcomes[1].error
    assert (job.state.files_done, job.state.share) == (3, 1.0)


# --- the scripts -------------------------------------------------------------------------------------------------


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app over a fresh data folder, drawn until the library is open and the samples are in."""
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
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
    at.run()
    yield at
    services.clear()


def shown(at: AppTest) -> str:
    """Everything that the page says outside the components."""
    return "\n".join(element.proto.body for element in at.get("html"))


def test_the_pages_work_from_question_to_settings(app: AppTest, tmp_path: Path) -> None:
    assert not app.exception
    examples = [button for button in app.button if (button.key or "").startswith("example-")]
    assert len(examples) >= 4, "the samples give examples to click"

    app.chat_input[0].set_value("云岭省2025年地区生产总值增长目标是多少").run()
    history = History(tmp_path)
    (conversation,) = history.conversations()
    (stored,) = history.turns(conversation.id)
    assert "5.5%" in stored.turn.answer.answer and stored.turn.answer.citations
    assert app.query_params["c"] == conversation.id
    assert any(button.key == f"open-{conversation.id}" for button in app.button)

    app.button(key="new-conversation").click().run()
    assert "c" not in app.query_params
    app.button(key=f"open-{conversation.id}").click().run()
    assert app.query_params["c"] == conversation.id
    assert "云岭省2025年地区生产总值增长目标是多少" in shown(app)

    app.switch_page("assistant/pages/library.py").run()
    assert "样例" in shown(app) and not app.exception
    app.switch_page("assistant/pages/settings.py").run()
    assert "sk-very-secret" not in shown(app) and "已设置" in shown(app)
    app.session_state["language"] = "en"
    app.run()
    assert "Settings in force" in shown(app) and app.query_params["lang"] == "en"
    assert not app.exception


def test_the_scope_limits_where_answers_come_from(app: AppTest, tmp_path: Path) -> None:
    app.multiselect(key="scope-regions").set_value(["澜州市"]).run()
    app.chat_input[0].set_value("数字经济占比目标是多少").run()
    (conversation,) = History(tmp_path).conversations()
    (stored,) = History(tmp_path).turns(conversation.id)
    assert {citation.region for citation in stored.turn.answer.citations} == {"澜州市"}
    app.switch_page("assistant/pages/library.py").run()
    app.switch_page("assistant/pages/chat.py").run()
    assert app.multiselect(key="scope-regions").value == ["澜州市"], "the choice lasts as long as the session"


def test_the_library_is_checked_and_repaired_by_a_click(app: AppTest) -> None:
    app.switch_page("assistant/pages/library.py").run()
    for key in ("check-run", "check-repair"):
        app.button(key=key).click().run()
        assert "资料库完好" in shown(app) and not app.exception


def test_samples_go_by_one_click_and_the_empty_library_says_what_to_do(app: AppTest) -> None:
    app.switch_page("assistant/pages/library.py").run()
    app.button(key="remove-samples").click().run()
    assert "还没有报告" in shown(app)
    app.switch_page("assistant/pages/chat.py").run()
    assert "资料库还是空的" in shown(app) and not app.chat_input
    assert not app.exception


def test_a_setting_that_cannot_be_used_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ASSISTANT_MODEL_TIMEOUT", "bald")
    services.clear()
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert "ASSISTANT_MODEL_TIMEOUT" in shown(at) and "Traceback" not in shown(at)
    assert not at.exception
    services.clear()
