"""What the bot may say, and what Telegram refuses to say for it."""

import pytest

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


async def test_a_message_comes_back_as_it_is_shown(bot, learner, keyboard):
    text = "<b>第 1 题</b>\n<blockquote>玫瑰</blockquote>"
    sent = await bot.does(
        "sendMessage",
        chat_id=learner.id,
        text=text,
        parse_mode="HTML",
        reply_markup=keyboard("甲", "乙"),
        protect_content=True,
    )

    assert sent["text"] == "第 1 题\n玫瑰"
    assert [entity["type"] for entity in sent["entities"]] == ["bold", "blockquote"]
    assert sent["reply_markup"] == keyboard("甲", "乙")
    assert sent["has_protected_content"] is True
    assert (await learner.hears()).raw == sent


async def test_message_ids_rise_within_a_chat(bot, learner):
    first = await bot.does("sendMessage", chat_id=learner.id, text="一")
    second = await bot.does("sendMessage", chat_id=learner.id, text="二")

    assert second["message_id"] == first["message_id"] + 1


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "问" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "html"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 424242}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": {"quote": "y"}}, 'can\'t find field "message_id"'),
        (
            {"text": "x", "entities": [{"type": "bold", "offset": 9, "length": 1}]},
            "entity begins after the end of the text at UTF-16 offset 9",
        ),
        ({"text": "x", "link_preview_options": {"url": "nowhere"}}, "WEBPAGE_URL_INVALID"),
    ],
)
async def test_telegrams_refusals_have_telegrams_words(bot, learner, params, sentence):
    refusal = await bot.refused("sendMessage", **{"chat_id": learner.id, **params})

    assert refusal == f"Bad Request: {sentence}"


async def test_four_thousand_and_ninety_six_letters_after_parsing_just_fit(bot, learner):
    text = f"<b>{'🌹' * 4096}</b>"

    sent = await bot.does("sendMessage", chat_id=learner.id, text=text, parse_mode="HTML")

    assert len(sent["text"]) == 4096
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


async def test_a_hundred_entities_are_kept_and_the_rest_is_plain(bot, learner):
    text = "<b>粗</b> " * 120

    sent = await bot.does("sendMessage", chat_id=learner.id, text=text, parse_mode="HTML")

    assert len(sent["entities"]) == 100


