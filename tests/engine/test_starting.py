"""How the bot starts, says what is wrong with its settings, and stops."""

import re
import signal
import sqlite3
from datetime import UTC, datetime

import pytest

from bot.cli.run import run
from db import jobs
from db.engines import open_engine
from db.migrate import migrate
from db.store import Store
from tests.company import ADMIN
from tests.process import BotProcess, free_port
from tests.scene import Scene

TOKEN = "1234567890:AAF-sandbox-token-of-a-local-telegram"


@pytest.fixture
async def scene():
    async with Scene.start() as scene:
        yield scene


def begin(folder, *command, **settings):
    return BotProcess.begin(folder, *command, **{"token": TOKEN, "data_dir": folder, **settings})


WRONG = {
    "no token": ({"token": ""}, "TOKEN"),
    "a token that is none": ({"token": "12345:short"}, "TOKEN"),
    "a token of words": ({"token": "my token"}, "TOKEN"),
    "admins by name": ({"admins": "老李"}, "ADMINS"),
    "a database that is none": ({"database_url": "wengu.db"}, "DATABASE_URL"),
    "a database unheard of": ({"database_url": "mysql://root@localhost/x"}, "DATABASE_URL"),
    "an address without http": ({"api_url": "localhost:8081"}, "API_URL"),
    "no secret for the webhook": ({"webhook_url": "https://example.com/x"}, "WEBHOOK_SECRET"),
    "a secret that Telegram refuses": (
        {"webhook_url": "https://example.com/x", "webhook_secret": "a b"},
        "WEBHOOK_SECRET",
    ),
    "a webhook that is no address": (
        {"webhook_url": "example.com", "webhook_secret": "x"},
        "WEBHOOK_URL",
    ),
    "a port that is none": ({"listen": "127.0.0.1:99999"}, "LISTEN"),
    "a health port that is none": ({"health": "9090"}, "HEALTH"),
    "a door half open": ({"join": "maybe"}, "JOIN"),
    "a language we do not speak": ({"language": "fr"}, "LANGUAGE"),
    "a time zone that is none": ({"timezone": "Asia/Nowhere"}, "TIMEZONE"),
    "logs of no form": ({"log": "xml"}, "LOG"),
    "a folder that is a file": ({"data_dir": __file__}, "DATA_DIR"),
}
UNREACHED = {
    "a folder that cannot be": ({"database_url": "sqlite:////proc/x/w.db"}, "DATABASE_URL"),
    "no such server": ({"database_url": "postgresql://no@127.0.0.1:1/x"}, "DATABASE_URL"),
    "nobody at the address": ({"api_url": "http://127.0.0.1:1"}, "API_URL"),
}


def is_one_sentence_on(name, errors):
    (sentence,) = errors.splitlines()
    return f"WENGU_{name}" in sentence and sentence.endswith("。")


@pytest.mark.parametrize(("settings", "name"), WRONG.values(), ids=WRONG)
def test_a_wrong_setting_ends_the_start_with_one_sentence(
    tmp_path, monkeypatch, capsys, settings, name
):
    monkeypatch.chdir(tmp_path)
    for setting, value in {"token": TOKEN, **settings}.items():
        monkeypatch.setenv(f"WENGU_{setting.upper()}", value)

    with pytest.raises(SystemExit) as ended:
        run([])

    said = capsys.readouterr()
    assert ended.value.code not in (0, 1)
    assert said.out == ""
    assert is_one_sentence_on(name, said.err)


@pytest.mark.parametrize(("settings", "name"), UNREACHED.values(), ids=UNREACHED)
async def test_what_cannot_be_reached_ends_the_start_with_one_sentence(tmp_path, settings, name):
    async with begin(tmp_path, **settings) as bot:
        status = await bot.ends()

    assert status not in (0, 1)
    assert bot.lines == []
    assert is_one_sentence_on(name, bot.errors)


async def test_a_token_that_telegram_does_not_know_is_named(tmp_path, scene):
    async with begin(tmp_path, token=TOKEN[:-4] + "xxxx", api_url=scene.url) as bot:
        status = await bot.ends()

    (sentence,) = bot.errors.splitlines()
    assert status not in (0, 1)
    assert "WENGU_TOKEN" in sentence
    assert TOKEN[:20] not in sentence


async def test_a_port_that_is_taken_is_named(tmp_path, scene):
    address = scene.url.removeprefix("http://")
    webhook = {"webhook_url": f"{scene.url}/hook", "webhook_secret": "x", "listen": address}

    async with begin(tmp_path, api_url=scene.url, **webhook) as bot:
        status = await bot.ends()

    (sentence,) = bot.errors.splitlines()
    assert status not in (0, 1)
    assert "WENGU_LISTEN" in sentence


async def test_a_health_port_that_is_taken_is_named(tmp_path, scene):
    address = scene.url.removeprefix("http://")

    async with begin(tmp_path, api_url=scene.url, health=address) as bot:
        status = await bot.ends()

    (sentence,) = bot.errors.splitlines()
    assert status not in (0, 1)
    assert "WENGU_HEALTH" in sentence


async def test_the_doctor_asks_the_running_bot(tmp_path, scene):
    settings = {"api_url": scene.url, "admins": ADMIN, "health": f"127.0.0.1:{free_port()}"}
    async with begin(tmp_path, "doctor", **settings) as doctor:
        alone = await doctor.ends()
    async with begin(tmp_path, **settings) as bot:
        await bot.is_ready()
        async with begin(tmp_path, "doctor", **settings) as second:
            beside = await second.ends()
        assert await bot.stops() == 0

    assert (alone, beside) == (0, 0)
    assert "没有在运行" in "".join(doctor.lines)
    assert "一切就绪" in "".join(second.lines)


