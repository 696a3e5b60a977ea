"""Who one is, at which width, in which language, and by which hand."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="session")]

TOKEN = "123456:page-tests"
LINK = "https://example.com/" + "0123456789" * 30
VERDICT = (
    "❌ 回答错误 · 正确答案：B. 321户924人\n"
    "<blockquote>……总建筑面积35202.45平方米,安置<b>321户924人</b>。</blockquote>\n"
    "——《党建引领凝心聚力 共建居民幸福家园》张旭斌 · 第1段"
)
# What stands out of the window, or out of the list of messages.
OVERFLOW = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.checkVisibility() && !node.closest(".sr, .people"))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 0.5
                 || node.getBoundingClientRect().left < -0.5)
  .map((node) => `${node.tagName}.${node.className}`)"""


async def test_each_person_has_a_chat_of_their_own(bot, employee, page: Page):
    await page.get_by_role("tab", name="培训师").click()
    trainer = page.locator("#phone-1002")
    await trainer.get_by_role("button", name="开始", exact=True).click()
    heard = (await bot.hears())["message"]

    assert heard["from"]["id"] == 1002
    assert heard["text"] == "/start"
    await expect(employee.root).to_be_hidden()
    await expect(trainer.locator(".message")).to_have_count(1)


async def test_what_somebody_else_is_sent_counts_as_unread_until_looked_at(bot, page: Page):
    await page.get_by_role("tab", name="培训师").click()
    await bot.say("你有一条提醒")
    badge = page.get_by_role("tab", name="员工 李员工").locator(".badge")
    await expect(badge).to_have_text("1")
    await page.get_by_role("tab", name="员工 李员工").click()

    await expect(badge).to_have_count(0)
    await expect(page.locator("#phone-1001 .message").last).to_contain_text("你有一条提醒")


