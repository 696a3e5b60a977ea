"""An employee comes in, finds their way about, and leaves: everything but the answering."""

import struct

import pytest

from db import people
from questions.people import Role
from questions.question import Kind
from tests.builders import make_question
from tests.company import ADMIN
from tests.practising import answers
from tests.uploading import starts


async def opens(player, command, words):
    await player.types(command)
    return await player.hears(words)


# Coming in


async def test_an_open_door_greets_by_name_and_hangs_up_the_menu(company):
    newcomer = await company.stranger("钱新人")

    welcome = await opens(newcomer, "/start", "钱新人，你好")
    await opens(newcomer, "/help", "温故能做什么")

    assert "/practice 开始练习" in welcome
    assert list(await newcomer.commands()) == [
        "practice", "score", "search", "profile", "help", "cancel", "start",
    ]  # fmt: skip
    assert (await company.store.read(people.find, newcomer.id)).role is Role.EMPLOYEE


@pytest.mark.parametrize(
    "name",
    ["<b>张</b>&amp;三", "👩‍👩‍👧‍👦 李🇨🇳", "{name} %s {0}", "a" * 64, "「王」\"'`*_~[x](y)"],
)
async def test_a_name_is_shown_as_it_is_written(company, name):
    newcomer = await company.stranger(name)

    welcome = await opens(newcomer, "/start", "你好")
    profile = await opens(newcomer, "/profile", "我的资料")

    assert welcome.pieces("bold") == [f"{name}，你好！"]
    assert f"姓名：{name}\n" in profile


async def test_an_invisible_name_is_no_name(company):
    newcomer = await company.stranger("\u200b\u2060")

    assert "（未命名），你好" in await opens(newcomer, "/start", "你好")


async def test_only_the_invited_come_in_where_the_door_is_closed(company_with):
    company = await company_with(join="invite")
    stranger = await company.stranger("孙外人")

    for text in ("/start", "/practice", "/score", "/profile", "/cancel", "你好", "/people"):
        refused = await opens(stranger, text, "")
        assert "温故只对受邀的同事开放" in refused, text
    await opens(stranger, "/help", "温故能做什么")
    assert await company.store.read(people.find, stranger.id) is None


async def test_a_stranger_who_presses_is_told_to_be_invited(company_with):
    company = await company_with(join="invite")
    stranger = await company.stranger("孙外人")
    await opens(stranger, "/help", "温故能做什么")

    await stranger.presses_data("run:0")

    assert "温故只对受邀的同事开放" in await stranger.hears()


@pytest.mark.parametrize("code", ["0" * 16, "x", "<b>", "…" * 60])
async def test_a_link_that_fits_nothing_is_refused(company_with, code):
    company = await company_with(join="invite")
    stranger = await company.stranger("孙外人")

    await stranger.types(f"/start {code}")

    assert "这个邀请链接无效或已用完" in await stranger.hears()


async def test_a_deactivated_person_is_told_so_whatever_they_do(company):
    await company.store.run(people.set_active, ADMIN, company.employee.id, False)

    for text in ("/start", "/practice", "你好"):
        assert "你的账号已停用" in await opens(company.employee, text, "")


async def test_an_admin_of_the_settings_comes_back_though_deactivated(company):
    await company.store.run(people.set_role, ADMIN, company.trainer.id, Role.ADMIN)
    await company.store.run(people.set_active, company.trainer.id, ADMIN, False)

    assert "你是管理员" in await opens(company.admin, "/start", "")


# Finding one's way


async def test_help_lists_what_ones_role_may_do(company):
    for player, count in ((company.employee, 7), (company.trainer, 13), (company.admin, 16)):
        page = await opens(player, "/help", "温故能做什么")
        assert len(page.pieces("bot_command")) == count


