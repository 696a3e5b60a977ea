"""wengu draft: an article file in, a JSON list of drafts out, one sentence when it will not do."""

import json
import re
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.cli.draft import draft_article
from questions.bank import load
from questions.drafting.reading import read
from questions.formats.reader import read as import_file

RULES = Path(__file__).parents[1] / "drafting" / "articles" / "rules.md"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the command in a folder of its own: its status, what it prints and complains of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WENGU_TOKEN", raising=False)

    def run(*arguments):
        capsys.readouterr()
        try:
            status = draft_article([str(each) for each in arguments])
        except SystemExit as end:
            status = end.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def test_a_trainer_drafts_from_an_article_and_reads_the_drafts_back(run, tmp_path):
    status, out, err = run(RULES, "--format", "json", "out/drafts.json")

    assert (status, err) == (0, "")
    first = out.splitlines()[0]
    assert first.endswith("根据《华远精工仓库安全管理规定》出了 15 道草稿题，请逐题审核后再用。")
    written = (tmp_path / "out/drafts.json").read_text("utf-8")
    told = json.loads(written)
    assert len(told) == 15
    assert set(told[0]) >= {
        "id", "article_title", "type", "stem", "options", "answer", "explanation", "quotes",
        "difficulty", "tags",
    }  # fmt: skip
    bank = load(written, read(RULES.read_text("utf-8")))
    assert len(bank.questions) == 15
    reading = import_file(written.encode(), "drafts.json")
    assert len(reading.drafts) == 15
    assert not reading.problems


def test_what_was_thrown_away_is_counted_with_its_reason(run, tmp_path):
    text = "食堂管理办法\n\n食堂就近就近采购蔬菜125种。\n菜品留样125克,每月检查2次。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")

    _, out, _ = run("a.txt", "drafts.json")

    assert re.search("^弃用 [1-9] 道：原文这一句像有错字$", out, re.MULTILINE)


def test_plain_text_in_an_old_encoding_is_read(run, tmp_path):
    text = "访客须知\n\n访客在前台登记,每次停留不超过45分钟。\n"
    (tmp_path / "访客.txt").write_bytes(text.encode("gbk"))

    status, *_ = run("访客.txt", "drafts.json")

    assert status == 0
    (told,) = json.loads((tmp_path / "drafts.json").read_text("utf-8"))[:1]
    assert told["quotes"] == ["访客在前台登记,每次停留不超过45分钟。"]


def test_the_number_of_drafts_and_the_seed_can_be_chosen(run, tmp_path):
    for seed, name in ((1, "a"), (1, "b"), (2, "c")):
        run(RULES, "--count", "5", "--seed", seed, f"{name}.json")

    a, b, c = (json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in "abc")
    assert len(a) == 5
    assert a == b != c


def test_what_is_printed_is_english_where_that_is_set(run, monkeypatch):
    monkeypatch.setenv("WENGU_LANGUAGE", "en")

    _, out, _ = run(RULES, "drafts.json")

    assert "15 draft questions from “华远精工仓库安全管理规定”" in out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "没有找到文件：a.md"),
        (b"# \xe9\xa3\x9f\xe5\xa0\x82\n", "a.md 里没有文章。请把标题写在第一行"),
        ("食堂\n\n今天天气很好。\n".encode(), "从《食堂》里没有出成一道题。"),
    ],
    ids=["missing", "no paragraph", "nothing to ask"],
)
def test_what_gives_no_draft_ends_with_1_and_one_sentence(run, tmp_path, data, said):
    if data is not None:
        (tmp_path / "a.md").write_bytes(data)

    status, out, err = run("a.md", "drafts.json")

    assert (status, out) == (1, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_one_sentence(run, tmp_path):
    (tmp_path / "taken").write_text("")

    status, _, err = run(RULES, "taken/drafts.json")

    assert (status, err.count("\n")) == (2, 1)


def test_the_command_is_in_the_list_of_commands():
    assert COMMANDS["draft"] == ("bot.cli.draft", "draft_article")


def test_every_reason_has_words_in_both_languages():
    from bot.texts import LANGUAGES, texts
    from questions.drafting import gate, model

    source = "".join(Path(each.__file__).read_text("utf-8") for each in (gate, model))
    codes = [key.removeprefix("draft.thrown.") for key in texts("zh").words if "thrown." in key]

    for language in LANGUAGES:
        assert {f"draft.thrown.{code}" for code in codes} <= texts(language).words.keys()
    for code in codes:
        assert f'"{code}"' in source or code == "duplicate"
