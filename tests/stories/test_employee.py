"""An employee practises: the first ten questions, quotes to the letter, slips of a finger."""

import pytest

from db import articles, practice
from questions.articles import library
from questions.question import Kind
from tests.builders import make_article, make_question, make_quote
from tests.practising import answer

LONG = "字" * 4000


async def begins(company, bank="全部题库"):
    """Open a bank; the first question."""
    await company.employee.types("/practice")
    await company.employee.hears("选一个题库")
    await company.employee.presses(bank)
    return await company.employee.hears("第 1/")


async def typed_question(company):
    """The employee stands before a question that is answered by typing."""
    await begins(company, await company.stock(make_question("t", Kind.BLANK)))


def of_all_kinds():
    return [make_question(f"{kind}{n}", kind, stem=f"{n}{kind}") for kind in Kind for n in (1, 2)]


async def test_practice_offers_the_banks_with_progress(company):
    employee = company.employee

    await employee.types("/practice")

    picker = await employee.hears("选一个题库")
    assert "0%" in employee.buttons(picker)[0]
    assert employee.buttons(picker)[-1] == "全部题库"


async def test_the_first_ten_questions_from_hello_to_the_result(company):
    newcomer = company.employee = await company.stranger("新员工")
    title = await company.stock(*of_all_kinds())
    await newcomer.types("/start")
    welcome = await newcomer.hears("新员工，你好")
    await newcomer.presses("开始练习")
    await newcomer.hears("选一个题库")
    await newcomer.presses(title)

    kinds, wrong = [], []
    for seq in range(1, 11):
        asked = await newcomer.hears(f"第 {seq}/10 题")
        kinds.append(asked.text.partition(" · ")[2].split()[0])
        right = seq not in (3, 7)
        if not right:
            wrong.append((await company.stands_before(newcomer)).question.stem)
        await answer(company, newcomer, right)
        await newcomer.hears("✅ 回答正确" if right else "正确答案")
        if seq < 10:
            await newcomer.presses("下一题")

    result = await newcomer.hears("本组完成")
    assert welcome.kind == "message"
    assert sorted(kinds) == sorted(["单选", "多选", "判断", "填空", "简答"] * 2)
    assert "答对 8/10 题（80%）" in result
    assert all(f". {stem}\n" in result for stem in wrong)
    assert newcomer.buttons(result) == ["再来一组", "换个题库"]


async def test_one_run_quotes_all_four_articles_to_the_letter(company):
    """Each quote stands, character by character, in the passage that its source line names."""
    employee = company.employee
    texts = {article.title: article for article in library()}
    await begins(company)

    quoted = set()
    for seq in range(1, 11):
        await answer(company, employee, right=seq % 2 == 0)
        verdict = await employee.hears("——《")
        for quote, line in quotes_of(verdict):
            title, author, number = source_of(line)
            article = texts[title]
            assert author == article.author
            assert quote in article.passages[number - 1].text
            quoted.add(title)
        if seq < 10:
            await employee.presses("下一题")
            await employee.hears(f"第 {seq + 1}/10 题")

    assert quoted == set(texts)


def quotes_of(verdict):
    """The quotes of a message, each with the source line under it."""
    lines = [line for line in verdict.text.splitlines() if "——《" in line and line.endswith("段")]
    quotes = verdict.pieces("blockquote")
    assert len(quotes) == len(lines) > 0, verdict.text
    return zip(quotes, lines, strict=True)


def source_of(line):
    """——《title》author · 第3段"""
    title, _, rest = line.partition("《")[2].rpartition("》")
    author, _, passage = rest.partition(" · 第")
    return title, author, int(passage.removesuffix("段"))


async def test_context_shows_the_quote_between_its_neighbours(company):
    employee = company.employee
    await company.store.run(articles.shelve, make_article("上一段。", "这一段引文。", "下一段。"))
    question = make_question("q", quotes=(make_quote("引文"),))
    await begins(company, await company.stock(question))
    await answer(company, employee, right=True)
    await employee.hears("回答正确")

    await employee.presses("上下文")

    around = await employee.hears("《文章article》")
    assert around.pieces("blockquote") == ["上一段。", "这一段引文。", "下一段。"]
    assert around.pieces("underline") == ["引文"]


async def test_a_verdict_marks_what_was_right_and_what_was_picked(company):
    employee = company.employee
    await begins(company, await company.stock(make_question("q")))
    asked = await company.stands_before(employee)

    await answer(company, employee, right=False)

    verdict = await employee.hears("回答错误")
    right = "ABCD"[asked.shuffle.index(1)]
    assert f"正确答案：{right}. 乙" in verdict
    assert verdict.text.count("✅") == 1
    assert f"✅ {right}. 乙" in verdict
    assert f"❌ {'ABCD'[asked.shuffle.index(0)]}. 甲" in verdict


async def test_choices_are_ticked_and_unticked_before_they_are_submitted(company):
    employee = company.employee
    await begins(company, await company.stock(make_question("m", Kind.MULTIPLE)))

    await employee.presses("提交")
    nothing = await employee.hears()
    labels = []
    for label in ("A", "C", "A"):
        await employee.presses(label)
        labels.append(employee.buttons(await employee.hears("多选"))[:4])

    assert (nothing.kind, "请先选出" in nothing) == ("toast", True)
    assert labels == [
        ["☑ A", "B", "C", "D"],
        ["☑ A", "B", "☑ C", "D"],
        ["A", "B", "☑ C", "D"],
    ]


