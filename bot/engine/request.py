"""How calls travel to Telegram: python-telegram-bot's request class over aiohttp, in two lanes."""

import asyncio
import json
import random
from contextvars import ContextVar
from http import HTTPStatus
from io import BytesIO
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.engine import metrics
from bot.engine.pace import Pace

CONNECTIONS = 128
SECONDS = 20.0
# So often a call is made that Telegram puts off with a 429, each time no earlier than it said.
TRIES = 5
# Calls that put a message before somebody, and so count towards Telegram's limits.
_SENDS = ("send", "copy", "forward")

# Whether the call in hand is one of many to many, or a reply that somebody waits for.
bulk: ContextVar[bool] = ContextVar("bulk", default=False)


class AiohttpRequest(BaseRequest):
    """A fifth of the CPU of the httpx class that comes with the library, and no pool to scan."""

    def __init__(self, connections: int = CONNECTIONS, seconds: float = SECONDS) -> None:
        self._connections = connections
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None
        self.pace = Pace()

    @property
    def read_timeout(self) -> float:
        return self._seconds

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        if self._session:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one limit serves all
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        limit = DefaultValue.get_value(read_timeout) or self._seconds
        chat_id, in_bulk = _chat_id(request_data), bulk.get()
        counts = url.rpartition("/")[2].startswith(_SENDS)
        for attempt in range(1, TRIES + 1):
            await self._turn(chat_id, counts, in_bulk)
            try:
                status, payload = await self._once(url, method, request_data, limit)
            except NetworkError as fault:
                metrics.called(url, type(fault).__name__, bulk=in_bulk)
                raise
            metrics.called(url, str(status), bulk=in_bulk)
            if status != HTTPStatus.TOO_MANY_REQUESTS or attempt == TRIES:
                break
            seconds = _retry_after(payload) + random.uniform(0.0, 0.3)
            self.pace.hold(chat_id, _now(), seconds, bulk=in_bulk)
            if chat_id is None:
                await asyncio.sleep(seconds)
        return status, payload

    async def _turn(self, chat_id: int | None, counts: bool, in_bulk: bool) -> None:
        """Wait until this call may go out, and count it."""
        while seconds := self.pace.wait(  # noqa: ASYNC110 - time itself is waited for
            chat_id, _now(), bulk=in_bulk and counts
        ):
            await asyncio.sleep(seconds)
        if counts:
            self.pace.note(chat_id, _now(), bulk=in_bulk)

    async def _once(
        self, url: str, method: str, request_data: RequestData | None, limit: float
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("initialize() was not called")
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=limit),
            ) as response:
                return response.status, await response.read()
        except TimeoutError as late:
            raise TimedOut from late
        # The address holds the token, so a fault is named by its kind alone.
        except aiohttp.ClientConnectorError as fault:
            raise NetworkError(type(fault).__name__) from None
        except aiohttp.ClientError as fault:
            # The line broke after the call had begun: it may have been carried out, as above.
            raise TimedOut(type(fault).__name__) from None


def _now() -> float:
    return asyncio.get_running_loop().time()


def _chat_id(data: RequestData | None) -> int | None:
    chat_id = data.parameters.get("chat_id") if data else None
    return chat_id if isinstance(chat_id, int) else None


def _retry_after(payload: bytes) -> float:
    """Seconds that Telegram asks us to wait; one, where it does not say."""
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0


def _body(data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        body = json.dumps(data.parameters, ensure_ascii=False).encode()
        return body, {"Content-Type": "application/json"}
    # Quoted names would reach Telegram as %E9%A2%98.xlsx.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        whole = content if isinstance(content, bytes) else content.read()
        form.add_field(name, BytesIO(whole), filename=file_name, content_type=kind)
    return form, None
