"""A sandbox with a bot that is played by hand, and a learner who has said hello."""

import pytest
from hypothesis import settings

from tests.scene import Scene

# A busy machine is no reason to fail.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


class Bot:
    """Calls the Bot API over HTTP, as JSON unless a form is given."""

    def __init__(self, scene, token=None):
        self._scene = scene
        self._token = token or scene.token

    async def calls(self, method, *, data=None, **params):
        """Status and body, whatever they are."""
        body = {"data": data} if data is not None else {"json": params}
        path = f"/bot{self._token}/{method}"
        async with self._scene.http.post(path, **body) as answer:
            return answer.status, await answer.json()

    async def does(self, method, **params):
        """The result; a refusal fails the test."""
        status, body = await self.calls(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method, **params):
        """Telegram's sentence; a result fails the test."""
        status, body = await self.calls(method, **params)
        assert (body["ok"], body.get("error_code")) == (False, status), body
        return body["description"]

    async def updates(self, **params):
        return await self.does("getUpdates", **params)

    async def inbox(self):
        """Every waiting update, confirmed."""
        updates = await self.updates()
        if updates:
            await self.updates(offset=updates[-1]["update_id"] + 1)
        return updates


def keyboard(*labels):
    """One row of buttons that carry their own label."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


@pytest.fixture
async def scene():
    async with Scene.start() as scene:
        yield scene


@pytest.fixture
async def bot(scene):
    return Bot(scene)


@pytest.fixture
async def learner(scene, bot):
    learner = await scene.person("李员工")
    await learner.types("/start")
    await bot.inbox()
    return learner


@pytest.fixture
def other_bot(scene):
    return lambda token: Bot(scene, token)


@pytest.fixture(name="keyboard")
def keyboard_fixture():
    return keyboard
