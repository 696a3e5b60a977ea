"""What a score sheet says, opened again as an admin would open it."""

import csv
import io
import tomllib
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from questions.cells import csv_plain, sheet_text
from questions.item_statistics import ItemStatistics
from questions.question import Kind, Question
from questions.score_columns import key_text, shortened
from questions.score_sheet import (
    About,
    AttemptRow,
    ItemRow,
    PersonRow,
    Scope,
    ScoreSheet,
    State,
    file_name,
    ranks,
    sheet_name,
)
from questions.score_sheet_csv import as_csv
from questions.score_sheet_xlsx import workbook, write_workbook
from questions.score_summary import Tally
from questions.score_workbook import display_width

TEXTS = Path(__file__).parents[2] / "bot" / "texts"
WORDS = {
    language: tomllib.loads((TEXTS / language / "sheet.toml").read_text("utf-8"))
    for language in ("zh", "en")
}
ZH = WORDS["zh"]
MORNING = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
PRACTICE = Scope(
    About.PRACTICE,
    "Asia/Shanghai",
    datetime(2026, 11, 23, 6, 37, tzinfo=UTC),
    "王管理",
    since=date(2026, 11, 1),
    until=date(2026, 11, 23),
)
EXAM = Scope(About.EXAM, "Asia/Shanghai", PRACTICE.made_at, "王管理", exam="十一月安全考试")
ZHANG = PersonRow(1, "000123", "张红星", "安全环保部", "站长")
LI = PersonRow(2, "123456789012345678", "李梅", "财务部")
WANG = PersonRow(3, "", "王五")


def run(person=ZHANG, points=8.0, **more):
    more = {"state": State.FINISHED, "full": 10.0, "title": "全部题库", "attempt": 1} | more
    return AttemptRow(
        person,
        points=points,
        started_at=MORNING,
        finished_at=MORNING + timedelta(minutes=6, seconds=30),
        **more,
    )


def item(kind=Kind.SINGLE, stem="总建筑面积是多少？", figures=None, **more):
    return ItemRow("安全", Question("q1", kind, stem, **more), figures or ItemStatistics())


def opened(sheet, words=ZH):
    return load_workbook(io.BytesIO(workbook(sheet, words)))


def table(page):
    return [[cell.value for cell in row] for row in page.iter_rows()]


def summary_of(book, words=ZH):
    return {row[0]: row[1] for row in table(book[words["sheet.tab.summary"]]) if row[0]}


def test_results_are_read_back_as_they_were_written():
    rows = [run(rank=2, note="补做"), run(LI, 9.5, rank=1, attempt=2)]

    page = table(opened(ScoreSheet(PRACTICE, rows))["成绩"])

    assert page[0] == [
        *("工号", "姓名", "部门", "岗位", "练习", "第几次", "开始时间", "交卷时间"),
        *("用时（分）", "得分", "满分", "得分率", "是否通过", "排名", "状态", "备注"),
    ]
    assert page[1] == [
        *("000123", "张红星", "安全环保部", "站长", "全部题库", 1),
        *(datetime(2026, 11, 23, 9, 30), datetime(2026, 11, 23, 9, 36, 30)),  # noqa: DTZ001
        *(6.5, 8, 10, 0.8, None, 2, "已做完", "补做"),
    ]
    assert page[2][0] == "123456789012345678"
    assert len(page) == 3


def test_cells_are_numbers_and_times_with_formats():
    page = opened(ScoreSheet(PRACTICE, [run()]))["成绩"]
    shown = {page.cell(1, at).value: page.cell(2, at) for at in range(1, 17)}

    assert shown["开始时间"].number_format == "yyyy-mm-dd hh:mm"
    assert shown["得分"].number_format == "0.0"
    assert shown["得分率"].number_format == "0%"
    assert shown["工号"].number_format == "@"
    assert {shown[name].data_type for name in ("第几次", "用时（分）", "得分", "得分率")} == {"n"}


def test_every_long_stem_has_a_row_that_is_high_enough():
    stems = ["题" * 80, "题" * 40, "题" * 10]

    page = opened(ScoreSheet(PRACTICE, [run()], [item(stem=stem) for stem in stems]))["逐题"]

    longest, long, short = (page.row_dimensions[row].height for row in (2, 3, 4))
    assert longest > long > 15
    assert short is None


def test_a_run_over_all_banks_says_so():
    page = table(opened(ScoreSheet(PRACTICE, [run(title="")]))["成绩"])

    assert page[1][4] == "全部题库"