@pytest.mark.parametrize(
    ("button", "sentence"),
    [
        ({"text": "甲", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "甲", "callback_data": "答" * 22}, "BUTTON_DATA_INVALID"),
        (
            {"text": "甲", "callback_data": ""},
            "can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"callback_data": "x"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        (
            {"text": "甲", "url": "ftp://example.com"},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "甲", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_a_button_that_telegram_refuses_spoils_the_message(bot, learner, button, sentence):
    markup = {"inline_keyboard": [[button]]}

    refusal = await bot.refused("sendMessage", chat_id=learner.id, text="x", reply_markup=markup)

    assert refusal == f"Bad Request: {sentence}"


async def test_a_hundred_buttons_fit_and_one_more_does_not(bot, learner, keyboard):
    fits = {"inline_keyboard": keyboard("甲")["inline_keyboard"] * 100}
    more = {"inline_keyboard": keyboard("甲")["inline_keyboard"] * 101}

    await bot.does("sendMessage", chat_id=learner.id, text="x", reply_markup=fits)
    refusal = await bot.refused("sendMessage", chat_id=learner.id, text="x", reply_markup=more)

    assert refusal == "Bad Request: REPLY_MARKUP_TOO_LONG"


async def test_the_bot_may_not_write_before_a_person_has_written(scene, bot):
    stranger = await scene.person("周新人")

    refusal = await bot.refused("sendMessage", chat_id=stranger.id, text="你好")

    assert refusal == "Bad Request: chat not found"


async def test_a_form_means_the_same_as_json(bot, learner, keyboard):
    form = {
        "chat_id": str(learner.id),
        "text": "<i>斜</i>",
        "parse_mode": "HTML",
        "disable_notification": "true",
        "reply_markup": '{"inline_keyboard":[[{"text":"甲","callback_data":"甲"}]]}',
    }

    _, body = await bot.calls("sendMessage", data=form)

    assert body["result"]["reply_markup"] == keyboard("甲")


async def test_method_names_are_read_in_any_case_and_others_are_not_found(bot):
    _, known = await bot.calls("GETME")
    status, unknown = await bot.calls("getHoroscope")

    assert known["result"]["can_read_all_group_messages"] is False
    assert (status, unknown["description"]) == (404, "Not Found")


async def test_another_token_is_unauthorized(other_bot):
    status, body = await other_bot("1:wrong").calls("getMe")

    assert (status, body["description"]) == (401, "Unauthorized")


async def test_a_reply_carries_what_it_replies_to(bot, learner):
    await learner.types("问题")
    asked = (await bot.inbox())[0]["message"]

    sent = await bot.does(
        "sendMessage", chat_id=learner.id, text="答", reply_parameters={"message_id": 2}
    )

    assert sent["reply_to_message"] == asked


async def test_an_edit_without_a_keyboard_takes_the_old_one_away(bot, learner, keyboard):
    sent = await bot.does(
        "sendMessage", chat_id=learner.id, text="题", reply_markup=keyboard("甲")
    )
    where = {"chat_id": learner.id, "message_id": sent["message_id"]}

    edited = await bot.does("editMessageText", **where, text="解析")

    assert edited["text"] == "解析"
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= sent["date"]


async def test_an_edit_of_nothing_is_refused(bot, learner, keyboard):
    sent = await bot.does(
        "sendMessage",
        chat_id=learner.id,
        text="<b>题</b>",
        parse_mode="HTML",
        reply_markup=keyboard("甲"),
    )
    same = {
        "chat_id": learner.id,
        "message_id": sent["message_id"],
        "reply_markup": keyboard("甲"),
    }

    text = await bot.refused("editMessageText", **same, text=" <b>题</b>\n", parse_mode="HTML")
    markup = await bot.refused("editMessageReplyMarkup", **same)

    assert (text, markup) == (NOT_MODIFIED, NOT_MODIFIED)


@pytest.mark.parametrize(
    ("method", "message_id", "sentence"),
    [
        ("editMessageText", 99, "message to edit not found"),
        ("editMessageText", 1, "message can't be edited"),
        ("editMessageText", 0, "message identifier is not specified"),
        ("editMessageCaption", 2, "there is no caption in the message to edit"),
        ("deleteMessage", 99, "message to delete not found"),
        ("setMessageReaction", 99, "message to react not found"),
    ],
)
async def test_only_the_bots_own_messages_are_edited(bot, learner, method, message_id, sentence):
    await bot.does("sendMessage", chat_id=learner.id, text="题")
    where = {"chat_id": learner.id, "message_id": message_id}

    refusal = await bot.refused(method, **where, text="新", caption="新")

    assert refusal == f"Bad Request: {sentence}"


async def test_a_deleted_message_leaves_the_screen(bot, learner):
    sent = await bot.does("sendMessage", chat_id=learner.id, text="题")
    await learner.hears()

    await bot.does("deleteMessage", chat_id=learner.id, message_id=sent["message_id"])
    await bot.does("sendMessage", chat_id=learner.id, text="完")
    await learner.hears("完")

    assert [message.text for message in learner.said] == ["完"]


async def test_whoever_blocks_the_bot_hears_no_more(scene, bot, learner):
    await scene.page("POST", "block", json={"person": learner.id, "blocked": True})

    refusal = await bot.refused("sendMessage", chat_id=learner.id, text="在吗")
    change = (await bot.inbox())[0]["my_chat_member"]

    assert refusal == "Forbidden: bot was blocked by the user"
    assert change["new_chat_member"]["status"] == "kicked"


async def test_protected_words_are_neither_copied_nor_forwarded(bot, learner):
    sent = await bot.does("sendMessage", chat_id=learner.id, text="考题", protect_content=True)
    source = {
        "chat_id": learner.id,
        "from_chat_id": learner.id,
        "message_id": sent["message_id"],
    }

    forward = await bot.refused("forwardMessage", **source)

    assert forward == "Bad Request: message has protected content and can't be forwarded"
    assert "copied" in await bot.refused("copyMessage", **source)


async def test_a_copy_has_no_author_and_a_forward_names_one(bot, learner):
    await learner.types("我的答案")
    source = {"chat_id": learner.id, "from_chat_id": learner.id, "message_id": 2}

    await bot.does("copyMessage", **source)
    forwarded = await bot.does("forwardMessage", **source)

    assert (await learner.hears()).text == "我的答案"
    assert forwarded["forward_origin"]["sender_user"]["first_name"] == "李员工"


async def test_typing_is_shown_and_nonsense_is_not(scene, bot, learner):
    await bot.does("sendChatAction", chat_id=learner.id, action="typing")
    refusal = await bot.refused("sendChatAction", chat_id=learner.id, action="dancing")

    events = (await scene.page("GET", "next", params={"person": learner.id}))["events"]
    assert events[-1]["action"] == "typing"
    assert refusal == "Bad Request: wrong parameter action in request"
