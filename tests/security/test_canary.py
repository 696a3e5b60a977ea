"""The watch over the token sees what it is there to see."""

import logging

import aiohttp
import pytest

from bot.logs import HIDDEN
from bot.sandbox.server import TOKEN
from tests import canary
from tests.canary import SECRET, TALKATIVE, Watch, files_with_it, said_with_it
from tests.scene import Scene


@pytest.fixture
def watch():
    """A watch of the test's own: the one over all tests would fail it."""
    return Watch()


def record(message, *args):
    return logging.LogRecord("somebody", logging.DEBUG, __file__, 1, message, args, None)


def test_a_line_with_the_secret_is_seen_and_its_report_does_not_repeat_it(watch):
    watch.handle(record("the secret half %s", SECRET))

    (seen,) = watch.take()
    assert SECRET not in seen
    assert watch.take() == []


def test_what_the_log_hides_is_hidden(watch):
    watch.handle(record("GET /bot%s/getMe", TOKEN))
    watch.handle(record("GET /bot%s/getMe", TOKEN))

    assert watch.take() == []
    assert HIDDEN in watch._forms[0].format(record("%s", TOKEN))


def test_a_file_with_it_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(canary, "SECRET", "some-other-secret")
    (tmp_path / "a.db").write_bytes(b"\x00some-other-secret\x00")
    (tmp_path / ".env").write_bytes(b"some-other-secret")

    assert files_with_it(tmp_path) == ["a.db"]


async def test_a_message_with_it_is_found(monkeypatch):
    async with Scene.start() as scene:
        person = await scene.person("某人")
        await person.types("some-other-secret")
        monkeypatch.setattr(canary, "SECRET", "some-other-secret")

        found = said_with_it(scene.sandbox)

        monkeypatch.undo()
    assert len(found) == 1


def test_every_library_that_speaks_to_telegram_speaks_at_its_most():
    assert {logging.getLogger(name).getEffectiveLevel() for name in TALKATIVE} == {logging.DEBUG}
    assert aiohttp.__name__ in TALKATIVE
