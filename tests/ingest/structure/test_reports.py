from __future__ import annotations

import pytest

from ingest.records import Report
from tests.ingest.structure.papers import (
    BODY,
    CITY,
    CITY_ONLINE,
    COUNTY,
    NOTICE,
    ONE_LINE,
    PLAN,
    PROVINCE,
    RUN_TOGETHER,
    UNTITLED,
    UNTITLED_NOTICE,
    only,
    read,
    work_report,
)

DESCRIBED = [
    (
        PROVINCE,
        "云岭省人民政府工作报告",
        "work_report",
        "云岭省",
        "province",
        2024,
        "2024-01-22",
        "省长 沈岩",
        "name with a blank",
    ),
    (
        CITY,
        "政府工作报告",
        "work_report",
        "澜州市",
        "prefecture",
        2024,
        "2024-02-01",
        "代市长 古丽·阿依努尔",
        "spaced title",
    ),
    (
        COUNTY,
        "在石桥县第十八届人民代表大会第三次会议上的政府工作报告",
        "work_report",
        "石桥县",
        "county",
        2024,
        "2023-12-27",
        "县长 罗一鸣",
        "title over two lines; given in December for the year after",
    ),
    (UNTITLED, "苍梧州2023年政府工作报告", "work_report", "苍梧州", "prefecture", 2023, "", "", "no title at all"),
]


@pytest.mark.parametrize(("text", "title", "kind", "region", "level", "year", "date", "speaker", "remark"), DESCRIBED)
def test_a_work_report_is_described(
    text: str, title: str, kind: str, region: str, level: str, year: int, date: str, speaker: str, remark: str
) -> None:
    report = only(text)
    assert (report.title, report.kind, report.region, report.level, report.year, report.date, report.speaker) == (
        title,
        kind,
        region,
        level,
        year,
        date,
        speaker,
    ), remark
    assert report.issuer == f"{region}人民政府"


def test_a_composed_title_and_an_inferred_region_are_noted() -> None:
    notes = "".join(only(UNTITLED).notes)
    assert "没有标题" in notes
    assert "苍梧州" in notes
    assert only(PROVINCE).notes == ()


def test_a_report_from_a_web_archive_is_described() -> None:
    report = only(CITY_ONLINE)
    assert (report.title, report.region, report.date) == ("政府工作报告", "澜州市", "2024-01-31")
    assert report.speaker == "澜州市人民政府市长 罗一鸣"


def test_a_report_in_one_line_is_described() -> None:
    report = only(ONE_LINE)
    assert (report.title, report.region, report.date) == ("2023年澜州市政府工作报告", "澜州市", "2023-02-03")
    assert report.speaker == "市长 罗一鸣"


def test_an_untitled_notice_is_named_after_what_it_gives_out() -> None:
    report = only(UNTITLED_NOTICE)
    assert report.title == "澜州市临湖区人民政府办公室关于印发《<政府工作报告>任务分解表》的通知"
    assert (report.kind, report.region, report.date) == ("division_notice", "临湖区", "2021-01-25")
    assert any("没有标题" in note for note in report.notes)


def test_the_front_matter_names_a_report_without_a_title() -> None:
    text = "---\ntitle: 望川市政府工作报告（2021年12月21日 田野）\n---\n\n——2021年12月21日在望川市第七届人民代表大会第一次会议上\n"
    report = only(text + BODY.format(place="市", past=2021, year=2022, sign="市"))
    assert report.title.startswith("望川市政府工作报告")
    assert (report.region, report.year) == ("望川市", 2022)


def test_a_notice_is_described() -> None:
    report = only(NOTICE)
    assert report.title == "云岭省人民政府关于印发2024年《政府工作报告》重点工作责任分工方案的通知"
    assert report.kind == "division_notice"
    assert report.document_number == "云政发〔2024〕3号"
    assert (report.region, report.issuer, report.year, report.date) == ("云岭省", "云岭省人民政府", 2024, "2024-02-06")
    assert report.speaker == ""


