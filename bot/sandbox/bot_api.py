"""The Bot API over HTTP: reads a call, lets faults strike, answers as Telegram does."""

import asyncio
import json
import time
from collections import deque
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Faults, Rule
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Json, Params, Upload
from bot.sandbox.polling import Poller
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

KEPT_CALLS = 20_000
MAX_REQUEST_BYTES = 128 * 1024 * 1024


class BotApi:
    """`/bot<token>/<method>` and `/file/bot<token>/<path>`, with a bounded log of the calls."""

    def __init__(self, world: World, webhook_delay: float = 2.0) -> None:
        self.world = world
        self.faults = Faults(time.monotonic)
        self.calls: deque[Json] = deque(maxlen=KEPT_CALLS)
        self.webhook = Webhook(world.updates, webhook_delay)
        self._poller = Poller(world.updates)
        self._count = 0

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    async def close(self) -> None:
        """Deliver no more, and let nobody wait."""
        self._poller.close()
        await self.webhook.stop()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One method call."""
        method = request.match_info["method"].lower()
        try:
            self._check_token(request)
            params = await _read(request)
            chat_id = params.integer("chat_id") or self._pressed_in(params)
        except ApiError as error:
            return _answer(error.answer(), error.status)
        note = self._note(request.match_info["method"], params, chat_id)
        rule = self.faults.take(method, chat_id)
        if self.faults.latency_ms:
            await asyncio.sleep(self.faults.latency_ms / 1000)
        status, body = await self._carry_out(method, params, chat_id, rule)
        note["status"] = status
        if rule is not None:
            if rule.hang_ms and rule.after:
                await asyncio.sleep(rule.hang_ms / 1000)
            if rule.reset or (rule.after and not rule.status and not rule.hang_ms):
                _cut(request)
        return web.Response(body=body, status=status, content_type="application/json")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The bytes behind a file_path."""
        try:
            self._check_token(request)
        except ApiError as error:
            return _answer(error.answer(), error.status)
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return _answer(ApiError(404).answer(), 404)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _carry_out(
        self, method: str, params: Params, chat_id: int | None, rule: Rule | None
    ) -> tuple[int, bytes]:
        """Do what is asked, unless a rule forbids it; status and body of the answer."""
        error = rule.error() if rule else None
        try:
            if rule is not None and not rule.after:
                await asyncio.sleep(rule.hang_ms / 1000)
                if error or rule.reset:
                    raise error or ApiError(502)
            self.faults.check_flood(method, chat_id)
            result = await self._do(method, params)
            if error is not None:
                raise error
        except ApiError as refusal:
            return refusal.status, _json(refusal.answer())
        return 200, b'{"ok":true,"result":' + result + b"}"

    async def _do(self, method: str, params: Params) -> bytes:
        match method:
            case "getupdates":
                updates = await self._poller.get_updates(params)
                return b"[" + b",".join(update.body for update in updates) + b"]"
            case "setwebhook":
                return _json(await self.webhook.set(params))
            case "deletewebhook":
                return _json(await self.webhook.delete(params))
            case "getwebhookinfo":
                return _json(self.webhook.info())
        act = METHODS.get(method)
        if act is None:
            raise ApiError(404)
        return _json(act(self.world, params))

    def _pressed_in(self, params: Params) -> int | None:
        """The chat of the press that is answered; an answer does not name it itself."""
        query = self.world.queries.get(params.text("callback_query_id"))
        return query.chat_id if query else None

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self.world.token:
            raise ApiError(401)

    def _note(self, method: str, params: Params, chat_id: int | None) -> Json:
        """Remember the call; its status is None until it was answered."""
        self._count += 1
        note: Json = {
            "n": self._count,
            "at": round(self.world.clock(), 3),
            "method": method,
            "params": params.summary(),
            "status": None,
            "chat_id": chat_id,
        }
        self.calls.append(note)
        return note


async def _read(request: web.Request) -> Params:
    """Parameters from the query string and the body, whatever form it has."""
    values: Json = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if request.can_read_body:
        if request.content_type == "application/json":
            values.update(_object(await request.read()))
        elif request.content_type == "application/x-www-form-urlencoded":
            body = (await request.read()).decode("utf-8", "replace")
            values.update(parse_qsl(body, keep_blank_values=True))
        elif request.content_type.startswith("multipart/"):
            await _read_parts(request, values, uploads)
    return Params(values, uploads)


async def _read_parts(request: web.Request, values: Json, uploads: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = data.decode("utf-8", "replace")
        else:
            kind = part.headers.get("Content-Type", "")
            uploads[part.name] = Upload(part.filename, kind, data)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body) if body else {}
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ApiError(400, "can't parse JSON object")
    return value


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _answer(body: Json, status: int) -> web.Response:
    return web.Response(body=_json(body), status=status, content_type="application/json")


def _cut(request: web.Request) -> None:
    """Break the connection, so that the answer is lost."""
    if request.transport is not None:
        request.transport.abort()
