"""A trainer looks for the quote of a question that came without one."""

from db import articles
from questions.articles import article
from tests.builders import make_article
from tests.uploading import LUNCH, bank_called, imports, opens, sheet, speaks_english

# The articles speak of it, but not of this.
PRODUCT = (
    "帮扶车间主要生产什么产品？", "单选题", "手套", "毛绒玩具", "电子元件", "服装", "A", "", "",
)  # fmt: skip


async def previews(trainer, row=PRODUCT):
    await imports(trainer, sheet(row))
    await trainer.presses("预览")
    return await trainer.hears("（没有引文）")


async def seeks(trainer, row=PRODUCT):
    await previews(trainer, row)
    await trainer.presses("找引文")
    return await trainer.hears("文章里最接近的几句")


async def test_the_best_three_are_shown_with_their_source(company):
    trainer = company.trainer

    shown = await seeks(trainer)

    quotes = shown.pieces("blockquote")
    assert PRODUCT[0] in shown
    assert "正确答案：A. 手套" in shown
    assert any("帮扶车间" in quote for quote in quotes)
    assert shown.text.count("——《") == len(quotes) == 3
    assert trainer.buttons(shown) == ["采用 1", "采用 2", "采用 3", "都不合适", "返回"]


async def test_the_sentence_that_is_chosen_is_the_quote(company):
    trainer = company.trainer
    second = (await seeks(trainer)).pieces("blockquote")[1]

    await trainer.presses("采用 2")

    done = await trainer.hears("已为第 1 题选好引文。")
    (question,) = (await bank_called(company, "安全题库")).questions
    assert done.pieces("blockquote") == [second]
    assert "找引文" not in trainer.buttons(done)
    assert [quote.text for quote in question.quotes] == [second]


async def test_when_nothing_fits_it_is_not_offered_again_until_the_articles_change(company):
    trainer = company.trainer
    await seeks(trainer)

    await trainer.presses("都不合适")
    done = await trainer.hears("第 1 题在现有文章里没有合适的引文。")
    without = trainer.buttons(done)
    await company.store.run(articles.shelve, make_article("车间生产手套。", key="new"))
    await opens(trainer, "安全题库")
    await trainer.presses("预览")
    again = await trainer.hears("（没有引文）")

    assert "找引文" not in without
    assert "找引文" in trainer.buttons(again)


async def test_one_can_go_back_and_nothing_has_happened(company):
    trainer = company.trainer
    await seeks(trainer)

    await trainer.presses("返回")

    assert "找引文" in trainer.buttons(await trainer.hears("（没有引文）"))


async def test_old_buttons_do_nothing(company):
    trainer = company.trainer
    shown = await seeks(trainer)
    pressed = [key["callback_data"] for key in shown.keys][:4]
    await trainer.presses("采用 1")
    await trainer.hears("已为第 1 题选好引文。")
    kept = await bank_called(company, "安全题库")

    for data in (*pressed, "cq:1:1:0", "cq:999:1:0", "nofit:999:4"):
        await trainer.presses_data(data)
        assert (await trainer.hears("这个按钮已经失效了")).kind == "toast"

    assert await bank_called(company, "安全题库") == kept


async def test_where_an_article_was_changed_meanwhile_its_old_sentence_is_not_taken(company):
    trainer = company.trainer
    await seeks(trainer)
    for key in ("rose", "ideology", "webnovel", "safety"):
        changed = make_article("全改了。", key=key, title=article(key).title)
        await company.store.run(articles.shelve, changed)

    await trainer.presses("采用 1")

    assert (await trainer.hears("这个按钮已经失效了")).kind == "toast"


async def test_a_chosen_quote_stands_when_the_same_questions_come_again(company):
    trainer = company.trainer
    await seeks(trainer)
    await trainer.presses("采用 1")
    await trainer.hears("已为第 1 题选好引文。")
    chosen = (await bank_called(company, "安全题库")).questions

    done = await imports(trainer, sheet(PRODUCT, LUNCH))

    assert "新增 1 题，1 题没有变化。" in done
    assert (await bank_called(company, "安全题库")).questions[:1] == chosen


async def test_in_english(company):
    trainer = company.trainer
    await speaks_english(trainer)
    await trainer.uploads(sheet(PRODUCT), "safety.xlsx")
    await trainer.hears("questions read: 1")
    await trainer.presses("Import 1")
    await trainer.hears("Imported")
    await trainer.presses("Preview")
    await trainer.hears("(no quote)")

    await trainer.presses("Find a quote")
    shown = await trainer.hears("The sentences of the articles that come nearest")
    labels = trainer.buttons(shown)
    await trainer.presses("Nothing fits")

    await trainer.hears("Noted: in the present articles no quote fits question 1.")
    assert labels == ["Use 1", "Use 2", "Use 3", "Nothing fits", "Back"]
