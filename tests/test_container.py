"""Dockerfile and compose.yaml cannot be built here; what they run and name is tried instead."""

import json
import re
import subprocess
import sys
from contextlib import suppress

import pytest

from bot.__main__ import COMMANDS
from bot.service import DRAIN_SECONDS
from bot.settings import Settings, address, load
from tests import nginx
from tests.company import ADMIN
from tests.process import ROOT, BotProcess, free_port
from tests.scene import Scene

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")


def instruction(name):
    """What stands after the last instruction of a name."""
    return re.findall(rf"^{name} +(.+)$", DOCKERFILE, re.M)[-1].strip()


def given():
    """The environment of the container."""
    (words,) = re.findall(r"^ENV +(.+)$", DOCKERFILE, re.M)
    return dict(word.split("=", 1) for word in words.split())


def value(name):
    """What compose.yaml gives the workers as a setting."""
    return re.findall(rf"^ +{name}: (.+)$", COMPOSE, re.M)[0]


def seconds(span):
    return int(span.removesuffix("s"))


def test_every_setting_that_is_named_is_one_of_ours():
    ours = {f"WENGU_{name.upper()}" for name in Settings.model_fields}

    assert set(re.findall(r"WENGU_[A-Z_]+", DOCKERFILE + COMPOSE)) <= ours


def test_what_is_copied_is_there_and_is_all_that_runs():
    copied = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.M)

    assert sorted(copied) == ["bot/", "db/", "questions/", "requirements.txt"]
    assert all((ROOT / path).exists() for path in copied)


def test_it_runs_as_nobody_in_particular():
    assert instruction("USER") == "wengu"
    assert "read_only: true" in COMPOSE
    assert "no-new-privileges:true" in COMPOSE


def test_the_command_is_one_of_ours():
    assert json.loads(instruction("ENTRYPOINT")) == ["python", "-m", "bot"]
    (command,) = json.loads(instruction("CMD"))
    assert command in COMMANDS


def test_workers_and_nginx_name_the_same_ports():
    _, port = address(value("WENGU_LISTEN"))
    servers = re.findall(r"server (\S+):(\d+)", nginx.shipped())

    assert [int(each) for _, each in servers] == [port, port]
    assert [host for host, _ in servers] == re.findall(r"ipv4_address: (\S+)", COMPOSE)
    assert re.findall(r"listen (\d+) ssl", nginx.shipped()) == re.findall(
        r'ports: \["443:(\d+)"\]', COMPOSE
    )


def test_the_settings_of_the_workers_are_right_together(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    database = value("WENGU_DATABASE_URL").replace("${POSTGRES_PASSWORD:?}", "geheim1")
    settings = load(
        database_url=database,
        webhook_url="https://example.com/telegram/x",
        webhook_secret="x",
        listen=value("WENGU_LISTEN"),
        health=value("WENGU_HEALTH"),
        log=value("WENGU_LOG"),
    )

    assert settings.database == database
    assert settings.health == given()["WENGU_HEALTH"]


def test_a_stop_is_given_the_time_it_takes():
    spans = re.findall(r"stop_grace_period: (\S+)", COMPOSE)

    assert min(map(seconds, spans)) >= 2 * DRAIN_SECONDS


def test_it_is_yaml_where_that_can_be_told():
    with suppress(ImportError):
        import yaml

        services = yaml.safe_load(COMPOSE)["services"]
        assert set(services) == {"postgres", "worker1", "worker2", "nginx"}
    assert "\t" not in COMPOSE


@pytest.fixture
async def scene():
    async with Scene.start() as scene:
        yield scene


async def test_what_it_runs_starts_and_is_found_healthy(tmp_path, scene):
    """As in the container: its environment, its command, its check."""
    port = free_port()
    settings = {
        name.removeprefix("WENGU_").lower(): text.replace("9090", str(port))
        for name, text in given().items()
        if name.startswith("WENGU_")
    }
    settings |= {"data_dir": tmp_path / "data", "token": scene.token, "api_url": scene.url}
    check = instruction("HEALTHCHECK").partition("CMD ")[2].replace("9090", str(port))
    program, *rest = json.loads(check)
    assert program == "python"

    def checked():
        return subprocess.run([sys.executable, *rest], check=False, stderr=subprocess.DEVNULL)

    before = checked().returncode
    async with BotProcess.begin(tmp_path, admins=ADMIN, **settings) as bot:
        await bot.is_ready()
        while_running = checked().returncode
        assert await bot.stops() == 0

    assert before != 0
    assert while_running == 0
