"""A trainer drafts questions from an article and judges them one at a time."""

import re

import pytest
from sqlmodel import select

from db.tables import ArticleRow, DraftRow, JournalRow
from questions.formats.wire import question_from_json
from questions.question import Kind
from tests.drafting.made import FOLDER
from tests.formats.word import docx, p, ps, styles
from tests.practising import answer
from tests.uploading import LUNCH, bank_called, banks, opens, sheet, speaks_english, starts

RULES = (FOLDER / "rules.md").read_text("utf-8")
TITLE = "华远精工仓库安全管理规定"
# What an article is not, and what is said of it.
REFUSED = (
    pytest.param(b"%PDF-1.7\n...", "这是 PDF", id="a PDF"),
    pytest.param(b"\x89PNG\r\n....", "没有读到文章", id="a picture"),
    pytest.param(sheet(LUNCH), "没有读到文章", id="a bank"),
    pytest.param("一句话。".encode(), "没有读到文章", id="no title"),
    pytest.param(b"PK\x03\x04broken", "文件损坏", id="a broken document"),
    pytest.param(("规定\n" + "一" * 100_001).encode(), "超过 100000 个字", id="a book"),
    pytest.param(
        "试卷\n1. 谁？\nA. 甲\nB. 乙\n答案：A\n2. 谁？\nA. 甲\nB. 乙\n答案：B".encode(),
        "像是一份试题",
        id="a paper",
    ),
)


async def hands_in(trainer, text=RULES):
    """Paste the article; the first draft."""
    await trainer.types("/draft")
    await trainer.hears("请发来一篇文章")
    await trainer.types(text)
    return await trainer.hears("题，共", timeout=60)


async def judges(trainer, label):
    """Press a button below a draft; what is there then."""
    await trainer.presses(label)
    while (heard := await trainer.hears()).kind == "toast":
        pass
    return heard


async def drafts(company):
    """Every draft as it is kept, in order, with its state."""
    rows = await company.store.read(
        lambda session: session.exec(select(DraftRow).order_by(DraftRow.id)).all()
    )
    under = [row for row in rows if row.state != "outdated"]
    return [(question_from_json(row.question), row.state) for row in under]


async def versions(company, title=TITLE):
    titled = select(ArticleRow.version).where(ArticleRow.title == title)
    return await company.store.read(lambda session: list(session.exec(titled).all()))


async def test_from_an_article_to_a_question_that_an_employee_answers(company):
    trainer, employee = company.trainer, company.employee

    first = await hands_in(trainer)
    total = int(re.search("共 (\\d+) 题", first.text)[1])
    made = await drafts(company)
    assert f"出了 {total} 道草稿题" in trainer.said[-2]
    assert f"第 1 题，共 {total} 题" in first
    assert made[0][0].stem in first
    assert first.pieces("blockquote") == [each.text for each in made[0][0].quotes]
    assert f"——《{TITLE}》" in first
    assert trainer.buttons(first) == ["采用", "修改", "放弃", "先到这里"]

    second = await judges(trainer, "采用")
    assert "已采用第 1 题" in second
    assert f"第 2 题，共 {total} 题" in second
    third = await judges(trainer, "放弃")
    assert "已放弃第 2 题" in third
    assert f"已采用 1 · 已放弃 1 · 待审 {total - 2}" in third

    await judges(trainer, "修改")
    await judges(trainer, "题干")
    await trainer.types("改过的题干是哪一项？____")
    edited = await trainer.hears("已修改，还没有采用")
    assert "改过的题干是哪一项？" in edited
    assert f"第 3 题，共 {total} 题" in edited
    await judges(trainer, "采用")
    assert [each.title for each in await banks(company)].count(TITLE) == 0

    standing = await judges(trainer, "先到这里")
    assert trainer.buttons(standing) == [
        "入库 2 题", f"继续审核《{TITLE}》（{total - 3}）", "重审放弃的（1）",
    ]  # fmt: skip
    stocked = await judges(trainer, "入库 2 题")
    assert f"2 道题已放进题库《{TITLE}》" in stocked
    assert "员工暂时看不到" in stocked
    kept = await bank_called(company, TITLE)
    assert [each.stem for each in kept.questions] == [made[0][0].stem, "改过的题干是哪一项？____"]

    await trainer.presses("发布")
    await trainer.hears("状态：已发布")
    await starts(employee, TITLE)
    asked = await company.stands_before(employee)
    await answer(company, employee, right=True)
    verdict = await employee.hears("回答正确")
    assert verdict.pieces("blockquote") == [each.text for each in asked.question.quotes]
    assert all(each.text in RULES for each in asked.question.quotes)


