"""What the chat page asks of the sandbox."""

import json

import pytest


async def test_the_state_is_all_that_a_person_sees(scene, bot, learner):
    await bot.does("sendMessage", chat_id=learner.id, text="欢迎")
    group = await scene.group("培训一组", learner)

    state = await scene.page("GET", "state", params={"person": learner.id})

    assert state["bot"]["username"] == "wengu_bot"
    assert [person["first_name"] for person in state["people"]] == ["李员工"]
    assert [(chat["id"], chat["type"]) for chat in state["chats"]] == [
        (learner.id, "private"),
        (group, "group"),
    ]
    assert [m["text"] for m in state["messages"][str(learner.id)]] == ["/start", "欢迎"]


async def test_events_stream_with_their_numbers(scene, bot, learner):
    before = (await scene.page("GET", "state", params={"person": learner.id}))["seq"]
    await bot.does("sendMessage", chat_id=learner.id, text="欢迎")

    path = f"/sandbox/events?person={learner.id}&since={before}"
    async with scene.http.get(path) as stream:
        lines = [(await stream.content.readline()).decode().strip() for _ in range(4)]

    event = json.loads(lines[3].removeprefix("data: "))
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert lines[2] == f"id: {event['seq']}"
    assert (event["type"], event["message"]["text"]) == ("message", "欢迎")


async def test_nobody_sees_anothers_private_chat(scene, bot, learner):
    trainer = await scene.person("王培训")
    await bot.does("sendMessage", chat_id=learner.id, text="你的成绩")

    answer = await scene.page("GET", "next", params={"person": trainer.id, "since": 0})
    assert [event["type"] for event in answer["events"]] == ["commands"]


async def test_a_person_is_changed_by_what_is_said_and_no_more(scene, learner):
    change = {"id": learner.id, "language_code": "en"}

    card = await scene.page("POST", "person", json=change)

    assert (card["first_name"], card["language_code"]) == ("李员工", "en")


async def test_a_file_comes_under_its_chinese_name(scene, bot, learner):
    await learner.uploads(b"a,b", "题库 甲.csv")
    file_id = (await bot.inbox())[0]["message"]["document"]["file_id"]

    async with scene.http.get(f"/sandbox/file/{file_id}") as answer:
        disposition = answer.headers["Content-Disposition"]

    assert answer.content_type == "text/csv"
    assert disposition.endswith("filename*=UTF-8''%E9%A2%98%E5%BA%93%20%E7%94%B2.csv")


async def test_a_person_who_blocked_the_bot_can_not_write_to_it(scene, bot, learner):
    await scene.page("POST", "block", json={"person": learner.id, "blocked": True})

    with pytest.raises(AssertionError, match="blocked"):
        await learner.types("在吗")


async def test_a_command_typed_by_a_person_is_marked(bot, learner):
    await learner.types("/start a1B2-_")

    message = (await bot.inbox())[0]["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("send", {"person": 5, "text": "x"}, 404),
        ("send", {"person": "somebody"}, 400),
        ("press", {"person": 5}, 404),
        ("person", {"id": -3, "first_name": "x"}, 400),
        ("person", {"last_name": "无名"}, 400),
        ("group", {"members": [404]}, 400),
        ("delete", {"chat": 5, "message_id": 1}, 404),
        ("upload", {}, 400),
    ],
)
async def test_requests_that_make_no_sense_get_one_sentence(scene, path, body, status):
    async with scene.http.post(f"/sandbox/{path}", json=body) as answer:
        error = (await answer.json())["error"]

    assert answer.status == status
    assert error


async def test_half_a_surrogate_is_refused_at_the_door(scene, learner):
    body = f'{{"person":{learner.id},"text":"\\ud83d"}}'
    async with scene.http.post("/sandbox/send", data=body.encode()) as answer:
        assert answer.status == 400


async def test_the_page_and_its_files_are_served(scene):
    async with scene.http.get("/") as page:
        html = await page.text()
    async with scene.http.get("/page/main.js") as script:
        assert script.content_type.endswith("javascript")

    assert (page.content_type, page.status) == ("text/html", 200)
    assert "/page/main.js" in html
