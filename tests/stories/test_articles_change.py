"""An article changes: its quotes are looked for, and whoever keeps a bank decides on the rest."""

from datetime import UTC, datetime

from db import bank, recheck
from questions.shelf import PUBLISHED
from tests.builders import make_article, make_bank, make_question, make_quote
from tests.company import TRAINER
from tests.uploading import bank_called, opens, speaks_english

TITLE = "安置点"
OLD = ("安置点建成了。", "总共安置321户924人。", "大家都很高兴。")
NEW = ("安置点建成了。", "后来又扩建。", "总共安置321户930人。", "大家都很高兴。")
HOMES = make_question(
    "homes", stem="安置点总共安置了多少人？", choices=("924人", "800人"), right=frozenset({0}),
    quotes=(make_quote(OLD[1], 2, "homes"),),
)  # fmt: skip
MOOD = make_question(
    "mood", stem="大家心情怎样？", choices=("高兴", "难过"), right=frozenset({0}),
    quotes=(make_quote(OLD[2], 3, "homes"),),
)  # fmt: skip


async def keeps(company, *texts):
    article = make_article(*texts, key="homes", title=TITLE)
    return await company.store.run(recheck.keep, article, datetime.now(UTC))


async def stocks(company, *questions):
    await keeps(company, *OLD)
    taken = make_bank(*questions, key="homes", title="安置题")
    now = datetime.now(UTC)
    await company.store.run(bank.stock, taken, TRAINER, now, state=PUBLISHED)


async def answers(company, player):
    """Answer the first question of the bank; the verdict."""
    await player.types("/practice")
    await player.hears("选一个题库")
    await player.presses("安置题")
    await player.hears("第 1/")
    asked = await company.stands_before(player)
    await player.presses("A")
    return asked.question.key, await player.hears(asked.question.stem)


async def opens_the_first(player, *labels):
    await player.presses("去处理")
    await player.hears("引文失效")
    await player.presses(HOMES.stem[:8])
    return await player.hears("新文中最接近的")


async def test_from_the_message_to_the_new_quote(company):
    employee, trainer = company.employee, company.trainer
    await stocks(company, HOMES, MOOD)

    await keeps(company, *NEW)

    told = await trainer.hears("有了新版本")
    assert "1 道题的引文" in told
    assert (await answers(company, employee))[0] == "mood"
    shown = await opens_the_first(trainer)
    assert shown.pieces("blockquote")[:2] == [OLD[1], NEW[2]]
    assert "1. 相近" in shown
    assert "这里没有“924人”，请核对答案" in shown
    await trainer.presses("采用这段")
    await trainer.hears("已换引文，这道题恢复出题")
    assert "没有引文失效的题目" in trainer.screen()
    homes, mood = (await bank_called(company, "安置题")).questions
    assert homes.quotes == (make_quote(NEW[2], 3, "homes"),)
    assert mood.quotes == (make_quote(OLD[2], 4, "homes"),)


async def test_one_of_the_best_three_may_be_chosen_or_the_question_retired(company):
    trainer = company.trainer
    other = make_question("other", stem="另一道题？", quotes=HOMES.quotes)
    await stocks(company, HOMES, other)
    await keeps(company, *NEW)
    await trainer.hears("2 道题的引文")
    shown = await opens_the_first(trainer)
    assert trainer.buttons(shown) == [
        "采用这段（1）", "采用 2", "采用 3", "修改", "停用这道题", "全部失效引文（2）",
    ]  # fmt: skip
    second = shown.pieces("blockquote")[2]

    await trainer.presses("采用 2")
    await trainer.hears("另一道题")
    await trainer.presses("停用这道题")

    await trainer.hears("没有引文失效的题目")
    (homes,) = (await bank_called(company, "安置题")).questions
    assert [each.text for each in homes.quotes] == [second]


async def test_a_question_that_asks_what_is_no_longer_so_is_changed_on_the_spot(company):
    trainer = company.trainer
    await stocks(company, HOMES, MOOD)
    await keeps(company, *NEW)
    await trainer.hears("有了新版本")
    await opens_the_first(trainer)

    await trainer.presses("修改")
    await trainer.hears("修改题目")
    await trainer.presses("选项")
    await trainer.hears("新的选项")
    await trainer.types("930人\n800人")
    await trainer.hears("还没有保存")
    await trainer.presses("引文")
    await trainer.hears("新的引文")
    await trainer.types(NEW[2])
    await trainer.hears("还没有保存")
    await trainer.presses("保存")

    assert "这道题恢复出题" in await trainer.hears("已保存")
    homes, _ = (await bank_called(company, "安置题")).questions
    assert (homes.choices, homes.quotes[0].text) == (("930人", "800人"), NEW[2])
    card = await opens(trainer, "安置题")
    assert not [label for label in trainer.buttons(card) if "引文失效" in label]


async def test_the_list_is_in_the_bank_as_well(company):
    trainer = company.trainer
    await stocks(company, HOMES, MOOD)
    await keeps(company, *NEW)
    await trainer.hears("有了新版本")

    card = await opens(trainer, "安置题")

    assert "引文失效（1）" in trainer.buttons(card)


async def test_the_context_of_an_old_answer_is_the_article_as_it_was(company):
    employee = company.employee
    await stocks(company, HOMES)
    _, verdict = await answers(company, employee)
    assert OLD[1] in verdict
    await keeps(company, *NEW)

    await employee.presses("上下文")

    around = await employee.hears(OLD[2])
    assert OLD[1] in around
    assert NEW[1] not in around


async def test_a_question_that_is_out_is_not_restored_before_it_has_a_quote(company):
    trainer = company.trainer
    await stocks(company, HOMES, MOOD)
    await keeps(company, *NEW)
    await trainer.hears("有了新版本")
    await opens(trainer, "安置题")
    await trainer.presses("已停用的题目")
    await trainer.hears(HOMES.stem)

    await trainer.presses("恢复")

    await trainer.hears("还不能恢复")


async def test_old_buttons_do_nothing(company):
    trainer = company.trainer
    await stocks(company, HOMES)
    await keeps(company, *NEW)
    await trainer.hears("有了新版本")
    shown = await opens_the_first(trainer)
    pressed = [key["callback_data"] for key in shown.keys if key["text"] != "修改"][:4]
    await trainer.presses("采用这段")
    await trainer.hears("没有引文失效的题目")

    for data in (*pressed, "lqt:999:1:1", "lq:999", "lqx:999"):
        await trainer.presses_data(data)
        assert (await trainer.hears("这个按钮已经失效了")).kind == "toast"


async def test_in_english(company):
    trainer = company.trainer
    await speaks_english(trainer)
    await stocks(company, HOMES)
    await keeps(company, *NEW)

    await trainer.hears("There is a new version of 安置点")
    await trainer.presses("Decide")
    await trainer.hears("Lost quotes")
    await trainer.presses(HOMES.stem[:8])

    shown = await trainer.hears("What comes nearest in the new text")
    assert trainer.buttons(shown)[:3] == ["Use this passage (1)", "Use 2", "Use 3"]
