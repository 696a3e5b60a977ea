"""Whatever comes, one clear sentence goes back, nothing changes, and the others are answered."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.texts import LANGUAGES, texts
from db import bank
from questions.articles import library
from questions.practice import ANSWER_LIMIT
from questions.question import Kind
from questions.shelf import PUBLISHED
from tests.builders import NOW, make_bank, make_question
from tests.company import TRAINER
from tests.uploading import (
    GOOD,
    HOMES,
    LUNCH,
    bank_called,
    everything,
    imports,
    imports_and_publishes,
    opens,
    saved,
    sheet,
    speaks_english,
    starts,
)

FILES = Path(__file__).parents[1] / "formats/files"
ENCRYPTED = (FILES / "encrypted.xlsx").read_bytes()
MEGABYTE = 1 << 20


def zipped(**entries):
    """A zip; double underscores in the names stand for slashes, single ones for full stops."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


def bomb():
    """A workbook of 60 MB in 60 KB."""
    return zipped(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=b" " * 60 * MEGABYTE)


def without_a_table():
    book = openpyxl.Workbook()
    book.active.append(["姓名", "电话"])
    book.active.append(["张三", "13800000000"])
    return saved(book)


BAD_FILES = {
    "unknown": (bytes(range(256)) * 8, "题库.dat", "unknown"),
    "empty": (b"", "题库.xlsx", "empty"),
    "blank": (b"\r\n \r\n", "题库.csv", "empty"),
    "encrypted": (ENCRYPTED, "题库.xlsx", "encrypted"),
    "encrypted, called xls": (ENCRYPTED, "题库.xls", "encrypted"),
    "zip bomb": (bomb(), "题库.xlsx", "too_heavy"),
    "cut short": (sheet(*GOOD)[:-200], "题库.xlsx", "broken"),
    "entities": (
        zipped(xl__workbook_xml='<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
        "题库.xlsx",
        "doctype",
    ),
    "macros": (zipped(xl__workbook_xml="<workbook/>", xl__vbaProject_bin="x"), "a.xlsm", "macros"),
    "Word called xlsx": (zipped(word__document_xml="<w/>"), "题库.xlsx", "docx_no_questions"),
    "PDF": (b"%PDF-1.7\n...", "题库.pdf", "pdf"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "题库.png", "image"),
    "archive": (b"Rar!\x1a\x07\x00", "题库.rar", "archive"),
    "prose": ("今天学习了安全生产的文件。\n大家都很认真。".encode(), "a.txt", "text_no_table"),
    "no questions": (without_a_table(), "通讯录.xlsx", "no_table"),
}


async def one_sentence(player, company, said, *, before):
    """That sentence and nothing else was said, nothing changed, and somebody else is answered."""
    heard = await player.hears(said)
    assert heard.text == said
    await company.employee.types("/help")
    await company.employee.hears("温故能做什么")
    assert await everything(company) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bad", BAD_FILES)
async def test_a_file_that_is_no_bank_is_refused_in_one_sentence(company, bad, language):
    trainer = company.trainer
    if language == "en":
        await speaks_english(trainer)
    before, heard_before = await everything(company), len(trainer.said)
    data, name, why = BAD_FILES[bad]

    await trainer.uploads(data, name)

    said = texts(language).plain(f"refusal.file_{why}")
    await one_sentence(trainer, company, said, before=before)
    assert len(trainer.said) == heard_before + 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_file_of_25_megabytes_is_refused_before_it_is_fetched(company, language):
    trainer = company.trainer
    if language == "en":
        await speaks_english(trainer)
    before = await everything(company)

    await trainer.uploads(bytes(25 * MEGABYTE), "题库.xlsx")

    said = texts(language).plain("refusal.file_too_large", limit=20)
    await one_sentence(trainer, company, said, before=before)
    assert await company.scene.calls("getFile") == []


async def test_a_cell_far_away_holds_nothing_up(company):
    book = openpyxl.load_workbook(io.BytesIO(sheet(HOMES)))
    book.active["XFD1048576"] = "远"

    await company.trainer.uploads(saved(book), "题库.xlsx")

    report = await company.trainer.hears("读到 1 道题")
    assert "不能导入" not in report


async def test_others_are_answered_while_a_long_file_is_read(company):
    rows = [(f"第{n}号规程规定的最低压力是多少？", "单选题", "1", "2", "3", "4", "A", "", "")
            for n in range(2000)]  # fmt: skip
    await company.trainer.uploads(sheet(*rows), "规程.xlsx")

    await company.employee.types("/practice")
    await company.employee.hears("选一个题库")

    unread = not any("读到" in message for message in company.trainer.said)
    await company.trainer.hears("读到 2000 道题", timeout=60)
    await company.trainer.presses("导入 2000 题")
    await company.trainer.hears("新增 2000 题。", timeout=60)
    assert unread


# Presses


NOT_OURS = [
    "", ":", "imp", "imp:", "imp:x", "imp:1:2", "imp:-1", "imp:99999999999999999999",
    "down:1:7", "view:1", "nothing:1", "状态:1", "shelves:99", "pick:1", "a" * 64,
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
async def test_presses_that_no_button_of_ours_sends_are_refused(company, language):
    trainer = company.trainer
    if language == "en":
        await speaks_english(trainer)
    await trainer.types("/banks")
    await trainer.hears("题库" if language == "zh" else "Question banks")
    before = await everything(company)

    for data in filter(None, NOT_OURS):
        await trainer.presses_data(data)
        said = texts(language).plain("refusal.old_button")
        await one_sentence(trainer, company, said, before=before)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_another_trainers_import_is_not_mine_to_press(company, language):
    trainer, other = company.trainer, company.admin
    await trainer.uploads(sheet(*GOOD), "题库.xlsx")
    report = await trainer.hears("读到 6 道题")
    await other.types("/help")
    await other.hears("温故能做什么")
    if language == "en":
        await speaks_english(other)
    before = await everything(company)

    for key in report.keys:
        await other.presses_data(key["callback_data"])
        said = texts(language).plain("refusal.upload_gone")
        await one_sentence(other, company, said, before=before)

    await trainer.presses("导入")
    await trainer.hears("新增 6 题。")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_another_persons_question_is_not_mine_to_answer(company, language):
    employee, other = company.employee, company.admin
    whole = make_bank(make_question(), title="一题")
    await company.store.run(published, whole)
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses("一题")
    asked = await employee.hears("第 1/1 题")
    await other.types("/help")
    await other.hears("温故能做什么")
    if language == "en":
        await speaks_english(other)
    before = await everything(company)

    for key in asked.keys:
        await other.presses_data(key["callback_data"])
        said = texts(language).plain("refusal.not_yours")
        await one_sentence(other, company, said, before=before)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_demoted_trainers_buttons_do_nothing(company, language):
    trainer = company.trainer
    done = await imports(trainer, sheet(HOMES, LUNCH))
    await trainer.uploads(sheet(*GOOD), "另一份.xlsx")
    report = await trainer.hears("读到 6 道题")
    card = await opens(trainer, "安全题库")
    await trainer.presses("预览")
    shown = await trainer.hears("第 1/2 题")
    await demote(company)
    if language == "en":
        await speaks_english(trainer)
    before = await everything(company)
    calls = len(await company.scene.calls("sendDocument"))

    for message in (done, report, card, shown):
        for key in message.keys:
            await trainer.presses_data(key["callback_data"], message.id)
            said = texts(language).plain("refusal.not_allowed")
            await one_sentence(trainer, company, said, before=before)

    assert len(await company.scene.calls("sendDocument")) == calls


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_demoted_trainers_files_and_commands_are_refused(company, language):
    trainer = company.trainer
    await trainer.types("/help")
    await trainer.hears("/banks")
    await demote(company)
    if language == "en":
        await speaks_english(trainer)
    before = await everything(company)
    said = texts(language).plain("refusal.not_allowed")

    for command in ("/banks", "/template", "/upload"):
        await trainer.types(command)
        await one_sentence(trainer, company, said, before=before)
    await trainer.uploads(sheet(*GOOD), "题库.xlsx")
    await one_sentence(trainer, company, said, before=before)


# Texts


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_of_10_000_characters_is_refused_and_the_question_stays_open(
    company, language, monkeypatch
):
    # Telegram's apps cut a long text into messages of 4096; a forged update need not.
    monkeypatch.setattr("bot.sandbox.people.MAX_TEXT", 20_000)
    employee = company.employee
    whole = make_bank(make_question(kind=Kind.BLANK, stem="安置了____。"), title="一题")
    await company.store.run(published, whole)
    if language == "en":
        await speaks_english(employee)
    await employee.types("/practice")
    await employee.hears("选一个题库" if language == "zh" else "bank")
    await employee.presses("一题")
    await employee.hears("安置了____。")
    before = await everything(company)

    await employee.types("长" * 10_000)

    said = texts(language).plain("refusal.answer_too_long", limit=ANSWER_LIMIT)
    assert (await employee.hears(said)).text == said
    assert await everything(company) == before
    await employee.types("571人")
    await employee.hears("回答正确" if language == "zh" else "✅")


async def test_html_and_emoji_in_the_name_of_a_file_are_shown_as_they_are(company):
    trainer, title = company.trainer, "<b>安全<b> & 消防🔥👩\u200d🚒 {x} %s"
    bad = (*LUNCH[:6], "E", "", "")

    await trainer.uploads(sheet(HOMES, bad), f"{title}.xlsx")
    returned = await trainer.hears("改好后直接发回来")
    report = await trainer.hears("读到 1 道题")
    await trainer.presses("导入")
    done = await trainer.hears("已导入题库")
    card = await opens(trainer, "<b>安全<b> & 消防")

    assert f"《{title}》" in report
    assert report.pieces("bold")[0].startswith(f"《{title}》")
    assert f"《{title}》" in done
    assert f"《{title}》" in card
    name = returned.raw["document"]["file_name"]
    assert name == "_b_安全_b_ & 消防🔥👩\u200d🚒 {x} %s-错误标注.xlsx"
    assert (await bank_called(company, title)).questions


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.xlsx", "C:\\题库\\安全.xlsx", "\u202exslx.安全.xlsx",
     "安" * 200 + ".xlsx", ".xlsx", " .csv"],
    ids=["path", "drive", "right to left", "long", "ending", "blank"],
)  # fmt: skip
async def test_the_name_of_a_file_is_only_ever_a_title(company, name):
    trainer = company.trainer
    await trainer.uploads(sheet(HOMES, (*LUNCH[:6], "E", "", "")), name)

    returned = await trainer.hears("改好后直接发回来")
    report = await trainer.hears("读到 1 道题")

    sent = returned.raw["document"]["file_name"]
    assert sent.endswith("-错误标注.xlsx")
    assert len(sent) <= 75
    assert not set('/\\:"\r\n\x00\u202e') & set(sent)
    assert len(report.text.split("》")[0]) <= 61