async def test_a_second_press_skips_no_draft_and_is_told_that_it_is_old(company):
    trainer = company.trainer
    first = await hands_in(trainer)
    pressed = [key["callback_data"] for key in first.keys][:3]
    await judges(trainer, "采用")

    for data in pressed:
        await trainer.presses_data(data)
        assert (await trainer.hears("这个按钮是旧的")).kind == "toast"

    states = [state for _, state in await drafts(company)]
    assert states == ["taken"] + ["open"] * (len(states) - 1)


async def test_put_in_twice_it_is_in_once(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "采用")
    standing = await judges(trainer, "先到这里")
    put_in = standing.keys[0]["callback_data"]
    await judges(trainer, "入库 1 题")

    await trainer.presses_data(put_in)

    assert (await trainer.hears("这个按钮是旧的")).kind == "toast"
    assert len((await bank_called(company, TITLE)).questions) == 1


async def test_the_same_text_again_is_the_same_review(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "采用")

    again = await hands_in(trainer)

    assert "一字不差，没有另存" in trainer.said[-2]
    assert "已经在你这里" in trainer.said[-2]
    assert "第 2 题" in again
    assert await versions(company) == [1]


async def test_a_changed_text_is_a_new_version_and_keeps_what_was_judged(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "采用")
    await judges(trainer, "放弃")
    (taken, _), (dropped, _) = (await drafts(company))[:2]

    await hands_in(trainer, RULES.replace("每日巡查不少于2次", "每日巡查不少于3次"))

    states = {question.key: state for question, state in await drafts(company)}
    assert await versions(company) == [1, 2]
    assert "已存为第 2 版" in trainer.said[-2]
    assert (states[taken.key], states[dropped.key]) == ("taken", "dropped")
    assert not any(
        "不少于2次" in quote.text for q, _ in await drafts(company) for quote in q.quotes
    )


async def test_one_goes_on_after_something_else(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "采用")
    await trainer.types("/banks")
    await trainer.hears("题库")

    await trainer.types("/draft")
    asked = await trainer.hears("还有没审完或没入库")
    await trainer.presses(trainer.buttons(asked)[0])

    assert "已采用 1" in await trainer.hears("第 2 题，共")


async def test_what_was_dropped_can_be_judged_again(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "放弃")
    await judges(trainer, "先到这里")

    again = await judges(trainer, "重审放弃的（1）")

    assert "第 1 题" in again
    assert "已放弃" not in again


async def test_the_end_of_a_review_says_so(company):
    trainer = company.trainer
    heard = await hands_in(trainer)

    while "放弃" in trainer.buttons(heard):
        heard = await judges(trainer, "放弃")

    total = len(await drafts(company))
    assert f"《{TITLE}》的草稿题，共 {total} 道" in heard
    assert trainer.buttons(heard) == [f"重审放弃的（{total}）"]


async def comes_to(trainer, company, wanted):
    """Drop drafts until one of a kind that is wanted comes up."""
    heard = await hands_in(trainer)
    for question, _ in await drafts(company):
        if question.kind in wanted:
            return heard, question
        heard = await judges(trainer, "放弃")
    raise AssertionError("there is none")


async def test_a_choice_and_the_key_are_corrected_by_typing_and_pressing(company):
    trainer = company.trainer
    _, question = await comes_to(trainer, company, (Kind.SINGLE,))
    wrong = min(set(range(len(question.choices))) - question.right)

    await judges(trainer, "修改")
    await judges(trainer, "选项")
    await trainer.types("\n".join(f"{letter}. 第{letter}项" for letter in "ABCD"))
    await trainer.hears("已修改")
    await judges(trainer, "修改")
    await judges(trainer, "答案")
    letter = "ABCD"[wrong]
    marked = await judges(trainer, letter)
    assert f"☑ {letter}" in trainer.buttons(marked)
    done = await judges(trainer, "好了")

    assert f"正确答案：{letter}. 第{letter}项" in done
    assert "已修改，还没有采用" in done


async def test_a_quote_is_corrected_only_to_the_letter(company):
    trainer = company.trainer
    before = await hands_in(trainer)
    await judges(trainer, "修改")
    await judges(trainer, "引文")

    await trainer.types("仓库里不许抽烟。")
    refused = await trainer.hears("引文在文章里找不到")
    await trainer.types("夜间22时至次日6时原则上不办理出库业务。")
    done = await trainer.hears("已修改")

    assert "原样复制" in refused
    assert done.pieces("blockquote") == ["夜间22时至次日6时原则上不办理出库业务。"]
    assert before.pieces("blockquote") != done.pieces("blockquote")


async def test_a_quote_is_chosen_from_the_nearest_sentences_of_the_article(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "修改")
    offered = await judges(trainer, "引文")
    second = offered.pieces("blockquote")[1]

    done = await judges(trainer, "采用 2")

    assert done.pieces("blockquote") == [second]
    assert second in RULES


