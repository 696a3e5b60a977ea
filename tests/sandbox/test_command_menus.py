"""Which command menu a person sees."""

import pytest


def menu(*names):
    return [{"command": name, "description": f"说明 {name}"} for name in names]


async def test_scope_wins_before_language(bot, learner):
    everybody = {"type": "all_private_chats"}
    await bot.does("setMyCommands", commands=menu("default"))
    await bot.does("setMyCommands", commands=menu("default_zh"), language_code="zh")
    await bot.does("setMyCommands", commands=menu("private"), scope=everybody)
    seen_in_private = await learner.commands()

    await bot.does(
        "setMyCommands", commands=menu("private_zh"), scope=everybody, language_code="zh"
    )
    seen_in_chinese = await learner.commands()

    own = {"type": "chat", "chat_id": learner.id}
    await bot.does("setMyCommands", commands=menu("own"), scope=own)
    seen_alone = await learner.commands()

    assert [*seen_in_private, *seen_in_chinese, *seen_alone] == ["private", "private_zh", "own"]


async def test_a_menu_in_another_language_is_not_seen(scene, bot):
    visitor = await scene.person("Anna", language="en")
    await bot.does("setMyCommands", commands=menu("zh"), language_code="zh")
    await bot.does("setMyCommands", commands=menu("en"))

    assert list(await visitor.commands()) == ["en"]


async def test_a_deleted_menu_gives_way_to_the_wider_one(bot, learner):
    own = {"type": "chat", "chat_id": learner.id}
    await bot.does("setMyCommands", commands=menu("wide"))
    await bot.does("setMyCommands", commands=menu("own"), scope=own)

    await bot.does("deleteMyCommands", scope=own)

    assert await learner.commands() == {"wide": "说明 wide"}
    assert await bot.does("getMyCommands", scope=own) == []


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"commands": menu("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("练习")}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": menu("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": menu("a"), "language_code": "zh-hans"}, "invalid language code specified"),
        ({"commands": menu("a"), "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        (
            {"commands": menu("a"), "scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
async def test_menus_have_limits(bot, params, sentence):
    assert await bot.refused("setMyCommands", **params) == f"Bad Request: {sentence}"


async def test_names_and_menu_buttons_are_kept(scene, bot, learner):
    await bot.does("setMyName", name="温故", language_code="zh")
    await bot.does("setMyDescription", description="培训测验")
    await bot.does("setChatMenuButton", menu_button={"type": "commands"})

    assert await bot.does("getMyName", language_code="zh") == {"name": "温故"}
    assert await bot.does("getMyDescription") == {"description": "培训测验"}
    state = await scene.page("GET", "state", params={"person": learner.id})
    assert state["menu"] == {"type": "commands"}
