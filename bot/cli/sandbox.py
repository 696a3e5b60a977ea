"""wengu sandbox: a local Telegram with a chat page, and the bot in it. No token is needed."""

import asyncio
import tempfile
import webbrowser
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot import logs
from bot.cli.opening import open_store, parser, settings_or_exit
from bot.sandbox import Sandbox
from bot.service import Service
from bot.settings import Settings
from bot.texts import texts
from db import people
from db.people import Visitor
from db.store import Store
from questions.people import Role

TOKEN = "7000000001:SANDBOX-not-a-real-token-0000000000"
ADMIN = 1003
PEOPLE = (
    (1001, "李员工", Role.EMPLOYEE, "生产部"),
    (1002, "王培训", Role.TRAINER, "培训部"),
    (ADMIN, "赵管理", Role.ADMIN, "人力资源部"),
)


def sandbox(argv: list[str]) -> int:
    arguments = parser("sandbox", __doc__ or "")
    arguments.add_argument("--port", type=int, default=8080)
    arguments.add_argument("--no-browser", action="store_true")
    chosen = arguments.parse_args(argv)
    given = settings_or_exit()
    logs.set_up(given.log)
    folder = tempfile.TemporaryDirectory(prefix="wengu-sandbox-")
    with folder as name, suppress(KeyboardInterrupt):
        asyncio.run(_play(given, Path(name), chosen.port, not chosen.no_browser))
    return 0


async def _play(given: Settings, folder: Path, port: int, browse: bool) -> None:
    telegram = Sandbox.with_default_people(token=TOKEN, bot_username="wengu_bot")
    address = await telegram.start(port=port)
    # Everything else as it was set; the bot finds the sandbox by its ordinary settings.
    settings = given.model_copy(
        update={
            "token": type(given.token)(TOKEN),
            "api_url": address,
            "webhook_url": "",
            "admins": frozenset({ADMIN}),
            "join": "open",
            "data_dir": folder,
            "database_url": given.database_url or f"sqlite:///{folder / 'sandbox.db'}",
        }
    )
    store = await asyncio.to_thread(open_store, settings)
    await _seat(store)
    service = Service(settings, store)
    await service.start()
    print(texts(settings.language).plain("sandbox.ready", address=address), flush=True)
    if browse:
        await asyncio.to_thread(webbrowser.open, address)
    try:
        assert service.running
        await service.running
    finally:
        await service.stop()
        await telegram.stop()
        await asyncio.to_thread(store.close)


async def _seat(store: Store) -> None:
    """Let the three people in, each with the role that their name on the page says."""
    for person_id, name, role, department in PEOPLE:
        visitor = Visitor(person_id, name, "", "zh")
        await store.run(people.seat, visitor, role, department, datetime.now(UTC))
