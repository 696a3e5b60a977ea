"""The stage itself: what a story may rely on."""

import pytest


async def test_a_person_hears_what_the_bot_says_after_their_own_words(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    await bot.does("sendMessage", chat_id=learner.id, text="欢迎")

    heard = await learner.hears()

    assert heard.text == "欢迎"
    assert [str(message.text) for message in learner.said] == ["欢迎"]


async def test_what_was_left_unheard_is_forgotten_at_the_next_act(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    await bot.does("sendMessage", chat_id=learner.id, text="一")
    await learner.types("/help")
    await bot.does("sendMessage", chat_id=learner.id, text="二")

    heard = await learner.hears()

    assert heard.text == "二"


async def test_a_press_carries_the_data_of_the_newest_button_with_that_label(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    await bot.does("sendMessage", chat_id=learner.id, text="旧", reply_markup=keyboard("下一题"))
    new = await bot.does(
        "sendMessage", chat_id=learner.id, text="新", reply_markup=keyboard("▶ 下一题", "完")
    )

    await learner.presses("完")
    await learner.presses("下一题")

    queries = [update["callback_query"] for update in (await bot.updates())[1:]]
    assert [query["data"] for query in queries] == ["完", "下一题"]
    assert queries[0]["message"]["message_id"] == new["message_id"]


async def test_an_edit_and_a_toast_are_heard_in_order(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    sent = await bot.does(
        "sendMessage", chat_id=learner.id, text="题", reply_markup=keyboard("甲")
    )
    query = await learner.presses("甲")
    await bot.does("answerCallbackQuery", callback_query_id=query, text="答对了")
    await bot.does(
        "editMessageText", chat_id=learner.id, message_id=sent["message_id"], text="解析"
    )

    toast, edit = await learner.hears(), await learner.hears()

    assert (toast.kind, toast.text) == ("toast", "答对了")
    assert (edit.kind, edit.text, learner.buttons(edit)) == ("edit", "解析", [])


async def test_hearing_with_words_passes_over_the_rest(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    await bot.does("sendMessage", chat_id=learner.id, text="请稍候")
    await bot.does("sendMessage", chat_id=learner.id, text="成绩单好了")

    heard = await learner.hears("成绩单")

    assert heard.text == "成绩单好了"


async def test_a_failed_story_says_what_was_on_the_screen(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    await bot.does("sendMessage", chat_id=learner.id, text="菜单", reply_markup=keyboard("练习"))

    with pytest.raises(AssertionError, match=r"没有这个[\s\S]*菜单[\s\S]*练习"):
        await learner.presses("没有这个")
    with pytest.raises(AssertionError, match=r"再见[\s\S]*菜单"):
        await learner.hears("再见", timeout=0)


async def test_a_file_goes_up_and_the_bots_file_comes_down(scene, bot, tmp_path):
    trainer = await scene.person("王培训")
    (tmp_path / "题库.csv").write_bytes("题干\n".encode())

    await trainer.uploads(tmp_path / "题库.csv", caption="新题")
    document = (await bot.updates())[0]["message"]["document"]
    await bot.does("sendDocument", chat_id=trainer.id, document=document["file_id"])
    answer = await trainer.hears()

    assert document["file_name"] == "题库.csv"
    assert await trainer.downloads(answer) == "题干\n".encode()


async def test_pieces_of_a_message_are_found_by_their_formatting(scene, bot, keyboard):
    learner = await scene.person("李员工")
    await learner.types("/start")
    text = "🌹 答对了\n<blockquote>玫瑰 &amp; 乡村</blockquote>"
    await bot.does("sendMessage", chat_id=learner.id, text=text, parse_mode="HTML")

    heard = await learner.hears()

    assert heard.pieces("blockquote") == ["玫瑰 & 乡村"]