def test_a_sheet_of_one_bank_says_how_other_runs_are_counted():
    one_bank = replace(PRACTICE, bank="安全")

    told = summary_of(opened(ScoreSheet(one_bank, [run()])))
    untold = summary_of(opened(ScoreSheet(PRACTICE, [run()])))

    assert ZH["sheet.notes.one_bank"] in told
    assert ZH["sheet.notes.one_bank"] not in untold


def test_an_exam_tells_who_passed_and_which_attempt_counts():
    rows = [
        run(state=State.ON_TIME, passed=True),
        run(LI, 3.0, state=State.LATE, passed=False, counts=False),
        AttemptRow(WANG, "十一月安全考试", State.ABSENT),
    ]

    page = table(opened(ScoreSheet(EXAM, rows))["成绩"])

    heads = page[0]
    assert heads[4] == "考试"
    assert [row[heads.index("是否通过")] for row in page[1:]] == ["通过", "未通过", None]
    assert [row[heads.index("计入成绩")] for row in page[1:]] == ["是", "否", None]
    assert [row[heads.index("状态")] for row in page[1:]] == ["按时", "超时", "未参加"]


def test_an_abandoned_run_has_no_end_and_counts_as_unfinished():
    left = AttemptRow(
        ZHANG, "全部题库", State.ABANDONED, 1, MORNING, None, 2.0, 10.0, counts=False
    )

    book = opened(ScoreSheet(PRACTICE, [run(), left]))

    assert table(book["成绩"])[2][7:9] == [None, None]
    summary = summary_of(book)
    assert (summary["练习次数"], summary["其中未做完"], summary["参加人数"]) == (2, 1, 1)
    assert summary["平均得分率"] == 0.8


def test_the_summary_adds_up_the_rows_that_went_by():
    rows = (run(person, points) for person, points in ((ZHANG, 5.0), (ZHANG, 7.0), (LI, 9.0)))

    summary = summary_of(opened(ScoreSheet(PRACTICE, rows, invited=4)))

    assert summary["应参加人数"] == 4
    assert (summary["参加人数"], summary["做完人数"], summary["练习次数"]) == (2, 2, 3)
    assert summary["平均得分率"] == pytest.approx(0.7)
    assert summary["得分率中位数"] == pytest.approx(0.7)
    # √((0.2² + 0 + 0.2²) / 3)
    assert summary["得分率标准差"] == pytest.approx(0.1632993162)
    assert (summary["最高得分率"], summary["最低得分率"]) == (0.9, 0.5)
    assert [summary[band] for band in ("60% 以下", "60%～69%", "70%～79%", "90%～100%")] == [
        *(1, 0, 1, 1)
    ]


def test_the_summary_says_what_was_exported():
    summary = summary_of(opened(ScoreSheet(PRACTICE, [])))

    assert summary["时区"] == "Asia/Shanghai (UTC+8)"
    assert summary["导出时间"] == datetime(2026, 11, 23, 14, 37)  # noqa: DTZ001
    assert summary["开始日期"] == datetime(2026, 11, 1)  # noqa: DTZ001
    assert (summary["题库"], summary["部门"]) == ("全部题库", "全部部门")
    assert "这个范围内没有成绩。" in summary


def test_a_zone_with_a_half_hour_is_named_with_it():
    scope = Scope(About.PRACTICE, "Asia/Kolkata", PRACTICE.made_at, "王管理")

    assert summary_of(opened(ScoreSheet(scope, [])))["时区"] == "Asia/Kolkata (UTC+5:30)"


def test_departments_stand_best_first_and_an_empty_one_has_a_name():
    book = opened(ScoreSheet(PRACTICE, [run(WANG, 6.0), run(ZHANG, 8.0), run(LI, 9.0)]))

    rows = table(book["汇总"])
    start = next(at for at, row in enumerate(rows) if row[0] == "部门" and row[1] == "参加人数")
    assert [row[:4] for row in rows[start + 1 : start + 4]] == [
        ["财务部", 1, 1, 0.9],
        ["安全环保部", 1, 1, 0.8],
        ["未填部门", 1, 1, 0.6],
    ]


def test_the_summary_draws_bands_and_departments():
    charts = opened(ScoreSheet(PRACTICE, [run()]))["汇总"]._charts

    assert [type(chart).__name__ for chart in charts] == ["BarChart", "BarChart"]
    assert [chart.type for chart in charts] == ["col", "bar"]