async def test_a_draft_that_has_become_wrong_cannot_be_taken(company):
    trainer = company.trainer
    _, question = await comes_to(trainer, company, (Kind.SINGLE,))
    others = [text for place, text in enumerate(question.choices) if place not in question.right]
    await judges(trainer, "修改")
    await judges(trainer, "选项")
    await trainer.types("\n".join(others))
    assert "没有答案" in await trainer.hears("已修改")

    await trainer.presses("采用")

    assert (await trainer.hears("不能采用")).kind == "toast"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(RULES.encode("gb18030"), "规定.txt", id="GBK text"),
        pytest.param(b"\xef\xbb\xbf" + RULES.encode(), "规定.md", id="Markdown"),
        pytest.param(
            docx(
                p(TITLE, style="1"),
                ps(
                    "\n".join(each for each in RULES.splitlines()[1:] if each and "##" not in each)
                ),
                styles=styles(
                    '<w:style w:type="paragraph" w:styleId="1">'
                    '<w:name w:val="heading 1"/></w:style>'
                ),
            ),
            "规定.bin",
            id="Word",
        ),
    ],
)
async def test_a_file_is_told_by_its_content(company, data, name):
    trainer = company.trainer
    await trainer.types("/draft")
    await trainer.hears("请发来一篇文章")

    await trainer.uploads(data, name)

    await trainer.hears(f"文章《{TITLE}》已存进文库", timeout=60)
    assert f"——《{TITLE}》" in await trainer.hears("第 1 题，共")


@pytest.mark.parametrize(("data", "said"), REFUSED)
async def test_what_is_no_article_is_refused_in_a_sentence_and_one_may_send_another(
    company, data, said
):
    trainer = company.trainer
    await trainer.types("/draft")
    await trainer.hears("请发来一篇文章")

    await trainer.uploads(data, "文章.docx")
    await trainer.hears(said, timeout=60)

    assert await drafts(company) == []
    assert await company.store.read(lambda s: len(s.exec(select(ArticleRow)).all())) == 4
    await trainer.uploads(RULES.encode(), "规定.md")
    await trainer.hears("第 1 题，共", timeout=60)


async def test_an_article_that_was_cut_into_pieces_is_one(company):
    trainer = company.trainer
    paragraphs = [each for each in RULES.splitlines() if each and "#" not in each]
    long = [f"{text}此为第{number}遍。" for number in range(8) for text in paragraphs]
    whole = "\n".join([TITLE, *long])
    assert 4096 < len(whole) < 2 * 4096
    await trainer.types("/draft")
    await trainer.hears("请发来一篇文章")

    await trainer.types(whole[:4096])
    more = await trainer.hears("已收到 4096 个字")
    await trainer.types(whole[4096:])
    await trainer.hears("第 1 题，共", timeout=120)

    assert trainer.buttons(more) == ["就这些"]
    kept = select(ArticleRow.passages).where(ArticleRow.title == TITLE)
    (passages,) = await company.store.read(lambda session: session.exec(kept).all())
    assert "".join(text for _, text in passages) == "".join(long)


async def test_after_cancel_a_file_is_a_bank_again(company):
    trainer = company.trainer
    await trainer.types("/draft")
    await trainer.hears("请发来一篇文章")
    await trainer.types("/cancel")
    await trainer.hears()

    await trainer.uploads(sheet(LUNCH), "安全题库.xlsx")

    await trainer.hears("读到 1 道题", timeout=60)


async def test_another_trainer_judges_no_drafts_of_mine(company):
    first = await hands_in(company.trainer)
    await company.admin.types("/help")
    await company.admin.hears()

    for key in first.keys:
        await company.admin.presses_data(key["callback_data"])
        assert (await company.admin.hears("或者不是你的")).kind == "toast"

    assert {state for _, state in await drafts(company)} == {"open"}


async def test_what_was_done_stands_in_the_journal(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "采用")
    await judges(trainer, "放弃")
    await judges(trainer, "先到这里")
    await judges(trainer, "入库 1 题")

    lines = await company.store.read(
        lambda session: session.exec(
            select(JournalRow.action).where(JournalRow.actor_id == trainer.id)
        ).all()
    )
    assert list(lines) == [
        "article_checked",
        "drafted",
        "draft_taken",
        "draft_dropped",
        "drafts_stocked",
    ]


async def test_a_new_draft_of_a_bank_waits_in_the_list_of_banks(company):
    trainer = company.trainer
    await hands_in(trainer)
    await judges(trainer, "采用")
    await judges(trainer, "先到这里")
    await judges(trainer, "入库 1 题")

    card = await opens(trainer, TITLE[:10])

    assert "状态：未发布" in card


async def test_in_english(company):
    trainer = company.trainer
    await speaks_english(trainer)
    await trainer.types("/draft")
    await trainer.hears("Please send an article.")
    await trainer.types(RULES)
    first = await trainer.hears("Question 1 of", timeout=60)

    assert trainer.buttons(first) == ["Take", "Edit", "Drop", "Stop here"]
    assert "Question 1 taken." in await judges(trainer, "Take")
