"""Somebody looks something up: what the articles say, to the letter, or that they do not."""

import pytest

from db import articles
from db.tables import PersonRow
from questions.articles import article, library
from questions.question import Kind
from tests.builders import make_article, make_question
from tests.company import EMPLOYEE
from tests.uploading import HOMES, sheet, speaks_english, starts

HOUSEHOLDS = "总建筑面积35202.45平方米,安置321户924人。"


async def test_words_behind_the_command_are_answered_with_quotes(company):
    employee = company.employee

    await employee.types("/search 安置了多少户")

    found = await employee.hears("“安置了多少户” · 文章里有")
    assert any(HOUSEHOLDS in piece for piece in found.pieces("blockquote"))
    assert "——《党建引领凝心聚力 共建居民幸福家园》张旭斌 · 第1段" in found
    assert all("上下文" in label for label in employee.buttons(found))
    assert len(employee.buttons(found)) == len(found.pieces("blockquote")) <= 3


async def test_everything_quoted_stands_in_an_article(company):
    employee = company.employee
    texts = [passage.text for each in library() for passage in each.passages]

    await employee.types("/search 安全生产")

    quotes = (await employee.hears("安全生产")).pieces("blockquote")
    assert len(quotes) == 3
    assert all(any(quote in text for text in texts) for quote in quotes)


async def test_the_passages_around_a_quote_come_with_the_quote_marked(company):
    employee = company.employee
    await employee.types("/search 敲门行动")
    found = await employee.hears("敲门行动")
    (quote,) = found.pieces("blockquote")

    await employee.presses("上下文")

    shown = await employee.hears("《党建引领凝心聚力")
    assert shown.pieces("underline") == [quote]
    assert any(quote in piece for piece in shown.pieces("blockquote"))
    assert len(shown.pieces("blockquote")) == 3


async def test_the_command_alone_asks_and_takes_the_next_text(company):
    employee = company.employee

    await employee.types("/search")
    asked = await employee.hears("想查什么")
    await employee.types("师带徒")
    await employee.hears("“师带徒” · 文章里有 1 段说到")
    await employee.types("网络文学")
    after = await employee.hears()

    assert "200 个字以内" in asked
    assert "现在没有等你回答的题目" in after


async def test_a_search_that_was_cancelled_takes_no_text(company):
    employee = company.employee
    await employee.types("/search")
    await employee.hears("想查什么")
    await employee.types("/cancel")
    await employee.hears()

    await employee.types("师带徒")

    await employee.hears("现在没有等你回答的题目")


async def test_the_question_that_stands_open_is_answered_by_the_text_after(company):
    employee = company.employee
    title = await company.stock(make_question(kind=Kind.BLANK))
    await starts(employee, title)
    await employee.types("/search")
    await employee.hears("想查什么")
    await employee.types("师带徒")
    await employee.hears("“师带徒”")

    await employee.types("571人")

    await employee.hears("回答正确")


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("zh", "年假怎么请", "找过了全部 4 篇文章，没有说到“年假怎么请”的段落"),
        ("en", "vacation policy", "no passage speaks of “vacation policy”"),
    ],
    ids=["zh", "en"],
)
async def test_nothing_that_fits_is_said_to_be_nothing(company, language, words, said):
    employee = company.employee
    if language == "en":
        await speaks_english(employee)

    await employee.types(f"/search {words}")

    told = await employee.hears(said)
    assert told.pieces("blockquote") == []
    assert employee.buttons(told) == []


async def test_what_only_comes_near_is_shown_as_that(company):
    await company.employee.types("/search 小区幼儿园有多少名教师和学生？")

    near = await company.employee.hears("文章里没有哪一段明确说到“小区幼儿园有多少名教师和学生？”")
    assert near.pieces("blockquote")


async def test_in_english_the_quotes_stay_as_they_are(company):
    employee = company.employee
    await speaks_english(employee)
    await employee.types("/search")
    await employee.hears("What are you looking for?")

    await employee.types("敲门行动")

    found = await employee.hears("“敲门行动” · passages that speak of it: 1")
    assert "— 《党建引领凝心聚力 共建居民幸福家园》 张旭斌 · paragraph" in found
    assert employee.buttons(found) == ["Context"]


