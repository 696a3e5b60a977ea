"""wengu bank check: a table that stands straight, and a status that a script can trust."""

import io
import json

import openpyxl
import pytest

from bot.cli.bank import bank
from bot.cli.columns import aligned, width
from questions.articles import article
from questions.bank import shipped, to_json
from tests.uploading import BEYOND, HEADER, HOMES, LUNCH, saved, sheet


@pytest.fixture(autouse=True)
def _settings(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WENGU_LANGUAGE", "zh")


def written(path, **change):
    rose = shipped()[0]
    entries = [to_json(each, rose.title) for each in rose.questions]
    entries[0] |= change
    path.write_text(json.dumps(entries, ensure_ascii=False), "utf-8")
    return path


def test_the_shipped_banks_are_checked_by_default(capsys):
    assert bank(["check"]) == 0

    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines()[:5]] == [
        "题库",
        *(each.key for each in shipped()),
    ]
    assert "0 个错误" in said


def test_an_error_is_named_with_its_question_and_fails(capsys, tmp_path):
    path = written(tmp_path / "mine.json", quotes=["没有这句话"])

    assert bank(["check", str(path)]) == 1

    said = capsys.readouterr().out
    key = shipped()[0].questions[0].key
    assert f"错误 {key}：引文在文章里找不到：“没有这句话”" in said


def test_a_warning_alone_does_not_fail(capsys, tmp_path):
    path = written(tmp_path / "mine.json", stem="该小区共安置了多少户、多少人？")

    assert bank(["check", str(path)]) == 0

    assert "1 个提醒" in capsys.readouterr().out


def test_it_speaks_english_too(capsys, monkeypatch):
    monkeypatch.setenv("WENGU_LANGUAGE", "en")

    bank(["check"])

    assert "0 errors" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "status"), [("", 1), ("{}", 2), ("[1]", 2), ('[{"type": "essay"}]', 2)]
)
def test_a_file_that_is_no_bank_is_refused_in_one_sentence(capsys, tmp_path, text, status):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")

    with pytest.raises(SystemExit) as end:
        bank(["check", str(path)])

    assert end.value.code == status
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_columns_stand_straight_under_chinese_heads():
    lines = aligned([["题库", "题数"], ["rose", "87"], ["文", "5"]])

    assert len({width(line) for line in lines}) == 1


def test_passages_of_the_named_article_are_counted(capsys, tmp_path):
    path = written(tmp_path / "mine.json")

    bank(["check", str(path)])

    total = len(article("rose").passages)
    assert f"{total}/{total}" in capsys.readouterr().out


def test_a_trainers_own_sheet_is_judged_by_its_rows(capsys, tmp_path):
    path = tmp_path / "安全题库.xlsx"
    pronoun = ("该食堂几点开饭？", *LUNCH[1:])
    path.write_bytes(sheet(HOMES, BEYOND, pronoun))

    assert bank(["check", str(path)]) == 1

    said = capsys.readouterr().out
    assert "错误 3：答案写了 E，但没有选项 E。" in said
    assert "提醒 4：题干里的“该”" in said
    assert "共 1 个错误，1 个提醒。" in said


def test_rows_of_several_sheets_are_named_with_their_sheet(capsys, tmp_path):
    path = tmp_path / "两张表.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(sheet(HOMES)))
    second = book.create_sheet("第二张")
    for row in (HEADER, BEYOND):
        second.append(row)
    path.write_bytes(saved(book))

    assert bank(["check", str(path)]) == 1

    assert "错误 第二张!2：" in capsys.readouterr().out