async def test_another_run_of_the_same_bank_begins_with_what_went_wrong(company):
    employee = company.employee
    questions = [make_question(f"q{n}", Kind.TRUE_FALSE, stem=f"题{n}") for n in range(12)]
    await begins(company, await company.stock(*questions))
    first = set()
    for seq in range(1, 11):
        first.add((await company.stands_before(employee)).question.stem)
        await answer(company, employee, right=False)
        await employee.hears("回答错误")
        if seq < 10:
            await employee.presses("下一题")
            await employee.hears(f"第 {seq + 1}/10 题")
    await employee.hears("本组完成")

    await employee.presses("再来一组")
    await employee.hears("第 1/10 题")

    second = set()
    for seq in range(1, 11):
        second.add((await company.stands_before(employee)).question.stem)
        await answer(company, employee, right=True)
        await employee.hears("回答正确")
        if seq < 10:
            await employee.presses("下一题")
            await employee.hears(f"第 {seq + 1}/10 题")
    assert len(first) == len(second) == 10
    assert second >= {question.stem for question in questions} - first


# Slips of a finger


async def test_next_pressed_twice_asks_once(company):
    employee = company.employee
    await begins(company)
    await answer(company, employee, right=True)
    verdict = await employee.hears("——《")
    data = next(key["callback_data"] for key in verdict.keys if key["text"] == "下一题")

    await employee.presses_data(data, verdict.id)
    await employee.hears("第 2/10 题")
    await employee.presses_data(data, verdict.id)

    again = await employee.hears()
    assert (again.kind, "下一题已经发出" in again) == ("toast", True)
    assert sum("第 2/10 题" in message for message in employee.said) == 1


async def test_an_answer_pressed_twice_at_once_counts_once(company):
    """Both presses are on their way before the bot has seen either."""
    employee = company.employee
    asked = await begins(company, await company.stock(make_question("q")))
    one, other = (key["callback_data"] for key in asked.keys[:2])

    await employee.presses_data(one, asked.id)
    await employee.presses_data(other, asked.id)

    await employee.hears("你已经答过了")
    score = await company.store.read(practice.picker, employee.id)
    assert [each.seen for each in score.banks if each.title == "十题"] == [1]
    assert employee.said[-2].id == asked.id


async def test_buttons_of_a_finished_run_do_nothing_any_more(company):
    employee = company.employee
    asked = await begins(company, await company.stock(make_question("q")))
    await answer(company, employee, right=True)
    result = await employee.hears("本组完成")

    for key in asked.keys:
        await employee.presses_data(key["callback_data"], asked.id)
        await employee.hears("你已经答过了")

    assert employee.last == result
    assert "答对 1/1 题" in result


async def test_buttons_of_a_run_that_was_left_do_nothing_any_more(company):
    employee = company.employee
    title = await company.stock(make_question("q"))
    old = await begins(company, title)
    await begins(company, title)

    await employee.presses_data(old.keys[0]["callback_data"], old.id)

    assert "这个按钮已经失效了" in await employee.hears()


async def test_nobody_answers_with_somebody_elses_button(company):
    asked = await begins(company, await company.stock(make_question("q")))
    await company.trainer.types("/help")
    await company.trainer.hears("温故能做什么")

    await company.trainer.presses_data(asked.keys[0]["callback_data"])

    assert "这道题不是发给你的" in await company.trainer.hears()
    assert (await company.stands_before(company.employee)).seq == 1


@pytest.mark.parametrize(
    "data", ["pick:1", "pick:x:0", "pick:99999999999999999999:0", "nothing", "", "拾:1:2", "pick"]
)
async def test_a_button_that_was_never_ours_is_refused_in_words(company, data):
    employee = company.employee
    await employee.types("/help")
    await employee.hears("温故能做什么")

    await employee.presses_data(data)

    assert "这个按钮已经失效了" in await employee.hears()


async def test_an_open_run_is_gone_on_with(company):
    employee = company.employee
    await begins(company)
    await answer(company, employee, right=True)
    await employee.hears("——《")

    await employee.types("/practice")
    picker = await employee.hears("选一个题库")
    await employee.presses("继续上一组（已答 1/10）")

    assert employee.buttons(picker)[0] == "继续上一组（已答 1/10）"
    assert "第 2/10 题" in await employee.hears()


# Long answers


async def test_an_answer_of_a_whole_message_is_refused_and_the_question_stays_open(company):
    employee = company.employee
    await typed_question(company)

    await employee.types(LONG)
    refused = await employee.hears()
    await employee.types("571人")

    assert "请控制在 2000 个字以内" in refused
    assert "回答正确" in await employee.hears()


async def test_ten_thousand_characters_are_answered_with_one_sentence_a_message(company):
    """Telegram cuts such a text into messages of 4,096 characters."""
    employee = company.employee
    await typed_question(company)
    text = "长" * 10_000

    for start in range(0, len(text), 4096):
        await employee.types(text[start : start + 4096])
        assert await employee.hears("回答") if start < 8192 else await employee.hears()

    refusals = [message for message in employee.said if "回答太长了" in message]
    verdicts = [message for message in employee.said if "回答错误" in message]
    # What was left of it, 1,808 characters, is an answer like any other.
    assert (len(refusals), len(verdicts)) == (2, 1)


async def test_an_answer_may_hold_anything_that_can_be_typed(company):
    employee = company.employee
    await typed_question(company)

    await employee.types("</b><script>&amp; 👨‍👩‍👧 \u202e{reference} %s")

    verdict = await employee.hears("回答错误")
    assert "</b><script>&amp; 👨‍👩‍👧" in verdict
    assert "{reference} %s" in verdict
