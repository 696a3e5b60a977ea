"""A stage for stories: people who type, press and upload in a real sandbox, over HTTP.

`async with Scene.start() as scene` runs a small Telegram of its own, `scene.person("李员工")` is
somebody in it, and a bot plugged in at `scene.url` with `scene.token` answers. Nothing here
sleeps: `hears` waits for the sandbox to say that something changed on this person's screen.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp

from bot.sandbox import Sandbox
from tests.canary import said_with_it
from tests.heard import Heard, Json, as_shown

_ON_SCREEN = 6


class Player:
    """One person at their phone. Every act forgets what was left unheard before it."""

    def __init__(self, scene: "Scene", card: Json) -> None:
        self._scene = scene
        self.id: int = card["id"]
        self.name: str = card["first_name"]
        self._seq = 0
        self._shown: dict[tuple[int, int], Heard] = {}
        self._news: list[Heard] = []
        self.toasts: list[str] = []

    @property
    def said(self) -> list[Heard]:
        """All the bot's messages as they are shown now, the newest last."""
        return list(self._shown.values())

    @property
    def last(self) -> Heard:
        """The bot's newest message as it is shown now."""
        assert self._shown, f"{self.name} sees no message of the bot"
        return self.said[-1]

    def buttons(self, message: Heard | None = None) -> list[str]:
        """The labels under a message, the newest unless one is given."""
        return [key["text"] for key in (message or self.last).keys]

    async def types(self, text: str, chat: int = 0, reply_to: int = 0) -> None:
        """Send a text or a command, to the bot's private chat unless a group is named."""
        await self._act("send", text=text, chat=chat or self.id, reply_to=reply_to)

    async def presses(self, label: str) -> str:
        """Press the button so labelled on the newest message that has one; returns the query's id.

        A label may be named by a part of it when no button is called exactly so.
        """
        await self._sync(0)
        keys = [(message, key) for message in reversed(self.said) for key in message.keys]
        exact = [found for found in keys if found[1]["text"] == label]
        for message, key in exact or [found for found in keys if label in found[1]["text"]]:
            assert "callback_data" in key, f"«{label}» is no button to press: {key}"
            return await self._press(message.chat, message.id, key["callback_data"])
        raise AssertionError(f"{self.name} sees no button «{label}».{self.screen()}")

    async def presses_data(self, data: str, message_id: int | None = None, chat: int = 0) -> str:
        """Press a button with any data, on the newest message unless one is named."""
        await self._sync(0)
        return await self._press(chat or self.id, message_id or self.last.id, data)

    async def uploads(self, file: Path | str | bytes, name: str = "", caption: str = "") -> None:
        """Send a document: a path, or bytes and a name."""
        data = file if isinstance(file, bytes) else Path(file).read_bytes()  # noqa: ASYNC240
        form = aiohttp.FormData({"person": str(self.id), "caption": caption}, quote_fields=False)
        form.add_field("file", BytesIO(data), filename=name or Path(str(file)).name)
        await self._act("upload", form)

    async def votes(self, message: Heard, *options: int) -> None:
        """Vote in a poll, by the options' indexes; none takes the vote back."""
        await self._act("vote", chat=message.chat, message_id=message.id, options=options)

    async def hears(self, words: str = "", timeout: float = 40) -> Heard:  # noqa: ASYNC109
        """The next message, edit or toast of the bot since this person's last act.

        With `words`, the next one that holds them; others are passed over. An empty toast, which
        only stops a button's spinner, is never heard.
        """
        passed, clock = "", asyncio.get_running_loop().time
        until = clock() + timeout
        while True:
            while self._news:
                heard = self._news.pop(0)
                if words in heard:
                    return heard
                passed += f"\n  passed over: {heard}"
            left = max(until - clock(), 0)
            # The page waits for a while only, and perhaps not for all that is left.
            if not await self._sync(left) and clock() >= until:
                what = f"{self.name} did not hear «{words}» within {timeout} s."
                raise AssertionError(what + passed + self.screen())

    async def downloads(self, message: Heard | None = None) -> bytes:
        """The bytes of the document or photo in a message, the newest unless one is given."""
        raw = (message or self.last).raw
        file = raw.get("document") or (raw.get("photo") or [None])[-1]
        assert file, f"there is no file in this message.{self.screen()}"
        async with self._scene.http.get(f"/sandbox/file/{file['file_id']}") as answer:
            return await answer.read()

    async def commands(self) -> dict[str, str]:
        """The command menu as this person sees it."""
        state = await self._scene.page("GET", "state", params={"person": self.id})
        return {menu["command"]: menu["description"] for menu in state["commands"]}

    def screen(self) -> str:
        """The newest messages and their buttons, for a test that failed."""
        shown = [f"\n  #{m.id} {m.text!r} {self.buttons(m)}" for m in self.said[-_ON_SCREEN:]]
        toasts = f"\n  toasts: {self.toasts[-3:]}" if self.toasts else ""
        return f"\n{self.name}'s screen:" + ("".join(shown) or " empty") + toasts

    async def _act(self, act: str, form: aiohttp.FormData | None = None, **asked: Any) -> Json:
        await self._sync(0)
        self._news.clear()
        body = {"data": form} if form else {"json": {"person": self.id, **asked}}
        return await self._scene.page("POST", act, **body)

    async def _press(self, chat: int, message_id: int, data: str) -> str:
        pressed = await self._act("press", chat=chat, message_id=message_id, data=data)
        return pressed["query_id"]

    async def _sync(self, seconds: float) -> bool:
        """Take in what changed on the screen, waiting for the first change; False if none came."""
        asked = {"person": self.id, "since": self._seq, "timeout": seconds}
        answer = await self._scene.page("GET", "next", params=asked)
        self._seq = answer["seq"]
        for event in answer["events"]:
            self._take(event)
        return bool(answer["events"])

    def _take(self, event: Json) -> None:
        match event["type"]:
            case ("message" | "edit") as kind if event["message"]["from"]["is_bot"]:
                heard = as_shown(kind, event["message"])
                self._shown[heard.chat, heard.id] = heard
                self._news.append(heard)
            case "delete":
                self._shown.pop((event["chat_id"], event["message_id"]), None)
            case "poll" if (key := (event["chat_id"], event["message_id"])) in self._shown:
                self._shown[key] = as_shown(
                    "edit", {**self._shown[key].raw, "poll": event["poll"]}
                )
            case "toast" if event["text"]:
                self.toasts.append(event["text"])
                self._news.append(Heard("toast", event["text"], event))