async def test_html_and_emoji_in_cells_are_shown_as_they_are(company):
    trainer, employee = company.trainer, company.employee
    stem = "标签 <script>alert(1)</script> 和 </b> & &amp; 的意思是？😀"
    choices = ("<i>甲</i> 1<2", "乙 & 丙", "👍🏽", "{丁}")
    row = (stem, "单选题", *choices, "A", "<a href='x'>解析</a>", "")

    await trainer.uploads(sheet(row), "题库.xlsx")
    report = await trainer.hears("读到 1 道题")
    await trainer.presses("导入")
    await trainer.hears("已导入题库")
    await trainer.presses("发布")
    await trainer.hears("状态：已发布")
    asked = await starts(employee, "题库 ·")

    for message in (report, asked):
        assert stem in message
        for choice in choices:
            assert choice in message
    assert stem in asked.pieces("bold")


async def test_html_and_emoji_in_a_persons_name_are_shown_as_they_are(company):
    name = "<b>王</b>&😀"
    person = await company.stranger(name)

    await person.types("/start")

    assert f"{name}，你好！" in await person.hears("你好")


async def test_a_question_that_fills_a_message_is_previewed_and_asked(company):
    trainer, employee = company.trainer, company.employee
    choices = [f"{letter}{'选' * 298}" for letter in "甲乙丙丁"]
    row = ("题" * 1000, "单选题", *choices, "A", "解" * 800, "")
    await imports_and_publishes(trainer, sheet(row, HOMES))

    await trainer.presses("预览")
    await trainer.hears("第 1/2 题")
    await starts(employee, "安全题库")


