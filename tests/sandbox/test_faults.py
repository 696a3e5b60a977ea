"""Trouble on demand."""

import asyncio

import aiohttp
import pytest


async def test_a_429_says_how_long_to_wait_and_passes_after_its_times(scene, bot, learner):
    await scene.faults({"method": "sendMessage", "times": 1, "status": 429, "retry_after": 3})

    _, refused = await bot.calls("sendMessage", chat_id=learner.id, text="一")
    await bot.does("sendMessage", chat_id=learner.id, text="二")

    assert refused["description"] == "Too Many Requests: retry after 3"
    assert refused["parameters"] == {"retry_after": 3}
    assert [message.text for message in [await learner.hears()]] == ["二"]


@pytest.mark.parametrize(
    ("rule", "status", "sentence"),
    [
        ({"status": 500}, 500, "Internal Server Error"),
        (
            {"status": 403, "description": "Forbidden: user is deactivated"},
            403,
            "Forbidden: user is deactivated",
        ),
    ],
)
async def test_a_fault_hits_only_the_chat_it_names(scene, bot, learner, rule, status, sentence):
    other = await scene.person("王培训")
    await other.types("/start")
    await scene.faults({"method": "*", "chat": learner.id, **rule})

    await bot.does("sendMessage", chat_id=other.id, text="一")
    got, body = await bot.calls("sendMessage", chat_id=learner.id, text="二")

    assert (got, body["description"]) == (status, sentence)


async def test_a_lost_answer_was_carried_out_all_the_same(scene, bot, learner):
    await scene.faults({"method": "sendMessage", "after": True, "reset": True})

    with pytest.raises(aiohttp.ClientError):
        await bot.calls("sendMessage", chat_id=learner.id, text="发出去了")

    assert (await learner.hears()).text == "发出去了"


async def test_a_cut_connection_carries_nothing_out(scene, bot, learner):
    await scene.faults({"method": "sendMessage", "reset": True})

    with pytest.raises(aiohttp.ClientError):
        await bot.calls("sendMessage", chat_id=learner.id, text="没发出去")
    await bot.does("sendMessage", chat_id=learner.id, text="再发")

    assert (await learner.hears()).text == "再发"


async def test_a_call_that_hangs_holds_up_no_other(scene, bot, learner):
    await scene.faults({"method": "sendMessage", "hang_ms": 600_000})
    hanging = asyncio.create_task(bot.calls("sendMessage", chat_id=learner.id, text="慢"))
    while not await scene.calls("sendMessage"):
        pass

    await bot.does("sendMessage", chat_id=learner.id, text="快")

    assert (await learner.hears()).text == "快"
    hanging.cancel()


async def test_the_star_spares_polling(scene, bot, learner):
    await scene.faults({"method": "*", "status": 500})

    assert await bot.updates() == []
    assert await bot.refused("getMe") == "Internal Server Error"


async def test_flood_limits_hold_only_when_asked(scene, bot, learner):
    async def sent(count):
        answers = [
            await bot.calls("sendMessage", chat_id=learner.id, text=str(n)) for n in range(count)
        ]
        return [status for status, _ in answers].count(200)

    free = await sent(40)
    await scene.faults(flood=True)
    limited = await sent(40)

    assert (free, limited) == (40, 5)


async def test_a_group_hears_at_most_twenty_messages_a_minute(scene, bot, learner):
    group = await scene.group("培训一组", learner)
    await scene.faults(flood=True)

    statuses = [(await bot.calls("sendMessage", chat_id=group, text=str(n)))[0] for n in range(22)]

    assert statuses == [200] * 20 + [429] * 2


async def test_calls_are_remembered_with_their_outcome(scene, bot, learner):
    since = (await scene.calls())[-1]["n"]
    await bot.does("sendMessage", chat_id=learner.id, text="一")
    await bot.calls("sendMessage", chat_id=1, text="二")

    calls = await scene.calls("sendMessage", since=since)

    assert [(call["status"], call["params"]["text"], call["chat_id"]) for call in calls] == [
        (200, "一", learner.id),
        (400, "二", 1),
    ]


async def test_an_unknown_switch_is_refused(scene):
    async with scene.http.post("/sandbox/faults", json={"rules": [{"mood": "bad"}]}) as answer:
        assert answer.status == 400