async def test_a_misprint_of_the_page_is_marked_beside_the_quote(company):
    await company.employee.types("/search 强化化学立法")

    found = await company.employee.hears("化学立法")
    assert "[原文如此] ——《夯实安全管理基础 筑牢风险防控底线》" in found
    assert not any("原文如此" in piece for piece in found.pieces("blockquote"))


@pytest.mark.parametrize("typed", ["安" * 201, "\u200b\u200b"], ids=["too long", "invisible"])
async def test_words_that_are_none_are_refused_and_asked_for_still(company, typed):
    employee = company.employee
    await employee.types("/search")
    await employee.hears("想查什么")

    await employee.types(typed)
    await employee.hears("请输入 1 到 200 个字的文字。")
    await employee.types("师带徒")

    await employee.hears("“师带徒” · 文章里有 1 段说到")


async def test_markup_in_the_words_is_shown_as_it_was_typed(company):
    await company.employee.types("/search <b>年假</b> & {words}")

    await company.employee.hears("“<b>年假</b> & {words}”")


async def test_a_new_version_of_an_article_is_searched_from_then_on(company):
    employee = company.employee
    changed = make_article("食堂十二点开饭。", key="canteen", title="后勤须知", author="后勤")
    await employee.types("/search 食堂几点开饭")
    await employee.hears("没有说到")

    await company.store.run(articles.shelve, changed)
    await employee.types("/search 食堂几点开饭")

    found = await employee.hears("食堂")
    assert found.pieces("blockquote") == ["食堂十二点开饭。"]
    assert "——《后勤须知》后勤 · 第1段" in found


async def test_an_old_button_shows_the_article_as_it_was_quoted(company):
    employee = company.employee
    await employee.types("/search 敲门行动")
    await employee.hears("敲门行动")
    rose = article("rose")
    await company.store.run(
        articles.shelve, make_article("全改了。", key="rose", title=rose.title)
    )

    await employee.presses("上下文")

    assert "敲门行动" in await employee.hears("《党建引领凝心聚力")


@pytest.mark.parametrize("data", ["src:999:0", "src:1:99999", "src:1", "src:a:b"])
async def test_a_button_that_leads_nowhere_is_refused(company, data):
    await company.employee.types("/search 敲门行动")
    await company.employee.hears("敲门行动")

    await company.employee.presses_data(data)

    assert (await company.employee.hears("这个按钮已经失效了")).kind == "toast"


async def test_an_upload_and_a_search_share_what_they_look_through(company):
    """Both find the same sentence, whichever comes first."""
    await company.trainer.uploads(sheet(HOMES), "题库.xlsx")
    await company.trainer.hears("有 1 题没有引文，已从文章里各找到一句")

    await company.employee.types(f"/search {HOMES[0]}")

    found = await company.employee.hears("文章里有")
    assert any(HOUSEHOLDS in piece for piece in found.pieces("blockquote"))


async def test_strangers_and_the_deactivated_find_nothing(company_with):
    company = await company_with(join="invite")
    stranger, employee = await company.stranger("路人"), company.employee
    await employee.types("/search")
    await employee.hears("想查什么")

    def leaves(session):
        row = session.get_one(PersonRow, EMPLOYEE)
        row.active = False
        return row.to_person()

    gone = await company.store.run(leaves)
    company.service.app.bot_data["familiar"].know(gone)
    await stranger.types("/search 师带徒")
    await employee.types("师带徒")

    await stranger.hears("温故只对受邀的同事开放")
    await employee.hears("你的账号已停用")


async def test_the_menu_offers_it_to_everybody(company):
    for person in (company.employee, company.trainer, company.admin):
        await person.types("/start")
        await person.hears("你好")
        await person.types("/help")
        assert "/search 查原文" in await person.hears("温故能做什么")
