"""An employee objects to a wrong key; a trainer changes it; everybody is judged by it."""

from datetime import UTC, datetime

import pytest

from db import people, score
from questions.objections import DAILY_LIMIT
from questions.people import Role
from questions.question import LETTERS, Kind
from tests.builders import ZONE, make_question
from tests.company import ADMIN, TRAINER

STEM = "食堂几点开饭？"


def lunch(**changes):
    """Noon is right; the key says half past eleven."""
    choices = ("十一点半", "十二点", "一点", "两点")
    return make_question("lunch", stem=STEM, choices=choices, right=frozenset({0}), **changes)


async def begins(company, player, title):
    await player.types("/practice")
    await player.hears("选一个题库")
    await player.presses(title)
    return await player.hears("第 1/")


async def answers(company, player, title, choice):
    """Answer the only question of a bank with the choice of that place; the verdict."""
    await begins(company, player, title)
    asked = await company.stands_before(player)
    await player.presses(LETTERS[asked.shuffle.index(choice)])
    return await player.hears(STEM)


async def objects(player, reason="答案不对", words="食堂十二点开门"):
    await player.presses("纠错")
    await player.hears("请选一个原因")
    await player.presses(reason)
    await player.hears("再打几个字")
    if words:
        await player.types(words)
    else:
        await player.presses("直接提交")
    return await player.hears("已收到")


async def figures(company, player):
    told = await company.store.read(score.own, player.id, datetime.now(UTC), ZONE)
    return told.answered, told.right


async def test_a_wrong_key_from_the_objection_to_the_new_score(company):
    employee, trainer, admin = company.employee, company.trainer, company.admin
    title = await company.stock(lunch())
    verdict = await answers(company, employee, title, 1)
    assert "❌" in verdict
    assert employee.buttons(verdict) == ["纠错"]
    assert "✅ 回答正确" in await answers(company, admin, title, 0)
    await answers(company, trainer, title, 2)

    await objects(employee)
    await trainer.hears("李员工对题库《十题》的一道题提出了纠错")
    await trainer.presses("去处理")
    card = await trainer.hears("纠错原因：答案不对")
    assert "正确答案：A. 十一点半" in card
    assert "李员工（生产部）的回答：B. 十二点" in card
    assert "食堂十二点开门" in card
    await trainer.presses("改答案并重判")
    await trainer.hears("已有 3 次作答")
    await trainer.presses("B")
    marked = await trainer.hears("现在的答案")
    assert "☑ B" in trainer.buttons(marked)
    await trainer.presses("提交并重判")
    done = await trainer.hears("重判了 3 次作答")

    assert "2 人的成绩有变化" in done
    told = await employee.hears("你的成绩已经重判")
    assert "现在的正确答案：B. 十二点" in told
    assert "原来：❌ 错误　现在：✅ 正确" in told
    while not any("答案已更正" in said for said in employee.said):
        await employee.hears()
    assert "原来：✅ 正确　现在：❌ 错误" in await admin.hears("你的成绩已经重判")
    assert not any("你的成绩已经重判" in said for said in trainer.said)
    assert [await figures(company, each) for each in (employee, admin, trainer)] == [
        (1, 1), (1, 0), (1, 0)
    ]  # fmt: skip
    await employee.types("/score")
    await employee.hears("答对 1 题")
    await trainer.types("/reports")
    await trainer.hears("没有待处理的纠错")


async def test_what_is_kept_is_answered(company):
    title = await company.stock(lunch())
    await answers(company, company.employee, title, 1)
    await objects(company.employee, "题目有歧义", words="")

    await company.trainer.hears("提出了纠错")
    await company.trainer.types("/reports")
    await company.trainer.hears("待处理 1 条")
    await company.trainer.presses(STEM)
    await company.trainer.hears("纠错原因：题目有歧义")
    await company.trainer.presses("维持原答案")

    await company.trainer.hears("已维持原答案")
    assert STEM in await company.employee.hears("维持原答案")
    assert await figures(company, company.employee) == (1, 0)


async def test_a_retired_question_comes_no_more(company):
    title = await company.stock(lunch(), make_question("q2"))
    await begins(company, company.employee, title)
    while (await company.stands_before(company.employee)).question.key != "lunch":
        await company.employee.presses("A")
        await company.employee.hears()
        await company.employee.presses("下一题")
        await company.employee.hears("第 2/")
    await company.employee.presses("A")
    await company.employee.hears(STEM)
    await objects(company.employee, "其他", words="")

    await company.trainer.hears("提出了纠错")
    await company.trainer.types("/reports")
    await company.trainer.hears("待处理 1 条")
    await company.trainer.presses(STEM)
    await company.trainer.hears("纠错原因：其他")
    await company.trainer.presses("停用")

    await company.trainer.hears("已停用这道题")
    await company.employee.hears("这道题已停用")
    assert "第 1/1 题" in await begins(company, company.admin, title)