def test_those_who_passed_are_counted_once_and_over_those_who_handed_in():
    tally = Tally()
    for row in (
        run(state=State.ON_TIME, passed=True),
        run(attempt=2, state=State.ON_TIME, passed=True),
        run(LI, 3.0, state=State.ON_TIME, passed=False),
        AttemptRow(WANG, "考试", State.OPEN, 1, MORNING, counts=False),
    ):
        tally.add(row)

    summary = tally.summary()

    assert (summary.started, summary.handed_in, summary.passed) == (3, 2, 1)
    assert summary.pass_rate == 0.5


def test_nothing_to_pass_means_no_pass_rate():
    tally = Tally()
    tally.add(run())

    assert (tally.summary().passed, tally.summary().pass_rate) == (None, None)


def test_seven_tenths_fall_into_their_band_however_they_were_added_up():
    tally = Tally()
    tally.add(run(points=0.1 * 3 + 0.4, full=1.0))
    tally.add(run(points=1 / 3 + 1 / 3 + 1 / 3, full=1.0))

    assert tally.summary().bands == (0, 0, 1, 0, 1)


def test_questions_show_their_key_their_rates_and_every_choice():
    items = [
        item(
            Kind.MULTIPLE,
            choices=("甲", "乙", "丙"),
            right=frozenset({0, 2}),
            figures=ItemStatistics(20, 15, (15, 3, 16), 0.75, 0.4, 0.25, 12.5),
        ),
        item(Kind.TRUE_FALSE, right=frozenset({1}), figures=ItemStatistics(4, 3, (1, 3))),
        item(Kind.BLANK, accepted=(("321户", "三百二十一户"), ("924人",))),
    ]

    page = table(opened(ScoreSheet(PRACTICE, [], items))["逐题"])

    assert page[0] == [
        *("序号", "题库", "题型", "题干", "正确答案", "作答人数", "答对人数", "答对率"),
        *("A／对", "B／错", "C", "区分度（高低 27%）", "区分度（点二列）", "用时中位数（秒）"),
    ]
    stem = "总建筑面积是多少？"
    assert page[1] == [1, "安全", "多选", stem, "AC", 20, 15, 0.75, 15, 3, 16, 0.4, 0.25, 12.5]
    assert page[2] == [2, "安全", "判断", stem, "错", 4, 3, 0.75, 1, 3, *[None] * 4]
    assert page[3] == [3, "安全", "填空", stem, "321户；924人", 0, 0, *[None] * 7]


def test_a_long_stem_is_cut_at_80_characters():
    assert shortened("题" * 81) == "题" * 79 + "…"
    assert shortened("题\n目") == "题 目"


def test_the_statement_that_holds_has_the_key_true():
    assert key_text(Question("q", Kind.TRUE_FALSE, "?", right=frozenset({0})), ZH) == "对"


def test_who_is_missing_is_listed_or_said_to_be_nobody():
    missing = table(opened(ScoreSheet(PRACTICE, [], absent=[WANG, LI]))["未参加"])
    nobody = table(opened(ScoreSheet(PRACTICE, [], absent=[]))["未参加"])

    assert missing[2][:3] == ["123456789012345678", "李梅", "财务部"]
    assert nobody[1][0] == "应参加的人都参加了。"
    assert "未参加" not in opened(ScoreSheet(PRACTICE, [])).sheetnames


@pytest.mark.parametrize("name", ["成绩", "逐题", "未参加"])
def test_tables_can_be_scrolled_filtered_and_printed(name):
    page = opened(ScoreSheet(PRACTICE, [run(), run(LI)], [item()], [WANG]))[name]

    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == page.dimensions
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.column_dimensions["B"].width >= display_width(page["B2"].value)


def test_only_the_verdict_is_coloured():
    page = opened(ScoreSheet(EXAM, [run(passed=True), run(passed=False)]))["成绩"]

    assert [str(rule.sqref) for rule in page.conditional_formatting] == ["M2:M3"]


def test_the_file_says_who_made_it_and_when():
    properties = opened(ScoreSheet(PRACTICE, [])).properties

    assert properties.creator == "王管理"
    assert properties.created == datetime(2026, 11, 23, 6, 37)  # noqa: DTZ001


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scope", [PRACTICE, EXAM], ids=["practice", "exam"])
def test_every_word_is_there_in_both_languages(language, scope):
    words = WORDS[language]
    rows = [run(state=state, passed=True) for state in State]
    items = [item(kind, right=frozenset({0}), accepted=(("甲",),)) for kind in Kind]

    book = opened(ScoreSheet(scope, rows, items, [], 3), words)

    assert book.sheetnames == [
        words[f"sheet.tab.{tab}"] for tab in ("summary", "attempts", "items", "absent")
    ]


