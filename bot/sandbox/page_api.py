"""The chat page's own API: what people see and do, and the switches of the sandbox."""

import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.sandbox import people
from bot.sandbox.asking import PageRefusedError, chat_of, integers, number, person_of, read_json
from bot.sandbox.chats import Person
from bot.sandbox.methods.commands import menu_button
from bot.sandbox.params import Json, Upload
from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
MAX_WAIT_SECONDS = 60.0
_HEARTBEAT_SECONDS = 15.0

Act = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def refusals(request: web.Request, handler: Act) -> web.StreamResponse:
    """Errors of the page's API as {"error": "…"}."""
    try:
        return await handler(request)
    except PageRefusedError as refused:
        return web.json_response({"error": str(refused)}, status=refused.status)
    except people.ActRefusedError as refused:
        return web.json_response({"error": str(refused)}, status=409)


class PageApi:
    """`/sandbox/…` and the files of the chat page."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.AbstractRouteDef]:
        routes: list[web.AbstractRouteDef] = [
            web.get("/", self.page),
            web.get("/sandbox/state", self.state),
            web.get("/sandbox/events", self.events),
            web.get("/sandbox/next", self.next),
            web.post("/sandbox/send", self.send),
            web.post("/sandbox/press", self.press),
            web.post("/sandbox/upload", self.upload),
            web.post("/sandbox/vote", self.vote),
            web.get("/sandbox/file/{file_id}", self.file),
            web.post("/sandbox/person", self.person),
            web.post("/sandbox/group", self.group),
            web.post("/sandbox/block", self.block),
            web.post("/sandbox/delete", self.delete),
        ]
        if PAGE.is_dir():
            routes.append(web.static("/page", PAGE))
        return routes

    async def page(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002
        index = PAGE / "index.html"
        if not index.is_file():
            raise PageRefusedError(404, "the chat page is not installed")
        return web.FileResponse(index)

    async def state(self, request: web.Request) -> web.StreamResponse:
        """Everything one person sees, and the number from which to listen on."""
        world = self._world
        person = person_of(world, request.query)
        chats = [chat for chat in world.chats.values() if person.id in chat.members]
        spoken = person.language_code
        state: Json = {
            "bot": {key: world.bot[key] for key in ("id", "username", "first_name")},
            "people": [each.card() for each in world.people.values()],
            "chats": [
                {"id": chat.id, "type": chat.type, "title": chat.about.get("title", "")}
                for chat in chats
            ],
            "messages": {str(chat.id): list(chat.messages.values()) for chat in chats},
            "commands": world.commands.seen(person.id, person.id, spoken, private=True),
            "menu": menu_button(world, person.id),
            "blocked": world.chats[person.id].blocked,
            "seq": world.events.seq,
        }
        return web.json_response(state)

    async def next(self, request: web.Request) -> web.StreamResponse:
        """Events after `since`, waiting up to `timeout` seconds for the first."""
        person = person_of(self._world, request.query)
        since = number(request.query, "since", 0)
        seconds = min(float(request.query.get("timeout", 0)), MAX_WAIT_SECONDS)
        events = await self._world.events.wait(person.id, since, seconds)
        seq = events[-1]["seq"] if events else since
        return web.json_response({"events": events, "seq": seq})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The same as server-sent events, for as long as the page stays."""
        person = person_of(self._world, request.query)
        last_seen = request.headers.get("Last-Event-ID", request.query.get("since", "0"))
        since = int(last_seen) if last_seen.isdecimal() else 0
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        # Whoever leaves the page breaks the line; that is how this ends.
        with contextlib.suppress(ConnectionError):
            await self._stream(response, person.id, since)
        return response

    async def _stream(self, response: web.StreamResponse, person: int, since: int) -> None:
        await response.write(b"retry: 1000\n\n")
        while not self._world.events.closed:
            events = await self._world.events.wait(person, since, _HEARTBEAT_SECONDS)
            for event in events:
                since = event["seq"]
                await response.write(f"id: {since}\ndata: {json.dumps(event)}\n\n".encode())
            if not events:
                await response.write(b": still here\n\n")

    async def send(self, request: web.Request) -> web.StreamResponse:
        asked = await read_json(request)
        person, chat = person_of(self._world, asked), chat_of(self._world, asked)
        text, reply_to = str(asked.get("text", "")), number(asked, "reply_to", 0)
        return web.json_response(people.say(self._world, person, chat, text, reply_to))

    async def press(self, request: web.Request) -> web.StreamResponse:
        asked = await read_json(request)
        person, chat = person_of(self._world, asked), chat_of(self._world, asked)
        message_id, data = number(asked, "message_id", 0), str(asked.get("data", ""))
        query_id = people.press(self._world, person, chat, message_id, data)
        return web.json_response({"query_id": query_id})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """One message for each file; the caption goes under the first."""
        fields, files = await _form(request)
        if not files:
            raise PageRefusedError(400, "no file was sent")
        person, chat = person_of(self._world, fields), chat_of(self._world, fields)
        caption = str(fields.get("caption", ""))
        sent = []
        for file in files:
            sent.append(people.upload(self._world, person, chat, file, caption))
            caption = ""
        return web.json_response({"messages": sent})

    async def vote(self, request: web.Request) -> web.StreamResponse:
        asked = await read_json(request)
        person, chat = person_of(self._world, asked), chat_of(self._world, asked)
        options = integers(asked, "options")
        people.vote(self._world, person, chat, number(asked, "message_id", 0), options)
        return web.json_response({})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes under its own name."""
        file = self._world.files.find(request.match_info["file_id"])
        if file is None:
            raise PageRefusedError(404, "no such file")
        kind = "inline" if file.kind == "photo" else "attachment"
        headers = {"Content-Disposition": f"{kind}; filename*=UTF-8''{quote(file.name, safe='')}"}
        return web.Response(body=file.data, headers=headers, content_type=file.content_type)

    async def person(self, request: web.Request) -> web.StreamResponse:
        """Create somebody, or change who they are."""
        asked = await read_json(request)
        world = self._world
        person_id = number(asked, "id", 0) or max([1000, *world.people]) + 1
        if person_id < 1:
            raise PageRefusedError(400, "a person's id is a positive number")
        before = world.people.get(person_id) or Person(person_id, "")
        given = {key: str(value) for key, value in asked.items() if key in before.card()}
        person = Person(**{**before.card(), **given, "id": person_id})
        if not person.first_name:
            raise PageRefusedError(400, "a person needs a first_name")
        world.add_person(person)
        world.commands_changed(world.chats[person_id])
        return web.json_response(person.card())

    async def group(self, request: web.Request) -> web.StreamResponse:
        """Create a group with the bot in it, or change its members."""
        asked = await read_json(request)
        world = self._world
        chat_id = number(asked, "id", 0) or min([-1000, *world.chats]) - 1
        members = integers(asked, "members")
        if chat_id > 0 or not members or not set(members) <= world.people.keys():
            raise PageRefusedError(400, "a group has a negative id and members who exist")
        chat = world.chats.get(chat_id)
        if chat is None:
            chat = world.add_group(chat_id, str(asked.get("title", "")) or "群", members)
        else:
            people.change_members(world, chat, members)
        return web.json_response(chat.about)

    async def block(self, request: web.Request) -> web.StreamResponse:
        asked = await read_json(request)
        person = person_of(self._world, asked)
        people.block(self._world, person, blocked=bool(asked.get("blocked", True)))
        return web.json_response({})

    async def delete(self, request: web.Request) -> web.StreamResponse:
        """A person deletes a message; the bot is not told, as in Telegram."""
        asked = await read_json(request)
        chat = self._world.chats.get(number(asked, "chat", 0))
        if chat is None or not self._world.remove(chat, number(asked, "message_id", 0)):
            raise PageRefusedError(404, "no such message")
        return web.json_response({})


async def _form(request: web.Request) -> tuple[Json, list[Upload]]:
    fields: Json = {}
    files: list[Upload] = []
    if not request.content_type.startswith("multipart/"):
        raise PageRefusedError(400, "multipart/form-data expected")
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is not None:
            files.append(Upload(part.filename, part.headers.get("Content-Type", ""), data))
        elif part.name:
            fields[part.name] = data.decode()
    return fields, files
