"""Files, photos and polls on the page."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="session")]

BYTES = bytes(range(256)) * 5
# Drops a file on a phone, as a hand would.
DROP = """(frame) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array([1, 2, 3])], "拖来的.bin"));
  const how = {dataTransfer: transfer, bubbles: true, cancelable: true};
  for (const type of ["dragover", "drop"]) frame.dispatchEvent(new DragEvent(type, how));
}"""


async def test_a_file_goes_up_byte_for_byte(bot, employee):
    await employee.root.locator("input[type=file]").set_input_files(
        {"name": "题库 (1).xlsx", "mimeType": "application/octet-stream", "buffer": BYTES}
    )
    document = (await bot.hears())["message"]["document"]

    assert document["file_name"] == "题库 (1).xlsx"
    assert await bot.download(document["file_id"]) == BYTES
    await expect(employee.last.locator(".file")).to_contain_text("1.3 KB")


async def test_a_file_comes_down_byte_for_byte(bot, employee, page: Page, tmp_path: Path):
    await bot.send_file("sendDocument", "document", "错误原因.xlsx", BYTES, chat_id=1001)
    async with page.expect_download() as downloading:
        await employee.last.locator(".file").click()
    download = await downloading.value

    assert download.suggested_filename == "错误原因.xlsx"
    await download.save_as(tmp_path / "down.xlsx")
    assert (tmp_path / "down.xlsx").read_bytes() == BYTES


async def test_a_file_dropped_on_the_phone_is_sent(bot, employee):
    await employee.root.locator(".frame").evaluate(DROP)

    document = (await bot.hears())["message"]["document"]
    assert document["file_name"] == "拖来的.bin"
    assert await bot.download(document["file_id"]) == b"\1\2\3"


async def test_a_photo_shows_and_grows_when_pressed(bot, employee, page: Page):
    picture = await page.screenshot()
    await bot.send_file("sendPhoto", "photo", "chart.png", picture, chat_id=1001, caption="近四周")
    image = employee.last.locator("img")
    await expect(image).to_be_visible()
    await expect(image).to_have_js_property("naturalWidth", 800)
    await employee.last.locator(".photo").click()

    await expect(page.locator(".lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator(".lightbox")).to_be_hidden()
    await expect(employee.last.locator(".text")).to_contain_text("近四周")


async def test_a_quiz_is_voted_and_tells_right_from_wrong(bot, employee):
    await bot.call(
        "sendPoll",
        chat_id=1001,
        question="安全第一？",
        options=[{"text": "对"}, {"text": "错"}],
        type="quiz",
        correct_option_id=0,
        explanation="原文如此",
        is_anonymous=False,
    )
    await employee.button("错").click()
    answer = (await bot.hears())["poll_answer"]

    assert answer["option_ids"] == [1]
    await expect(employee.last.locator(".result.right")).to_contain_text("0%")
    await expect(employee.last.locator(".result.wrong")).to_contain_text("你的选择")
    await expect(employee.last.locator(".result.wrong .share")).to_have_text("100%")
    await expect(employee.last.locator(".poll-note")).to_contain_text("原文如此")


async def test_a_poll_with_several_answers_takes_them_together(bot, employee):
    await bot.call(
        "sendPoll",
        chat_id=1001,
        question="写进台账的？",
        options=[{"text": "隐患"}, {"text": "时限"}, {"text": "天气"}],
        allows_multiple_answers=True,
        is_anonymous=False,
    )
    await expect(employee.button("投票")).to_be_disabled()
    await employee.root.get_by_label("隐患").check()
    await employee.root.get_by_label("时限").check()
    await employee.button("投票").click()

    assert (await bot.hears())["poll_answer"]["option_ids"] == [0, 1]
    await expect(employee.last.locator(".result.chosen")).to_have_count(2)