def test_both_languages_have_the_same_words():
    assert WORDS["zh"].keys() == WORDS["en"].keys()


def test_a_fault_in_the_rows_leaves_the_file_untouched():
    def broken():
        yield run()
        raise RuntimeError("the store is gone")

    file = io.BytesIO()

    with pytest.raises(RuntimeError, match="the store is gone"):
        write_workbook(ScoreSheet(PRACTICE, broken()), ZH, file)
    assert file.getvalue() == b""


def test_csv_has_the_same_results_for_excel():
    raw = as_csv(ScoreSheet(PRACTICE, [run(rank=1)]), ZH)

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    line = raw.decode("utf-8-sig").splitlines()[1]
    assert line == (
        '"000123","张红星","安全环保部","站长","全部题库",1,'
        '"2026-11-23 09:30","2026-11-23 09:36",6.5,8.0,10.0,0.8,"",1,"已做完",""'
    )


@pytest.mark.parametrize(
    "name", ["=1+1", "+86", "-张", "@admin", "＝甲", "\t=1", '=HYPERLINK("x")']
)
def test_a_display_name_cannot_be_a_formula_in_csv(name):
    raw = as_csv(ScoreSheet(PRACTICE, [run(PersonRow(1, "", name))]), ZH)

    field = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1][1]
    assert field == "'" + name


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None)), st.sampled_from(["", "=", "@", "{=", "https://x", "1"]))
def test_no_text_of_anybody_becomes_a_formula_a_link_or_a_number(text, start):
    text = start + text
    person = PersonRow(1, text, text, text, text, text)
    scope = Scope(About.EXAM, "Asia/Shanghai", MORNING, text, text, text, text)
    sheet = ScoreSheet(
        scope,
        [run(person, title=text, note=text)],
        [ItemRow(text, Question(text, Kind.SHORT, text, accepted=((text,),)), ItemStatistics())],
        [person],
    )

    raw = workbook(sheet, ZH)

    book = load_workbook(io.BytesIO(raw))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    expected = sheet_text(text) or None
    assert [book["成绩"].cell(2, at).value for at in (1, 2, 3, 4, 5, 17)] == [expected] * 6
    pages = zipfile.ZipFile(io.BytesIO(raw))
    assert not [
        name for name in pages.namelist() if b"<f>" in pages.read(name) and "/sheet" in name
    ]
    fields = list(csv.reader(io.StringIO(as_csv(sheet, ZH).decode("utf-8-sig"), newline="")))[1]
    assert csv_plain(fields[1]) == sheet_text(text)


def test_ready_made_rich_text_is_written_as_the_text_it_is():
    name = "<r><t>甲</t></r>"

    page = opened(ScoreSheet(PRACTICE, [run(PersonRow(1, "", name))]))["成绩"]

    assert page["B2"].value == name + " "


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("汇总", "汇总", id="a good name"),
        pytest.param("一/二:三[四]", "一 二 三 四", id="characters Excel refuses"),
        pytest.param("题" * 40, "题" * 31, id="too long"),
        pytest.param("😀" * 20, "😀" * 15, id="two units a character"),
        pytest.param("'引'", "引", id="apostrophes at the ends"),
        pytest.param("??", "-", id="nothing left"),
    ],
)
def test_a_sheet_is_named_as_excel_takes_it(title, name):
    assert sheet_name(title) == name


@pytest.mark.parametrize(
    ("exam", "name"),
    [
        pytest.param("十一月安全考试", "成绩_十一月安全考试_20261123-1437.xlsx", id="plain"),
        pytest.param("../a\\b:c?", "成绩_a b c_20261123-1437.xlsx", id="a path"),
        pytest.param("题" * 99, f"成绩_{'题' * 40}_20261123-1437.xlsx", id="long"),
        pytest.param("", "成绩_考试_20261123-1437.xlsx", id="empty"),
    ],
)
def test_the_file_is_named_after_the_exam(exam, name):
    scope = Scope(About.EXAM, "Asia/Shanghai", PRACTICE.made_at, "", exam)

    assert file_name(scope, ZH, "xlsx") == name


def test_the_file_of_practice_is_named_after_practice():
    assert file_name(PRACTICE, ZH, "csv") == "成绩_练习_20261123-1437.csv"
    assert file_name(PRACTICE, WORDS["en"], "xlsx") == "Scores_Practice_20261123-1437.xlsx"


def test_equal_rates_share_a_place():
    assert ranks([0.8, 0.9, None, 0.8, 0.5]) == [2, 1, None, 2, 4]
    assert ranks([]) == []