@pytest.mark.parametrize("typed", ["长" * 2000, "不知道"], ids=["at length", "in short"])
async def test_an_answer_longer_than_a_message_is_told_as_far_as_it_fits(company, typed):
    trainer, employee = company.trainer, company.employee
    points = "；".join(f"第{number}点：{'长' * 250}" for number in range(20))
    row = ("题" * 900, "简答题", "", "", "", "", points, "解" * 790, "")
    await imports_and_publishes(trainer, sheet(row), "长.xlsx")
    await trainer.presses("预览")
    shown = await trainer.hears("第 1/1 题")
    await starts(employee, "长 ·")

    await employee.types(typed)

    verdict = await employee.hears("长长长长…")
    await employee.hears("本组完成")
    for message in (shown, verdict):
        assert "第0点：" in message
        assert len(message.text) <= 4096


async def test_more_quotes_than_a_message_holds_are_shown_whole_as_far_as_they_fit(company):
    trainer, employee = company.trainer, company.employee
    pieces = [text[:12] for article in library() for p in article.passages
              if len(text := p.text) > 12]  # fmt: skip
    entry = {
        "id": "", "article_title": "", "type": "true_false", "stem": "这些话都在文章里。",
        "options": [], "answer": [True], "explanation": "", "quotes": pieces[:60],
        "difficulty": 1, "tags": [],
    }  # fmt: skip
    await imports_and_publishes(trainer, json.dumps([entry]).encode(), "引文.json")
    await trainer.presses("预览")
    shown = await trainer.hears("第 1/1 题")
    await starts(employee, "引文 ·")

    await employee.presses("对")

    verdict = await employee.hears("回答正确")
    for message in (shown, verdict):
        quoted = message.pieces("blockquote")
        assert 20 < len(quoted) < 60
        assert quoted == pieces[: len(quoted)]
        assert len(message.text) <= 4096


async def test_many_different_problems_fit_into_one_message(company):
    rows = [(f"第{n}题", "单选题", "甲" * 60, "乙", "丙", "丁", f"错{n}" * 15, "", "")
            for n in range(300)]  # fmt: skip

    await company.trainer.uploads(sheet(HOMES, *rows), "题库.xlsx")

    report = await company.trainer.hears("有 300 行不能导入")
    assert len(report.text) <= 4096
    assert "第 3 行：" in report
    assert "见退回的文件" in report
    assert company.trainer.buttons(report) == ["导入 1 题", "取消"]


async def demote(company):
    admin = company.admin
    await admin.types("/people")
    await admin.hears("人员")
    await admin.presses_data(f"role:{TRAINER}:employee:0.0")
    await admin.hears("员工")


def published(session, whole):
    bank.stock(session, whole, TRAINER, NOW, state=PUBLISHED)
