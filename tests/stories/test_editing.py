"""A trainer changes one question in chat, and takes one out and lets it in again."""

from db import articles, bank
from questions.articles import library
from questions.finder import shipped
from questions.formats.reader import read
from questions.question import Kind
from questions.shelf import DRAFT, PUBLISHED
from questions.upload import as_bank, examine
from tests.builders import NOW, make_article, make_bank, make_question
from tests.company import TRAINER
from tests.practising import answer
from tests.uploading import (
    AREA,
    HOMES,
    LUNCH,
    PROVED,
    bank_called,
    opens,
    sheet,
    speaks_english,
    starts,
)

TITLE = "安全题库"
TOP = "修改题目"


async def keeps(company, *rows, state=DRAFT):
    """The trainer has a bank of these rows, as if they had been imported."""
    examined = examine(read(sheet(*rows)), TITLE, library(), shipped())
    taken = as_bank(examined, TRAINER)
    await company.store.run(
        bank.stock, taken, TRAINER, NOW, state=state, proposed=examined.proposed
    )


async def begins(trainer, title=TITLE, turns=0):
    """The first question of a bank, or one further on, to be changed."""
    await opens(trainer, title)
    await trainer.presses("预览")
    await trainer.hears("第 1/")
    for place in range(turns):
        await trainer.presses("▶")
        await trainer.hears(f"第 {place + 2}/")
    await trainer.presses("修改")
    return await trainer.hears(TOP)


async def types(trainer, field, text):
    await trainer.presses(field)
    await trainer.hears("请发来新的")
    await trainer.types(text)
    return await trainer.hears("改动（还没有保存）")


async def kept(company, place=0, title=TITLE):
    return (await bank_called(company, title)).questions[place]


# One field after another


async def test_the_screen_has_a_button_for_each_field_and_shows_the_question(company):
    trainer = company.trainer
    await keeps(company, HOMES)

    shown = await begins(trainer)

    assert trainer.buttons(shown) == [
        "题干", "选项", "答案", "引文", "解析", "难度", "标签", "不改了",
    ]  # fmt: skip
    assert HOMES[0] in shown
    assert "B. 924户321人" in shown
    assert "正确答案：A. 321户924人" in shown
    assert "💡 户数在前。" in shown
    assert "还没有改动" in shown