async def test_a_second_objection_is_refused_while_the_first_is_open(company):
    title = await company.stock(lunch())
    await answers(company, company.employee, title, 1)
    await objects(company.employee)

    await company.employee.presses("纠错")

    assert (await company.employee.hears("还在处理中")).kind == "toast"


async def test_the_eleventh_of_a_day_is_refused(company):
    employee = company.employee
    questions = [make_question(f"t{n}", Kind.TRUE_FALSE) for n in range(DAILY_LIMIT)]
    first = await company.stock(*questions, title="甲库")
    await begins(company, employee, first)
    for seq in range(1, DAILY_LIMIT + 1):
        await employee.presses("对")
        await employee.hears("✅ 回答正确")
        await objects(employee, words="")
        if seq < DAILY_LIMIT:
            await employee.presses("下一题")
            await employee.hears(f"第 {seq + 1}/")
    await answers(company, employee, await company.stock(lunch(), title="乙库"), 1)

    await employee.presses("纠错")

    await employee.hears(f"一天最多提 {DAILY_LIMIT} 条")


async def test_a_typed_key_is_changed_by_typing(company):
    title = await company.stock(make_question("b", Kind.BLANK, stem="搬迁了多少人？"))
    employee, trainer = company.employee, company.trainer
    await begins(company, employee, title)
    await employee.types("924人")
    await employee.hears("❌")
    await objects(employee)
    await trainer.hears("提出了纠错")
    await trainer.presses("去处理")
    await trainer.hears("李员工")
    await trainer.presses("改答案并重判")
    await trainer.hears("一行一个空")

    await trainer.types("一行\n两行")
    await trainer.hears("原来的答案没有动")
    await trainer.types("924人；924")

    await trainer.hears("重判了 1 次作答")
    assert "现在的正确答案：924人" in await employee.hears("你的成绩已经重判")
    assert await figures(company, employee) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "presses", "key"),
    [(Kind.MULTIPLE, ["B", "☑ A"], "BC"), (Kind.TRUE_FALSE, ["错"], "错")],
    ids=["multiple", "true or false"],
)
async def test_keys_of_other_kinds_are_changed_by_buttons(company, kind, presses, key):
    title = await company.stock(make_question("k", kind, stem=STEM))
    employee, trainer = company.employee, company.trainer
    await begins(company, employee, title)
    await employee.presses("A" if kind is Kind.MULTIPLE else "对")
    if kind is Kind.MULTIPLE:
        await employee.presses("提交")
    await employee.hears("正确")
    await objects(employee)
    await trainer.hears("提出了纠错")
    await trainer.presses("去处理")
    await trainer.hears("李员工")
    await trainer.presses("改答案并重判")
    await trainer.hears("提交后所有人")

    for label in presses:
        await trainer.presses(label)
        await trainer.hears("提交后所有人")
    await trainer.presses("提交并重判")

    await trainer.hears(f"现在的正确答案：{key}")


async def test_a_demoted_trainers_old_button_is_refused(company):
    title = await company.stock(lunch())
    await answers(company, company.employee, title, 1)
    await objects(company.employee)
    trainer = company.trainer
    await trainer.hears("提出了纠错")
    await trainer.presses("去处理")
    await trainer.hears("李员工")
    await trainer.presses("改答案并重判")
    await trainer.hears("提交后所有人")
    await trainer.presses("B")
    await trainer.hears("提交后所有人")

    await company.store.run(people.set_role, ADMIN, TRAINER, Role.EMPLOYEE)
    await trainer.presses("提交并重判")

    await trainer.hears("没有这个权限")
    assert await figures(company, company.employee) == (1, 0)


async def test_it_is_all_said_in_english_as_well(company):
    for person in (company.employee, company.trainer):
        await company.store.run(people.set_own, person.id, language="en")
        company.service.app.bot_data["familiar"].know(
            await company.store.read(people.find, person.id)
        )
    employee, trainer = company.employee, company.trainer
    title = await company.stock(lunch())
    await employee.types("/practice")
    await employee.hears("Choose a bank")
    await employee.presses(title)
    await employee.hears(STEM)
    asked = await company.stands_before(employee)
    await employee.presses(LETTERS[asked.shuffle.index(1)])
    await employee.hears(STEM)

    await employee.presses("Report")
    await employee.hears("What is wrong")
    await employee.presses("The answer is wrong")
    await employee.hears("a few words")
    await employee.presses("Send without words")
    await employee.hears("Received")
    await trainer.hears("reported a question")
    await trainer.presses("Look at it")
    await trainer.hears("Reason: The answer is wrong")
    await trainer.presses("Change key and re-grade")
    await trainer.hears("The key now")
    await trainer.presses("B")
    await trainer.hears("The key now")
    await trainer.presses("Submit and re-grade")

    await trainer.hears("everybody is re-graded")
    await employee.hears("The right answer now: B. 十二点")
