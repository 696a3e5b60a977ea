"""Button presses and their answers."""

import pytest

from tests.scene import Scene

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_press_brings_the_message_as_it_stands(bot, learner, keyboard):
    sent = await bot.does(
        "sendMessage", chat_id=learner.id, text="题", reply_markup=keyboard("甲")
    )
    edited = await bot.does(
        "editMessageText",
        chat_id=learner.id,
        message_id=sent["message_id"],
        text="第 2 题",
        reply_markup=keyboard("甲"),
    )

    query_id = await learner.presses("甲")

    query = (await bot.inbox())[0]["callback_query"]
    assert (query["id"], query["data"], query["message"]) == (query_id, "甲", edited)
    assert query["from"]["id"] == learner.id


async def test_an_answer_is_shown_once_and_refused_twice(bot, learner, keyboard):
    await bot.does("sendMessage", chat_id=learner.id, text="题", reply_markup=keyboard("甲"))
    query_id = await learner.presses("甲")

    await bot.does("answerCallbackQuery", callback_query_id=query_id, text="对", show_alert=True)
    again = await bot.refused("answerCallbackQuery", callback_query_id=query_id)

    toast = await learner.hears()
    assert (toast.text, toast.raw["show_alert"], toast.raw["query_id"]) == ("对", True, query_id)
    assert again == TOO_OLD


async def test_a_press_grows_old(scene, bot, learner, keyboard):
    await bot.does("sendMessage", chat_id=learner.id, text="题", reply_markup=keyboard("甲"))
    query_id = await learner.presses("甲")

    await scene.page("POST", "expire", json={"query_id": query_id})

    assert await bot.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


async def test_presses_are_kept_for_150_seconds_and_words_for_a_day():
    now = [1_700_000_000.0]
    async with Scene.start(clock=lambda: now[0]) as scene:
        learner = await scene.person("李员工")
        await learner.types("/start")
        await learner.presses_data("forged", message_id=9)
        path = f"/bot{scene.token}/getUpdates"

        async def waiting():
            async with scene.http.get(path) as answer:
                return [list(update)[1] for update in (await answer.json())["result"]]

        young = await waiting()
        now[0] += 149
        almost = await waiting()
        now[0] += 1
        old = await waiting()

    assert young == almost == ["message", "callback_query"]
    assert old == ["message"]


async def test_a_press_on_a_message_that_is_gone_has_no_text(bot, learner):
    await learner.presses_data("pick:1", message_id=77)

    message = (await bot.inbox())[0]["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (77, 0)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"text": "长" * 201}, "Bad Request: MESSAGE_TOO_LONG"),
        ({"url": "https://example.com"}, "Bad Request: URL_INVALID"),
        ({"callback_query_id": "12345"}, TOO_OLD),
    ],
)
async def test_answers_have_limits(bot, learner, keyboard, params, sentence):
    await bot.does("sendMessage", chat_id=learner.id, text="题", reply_markup=keyboard("甲"))
    query_id = await learner.presses("甲")

    refusal = await bot.refused("answerCallbackQuery", **{"callback_query_id": query_id, **params})

    assert refusal == sentence