@pytest.mark.parametrize("text", ["/nothing", "/export", "/people", "/start@other_bot", "/"])
async def test_an_unknown_command_and_one_above_ones_role_sound_the_same(company, text):
    await company.employee.types(text)

    heard = await company.employee.hears()
    expected = "没有等你回答" if text == "/" else "没有这个命令，或者你没有这个权限"
    assert expected in heard


async def test_a_text_that_nobody_asked_for_is_answered_with_what_can_be_done(company):
    await company.employee.types("在吗？")

    assert "现在没有等你回答的题目" in await company.employee.hears()


async def test_what_is_no_text_is_answered_in_words(company):
    """A sticker, as Telegram would send it."""
    employee = company.employee
    sticker = {"file_id": "s", "file_unique_id": "s", "width": 1, "height": 1, "type": "regular"}
    message = {
        "message_id": 500,
        "date": 1,
        "chat": {"id": employee.id, "type": "private"},
        "from": {"id": employee.id, "is_bot": False, "first_name": employee.name},
        "sticker": {**sticker, "is_animated": False, "is_video": False},
    }

    await company.scene.page("POST", "update", json={"message": message})

    assert "我只看得懂文字、按钮和题库文件" in await employee.hears()


# One's own


async def test_the_language_switches_with_the_menu(company):
    employee = company.employee
    await opens(employee, "/profile", "我的资料")
    await employee.presses("English")

    profile = await employee.hears("My profile")
    picker = await opens(employee, "/practice", "Choose")
    menu = await employee.commands()
    await opens(employee, "/profile", "My profile")
    await employee.presses("中文")
    await employee.hears("我的资料")
    await opens(employee, "/help", "温故能做什么")

    assert (profile.kind, menu["practice"]) == ("edit", "Practice")
    assert employee.buttons(picker)[-1] == "All banks"
    assert (await employee.commands())["practice"] == "练习"


async def test_english_is_spoken_from_the_first_word_to_who_speaks_it(company):
    newcomer = await company.stranger("Ann", language="en-GB")

    assert "Hello, Ann!" in await opens(newcomer, "/start", "")


@pytest.mark.parametrize(
    ("button", "question", "typed", "shown"),
    [
        ("改姓名", "请输入你的姓名", "  李  <工> ", "姓名：李 <工>\n"),
        ("改工号", "请输入你的工号", "00731", "工号：00731\n"),
        ("改部门", "请输入你的部门", "安全部", "部门：安全部\n"),
    ],
)
async def test_what_is_ones_own_is_typed(company, button, question, typed, shown):
    employee = company.employee
    await opens(employee, "/profile", "我的资料")
    await employee.presses(button)
    await employee.hears(question)
    await employee.types(typed)

    assert shown in await employee.hears("我的资料")


@pytest.mark.parametrize("typed", ["\u200b", "长" * 41], ids=["nothing to see", "too long"])
async def test_a_name_that_cannot_be_kept_is_asked_for_again(company, typed):
    employee = company.employee
    await opens(employee, "/profile", "我的资料")
    await employee.presses("改姓名")
    await employee.hears("请输入")

    await employee.types(typed)
    refused = await employee.hears()
    await employee.types("李工")

    assert "请输入 1 到 40 个字的文字" in refused
    assert "姓名：李工" in await employee.hears()


async def test_once_a_name_was_typed_the_next_text_is_no_name(company):
    employee = company.employee
    await opens(employee, "/profile", "我的资料")
    await employee.presses("改姓名")
    await employee.hears("请输入")
    await employee.types("李工")
    await employee.hears("姓名：李工")

    await employee.types("谢谢")

    assert "现在没有等你回答的题目" in await employee.hears()
    assert (await company.store.read(people.find, employee.id)).name == "李工"


# Leaving


async def test_cancel_leaves_the_run_and_keeps_its_answers(company):
    employee = company.employee
    await answers(company, employee, [True, False])

    left = await opens(employee, "/cancel", "已退出当前练习")
    again = await opens(employee, "/cancel", "现在没有进行中的操作")
    score = await opens(employee, "/score", "共答")

    assert (left.kind, again.kind) == ("message", "message")
    assert "共答 2 题，答对 1 题，正确率 50%" in score