def test_a_notice_without_line_ends_is_described() -> None:
    report = only(RUN_TOGETHER)
    assert report.title == "青屏市人民政府办公室关于印发2023年民生实事责任分工方案的通知"
    assert report.document_number == "青府办发〔2023〕7号"
    assert (report.region, report.issuer, report.date) == ("青屏市", "青屏市人民政府办公室", "2023-03-02")


KINDS = [
    ("云岭省人民政府关于印发云岭省“十四五”水利规划的通知", "plan", "a plan in a notice"),
    ("云岭省人民政府关于加快茶产业发展的意见", "policy", "an opinion"),
    ("澜州市人民政府办公室关于印发2024年政府工作要点任务分解表的通知", "division_notice", "tasks divided"),
    ("云岭省人民政府关于落实《政府工作报告》重点工作分工的意见", "division_notice", "division in an opinion"),
    ("岚溪市稳增长行动计划", "plan", "a plan by itself"),
    ("关于开展秋冬季安全检查的通知", "policy", "a notice"),
    ("关于澜州市2023年国民经济计划执行情况的报告", "plan", "another report"),
]


@pytest.mark.parametrize(("title", "kind", "remark"), KINDS)
def test_the_kind_follows_the_title(title: str, kind: str, remark: str) -> None:
    text = (
        f"{title}\n\n各市、县人民政府：\n为做好有关工作，现将有关事项通知如下，请结合实际认真落实到位，确保取得实效。\n"
    )
    report = only(text)
    assert (report.title, report.kind) == (title, kind), remark


NUMBERS = [
    ("云政发〔2024〕3号", "云政发〔2024〕3号", "standard brackets"),
    ("云政发[2024]3号", "云政发〔2024〕3号", "square brackets"),
    ("云政办发﹝2024﹞12号", "云政办发〔2024〕12号", "small brackets"),
    ("云政函（2024）5 号", "云政函〔2024〕5号", "round brackets"),
    ("云政发〔2024〕第08号", "云政发〔2024〕8号", "with 第 and a leading zero"),
    ("文号：云政规〔2024〕1号", "云政规〔2024〕1号", "labelled"),
]


@pytest.mark.parametrize(("printed", "number", "remark"), NUMBERS)
def test_document_numbers_are_put_in_one_form(printed: str, number: str, remark: str) -> None:
    text = f"云岭省人民政府关于做好春耕工作的通知\n{printed}\n各市、县人民政府：\n请抓好备耕物资供应，确保不误农时。\n"
    assert only(text).document_number == number, remark


REGIONS = [
    ("澜州市临湖区2024年政府工作报告", "临湖区", "county", "a district after its city"),
    ("中共澜州市委 澜州市人民政府关于加快发展茶产业的意见", "澜州市", "prefecture", "party and government together"),
    ("云岭省发展和改革委员会关于做好春耕保障的通知", "云岭省", "province", "a department"),
    ("国务院办公厅关于做好春耕保障的通知", "全国", "national", "the State Council"),
    ("《岚溪市2024年政府工作报告》", "岚溪市", "prefecture", "in title marks"),
    ("2024年望川市政府工作报告全文", "望川市", "prefecture", "year first, 全文 behind"),
    ("关于苍梧州2024年政府工作的报告", "苍梧州", "prefecture", "with 关于"),
    ("石桥自治县人民政府工作报告（2024年）", "石桥自治县", "county", "autonomous county"),
]


@pytest.mark.parametrize(("title", "region", "level", "remark"), REGIONS)
def test_the_region_is_read_from_the_title(title: str, region: str, level: str, remark: str) -> None:
    report = only(f"{title}\n\n各市、县人民政府：\n现将有关工作情况报告如下，请结合实际认真抓好落实，务求取得实效。\n")
    assert (report.region, report.level) == (region, level), remark
    assert report.kind == ("work_report" if "报告" in title else "policy")


