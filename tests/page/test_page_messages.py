"""What is written on one side of the page is read on the other."""

import pytest
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="session")]

BUTTONS = {"inline_keyboard": [[{"text": "A", "callback_data": "pick:1:0"}]]}


async def test_what_a_person_types_reaches_the_bot_and_its_answer_appears(bot, employee):
    await employee.types("安置多少户？")
    heard = await bot.hears()
    await bot.say("安置<b>321户</b>", parse_mode="HTML")

    assert heard["message"]["text"] == "安置多少户？"
    await expect(employee.last.locator(".text")).to_contain_text("安置321户")
    await expect(employee.last.locator("strong")).to_have_text("321户")


async def test_shift_and_enter_begins_a_new_line(bot, employee):
    await employee.input.press_sequentially("第一空")
    await employee.input.press("Shift+Enter")
    await employee.input.press_sequentially("第二空")
    await employee.input.press("Enter")

    assert (await bot.hears())["message"]["text"] == "第一空\n第二空"


async def test_a_text_too_long_for_telegram_goes_out_in_pieces(bot, employee):
    await employee.types("字" * 5000)

    assert len((await bot.hears())["message"]["text"]) == 4096
    assert len((await bot.hears())["message"]["text"]) == 904


async def test_a_press_spins_until_the_bot_answers_with_a_toast(bot, employee):
    await bot.say("选一个", reply_markup=BUTTONS)
    await employee.button("A").click()
    query = (await bot.hears())["callback_query"]

    await expect(employee.button("A")).to_have_attribute("aria-busy", "true")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="记下了")

    assert query["data"] == "pick:1:0"
    await expect(employee.root.locator(".toast")).to_have_text("记下了")
    await expect(employee.button("A")).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_stays_until_it_is_closed(bot, employee):
    await bot.say("选一个", reply_markup=BUTTONS)
    await employee.button("A").click()
    query = (await bot.hears())["callback_query"]
    await bot.call(
        "answerCallbackQuery", callback_query_id=query["id"], text="已经交卷了", show_alert=True
    )

    alert = employee.root.get_by_role("alertdialog")
    await expect(alert).to_contain_text("已经交卷了")
    await alert.get_by_role("button").click()

    await expect(alert).to_be_hidden()


async def test_an_edit_replaces_the_text_and_says_so(bot, employee):
    message_id = await bot.say("第 1 题", reply_markup=BUTTONS)
    await expect(employee.button("A")).to_be_visible()
    await bot.call("editMessageText", chat_id=1001, message_id=message_id, text="✅ 回答正确")

    await expect(employee.last.locator(".text")).to_contain_text("✅ 回答正确")
    await expect(employee.last.locator(".stamp")).to_contain_text("已编辑")
    await expect(employee.button("A")).to_have_count(0)
    await expect(employee.root.locator(".message")).to_have_count(2)


async def test_a_deleted_message_is_gone(bot, employee):
    message_id = await bot.say("马上删掉")
    await expect(employee.last).to_contain_text("马上删掉")
    await bot.call("deleteMessage", chat_id=1001, message_id=message_id)

    await expect(employee.root.locator(".message")).to_have_count(1)


async def test_typing_is_shown_until_the_answer_comes(bot, employee):
    await bot.call("sendChatAction", chat_id=1001, action="typing")
    await expect(employee.root.locator(".bar-status")).to_have_text("正在输入…")
    await bot.say("好了")

    await expect(employee.root.locator(".bar-status")).to_have_text("机器人")


async def test_html_in_a_name_is_shown_as_text(bot, employee, page: Page):
    name = "<img src=x onerror=alert(1)>"
    await bot.session.post(
        f"{bot.url}/sandbox/person", json={"id": 1002, "first_name": name, "title": name}
    )
    await bot.session.post(
        f"{bot.url}/sandbox/group", json={"title": "<b>群</b>", "members": [1001, 1002]}
    )
    await page.reload()
    group = employee.root.get_by_role("tab", name="<b>群</b>")
    await group.click()
    chat = {"person": 1002, "chat": -1001, "text": "<i>大家好</i>"}
    await bot.session.post(f"{bot.url}/sandbox/send", json=chat)

    await expect(employee.last.locator(".sender")).to_have_text(name)
    await expect(employee.last.locator(".text")).to_contain_text("<i>大家好</i>")
    await expect(page.locator(".people")).to_contain_text(name)
    await expect(page.locator("img[src=x]")).to_have_count(0)


async def test_a_command_in_a_text_is_sent_when_pressed(bot, employee):
    await bot.say("从 /practice 开始")
    await employee.button("/practice").click()

    assert (await bot.hears())["message"]["text"] == "/practice"


async def test_a_deep_link_greets_the_bot_as_whoever_pressed_it(bot, employee):
    await bot.say("邀请链接：https://t.me/wengu_bot?start=join-7")
    await employee.button("https://t.me/wengu_bot?start=join-7").click()

    message = (await bot.hears())["message"]
    assert message["text"] == "/start join-7"
    assert message["from"]["id"] == 1001


async def test_a_deep_link_to_the_page_itself_greets_the_bot_once(bot, page: Page):
    await page.goto(f"{bot.url}/?start=join-8")
    await expect(page.locator(".phone.current .message")).to_have_count(2)
    await page.reload()
    await expect(page.locator(".phone.current .message")).to_have_count(2)

    assert (await bot.hears())["message"]["text"] == "/start join-8"


async def test_a_hidden_word_shows_when_pressed(bot, employee):
    await bot.say("答案是 <tg-spoiler>安全</tg-spoiler>", parse_mode="HTML")
    spoiler = employee.last.locator(".spoiler")
    await spoiler.click()

    await expect(spoiler).to_have_class("spoiler open")


async def test_a_long_folded_quote_unfolds_and_a_short_one_needs_not(bot, employee):
    quote = "<blockquote expandable>{}</blockquote>出处"
    await bot.say(quote.format("夯实安全管理基础。" * 40), parse_mode="HTML")
    toggle = employee.last.get_by_role("button", name="展开")
    folded = (await employee.last.locator("blockquote").bounding_box())["height"]
    await toggle.click()
    unfolded = (await employee.last.locator("blockquote").bounding_box())["height"]
    await bot.say(quote.format("短"), parse_mode="HTML")

    assert unfolded > folded * 2
    await expect(employee.last.locator(".fold")).to_have_text("短")
    await expect(employee.last.locator(".unfold")).to_be_hidden()


async def test_a_reply_shows_what_it_answers(bot, employee):
    await bot.say("第一空和第二空？")
    await employee.last.hover()
    await employee.last.get_by_role("button", name="回复").click()
    await employee.types("321；924")

    assert (await bot.hears())["message"]["reply_to_message"]["text"] == "第一空和第二空？"
    await expect(employee.last.locator(".quoted")).to_contain_text("第一空和第二空？")


async def test_the_menu_lists_the_commands_and_sends_one(bot, employee):
    commands = [
        {"command": "practice", "description": "练习"},
        {"command": "score", "description": "成绩"},
    ]
    await bot.call("setMyCommands", commands=commands)
    await employee.button("命令菜单").click()
    await employee.root.get_by_role("option", name="/score 成绩").click()

    assert (await bot.hears())["message"]["text"] == "/score"
