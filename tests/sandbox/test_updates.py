"""Updates are repeated until they are confirmed."""

import asyncio

CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


def texts(updates):
    return [update["message"]["text"] for update in updates]


async def test_what_is_not_confirmed_comes_again(bot, learner):
    await learner.types("一")
    await learner.types("二")

    first = await bot.updates()
    again = await bot.updates(offset=first[0]["update_id"] + 1)
    rest = await bot.updates(offset=first[1]["update_id"] + 1)

    assert texts(first) == ["一", "二"]
    assert [update["update_id"] for update in first] == [
        first[0]["update_id"],
        first[0]["update_id"] + 1,
    ]
    assert texts(again) == ["二"]
    assert rest == []


async def test_a_limit_cuts_the_batch_and_a_hundred_is_the_most(bot, learner):
    for number in range(101):
        await learner.types(str(number))

    assert texts(await bot.updates(limit=2)) == ["0", "1"]
    assert len(await bot.updates(limit=500)) == 100


async def test_a_negative_offset_keeps_only_the_newest(bot, learner):
    for text in "一二三":
        await learner.types(text)

    assert texts(await bot.updates(offset=-1)) == ["三"]
    assert texts(await bot.updates()) == ["三"]


async def test_a_long_poll_ends_as_soon_as_somebody_speaks(bot, learner):
    poll = asyncio.create_task(bot.updates(timeout=50))

    await learner.types("在吗")

    assert texts(await poll) == ["在吗"]


async def test_a_second_poller_ends_the_first(scene, bot, learner):
    first = asyncio.create_task(bot.refused("getUpdates", timeout=50))
    while (await scene.calls("getUpdates"))[-1]["status"] is not None:
        pass

    second = await bot.updates()

    assert await first == CONFLICT
    assert second == []


async def test_kinds_that_were_not_asked_for_do_not_come(bot, learner):
    await bot.updates(allowed_updates=["callback_query"])
    await learner.types("听不见")
    await learner.presses_data("x", message_id=1)

    assert [list(update)[1] for update in await bot.updates()] == ["callback_query"]


async def test_confirmed_updates_can_be_put_back(scene, bot, learner):
    await learner.types("一")
    await learner.types("二")
    one, two = await bot.inbox()

    await scene.page("POST", "redeliver", json={"update_ids": [one["update_id"]]})
    again = await bot.updates(offset=two["update_id"] + 1)
    after = await bot.updates(offset=two["update_id"] + 1)

    assert again == [one]
    assert after == []


async def test_a_raw_update_is_passed_on_as_it_is(scene, bot, learner):
    pushed = await scene.page("POST", "update", json={"message": "this is no message"})
    named = await scene.page("POST", "update", json={"update_id": 7, "poll": {}})

    updates = await bot.updates()
    assert updates == [
        {"update_id": 7, "poll": {}},
        {"update_id": pushed["update_id"], "message": "this is no message"},
    ]
    assert named["update_id"] == 7
    assert await scene.page("GET", "pending") == {"updates": 2}


async def test_an_update_above_64_kilobytes_is_lost(scene, bot, learner):
    await scene.page("POST", "update", json={"message": {"text": "x" * 70_000}})

    assert await bot.updates() == []


async def test_a_raw_message_opens_the_chat_of_who_sent_it(scene, bot):
    stranger = await scene.person("周新人")
    message = {"message_id": 1, "from": {"id": stranger.id}, "text": "你好"}

    await scene.page("POST", "update", json={"message": message})

    assert (await bot.does("sendMessage", chat_id=stranger.id, text="欢迎"))["text"] == "欢迎"
