"""wengu bank check: a table that stands straight, and a status that a script can trust."""

import json

import pytest

from bot.cli.bank import bank
from bot.cli.columns import aligned, width
from questions.articles import article
from questions.bank import shipped, to_json


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


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"type": "essay"}]'])
def test_a_file_that_is_no_bank_is_refused_in_one_sentence(capsys, tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")

    with pytest.raises(SystemExit) as end:
        bank(["check", str(path)])

    assert end.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_columns_stand_straight_under_chinese_heads():
    lines = aligned([["题库", "题数"], ["rose", "87"], ["文", "5"]])

    assert len({width(line) for line in lines}) == 1


def test_passages_of_the_named_article_are_counted(capsys, tmp_path):
    path = written(tmp_path / "mine.json")

    bank(["check", str(path)])

    total = len(article("rose").passages)
    assert f"{total}/{total}" in capsys.readouterr().out
