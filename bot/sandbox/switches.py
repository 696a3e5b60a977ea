"""The switches of the sandbox: faults, the log of calls, and updates by hand."""

import json

from aiohttp import web

from bot.sandbox.asking import PageRefusedError, integers, number, read_json
from bot.sandbox.bot_api import BotApi
from bot.sandbox.world import World


class Switches:
    """`/sandbox/faults`, `calls`, `pending`, `update`, `redeliver` and `expire`."""

    def __init__(self, world: World, bot_api: BotApi) -> None:
        self._world = world
        self._bot_api = bot_api

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/sandbox/faults", self.faults),
            web.get("/sandbox/calls", self.calls),
            web.get("/sandbox/pending", self.pending),
            web.post("/sandbox/update", self.update),
            web.post("/sandbox/redeliver", self.redeliver),
            web.post("/sandbox/expire", self.expire),
        ]

    async def faults(self, request: web.Request) -> web.StreamResponse:
        """Replace the rules in force."""
        asked = await read_json(request)
        try:
            self._bot_api.faults.set(asked)
        except (TypeError, ValueError) as reason:
            raise PageRefusedError(400, f"faults: {reason}") from None
        return web.json_response({})

    async def calls(self, request: web.Request) -> web.StreamResponse:
        """What the bot called after number `since`, oldest first."""
        since = number(request.query, "since", 0)
        calls = [call for call in self._bot_api.calls if call["n"] > since]
        return web.json_response({"calls": calls})

    async def pending(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002
        """How many updates the bot has not confirmed."""
        return web.json_response({"updates": len(self._world.updates.pending)})

    async def update(self, request: web.Request) -> web.StreamResponse:
        """Queue a raw update, sound or not; it only has to be a JSON object."""
        body = await request.read()
        try:
            update = json.loads(body)
        except ValueError:
            update = None
        if not isinstance(update, dict):
            raise PageRefusedError(400, "an update is a JSON object")
        return web.json_response({"update_id": self._world.push_raw(update)})

    async def redeliver(self, request: web.Request) -> web.StreamResponse:
        """Put confirmed updates back in the queue."""
        asked = await read_json(request)
        back = self._world.updates.redeliver(integers(asked, "update_ids"))
        return web.json_response({"update_ids": back})

    async def expire(self, request: web.Request) -> web.StreamResponse:
        """Make unanswered presses too old to answer; `drop` forgets undelivered ones as well."""
        asked = await read_json(request)
        one = asked.get("query_id")
        expired = [
            query_id
            for query_id, query in self._world.queries.items()
            if query.open and one in {None, query_id}
        ]
        for query_id in expired:
            self._world.queries[query_id].open = False
        if asked.get("drop"):
            self._world.updates.drop("callback_query")
        return web.json_response({"expired": expired})