async def test_the_keyboard_alone_is_enough(bot, employee, page: Page):
    await expect(employee.input).to_be_focused()
    await page.keyboard.type("开始吧")
    await page.keyboard.press("Enter")
    assert (await bot.hears())["message"]["text"] == "开始吧"
    row = [{"text": name, "callback_data": f"pick:{name}"} for name in "ABC"]
    message_id = await bot.say("第 1 题", reply_markup={"inline_keyboard": [row]})
    await expect(employee.button("A")).to_be_visible()

    await page.keyboard.press("ArrowUp")
    await expect(employee.button("A")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("Enter")
    query = (await bot.hears())["callback_query"]
    await bot.call(
        "editMessageText",
        chat_id=1001,
        message_id=message_id,
        text="✅ 回答正确",
        reply_markup={"inline_keyboard": [[{"text": "下一题", "callback_data": "next"}]]},
    )

    assert query["data"] == "pick:B"
    await expect(employee.button("下一题")).to_be_focused()


async def test_commands_are_chosen_by_keyboard(bot, employee, page: Page):
    commands = [
        {"command": "score", "description": "成绩"},
        {"command": "search", "description": "查原文"},
    ]
    await bot.call("setMyCommands", commands=commands)
    await page.reload()
    await employee.input.press_sequentially("/s")
    await expect(employee.root.get_by_role("option")).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    assert (await bot.hears())["message"]["text"] == "/search"


async def test_people_are_switched_by_keyboard(page: Page):
    await page.get_by_role("tab", name="员工 李员工").focus()
    await page.keyboard.press("ArrowRight")

    await expect(page.get_by_role("tab", name="培训师")).to_be_focused()
    await expect(page.locator("#phone-1002")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_stands_out_of_a_narrow_phone(bot, employee, page: Page, scheme):
    await page.emulate_media(color_scheme=scheme)
    await page.set_viewport_size({"width": 360, "height": 640})
    await bot.say(VERDICT, parse_mode="HTML")
    titles = ["党建引领凝心聚力 共建居民幸福家园 · 40%", "上下文", "纠错"]
    rows = [[{"text": title, "callback_data": "x"}] for title in titles]
    await bot.say(LINK, reply_markup={"inline_keyboard": [*rows, [row[0] for row in rows]]})
    await employee.types("无空格" * 200)
    await bot.send_file(
        "sendDocument", "document", "很长的文件名" * 12 + ".xlsx", b"x", chat_id=1001
    )
    await bot.say(f"<pre>{'x' * 200}</pre><code>{'y' * 200}</code>", parse_mode="HTML")
    await expect(employee.root.locator(".message")).to_have_count(6)

    assert await page.evaluate(OVERFLOW) == []
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    assert await page.evaluate("document.documentElement.scrollHeight") == 640


async def test_the_newest_message_is_in_sight(bot, employee, page: Page):
    for number in range(12):
        await bot.say(f"第 {number} 条\n\n\n")
        await bot.say(VERDICT, parse_mode="HTML")
    await expect(employee.root.locator(".message")).to_have_count(25)
    await expect(employee.last).to_be_in_viewport()
    await employee.log.evaluate("(log) => (log.scrollTop = 0)")
    await bot.say("最后一条")

    await expect(employee.last).not_to_be_in_viewport()
    await employee.root.get_by_role("button", name="回到最新消息").click()
    await expect(employee.last).to_be_in_viewport()
    await expect(employee.last).to_contain_text("最后一条")


async def test_a_wide_window_shows_the_three_phones_side_by_side(bot, page: Page):
    await page.set_viewport_size({"width": 1400, "height": 900})

    for person in (1001, 1002, 1003):
        await expect(page.locator(f"#phone-{person}")).to_be_visible()
    await page.locator("#phone-1003 textarea").fill("我是管理员")
    await page.locator("#phone-1003 textarea").press("Enter")
    assert (await bot.hears())["message"]["from"]["id"] == 1003


async def test_the_language_switch_changes_the_page_and_the_person(bot, employee, page: Page):
    await page.get_by_role("button", name="Switch to English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(employee.input).to_have_attribute("placeholder", "Message")
    await expect(employee.root.locator(".bar-status")).to_have_text("bot")
    await employee.types("hello")

    assert (await bot.hears())["message"]["from"]["language_code"] == "en"
    await page.reload()
    await expect(employee.input).to_have_attribute("placeholder", "Message")
    await page.get_by_role("button", name="切换到中文").click()
    await expect(employee.input).to_have_attribute("placeholder", "输入消息")


async def test_a_sandbox_started_anew_is_found_again(bot, employee, sandbox, closing):
    port = int(bot.url.rpartition(":")[2])
    await sandbox.stop()
    await expect(employee.root.locator(".bar-status")).to_have_text("连接断开，正在重连…")
    anew = Sandbox.with_default_people(TOKEN)
    await anew.start(port=port)

    await expect(employee.root.locator(".bar-status")).to_have_text("机器人")
    await expect(employee.root.locator(".message")).to_have_count(0)
    await employee.button("开始").click()
    await expect(employee.last.locator(".text")).to_contain_text("/start")
    closing.append(asyncio.create_task(anew.stop()))


async def test_both_languages_say_the_same_things(page: Page):
    same = await page.evaluate(
        """async () => {
          const { wordsFor } = await import("/page/words.js");
          const keys = (words) => Object.keys(words).sort().join();
          return keys(wordsFor("zh")) === keys(wordsFor("en"));
        }"""
    )

    assert same


async def test_a_second_window_sees_the_same_chat(bot, employee, page: Page):
    other = await page.context.new_page()
    await other.goto(bot.url)
    await expect(other.locator("#phone-1001 .message")).to_have_count(1)
    await employee.types("两个窗口")

    await expect(other.locator("#phone-1001 .message").last).to_contain_text("两个窗口")
    await page.close()
    await bot.say("只剩一个窗口")
    await expect(other.locator("#phone-1001 .message").last).to_contain_text("只剩一个窗口")