def test_the_head_table_of_a_web_page_is_read() -> None:
    text = (
        "发文机关 | 云岭省人民政府 | 成文日期 | 2024年2月6日\n标　　题 | 云岭省人民政府关于做好春耕工作的通知\n"
        "发文字号 | 云农水利〔2024〕9号 | 发布日期 | 2024年2月20日\n\n云岭省人民政府关于做好春耕工作的通知\n\n各市、县人民政府：\n"
        "请抓好备耕物资供应，确保不误农时，让农民用上放心种子。\n"
    )
    report = only(text)
    assert report.title == "云岭省人民政府关于做好春耕工作的通知"
    assert (report.document_number, report.date) == ("云农水利〔2024〕9号", "2024-02-06")


SPEAKERS = [
    ("省长 沈岩", "省长 沈岩", "office and name"),
    ("云岭省省长  沈　岩", "云岭省省长 沈岩", "region before the office, blank in the name"),
    (
        "——2024年1月22日在云岭省第十四届人民代表大会第二次会议上  云岭省省长 沈岩",
        "云岭省省长 沈岩",
        "on the line of the meeting",
    ),
    ("（2024年1月22日在云岭省第十四届人民代表大会第二次会议上 代省长 沈岩）", "代省长 沈岩", "inside the brackets"),
    ("省  长   沈  岩", "省长 沈岩", "letter-spaced"),
    ("报告人：省长沈岩", "省长 沈岩", "labelled, no blank"),
    ("自治区主席 阿不都·热合曼", "自治区主席 阿不都·热合曼", "a name with a dot"),
    ("省长质量奖", "", "a prize"),
    ("省长信箱", "", "a mailbox"),
]


@pytest.mark.parametrize(("line", "speaker", "remark"), SPEAKERS)
def test_the_speaker_is_found(line: str, speaker: str, remark: str) -> None:
    text = work_report("云岭省", title="政府工作报告", front=line, sign="省")
    assert only(text).speaker == speaker, remark


def test_the_name_may_stand_below_the_office() -> None:
    assert (
        only(work_report("云岭省", title="政府工作报告", front="云岭省省长\n沈 岩", sign="省")).speaker
        == "云岭省省长 沈岩"
    )


def test_what_a_web_page_prints_around_a_paper_is_no_title() -> None:
    text = "首页 > 政务公开 > 报告\n" + CITY.replace(
        "\n（二〇二四年", "\n来源：澜州日报  发布时间：2024-03-05  浏览次数：18\n（二〇二四年", 1
    )
    report = only(text)
    assert (report.title, report.date) == ("政府工作报告", "2024-02-01")


def test_the_publication_day_is_the_last_resort() -> None:
    text = "石桥县2024年政府工作报告\n发布日期：2024-03-05 来源：石桥县人民政府\n" + BODY.format(
        place="石桥县", past=2023, year=2024, sign="县"
    )
    assert only(text).date == "2024-03-05"


def test_the_file_name_is_used_only_where_the_text_is_silent() -> None:
    silent = "各位代表：\n下面报告工作，请予审议。\n一、过去的工作\n我们修了路，架了桥，种了树。\n二、今后的打算\n继续修路。\n"
    report = only(silent, "苍梧市2022年报告.txt")
    assert (report.region, report.year) == ("苍梧市", 2022)
    assert any("文件名" in note for note in report.notes)
    assert only(CITY, "贵阳市2019.txt").region == "澜州市"


def _titles(reports: tuple[Report, ...]) -> list[tuple[str, str]]:
    return [(report.title, report.region) for report in reports]


def test_two_reports_in_a_file_are_told_apart() -> None:
    reports = read(f"1.{PROVINCE}\n\n2.{CITY}")
    assert _titles(reports) == [("云岭省人民政府工作报告", "云岭省"), ("政府工作报告", "澜州市")]
    assert [report.source.ordinal for report in reports] == [1, 2]
    assert reports[0].text + reports[1].text == f"1.{PROVINCE}\n\n2.{CITY}"
    assert len({report.id for report in reports}) == 2


def test_two_reports_with_the_same_bare_title_are_told_apart() -> None:
    other = work_report(
        "望川市", title="政府工作报告", front="——2024年2月8日在望川市第五届人民代表大会第四次会议上\n市长 田野"
    )
    assert [region for _, region in _titles(read(CITY + "\n" + other))] == ["澜州市", "望川市"]


