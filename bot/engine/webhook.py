"""Being sent updates. Telegram hears 200 only after an update is in the inbox."""

import hmac
import json
import logging
from typing import Any

from aiohttp import web

from bot.engine.intake import Intake

log = logging.getLogger(__name__)

BODY_LIMIT = 1 << 20
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def receiver(
    intake: Intake, path: str, secret: str, beside: list[web.RouteDef]
) -> web.Application:
    """A web application that takes Telegram's posts at `path`, with the right secret only; and
    what else there is `beside`."""

    async def post(request: web.Request) -> web.Response:
        # Whatever bytes a stranger sends, it is compared and refused.
        shown = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, secret.encode()):
            return web.Response(status=403)
        raw = _parsed(await request.read())
        if raw is None:
            return web.Response(status=400)
        try:
            await intake.take([raw])
        except Exception:
            log.exception("an update could not be kept")
            return web.Response(status=503)
        return web.Response()

    application = web.Application(client_max_size=BODY_LIMIT)
    application.router.add_post(path, post)
    application.add_routes(beside)
    return application


def _parsed(body: bytes) -> dict[str, Any] | None:
    """The update, if it is one."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    numbered = isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
    return raw if numbered else None


class PortTaken(Exception):  # noqa: N818 - an answer to whoever starts the bot
    """Nothing can listen there: somebody does already, or the address is not ours. Says where."""


async def serve(application: web.Application, host: str, port: int) -> web.AppRunner:
    """Listen; the runner that is returned stops it."""
    # Whoever sends a body drop by drop holds up no stop.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise PortTaken(f"{host}:{port}") from None
    return runner