async def test_what_changed_is_shown_and_kept_only_once_it_is_saved(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    before = await kept(company)
    await begins(trainer)

    changed = await types(trainer, "题干", "苏家村安置了多少户、多少人？")
    unsaved = await kept(company)
    await trainer.presses("保存")
    saved = await trainer.hears("已保存。改了：题干。")
    await trainer.presses("看这道题")
    seen = await trainer.hears("第 1/1 题")

    assert f"题干：{HOMES[0]} → 苏家村安置了多少户、多少人？" in changed
    assert trainer.buttons(changed)[0] == "✏️ 题干"
    assert unsaved == before
    assert (await kept(company)).stem == "苏家村安置了多少户、多少人？"
    assert "苏家村安置了多少户、多少人？" in seen
    assert "改答案并重判" not in trainer.buttons(saved)


async def test_every_field_can_be_changed_before_one_saves(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    await begins(trainer)

    await types(trainer, "选项", "A. 321户924人\nB. 924户321人\nC. 300户900人")
    await types(trainer, "引文", PROVED)
    await types(trainer, "解析", "先说户数，再说人数。")
    await types(trainer, "标签", "安置，数字")
    await trainer.presses("难度")
    await trainer.hears("这道题有多难？")
    await trainer.presses("3 难")
    shown = await trainer.hears("难度：3 难　标签：安置，数字")
    await trainer.presses("答案")
    await trainer.hears("哪一个选项正确？")
    await trainer.presses("B")
    await trainer.hears("现在的答案：B. 924户321人")
    assert "☑ B" in trainer.buttons()
    await trainer.presses("好了")
    await trainer.hears("答案：A. 321户924人 → B. 924户321人")
    await trainer.presses("保存")
    await trainer.hears("改了：选项、答案、引文、解析、难度、标签。")

    question = await kept(company)
    assert shown.pieces("blockquote") == [PROVED]
    assert question.choices == ("321户924人", "924户321人", "300户900人")
    assert question.right == {1}
    assert [quote.text for quote in question.quotes] == [PROVED]
    assert (question.note, question.difficulty) == ("先说户数，再说人数。", 3)
    assert question.tags == ("安置", "数字")


async def test_accepted_wordings_are_typed_a_line_for_each_blank(company):
    trainer = company.trainer
    await keeps(company, AREA)
    await begins(trainer)

    await trainer.presses("可接受的答案")
    asked = await trainer.hears("一行一个空")
    await trainer.types("35202.45；35202.45平方米")
    await trainer.hears("可接受的答案：35202.45 → 35202.45 / 35202.45平方米")
    await trainer.presses("保存")
    await trainer.hears("已保存")

    assert asked.pieces("code") == ["35202.45"]
    assert (await kept(company)).accepted == (("35202.45", "35202.45平方米"),)


async def test_the_key_of_a_multiple_is_ticked_and_that_of_a_statement_pressed(company):
    trainer = company.trainer
    whole = make_bank(
        make_question("m", Kind.MULTIPLE), make_question("t", Kind.TRUE_FALSE), title="两题"
    )
    await company.store.run(bank.stock, whole, TRAINER, NOW)

    await begins(trainer, "两题")
    await trainer.presses("答案")
    await trainer.hears("哪些选项正确？")
    ticked = trainer.buttons()
    await trainer.presses("☑ A")
    await trainer.hears("现在的答案：C. 丙")
    await trainer.presses("B")
    await trainer.hears("现在的答案：BC")
    await trainer.presses("好了")
    await trainer.hears("答案：AC → BC")
    await trainer.presses("保存")
    await trainer.hears("已保存")
    await begins(trainer, "两题", turns=1)
    await trainer.presses("答案")
    await trainer.hears("这句话对还是错？")
    await trainer.presses("错")
    await trainer.hears("现在的答案：错")
    await trainer.presses("好了")
    await trainer.hears("答案：对 → 错")
    await trainer.presses("保存")
    await trainer.hears("已保存")

    assert ticked == ["☑ A", "B", "☑ C", "D", "好了"]
    assert (await kept(company, 0, "两题")).right == {1, 2}
    assert not (await kept(company, 1, "两题")).is_true


async def test_what_a_question_can_do_without_is_taken_away(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    await begins(trainer)

    for field in ("引文", "解析"):
        await trainer.presses(field)
        await trainer.hears("请发来新的")
        await trainer.presses("清空")
        await trainer.hears("→ （无）")
    await trainer.presses("保存")
    await trainer.hears("改了：引文、解析。")

    question = await kept(company)
    assert (question.quotes, question.note) == ((), "")


async def test_one_can_go_back_or_give_up_and_nothing_has_happened(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    before = await kept(company)
    await begins(trainer)

    await trainer.presses("题干")
    await trainer.hears("请发来新的题干")
    await trainer.presses("返回")
    await trainer.hears("还没有改动")
    await types(trainer, "解析", "不要了")
    await trainer.presses("不改了")
    left = await trainer.hears("没有保存，题目还是原来的样子。")
    again = await begins(trainer)

    assert trainer.buttons(left) == ["看这道题"]
    assert "还没有改动" in again
    assert await kept(company) == before


# The rules of an upload


async def test_what_an_upload_would_not_take_is_refused_and_asked_for_again(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    await begins(trainer)
    await trainer.presses("选项")
    await trainer.hears("请发来新的选项")

    await trainer.types("甲\n甲。")
    refused = await trainer.hears("没有改：")
    await trainer.types("321户924人\n别的")
    taken = await trainer.hears("选项：")

    assert "选项 A 和选项 B 是一样的。" in refused
    assert "改动（还没有保存）" in taken


async def test_a_question_without_its_key_is_not_to_be_saved(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    await begins(trainer)

    shown = await types(trainer, "选项", "甲\n乙")
    await trainer.presses("答案")
    await trainer.hears("哪一个选项正确？")
    await trainer.presses("A")
    await trainer.hears("现在的答案：A. 甲")
    await trainer.presses("好了")
    mended = await trainer.hears("改动（还没有保存）")

    assert "❌ 没有答案。" in shown
    assert "保存" not in trainer.buttons(shown)
    assert "保存" in trainer.buttons(mended)


async def test_a_quote_that_stands_nowhere_is_refused_with_the_nearest_sentences(company):
    trainer = company.trainer
    await keeps(company, LUNCH)
    await begins(trainer)
    await trainer.presses("引文")
    await trainer.hears("一字不差")

    await trainer.types("总建筑面积35202.45平方米，安置了321户924人。")
    refused = await trainer.hears("没有改：")
    (first, *_) = refused.pieces("blockquote")
    await trainer.presses("采用 1")
    await trainer.hears("引文：（无） → ")
    await trainer.presses("保存")
    await trainer.hears("改了：引文。")

    assert "引文在文章里找不到" in refused
    assert "35202.45平方米,安置321户924人。" in first
    assert "——《党建引领凝心聚力 共建居民幸福家园》" in refused
    assert [quote.text for quote in (await kept(company)).quotes] == [first]


async def test_the_nearest_sentences_are_offered_at_once(company):
    trainer = company.trainer
    await keeps(company, HOMES)
    await begins(trainer)

    await trainer.presses("引文")

    asked = await trainer.hears("文章里最接近的几句")
    assert trainer.buttons(asked)[:3] == ["采用 1", "采用 2", "采用 3"]


# Those who answered


async def test_a_changed_key_re_grades_only_when_that_is_asked_for(company):
    trainer, employee = company.trainer, company.employee
    await keeps(company, HOMES, state=PUBLISHED)
    await starts(employee, TITLE)
    await answer(company, employee, right=True)
    await employee.hears("回答正确")

    await begins(trainer)
    await trainer.presses("答案")
    await trainer.hears("哪一个选项正确？")
    await trainer.presses("B")
    await trainer.hears("现在的答案：B.")
    await trainer.presses("好了")
    warned = await trainer.hears("已有 1 次作答")
    await trainer.presses("保存")
    saved = await trainer.hears("已保存")
    await trainer.presses("改答案并重判")
    await trainer.hears("现在的答案：B. 924户321人")
    await trainer.presses("提交并重判")
    done = await trainer.hears("成绩已重判")
    told = await employee.hears("你的成绩已经重判")

    assert "成绩不会自己变" in warned
    assert trainer.buttons(saved)[0] == "改答案并重判"
    assert "重判了 1 次作答，1 人的成绩有变化" in done
    assert "原来：✅ 正确　现在：❌ 错误" in told


async def test_other_wordings_leave_the_answers_where_they_are(company):
    trainer, employee = company.trainer, company.employee
    await keeps(company, HOMES, state=PUBLISHED)
    await starts(employee, TITLE)
    await answer(company, employee, right=True)
    await employee.hears("回答正确")
    await begins(trainer)

    shown = await types(trainer, "题干", "另一种问法？")
    await trainer.presses("保存")
    saved = await trainer.hears("已保存")
    await starts(employee, TITLE)

    assert "已有 1 次作答，都留在原来的版本上，成绩不变。" in shown
    assert "改答案并重判" not in trainer.buttons(saved)
    assert "另一种问法？" in employee.last


# Two at once


async def test_the_later_of_two_is_told_and_sees_both_changes(company):
    trainer, admin = company.trainer, company.admin
    await keeps(company, HOMES)
    await begins(trainer)
    await begins(admin)
    await types(trainer, "题干", "培训师的题干？")
    await types(admin, "解析", "管理员的解析。")
    await admin.presses("保存")
    await admin.hears("已保存")

    await trainer.presses("保存")
    told = await trainer.hears("被别人改过")
    between = await kept(company)
    await trainer.presses("保存")
    await trainer.hears("已保存。改了：题干。")

    assert "培训师的题干？" in told
    assert "管理员的解析。" in told
    assert between.stem == HOMES[0]
    question = await kept(company)
    assert (question.stem, question.note) == ("培训师的题干？", "管理员的解析。")


async def test_of_two_changes_of_one_field_the_first_stands_and_the_other_is_shown(company):
    trainer, admin = company.trainer, company.admin
    await keeps(company, HOMES)
    await begins(trainer)
    await begins(admin)
    await types(trainer, "题干", "培训师的题干？")
    await types(admin, "题干", "管理员的题干？")
    await admin.presses("保存")
    await admin.hears("已保存")

    await trainer.presses("保存")
    told = await trainer.hears("被别人改过")

    assert "你改的题干没有放上去，因为别人也改了它。你写的是：培训师的题干？" in told
    assert "还没有改动" in told
    assert (await kept(company)).stem == "管理员的题干？"


# Whose bank it is


async def test_a_bank_that_is_somebody_elses_offers_nothing_to_change(company):
    whole = make_bank(make_question("q"), title="别人的")
    await company.store.run(bank.stock, whole, company.admin.id, NOW)
    trainer = company.trainer
    await opens(trainer, "别人的")

    await trainer.presses("预览")

    shown = await trainer.hears("第 1/1 题")
    assert not {"修改", "停用"} & set(trainer.buttons(shown))


# Out of use, and back


async def test_a_question_is_retired_listed_and_restored(company):
    trainer = company.trainer
    await keeps(company, HOMES, LUNCH, state=PUBLISHED)
    await opens(trainer, TITLE)
    await trainer.presses("预览")
    await trainer.hears("第 1/2 题")

    await trainer.presses("停用")
    out = await trainer.hears("已停用：员工不会再抽到这道题")
    left = await bank_called(company, TITLE)
    card = await opens(trainer, TITLE)
    listed = trainer.buttons(card)
    await trainer.presses("已停用的题目（1）")
    again = await trainer.hears("第 1/1 题 · 单选 · 已停用")
    await trainer.presses("恢复")
    await trainer.hears("已恢复，员工又会抽到这道题。")
    whole = await opens(trainer, TITLE)

    assert {"修改", "恢复"} <= set(trainer.buttons(out))
    assert [question.stem for question in left.questions] == [LUNCH[0]]
    assert "题目：1 题" in card
    assert "已停用的题目（1）" in listed
    assert HOMES[0] in again
    assert "题目：2 题" in whole
    assert not any("已停用" in label for label in trainer.buttons(whole))


async def test_a_question_whose_quote_is_lost_comes_back_once_it_has_another(company):
    trainer = company.trainer
    await keeps(company, AREA, LUNCH)
    await opens(trainer, TITLE)
    await trainer.presses("预览")
    await trainer.hears("第 1/2 题")
    await trainer.presses("停用")
    await trainer.hears("已停用：")
    changed = make_article("安置小区总建筑面积35202.45平方米。", key="rose")
    await company.store.run(articles.shelve, changed)

    await trainer.presses("恢复")
    await trainer.hears("还不能恢复：")
    await trainer.presses("修改")
    await trainer.hears(TOP)
    await types(trainer, "引文", "安置小区总建筑面积35202.45平方米。")
    await trainer.presses("保存")
    assert "这道题恢复出题" in await trainer.hears("已保存。改了：引文。")
    await trainer.presses("看这道题")

    await trainer.hears("第 1/2 题 · 填空\n")
    assert len((await bank_called(company, TITLE)).questions) == 2


async def test_in_english(company):
    trainer = company.trainer
    await speaks_english(trainer)
    await keeps(company, HOMES)
    await trainer.types("/banks")
    await trainer.hears("Question banks")
    await trainer.presses(TITLE)
    await trainer.hears("State:")
    await trainer.presses("Preview")
    await trainer.hears("Question 1/1")
    await trainer.presses("Edit")
    shown = await trainer.hears("Edit the question")
    labels = trainer.buttons(shown)

    await trainer.presses("Stem")
    await trainer.hears("Type the new stem.")
    await trainer.types("How many?")
    await trainer.hears("What changed (not saved yet):")
    await trainer.presses("Save")

    await trainer.hears("Saved. Changed: Stem.")
    assert labels == [
        "Stem", "Choices", "Key", "Quote", "Note", "Difficulty", "Tags", "Discard",
    ]  # fmt: skip