def test_a_table_of_contents_makes_no_reports() -> None:
    contents = "云岭省政府工作报告汇编\n目录\n1.云岭省人民政府工作报告\n2.澜州市政府工作报告\n3.石桥县政府工作报告\n\n"
    city = CITY.replace("政 府 工 作 报 告", "澜州市政府工作报告")
    county = COUNTY.replace("在石桥县第十八届人民代表大会第三次会议上的\n政府工作报告", "石桥县政府工作报告")
    reports = read(f"{contents}1.{PROVINCE}\n2.{city}\n3.{county}")
    assert [region for _, region in _titles(reports)] == ["云岭省", "澜州市", "石桥县"]
    assert all(len(report.sections) == 9 for report in reports)


def test_a_running_page_header_makes_no_reports() -> None:
    text = CITY.replace("二、2024年工作安排", "政府工作报告\n二、2024年工作安排").replace(
        "三、加强", "政府工作报告\n三、加强"
    )
    assert len(read(text)) == 1


def test_mentions_of_the_report_make_no_reports() -> None:
    text = NOTICE + "\n附件说明\n政府工作报告\n是本方案的依据。\n落实政府工作报告\n"
    assert len(read(text)) == 1


def test_a_cover_notice_and_what_it_encloses_are_one_paper() -> None:
    cover = "澜州市人民政府关于印发政府工作报告的通知\n澜政发〔2024〕2号\n各区县人民政府：\n现将市长在大会上所作的《政府工作报告》印发给你们，请贯彻落实。\n澜州市人民政府\n2024年2月9日\n\n"
    (report,) = read(cover + CITY)
    assert report.document_number == "澜政发〔2024〕2号"
    assert report.region == "澜州市"


def test_two_notices_in_a_file_are_told_apart() -> None:
    second = NOTICE.replace("第3号", "第4号").replace(
        "2024年《政府工作报告》\n重点工作责任分工方案的通知", "稳就业若干措施\n责任分工方案的通知"
    )
    reports = read(NOTICE + "\n" + second)
    assert [report.document_number for report in reports] == ["云政发〔2024〕3号", "云政发〔2024〕4号"]


def test_two_notices_without_numbers_are_told_apart() -> None:
    notices = [
        f"{place}人民政府关于做好{work}工作的通知\n\n各乡镇人民政府：\n{'请抓好物资供应，落实责任，确保不误农时。' * 12}\n{place}人民政府\n2024年3月{day}日\n"
        for place, work, day in (("石桥县", "春耕", 5), ("临湖区", "防汛", 9))
    ]
    reports = read("\n".join(notices))
    assert [(report.region, report.date) for report in reports] == [("石桥县", "2024-03-05"), ("临湖区", "2024-03-09")]


def test_the_reports_to_one_congress_are_told_apart() -> None:
    budget = (
        "关于澜州市2023年预算执行情况和2024年预算草案的报告\n——2024年2月1日在澜州市第六届人民代表大会第三次会议上\n"
        "市财政局局长 田野\n各位代表：\n现将预算执行情况报告如下，请予审议。\n一、2023年预算执行情况\n全市一般公共预算收入增长4.2%。\n"
    )
    reports = read(CITY + "\n" + budget)
    assert [report.kind for report in reports] == ["work_report", "other"]
    assert all((report.region, report.date) == ("澜州市", "2024-02-01") for report in reports)


def test_a_plan_is_read() -> None:
    report = only(PLAN)
    assert (report.title, report.kind, report.region) == ("云岭省“十四五”茶产业发展规划", "plan", "云岭省")


def test_ids_depend_on_content_alone() -> None:
    assert only(PROVINCE, "甲.txt").id == only(PROVINCE, "乙.txt").id


def test_an_empty_front_is_no_error() -> None:
    report = only("只有一句话。")
    assert (report.title, report.kind, report.region, report.year) == ("只有一句话", "other", "", None)