class Scene:
    """A running sandbox and the people in it. `url` and `token` are for the bot's settings."""

    def __init__(self, sandbox: Sandbox, url: str, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.url = url
        self.http = http
        self.token = sandbox.world.token

    @classmethod
    @asynccontextmanager
    async def start(cls, **options: Any) -> AsyncIterator["Scene"]:
        """A sandbox of the test's own; `options` go to Sandbox, such as `clock`."""
        sandbox = Sandbox(**options)
        url = await sandbox.start()
        try:
            async with aiohttp.ClientSession(url) as http:
                yield cls(sandbox, url, http)
            assert said_with_it(sandbox) == []
        finally:
            await sandbox.stop()

    async def person(self, name: str, language: str = "zh-hans", id: int = 0) -> Player:
        """Somebody new, with an id of their own unless one is given."""
        card = {"id": id, "first_name": name, "language_code": language}
        return Player(self, await self.page("POST", "person", json=card))

    async def group(self, title: str, *members: Player) -> int:
        """A group with the bot and these people in it; returns its chat id."""
        asked = {"title": title, "members": [member.id for member in members]}
        return (await self.page("POST", "group", json=asked))["id"]

    async def faults(self, *rules: Json, **switches: Any) -> None:
        """What goes wrong from now on, in the place of what went wrong before."""
        await self.page("POST", "faults", json={"rules": rules, **switches})

    async def calls(self, method: str = "", since: int = 0) -> list[Json]:
        """What the bot called, oldest first."""
        calls = (await self.page("GET", "calls", params={"since": since}))["calls"]
        return [call for call in calls if method in {"", call["method"]}]

    async def page(self, verb: str, path: str, **request: Any) -> Json:
        """One request of the chat page's API; an error of it fails the test."""
        async with self.http.request(verb, f"/sandbox/{path}", **request) as answer:
            body = await answer.json()
            assert answer.status == 200, f"{path}: {body}"
            return body
