"""A question whose key is wrong: twelve answer it, and whoever keeps it is told."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from db import bank as banks
from db.tables import JournalRow
from questions.question import LETTERS
from questions.shelf import PUBLISHED
from tests.builders import make_bank, make_question
from tests.company import TRAINER

TITLE = "交接班"
# Keyed 乙; 丙 is right, as those know who know the others.
WRONG = make_question("wrong", stem="几点交接班？")
SOUND = tuple(make_question(f"s{number}") for number in range(3))
TRUTH = 2


@pytest.fixture
async def told(company):
    """Twelve have answered, one after another; what the trainer was told."""
    bank = make_bank(*SOUND, WRONG, key=TITLE, title=TITLE)
    now = datetime.now(UTC)
    await company.store.run(banks.stock, bank, TRAINER, now, state=PUBLISHED)
    for number in range(12):
        await goes_through(company, f"员工{number}", knows=number % 2 == 0)
    return await company.trainer.hears("答案可能标错")


async def goes_through(company, name, knows):
    """A run over the bank. Who knows little gives the wrong key, and nothing else."""
    player = await company.stranger(name)
    await player.types("/start")
    await player.hears("你好")
    await player.types("/practice")
    await player.hears("选一个题库")
    await player.presses(TITLE)
    for seq in range(1, 5):
        await player.hears(f"第 {seq}/4 题")
        asked = await company.stands_before(player)
        is_wrong = asked.question.stem == WRONG.stem
        place = (TRUTH if knows else 1) if is_wrong else (1 if knows else 0)
        await player.presses(LETTERS[asked.shuffle.index(place)])
        await player.hears("正确")
        if seq < 4:
            await player.presses("下一题")


async def journal(company):
    rows = await company.store.read(lambda session: session.exec(select(JournalRow)).all())
    return [(row.actor_id, row.action) for row in rows if row.facts.get("key") == "wrong"]


async def test_the_trainer_is_told_once_with_the_figures_and_says_that_it_is_fine(company, told):
    trainer = company.trainer

    assert f"题库《{TITLE}》" in told
    assert WRONG.stem in told.pieces("bold")
    assert "✅ B. 乙" in told
    assert "首次作答：10 人" in told
    assert "❗ 成绩较好的 5 人里，5 人选 C，0 人选标准答案 B。" in told
    assert "得分率：50%" in told
    assert trainer.buttons(told) == ["改答案并重判", "停用", "没问题"]
    await trainer.presses("没问题")
    done = await trainer.hears("记下了：答案没有问题")
    for number in range(12, 22):
        await goes_through(company, f"员工{number}", knows=number % 2 == 0)
    await trainer.types("/stats")
    await trainer.hears("选一个题库")

    assert "没问题" not in trainer.buttons(done)
    assert [message.text.count("答案可能标错") for message in trainer.said].count(1) == 0
    assert "交接班 · 0" in trainer.buttons()
    assert await journal(company) == [(TRAINER, "item_fine")]
    assert not [message for message in company.admin.said if "标错" in message]


async def test_the_trainer_takes_it_out_of_quizzes_and_lets_it_in_again(company, told):
    trainer, employee = company.trainer, company.employee

    await trainer.presses("停用")
    await trainer.hears("已停用：员工不会再抽到这道题")
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(TITLE)
    without = await employee.hears("第 1/3 题")
    await trainer.presses("恢复使用")
    await trainer.hears("已恢复")
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(TITLE)
    whole = await employee.hears("第 1/4 题")

    assert without
    assert whole
    assert await journal(company) == [
        (TRAINER, "question_retired"),
        (TRAINER, "question_restored"),
    ]


async def test_the_trainer_mends_the_key_and_everybody_is_judged_by_it(company, told):
    trainer = company.trainer

    await trainer.presses("改答案并重判")
    await trainer.hears("现在的答案：B. 乙")
    await trainer.presses("C")
    await trainer.hears()
    await trainer.presses("提交并重判")
    done = await trainer.hears("答案已改，成绩已重判")
    await trainer.types("/stats")
    await trainer.hears("选一个题库")
    await trainer.presses(TITLE)
    listed = await trainer.hears("共 4 题")

    assert "重判了 12 次作答，12 人的成绩有变化" in done
    assert "建议先看" not in listed


async def test_the_questions_to_look_at_first_come_first(company, told):
    trainer = company.trainer
    await trainer.types("/stats")
    picker = await trainer.hears("选一个题库")
    offered = trainer.buttons(picker)

    await trainer.presses(TITLE)
    listed = await trainer.hears("建议先看这 1 题")
    await trainer.presses("1")
    first = await trainer.hears("第 1/4 题")
    await trainer.presses("下一题")
    second = await trainer.hears("第 2/4 题")
    await trainer.presses("上一题")
    await trainer.hears("第 1/4 题")
    await trainer.presses("看图")
    picture = await trainer.hears(WRONG.stem)
    await trainer.presses("返回题库")
    await trainer.hears("共 4 题，4 题已有数据")
    await trainer.presses("全部题库")
    await trainer.hears("选一个题库")

    assert offered[0] == "交接班 · 1"
    assert "1. ❗ 答案可能标错（得分率 50%）\n几点交接班？" in listed
    assert "██████████" not in first
    assert "█████░░░░░ 50%（5 人）" in first
    assert "得分率：50%" in second
    assert "❗" not in second
    assert (await trainer.downloads(picture))[1:4] == b"PNG"


async def test_before_ten_first_attempts_there_are_no_figures(company):
    trainer = company.trainer
    await trainer.types("/stats")
    await trainer.hears("选一个题库")

    await trainer.presses("网络文学大有可为")

    shown = await trainer.hears("还没有题目满 10 人首次作答")
    assert trainer.buttons(shown) == ["全部题库"]


async def test_an_employee_is_not_offered_it_and_a_trainer_is(company):
    await company.employee.types("/stats")

    await company.employee.hears("没有这个命令")
    assert "stats" not in await company.employee.commands()


async def test_in_english_all_of_it_is_english(company, told):
    trainer = company.trainer
    await trainer.types("/profile")
    await trainer.hears()
    await trainer.presses("English")
    await trainer.hears()
    await trainer.types("/stats")
    await trainer.hears("Choose a bank")

    await trainer.presses(TITLE)
    await trainer.hears("Questions to look at first (1)")
    await trainer.presses("1")

    shown = await trainer.hears("question 1/4")
    assert "Of the better half (5), 5 picked C and 0 the key B." in shown
    assert "Previous" not in trainer.buttons(shown)
    assert {"Next", "It is fine", "Retire", "Picture"} <= set(trainer.buttons(shown))
