"""Groups, and what a bot with privacy mode hears in them."""

import pytest


@pytest.fixture
async def group(scene, bot, learner):
    trainer = await scene.person("王培训")
    group = await scene.group("培训一组", learner, trainer)
    await bot.inbox()
    return group


async def test_the_bot_learns_that_it_was_let_in(scene, bot, learner):
    group = await scene.group("培训一组", learner)

    change = (await bot.inbox())[0]["my_chat_member"]
    assert (change["chat"]["id"], change["new_chat_member"]["status"]) == (group, "member")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("大家好", False),
        ("/quiz", True),
        ("/quiz@wengu_bot", True),
        ("/quiz@Wengu_Bot 3", True),
        ("/quiz@other_bot", False),
        ("@wengu_bot 下一题", True),
        ("@wengu_bottle 下一题", False),
    ],
)
async def test_only_what_is_addressed_to_it_is_heard(bot, learner, group, text, heard):
    await learner.types(text, chat=group)

    assert [update["message"]["text"] for update in await bot.inbox()] == [text] * heard


async def test_a_reply_to_the_bot_is_heard(bot, learner, group):
    sent = await bot.does("sendMessage", chat_id=group, text="谁知道？")

    await learner.types("我知道", chat=group, reply_to=sent["message_id"])

    message = (await bot.inbox())[0]["message"]
    assert (message["text"], message["reply_to_message"]["text"]) == ("我知道", "谁知道？")


async def test_everybody_in_a_group_sees_the_same_message(scene, bot, learner):
    trainer = await scene.person("王培训")
    group = await scene.group("培训一组", learner, trainer)

    await bot.does("sendMessage", chat_id=group, text="开始")

    assert (await learner.hears()).raw == (await trainer.hears()).raw


async def test_members_are_told_apart(scene, bot, learner, group):
    outsider = await scene.person("路人")

    async def status(person_id):
        member = await bot.does("getChatMember", chat_id=group, user_id=person_id)
        return member["status"]

    assert await status(learner.id) == "creator"
    assert await status(outsider.id) == "left"
    assert await bot.does("getChatMemberCount", chat_id=group) == 3
    assert (await bot.does("getChat", chat_id=group))["title"] == "培训一组"


async def test_a_group_that_was_left_can_not_be_written_to(bot, learner, group):
    await bot.does("leaveChat", chat_id=group)

    refusal = await bot.refused("sendMessage", chat_id=group, text="再见")

    assert refusal == "Forbidden: bot is not a member of the group chat"


async def test_somebody_elses_message_in_a_group_is_not_the_bots_to_delete(bot, learner, group):
    await learner.types("/quiz", chat=group)
    message = (await bot.inbox())[0]["message"]

    refusal = await bot.refused("deleteMessage", chat_id=group, message_id=message["message_id"])

    assert refusal == "Bad Request: message can't be deleted"
