"""wengu migrate --to: a store moves while no bot runs, and what was done is said."""

import sqlite3

import pytest

from db.engines import open_engine
from db.migrate import migrate
from tests.company import ADMIN, EMPLOYEE
from tests.process import BotProcess
from tests.scene import Scene

TOKEN = "1234567890:AAF-sandbox-token-of-a-local-telegram"


@pytest.fixture
def target(tmp_path):
    return f"sqlite:///{tmp_path / 'new.db'}"


def moving(database, *to):
    return BotProcess.begin(
        database.parent, "migrate", "--to", *to, database_url=f"sqlite:///{database}"
    )


async def test_a_moved_store_is_gone_on_with(database, target):
    async with moving(database, target) as command:
        assert await command.ends() == 0

    said = "\n".join(command.lines)
    assert "person" in said
    assert "3 → 3" in said
    assert "否" not in said
    assert "new.db" in command.lines[-1]
    async with Scene.start() as scene:
        employee = await scene.person("李员工", id=EMPLOYEE)
        settings = {"token": scene.token, "api_url": scene.url, "admins": ADMIN}
        async with BotProcess.begin(database.parent, database_url=target, **settings) as bot:
            await employee.types("/profile")
            await employee.hears("生产部")
            assert await bot.stops() == 0


async def test_from_under_a_running_bot_it_does_not_move(database, target):
    async with Scene.start() as scene:
        settings = {"token": scene.token, "api_url": scene.url, "admins": ADMIN}
        url = f"sqlite:///{database}"
        async with BotProcess.begin(database.parent, database_url=url, **settings) as bot:
            await bot.is_ready()
            async with moving(database, target) as command:
                assert await command.ends() == 2
            assert await bot.stops() == 0

    (sentence,) = command.errors.splitlines()
    assert "请先停掉它" in sentence


async def test_what_is_not_the_same_is_said_and_nothing_is_kept(database, target, tmp_path):
    engine = open_engine(target)
    migrate(engine)
    engine.dispose()
    with sqlite3.connect(tmp_path / "new.db") as connection:
        connection.execute(
            "CREATE TRIGGER t AFTER INSERT ON person BEGIN UPDATE person SET name = 'x'; END"
        )
    connection.close()

    async with moving(database, target) as command:
        assert await command.ends() == 1

    assert [line.split()[0] for line in command.lines if "否" in line] == ["person"]
    with sqlite3.connect(tmp_path / "new.db") as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    connection.close()


REFUSED = {
    "no database": ("wengu.db", "--to"),
    "the same": ("sqlite:///{here}", "没有什么可搬的"),
    "the same, spelt otherwise": ("sqlite:///{folder}/./{name}", "请先停掉它"),
    "a server that is not there": ("postgresql://no:geheim@127.0.0.1:1/x", "没有搬成"),
}


@pytest.mark.parametrize(("to", "words"), REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_moved_into_is_refused_in_one_sentence(database, to, words):
    to = to.format(here=database, folder=database.parent, name=database.name)

    async with moving(database, to) as command:
        status = await command.ends()

    (sentence,) = command.errors.splitlines()
    assert status == 2
    assert words in sentence
    assert "geheim" not in sentence