async def test_after_cancel_a_text_answers_nothing(company):
    employee = company.employee
    await opens(employee, "/practice", "选一个题库")
    await employee.presses("全部题库")
    await employee.hears("第 1/10 题")
    await opens(employee, "/cancel", "已退出")

    await employee.types("571人")

    assert "现在没有等你回答的题目" in await employee.hears()


async def test_cancel_leaves_what_was_asked_in_between_and_not_the_run(company):
    employee = company.employee
    title = await company.stock(make_question(kind=Kind.BLANK))
    await starts(employee, title)
    await opens(employee, "/profile", "我的资料")
    await employee.presses("改部门")
    await employee.hears("请输入你的部门")

    await opens(employee, "/cancel", "已取消，什么都没有改动")

    await employee.types("571人")
    await employee.hears("回答")
    assert (await company.store.read(people.find, employee.id)).department == "生产部"


# Scores


async def test_a_score_is_figures_under_a_picture(company):
    employee = company.employee
    await answers(company, employee, [True, True, False])

    score = await opens(employee, "/score", "共答")

    picture = await employee.downloads(score)
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG")
    assert min(width, height) >= 400
    assert "共答 3 题，答对 2 题，正确率 67%" in score
    assert "已连续练习 1 天" in score


async def test_without_an_answer_there_is_no_score_but_a_way_to_one(company):
    employee = company.employee
    score = await opens(employee, "/score", "你还没有答过题")

    await employee.presses("去练习")

    assert "photo" not in score.raw
    assert "选一个题库" in await employee.hears()


# In a group


async def test_in_a_group_only_what_is_addressed_to_the_bot_is_answered(company):
    employee = company.employee
    group = await company.scene.group("三车间", employee, company.trainer)

    await employee.types("大家好", chat=group)
    await employee.types("/practice@wengu_bot", chat=group)
    answered = await employee.hears()
    await employee.types("今天谁在？", chat=group)
    await opens(employee, "/help", "温故能做什么")

    assert (answered.chat, "请和我私聊" in answered) == (group, True)
    assert [message.chat for message in employee.said] == [group, employee.id]


@pytest.mark.parametrize("how", ["mention", "reply"])
async def test_in_a_group_the_bot_answers_its_name_and_replies(company, how):
    employee = company.employee
    group = await company.scene.group("三车间", employee)
    await employee.types("@wengu_bot 你好", chat=group)
    first = await employee.hears("请和我私聊：https://t.me/wengu_bot")
    if how == "reply":
        await employee.types("好的", chat=group, reply_to=first.id)
        await employee.hears("请和我私聊")

    assert all(message.chat == group for message in employee.said)


async def test_a_question_is_not_answered_from_a_group(company):
    employee = company.employee
    group = await company.scene.group("三车间", employee)
    await opens(employee, "/practice", "选一个题库")
    await employee.presses("全部题库")
    await employee.hears("第 1/10 题")
    await employee.types("@wengu_bot", chat=group)
    await employee.hears("请和我私聊")

    await employee.presses_data("run:0", chat=group)

    toast = await employee.hears()
    assert (toast.kind, "请和我私聊" in toast) == ("toast", True)
    assert (await company.stands_before(employee)).seq == 1


async def test_an_open_typed_question_is_answered_after_other_errands(company):
    """In mid-question one changes one's number, looks at the score, and then types the answer."""
    employee = company.employee
    title = await company.stock(make_question("t", Kind.BLANK))
    await opens(employee, "/practice", "选一个题库")
    await employee.presses(title)
    await employee.hears("第 1/1 题")
    await opens(employee, "/profile", "我的资料")
    await employee.presses("改工号")
    await employee.hears("请输入你的工号")
    await employee.types("00731")
    await employee.hears("工号：00731")

    await employee.types("571人")

    assert "回答正确" in await employee.hears()
