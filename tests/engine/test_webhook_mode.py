"""By webhook: Telegram hears 200 only for what is kept, and nobody else is heard at all."""

import asyncio
import json
from io import BytesIO

import aiohttp
import pytest
from sqlmodel import select

from db.tables import AnswerRow, InboxRow
from tests.builders import make_question
from tests.process import free_port

SECRET = "s3cret-_"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Door:
    """The bot's own web server, as anybody may knock at it."""

    def __init__(self, company, url):
        self.company = company
        self.url = url

    async def posts(self, body, secret=SECRET, path="", method="POST"):
        headers = {} if secret is None else {HEADER: secret}
        data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, self.url + path, data=data, headers=headers) as answer,
        ):
            return answer.status

    async def kept(self):
        rows = await self.company.store.read(lambda s: s.exec(select(InboxRow)).all())
        return {row.update_id for row in rows}


@pytest.fixture
async def door(company_with):
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook/of-our-own"
    company = await company_with(
        webhook_url=url, webhook_secret=SECRET, listen=f"127.0.0.1:{port}"
    )
    return Door(company, url)


@pytest.fixture
def company(door):
    return door.company


def asks_for_help(person, number=900_001):
    return {
        "update_id": number,
        "message": {
            "message_id": 900,
            "date": 1,
            "chat": {"id": person.id, "type": "private", "first_name": person.name},
            "from": {"id": person.id, "is_bot": False, "first_name": person.name},
            "text": "/help",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }


async def test_a_run_is_answered_by_webhook_as_by_polling(company):
    employee = company.employee
    title = await company.stock(make_question("q"))
    await employee.types("/practice")
    await employee.hears("选一个题库")
    await employee.presses(title)
    asked = await employee.hears("第 1/1 题")

    await employee.presses_data(asked.keys[0]["callback_data"], asked.id)

    await employee.hears("本组完成")
    assert await company.scene.calls("getUpdates") == []
    assert len(await company.store.read(lambda s: s.exec(select(AnswerRow)).all())) == 1


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "ß密"]
)
async def test_without_the_right_secret_nothing_is_taken(company, door, secret):
    status = await door.posts(asks_for_help(company.employee), secret)

    assert status == 403
    assert await door.kept() == set()


async def test_a_secret_that_is_no_text_is_no_fault(door):
    address = door.url.removeprefix("http://").partition("/")[0]
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    path = door.url.partition(address)[2]
    writer.write(
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n{HEADER}: ".encode()
        + b"\xff\xfe\r\n\r\n{}"
    )

    status = await reader.readline()

    writer.close()
    await writer.wait_closed()
    assert b" 403 " in status


async def test_with_the_right_secret_it_is_kept_and_answered(company, door):
    assert await door.posts(asks_for_help(company.employee)) == 200

    assert await door.kept() == {900_001}
    company.scene.sandbox.world.chats[company.employee.id].open = True
    await company.employee.hears("温故能做什么")


async def test_what_is_posted_again_is_taken_and_not_done_again(company, door):
    employee = company.employee
    for _ in range(3):
        assert await door.posts(asks_for_help(employee)) == 200
    await employee.types("/profile")
    await employee.hears("我的资料")

    assert sum("温故能做什么" in message for message in employee.said) == 1


async def test_what_is_posted_many_times_at_once_is_done_once(company, door):
    employee = company.employee

    statuses = await asyncio.gather(*(door.posts(asks_for_help(employee)) for _ in range(20)))
    await employee.types("/profile")
    await employee.hears("我的资料")

    assert set(statuses) == {200}
    assert sum("温故能做什么" in message for message in employee.said) == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"[]", b"null", b"{}", b'{"update_id": "1"}', b"\xff", b"[" * 100_000],
    ids=["empty", "no JSON", "list", "null", "no number", "a word", "no text", "deep"],
)
async def test_what_is_no_update_is_refused(door, body):
    assert await door.posts(body) == 400

    assert await door.kept() == set()


async def test_a_body_beyond_all_measure_is_refused(door):
    assert await door.posts(b" " * (2 << 20)) == 413
    assert await door.kept() == set()


async def test_there_is_no_other_way_in(door):
    assert await door.posts({}, path="x") == 404
    assert await door.posts(b"", method="GET") == 405


async def test_a_malformed_update_is_taken_so_that_it_does_not_come_for_ever(company, door):
    assert await door.posts({"update_id": 5, "message": "x"}) == 200
    assert await door.posts(asks_for_help(company.employee)) == 200

    await company.employee.hears("温故能做什么")


async def test_what_could_not_be_kept_is_asked_for_again(company, door):
    def rename(old, new):
        return lambda s: s.connection().exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")

    await company.store.run(rename("inbox", "away"))
    refused = await door.posts(asks_for_help(company.employee))
    await company.store.run(rename("away", "inbox"))
    taken = await door.posts(asks_for_help(company.employee))

    assert (refused, taken) == (503, 200)
    await company.employee.hears("温故能做什么")