async def test_the_doctor_tells_of_work_that_failed(tmp_path, scene):
    engine = open_engine(f"sqlite:///{tmp_path}/wengu.db")
    migrate(engine)
    store = Store(engine)
    store.do(lambda s: jobs.fail(s, jobs.enqueue(s, "import", {"person": 7}, datetime.now(UTC))))
    store.close()

    async with begin(tmp_path, "doctor", api_url=scene.url, admins=ADMIN) as doctor:
        status = await doctor.ends()

    assert status == 0
    assert "有 1 个最终没有做成" in "".join(doctor.lines)


async def test_a_password_is_not_shown(tmp_path):
    url = "postgresql://nobody:geheim-123@127.0.0.1:1/x"

    async with begin(tmp_path, database_url=url) as bot:
        await bot.ends()

    assert "geheim-123" not in bot.errors


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_well(tmp_path, scene, name):
    async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as bot:
        await bot.is_ready()

        assert await bot.stops(name) == 0

    assert "Traceback" not in bot.errors


@pytest.mark.parametrize("method", ["deleteWebhook", "getUpdates", "setMyCommands"])
async def test_trouble_at_the_start_passes(tmp_path, scene, method):
    person = await scene.person("李员工")
    await scene.faults({"method": method, "status": 500, "times": 1})

    async with begin(tmp_path, api_url=scene.url, admins=ADMIN, join="open") as bot:
        await bot.is_ready()
        await person.types("/start")
        await person.hears("李员工，你好")
        assert await bot.stops() == 0


async def test_a_webhook_of_an_earlier_life_is_taken_down(tmp_path, scene):
    person = await scene.person("李员工")
    async with scene.http.post(
        f"/bot{scene.token}/setWebhook", json={"url": "http://127.0.0.1:1/gone"}
    ) as answer:
        assert answer.status == 200

    async with begin(tmp_path, api_url=scene.url, admins=ADMIN, join="open") as bot:
        await person.types("/start")
        await person.hears("李员工，你好")
        assert await bot.stops() == 0


async def test_a_second_process_is_refused_with_one_sentence(tmp_path, scene):
    async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as first:
        await first.is_ready()
        async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as second:
            status = await second.ends()

        (sentence,) = second.errors.splitlines()
        assert status not in (0, 1)
        assert "另一个温故进程正在使用" in sentence
        assert await first.stops() == 0


async def test_two_bots_do_not_share_a_file_however_it_is_spelt(tmp_path, scene):
    (tmp_path / "a").mkdir()
    same = f"sqlite:///{tmp_path}/a/../wengu.db"
    other = "1234567890:AAF-another-token-of-a-local-telegram"
    async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as first:
        await first.is_ready()
        async with begin(
            tmp_path / "a", api_url=scene.url, token=other, database_url=same
        ) as second:
            assert await second.ends() not in (0, 1)

    assert "另一个温故进程正在使用" in second.errors


async def test_after_a_kill_the_lock_is_free(tmp_path, scene):
    async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as first:
        await first.is_ready()
        await first.is_killed()

    async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as second:
        await second.is_ready()


async def test_where_admins_are_named_nothing_can_be_claimed(tmp_path, scene):
    async with begin(tmp_path, api_url=scene.url, admins=ADMIN) as bot:
        await bot.is_ready()
        await bot.stops()

    assert "start=" not in "".join(bot.lines) + bot.errors


async def test_the_first_start_prints_a_link_that_makes_one_admin(tmp_path, scene):
    first, second = await scene.person("赵一"), await scene.person("钱二")
    async with begin(tmp_path, api_url=scene.url) as bot:
        line = await bot.says("start=")
        code = re.search(r"https://t\.me/wengu_bot\?start=([0-9A-Z]{16})$", line.strip())[1]
        await first.types(f"/start {code}")
        await first.hears("你是管理员")
        await second.types(f"/start {code}")
        await second.hears("这个邀请链接无效或已用完")
        await bot.stops()

    async with begin(tmp_path, api_url=scene.url) as again:
        await again.is_ready()
        await again.stops()
    assert "start=" not in "".join(again.lines)


async def test_a_claim_link_of_an_earlier_start_is_worth_nothing(tmp_path, scene):
    codes = []
    for _ in range(2):
        async with begin(tmp_path, api_url=scene.url) as bot:
            codes.append((await bot.says("start=")).strip()[-16:])
            await bot.is_ready()
            await bot.stops()
    person = await scene.person("赵一")

    async with begin(tmp_path, api_url=scene.url) as bot:
        newest = (await bot.says("start=")).strip()[-16:]
        for code in codes:
            await person.types(f"/start {code}")
            await person.hears("无效")
        await person.types(f"/start {newest}")
        await person.hears("你是管理员")


async def test_a_database_of_rubbish_is_refused_and_left_alone(tmp_path, scene):
    path = tmp_path / "wengu.db"
    path.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 2000)
    before = path.read_bytes()

    async with begin(tmp_path, api_url=scene.url) as bot:
        status = await bot.ends()

    (sentence,) = bot.errors.splitlines()
    assert status not in (0, 1)
    assert "wengu.db" in sentence
    assert path.read_bytes() == before


async def test_migrate_makes_the_tables_and_takes_in_the_banks(tmp_path):
    async with begin(tmp_path, "migrate") as bot:
        assert await bot.ends() == 0

    with sqlite3.connect(tmp_path / "wengu.db") as connection:
        (banks,) = connection.execute("SELECT count(*) FROM bank").fetchone()
    connection.close()
    assert banks == 4
    assert "数据库已是最新" in bot.lines[0]
